"""The sentences over the charts of the kecamatan say what the figures say, also where there are none."""

import polars as pl
import pytest

from dampingan.indicators import KODE
from dampingan.measures import headlines_kecamatan as headlines
from dampingan.measures.composition import by_class
from dampingan.measures.distribution import distribution
from dampingan.measures.quadrants import Quadrants

PLACES = pl.DataFrame({"kecamatan": list("ABCD"), "pct_rtlh": [10.0, 20.0, 30.0, None], "rt_rtlh": [10, 40, 30, 20]})


def test_how_many_kecamatan_lie_above_the_kabupaten() -> None:
    assert headlines.of_above(PLACES, "pct_rtlh", 15.0) == "2 dari 3 kecamatan di atas angka kabupaten (15,0 %)"
    assert headlines.of_above(PLACES, "pct_rtlh", 30.0) == (
        "Tidak satu pun dari 3 kecamatan di atas angka kabupaten (30,0 %)"
    )


def test_what_the_three_largest_hold() -> None:
    assert headlines.of_above(PLACES, "rt_rtlh", None) == "B, C, dan D memuat 90,0 % dari 100"
    assert headlines.of_above(PLACES.head(2), "rt_rtlh", None) == "50 di 2 kecamatan"
    assert headlines.of_above(PLACES.with_columns(rt_rtlh=0), "rt_rtlh", None) == "0 di 4 kecamatan"


def test_which_unit_stands_highest() -> None:
    units = pl.DataFrame(
        {"nama": ["Kuta", "Badak"], "kecamatan": "Belik", "pct_rtlh": [40.0, 40.0], "rt_rtlh": [9, None]}
    )
    assert headlines.of_units(units, "pct_rtlh") == "Tertinggi di Badak, Belik: 40,0 %"
    assert headlines.of_units(units, "rt_rtlh", kecamatan="Belik") == "Kuta terbanyak di Belik: 9"
    none = units.with_columns(rt_rtlh=pl.lit(None, pl.Int64))
    assert headlines.of_units(none, "rt_rtlh", kecamatan="Belik") == "Belum ada data untuk Belik"
    assert headlines.of_units(none.clear(), "rt_rtlh", kecamatan="Belik") == (
        "Tidak ada desa/kelurahan dalam saringan ini di Belik"
    )
    assert headlines.of_units(none, "rt_rtlh") == "Belum ada data untuk pilihan ini"


@pytest.mark.parametrize(
    ("kecamatan", "told"),
    [
        ("", "Paling beragam di Moga: 1,0 % sampai 9,0 %"),
        ("Belik", "Belik: 2,0 % sampai 4,0 %, median 3,0 %"),
        ("Bodeh", "Hanya satu desa/kelurahan berdata di Bodeh: 50,0 %"),
        ("Comal", "Belum ada data untuk Comal"),
        ("Taman", "Belum ada data untuk Taman"),
    ],
)
def test_how_far_the_units_lie_apart(kecamatan: str, told: str) -> None:
    values = {"Moga": [9.0, 1.0], "Belik": [2.0, 4.0], "Bodeh": [50.0], "Comal": [None]}
    rows = [(k, f"{k}{i}", f"{k}{i}", "desa", v) for k, vs in values.items() for i, v in enumerate(vs)]
    units = pl.DataFrame(rows, schema=["kecamatan", "kode_desa", "nama", "jenis", "pct_x"], orient="row")
    assert headlines.of_spread(distribution(units, "pct_x"), "pct_x", kecamatan=kecamatan) == told
    alone = distribution(units.filter(pl.col("kecamatan") == "Bodeh"), "pct_x")
    assert headlines.of_spread(alone, "pct_x") == "Tiap kecamatan hanya punya satu desa/kelurahan berdata"


def classes(**units: list[str | None]) -> pl.DataFrame:
    rows = [(name, kelas) for name, all_of in units.items() for kelas in all_of]
    return by_class(pl.DataFrame(rows, schema={"kecamatan": pl.String, "kelas": pl.String}, orient="row"))


