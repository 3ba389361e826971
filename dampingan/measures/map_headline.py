"""The map's finding in a sentence: its title."""

from collections.abc import Sequence

import polars as pl

from dampingan.formats import joined
from dampingan.measures.map_values import MapValues


def of_map(values: MapValues, kecamatan: Sequence[str] = (), *, unit: str = "rumah tangga") -> str:
    """Return what stands out in a layer, within its filter.

    For the three classes: how many are merah, and in which kecamatan most of them; else the most pressing unit.
    ``kecamatan`` names those of the filter, for the words (none for all); ``unit`` is whom the source counts.
    """
    units = values.inside
    where = f" di {joined(list(kecamatan))}" if 0 < len(kecamatan) <= 3 else ""
    if values.layer.bentuk == "kelas":
        return _of_classes(units, where, single=len(kecamatan) == 1)
    told = units.filter(pl.col("nilai").is_not_null())
    if told.is_empty():
        return f"{values.layer.judul}: tidak ada data{where}"
    order = ["nilai", "nama"]
    top = told.sort(order, descending=[not values.layer.rendah_buruk, False]).row(0, named=True)
    end = (
        "terendah" if values.layer.rendah_buruk else "terbanyak" if values.layer.bentuk == "lingkaran" else "tertinggi"
    )
    counted = f" {unit}" if values.layer.bentuk == "lingkaran" else ""
    return f"{values.layer.judul} {end}{where}: {top['nama']} (Kec. {top['kecamatan']}), {top['teks']}{counted}"


def _of_classes(units: pl.DataFrame, where: str, *, single: bool) -> str:
    red = units.filter((pl.col("kelas") == 0) & (pl.col("keadaan") == ""))
    judged = units.filter(pl.col("keadaan") == "").height
    if not judged:
        return f"Belum ada desa yang dapat dinilai{where}"
    if red.is_empty():
        return f"Tidak satu pun dari {judged} desa dan kelurahan{where} merah"
    if single:
        return f"{red.height} dari {judged} desa dan kelurahan{where} merah"
    most = red.group_by("kecamatan").len().sort(["len", "kecamatan"], descending=[True, False]).row(0, named=True)
    return f"{red.height} desa merah{where}; terbanyak di {most['kecamatan']}: {most['len']}"
