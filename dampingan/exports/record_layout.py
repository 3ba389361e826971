"""The layout of a form for records (XLSX): sheets and columns, the same for whoever writes it and whoever reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dampingan.records.base import Record
from dampingan.regions.reference import units

HEAD, FIRST = 4, 5
"""Row of the headings and first row of the list (counted from 1, as in Excel)."""
PETUNJUK, DAFTAR, MESIN = "Petunjuk", "Daftar", "_mesin"
IDENTITY, VERSION_SEEN = "id", "versi"
"""The two hidden columns after the last: which record a row shows, and its version when the form was made."""
YES = "x"
MEMBER = ":"
"""Between a list's field and the code that a column of marks stands for: ``indikator:rtlh``."""

Kind = Literal["desa", "perangkat", "pilihan", "tanda", "tahun", "jumlah", "rupiah", "angka", "teks"]


@dataclass(frozen=True)
class FormColumn:
    """A column to fill in.

    ``nama``: field of the record; for ``tanda`` the list's field and the code, joined by ``MEMBER``. ``pilihan``: code
    to label. ``saran``: words that are offered, others may be written.
    """

    nama: str
    judul: str
    jenis: Kind
    lebar: float
    pilihan: Mapping[int, str] | Mapping[str, str] = field(default_factory=dict)
    wajib: bool = False
    saran: Sequence[str] = ()


@dataclass(frozen=True)
class FormSheet:
    """A sheet with one kind of record, one row each; ``kosong``: empty rows for further ones."""

    nama: str
    judul: str
    model: type[Record]
    kolom: tuple[FormColumn, ...]
    kosong: int = 150

    @property
    def lists(self) -> tuple[str, ...]:
        """Return the fields that hold lists, each spread over columns of marks."""
        return tuple(dict.fromkeys(c.nama.split(MEMBER)[0] for c in self.kolom if c.jenis == "tanda"))


@dataclass(frozen=True)
class FormSpec:
    """A kind of form. ``versi`` changes with every change of what stands where; another version is refused."""

    jenis: str
    judul: str
    versi: str
    lembar: tuple[FormSheet, ...]
    petunjuk: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What the lists of a form offer: label to ``kode_desa``, and name to id of the Perangkat Daerah."""

    desa: Mapping[str, str]
    perangkat: Mapping[str, str]


def choices(offices: Mapping[str, str]) -> Choices:
    """Return what the lists offer: all units of the kabupaten, and the Perangkat Daerah given by name."""
    rows = units().sort("kecamatan", "nama", "kode_desa").select("kode_desa", "nama", "kecamatan").iter_rows()
    return Choices({unit_label(kode, name, place): kode for kode, name, place in rows}, dict(offices))


def unit_label(kode: str, name: str, kecamatan: str) -> str:
    """Return a unit as a list shows it; the code at the end tells apart those of one name.

    >>> unit_label("33.27.06.2014", "Kuta", "Bantarbolang")
    'Bantarbolang · Kuta · 33.27.06.2014'
    """
    return f"{kecamatan} · {name} · {kode}"
