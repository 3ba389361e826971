"""Which problems come together: the commonest combinations, how many a household has, and the pairs."""

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dampingan.formats import joined, number
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.combinations import Combinations, combinations, how_many, pairs
from dampingan.measures.overlap import Query
from dampingan.ui import charts, frame, style, tables
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.irisan import data, figures, grid, words
from dampingan.ui.irisan.address import read_query, within_source
from dampingan.ui.irisan.upset import upset
from dampingan.ui.tables import Column
from dampingan.ui.view import View

LIMITS = {"10": "10", "15": "15", "30": "30"}
_FIRST = "15"


def show(view: View, top: DeltaGenerator) -> None:
    """Draw what comes together; the title goes to ``top``."""
    snapshot = view.scoped
    numbers = how_many(snapshot, desil=view.desil)
    with top:
        frame.heading(words.of_combinations(view, numbers), view.subtitle(f"banyaknya {view.manifest.unit}"))
    if not numbers["rt"].sum():
        style.notice(
            f"Tidak ada {view.whom} di sini yang semua jawabannya diketahui",
            f"{view.subtitle()}.\nUbah saringan di sisi kiri.",
        )
        return
    _show_combinations(view)
    _show_numbers(view, numbers)
    _show_pairs(view, pairs(snapshot, desil=view.desil))


def _show_combinations(view: View) -> None:
    key = choice_param("banyak", LIMITS, _FIRST)
    with st.container(horizontal=True, vertical_alignment="bottom", key="irisan_judul_kombinasi"):
        title = st.container()
        st.segmented_control(
            "Banyaknya kombinasi", list(LIMITS), format_func=lambda limit: LIMITS[limit], required=True, key=key
        )
    limit = str(st.session_state[key])
    keep_param("banyak", limit, _FIRST)
    found = combinations(view.scoped, desil=view.desil, limit=int(limit))
    query, _ = within_source(read_query(st.query_params.to_dict()), view.manifest.tersedia)
    marked = data.meeting(found.irisan, query, view.manifest.tersedia).to_list() if query != Query() else []
    with title:
        frame.section(words.of_shown(found, view.manifest.unit), _combination_note(view, query))
    charts.show(upset(found, marked), alt=_alt(view, found), key="irisan_upset")
    frame.source(view, _left_out(view, found))
    _download(view)


def _combination_note(view: View, query: Query) -> str:
    asked = f" Toska: memenuhi syarat pada Cari irisan ({query.words()})." if query != Query() else ""
    return (
        "Tiap baris satu kombinasi persis: titik biru menandai masalah yang ada. Batang di bawah: banyaknya "
        f"{view.manifest.unit} per masalah.{asked}"
    )


def _alt(view: View, found: Combinations) -> str:
    return f"Kombinasi masalah {view.whom}, {found.irisan.height} yang tersering, urut dari yang terbanyak."


def _left_out(view: View, found: Combinations) -> str:
    """Return what the plot does not show."""
    unit, unknown = view.manifest.unit, found.rt_tidak_diketahui
    lacking = [BY_KODE[kode].pendek for kode in KODE if kode not in view.manifest.tersedia]
    told = [f"Persentase dari {number(found.rt_diketahui)} {unit} yang semua jawabannya diketahui."]
    if unknown:
        told.append(f"{number(unknown)} {unit} lain tidak masuk kombinasi mana pun: ada jawabannya yang kosong.")
    if found.irisan_lainnya:
        rest = f"{number(found.irisan_lainnya)} kombinasi lain ({number(found.rt_lainnya)} {unit})"
        told.append(f"{rest} tidak digambar tetapi ada dalam unduhan.")
    if lacking:
        told.append(f"Tidak tersedia dari sumber ini: {joined(lacking)}.")
    return " ".join(told)


def _download(view: View) -> None:
    """Offer all combinations, also those that are not drawn."""
    every = combinations(view.scoped, desil=view.desil).irisan
    names = pl.col("kode").list.eval(pl.element().replace_strict({k: BY_KODE[k].pendek for k in KODE}))
    told = every.with_columns(masalah=names.list.join(" + "))
    columns = [
        Column("masalah", "Kombinasi masalah"), Column("banyak", "Banyaknya masalah", 0),
        Column("rt", view.manifest.unit.capitalize(), 0), Column("jiwa", "Jiwa", 0), Column("pct", "Persen", 1),
    ]  # fmt: skip
    tables.download(told, columns, name="irisan_kombinasi", view=view)


def _show_numbers(view: View, numbers: pl.DataFrame) -> None:
    unit, count = view.manifest.unit, numbers.height - 1
    frame.section(
        f"Berapa masalah sekaligus dalam satu {unit}",
        f"Dari {count} masalah yang tersedia; {unit} yang semua jawabannya diketahui.",
    )
    charts.show(
        figures.numbers(numbers), alt=f"Batang banyaknya {view.whom} menurut jumlah masalahnya.", key="irisan_banyaknya"
    )
    frame.source(view)


def _show_pairs(view: View, found: pl.DataFrame) -> None:
    unit = view.manifest.unit
    frame.section(
        words.of_pairs(found, unit),
        f"Persen: dari {unit} dengan masalah pada baris, berapa yang juga mengalami masalah pada kolom. "
        f"Bandingkan dengan baris terakhir, bagian pada semua {view.whom}.",
    )
    known = [kode for kode in KODE if kode in view.manifest.tersedia]
    share = {(row["kode"], row["dengan"]): row["pct"] for row in found.to_dicts()}
    rows = [(words.name_of(row), [None if row == column else share[row, column] for column in known]) for row in known]
    sizes = combinations(view.scoped, desil=view.desil, limit=0).ukuran
    overall = dict(sizes.select("kode", "pct").iter_rows())
    grid.show(
        "Masalah", [words.name_of(kode) for kode in known], rows,
        total=("Semua", [overall[kode] for kode in known]), lacking="masalah yang sama, atau tidak ada datanya",
    )  # fmt: skip
    frame.source(view, f"Penyebut: {unit} dengan masalah pada baris yang jawabannya untuk kolom itu diketahui.")
