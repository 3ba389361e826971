"""Figures of the pages on a cube small enough to count by hand."""

from dataclasses import replace

import polars as pl
import pytest

from dampingan.cube import person_columns
from dampingan.indicators import KODE
from dampingan.measures import headlines
from dampingan.measures.cells import within_units
from dampingan.measures.desa_table import desa_table
from dampingan.measures.overview import heaviest, most_pressing, overview, period_before
from dampingan.measures.profile import indicator_profile
from dampingan.measures.scope import NOT_JUDGED, Choice, chosen_units, totals, within
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

TLAGASANA, TUNDAGAN, BADAK = "33.27.04.2001", "33.27.04.2002", "33.27.03.2005"
RTLH, JAMBAN = 2 ** KODE.index("rtlh"), 2 ** KODE.index("tanpa_jamban")
ALL = 2 ** len(KODE) - 1
ROWS = (
    # desa, desil, yes, known, households, persons
    (TLAGASANA, 1, RTLH, ALL, 4, 16),
    (TLAGASANA, 1, 0, ALL, 4, 10),
    (TLAGASANA, 1, JAMBAN, ALL - RTLH, 2, 4),
    (TLAGASANA, 2, RTLH, ALL, 10, 30),
    (TUNDAGAN, 1, 0, ALL, 5, 20),
    (TUNDAGAN, 3, 0, ALL, 15, 45),
    (BADAK, 2, JAMBAN, ALL, 20, 80),
)


@pytest.fixture
def tiny(snapshot: Snapshot) -> Snapshot:
    """Three desa: 60 households, 15 of them in desil 1, none of those in Badak."""
    names = ["kode_desa", "desil", "pola", "pola_diketahui", "rt", "jiwa"]
    cube = pl.DataFrame(ROWS, schema=names, orient="row").with_columns(
        pl.lit(0, pl.Int64).alias(c) for c in person_columns(KODE)
    )
    return replace(snapshot, cube=cube)


def row_of(frame: pl.DataFrame, column: str, value: str) -> dict[str, object]:
    return frame.filter(pl.col(column) == value).to_dicts()[0]


def codes(snapshot: Snapshot, rules: Rules, *kecamatan: str) -> list[str]:
    return chosen_units(desa_table(snapshot, rules), Choice(kecamatan))


def test_a_kecamatan_with_rows_but_none_in_the_desil_counts_zero(tiny: Snapshot) -> None:
    places = totals(tiny, by=("kecamatan",))
    belik, watukumpul = (row_of(places, "kecamatan", name) for name in ("Belik", "Watukumpul"))
    assert (belik["rt"], belik["rt_terpilih"], belik["rt_desil1"], belik["pct_terpilih"]) == (20, 0, 0, 0.0)
    assert (watukumpul["rt"], watukumpul["rt_terpilih"], watukumpul["pangsa_terpilih"]) == (40, 15, 100.0)
    assert watukumpul["pct_terpilih"] == 37.5
    assert places.height == 2


def test_shares_follow_the_desil_chosen(tiny: Snapshot) -> None:
    places = totals(tiny, desil=(1, 2), by=("kecamatan",))
    assert row_of(places, "kecamatan", "Belik")["pangsa_terpilih"] == pytest.approx(100 * 20 / 45)
    assert row_of(places, "kecamatan", "Belik")["pct_desil1"] == 0.0


def test_nothing_within_a_kecamatan_without_rows_is_unknown_and_not_zero(tiny: Snapshot) -> None:
    empty = totals(within(tiny, ["Moga"])).to_dicts()[0]
    assert empty["rt"] is None
    assert empty["pct_terpilih"] is None
    assert within(tiny, []) is tiny


def test_the_overview_of_a_kecamatan(tiny: Snapshot, rules: Rules) -> None:
    here = overview(tiny, rules, codes=codes(tiny, rules, "Watukumpul"))
    assert (here.rt, here.rt_terpilih, here.jiwa_terpilih) == (40, 15, 50)
    assert (here.unit, here.unit_berdata) == (15, 2)
    assert here.pangsa_kabupaten == 100.0
    assert here.terberat is not None
    assert (here.terberat.kode, here.terberat.rt) == ("rtlh", 4)
    assert here.terberat.pct == pytest.approx(100 * 4 / 13)


