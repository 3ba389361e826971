"""Taking the sample records out again, before an office begins with its own: what people typed is not lost with them.

A Musdes or FGD stays or goes with all its parts (participants, results, agreements): half of one would tell a false
total. The Perangkat Daerah and the assignments of the decree are no samples and stay.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dampingan.musdes.proposals import kept_proposals
from dampingan.records.base import Record, table_of
from dampingan.records.engine import database_file, parsed
from dampingan.records.models import ALL, Fgd, Musdes
from dampingan.records.place import record_store, store_url
from dampingan.records.reader import Reader
from dampingan.records.sample import SAMPLE_ACCOUNT
from dampingan.records.store import RecordStore
from dampingan.restricted import RestrictedStore

Samples = Mapping[str, Record]
"""Sample records by their id, parents before what refers to them."""

_MEETINGS = {Musdes.__tablename__, Fgd.__tablename__}


class Reason(StrEnum):
    """Why a sample record stays, in the words that a reader is told."""

    DIUBAH = "sudah diubah orang"
    DIISI = "diisi orang"
    DIPAKAI = "masih dipakai catatan lain"
    BAGIAN = "bagian pertemuan yang dipertahankan"


@dataclass(frozen=True)
class Removal:
    """How many sample records were removed, and how many stay by the reason; a reason without any is not there."""

    dihapus: int
    dipertahankan: Mapping[Reason, int]


def remove_sample_records(data: Path, *, oleh: str, changed_too: bool = False) -> Removal:
    """Remove the sample records of an installation; a store that was never made is not made for it.

    Args:
        data: the data folder.
        oleh: account of who removes them.
        changed_too: as in ``remove_samples``.

    Raises:
        RecordsError: the store is busy or cannot be used; nothing was removed.
    """
    file = database_file(parsed(store_url(data)))
    if file is not None and not file.is_file():
        return Removal(0, {})
    store = record_store(data)
    try:
        return remove_samples(store, RestrictedStore(data), oleh=oleh, changed_too=changed_too)
    finally:
        store.close()


def remove_samples(
    store: RecordStore, restricted: RestrictedStore, *, oleh: str, changed_too: bool = False
) -> Removal:  # fmt: skip
    """Remove the sample records in one transaction; each one's history stays.

    What a removed Musdes proposed by name goes from the restricted files, after the records: nothing could find it
    any more.

    Args:
        store: prepared.
        restricted: the restricted files of the same installation.
        oleh: account of who removes them.
        changed_too: also those that people changed or filled in themselves. Never one that a record that is no sample
            refers to.

    Raises:
        RecordsError: the store is busy or cannot be used; nothing was removed.
    """
    with ExitStack() as files, store.session(oleh=oleh) as unit:
        samples = {record.id: record for model in ALL for record in unit.find(model, contoh=True)}
        staying = _staying(unit, samples, changed_too=changed_too)
        going = [record for key, record in reversed(samples.items()) if key not in staying]
        for record in going:
            unit.remove(type(record), record.id, record.versi)
            if isinstance(record, Musdes):
                # Keeping none drops what is there, once the transaction has been committed.
                folder = restricted.proposals_folder(record.periode)
                files.enter_context(kept_proposals(folder, record.id, "", {}))
    counted = Counter(staying.values())
    return Removal(len(going), {reason: counted[reason] for reason in Reason if counted[reason]})


def _staying(reader: Reader, samples: Samples, *, changed_too: bool) -> dict[str, Reason]:
    """Return why a sample record stays, by its id, for all that stay."""
    staying = {} if changed_too else _by_people(samples)
    for key in _used_by_real(reader, samples):
        staying.setdefault(key, Reason.DIPAKAI)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for record in samples.values():
        for table, target in _targets(record):
            if table in _MEETINGS:
                parts[target].append(record.id)
    of_real = (key for meeting, own in parts.items() if meeting not in samples for key in own)
    for key in of_real:
        staying.setdefault(key, Reason.BAGIAN)
    _spread(samples, parts, staying)
    return staying


def _spread(samples: Samples, parts: Mapping[str, list[str]], staying: dict[str, Reason]) -> None:
    """Add to those that stay what they refer to and, where they are meetings, their parts, until nothing is new."""
    waiting = list(staying)
    while waiting:
        record = samples[waiting.pop()]
        near = dict.fromkeys(parts.get(record.id, ()), Reason.BAGIAN)
        near |= {key: Reason.DIPAKAI for _, key in _targets(record) if key in samples}
        new = {key: reason for key, reason in near.items() if key not in staying}
        staying |= new
        waiting += new


def _by_people(samples: Samples) -> dict[str, Reason]:
    """Return those that somebody changed after they were made, or filled in: forms about sample data are samples."""
    changed = {key: Reason.DIUBAH for key, record in samples.items() if record.versi > 1}
    entered = {key: Reason.DIISI for key, record in samples.items() if record.dibuat_oleh != SAMPLE_ACCOUNT}
    return changed | entered


def _used_by_real(reader: Reader, samples: Samples) -> set[str]:
    """Return the ids of the samples that a record that is no sample refers to."""
    by_table: defaultdict[str, list[str]] = defaultdict(list)
    for key, record in samples.items():
        by_table[record.__tablename__].append(key)
    return {
        getattr(record, column)
        for model in ALL
        for column, table in _references(model).items()
        if by_table[table]
        for record in reader.find(model, contoh=False, **{column: by_table[table]})
    }


def _targets(record: Record) -> Iterator[tuple[str, str]]:
    """Give the table and the id of each record that one refers to."""
    for column, table in _references(type(record)).items():
        target = getattr(record, column)
        if target is not None:
            yield table, target


def _references(model: type[Record]) -> dict[str, str]:
    """Return the columns that refer to other records, with the table that each refers to."""
    return {
        column.name: foreign.column.table.name for column in table_of(model).columns for foreign in column.foreign_keys
    }
