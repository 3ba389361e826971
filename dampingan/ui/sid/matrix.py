"""The matrix of desa and categories: each cell with its mark and figure, its word for those who point or listen."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dampingan.formats import full_date, joined, number
from dampingan.measures.sid import UNCHECKED
from dampingan.palette import ink_on
from dampingan.records.terms import KATEGORI_SID, KEADAAN_SID
from dampingan.ui import frame, style
from dampingan.ui.sid.data import Look
from dampingan.ui.sid.words import COLOURS, LAPSED, SHORT, STATES

_COLUMNS = len(SHORT) + 1
_POINTS = {state: points for points, state in enumerate(STATES) if state != UNCHECKED}
"""What a state counts in the score."""


def show(look: Look) -> None:
    """Draw the matrix, the lowest score first; desa without a check and kelurahan come last, if they are asked for."""
    frame.section(
        "Desa dan sebelas kategori",
        f"Skor terendah di atas; {LAPSED} tercatat mutakhir, tetapi pemeriksaannya lewat 12 bulan. Keadaan, tanggal, "
        "dan bukti muncul bila penunjuk diletakkan pada sel.",
    )
    shown = look.table if _whole(look) else look.table.filter(pl.col("diperiksa") > 0)
    ordered = shown.sort(["tunduk", "lengkap", "skor", "nama"], descending=[True, True, False, False],
                              nulls_last=True)  # fmt: skip
    told = {(row["kode_desa"], row["kategori"]): row for row in look.states.to_dicts()}
    body = "".join(_row(row, told) for row in ordered.to_dicts())
    head = "".join(f'<th scope="col">{style.text(h)}</th>' for h in ("Desa", "Skor", *SHORT.values()))
    st.html(
        '<div class="dmp-gulir dmp-daftar" tabindex="0" role="region" aria-label="Matriks desa dan kategori SID">'
        f'<table class="dmp-tabel dmp-matriks" lang="id"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f"</div>{_legend()}"
    )


def _whole(look: Look) -> bool:
    """Offer to show also those without a check, where there are any, and tell whether that is wanted."""
    desa = look.table.filter(pl.col("tunduk") & (pl.col("diperiksa") == 0)).height
    kelurahan = look.table.filter(~pl.col("tunduk")).height
    told = (
        f"{number(desa)} desa yang belum diperiksa" if desa else "",
        f"{number(kelurahan)} kelurahan (tidak wajib SID)" if kelurahan else "",
    )
    label = joined([part for part in told if part])
    return bool(label) and st.toggle(f"Tampilkan juga {label}", key="sid_semua")


def _row(row: Mapping[str, Any], told: Mapping[tuple[str, str], Mapping[str, Any]]) -> str:
    name = f'{style.text(row["nama"])}<span class="dmp-kecil">{style.text(row["kecamatan"])}</span>'
    if not row["tunduk"]:
        words = "Kelurahan: SID tidak berlaku (UU 6/2014 mengatur desa)"
        return f'<tr><th scope="row">{name}</th><td class="dmp-berlaku-tidak" colspan="{_COLUMNS}">{words}</td></tr>'
    whole = row["lengkap"] or not row["diperiksa"]
    part = "" if whole else f'<span class="dmp-kecil">{row["diperiksa"]} kategori</span>'
    cells = "".join(_cell(told.get((row["kode_desa"], kategori))) for kategori in SHORT)
    return f'<tr><th scope="row">{name}</th><td><b>{number(row["skor"])}</b>{part}</td>{cells}</tr>'


def _cell(check: Mapping[str, Any] | None) -> str:
    if check is None:
        return '<td class="dmp-tidak" title="Belum diperiksa">·</td>'
    mark, word = STATES[check["berlaku"]]
    colour, ink = _ink(check["berlaku"])
    claimed = f"tercatat {KEADAAN_SID[check['keadaan']].lower()}" if check["kedaluwarsa"] else word
    proof = f" · {check['bukti']}" if check["bukti"] else ""
    title = f"{KATEGORI_SID[check['kategori']]}: {claimed}, diperiksa {full_date(check['tanggal'])}{proof}"
    star = LAPSED if check["kedaluwarsa"] else ""
    look = f"background-color:{colour};color:{ink}"
    said = f'<span class="dmp-suara">{word}</span>'
    return f'<td style="{look}" title="{escape(title)}">{mark} {_POINTS[check["berlaku"]]}{star}{said}</td>'


@lru_cache(maxsize=8)
def _ink(state: str) -> tuple[str, str]:
    return COLOURS[state], ink_on(COLOURS[state])


def _legend() -> str:
    items = "".join(
        f'<span><i style="background-color:{COLOURS[state]}"></i>{STATES[state][0]} {points} {STATES[state][1]}</span>'
        for state, points in _POINTS.items()
    )
    return f'<div class="dmp-legenda">{items}<span><i class="dmp-tanda-kosong"></i>belum diperiksa</span></div>'