def test_the_heaviest_is_the_first_of_equals_and_none_without_answers() -> None:
    row: dict[str, object] = {f"pct_{k}": None for k in KODE}
    assert heaviest(row) is None
    row |= {"pct_rtlh": 20.0, "rt_rtlh": 2, "pct_tanpa_jamban": 20.0, "rt_tanpa_jamban": 2}
    found = heaviest(row)
    assert found is not None
    assert found.kode == "rtlh"


def test_the_profile_counts_yes_known_and_unknown(tiny: Snapshot) -> None:
    profile = indicator_profile(tiny, TLAGASANA)
    rtlh = row_of(profile, "kode", "rtlh")
    assert (rtlh["rt"], rtlh["rt_diketahui"], rtlh["rt_tidak_diketahui"]) == (4, 8, 2)
    assert (rtlh["pct"], rtlh["pct_kecamatan"]) == (50.0, pytest.approx(100 * 4 / 13))
    assert profile["kode"].to_list() == list(KODE)
    assert rtlh["jiwa"] is None


def test_the_profile_of_a_unit_without_rows_is_empty_but_shows_those_around(tiny: Snapshot) -> None:
    profile = indicator_profile(tiny, "33.27.04.2010")
    assert profile["pct"].null_count() == profile["rt_diketahui"].null_count() == 9
    assert row_of(profile, "kode", "rtlh")["pct_kabupaten"] == pytest.approx(100 * 4 / 13)


def test_the_profile_agrees_with_the_desa_table(snapshot: Snapshot, rules: Rules) -> None:
    table = desa_table(snapshot, rules, desil=(1, 2))
    for kode in ("33.27.04.2010", "33.27.13.2005"):
        unit = row_of(table, "kode_desa", kode)
        profile = indicator_profile(snapshot, kode, desil=(1, 2))
        for row in profile.to_dicts():
            assert row["rt"] == unit[f"rt_{row['kode']}"]
            assert row["pct"] == unit[f"pct_{row['kode']}"]


def test_the_pressing_come_merah_first_and_never_hijau(snapshot: Snapshot, rules: Rules) -> None:
    table = desa_table(snapshot, rules)
    order = most_pressing(table, 223)
    red = order.head(table.filter(pl.col("kelas") == "merah").height)
    assert set(red["kelas"]) == {"merah"}
    assert red["rt_desil1"].is_sorted(descending=True)
    assert "hijau" not in set(order["kelas"])
    assert most_pressing(table, 10)["kode_desa"].to_list() == order["kode_desa"].to_list()[:10]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"periode": "2022"}, "2022"),
        ({"periode": "2022", "dialek": "dtsen"}, None),
        ({"periode": "2022", "rtlh": "B"}, None),
        ({"periode": "2025"}, None),
    ],
)
def test_only_the_period_before_with_the_same_source_and_rule_is_compared(
    snapshot: Snapshot, changes: dict[str, str], found: str | None
) -> None:
    now = snapshot.manifest.model_copy(update={"periode": "2024"})
    oldest = now.model_copy(update={"periode": "2020"})
    before = period_before([now, oldest, now.model_copy(update=changes)], now)
    expected = "2020" if changes["periode"] > "2024" else found
    assert (before.periode if before else None) == expected


def test_titles_say_what_stands_out(tiny: Snapshot, rules: Rules) -> None:
    whom = "rumah tangga desil 1"
    assert headlines.of_kabupaten(totals(tiny, by=("kecamatan",)), whom) == (
        "15 rumah tangga desil 1 di Kabupaten Pemalang"
    )
    chosen = headlines.of_choice(["Belik"], overview(tiny, rules, codes=codes(tiny, rules, "Belik")), whom)
    assert chosen == "Tidak ada rumah tangga desil 1 di Belik"
    assert (
        headlines.of_choice(["Moga"], overview(tiny, rules, codes=codes(tiny, rules, "Moga")), whom)
        == "Belum ada data untuk Moga"
    )
    here = overview(tiny, rules, codes=codes(tiny, rules, "Watukumpul", "Belik"))
    assert headlines.of_choice(["Belik", "Watukumpul"], here, whom).startswith(
        "Belik dan Watukumpul menampung 100,0 % rumah tangga desil 1 kabupaten; "
    )


def test_the_title_of_units_chosen_by_what_they_are(tiny: Snapshot, rules: Rules) -> None:
    few = overview(tiny, rules, codes=[TLAGASANA, BADAK])
    told = headlines.of_choice([], few, "rumah tangga desil 1", "desa dampingan (simulasi)")
    assert told.startswith("2 desa dampingan (simulasi) menampung 66,7 % rumah tangga desil 1 kabupaten; ")
    nobody = overview(tiny, rules, codes=[])
    assert headlines.of_choice(["Belik"], nobody, "rumah tangga", "desa kelas merah") == (
        "Tidak ada desa kelas merah di Belik"
    )


