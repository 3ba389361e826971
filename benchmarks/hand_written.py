"""The pattern cube as one would write it directly in Polars, to measure what the general form costs."""

from pathlib import Path

import polars as pl

BANDS = {"7_12": (7, 12), "13_15": (13, 15), "16_18": (16, 18)}


def _members(path: Path) -> pl.LazyFrame:
    members = pl.read_parquet(path).lazy().with_columns(pl.col(pl.Int8).cast(pl.Boolean))
    age, out = pl.col("umur"), pl.col("tidak_sekolah")
    ill = pl.col("disabilitas") | pl.col("kronis")
    child = age.is_between(7, 18) & out
    head, idle = pl.col("kepala"), pl.col("tidak_bekerja")
    bands = [
        expression
        for band, (low, high) in BANDS.items()
        for expression in (
            (age.is_between(low, high) & out).sum().alias(f"jiwa_anak_tidak_sekolah_{band}"),
            age.is_between(low, high).sum().alias(f"jiwa_usia_{band}"),
        )
    ]
    return members.group_by("rt").agg(
        pl.len().alias("jiwa"),
        (~pl.col("punya_identitas")).sum().alias("jiwa_tanpa_identitas"),
        pl.col("punya_identitas").count().alias("jiwa_diketahui_tanpa_identitas"),
        child.sum().alias("jiwa_anak_tidak_sekolah"),
        child.count().alias("jiwa_diketahui_anak_tidak_sekolah"),
        ill.sum().alias("jiwa_sakit_kronis_disabilitas"),
        ill.count().alias("jiwa_diketahui_sakit_kronis_disabilitas"),
        pl.col("disabilitas").sum().alias("jiwa_disabilitas"),
        pl.col("kronis").sum().alias("jiwa_sakit_kronis"),
        age.is_between(7, 18).sum().alias("jiwa_usia_7_18"),
        head.sum().alias("kepala_tercatat"),
        (head & idle).sum().alias("krt_ya"),
        (head & ~idle).sum().alias("krt_tidak"),
        *bands,
    )


def _any_member(name: str) -> pl.Expr:
    some, known = pl.col(f"jiwa_{name}") > 0, pl.col(f"jiwa_diketahui_{name}") == pl.col("jiwa")
    return pl.when(some).then(True).when(known & (pl.col("jiwa") > 0)).then(False)


def _head_idle() -> pl.Expr:
    heads = pl.col("kepala_tercatat")
    working = (heads > 0) & (pl.col("krt_tidak") == heads)
    return pl.when(pl.col("krt_ya") > 0).then(True).when(working).then(False)


def _rtlh() -> pl.Expr:
    parts = [pl.col(name) for name in ("atap_buruk", "dinding_buruk", "lantai_buruk")]
    bad = pl.sum_horizontal(parts)
    good = pl.sum_horizontal([1 - part for part in parts])
    return pl.when(bad >= 2).then(True).when(good >= 2).then(False)


def hand_written_cube(folder: Path) -> pl.DataFrame:
    """Count the cube of ``rumah.parquet`` and ``anggota.parquet`` with RTLH variant A."""
    households = pl.read_parquet(folder / "rumah.parquet").lazy()
    joined = households.join(_members(folder / "anggota.parquet"), on="rt", how="left").with_columns(
        pl.col("^jiwa.*$", "kepala_tercatat", "krt_ya", "krt_tidak").fill_null(0)
    )
    answers = [
        ~pl.col("menerima_program").cast(pl.Boolean),
        _any_member("tanpa_identitas"),
        _any_member("anak_tidak_sekolah"),
        _any_member("sakit_kronis_disabilitas"),
        _rtlh(),
        pl.col("air_tak_terlindung").cast(pl.Boolean),
        pl.col("tanpa_jamban").cast(pl.Boolean),
        pl.col("bukan_listrik").cast(pl.Boolean),
        _head_idle(),
    ]
    weights = [pl.lit(2**bit, pl.Int16) for bit in range(9)]
    patterned = joined.select(
        "kode_desa",
        pl.col("desil").fill_null(0),
        "^jiwa.*$",
        pola=pl.sum_horizontal([a.fill_null(False).cast(pl.Int16) * w for a, w in zip(answers, weights, strict=True)]),
        pola_diketahui=pl.sum_horizontal(
            [a.is_not_null().cast(pl.Int16) * w for a, w in zip(answers, weights, strict=True)]
        ),
    )
    keys = ["kode_desa", "desil", "pola", "pola_diketahui"]
    return patterned.group_by(keys).agg(pl.len().alias("rt"), pl.col("^jiwa.*$").sum()).collect()
