"""The rule desa merah on units that an official can check by eye."""

from typing import Any

import polars as pl
import pytest

from dampingan.measures.desa_merah import classify, describe, thresholds
from dampingan.rules import DesaMerahRule

ABSOLUTE = DesaMerahRule(
    kriteria="jumlah", ambang="mutlak", mutlak_atas_jumlah=100, mutlak_bawah_jumlah=40
)  # fmt: skip


def unit(rt_desil1: int | None, pct: float | None, status: str | None, jenis: str = "desa") -> dict[str, Any]:
    return {"jenis": jenis, "rt_desil1": rt_desil1, "pct_desil1": pct, "status_idm": status}


def judged(rule: DesaMerahRule, *units: dict[str, Any]) -> pl.DataFrame:
    schema = {"jenis": pl.String, "rt_desil1": pl.Int64, "pct_desil1": pl.Float64, "status_idm": pl.String}
    frame = pl.DataFrame(units, schema=schema).with_row_index("kode_desa")
    return classify(frame.with_columns(pl.col("kode_desa").cast(pl.String)), rule)


@pytest.mark.parametrize(
    ("given", "kelas", "reason"),
    [
        (
            unit(120, 20.0, "Berkembang"),
            "merah",
            (
                "Merah karena desil 1 terpusat, yaitu 120 rumah tangga desil 1 (20 di atas ambang 100), "
                "serta IDM 2024 Berkembang tergolong rendah."
            ),
        ),
        (
            unit(100, 20.0, "Maju"),
            "kuning",
            (
                "Kuning karena desil 1 terpusat, yaitu 100 rumah tangga desil 1 (tepat di ambang 100), "
                "tetapi IDM 2024 Maju tidak tergolong rendah."
            ),
        ),
        (
            unit(99, 20.0, "Tertinggal"),
            "kuning",
            (
                "Kuning karena IDM 2024 Tertinggal tergolong rendah, tetapi desil 1 tidak terpusat: "
                "99 rumah tangga desil 1 (1 di bawah ambang 100)."
            ),
        ),
        (
            unit(0, 0.0, "Mandiri"),
            "hijau",
            (
                "Hijau karena desil 1 tidak terpusat, yaitu 0 rumah tangga desil 1 (100 di bawah ambang 100), "
                "serta IDM 2024 Mandiri tidak tergolong rendah."
            ),
        ),
        (
            unit(130, 20.0, None, "kelurahan"),
            "merah",
            (
                "Merah karena desil 1 terpusat: 130 rumah tangga desil 1 (30 di atas ambang 100); "
                "IDM tidak berlaku untuk kelurahan."
            ),
        ),
        (
            unit(40, 20.0, None, "kelurahan"),
            "kuning",
            (
                "Kuning karena desil 1 di sepertiga tengah: 40 rumah tangga desil 1 (tepat di ambang 40); "
                "IDM tidak berlaku untuk kelurahan."
            ),
        ),
        (
            unit(39, 20.0, None, "kelurahan"),
            "hijau",
            (
                "Hijau karena desil 1 di sepertiga terbawah: 39 rumah tangga desil 1 (1 di bawah ambang 40); "
                "IDM tidak berlaku untuk kelurahan."
            ),
        ),
    ],
)
def test_each_class_with_its_reason(given: dict[str, Any], kelas: str, reason: str) -> None:
    told = judged(ABSOLUTE, given).row(0, named=True)
    assert (told["kelas"], told["alasan"]) == (kelas, reason)


def test_missing_data_are_not_a_class() -> None:
    told = judged(ABSOLUTE, unit(None, None, "Berkembang"), unit(120, 20.0, None))
    assert told["kelas"].to_list() == [None, None]
    assert told["alasan"][0] == "Belum dapat dinilai: tidak ada data rumah tangga untuk periode ini."
    assert "status IDM 2024 belum ada" in told["alasan"][1]


