"""Which problems come together in a unit: how many at once, and the commonest pairs."""

import polars as pl

from dampingan.exports.coming_together import Together
from dampingan.exports.facts import UnitFacts
from dampingan.exports.findings import of_together
from dampingan.formats import number
from dampingan.measures.combinations import combinations, how_many
from dampingan.ui import charts, frame, style
from dampingan.ui.irisan import figures
from dampingan.ui.pairs import halves
from dampingan.ui.profil import data, words
from dampingan.ui.view import View

PAIRS = 7
"""Pairs drawn."""


def show(view: View, told: UnitFacts) -> None:
    """Draw how many problems the households have at once, and which come together."""
    if not told.together.how_many:
        frame.section("Masalah yang datang bersama", "")
        style.notice("Masalah yang datang bersama: tidak tersedia", "Sumber ini tidak memuat satu pun indikator.")
        return
    left, right = halves("bersama")
    with left:
        _show_numbers(view, told)
    with right:
        _show_pairs(view, told)
    frame.source(view)


def _show_numbers(view: View, told: UnitFacts) -> None:
    counted = how_many(data.alone(view, told.kode), desil=view.desil).filter(pl.col("rt_mulai_mungkin") > 0)
    frame.section(
        of_together(told.together, view.whom),
        f"Banyaknya {view.manifest.unit} menurut jumlah masalahnya, dari {len(told.together.how_many) - 1} masalah "
        "yang tersedia.",
    )
    charts.show(
        figures.numbers(counted), key="profil_banyaknya",
        alt=f"Batang banyaknya {view.whom} di {told.nama} menurut jumlah masalahnya.",
    )  # fmt: skip
    style.paragraph(_incomplete(view, told.together), "sumber")


def _incomplete(view: View, told: Together) -> str:
    """Return what the bars leave out."""
    if not told.rt_incomplete:
        return f"Semua jawaban dari {number(told.rt)} {view.manifest.unit} diketahui."
    return f"{number(told.rt_incomplete)} {view.manifest.unit} lain tidak digambar: ada jawabannya yang kosong."


def _show_pairs(view: View, told: UnitFacts) -> None:
    frame.section(
        words.of_pairs(told.together, view.manifest.unit),
        f"Banyaknya {view.manifest.unit} yang menanggung keduanya; boleh ada masalah lain.",
    )
    shown = told.together.pairs[:PAIRS]
    if shown:
        frame_of = pl.DataFrame([(pair.words, pair.rt) for pair in shown], schema=["pasangan", "rt"], orient="row")
        charts.show(
            charts.bars(frame_of, name="pasangan", value="rt"), key="profil_pasangan",
            alt=f"Batang pasangan masalah yang paling sering datang bersama di {told.nama}.",
        )  # fmt: skip
    found = combinations(data.alone(view, told.kode), desil=view.desil)
    style.paragraph(f"{words.rest_of_pairs(told.together, PAIRS)}{words.commonest(found)}", "sumber")
