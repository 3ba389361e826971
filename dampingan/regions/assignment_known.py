"""Which Perangkat Daerah accompanies which desa, as far as it is publicly known."""

import re
from functools import lru_cache

import polars as pl

from dampingan.config import reference_dir


@lru_cache(maxsize=1)
def known_assignments() -> pl.DataFrame:
    """Return the assignments that are publicly known, in the order of the decree.

    Columns: ``kode_desa`` (Kemendagri, text), ``nama``, ``kecamatan``, ``perangkat_daerah``, ``dasar`` (the decree
    that says so). Source: see ``data/reference/SOURCES.md``.
    """
    table = pl.read_csv(reference_dir() / "penugasan_diketahui.csv", infer_schema=False, glob=False)
    return table.rename({"kode_kemendagri": "kode_desa"})


def short_name(name: str) -> str | None:
    """Return the abbreviation that a name gives in brackets.

    >>> short_name("Badan Perencanaan Pembangunan Daerah (Bappeda)"), short_name("Dinas Kesehatan")
    ('Bappeda', None)
    """
    found = re.search(r"\(([^)]+)\)", name)
    return found[1] if found else None
