"""All kinds of records in one place."""

from dampingan.records.assistance import Penugasan, PerangkatDaerah, Tahap
from dampingan.records.audit import Audit
from dampingan.records.base import Base, Record
from dampingan.records.fgd import Fgd, FgdPeserta, TindakLanjut
from dampingan.records.musdes import Musdes, MusdesFormulir, MusdesHasil, MusdesPeserta, MusdesRuta
from dampingan.records.programme import PotensiMasalah, Program
from dampingan.records.sid import SidKategori, SidKomponen

__all__ = [
    "ALL",
    "BY_TABLE",
    "Audit",
    "Base",
    "Fgd",
    "FgdPeserta",
    "Musdes",
    "MusdesFormulir",
    "MusdesHasil",
    "MusdesPeserta",
    "MusdesRuta",
    "Penugasan",
    "PerangkatDaerah",
    "PotensiMasalah",
    "Program",
    "Record",
    "SidKategori",
    "SidKomponen",
    "Tahap",
    "TindakLanjut",
]

ALL: tuple[type[Record], ...] = (
    PerangkatDaerah,
    Penugasan,
    Tahap,
    Program,
    PotensiMasalah,
    Musdes,
    MusdesPeserta,
    MusdesHasil,
    MusdesRuta,
    MusdesFormulir,
    Fgd,
    FgdPeserta,
    TindakLanjut,
    SidKategori,
    SidKomponen,
)
"""Parents before the records that refer to them."""

BY_TABLE: dict[str, type[Record]] = {model.__tablename__: model for model in ALL}