def test_the_upper_third_by_quantile() -> None:
    """Of 10, 20 ... 70 the upper third begins at 50; the share is the same for all, so none is above it."""
    units = [unit(n * 10, n / 1.0, "Berkembang") for n in range(1, 8)]
    told = judged(DesaMerahRule(kriteria="jumlah"), *units)
    assert told["kelas"].to_list() == ["kuning"] * 4 + ["merah"] * 3
    assert told["selisih_jumlah"].to_list() == [-40, -30, -20, -10, 0, 10, 20]


def test_either_measure_suffices() -> None:
    """Unit 2 has many households but a small share, unit 3 few but a large share."""
    units = [unit(10, 5.0, "Berkembang"), unit(90, 6.0, "Berkembang"), unit(12, 60.0, "Berkembang"),
             unit(11, 4.0, "Berkembang")]  # fmt: skip
    rule = {name: DesaMerahRule(kriteria=name) for name in ("jumlah", "pangsa", "salah_satu")}
    assert judged(rule["jumlah"], *units)["kelas"].to_list() == ["kuning", "merah", "merah", "kuning"]
    assert judged(rule["pangsa"], *units)["kelas"].to_list() == ["kuning", "merah", "merah", "kuning"]
    only = [unit(10, 5.0, "Maju"), unit(90, 5.5, "Maju"), unit(12, 60.0, "Maju"), unit(80, 4.0, "Maju")]
    assert judged(rule["jumlah"], *only)["kelas"].to_list() == ["hijau", "kuning", "hijau", "kuning"]
    assert judged(rule["pangsa"], *only)["kelas"].to_list() == ["hijau", "kuning", "kuning", "hijau"]
    assert judged(rule["salah_satu"], *only)["kelas"].to_list() == ["hijau", "kuning", "kuning", "kuning"]


def test_a_unit_without_any_desil_1_is_never_concentrated() -> None:
    told = judged(DesaMerahRule(), *[unit(0, 0.0, "Maju")] * 5)
    assert told["kelas"].to_list() == ["hijau"] * 5


def test_the_rule_is_told_with_its_limits() -> None:
    frame = pl.DataFrame({"rt_desil1": [1, 2, 3, 4], "pct_desil1": [10.0, 20.0, 30.0, 40.0]})
    rule = DesaMerahRule()
    assert describe(rule, thresholds(frame, rule)) == (
        "Merah bila dua syarat terpenuhi: (1) desil 1 terpusat, yaitu paling sedikit 3 rumah tangga atau paling "
        "sedikit 30,0 % dari rumah tangga dalam data; dan (2) status IDM 2024 Sangat Tertinggal, Tertinggal, atau "
        "Berkembang. Kuning bila hanya satu syarat terpenuhi, hijau bila tidak satu pun. Kelurahan tidak memiliki IDM: "
        "merah bila syarat (1) terpenuhi, kuning bila paling sedikit 2 rumah tangga atau paling sedikit 20,0 %, selain "
        "itu hijau."
    )


def test_the_rule_on_one_measure_is_told_with_that_measure_alone() -> None:
    """Of 1, 2, 3 the thirds lie between whole numbers; where nobody has any, one household is already more."""
    frame = pl.DataFrame({"rt_desil1": [1, 2, 3], "pct_desil1": [0.0, 0.0, 0.0]})
    counted = DesaMerahRule(kriteria="jumlah", status_idm_rendah=("Tertinggal",))
    told = describe(counted, thresholds(frame, counted), unit="keluarga")
    assert "yaitu paling sedikit 2,3 keluarga; dan (2) status IDM 2024 Tertinggal. " in told
    assert "kuning bila paling sedikit 1,7 keluarga, selain itu hijau." in told
    share = DesaMerahRule(kriteria="pangsa")
    assert "yaitu lebih dari 0,0 % dari keluarga dalam data; dan" in (
        describe(share, thresholds(frame, share), unit="keluarga")
    )