def test_where_most_are_merah() -> None:
    found = classes(Moga=["merah", "merah", None], Belik=["merah", "hijau"], Bodeh=["kuning"])
    assert headlines.of_classes(found) == "Merah terbanyak di Moga: 2 dari 3 desa/kelurahan"
    assert headlines.of_classes(found, kecamatan="Moga") == "Moga: 2 merah dan 1 belum dinilai dari 3 desa/kelurahan"
    assert headlines.of_classes(found, kecamatan="Taman") == headlines.of_classes(found)
    alike = found.filter(pl.col("kecamatan") == "Belik")
    alike = pl.concat([alike, alike.with_columns(kecamatan=pl.lit("Comal"))])
    assert headlines.of_classes(alike) == "Merah terbanyak di Belik dan Comal: masing-masing 1 desa/kelurahan"
    assert headlines.of_classes(classes(Bodeh=["kuning"])) == "Tidak ada desa/kelurahan merah di sini"


def test_where_most_of_desil_1_are() -> None:
    found = pl.DataFrame({"kecamatan": ["Moga", "Belik", "Comal"], "rt_desil1": [15, 0, None], "rt": [1035, 21, None]})
    assert headlines.of_desil(found, "rumah tangga") == "Desil 1 terbanyak di Moga: 15 dari 1.035 rumah tangga"
    assert headlines.of_desil(found, "keluarga", kecamatan="Belik") == "Belik: 0 dari 21 keluarga desil 1"
    assert headlines.of_desil(found, "keluarga", kecamatan="Comal") == "Belum ada data untuk Comal"


def test_which_indicator_is_the_heaviest_in_most_kecamatan() -> None:
    empty: dict[str, object] = {f"pct_{k}": None for k in KODE} | {f"rt_{k}": None for k in KODE}
    rows = [
        {"kecamatan": "Moga", **empty, "pct_rtlh": 40.0, "rt_rtlh": 4, "pct_tanpa_jamban": 30.0, "rt_tanpa_jamban": 3},
        {"kecamatan": "Belik", **empty, "pct_rtlh": 20.0, "rt_rtlh": 2, "pct_tanpa_jamban": 10.0, "rt_tanpa_jamban": 1},
        {"kecamatan": "Bodeh", **empty, "pct_rtlh": 50.0, "rt_rtlh": 5, "pct_tanpa_jamban": 60.0, "rt_tanpa_jamban": 6},
    ]
    told = headlines.of_indicators(pl.DataFrame(rows, infer_schema_length=None))
    assert told == "RTLH paling berat di 2 dari 3 kecamatan; tertinggi di Bodeh: 50,0 %"
    assert headlines.of_indicators(pl.DataFrame(rows[:1])) == "Moga: RTLH paling berat, 40,0 %"
    nothing = pl.DataFrame([{"kecamatan": "Moga", **empty}])
    assert headlines.of_indicators(nothing) == "Sembilan indikator: tidak tersedia dari sumber ini"
    assert headlines.of_indicators(nothing.clear()) == "Belum ada data untuk pilihan ini"


def test_how_many_desa_are_merah_by_both_conditions() -> None:
    def found(merah: int, others: int) -> Quadrants:
        fields = pl.DataFrame({"kelas": ["merah", "kuning", "kuning", "hijau"], "desa": [merah, others, 0, 1]})
        return Quadrants(
            titik=pl.DataFrame(), bidang=fields, ambang=None, idm_batas=None, tidak_ditampilkan=0, kelurahan_merah=0
        )

    assert headlines.of_quadrants(found(3, 4)) == "Dari 8 desa, 3 merah: desil 1 terpusat dan IDM rendah"
    assert headlines.of_quadrants(found(1, 0), kecamatan="Moga") == (
        "Dari 2 desa di Moga, 1 merah: desil 1 terpusat dan IDM rendah"
    )
    assert headlines.of_quadrants(found(0, 4), kecamatan="Comal") == "Tidak satu pun dari 5 desa di Comal merah"
