"""The synthetic BDT delivery of the kabupaten ("data contoh"): two CSV files as a real delivery has them.

It has the columns, codes, gaps and damages of a BDT export and the kabupaten's real desa, but no real
person: names, addresses and numbers are fake on their face. Its rates are invented (``rates``).
"""

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl

from dampingan.errors import DampinganError
from dampingan.sources.sample import dirt
from dampingan.sources.sample.art import art_columns
from dampingan.sources.sample.desa import desa_of
from dampingan.sources.sample.draw import generator
from dampingan.sources.sample.frame import art_frame, present_size, ruta_frame
from dampingan.sources.sample.keluarga import draw_households, draw_members
from dampingan.sources.sample.rates import YEARS
from dampingan.sources.sample.ruta import ruta_columns

_HOUSEHOLDS = 3
_DIRT = 4

Progress = Callable[[float, str], None]


def write_delivery(
    folder: Path,
    *,
    households: int = 150_000,
    seed: int = 2022,
    period: str = "2020",
    progress: Progress | None = None,
) -> tuple[Path, Path]:
    """Write ``folder/ruta.csv`` and ``folder/art.csv`` and return their paths.

    ``households`` is the number of rows of ``ruta.csv`` (a few of them doubled on purpose). ``period`` is
    a year; years other than 2020, 2022, 2023 and 2024 are drawn like the nearest of these. The same
    arguments write the same bytes. ``progress`` is told the share done (0-1) and what is being done.

    Raises ``DampinganError`` when an argument is out of its range.
    """
    _refuse_bad(households, seed, period)
    tell = progress or (lambda _share, _what: None)
    tell(0.0, "Menyusun rumah tangga contoh")
    ruta, art = _tables(households, seed, nearest_year(int(period)), tell)
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "ruta.csv", folder / "art.csv"
    tell(0.6, "Menulis ruta.csv")
    ruta.write_csv(paths[0])
    tell(0.75, "Menulis art.csv")
    art.write_csv(paths[1])
    tell(1.0, "Data contoh selesai ditulis")
    return paths


def nearest_year(year: int) -> int:
    """Return the year, among those with rates of their own, that is nearest; the earlier of two."""
    return min(YEARS, key=lambda known: (abs(known - year), known))


def _tables(households: int, seed: int, year: int, tell: Progress) -> tuple[pl.DataFrame, pl.DataFrame]:
    desa = desa_of(seed, year)
    rng, spoiler = generator(seed, _HOUSEHOLDS, year), generator(seed, _DIRT, year)
    doubled = dirt.doubled_rows(spoiler, households)
    homes = draw_households(rng, desa, int(doubled[-1]) + 1, year)
    people = draw_members(rng, homes)
    coded = ruta_columns(rng, desa, homes, present_size(people), year)
    tell(0.2, "Menyusun anggota rumah tangga contoh")
    ruta = dirt.respell(spoiler, ruta_frame(desa, homes, people, coded))
    art = art_frame(ruta, people, art_columns(rng, desa, people, coded, year), year)
    tell(0.5, "Menambahkan kesalahan yang lazim pada berkas asli")
    return dirt.soil_ruta(spoiler, ruta[doubled]), dirt.soil_art(spoiler, art, people.first)


def _refuse_bad(households: int, seed: int, period: str) -> None:
    if households < 1:
        raise DampinganError(
            "Banyaknya rumah tangga contoh harus paling sedikit 1.",
            where=f"Nilai yang diberikan: {households}.",
        )
    if seed < 0:
        raise DampinganError("Benih acak data contoh tidak boleh negatif.", where=f"Nilai yang diberikan: {seed}.")
    if not re.fullmatch(r"[0-9]{4}", period):
        raise DampinganError(
            "Periode data contoh harus berupa tahun empat angka.",
            where=f"Nilai yang diberikan: {period}.",
            mend="Tulis tahunnya saja, misalnya 2020.",
        )
