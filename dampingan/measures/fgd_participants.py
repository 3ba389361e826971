"""Who took part in FGDs, by group and sex."""

import polars as pl


def participants(guests: pl.DataFrame, talks: pl.DataFrame) -> pl.DataFrame:
    """Return how many persons took part in each FGD.

    Args:
        guests: records of ``FgdPeserta``.
        talks: the FGDs that are looked at.

    Returns:
        ``id_fgd, laki_laki, perempuan, jumlah, unsur``: one row for each FGD, in the order of ``talks``; a sum is of
        what is known and null where nothing is; ``unsur`` is the number of groups that are recorded.
    """
    sums = guests.group_by("id_fgd").agg(
        *[pl.when(pl.col(c).is_not_null().any()).then(pl.col(c).sum()).alias(c) for c in ("laki_laki", "perempuan")],
        pl.len().cast(pl.Int64).alias("unsur"),
    )
    known = pl.any_horizontal(pl.col("laki_laki", "perempuan").is_not_null())
    return (
        talks.select(id_fgd="id")
        .join(sums, on="id_fgd", how="left", maintain_order="left")
        .with_columns(
            pl.col("unsur").fill_null(0),
            jumlah=pl.when(known).then(pl.sum_horizontal("laki_laki", "perempuan")),
        )
        .select("id_fgd", "laki_laki", "perempuan", "jumlah", "unsur")
    )


def participants_by_group(guests: pl.DataFrame, talks: pl.DataFrame) -> pl.DataFrame:
    """Return who took part in some FGDs together: ``unsur, fgd`` (in how many), ``laki_laki, perempuan``; most first.

    Args:
        guests: records of ``FgdPeserta``.
        talks: the FGDs that are looked at.
    """
    return (
        guests.filter(pl.col("id_fgd").is_in(talks["id"].to_list()))
        .group_by("unsur")
        .agg(pl.col("id_fgd").n_unique().cast(pl.Int64).alias("fgd"), pl.col("laki_laki", "perempuan").sum())
        .sort(["fgd", "unsur"], descending=[True, False])
    )
