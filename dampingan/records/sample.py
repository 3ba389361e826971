"""Synthetic sample records for the sample data: plausible, generic, marked ``contoh``, the same for the same seed.

No person is named. What is known stays as it is: the Perangkat Daerah of ``data/reference`` and the three desa of
Bappeda are no samples.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from random import Random
from typing import TypeVar

import polars as pl

from dampingan.config import reference_dir
from dampingan.records import sample_drafts as drafts
from dampingan.records.base import Record
from dampingan.records.errors import RecordsError
from dampingan.records.models import (
    ALL,
    Fgd,
    FgdPeserta,
    Musdes,
    MusdesHasil,
    MusdesPeserta,
    Penugasan,
    PerangkatDaerah,
    PotensiMasalah,
    Program,
    SidKategori,
    SidKomponen,
    Tahap,
)
from dampingan.records.reader import Reader
from dampingan.records.sample_drafts import FIRST, LAST, Texts
from dampingan.records.store import RecordStore
from dampingan.records.unit import UnitOfWork
from dampingan.regions.assignment_known import known_assignments, short_name
from dampingan.regions.reference import units

SAMPLE_ACCOUNT = "contoh"
"""Under which the audit keeps the sample records."""

R = TypeVar("R", bound=Record)

_OF_DESA = (Penugasan, Tahap, Program, PotensiMasalah, Musdes, Fgd, SidKategori, SidKomponen)


def write_sample(
    store: RecordStore, households: Mapping[str, int], *, periode: str, seed: int = 2022, add: bool = False
) -> int:
    """Write sample records in one transaction and return how many there are.

    Args:
        store: prepared.
        households: the assisted units by ``kode_desa``, with the households that their Musdes goes through.
        periode: the period of the data that these come from.
        seed: the same seed makes the same records.
        add: also where records exist; a desa that has records of a kind gets no further ones of that kind.

    Raises:
        RecordsError: the store holds records and ``add`` is off.
    """
    with store.session(oleh=SAMPLE_ACCOUNT) as unit:
        if not add and holds_records(unit):
            raise RecordsError(
                "Sudah ada catatan, maka catatan contoh tidak dibuat. Tidak ada yang diubah.",
                mend="Bila memang hendak ditambahkan di samping catatan yang ada, ulangi dengan --tambah.",
            )
        return _Sample(unit, periode, seed).write(households)


def holds_records(reader: Reader) -> bool:
    """Tell whether a store holds any record."""
    return any(reader.frame(model).height for model in ALL)


class _Sample:
    """The records in the making."""

    def __init__(self, unit: UnitOfWork, periode: str, seed: int) -> None:
        self._unit = unit
        self._periode = periode
        self._seed = seed
        self._count = 0
        self._kinds = dict(units().select("kode_desa", "jenis").iter_rows())
        self._taken = {(model, kode) for model in _OF_DESA for kode in unit.frame(model)["kode_desa"]}
        self._offices = self._all_offices()

    def write(self, households: Mapping[str, int]) -> int:
        self._known()
        for kode in sorted(set(households) | set(known_assignments()["kode_desa"])):
            self._desa(kode, households.get(kode, 0))
        return self._count

    def _desa(self, kode: str, households: int) -> None:
        reached = drafts.journey(self._rng(kode, "perjalanan"))
        self._add_new(kode, self._assigned(kode, self._rng(kode, "penugasan")))
        self._add_new(kode, drafts.stages(kode, reached, self._rng(kode, "tahap")))
        self._add_new(kode, drafts.programmes(kode, self._by, self._rng(kode, "program")))
        self._add_new(kode, drafts.found(kode, self._rng(kode, "potensi")))
        if self._kinds[kode] == "desa":
            self._add_new(kode, drafts.sid(kode, self._rng(kode, "sid")))
        if "musdes" in reached:
            self._musdes(kode, households, reached["musdes"], self._rng(kode, "musdes"))
        if "fgd" in reached:
            self._fgd(kode, reached["fgd"], self._rng(kode, "fgd"))

    def _musdes(self, kode: str, households: int, day: dt.date, rng: Random) -> None:
        for held in self._add_new(kode, [drafts.meeting(kode, self._periode, day, rng)] if _kept(rng) else []):
            found = drafts.results(households, rng).items()
            self._add(MusdesHasil(id_musdes=held.id, status=s, rt=rt, contoh=True) for s, rt in found)
            self._add(drafts.guests(MusdesPeserta, {"id_musdes": held.id}, rng))

    def _fgd(self, kode: str, day: dt.date, rng: Random) -> None:
        for held in self._add_new(kode, [drafts.talk(kode, day, rng)] if _kept(rng) else []):
            self._add(drafts.guests(FgdPeserta, {"id_fgd": held.id}, rng))
            self._add(drafts.agreed(held.id, day, self._by, rng))

    def _rng(self, kode: str, kind: str) -> Random:
        """Return the numbers that one kind of a desa's records is drawn from, whatever else is made or left out."""
        return Random(f"{self._seed} {kode} {kind}")  # noqa: S311 - draws a sample, keeps no secret

    def _add(self, made: Iterable[R]) -> list[R]:
        stored = self._unit.add_all(made)
        self._count += len(stored)
        return stored

    def _add_new(self, kode: str, made: Iterable[R]) -> list[R]:
        """Add those of a kind that the desa had none of before."""
        return self._add([record for record in made if (type(record), kode) not in self._taken])

    def _all_offices(self) -> dict[str, str]:
        """Return the id of each office by its name; those of ``data/reference`` that lack are added."""
        there = {office.nama: office.id for office in self._unit.find(PerangkatDaerah)}
        listed = pl.read_csv(reference_dir() / "perangkat_daerah.csv", infer_schema=False, glob=False)
        lacking = [
            PerangkatDaerah(nama=name, kelompok=group, singkatan=short_name(name))
            for name, group in listed.select("nama", "kelompok").iter_rows()
            if name not in there
        ]
        return there | {office.nama: office.id for office in self._add(lacking)}

    def _known(self) -> None:
        """Add what is publicly known of the assignments, as it is."""
        by_short = {short: identity for name, identity in self._offices.items() if (short := short_name(name))}
        for row in known_assignments().iter_rows(named=True):
            known = Penugasan(
                kode_desa=row["kode_desa"], id_perangkat_daerah=by_short[row["perangkat_daerah"]], dasar=row["dasar"],
                tahun_mulai=FIRST, tahun_selesai=LAST,
            )  # fmt: skip
            self._add_new(row["kode_desa"], [known])
            self._taken.add((Penugasan, row["kode_desa"]))

    def _assigned(self, kode: str, rng: Random) -> list[Penugasan]:
        """Return the assignment of one office, sometimes two; a few desa are left without anyone."""
        draw, chosen = rng.random(), rng.sample(sorted(self._offices), 2)
        many = 0 if draw < 0.05 else 2 if draw > 0.93 else 1
        return [
            Penugasan(
                kode_desa=kode, id_perangkat_daerah=self._offices[name], dasar="Penugasan contoh (rekaan)",
                tahun_mulai=FIRST, tahun_selesai=LAST, contoh=True,
            )
            for name in chosen[:many]
        ]  # fmt: skip

    def _by(self, told: Texts) -> dict[str, str]:
        wanted = told["perangkat"]
        if wanted:
            return {"id_perangkat_daerah": next(i for name, i in self._offices.items() if wanted in name)}
        return {"pelaksana": "Pemerintah desa/kelurahan"}


def _kept(rng: Random) -> bool:
    """Tell whether a meeting was filed: a few never are, and the stages then hint at them."""
    return rng.random() > 0.08
