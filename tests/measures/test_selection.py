"""Sasaran: quotas, order, reasons, and the comparison with a decree."""

import polars as pl

from dampingan.measures.selection import compare_with_decree, select_targets
from dampingan.rules import SasaranRule

COLUMNS = {"kode_desa": pl.String, "jenis": pl.String, "kelas": pl.String, "rt_desil1": pl.Int64}


def table(*rows: tuple[str, str, str | None, int | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").with_columns(
        nama=pl.col("kode_desa"), kecamatan=pl.lit("Moga"), jiwa_desil1=pl.col("rt_desil1"),
        pct_desil1=pl.lit(10.0), peringkat=pl.lit(1), idm=pl.lit(0.6), status_idm=pl.lit("Berkembang"),
    )  # fmt: skip


UNITS = table(
    ("a", "desa", "merah", 50),
    ("b", "desa", "kuning", 90),
    ("c", "desa", "hijau", 70),
    ("d", "desa", "hijau", 60),
    ("e", "desa", None, None),
    ("k", "kelurahan", "kuning", 40),
    ("l", "kelurahan", "merah", 80),
)


def test_merah_first_then_the_largest_numbers() -> None:
    chosen = select_targets(UNITS, SasaranRule(kuota_desa=3, kuota_kelurahan=1))
    assert chosen.terpilih["kode_desa"].to_list() == ["a", "b", "c", "l"]
    assert chosen.terpilih["nomor"].to_list() == [1, 2, 3, 4]
    assert chosen.terpilih["dasar"].to_list() == ["merah", "jumlah", "jumlah", "merah"]
    assert chosen.cadangan["kode_desa"].to_list() == ["d", "k"]
    assert chosen.pesan == ()


def test_each_row_says_why_and_how_near_the_cut() -> None:
    chosen = select_targets(UNITS, SasaranRule(kuota_desa=3, kuota_kelurahan=1))
    told = dict(zip(chosen.terpilih["kode_desa"], chosen.terpilih["alasan"], strict=True))
    assert told["a"] == "Terpilih sebagai desa merah, 50 rumah tangga desil 1."
    assert told["c"] == (
        "Terpilih karena jumlah terbanyak setelah desa merah: 70 rumah tangga desil 1, "
        "10 di atas desa pertama yang tidak terpilih."
    )
    assert chosen.cadangan["alasan"][0] == (
        "Cadangan: 60 rumah tangga desil 1, 10 di bawah desa terakhir yang terpilih."
    )
    assert chosen.cadangan["jarak_batas"][0] == -10


def test_as_many_as_the_first_left_out_is_said() -> None:
    """Two desa with 60 households and room for one: the first by code is chosen."""
    even = table(("a", "desa", "hijau", 60), ("b", "desa", "hijau", 60))
    [reason] = select_targets(even, SasaranRule(kuota_desa=1, kuota_kelurahan=0)).terpilih["alasan"]
    assert reason == (
        "Terpilih karena jumlah terbanyak setelah desa merah: 60 rumah tangga desil 1, "
        "sama banyak dengan desa pertama yang tidak terpilih; dipilih menurut urutan aturan."
    )


def test_a_clear_word_when_merah_alone_exceeds_the_quota() -> None:
    many = table(*[(f"m{n}", "desa", "merah", n) for n in range(10, 15)])
    chosen = select_targets(many, SasaranRule(kuota_desa=3, kuota_kelurahan=0))
    assert chosen.terpilih["kode_desa"].to_list() == ["m14", "m13", "m12"]
    assert chosen.pesan == (
        (
            "Desa merah (5) melebihi kuota 3: yang terpilih 3 dengan rumah tangga desil 1 terbanyak, "
            "2 desa merah tidak terpilih."
        ),
    )
    assert chosen.cadangan["alasan"][0] == "Desa merah, 11 rumah tangga desil 1, tetapi kuota 3 desa sudah penuh."


def test_a_quota_that_cannot_be_filled_says_so() -> None:
    chosen = select_targets(UNITS, SasaranRule(kuota_desa=9, kuota_kelurahan=2))
    assert chosen.pesan == ("Kuota 9 desa tidak terpenuhi: hanya 4 desa yang punya data.",)
    assert chosen.terpilih.height == 6


def test_against_a_decree() -> None:
    told = compare_with_decree(["a", "b", "c"], ["b", "c", "d", "z"], ["baris 9: Entah"])
    assert (told.sama, told.hanya_sk, told.hanya_hitungan) == (("b", "c"), ("d", "z"), ("a",))
    assert told.tak_dikenal == ("baris 9: Entah",)
    assert told.pct_sama == 50
