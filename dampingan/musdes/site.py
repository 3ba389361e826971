"""Where an installation keeps what a Musdes needs: snapshots, restricted files, records, rules."""

from dataclasses import dataclass
from pathlib import Path

from dampingan.errors import RegionError
from dampingan.records.store import RecordStore
from dampingan.regions.reference import units
from dampingan.restricted import Restricted
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore


@dataclass(frozen=True)
class Site:
    """An installation: its data folder, its store of records (prepared), and the rules in force."""

    data: Path
    records: RecordStore
    rules: Rules

    @property
    def snapshots(self) -> SnapshotStore:
        """Return the published periods."""
        return SnapshotStore(self.data)

    @property
    def key(self) -> bytes:
        """Return the secret by which households are referred to and forms are signed."""
        return self.snapshots.restricted.key()

    def households(self, period: str, desa: list[str] | None = None) -> Restricted:
        """Return the households of a period's current edition.

        Raises:
            SnapshotError: the period was never published.
            RestrictedError: it has no restricted files.
        """
        store = self.snapshots
        return store.restricted.read(period, store.edition(period), desa)


@dataclass(frozen=True)
class Unit:
    """A desa or kelurahan by its names."""

    kode_desa: str
    nama: str
    kecamatan: str
    jenis: str

    @property
    def sebutan(self) -> str:
        """Return it as an official letter names it: ``Desa Majalangu`` or ``Kelurahan Kebondalem``."""
        return f"{self.jenis.capitalize()} {self.nama}"

    @property
    def musyawarah(self) -> str:
        """Return what its meeting is called."""
        return "Musyawarah Kelurahan" if self.jenis == "kelurahan" else "Musyawarah Desa"


def unit_of(kode_desa: str) -> Unit:
    """Return a unit of the kabupaten.

    Raises:
        RegionError: no unit has this code.
    """
    for row in units().iter_rows(named=True):
        if row["kode_desa"] == kode_desa:
            return Unit(kode_desa, row["nama"], row["kecamatan"], row["jenis"])
    raise RegionError(
        f"Kode {kode_desa} bukan desa atau kelurahan di Kabupaten Pemalang.",
        mend="Tulis kode Kemendagri, misalnya 33.27.04.2010.",
    )
