"""Native charts of a deck, which can be edited in the presentation program: bars from zero, labelled directly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from dampingan.exports.deck_slide import Box, Slide, colour
from dampingan.exports.deck_template import FONT, SMALLEST
from dampingan.palette import BUKAN_PILIHAN, TERANG

COUNT = '[>=1000000]0"."000"."000;[>=1000]0"."000;0'
"""Points for thousands on any machine, whatever its language."""


@dataclass(frozen=True)
class Series:
    """One series of a chart; None where there is no value. ``redup``: how many of the first values recede."""

    nama: str
    nilai: Sequence[float | None]
    warna: str
    redup: int = 0


def bars(slide: Slide, box: Box, names: Sequence[str], series: Sequence[Series], *, alt: str, label_width: float,
         labels: bool = False) -> None:  # fmt: skip
    """Draw horizontal bars, the first name at the top; rows are as high as the box divided by the names.

    Args:
        slide: where the chart is put.
        box: left, top, width, height.
        names: what is measured.
        series: one or more values for each name.
        alt: what is seen, for screen readers.
        label_width: points at the left that the names take.
        labels: whether counts are written beside the bars.
    """
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, names, series, alt)
    chart.category_axis.reverse_order = True
    _place_plot(chart, label_width / box[2], 0, 1 - (label_width + 8) / box[2], 1)
    if labels:
        _label(chart)
        top = max([v for one in series for v in one.nilai if v is not None] or [1])
        chart.value_axis.maximum_scale = max(top * 1.18, 1)


def columns(slide: Slide, box: Box, names: Sequence[str], series: Series, *, alt: str) -> None:
    """Draw upright bars with their counts written above; arguments as of ``bars``."""
    chart = _chart(slide, box, XL_CHART_TYPE.COLUMN_CLUSTERED, names, [series], alt)
    _label(chart)
    top = max([v for v in series.nilai if v is not None] or [1])
    chart.value_axis.maximum_scale = max(top * 1.15, 1)


def _chart(slide: Slide, box: Box, kind: Any, names: Sequence[str], series: Sequence[Series], alt: str) -> Any:
    data = CategoryChartData(number_format="General")
    data.categories = list(names)
    for one in series:
        data.add_series(one.nama, list(one.nilai))
    frame = slide.shapes.add_chart(kind, *(Pt(v) for v in box), data)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALLEST), FONT
    chart.font.color.rgb = colour(TERANG.teks)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 0
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour(one.warna)
        drawn.invert_if_negative = False
        for order in range(one.redup):
            faded = drawn.points[order].format.fill
            faded.solid()
            faded.fore_color.rgb = colour(BUKAN_PILIHAN)
    _quiet_axes(chart)
    return chart


def _quiet_axes(chart: Any) -> None:
    value, category = chart.value_axis, chart.category_axis
    value.minimum_scale = 0
    value.visible = False
    value.has_major_gridlines = False
    category.has_major_gridlines = False
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.format.line.color.rgb = colour(TERANG.garis)


def _label(chart: Any) -> None:
    plot = chart.plots[0]
    plot.has_data_labels = True
    told = plot.data_labels
    told.number_format, told.number_format_is_linked = COUNT, False
    told.position = XL_LABEL_POSITION.OUTSIDE_END
    told.show_value = True


def _place_plot(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Fix where the bars lie within the chart, in shares of it, so that a table beside it lines up."""
    area = chart.element.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    fixed = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", "x": x, "y": y, "w": width, "h": height}
    told = "".join(f'<c:{name} val="{value}"/>' for name, value in fixed.items())
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{told}</c:manualLayout></c:layout>"))
