"""Children by school age: how many there are, and how many do not attend."""

from typing import TYPE_CHECKING

from dampingan.exports.facts import SchoolBand, UnitFacts
from dampingan.exports.findings import of_school
from dampingan.formats import number, percent
from dampingan.measures.school import school
from dampingan.palette import BUKAN_PILIHAN, JUMLAH
from dampingan.ui import charts, frame, style
from dampingan.ui.profil import data
from dampingan.ui.view import View

if TYPE_CHECKING:
    import plotly.graph_objects as go


def show(view: View, told: UnitFacts) -> None:
    """Draw the children of each school age, and those out of school."""
    every = told.school[-1]
    measure = f"Anak dalam {view.whom}, menurut umur sekolah."
    if every.jiwa is None:
        frame.section(of_school(told), measure)
        style.notice(
            "Sekolah anak: tidak tersedia",
            f"Sumber {view.manifest.sumber} tidak memuat umur atau keadaan sekolah anggota keluarga.",
        )
        return
    if not every.jiwa:
        frame.section(f"Tidak ada anak usia {every.umur} tahun", measure)
        style.paragraph(_unknown(view, told), "sumber")
        return
    frame.section(of_school(told), measure)
    charts.show(
        bars(told.school[:-1]), key="profil_sekolah",
        alt=f"Batang anak usia sekolah di {told.nama} menurut umur, dan yang tidak bersekolah.",
    )  # fmt: skip
    style.paragraph(_unknown(view, told), "sumber")


def _unknown(view: View, told: UnitFacts) -> str:
    """Return of how many persons age or schooling is unknown."""
    unknown = school(data.alone(view, told.kode), desil=view.desil)["jiwa_tidak_diketahui"][-1]
    if not unknown:
        return "Umur dan sekolah semua anggota diketahui."
    return (
        f"{number(unknown)} orang tidak diketahui umur atau sekolahnya; yang tidak bersekolah dapat lebih banyak "
        "dari yang tercatat."
    )


def bars(bands: tuple[SchoolBand, ...]) -> "go.Figure":
    """Return a bar of all children of each age and, on it, one of those out of school.

    Args:
        bands: with known counts, youngest first.
    """
    import plotly.graph_objects as go

    rows = [f"{band.umur} tahun<br>{band.jenjang}" for band in bands]
    everyone, out = [band.jiwa or 0 for band in bands], [band.jiwa_tidak_sekolah or 0 for band in bands]
    figure = go.Figure()
    for values, name, colour, label in (
        (everyone, "semua anak seumur itu", charts.faded(BUKAN_PILIHAN), [_label(band) for band in bands]),
        (out, "tidak bersekolah", JUMLAH, None),
    ):
        figure.add_bar(
            x=values, y=rows, orientation="h", name=name, text=label, textposition="outside", cliponaxis=False,
            marker={"color": colour, "line": {"width": 0}}, textfont={"size": 13}, hoverinfo="skip",
        )  # fmt: skip
    figure.update_layout(
        **charts.layout(len(rows), row=50, top_margin=34, labels=[part for row in rows for part in row.split("<br>")])
    )
    figure.update_layout(
        barmode="overlay", showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "xanchor": "left", "traceorder": "reversed",
                "font": {"size": 13}},
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, max([*everyone, 1]) * 1.6], fixedrange=True)
    figure.update_yaxes(**charts.FIXED, autorange="reversed", ticksuffix="  ", tickfont={"size": 13}, showgrid=False)
    return figure


def _label(band: SchoolBand) -> str:
    if not band.jiwa:
        return "tidak ada anak"
    share = percent(band.pct_tidak_sekolah)
    return f"{number(band.jiwa_tidak_sekolah)} dari {number(band.jiwa)} ({share})"
