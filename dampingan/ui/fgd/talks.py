"""The FGDs as a list, and one of them in full: who came, what was discussed and agreed, what follows."""

import polars as pl
import streamlit as st

from dampingan.formats import full_date, number
from dampingan.measures.fgd_participants import participants_by_group
from dampingan.measures.follow_up import counts
from dampingan.records.models import FgdPeserta
from dampingan.records.terms import UNSUR_PESERTA
from dampingan.ui import frame, style
from dampingan.ui.catatan import parts
from dampingan.ui.fgd import todo
from dampingan.ui.fgd.data import Look
from dampingan.ui.filters import choice_param, keep_param

PARAM = "fgd_id"


def show(look: Look) -> None:
    """Draw one FGD, by default the newest, and the list."""
    chosen = choose(look)
    _one(look, chosen)
    frame.section(f"{number(look.talks.height)} FGD", "Yang terbaru di atas.")
    _list(look)
    parts.source("FGD", [look.talks], look.hari)
    _who_came(look)


def choose(look: Look) -> str:
    """Draw the choice of an FGD, kept in the address, and return its id."""
    offered = look.talks["id"].to_list()
    key = choice_param(PARAM, offered, offered[0])
    st.selectbox(
        "FGD", offered, offered.index(st.session_state[key]), key=key,
        format_func=lambda identity: f"{full_date(look.told_of[identity][1])} · {look.told_of[identity][0]}",
    )  # fmt: skip
    chosen = str(st.session_state[key])
    keep_param(PARAM, chosen, offered[0])
    return chosen


def _one(look: Look, identity: str) -> None:
    talk = look.talks.row(by_predicate=pl.col("id") == identity, named=True)
    about, held = look.told_of[identity]
    mark = " · data contoh sintetis" if talk["contoh"] else ""
    frame.section(f"FGD {about}", f"{full_date(held)} · {talk['tempat'] or 'tempat belum dicatat'}{mark}")
    left, right = st.columns(2, gap="medium")
    with left:
        _texts("Isu yang dibahas", talk["isu"])
        _texts("Kesepakatan", talk["kesepakatan"])
    with right:
        _guests(look, identity)
    own = look.rows.filter(pl.col("id_fgd") == identity)
    if own.is_empty():
        style.paragraph("Tindak lanjut belum dicatat.", "catatan")
    else:
        told = counts(own, day=look.hari)
        words = f"{number(told.belum_selesai)} belum selesai, {number(told.terlambat)} di antaranya terlambat."
        style.paragraph(f"{number(told.jumlah)} tindak lanjut: {words}", "catatan")
        todo.show_list(look, own, label="Tindak lanjut FGD ini", with_talk=False)


def _texts(title: str, words: str | None) -> None:
    lines = "".join(f"<p>{style.text(line)}</p>" for line in (words or "Belum dicatat.").splitlines() if line.strip())
    st.html(f'<section class="dmp-kotak"><h3>{style.text(title)}</h3>{lines}</section>')


def _guests(look: Look, identity: str) -> None:
    guests = look.kept.frame(FgdPeserta).filter(pl.col("id_fgd") == identity)
    if guests.is_empty():
        style.notice("Peserta belum dicatat", "Tambahkan pada bagian Isi FGD.")
        return
    order = {unsur: place for place, unsur in enumerate(UNSUR_PESERTA)}
    rows = [
        (style.text(UNSUR_PESERTA[row["unsur"]]), number(row["laki_laki"]), number(row["perempuan"]))
        for row in sorted(guests.to_dicts(), key=lambda row: order[row["unsur"]])
    ]
    total = look.participants.row(by_predicate=pl.col("id_fgd") == identity, named=True)
    rows.append(("<b>Jumlah</b>", f"<b>{number(total['laki_laki'])}</b>", f"<b>{number(total['perempuan'])}</b>"))
    st.html(parts.table(("Unsur peserta", "Laki-laki", "Perempuan"), rows, label="Peserta FGD"))


def _list(look: Look) -> None:
    per_talk = {str(identity): counts(rows, day=look.hari) for (identity,), rows in look.rows.group_by("id_fgd")}
    came = {row["id_fgd"]: row["jumlah"] for row in look.participants.to_dicts()}
    none = counts(look.rows.clear(), day=look.hari)
    rows = []
    for identity, (about, held) in look.told_of.items():
        told = per_talk.get(identity, none)
        figures = (came[identity], told.jumlah, told.belum_selesai, told.terlambat)
        rows.append((full_date(held), style.text(about), *map(number, figures)))
    heads = ("Tanggal", "Tentang", "Peserta", "Tindak lanjut", "Belum selesai", "Terlambat")
    st.html(parts.table(heads, rows, label="Daftar FGD", left=(1,), high=True))


def _who_came(look: Look) -> None:
    groups = participants_by_group(look.kept.frame(FgdPeserta), look.talks)
    if groups.is_empty():
        return
    frame.section("Siapa yang hadir", "Di semua FGD dalam saringan ini.")
    told = [(style.text(UNSUR_PESERTA[u]), number(f), number(m), number(w)) for u, f, m, w in groups.iter_rows()]
    st.html(parts.table(("Unsur peserta", "Di berapa FGD", "Laki-laki", "Perempuan"), told, label="Peserta semua FGD"))
