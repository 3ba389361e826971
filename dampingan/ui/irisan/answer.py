"""The answer to a question: how many, where, and the table to take away."""

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dampingan.formats import number, percent
from dampingan.measures.overlap import Query
from dampingan.ui import cards, charts, frame, style, tables
from dampingan.ui.cards import Card, as_number
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.irisan import controls, data, on_map, words
from dampingan.ui.tables import Column
from dampingan.ui.view import View

FORMS = {"jumlah": "Jumlah", "persen": "Persentase"}
PLACES = {"kecamatan": "Kecamatan", "desa": "Desa/kelurahan"}
_COLUMN = {"jumlah": "rt_cocok", "persen": "pct_cocok"}


def show(view: View, top: DeltaGenerator) -> None:
    """Draw the question and its answer; the title goes to ``top``."""
    query = controls.choose(view)
    style.paragraph(words.sentence(view, query), "subjudul")
    found = data.matches(view, query).to_dicts()[0]
    with top:
        frame.heading(words.of_answer(view, query, found), view.subtitle(f"banyaknya {view.manifest.unit} dan jiwa"))
    if query == Query():
        controls.offer_examples(view)
    else:
        cards.show(_cards(view, query, found))
        frame.source(view, "Yang tidak diketahui tidak dihitung sebagai cocok maupun tidak cocok.")
    _show_where(view, query)
    _show_table(view, query)


def _cards(view: View, query: Query, found: dict[str, object]) -> list[Card]:
    unit = view.manifest.unit
    count = {name: as_number(found[name]) or 0.0 for name in found if name.startswith(("rt_", "jiwa_"))}
    told, everyone = count["rt_cocok"] + count["rt_tidak_cocok"], count["rt_terpilih"]
    return [
        Card(f"{unit.capitalize()} yang cocok", number(count["rt_cocok"]), unit,
             f"{percent(as_number(found['pct_cocok']))} dari {number(told)} yang dapat dinilai"),
        Card("Jiwa di dalamnya", number(count["jiwa_cocok"]), "jiwa",
             f"Semua anggotanya, dari {number(count['jiwa_terpilih'])} jiwa {view.saringan.desil_words}"),
        Card("Tidak cocok", number(count["rt_tidak_cocok"]), unit, f"Dari {number(everyone)} {view.whom}"),
        Card("Tidak diketahui", number(count["rt_tidak_diketahui"]), unit, gaps(count["rt_tidak_diketahui"])),
        _most(view, query),
    ]  # fmt: skip


def gaps(unknown: float | None) -> str:
    """Return the note beside a number of those that cannot be judged."""
    return "Ada jawaban yang kosong dalam berkas" if unknown else "Semua jawaban terisi"


def _most(view: View, query: Query) -> Card:
    """Return the desa or kelurahan with most of them, within the filter."""
    units = data.matches(view, query, data.DESA).filter(pl.col("rt_cocok") > 0)
    if units.is_empty():
        return Card("Paling banyak", "–", banding="Tidak ada yang cocok")
    first = units.sort(["rt_cocok", "kode_desa"], descending=[True, False]).row(0, named=True)
    where = f"{first['nama']}, Kec. {first['kecamatan']}: {percent(first['pangsa_cocok'])} dari yang cocok"
    return Card("Paling banyak", number(first["rt_cocok"]), view.manifest.unit, where)


def _show_where(view: View, query: Query) -> None:
    """Draw the map of the desa and the bars of the kecamatan."""
    key = choice_param("tampil", FORMS, "jumlah")
    unit = view.manifest.unit
    with st.container(horizontal=True, vertical_alignment="bottom", key="irisan_judul_tempat"):
        with st.container():
            frame.section("Di mana mereka berada", "Peta per desa dan kelurahan; batang per kecamatan.")
        st.segmented_control(
            "Angka", list(FORMS), format_func=lambda form: FORMS[form], required=True, key=key,
            help=f"Jumlah {unit} yang cocok, atau persentasenya dari {unit} yang dapat dinilai.",
        )  # fmt: skip
    form = str(st.session_state[key])
    keep_param("tampil", form, "jumlah")
    with st.container(key="irisan_tempat", horizontal=True):
        with st.container(key="irisan_peta"):
            note = on_map.show(view, data.matches(view, query, data.DESA, where="kabupaten"), form)
        with st.container(key="irisan_batang"):
            _bars(view, query, form)
    frame.source(view, note)


def _bars(view: View, query: Query, form: str) -> None:
    places = data.matches(view, query, data.KECAMATAN, where="kecamatan")
    whole = data.matches(view, query, where="kabupaten")["pct_cocok"][0]
    line = charts.Line(whole, f"Kabupaten {percent(whole)}") if form == "persen" and whole is not None else None
    charts.show(
        charts.bars(places, name="kecamatan", value=_COLUMN[form], chosen=view.kecamatan, line=line),
        alt=f"Batang {FORMS[form].lower()} {view.whom} yang cocok per kecamatan, urut dari yang terbesar.",
        key="irisan_kecamatan",
    )


def _show_table(view: View, query: Query) -> None:
    frame.section("Angka per tempat", view.subtitle())
    place = st.segmented_control(
        "Rincian per", list(PLACES), format_func=lambda kind: PLACES[kind], required=True, default="desa",
        key="irisan_rincian",
    )  # fmt: skip
    rows = data.matches(view, query, data.DESA if place == "desa" else data.KECAMATAN)
    shown = rows.sort(["rt_cocok", rows.columns[0]], descending=[True, False], nulls_last=True)
    columns = _columns(view, desa=place == "desa")
    tables.show(shown, columns, key=f"irisan_tabel_{place}")
    empty = int(rows["rt_terpilih"].null_count())
    missing = f" {empty} di antaranya tanpa data untuk periode ini." if empty else ""
    frame.source(view, f"{number(rows.height)} baris.{missing}")
    _download(view, query, shown, columns, str(place))


def _download(view: View, query: Query, shown: pl.DataFrame, columns: list[Column], place: str) -> None:
    """Offer the table with what was asked in each row."""
    told = shown.with_columns(syarat=pl.lit(query.words()))
    tables.download(told, [*columns, Column("syarat", "Syarat")], name=f"irisan_{place}", view=view)


def _columns(view: View, *, desa: bool) -> list[Column]:
    unit = view.manifest.unit
    first = [Column("nama", "Desa/kelurahan"), Column("kecamatan", "Kecamatan")] if desa else [
        Column("kecamatan", "Kecamatan")
    ]  # fmt: skip
    figures = [
        Column("rt_cocok", "Cocok", 0, f"{unit.capitalize()} yang memenuhi semua syarat."),
        Column("jiwa_cocok", "Jiwa", 0, f"Semua anggota {unit} yang cocok."),
        Column("pct_cocok", "Persen", 1, f"Dari {unit} yang dapat dinilai: cocok ditambah tidak cocok."),
        Column("pangsa_cocok", "Pangsa (%)", 1, f"Dari semua {unit} yang cocok dalam saringan."),
        Column("rt_tidak_cocok", "Tidak cocok", 0),
        Column("rt_tidak_diketahui", "Tidak diketahui", 0, "Ada jawaban yang kosong dalam berkas."),
        Column("rt_terpilih", f"{unit.capitalize()} {view.saringan.desil_words}", 0),
    ]
    return [*first, *figures, *([Column("kode_desa", "Kode Kemendagri")] if desa else [])]
