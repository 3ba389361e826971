"""The map as a picture (PNG) for a document or a projector: title, legend, source, and what the map is not."""

import math
import textwrap
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dampingan.config import project_dir
from dampingan.exports.map_files import MapSheet, rows
from dampingan.exports.map_geometry import features
from dampingan.exports.notes import source_line
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import number
from dampingan.measures.map_circles import legend_sizes, radius_share
from dampingan.measures.map_values import NOT_APPLICABLE
from dampingan.palette import JUMLAH, KELAS, PILIHAN, TANPA_DATA, TERANG
from dampingan.regions.reference import units

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch
    from matplotlib.text import Text

WIDTH, HEIGHT, DPI = 11.0, 8.25, 180
"""Inches, and dots an inch: 1980 by 1485 pixels."""
_WITHOUT_OUTLINE = "Tanpa garis batas (titik)"
_NEUTRAL = "#DDE5E6"
_LARGEST = 0.016
"""Radius of the largest circle, degrees."""
_NAMED = 60
"""Units that are named one by one; of more, only the kecamatan are."""
_LEFT, _FOOT = 0.026, 0.085
_INK, _SOFT, _LINE = TERANG.teks, TERANG.teks_redup, TERANG.garis


def png(sheet: MapSheet) -> bytes:
    """Return the map as PNG, 1980 by 1485 pixels.

    Raises:
        RegionError: the geometry is missing or damaged.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    top = _words(figure, sheet)
    _map(figure.add_axes((0.33, _FOOT, 0.655, top - _FOOT - 0.01)), sheet)
    _legend(figure, sheet, top - 0.03)
    target = BytesIO()
    figure.savefig(target, format="png", metadata={"Title": sheet.title, "Source": source_line(sheet.manifest)})
    return target.getvalue()


def _font(size: float, weight: str = "Regular") -> dict[str, Any]:
    from matplotlib.font_manager import FontProperties

    return {
        "fontproperties": FontProperties(
            fname=project_dir() / "assets" / "fonts" / f"PlusJakartaSans-{weight}.ttf", size=size
        )
    }


def _words(figure: "Figure", sheet: MapSheet) -> float:
    """Write the head and the foot, and return where the head ends (0-1 from below)."""
    top = 0.965
    if sheet.manifest.contoh:
        figure.text(
            0.03, top, SAMPLE_WORDS, color="white", va="top", **_font(9, "Bold"),
            bbox={"boxstyle": "square,pad=0.45", "facecolor": PILIHAN, "edgecolor": "none"},
        )  # fmt: skip
        top -= 0.05
    for words, columns, size, weight, colour in (
        (sheet.title, 70, 17.0, "Bold", _INK), (sheet.subtitle, 130, 10.0, "Regular", _SOFT)
    ):  # fmt: skip
        told = _wrapped(words, columns)
        figure.text(_LEFT, top, told, color=colour, va="top", linespacing=1.3, **_font(size, weight))
        top -= 1.75 * size / 72 / HEIGHT * (told.count("\n") + 1)
    told = _wrapped(f"Sumber: {source_line(sheet.manifest)}. Aturan {sheet.rules.versi}: {sheet.rules.sebutan}.", 100)
    figure.text(_LEFT, 0.02, told, color=_SOFT, va="bottom", linespacing=1.3, **_font(8.5))
    figure.text(
        0.976, 0.026, sheet.geometry.catatan, color=_INK, ha="right", va="bottom", **_font(9.5, "Bold"),
        bbox={"boxstyle": "square,pad=0.4", "facecolor": "white", "edgecolor": _LINE},
    )  # fmt: skip
    return top


def _wrapped(words: str, columns: int) -> str:
    """Return text in lines; a number stays with its per cent sign."""
    return textwrap.fill(words.replace(" %", "\u00a0%"), columns)


def _map(axes: "Axes", sheet: MapSheet) -> None:
    from matplotlib.patheffects import Stroke, withStroke

    shapes = {f["properties"]["kode_desa"]: f["geometry"] for f in features(sheet.geometry.unit)}
    inside = {row["kode_desa"]: row for row in rows(sheet)}
    for kode, shape in shapes.items():
        look = _look(sheet, inside[kode]) if kode in inside else {"facecolor": "#F0F3F3"}
        axes.add_patch(_patch(shape, edgecolor="#5B6C73", linewidth=0.35, **look))
    if sheet.targets:
        for kode, row in inside.items():
            if row["sasaran"] and kode in shapes:
                axes.add_patch(_patch(shapes[kode], fill=False, edgecolor=_INK, linewidth=1.5))
    for feature in features(sheet.geometry.kecamatan):
        axes.add_patch(
            _patch(
                feature["geometry"], fill=False, edgecolor=_INK, linewidth=0.9,
                path_effects=[Stroke(linewidth=2.6, foreground="white"), Stroke(linewidth=0.9, foreground=_INK)],
            )
        )  # fmt: skip
    _points(axes, sheet, inside, shapes)
    _frame(axes, [shapes[kode] for kode in inside if kode in shapes] or list(shapes.values()))
    halo = [withStroke(linewidth=2.6, foreground="white")]
    texts = [
        axes.text(lon, lat, name, ha="center", va="center", color=_INK, path_effects=halo, **_font(size, weight))
        for lon, lat, name, size, weight in _names(sheet, inside)
    ]
    _part(axes, texts)


def _part(axes: "Axes", texts: "list[Text]") -> None:
    """Move a name that covers another a line down or up, where that frees it."""
    to_data = axes.transData.inverted()
    taken: list[Any] = []
    for text in texts:
        box = text.get_window_extent()
        moves = (0.0, -1.1 * box.height, 1.1 * box.height)
        move = next((m for m in moves if not any(box.translated(0, m).overlaps(other) for other in taken)), 0.0)
        text.set_y(text.get_position()[1] + to_data.transform((0, move))[1] - to_data.transform((0, 0))[1])
        taken.append(box.translated(0, move))


def _names(sheet: MapSheet, inside: dict[str, dict[str, Any]]) -> list[tuple[float, float, str, float, str]]:
    """Return the names to write: those of kecamatan, or of desa where few are within the filter."""
    if len(inside) <= _NAMED and sheet.geometry.kode != "ubin":
        return [
            (p["lon"], p["lat"], p["nama"], 6.5, "SemiBold") for p in units().to_dicts() if p["kode_desa"] in inside
        ]
    labelled = [f["properties"] for f in features(sheet.geometry.kecamatan)]
    around = {row["kecamatan"] for row in inside.values()}
    return [(p["lon"], p["lat"], p["nama"], 8.5, "Bold") for p in labelled if p["nama"] in around]


def _look(sheet: MapSheet, row: dict[str, Any]) -> dict[str, Any]:
    """Return colour and hatch of a unit; merah and missing values differ by more than their colour."""
    if row["keadaan"]:
        return _empty(row["keadaan"])
    if sheet.values.layer.bentuk == "lingkaran":
        return {"facecolor": _NEUTRAL}
    return _filled(sheet.values.legenda[row["kelas"]].warna)


def _filled(colour: str) -> dict[str, Any]:
    hatched = {"hatch": "////", "hatchcolor": (1, 1, 1, 0.45), "hatch_linewidth": 0.5}
    return {"facecolor": colour, **(hatched if colour == KELAS["merah"] else {})}


def _empty(reason: str) -> dict[str, Any]:
    mark = "..." if reason == NOT_APPLICABLE else "////"
    return {"facecolor": "#F3F6F6", "hatch": mark, "hatchcolor": TANPA_DATA, "hatch_linewidth": 0.6}


def _points(axes: "Axes", sheet: MapSheet, inside: dict[str, dict[str, Any]], shapes: dict[str, Any]) -> None:
    """Draw the circles of counts, and the units without an outline as points."""
    from matplotlib.patches import Circle

    places = {p["kode_desa"]: (p["lon"], p["lat"]) for p in units().to_dicts()}
    for kode in inside.keys() - shapes.keys():
        look = _look(sheet, inside[kode])
        axes.add_patch(Circle(places[kode], 0.006, edgecolor=_INK, linewidth=0.8, zorder=3, **look))
    if sheet.values.layer.bentuk != "lingkaran":
        return
    largest = float(str(sheet.values.unit["nilai"].max() or 1))
    counted = sorted((r for r in inside.values() if r["nilai"]), key=lambda r: -r["nilai"])
    for row in counted:
        place = _middle(shapes[row["kode_desa"]]) if sheet.geometry.kode == "ubin" else places[row["kode_desa"]]
        radius = _LARGEST * radius_share(row["nilai"], largest)
        axes.add_patch(Circle(place, radius, facecolor=JUMLAH, alpha=0.72, edgecolor="white", linewidth=0.5, zorder=3))


def _middle(shape: dict[str, Any]) -> tuple[float, float]:
    ring = shape["coordinates"][0][:-1]
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


def _patch(shape: dict[str, Any], **look: Any) -> "PathPatch":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    rings = [Outline(ring, closed=True) for part in parts for ring in part]
    return PathPatch(Outline.make_compound_path(*rings), joinstyle="round", **look)


def _frame(axes: "Axes", shapes: list[dict[str, Any]]) -> None:
    """Look at these shapes, with their form kept."""
    patches = [_patch(shape).get_path().get_extents() for shape in shapes]
    west, east = min(p.x0 for p in patches), max(p.x1 for p in patches)
    south, north = min(p.y0 for p in patches), max(p.y1 for p in patches)
    margin = 0.02 * max(east - west, north - south)
    axes.set_xlim(west - margin, east + margin)
    axes.set_ylim(south - margin, north + margin)
    axes.set_aspect(1 / math.cos(math.radians((south + north) / 2)), anchor="C")
    axes.set_axis_off()
    axes.apply_aspect()


def _legend(figure: "Figure", sheet: MapSheet, top: float) -> None:
    """Write the legend below ``top``, in inches: swatch, words, how many."""
    from matplotlib.patches import Circle, Rectangle

    layer, height = sheet.values.layer, top * HEIGHT
    axes = figure.add_axes((_LEFT, 0, 0.3, top))
    axes.set_xlim(0, 0.3 * WIDTH)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    axes.text(0, height, layer.judul, color=_INK, va="top", **_font(11, "Bold"))
    line = height - 0.45
    if layer.bentuk == "lingkaran":
        largest = float(str(sheet.values.unit["nilai"].max() or 1))
        for size in legend_sizes(largest):
            axes.add_patch(Circle((0.2, line), 0.2 * radius_share(size, largest), facecolor=JUMLAH, alpha=0.72))
            axes.text(0.5, line, number(size), color=_INK, va="center", **_font(10))
            line -= 0.42
    for look, words, count in _legend_lines(sheet):
        around = {"edgecolor": _INK, "linewidth": 0.5, **look}
        point = words == _WITHOUT_OUTLINE
        axes.add_patch(
            Circle((0.19, line), 0.09, **around) if point else Rectangle((0.02, line - 0.1), 0.34, 0.2, **around)
        )
        axes.text(0.5, line, words, color=_INK, va="center", **_font(10))
        axes.text(3.0, line, number(count), color=_INK, va="center", ha="right", **_font(10, "SemiBold"))
        line -= 0.31


def _legend_lines(sheet: MapSheet) -> list[tuple[dict[str, Any], str, int]]:
    values, drawn = sheet.values, {f["properties"]["kode_desa"] for f in features(sheet.geometry.unit)}
    lines = [(_filled(line.warna), line.label, line.jumlah) for line in values.legenda]
    lines += [(_empty(reason), reason.capitalize(), count) for reason, count in values.kosong]
    if sheet.targets:
        chosen = sum(row["sasaran"] for row in rows(sheet))
        lines.append(({"fill": False, "linewidth": 1.5}, "Desa sasaran (simulasi)", chosen))
    missing = sum(row["kode_desa"] not in drawn for row in rows(sheet))
    if missing:
        lines.append(({"facecolor": "white"}, _WITHOUT_OUTLINE, missing))
    return lines
