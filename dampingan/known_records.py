"""What is publicly known goes into the store as it is: the Perangkat Daerah, and the assignments of the decree."""

from dataclasses import dataclass

import polars as pl

from dampingan.config import reference_dir
from dampingan.records.models import Penugasan, PerangkatDaerah
from dampingan.records.store import RecordStore
from dampingan.records.unit import UnitOfWork
from dampingan.regions.assignment_known import known_assignments, short_name

DECREE_YEARS = (2022, 2024)
"""First and last year of Keputusan Bupati Pemalang 188.4/275/Tahun 2022."""


@dataclass(frozen=True)
class Seeded:
    """How many Perangkat Daerah and assignments were added; none where they were already there."""

    perangkat: int
    penugasan: int


def seed_known(store: RecordStore, oleh: str) -> Seeded:
    """Add what is publicly known and still lacks; what is there stays as it is, so that it may be asked for again.

    The whole list of Perangkat Daerah comes into a store that holds none; later only those that an assignment needs,
    because people may have renamed the others.

    Args:
        store: prepared.
        oleh: account of who asks for it.

    Raises:
        RecordsError: the store is busy or cannot be used; then nothing was added.
    """
    with store.session(oleh=oleh) as unit:
        offices, added = _offices(unit)
        lacking = _lacking(unit, offices)
        unit.add_all(lacking)
    return Seeded(added, len(lacking))


def known_offices() -> list[PerangkatDaerah]:
    """Return the Perangkat Daerah of ``data/reference``, not yet stored, with the abbreviation that a name gives."""
    listed = pl.read_csv(reference_dir() / "perangkat_daerah.csv", infer_schema=False)
    return [
        PerangkatDaerah(nama=name, kelompok=group, singkatan=short_name(name))
        for name, group in listed.select("nama", "kelompok").iter_rows()
    ]


def _offices(unit: UnitOfWork) -> tuple[dict[str, str], int]:
    """Return the id of each Perangkat Daerah by abbreviation and name, and how many were added for it.

    A stored one is also found under what the known one is called, where either its name or its abbreviation is still
    the known one: people may have edited the other.
    """
    there = unit.find(PerangkatDaerah)
    have = {key for office in there for key in _keys(office)}
    needed = set(known_assignments()["perangkat_daerah"])
    known = known_offices()
    lacking = [o for o in known if not there or (needed & set(_keys(o)) and not have & set(_keys(o)))]
    added = unit.add_all(lacking)
    by_key = {key: office.id for office in [*added, *there] for key in _keys(office)}
    for office in known:
        found = [by_key[key] for key in _keys(office) if key in by_key]
        for key in _keys(office) if found else ():
            by_key.setdefault(key, found[0])
    return by_key, len(added)


def _keys(office: PerangkatDaerah) -> tuple[str, ...]:
    return tuple(filter(None, (office.singkatan, office.nama)))


def _lacking(unit: UnitOfWork, offices: dict[str, str]) -> list[Penugasan]:
    first, last = DECREE_YEARS
    there = {(a.kode_desa, a.id_perangkat_daerah, a.tahun_mulai) for a in unit.find(Penugasan)}
    wanted = [
        Penugasan(
            kode_desa=row["kode_desa"], id_perangkat_daerah=offices[row["perangkat_daerah"]], dasar=row["dasar"],
            tahun_mulai=first, tahun_selesai=last,
        )
        for row in known_assignments().iter_rows(named=True)
    ]  # fmt: skip
    return [a for a in wanted if (a.kode_desa, a.id_perangkat_daerah, a.tahun_mulai) not in there]
