"""Sample records for sample data: for the desa that the rule in force chooses, never beside real data."""

from pathlib import Path

from dampingan.errors import DampinganError
from dampingan.measures.desa_table import desa_table
from dampingan.measures.selection import select_targets
from dampingan.records.place import record_store
from dampingan.records.sample import holds_records, write_sample
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore


def make_sample_records(data: Path, *, seed: int, add: bool = False) -> int:
    """Write sample records for the newest period and return how many there are.

    Args:
        data: the data folder.
        seed: the same seed makes the same records.
        add: also where the store holds records.

    Raises:
        DampinganError: nothing is loaded, a loaded period is no sample, or the store holds records and ``add`` is off.
    """
    snapshots = SnapshotStore(data)
    periods = snapshots.periods()
    if not periods:
        raise DampinganError("Belum ada data.", mend="Muat data contoh lebih dahulu; lihat perintah contoh dan impor.")
    real = [period for period in periods if not snapshots.manifest(period).contoh]
    if real:
        raise DampinganError(
            f"Periode {', '.join(real)} bukan data contoh, maka catatan contoh tidak dibuat.",
            mend="Pakai folder data lain untuk mencoba, dengan --data.",
        )
    rules = read_rules()
    chosen = select_targets(desa_table(snapshots.read(periods[-1]), rules), rules.sasaran).terpilih
    households = {kode: rt or 0 for kode, rt in chosen.select("kode_desa", "rt_desil1").iter_rows()}
    store = record_store(data)
    try:
        return write_sample(store, households, periode=periods[-1], seed=seed, add=add)
    finally:
        store.close()


def ensure_sample_records(data: Path, *, seed: int) -> None:
    """Write sample records where the store holds none yet; see ``make_sample_records``."""
    store = record_store(data)
    try:
        with store.reading() as reader:
            empty = not holds_records(reader)
    finally:
        store.close()
    if empty:
        make_sample_records(data, seed=seed)
