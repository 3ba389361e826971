"""The Perangkat Daerah by the short names that stand in addresses, and as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dampingan.records.models import PerangkatDaerah
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.downloads import slug
from dampingan.ui.view import View

NOBODY = ""
"""No Perangkat Daerah is chosen."""
_LONG = 34


@dataclass(frozen=True)
class Agency:
    """A Perangkat Daerah: its id, its name, and how it is called in few words."""

    id: str
    nama: str
    pendek: str


@dataclass(frozen=True)
class WithOffices:
    """What a page about Perangkat Daerah looks at: the filter, and the records of one moment."""

    view: View
    kept: Kept

    @cached_property
    def offices(self) -> Mapping[str, Agency]:
        """Return the Perangkat Daerah by the short name of an address."""
        return agencies(self.kept.frame(PerangkatDaerah))

    @property
    def names(self) -> Mapping[str, str]:
        """Return the name of each Perangkat Daerah by its id."""
        return {agency.id: agency.nama for agency in self.offices.values()}


def agencies(offices: pl.DataFrame) -> Mapping[str, Agency]:
    """Return the Perangkat Daerah by the short name that stands in an address, in the order of their names.

    Two that would have the same short name are told apart by the first letters of their id.
    """
    found: dict[str, Agency] = {}
    for row in offices.sort("nama").select("id", "nama", "singkatan").iter_rows(named=True):
        agency = Agency(row["id"], row["nama"], row["singkatan"] or short(row["nama"]))
        name = slug(row["singkatan"] or row["nama"])
        found[name if name and name not in found else f"{name}-{row['id'][:6]}"] = agency
    return found


def short(name: str) -> str:
    """Return a long name up to its first comma, with a mark that more follows.

    >>> short("Dinas Sosial, Pengendalian Penduduk, dan Keluarga Berencana"), short("Dinas Kesehatan")
    ('Dinas Sosial …', 'Dinas Kesehatan')
    """
    first = name.partition(",")[0].partition("(")[0].strip()
    if len(name) <= _LONG:
        return name
    return f"{first} …" if "," in name else first
