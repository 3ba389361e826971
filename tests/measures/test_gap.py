"""Need, answer and gap, counted by hand; and what must hold whatever is entered."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingan.indicators import KODE
from dampingan.measures.desa_table import desa_table
from dampingan.measures.gap import STATES, gap_sheet
from dampingan.measures.gap_totals import (
    NEED_WORDS,
    by_indicator,
    by_state,
    by_unit,
    headline,
    headline_of_unit,
    money,
)
from dampingan.records.models import PerangkatDaerah, Program
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot
from tests.measures.record_frames import records

A, B, C = "33.27.04.2010", "33.27.04.2003", "33.27.09.2018"
NAMES = {A: "Majalangu", B: "Bongas", C: "Asemdoyong"}
OFFICES = records(
    PerangkatDaerah,
    [{"id": "kes", "nama": "Dinas Kesehatan"}, {"id": "bap", "nama": "Badan (Bappeda)", "singkatan": "Bappeda"}],
)
NEEDS = {A: {"tanpa_jamban": 30, "rtlh": 12, "anak_tidak_sekolah": 9}, B: {"tanpa_jamban": 5, "rtlh": 0}, C: {}}
"""C has no data at all; A and B cannot tell the other indicators."""


def table(needs: dict[str, dict[str, int]] | None = None) -> pl.DataFrame:
    given = NEEDS if needs is None else needs
    rows = [
        {
            "kode_desa": kode, "nama": NAMES[kode], "kecamatan": "Watukumpul", "jenis": "desa", "kelas": "merah",
            **{f"rt_{k}": own.get(k) for k in KODE}, **{f"rt_diketahui_{k}": 40 if k in own else None for k in KODE},
        }
        for kode, own in given.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={f"rt_{k}": pl.Int64 for k in KODE}, infer_schema_length=None)


def programme(
    kode: str, *indikator: str, tahun: int = 2024, status: str = "berjalan", **further: object
) -> dict[str, object]:
    return {
        "kode_desa": kode,
        "tahun": tahun,
        "program": "P",
        "indikator": list(indikator),
        "status": status,
        **further,
    }


PROGRAMMES = records(
    Program,
    [
        programme(A, "tanpa_jamban", id_perangkat_daerah="kes", penerima=18, satuan="jamban", pagu=45, realisasi=40),
        programme(A, "tanpa_jamban", pelaksana="Baznas", penerima=4, satuan="KK", pagu=None, realisasi=None),
        programme(A, "tanpa_jamban", penerima=99, satuan="KK", pagu=99, status="batal", pelaksana="X"),
        programme(A, "tanpa_jamban", penerima=50, satuan="KK", pagu=50, tahun=2023, pelaksana="X"),
        programme(A, "anak_tidak_sekolah", "tanpa_identitas", pelaksana="PKBM", penerima=7, satuan="anak", pagu=10),
        programme(B, "tanpa_jamban", id_perangkat_daerah="kes", penerima=8, satuan="unit jamban", pagu=20),
        programme(B, "rtlh", id_perangkat_daerah="bap", status="direncanakan"),
        programme(B, pelaksana="Pemerintah desa", pagu=3),
    ],
)  # fmt: skip


@pytest.fixture
def sheet() -> pl.DataFrame:
    return gap_sheet(table(), PROGRAMMES, OFFICES, years=[2024])


def cell(sheet: pl.DataFrame, kode: str, indikator: str) -> dict[str, object]:
    return sheet.row(by_predicate=(pl.col("kode_desa") == kode) & (pl.col("indikator") == indikator), named=True)


def told(sheet: pl.DataFrame, kode: str, indikator: str, *columns: str) -> tuple[object, ...]:
    row = cell(sheet, kode, indikator)
    return tuple(row[column] for column in columns)


def test_households_served_are_added_up_and_the_rest_is_the_gap(sheet: pl.DataFrame) -> None:
    figures = ("rt", "program", "rt_terlayani", "sisa", "lebih", "keadaan", "tidak_pasti")
    assert told(sheet, A, "tanpa_jamban", *figures) == (30, 2, 22, 8, 0, "sebagian", False)
    assert told(sheet, A, "tanpa_jamban", "perangkat") == (["Baznas", "Dinas Kesehatan"],)
    assert told(sheet, A, "tanpa_jamban", "pagu", "pagu_kosong", "realisasi", "realisasi_kosong") == (45, 1, 40, 1)


def test_what_is_served_beyond_the_need_is_no_negative_gap(sheet: pl.DataFrame) -> None:
    assert told(sheet, B, "tanpa_jamban", "rt", "rt_terlayani", "sisa", "lebih", "keadaan") == (
        5,
        8,
        0,
        3,
        "terjangkau",
    )


def test_need_without_any_programme_is_untouched(sheet: pl.DataFrame) -> None:
    figures = ("rt", "program", "rt_terlayani", "sisa", "perangkat", "pagu", "keadaan")
    assert told(sheet, A, "rtlh", *figures) == (12, 0, 0, 12, [], None, "belum_tersentuh")


def test_recipients_counted_as_persons_do_not_lower_the_gap_of_households(sheet: pl.DataFrame) -> None:
    figures = ("rt", "rt_terlayani", "orang_terlayani", "sisa", "keadaan", "tidak_pasti")
    assert told(sheet, A, "anak_tidak_sekolah", *figures) == (9, None, 7, 9, "sebagian", True)


def test_unknown_recipients_are_unknown_and_not_zero(sheet: pl.DataFrame) -> None:
    planned = gap_sheet(table({B: {"rtlh": 6}}), PROGRAMMES, OFFICES, years=[2024])
    figures = ("rt_terlayani", "penerima_kosong", "sisa", "keadaan", "tidak_pasti")
    assert told(planned, B, "rtlh", *figures) == (None, 1, 6, "sebagian", True)
    assert told(sheet, B, "rtlh", "rt", "keadaan") == (0, "tidak_ada_kebutuhan")


def test_what_the_source_cannot_tell_stays_unknown(sheet: pl.DataFrame) -> None:
    assert told(sheet, A, "tanpa_identitas", "rt", "program", "sisa", "lebih", "keadaan") == (
        None, 1, None, None, "tidak_tersedia",
    )  # fmt: skip
    assert set(sheet.filter(pl.col("kode_desa") == C)["keadaan"]) == {"tidak_tersedia"}


def test_the_sheet_has_nine_rows_a_unit_in_the_programmes_order(sheet: pl.DataFrame) -> None:
    assert sheet["kode_desa"].to_list() == [kode for kode in (A, B, C) for _ in KODE]
    assert sheet["indikator"].to_list() == list(KODE) * 3


def test_the_sums_by_indicator(sheet: pl.DataFrame) -> None:
    sums = by_indicator(sheet)
    latrines = sums.row(by_predicate=pl.col("indikator") == "tanpa_jamban", named=True)
    expected = {"rt": 35, "desa": 2, "desa_tanpa": 0, "rt_tanpa": 0, "program": 3, "rt_terlayani": 30, "sisa": 8,
                "lebih": 3, "pagu": 65, "pagu_kosong": 1, "tidak_tersedia": 1}  # fmt: skip
    assert {name: latrines[name] for name in expected} == expected
    houses = sums.row(by_predicate=pl.col("indikator") == "rtlh", named=True)
    assert (houses["rt"], houses["desa"], houses["desa_tanpa"], houses["rt_tanpa"]) == (12, 1, 1, 12)
    water = sums.row(by_predicate=pl.col("indikator") == "air_tak_terlindung", named=True)
    assert (water["rt"], water["sisa"], water["desa"], water["tidak_tersedia"]) == (None, None, 0, 3)
    assert sums["indikator"].to_list() == list(KODE)


def test_money_counts_each_programme_once_and_says_which_name_no_indicator() -> None:
    assert vars(money(PROGRAMMES, [2024])) == {
        "program": 6, "desa": 2, "pagu": 78, "pagu_kosong": 2, "realisasi": 40, "realisasi_kosong": 5,
        "tanpa_indikator": 1, "beberapa_indikator": 1,
    }  # fmt: skip
    assert money(PROGRAMMES, [2023]).pagu == 50
    assert money(PROGRAMMES, [2024], codes=[C]).pagu is None


def test_a_programme_that_answers_two_indicators_stands_in_both_cells(sheet: pl.DataFrame) -> None:
    assert told(sheet, A, "anak_tidak_sekolah", "program", "pagu") == (1, 10)
    assert told(sheet, A, "tanpa_identitas", "program", "pagu") == (1, 10)
    assert by_indicator(sheet)["program"].sum() == 6  # 5 that name an indicator; one of them twice


def test_units_with_most_need_and_no_programme_come_first_and_not_those_with_most_such_needs() -> None:
    needs = {A: {"tanpa_jamban": 1, "rtlh": 1, "anak_tidak_sekolah": 1}, B: {"rtlh": 30, "tanpa_jamban": 5}, C: {}}
    served = records(Program, [programme(B, "tanpa_jamban", penerima=1, satuan="KK", pelaksana="Baznas")])
    units = by_unit(gap_sheet(table(needs), served, OFFICES, years=[2024]))
    assert units.select("kode_desa", "rt_tanpa", "merah").rows() == [(B, 30, 1), (A, 3, 3), (C, 0, 0)]


def test_a_sum_says_where_recipients_do_not_lessen_what_is_left(sheet: pl.DataFrame) -> None:
    unsure = by_indicator(sheet).filter("tidak_pasti")["indikator"].to_list()
    assert unsure == ["anak_tidak_sekolah"]  # 7 children; that of B's houses is planned where nobody is in need


def test_the_states_of_a_unit_are_counted(sheet: pl.DataFrame) -> None:
    assert by_unit(sheet).select("kode_desa", "merah", "sebagian", "terjangkau", "rt_tanpa").rows() == [
        (A, 1, 2, 0, 12), (B, 0, 0, 1, 0), (C, 0, 0, 0, 0),
    ]  # fmt: skip
    assert by_state(sheet) == {
        "belum_tersentuh": 1, "sebagian": 2, "terjangkau": 1, "tidak_ada_kebutuhan": 1, "tidak_tersedia": 22,
    }  # fmt: skip


def test_the_title_names_the_largest_need_that_no_programme_touches(sheet: pl.DataFrame) -> None:
    assert headline(by_indicator(sheet), "rumah tangga") == (
        "12 rumah tangga penghuni RTLH di 1 desa/kelurahan belum tersentuh program"
    )
    served = gap_sheet(table({A: {"tanpa_jamban": 30}}), PROGRAMMES, OFFICES, years=[2024])
    assert headline(by_indicator(served), "keluarga") == (
        "Semua kebutuhan tersentuh program; sisa terbesar: Tanpa jamban, 8 keluarga"
    )
    assert headline(by_indicator(sheet.filter(pl.col("kode_desa") == C)), "keluarga") == (
        "Belum ada data kebutuhan dalam saringan ini"
    )
    reached = gap_sheet(table({B: {"tanpa_jamban": 5}}), PROGRAMMES, OFFICES, years=[2024])
    assert headline(by_indicator(reached), "keluarga") == "Semua kebutuhan yang diketahui terjangkau program"
    assert set(NEED_WORDS) == set(KODE)


@pytest.mark.parametrize(
    ("kode", "words"),
    [
        (A, "Desa: 1 dari 3 kebutuhan belum dijawab satu program pun"),
        (B, "Desa: semua kebutuhan yang diketahui terjangkau program"),
        (C, "Desa: kebutuhan belum diketahui, tidak ada data rumah tangga"),
    ],
)
def test_the_title_of_one_unit(sheet: pl.DataFrame, kode: str, words: str) -> None:
    assert headline_of_unit(sheet.filter(pl.col("kode_desa") == kode), "Desa") == words


def test_without_records_every_need_is_untouched_and_nothing_is_paid(snapshot: Snapshot, rules: Rules) -> None:
    whole = desa_table(snapshot, rules)
    sheet = gap_sheet(whole, records(Program), records(PerangkatDaerah), years=[2024])
    needing = sheet.filter(pl.col("rt") > 0)
    assert set(needing["keadaan"]) == {"belum_tersentuh"}
    assert needing["sisa"].to_list() == needing["rt"].to_list()
    assert sheet["pagu"].null_count() == sheet.height


@pytest.mark.parametrize("desil", [(1,), (1, 2, 3, 4)])
def test_the_need_is_the_very_figure_of_the_per_desa_table(
    snapshot: Snapshot, rules: Rules, desil: tuple[int, ...]
) -> None:
    whole = desa_table(snapshot, rules, desil=desil)
    sheet = gap_sheet(whole, PROGRAMMES, OFFICES, years=[2024])
    for kode in KODE:
        assert sheet.filter(pl.col("indikator") == kode)["rt"].to_list() == whole[f"rt_{kode}"].to_list()
        assert by_indicator(sheet).filter(pl.col("indikator") == kode)["rt"][0] == whole[f"rt_{kode}"].sum()


one = st.fixed_dictionaries(
    {
        "kode_desa": st.sampled_from([A, B, C]),
        "tahun": st.sampled_from([2023, 2024]),
        "program": st.just("P"),
        "indikator": st.lists(st.sampled_from(["tanpa_jamban", "rtlh", "anak_tidak_sekolah"]), unique=True),
        "status": st.sampled_from(["direncanakan", "berjalan", "selesai", "batal"]),
        "penerima": st.none() | st.integers(0, 40),
        "satuan": st.sampled_from([None, "KK", "orang", "kelompok", "unit jamban"]),
        "pagu": st.none() | st.integers(0, 10**12),
        "pelaksana": st.just("Baznas"),
    }
)


@settings(deadline=None, max_examples=50)
@given(st.lists(one, max_size=6), one)
def test_one_programme_more_never_widens_a_gap(before: list[dict[str, object]], further: dict[str, object]) -> None:
    less = gap_sheet(table(), records(Program, before), OFFICES, years=[2024])
    more = gap_sheet(table(), records(Program, [*before, further]), OFFICES, years=[2024])
    known = less["sisa"].is_not_null()
    assert (more["sisa"].filter(known) <= less["sisa"].filter(known)).all()
    assert more["rt"].to_list() == less["rt"].to_list()
    if further["status"] == "batal" or further["tahun"] != 2024:
        assert more.equals(less)


@settings(deadline=None, max_examples=50)
@given(st.lists(one, max_size=6), st.randoms())
def test_the_order_of_the_records_does_not_matter_and_the_parts_fit(
    rows: list[dict[str, object]], random: object
) -> None:
    sheet = gap_sheet(table(), records(Program, rows), OFFICES, years=[2024])
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert gap_sheet(table(), records(Program, mixed), OFFICES, years=[2024]).equals(sheet)
    assert set(sheet["keadaan"]) <= set(STATES)
    told = sheet.filter(pl.col("rt").is_not_null())
    served = told["rt_terlayani"].fill_null(0)
    assert (told["rt"] - served).to_list() == (told["sisa"] - told["lebih"]).to_list()
    assert min([*told["sisa"], *told["lebih"]]) >= 0
