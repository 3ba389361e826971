"""Marks that the pages about records share: style, source line, the note on samples, tables, names of places."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dampingan.exports.record_notes import record_source
from dampingan.formats import full_date, number
from dampingan.regions.reference import units
from dampingan.ui import access, style
from dampingan.ui.filters import choice_param, keep_param

SAMPLE_COMMAND = "python -m dampingan catatan contoh"
_CSS = Path(__file__).with_name("catatan.css")


def apply_style(*further: Path) -> None:
    """Give the page its style; ``further``: style sheets of its own."""
    st.html(f"<style>{''.join(file.read_text('utf-8') for file in (_CSS, *further))}</style>")


def controls(page: str) -> DeltaGenerator:
    """Return the row in which a page's part and day are chosen."""
    return st.container(
        key=f"{page}_kendali", horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"
    )


def choose_part(param: str, parts: Mapping[str, str], first: str) -> str:
    """Draw the choice of the page's part, kept in the address, and return it."""
    key = choice_param(param, parts, first)
    st.segmented_control(
        "Bagian", list(parts), default=st.session_state[key], format_func=lambda name: parts[name], required=True,
        key=key, label_visibility="collapsed",
    )  # fmt: skip
    chosen = str(st.session_state[key])
    keep_param(param, chosen, first)
    return chosen


def source(what: str, frames: Sequence[pl.DataFrame], day: dt.date, note: str = "") -> None:
    """Write the source line under a figure that comes from records."""
    told = f"Sumber: {record_source(what, frames, day)}."
    style.paragraph(f"{told} {note}".strip(), "sumber")


def nothing_recorded(what: str, then: str) -> None:
    """Say that nothing is recorded yet, and what to do next.

    Args:
        what: of what: ``FGD``.
        then: how it is entered, a sentence.
    """
    may = then if access.may_record() else "Catatan diisi oleh pengelola."
    style.notice(f"Belum ada catatan {what}", f"{may}\nUntuk mencoba dengan data contoh: {SAMPLE_COMMAND}")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, label: str, left: Sequence[int] = (),
          kind: str = "", high: bool = False) -> str:  # fmt: skip
    """Return a table as HTML in a box of its own; the first column names the row.

    Args:
        heads: headings, plain text.
        rows: cells as HTML.
        label: what it is, for screen readers.
        left: columns (from 0) that stand at the left, beside the first.
        kind: a further class.
        high: whether the box has a limited height, in which the rows scroll.
    """
    sides = ["dmp-kiri" if column in left else "" for column in range(len(heads))]
    head = "".join(f'<th scope="col" class="{s}">{style.text(h)}</th>' for h, s in zip(heads, sides, strict=True))
    body = "".join(_row(row, sides) for row in rows)
    box = "dmp-gulir dmp-daftar" if high else "dmp-gulir"
    return (
        f'<div class="{box}" tabindex="0" role="region" aria-label="{style.text(label)}">'
        f'<table class="dmp-tabel dmp-catatan-tabel {kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        "</div>"
    )


def _row(cells: Sequence[str], sides: Sequence[str]) -> str:
    rest = "".join(f'<td class="{s}">{c}</td>' for c, s in zip(cells[1:], sides[1:], strict=True))
    return f'<tr><th scope="row">{cells[0]}</th>{rest}</tr>'


def day_words(day: dt.date | None) -> str:
    """Return a date for a table: ``2 Mei 2024``; a dash where there is none."""
    return "–" if day is None else full_date(day)


def late_words(days: int | None) -> str:
    """Return as HTML that something is overdue, and how long; empty where it is not."""
    return "" if days is None else f'<span class="dmp-lambat">Terlambat {number(days)} hari</span>'


@lru_cache(maxsize=1)
def places() -> Mapping[str, tuple[str, str]]:
    """Return name and kecamatan of each unit by ``kode_desa``."""
    return {kode: (name, kec) for kode, name, kec in units().select("kode_desa", "nama", "kecamatan").iter_rows()}


@lru_cache(maxsize=1)
def kecamatan() -> Mapping[str, str]:
    """Return the name of each kecamatan by its code, by name."""
    named = units().select("kode_kecamatan", "kecamatan").unique().sort("kecamatan")
    return dict(named.iter_rows())


def unit_words(kode: str) -> str:
    """Return a unit as a choice shows it: ``Majalangu · Kec. Watukumpul``."""
    name, kec = places()[kode]
    return f"{name} · Kec. {kec}"


def label_of(terms: Mapping[str, str]) -> Callable[[object], str]:
    """Return what writes a code as its label, for the controls of Streamlit."""
    return lambda code: terms.get(str(code), str(code))
