"""Who the households of a delivery are: only for the restricted files, never beside a count."""

from dataclasses import dataclass, field

import polars as pl

from dampingan.sources.columns import Recognition
from dampingan.sources.dialect import PERSONAL, Role
from dampingan.sources.households import Households
from dampingan.sources.reading import ROW
from dampingan.sources.text import BLANKS

MEMBER_COLUMNS = ("nama", "nik", "kk", "no_kk", "alamat", "sls", "nomor_rt", "nomor_rw")
"""Columns of the member file that may tell who the head is and where the household lives."""

_SAME = {"nama": "nama_krt"}
"""Columns of the member file whose like in the household file has another name."""
_SOURCES: dict[str, tuple[str, ...]] = {
    "nama_krt": ("nama_krt", "nama_kepala"),
    "nik": ("nik_krt", "nik_kepala"),
    "kk": ("kk_krt", "no_kk", "kk_kepala", "no_kk_kepala"),
    "alamat": ("alamat", "alamat_kepala"),
    "sls": ("sls", "sls_kepala"),
    "nomor_rt": ("nomor_rt", "nomor_rt_kepala"),
    "nomor_rw": ("nomor_rw", "nomor_rw_kepala"),
}
"""Where each fact stands, the household file first."""

IDENTITY_COLUMNS = ("rt", "id_ruta", *_SOURCES)


@dataclass(frozen=True)
class Persons:
    """Who the households are, cell by cell as it was delivered.

    ``households``: ``rt`` as in the canonical tables, ``baris``, ``kunci`` and what the household file tells.
    ``heads``: ``rt`` and what the member file tells of a head; a household may have several or none.
    """

    households: pl.DataFrame = field(repr=False)
    heads: pl.DataFrame = field(repr=False)


def personal_columns(found: Recognition) -> dict[Role, tuple[str, ...]]:
    """Return the personal columns to read of each file: of the members only what the household file lacks."""
    at_home = set(found.headings["ruta"].personal)
    lacking = (name for name in PERSONAL["art"] if _SAME.get(name, name) not in at_home)
    return {"ruta": PERSONAL["ruta"], "art": tuple(lacking)}


def persons_of(households: Households, people: pl.DataFrame) -> Persons:
    """Return who the households are.

    Args:
        households: with their ``persons``.
        people: the canonical members with those of ``MEMBER_COLUMNS`` that were delivered.
    """
    told = [name for name in MEMBER_COLUMNS if name in people.columns]
    heads = people.lazy().filter(pl.col("kepala") == 1) if "kepala" in people.columns else people.lazy().clear()
    return Persons(households.persons.with_columns(households.lines), heads.select("rt", *told).collect())


def identities(persons: Persons) -> pl.DataFrame:
    """Return one row a household, as clean text; null where the delivery does not say.

    Returns:
        ``IDENTITY_COLUMNS``: ``rt``, ``id_ruta`` (the household's number in the delivery, its row where it has none),
        name, NIK and family card of the head, address, neighbourhood (SLS), and the numbers of RT and RW where they
        stand apart.
    """
    heads = persons.heads.unique("rt", keep="first", maintain_order=True)
    marked = heads.rename({name: f"{name}_kepala" for name in heads.columns if name != "rt"})
    joined = persons.households.join(marked, on="rt", how="left", maintain_order="left")
    told = [
        pl.coalesce([_text(name) for name in names if name in joined.columns] or [pl.lit(None, pl.String)]).alias(fact)
        for fact, names in _SOURCES.items()
    ]
    row = pl.concat_str(pl.lit("baris "), pl.col(ROW).cast(pl.String))
    return joined.select("rt", pl.coalesce("kunci", row).alias("id_ruta"), *told)


def _text(name: str) -> pl.Expr:
    clean = pl.col(name).cast(pl.String).str.strip_chars(" \t\u00a0'")
    return pl.when(~clean.str.to_lowercase().is_in(sorted(BLANKS))).then(clean)
