"""Programmes, potentials and problems, added up by hand."""

import polars as pl

from dampingan.measures.inventory import (
    ProgrammeSums,
    institutions,
    potentials_by_aspect,
    potentials_by_kind,
    programme_sums,
    programmes_by,
    within,
)
from dampingan.records.models import PotensiMasalah, Program
from tests.measures.record_frames import records

A, B = "33.27.04.2010", "33.27.04.2003"


def programme(kode: str, tahun: int, status: str = "selesai", **further: object) -> dict[str, object]:
    return {"kode_desa": kode, "tahun": tahun, "program": "P", "indikator": [], "status": status, **further}


PROGRAMMES = records(
    Program,
    [
        programme(A, 2023, indikator=["rtlh"], strategi=1, sumber_dana="apbdes", pagu=100, realisasi=90),
        programme(A, 2024, strategi=1, sumber_dana="apbn", pagu=300, realisasi=None),
        programme(B, 2024, strategi=2, sumber_dana=None, pagu=None, realisasi=5),
        programme(B, 2024, strategi=None, sumber_dana="apbdes", pagu=100, realisasi=60),
        programme(B, 2024, "batal", strategi=3, sumber_dana="csr", pagu=999, realisasi=999),
    ],
)
FOUND = records(
    PotensiMasalah,
    [
        {"kode_desa": A, "tahun": 2023, "jenis": "masalah", "aspek": "sosial", "uraian": "u"},
        {"kode_desa": A, "tahun": 2023, "jenis": "masalah", "aspek": "ekonomi", "uraian": "u"},
        {"kode_desa": A, "tahun": 2024, "jenis": "potensi", "aspek": "sosial", "uraian": "u"},
        {"kode_desa": A, "tahun": 2024, "jenis": "potensi", "aspek": "lingkungan", "potensi": "sda", "uraian": "u"},
        {"kode_desa": B, "tahun": 2024, "jenis": "potensi", "aspek": "lingkungan", "potensi": "sda", "uraian": "u"},
        *(
            {"kode_desa": kode, "tahun": 2024, "jenis": "potensi", "aspek": "ekonomi", "potensi": "lembaga_ekonomi",
             "lembaga": kind, "keadaan": state, "omzet": turnover, "jumlah": many, "uraian": "u"}
            for kode, kind, state, turnover, many in (
                (A, "bumdes", "aktif", 12_000_000, 1),
                (B, "bumdes", "kurang_aktif", None, None),
                (B, "poktan", "aktif", 3_000_000, 4),
                (B, "poktan", None, 1_000_000, 2),
                (B, None, "aktif", None, 1),
            )
        ),
    ],
)  # fmt: skip


def test_the_records_of_some_units_and_years() -> None:
    assert within(PROGRAMMES, [A])["tahun"].to_list() == [2023, 2024]
    assert within(PROGRAMMES, None, years=[2024]).height == 4
    assert within(FOUND, [B], years=[2023]).is_empty()


def test_money_leaves_the_cancelled_out_and_compares_like_with_like() -> None:
    assert programme_sums(PROGRAMMES) == ProgrammeSums(
        program=4, desa=2, batal=1, pagu=500, pagu_kosong=1, realisasi=155, realisasi_kosong=1,
        pct_realisasi=75.0,  # (90 + 60) of (100 + 100)
        tanpa_indikator=3,
    )  # fmt: skip


def test_without_programmes_money_is_unknown_and_not_zero() -> None:
    none = programme_sums(PROGRAMMES.clear())
    assert (none.program, none.pagu, none.realisasi, none.pct_realisasi) == (0, None, None, None)


def test_programmes_by_strategy_name_all_three_and_those_without() -> None:
    assert programmes_by(PROGRAMMES, "strategi").rows() == [
        (1, "Pengurangan beban pengeluaran", 2, 400, 0),
        (2, "Peningkatan pendapatan", 1, None, 1),
        (3, "Penurunan jumlah kantong kemiskinan", 0, None, 0),
        (None, "Belum disebut", 1, 100, 0),
    ]


def test_programmes_by_fund_are_in_the_order_of_the_form() -> None:
    told = programmes_by(PROGRAMMES, "sumber_dana").select("kode", "program", "pagu").rows()
    assert told[0] == ("apbn", 1, 300)
    assert told[3] == ("apbdes", 2, 200)
    assert told[5] == ("csr", 0, None)
    assert told[-1] == (None, 1, None)
    assert len(told) == 8


def test_potentials_and_problems_by_aspect() -> None:
    assert potentials_by_aspect(FOUND).rows() == [
        ("ekonomi", "Ekonomi", 5, 1), ("lingkungan", "Lingkungan", 2, 0), ("sosial", "Sosial", 1, 1),
    ]  # fmt: skip


def test_the_four_potentials_and_in_how_many_desa() -> None:
    assert potentials_by_kind(FOUND).select("kode", "catatan", "desa").rows() == [
        ("sda", 2, 2), ("lembaga_ekonomi", 5, 2), ("usaha_mikro", 0, 0), ("sdm", 0, 0), (None, 1, 1),
    ]  # fmt: skip


def test_institutions_by_state_with_their_turnover() -> None:
    rows = institutions(FOUND).drop("nama").rows_by_key("kode", named=True, unique=True)
    assert rows["bumdes"] == {"jumlah": 2, "aktif": 1, "kurang_aktif": 1, "tidak_aktif": 0, "tidak_disebut": 0,
                              "desa": 2, "omzet": 12_000_000, "omzet_kosong": 1}  # fmt: skip
    assert rows["poktan"] == {"jumlah": 6, "aktif": 4, "kurang_aktif": 0, "tidak_aktif": 0, "tidak_disebut": 2,
                              "desa": 1, "omzet": 4_000_000, "omzet_kosong": 0}  # fmt: skip
    assert rows[None]["jumlah"] == 1
    assert rows["kwt"]["omzet"] is None


def test_an_empty_inventory_has_all_its_rows() -> None:
    assert institutions(FOUND.clear())["jumlah"].to_list() == [0] * 6
    assert potentials_by_aspect(FOUND.clear()).select(pl.col("potensi", "masalah").sum()).row(0) == (0, 0)
    assert programmes_by(PROGRAMMES.clear(), "sumber_dana").height == 7
