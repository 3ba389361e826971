"""The sentences about the inventory and the assistance say what was counted."""

import polars as pl
import pytest

from dampingan.measures.headlines_inventory import (
    NOTHING,
    of_agency,
    of_assistance,
    of_potentials,
    of_problems,
    of_programmes,
)
from dampingan.records.models import PotensiMasalah, Program
from tests.measures.record_frames import records

A, B = "33.27.04.2010", "33.27.04.2003"


def programmes(*rows: dict[str, object]) -> pl.DataFrame:
    return records(
        Program, [{"kode_desa": A, "tahun": 2024, "status": "selesai", "indikator": [], **row} for row in rows]
    )


def found(*rows: dict[str, object]) -> pl.DataFrame:
    return records(PotensiMasalah, [{"kode_desa": A, "tahun": 2024, "uraian": "u", **row} for row in rows])


def test_programmes_tell_their_money_and_the_commonest_strategy() -> None:
    told = of_programmes(
        programmes({"strategi": 2, "pagu": 4_000_000}, {"strategi": 2, "kode_desa": B}, {"strategi": 1})
    )
    assert told == "3 program di 2 desa/kelurahan dengan pagu Rp4,0\u00a0juta; terbanyak peningkatan pendapatan (2)"
    assert of_programmes(programmes({})) == "1 program di 1 desa/kelurahan"


def test_only_cancelled_programmes_are_told_as_such() -> None:
    assert of_programmes(programmes({"status": "batal"})) == "1 program tercatat, semuanya batal"
    assert of_programmes(programmes()) == NOTHING


def test_potentials_tell_the_commonest_institution() -> None:
    own = {"jenis": "potensi", "potensi": "lembaga_ekonomi"}
    told = of_potentials(
        found(
            own | {"lembaga": "kwt", "keadaan": "aktif", "jumlah": 3},
            own | {"lembaga": "kwt", "keadaan": "tidak_aktif", "jumlah": 1, "kode_desa": B},
            own | {"lembaga": "bumdes", "keadaan": "aktif"},
        )
    )
    assert told == "3 potensi di 2 desa/kelurahan; terbanyak Kelompok Wanita Tani (KWT), 3 dari 4 aktif"
    assert of_potentials(found({"jenis": "potensi", "aspek": "sosial"})) == "1 potensi di 1 desa/kelurahan"
    assert of_potentials(found({"jenis": "masalah"})) == NOTHING


def test_problems_tell_the_commonest_aspect() -> None:
    told = of_problems(found(*({"jenis": "masalah", "aspek": a} for a in ("sosial", "ekonomi", "sosial"))))
    assert told == "3 masalah di 1 desa/kelurahan; terbanyak aspek sosial (2)"
    assert of_problems(found({"jenis": "potensi"})) == NOTHING


@pytest.mark.parametrize(
    ("rows", "lacking", "words"),
    [
        ([(3, False), (5, True), (0, False)], 2,
         "2 Perangkat Daerah mendampingi desa: 1 kelebihan beban, 2 desa dampingan tanpa pendamping"),
        ([(3, False)], 0, "1 Perangkat Daerah mendampingi desa, tidak ada yang kelebihan beban"),
        ([(0, False)], 4, "Belum ada penugasan yang berlaku tahun 2024 dalam saringan ini"),
    ],
)  # fmt: skip
def test_assistance_tells_loads_and_lacks(rows: list[tuple[int, bool]], lacking: int, words: str) -> None:
    load = pl.DataFrame(rows, schema=["desa", "berlebih"], orient="row")
    assert of_assistance(load, lacking, 2024) == words


def test_one_agency_tells_its_households_only_where_they_are_known() -> None:
    row = {"nama": "Badan (Bappeda)", "singkatan": "Bappeda", "desa": 3, "rt_desil1": 1234}
    assert of_agency(row, "rumah tangga") == "Bappeda mendampingi 3 desa/kelurahan dengan 1.234 rumah tangga desil 1"
    assert of_agency(row | {"rt_desil1": None}, "keluarga") == "Bappeda mendampingi 3 desa/kelurahan"
    assert of_agency(row | {"desa": 0, "singkatan": None}, "keluarga").startswith("Badan (Bappeda) tidak mendampingi")
