"""How a desa's Sistem Informasi Desa (SID) is doing: the project's own score, on a given day.

No official score of a SID exists. Each of the eleven categories of substance counts 0 to 3: not there, there, there and
up to date (checked at most twelve months ago), used in planning; 33 at most. A category that was never checked is
unknown, not 0. The SID is the law of desa (UU 6/2014 Pasal 86): it does not apply to kelurahan.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from dampingan.records.terms import KATEGORI_SID, KEADAAN_KOMPONEN, KEADAAN_SID, KOMPONEN_SID

MONTHS = 12
"""A check older than this tells no longer that something is up to date."""
MOST = 3 * len(KATEGORI_SID)
UNCHECKED = "belum"
"""In counts of states: categories without a check."""
STATES = (*KEADAAN_SID, UNCHECKED)
SCORE_NAME = "Skor SID (hitungan sendiri, bukan penilaian resmi)"
RULE = (
    f"Skor SID dihitung sendiri oleh dasbor ini dan bukan penilaian resmi: {len(KATEGORI_SID)} kategori, masing-masing "
    f"tidak ada 0, ada 1, mutakhir 2, dipakai dalam perencanaan 3; paling tinggi {MOST}. Mutakhir berarti diperiksa "
    f"paling lama {MONTHS} bulan sebelum hari laporan; yang lebih lama dihitung ada."
)

_VALUES = {state: value for value, state in enumerate(KEADAAN_SID)}
_NEEDS_FRESH = ("mutakhir", "dipakai")


def sid_states(checks: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the last check of each desa's categories up to a day, and what it is worth on that day.

    Args:
        checks: records of ``SidKategori``.
        day: the day of the report; later checks are left out.

    Returns:
        ``kode_desa, kategori, keadaan`` (as recorded), ``berlaku`` (on the day: a state that needs to be up to date
        is ``ada`` once its check is older than twelve months), ``nilai`` (0-3), ``kedaluwarsa``, ``tanggal, bukti,
        id, versi, contoh``; sorted by desa and the programme's order of categories.
    """
    limit = pl.lit(day).dt.offset_by(f"-{MONTHS}mo")
    lapsed = pl.col("keadaan").is_in(_NEEDS_FRESH) & (pl.col("tanggal") < limit)
    order = pl.col("kategori").replace_strict(_order(), return_dtype=pl.Int64)
    return (
        checks.filter(pl.col("tanggal") <= day)
        .sort("tanggal")
        .unique(["kode_desa", "kategori"], keep="last", maintain_order=True)
        .with_columns(berlaku=pl.when(lapsed).then(pl.lit("ada")).otherwise("keadaan"), kedaluwarsa=lapsed)
        .with_columns(nilai=pl.col("berlaku").replace_strict(_VALUES, return_dtype=pl.Int64))
        .sort("kode_desa", order)
        .select(
            "kode_desa", "kategori", "keadaan", "berlaku", "nilai", "kedaluwarsa", "tanggal", "bukti", "id", "versi",
            "contoh",
        )
    )  # fmt: skip


