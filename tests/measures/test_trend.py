"""A place over the periods, and where the line breaks."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from exploded import Household, snapshot_of

from dampingan.indicators import KODE
from dampingan.measures.trend import SIKASUR, break_reason, trend
from dampingan.snapshot import Snapshot
from dampingan.sources.dialect import IndicatorNote

MAJALANGU, MOGA, SODONG_BASARI = "33.27.04.2010", "33.27.01.2001", "33.27.03.2013"


def homes(count: int, *, rtlh: int = 0, code: str = MAJALANGU) -> list[Household]:
    """So many households of desil 1, of which so many have a bad house."""
    return [Household(code, 1, tuple(k == "rtlh" and i < rtlh for k in KODE), 3) for i in range(count)]


def period(base: Snapshot, name: str, town: list[Household], **facts: Any) -> Snapshot:
    town_snapshot = snapshot_of(base, town)
    manifest = town_snapshot.manifest.model_copy(update={"periode": name} | facts)
    return replace(town_snapshot, manifest=manifest)


@pytest.fixture(scope="module")
def three(snapshot: Snapshot) -> list[Snapshot]:
    """Return three periods, out of order: 10 households, 8, 6; 5 bad houses, 4, 1."""
    towns = {"2022": homes(8, rtlh=4), "2024": homes(6, rtlh=1), "2020": homes(10, rtlh=5)}
    return [period(snapshot, name, town) for name, town in towns.items()]


def rows(frame: pl.DataFrame, *names: str) -> list[tuple[object, ...]]:
    return frame.select(names).rows()


def test_counts_and_shares_over_three_periods(three: list[Snapshot]) -> None:
    told = trend(three, ["rt_terpilih", "pct_rtlh"], kode_desa=MAJALANGU)
    assert rows(told, "kolom", "periode", "nilai", "sebanding", "segmen", "selisih") == [
        ("rt_terpilih", "2020", 10, None, 1, None),
        ("rt_terpilih", "2022", 8, True, 1, -2),
        ("rt_terpilih", "2024", 6, True, 1, -2),
        ("pct_rtlh", "2020", 50, None, 1, None),
        ("pct_rtlh", "2022", 50, True, 1, 0),
        ("pct_rtlh", "2024", pytest.approx(100 / 6), True, 1, pytest.approx(100 / 6 - 50)),
    ]
    assert told["perubahan_pct"].to_list() == [None, -20, -25, None, None, None]
    assert set(told["alasan"]) == {""}


def test_kecamatan_and_kabupaten(snapshot: Snapshot) -> None:
    both = [period(snapshot, "2022", homes(8) + homes(2, code=MOGA)), period(snapshot, "2024", homes(6))]
    assert trend(both, ["rt_terpilih"])["nilai"].to_list() == [10, 6]
    watukumpul = trend(both, ["rt_terpilih", "pangsa_terpilih"], kecamatan="Watukumpul")
    assert watukumpul["nilai"].to_list() == [8, 6, 80, 100]
    assert set(watukumpul["catatan"]) == {""}
    assert trend(both, ["rt_terpilih"])["catatan"].to_list() == [
        "", "Desa/kelurahan yang punya data: 1, periode sebelumnya 2."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"dialek": "dtsen", "sumber": "DTSEN", "unit": "keluarga"}, "Sumber berganti dari BDT ke DTSEN."),
        ({"unit": "keluarga"}, "Satuan berganti dari rumah tangga ke keluarga."),
        ({"contoh": False}, "Data contoh tidak dapat dibandingkan dengan data sungguhan."),
    ],
    ids=["sumber", "satuan", "contoh"],
)
def test_another_source_breaks_every_line(snapshot: Snapshot, facts: dict[str, object], reason: str) -> None:
    old = period(snapshot, "2020", homes(10), sumber="BDT")
    told = trend([old, period(snapshot, "2022", homes(8), **({"sumber": "BDT"} | facts))], ["rt_terpilih", "pct_rtlh"],
                 kode_desa=MAJALANGU)  # fmt: skip
    assert rows(told, "sebanding", "alasan", "segmen", "selisih") == [(None, "", 1, None), (False, reason, 2, None)] * 2


def test_another_rtlh_variant_breaks_only_rtlh(snapshot: Snapshot) -> None:
    old, new = period(snapshot, "2020", homes(10, rtlh=5)), period(snapshot, "2022", homes(10, rtlh=6), rtlh="B")
    told = trend([old, new], ["rt_rtlh", "pct_rtlh", "pct_tanpa_jamban"], kode_desa=MAJALANGU)
    reason = "Aturan RTLH berganti dari varian A ke varian B."
    assert told["alasan"].to_list() == ["", reason, "", reason, "", ""]
    assert told["selisih"].to_list() == [None, None, None, None, None, 0]


def test_an_indicator_that_one_source_lacks(snapshot: Snapshot) -> None:
    old = period(snapshot, "2020", homes(10, rtlh=5))
    blind = snapshot_of(snapshot, homes(8), lacking=("rtlh",))
    new = replace(blind, manifest=blind.manifest.model_copy(update={"periode": "2022-06"}))
    told = trend([old, new, period(snapshot, "2024", homes(8))], ["pct_rtlh", "rt_terpilih"], kode_desa=MAJALANGU)
    assert rows(told, "nilai", "sebanding", "alasan", "segmen") == [
        (50, None, "", 1),
        (None, False, "Tidak tersedia dari sumber periode Juni 2022.", 2),
        (0, False, "Tidak tersedia dari sumber periode Juni 2022.", 3),
        (10, None, "", 1),
        (8, True, "", 1),
        (8, True, "", 1),
    ]


def test_an_indicator_that_is_told_less_fully(snapshot: Snapshot) -> None:
    notes = snapshot.manifest.keterangan_indikator | {"rtlh": IndicatorNote(ketersediaan="batas_atas")}
    new = snapshot.manifest.model_copy(update={"keterangan_indikator": notes})
    assert break_reason(snapshot.manifest, new, "rt_rtlh") == "Cakupan sumber berubah dari penuh menjadi batas atas."
    assert break_reason(snapshot.manifest, new, "rt_tanpa_jamban") == ""


def test_a_period_without_rows_for_the_unit(snapshot: Snapshot) -> None:
    told = trend([period(snapshot, "2020", homes(3, code=MOGA)), period(snapshot, "2022", homes(8))], ["rt_terpilih"],
                 kode_desa=MAJALANGU)  # fmt: skip
    assert rows(told, "nilai", "sebanding", "alasan") == [
        (None, None, ""), (8, False, "Tidak ada data untuk periode 2020.")
    ]  # fmt: skip


def test_sikasur_with_and_without_sodong_basari(snapshot: Snapshot) -> None:
    whole = period(snapshot, "2022", homes(9, code=SIKASUR))
    split = period(snapshot, "2024", homes(5, code=SIKASUR) + homes(4, code=SODONG_BASARI))
    told = trend([whole, split], ["rt_terpilih"], kode_desa=SIKASUR)
    assert told["alasan"].to_list()[1] == "Sodong Basari dimekarkan dari Sikasur di antara kedua periode."
    assert trend([whole, split], ["rt_terpilih"], kecamatan="Belik")["selisih"].to_list() == [None, 0]


def test_no_period_no_rows() -> None:
    assert trend([], ["rt_terpilih"]).is_empty()