def test_the_title_of_the_kabupaten_begins_with_what_the_targets_reach(tiny: Snapshot, rules: Rules) -> None:
    places = pl.DataFrame({"kecamatan": list("ABCDE"), "rt_terpilih": [10, 40, 30, 20, 0]})
    targets = overview(tiny, rules, codes=[TLAGASANA])
    assert headlines.of_kabupaten(places, "keluarga desil 1", targets) == (
        "1 desa/kelurahan dampingan (simulasi) menampung 66,7 % keluarga desil 1; tiga kecamatan, B, C, dan D, "
        "menampung 90,0 %"
    )


UNITS = pl.DataFrame(
    [("1", "Moga", "desa", "merah"), ("2", "Moga", "desa", None), ("3", "Belik", "desa", "hijau"),
     ("4", "Belik", "kelurahan", "merah")],
    schema=["kode_desa", "kecamatan", "jenis", "kelas"], orient="row",
)  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["1", "2", "3", "4"]),
        (Choice(kecamatan=("Moga",)), ["1", "2"]),
        (Choice(jenis=("desa",), kelas=("merah", "hijau")), ["1", "3"]),
        (Choice(kelas=(NOT_JUDGED,)), ["2"]),
        (Choice(kode_desa=("4", "9"), kecamatan=("Belik", "Moga")), ["4"]),
        (Choice(kode_desa=()), []),
    ],
)
def test_each_part_of_a_choice_narrows(choice: Choice, expected: list[str]) -> None:
    assert chosen_units(UNITS, choice) == expected
    assert choice.narrows == (choice != Choice())


def test_shares_of_a_part_are_taken_of_the_whole_where_it_is_given(tiny: Snapshot) -> None:
    part = within_units(tiny, [TUNDAGAN])
    assert totals(part, by=("kecamatan",))["pangsa_terpilih"].to_list() == [100.0]
    of_all = totals(part, by=("kecamatan",), everyone=15)["pangsa_terpilih"].to_list()
    assert of_all == [pytest.approx(100 * 5 / 15)]


def test_the_title_of_the_kabupaten_names_the_three_largest() -> None:
    places = pl.DataFrame({"kecamatan": list("ABCDE"), "rt_terpilih": [10, 40, 30, 20, 0]})
    assert (
        headlines.of_kabupaten(places, "keluarga desil 1") == "B, C, dan D menampung 90,0 % keluarga desil 1 kabupaten"
    )


def test_which_kecamatan_holds_most_and_of_how_many() -> None:
    places = pl.DataFrame({"kecamatan": ["Moga", "Belik", "Comal"], "rt_terpilih": [1000, 1000, 0]})
    assert headlines.of_most(places, "keluarga desil 1") == (
        "Belik terbanyak: 1.000 dari 2.000 keluarga desil 1 (50,0 %)"
    )
    assert headlines.of_most(places.tail(1), "keluarga desil 1") == "Tidak ada keluarga desil 1"


def test_titles_of_a_comparison_and_of_a_unit() -> None:
    places = pl.DataFrame({"kecamatan": ["A", "B"], "pct_rtlh": [12.5, 40.0], "rt_rtlh": [1200, 3]})
    assert headlines.of_comparison("RTLH", places, "pct_rtlh", 20.0) == (
        "Persentase RTLH tertinggi di B: 40,0 %; kabupaten 20,0 %"
    )
    assert headlines.of_comparison("Tanpa jamban", places, "pct_rtlh", None) == (
        "Persentase tanpa jamban tertinggi di B: 40,0 %"
    )
    assert headlines.of_comparison("RTLH", places, "rt_rtlh", None) == "RTLH terbanyak di A: 1.200"
    gone = places.with_columns(pct_rtlh=pl.lit(None, pl.Float64))
    assert headlines.of_comparison("RTLH", gone, "pct_rtlh", None) == "RTLH: tidak tersedia dari sumber ini"
    unit = {"nama": "Badak", "jenis": "desa", "kelas": None, "rt": 20, "peringkat": 7}
    assert headlines.of_unit(unit, 9) == "Badak: kelas belum dapat dinilai, peringkat 7 dari 9"
