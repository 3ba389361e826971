"""Policy cases that an official can read (``cases/*.yaml``) come out of the real reader as they must.

All cases of a file are one small delivery, each household in a desa of its own, so that the cube's row of a desa
is the case's answer. A case names only what differs from the file's default; all nine indicators are compared.
"""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from dampingan.importing import make_snapshot
from dampingan.indicators import KODE, RtlhVariant
from dampingan.measures.counts import ALL_DESIL, indicator_counts
from dampingan.regions.reference import units
from dampingan.rules import read_rules
from dampingan.sources.delivery import Delivery, period_end, read_delivery
from dampingan.sources.dialect import dialect

FOLDER = Path(__file__).parent / "cases"

Answer = Literal["ya", "tidak", "tidak_diketahui", "tidak_tersedia"]
Cells = dict[str, Any]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Case(_Strict):
    """One household: what is written of it, and what must come out."""

    nama: str
    alasan: str
    ruta: Cells = {}
    anggota: tuple[Cells, ...] = ({},)
    harapan: dict[str, Answer]
    rtlh: RtlhVariant = "A"
    jiwa: dict[str, int] = {}
    """Persons: ``anggota`` for all that are counted, else a person column without ``jiwa_``."""
    desil: int | None = None
    """0 where it is unknown."""


class Defaults(_Strict):
    ruta: Cells
    kepala: Cells
    anggota: Cells


class RegionColumn(_Strict):
    kolom: str
    sistem: Literal["bps", "kemendagri"]


class CaseFile(_Strict):
    """A file of cases of one dialect."""

    dialek: str
    periode: str
    nomor: str
    """Column with the household's number, in both files."""
    kode_wilayah: RegionColumn
    bawaan: Defaults
    harapan_bawaan: dict[str, Answer]
    kasus: tuple[Case, ...]


@cache
def case_file(name: str) -> CaseFile:
    return CaseFile.model_validate(yaml.safe_load((FOLDER / name).read_text("utf-8")))


NAMES = sorted(path.name for path in FOLDER.glob("*.yaml"))
CASES = [
    pytest.param(name, index, id=f"{name.removesuffix('.yaml')}: {case.nama}")
    for name in NAMES
    for index, case in enumerate(case_file(name).kasus)
]


def desa_of(index: int) -> dict[str, str]:
    """Return the unit in which a case lies; units without BPS code are passed over."""
    return units().filter(pl.col("kode_bps").is_not_null()).row(index, named=True)


def write_csv(path: Path, rows: list[Cells]) -> Path:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_delivery(file: CaseFile, folder: Path) -> tuple[Path, Path]:
    """Write all cases of a file as a household and a member file."""
    homes: list[Cells] = []
    persons: list[Cells] = []
    for index, case in enumerate(file.kasus):
        desa = desa_of(index)
        code = desa["kode_bps"] if file.kode_wilayah.sistem == "bps" else desa["kode_desa"]
        number = {file.nomor: f"K{index:04}"}
        homes.append(number | {file.kode_wilayah.kolom: code} | file.bawaan.ruta | case.ruta)
        for place, member in enumerate(case.anggota):
            persons.append(number | (file.bawaan.anggota if place else file.bawaan.kepala) | member)
    return write_csv(folder / "ruta.csv", homes), write_csv(folder / "art.csv", persons)


@pytest.fixture(scope="module")
def delivery_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Delivery]:
    """Return the reader of a case file's delivery, recognised from its columns; each is read once."""

    @cache
    def read(name: str) -> Delivery:
        file = case_file(name)
        ruta, art = write_delivery(file, tmp_path_factory.mktemp("kasus"))
        return read_delivery(ruta, art, on=period_end(file.periode))

    return read


@pytest.fixture(scope="module")
def counts_of(delivery_of: Callable[[str], Delivery]) -> Callable[[str, RtlhVariant], pl.DataFrame]:
    """Return the counter of a case file's households by desa and desil; each variant is counted once."""

    @cache
    def count(name: str, variant: RtlhVariant) -> pl.DataFrame:
        rules = read_rules()
        rules = rules.model_copy(update={"rtlh": rules.rtlh.model_copy(update={"varian": variant})})
        snapshot = make_snapshot(delivery_of(name), period=case_file(name).periode, rules=rules)
        told = snapshot.manifest.tersedia
        return indicator_counts(snapshot.cube, told, desil=ALL_DESIL, by=("kode_desa", "desil"))

    return count


def answer(row: Mapping[str, Any], kode: str) -> Answer:
    """Read a single household's answer from its counts."""
    yes, known = row[f"rt_{kode}"], row[f"rt_diketahui_{kode}"]
    if known is None:
        return "tidak_tersedia"
    return "tidak_diketahui" if known == 0 else "ya" if yes == 1 else "tidak"


@pytest.mark.parametrize(("name", "index"), CASES)
def test_case(name: str, index: int, counts_of: Callable[[str, RtlhVariant], pl.DataFrame]) -> None:
    file = case_file(name)
    case = file.kasus[index]
    about = f"{name}, kasus '{case.nama}' ({case.alasan})"
    rows = counts_of(name, case.rtlh).filter(pl.col("kode_desa") == desa_of(index)["kode_desa"]).to_dicts()
    assert [row["rt_terpilih"] for row in rows] == [1], f"{about}: harus tepat satu rumah tangga"
    found = {kode: answer(rows[0], kode) for kode in KODE}
    assert found == file.harapan_bawaan | case.harapan, about
    persons = {key: rows[0]["jiwa_terpilih" if key == "anggota" else f"jiwa_{key}"] for key in case.jiwa}
    assert persons == case.jiwa, f"{about}: jumlah jiwa"
    assert case.desil in {None, rows[0]["desil"]}, f"{about}: desil {rows[0]['desil']}"


@pytest.mark.parametrize("name", NAMES)
def test_a_case_file_is_well_written(name: str, delivery_of: Callable[[str], Delivery]) -> None:
    file = case_file(name)
    names = [case.nama for case in file.kasus]
    assert len(set(names)) == len(names), f"{name}: nama kasus harus berbeda-beda"
    assert list(file.harapan_bawaan) == list(KODE), f"{name}: harapan_bawaan harus memuat kesembilan indikator"
    assert {kode for case in file.kasus for kode in case.harapan} <= set(KODE), f"{name}: nama indikator salah"
    assert delivery_of(name).dialect.nama == file.dialek, f"{name}: dialek lain yang dikenali dari kolomnya"


@pytest.mark.parametrize("source", ["bdt", "dtsen", "p3ke"])
@pytest.mark.parametrize("kode", KODE)
def test_each_source_shows_each_indicator_in_every_answer(source: str, kode: str) -> None:
    files = [case_file(name) for name in NAMES if case_file(name).dialek == source]
    shown = {(file.harapan_bawaan | case.harapan)[kode] for file in files for case in file.kasus}
    if dialect(source).indikator[kode].ketersediaan == "tidak":
        assert shown == {"tidak_tersedia"}
    else:
        assert {"ya", "tidak", "tidak_diketahui"} <= shown
