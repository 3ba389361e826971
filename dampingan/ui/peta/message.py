"""What Python tells the map in the browser: values and colours of one layer, never outlines."""

from dataclasses import dataclass

from dampingan.exports.map_geometry import Geometry, features, served
from dampingan.formats import number, percent
from dampingan.measures.map_circles import legend_sizes, radius_share
from dampingan.measures.map_values import ABSENT, MapValues
from dampingan.palette import JUMLAH
from dampingan.regions.reference import units
from dampingan.ui.peta.base import address

SAMPLE = "Data contoh sintetis"
TARGETS = "Desa sasaran (simulasi)"
_RADIUS_UNIT = 1000


@dataclass(frozen=True)
class Shown:
    """What is switched on beside the layer."""

    sasaran: bool = True
    nama: bool = True
    dasar: str = ""
    """Address of background tiles; empty for none."""
    sumber_dasar: str = ""
    """Whom the tiles are credited to."""


def contents(
    values: MapValues,
    drawn: Geometry,
    *,
    meaning: str,
    selected: str,
    shown: Shown,
    sample: bool,
) -> dict[str, object]:
    """Return the message that draws a layer.

    Args:
        values: the layer; units outside its filter are faded.
        drawn: the outlines, which the browser loads by address.
        meaning: what is measured, of what and when.
        selected: code of the unit chosen, empty for none.
        shown: what is switched on.
        sample: whether the data are a sample.
    """
    layer, circles = values.layer, values.layer.bentuk == "lingkaran"
    unit_file, kecamatan_file = served(drawn)
    largest = float(str(values.unit["nilai"].max() or 0)) if circles else 0.0
    return {
        "geo": {
            "code": drawn.kode, "note": drawn.catatan,
            "unit": address(unit_file, drawn.edisi), "kecamatan": address(kecamatan_file, drawn.edisi),
        },
        "layer": {
            "code": layer.kode, "title": layer.judul, "form": layer.bentuk, "meaning": meaning,
            "rank": _rank_words(values),
        },
        "classes": [{"label": c.label, "colour": c.warna, "count": c.jumlah} for c in values.legenda],
        "absent": [{"label": reason, "count": count} for reason, count in values.kosong],
        "reasons": ABSENT,
        "circles": _circle_key(largest) if circles and largest else None,
        "units": _units(values, largest),
        "points": _points(drawn),
        "centres": _centres() if circles and drawn.kode != "ubin" else {},
        "filter": None if values.dalam is None else list(values.dalam),
        "selected": selected,
        "show": {
            "names": shown.nama,
            "targets": {"label": TARGETS, "count": int(values.inside["sasaran"].sum())} if shown.sasaran else None,
        },
        "base": {"address": shown.dasar, "credit": shown.sumber_dasar} if shown.dasar else None,
        "sample": SAMPLE if sample else "",
    }  # fmt: skip


def _units(values: MapValues, largest: float) -> list[list[object]]:
    """Return for each unit: class (below 0: reason), text, rank, unknown, target, radius; zeros at the end left out.

    They stand in the order of their codes, which the browser knows from the outlines and points.
    """
    packed: list[list[object]] = []
    for row in values.unit.sort("kode_desa").to_dicts():
        place = -1 - ABSENT.index(row["keadaan"]) if row["keadaan"] else row["kelas"] or 0
        unknown = row["pct_tidak_diketahui"]
        radius = radius_share(row["nilai"], largest) if largest and row["nilai"] is not None else 0
        entry: list[object] = [
            place, row["teks"], row["peringkat"] or 0, percent(unknown) if unknown else "", int(row["sasaran"]),
            round(_RADIUS_UNIT * radius),
        ]  # fmt: skip
        while not entry[-1] and len(entry) > 1:
            entry.pop()
        packed.append(entry)
    return packed


def _rank_words(values: MapValues) -> str:
    ranked = values.unit["peringkat"].drop_nulls().len()
    by = " menurut jumlah desil 1" if values.layer.bentuk == "kelas" else ""
    first = "terendah" if values.layer.rendah_buruk else "tertinggi"
    return f"Peringkat # dari {ranked}{by}; 1 = {first}"


def _circle_key(largest: float) -> dict[str, object]:
    sizes = [{"label": number(size), "radius": radius_share(size, largest)} for size in legend_sizes(largest)]
    return {"colour": JUMLAH, "sizes": sizes}


def _points(drawn: Geometry) -> dict[str, list[object]]:
    """Return place, name and kecamatan of the units without an outline."""
    outlined = {feature["properties"]["kode_desa"] for feature in features(drawn.unit)}
    return {
        row["kode_desa"]: [row["lat"], row["lon"], row["nama"], row["kecamatan"]]
        for row in units().to_dicts()
        if row["kode_desa"] not in outlined
    }


def _centres() -> dict[str, list[float]]:
    return {row["kode_desa"]: [row["lat"], row["lon"]] for row in units().to_dicts()}