def sid_components(components: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the last check of each desa's four components up to a day: ``kode_desa, tanggal``, the four, ``contoh``.

    Args:
        components: records of ``SidKomponen``.
        day: the day of the report.
    """
    return (
        components.filter(pl.col("tanggal") <= day)
        .sort("tanggal")
        .unique("kode_desa", keep="last", maintain_order=True)
        .select("kode_desa", "tanggal", *KOMPONEN_SID, "contoh")
        .sort("kode_desa")
    )


def components_total(components: pl.DataFrame, desa: int) -> pl.DataFrame:
    """Return how many desa have each of the four components.

    Args:
        components: of ``sid_components``.
        desa: how many desa there are.

    Returns:
        ``komponen``; ``ya, tidak, tidak_diketahui`` and ``belum`` (no check), which add up to ``desa``; ``pct_ya`` of
        those that were checked, null without any.
    """
    checked = components.height
    rows = [
        {
            "komponen": part,
            **{state: int((components[part] == state).sum()) for state in KEADAAN_KOMPONEN},
            "belum": desa - checked,
            "pct_ya": 100 * int((components[part] == "ya").sum()) / checked if checked else None,
        }
        for part in KOMPONEN_SID
    ]
    return pl.DataFrame(rows, schema_overrides={"pct_ya": pl.Float64})


def with_all_components(components: pl.DataFrame) -> int:
    """Return how many desa have all four components, of rows of ``sid_components``."""
    return components.filter(pl.all_horizontal(pl.col(part) == "ya" for part in KOMPONEN_SID)).height


def sid_table(units: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each unit with its score and the state of each category.

    Args:
        units: ``kode_desa, nama, kecamatan, jenis``.
        states: of ``sid_states``.

    Returns:
        The columns of ``units``; ``tunduk``: whether a SID applies (desa); ``diperiksa``: categories with a check
        (0-11, null where it does not apply); ``skor``: sum of their values, null without any; ``lengkap``: all eleven
        have one; ``kedaluwarsa``: categories whose claim has lapsed; ``diperiksa_terakhir``: date; and
        ``sid_<kategori>``: the state on the day, null where it was not checked.
    """
    law = pl.col("jenis") == "desa"
    sums = states.group_by("kode_desa").agg(
        pl.len().cast(pl.Int64).alias("diperiksa"),
        pl.col("nilai").sum().alias("skor"),
        pl.col("kedaluwarsa").sum().cast(pl.Int64),
        pl.col("tanggal").max().alias("diperiksa_terakhir"),
        *[pl.col("berlaku").filter(pl.col("kategori") == k).first().alias(f"sid_{k}") for k in KATEGORI_SID],
    )
    wide = units.select("kode_desa", "nama", "kecamatan", "jenis").join(sums, on="kode_desa", how="left")
    told = [c for c in sums.columns if c != "kode_desa"]
    return (
        wide.with_columns(pl.col("diperiksa", "kedaluwarsa").fill_null(0))
        .with_columns(law.alias("tunduk"), *[pl.when(law).then(pl.col(c)).alias(c) for c in told])
        .with_columns(lengkap=law & (pl.col("diperiksa") == len(KATEGORI_SID)).fill_null(value=False))
        .sort("kode_desa")
    )


def with_year_before(table: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return a table with each desa's score a year before and how it changed.

    Args:
        table: of ``sid_table``, on the day of the report.
        before: of ``sid_table``, a year before that.

    Returns:
        The columns of ``table``; ``skor_dulu`` and ``perubahan``: null unless all eleven categories were checked both
        times.
    """
    then = before.select("kode_desa", skor_dulu=pl.when("lengkap").then("skor"))
    return table.join(then, on="kode_desa", how="left", maintain_order="left").with_columns(
        perubahan=pl.when("lengkap").then(pl.col("skor") - pl.col("skor_dulu"))
    )


def sid_by_kecamatan(table: pl.DataFrame) -> pl.DataFrame:
    """Return what the desa of each kecamatan have come to; kelurahan are not counted.

    Args:
        table: of ``sid_table``.

    Returns:
        ``kecamatan, desa, desa_diperiksa`` (with any check), ``desa_lengkap``, ``skor`` (mean of those whose eleven
        categories are all checked, null without any), ``kedaluwarsa``, how many of ``desa`` × 11 categories are in
        each of ``STATES``, ``diperiksa`` (those with a check) and ``pct_mutakhir``: those up to date or used, per
        cent of ``diperiksa`` (null without any); the lowest mean first, those without one last.
    """
    return _summed(table, ["kecamatan"]).sort(["skor", "kecamatan"], nulls_last=True)


def sid_total(table: pl.DataFrame) -> dict[str, object]:
    """Return the same figures for all units of a table together."""
    return _summed(table, []).to_dicts()[0]


def sid_by_category(table: pl.DataFrame) -> pl.DataFrame:
    """Return for each category how many desa are in each of ``STATES``: ``kategori, desa, diperiksa``, the states.

    Args:
        table: of ``sid_table``; kelurahan are not counted. In the programme's order.
    """
    desa = table.filter("tunduk")
    rows = [{"kategori": k, "desa": desa.height, **_counted(desa[f"sid_{k}"])} for k in KATEGORI_SID]
    counts = ("desa", "diperiksa", *STATES)
    return pl.DataFrame(rows, schema={"kategori": pl.String, **dict.fromkeys(counts, pl.Int64)})


def sid_over_time(units: pl.DataFrame, checks: pl.DataFrame, days: Sequence[dt.date]) -> pl.DataFrame:
    """Return ``sid_total`` on each of some days: ``hari`` and its figures.

    It follows from the dates of the checks, so a check that is entered late still counts from its own date, and what
    was up to date then is judged on that day.

    Args:
        units: ``kode_desa, nama, kecamatan, jenis``.
        checks: records of ``SidKategori``.
        days: the days, in the order wanted.
    """
    return pl.DataFrame(
        [{"hari": day, **sid_total(sid_table(units, sid_states(checks, day=day)))} for day in days],
        schema_overrides={"skor": pl.Float64},
    )


def year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before.

    >>> str(year_before(dt.date(2024, 2, 29)))
    '2023-02-28'
    """
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def quarter_ends(first: dt.date, last: dt.date, *, most: int = 8) -> list[dt.date]:
    """Return the last days of the quarters from ``first`` on that end before ``last``, and ``last``; the newest ones.

    >>> [str(d) for d in quarter_ends(dt.date(2023, 11, 2), dt.date(2024, 5, 7))]
    ['2023-12-31', '2024-03-31', '2024-05-07']
    """
    ends: list[dt.date] = []
    year, quarter = first.year, (first.month - 1) // 3
    while True:
        after = dt.date(year + (quarter == 3), 1 if quarter == 3 else 3 * quarter + 4, 1)
        end = after - dt.timedelta(days=1)
        if end >= last:
            return [*ends, last][-most:]
        ends.append(end)
        year, quarter = after.year, (after.month - 1) // 3


def _summed(table: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    columns = [f"sid_{k}" for k in KATEGORI_SID]
    cells = [pl.sum_horizontal((pl.col(c) == s).sum() for c in columns).cast(pl.Int64).alias(s) for s in KEADAAN_SID]
    unknown = pl.sum_horizontal(pl.col(c).is_null().sum() for c in columns).cast(pl.Int64).alias(UNCHECKED)
    figures = [
        pl.len().cast(pl.Int64).alias("desa"),
        (pl.col("diperiksa") > 0).sum().cast(pl.Int64).alias("desa_diperiksa"),
        pl.col("lengkap").sum().cast(pl.Int64).alias("desa_lengkap"),
        pl.col("skor").filter("lengkap").mean().alias("skor"),
        pl.col("kedaluwarsa").sum().cast(pl.Int64).alias("kedaluwarsa"),
        *cells,
        unknown,
    ]
    desa = table.filter("tunduk")
    summed = desa.group_by(by).agg(figures) if by else desa.select(figures)
    checked = pl.sum_horizontal(*KEADAAN_SID)
    fresh = pl.sum_horizontal(*_NEEDS_FRESH)
    return summed.with_columns(diperiksa=checked, pct_mutakhir=pl.when(checked > 0).then(100 * fresh / checked))


def _counted(states: pl.Series) -> dict[str, int]:
    known = {s: int((states == s).sum()) for s in KEADAAN_SID}
    return {"diperiksa": sum(known.values()), **known, UNCHECKED: states.null_count()}


def _order() -> dict[str, int]:
    return {kategori: place for place, kategori in enumerate(KATEGORI_SID)}
