"""Where an installation keeps its records: the address that is set, else SQLite in the data folder."""

from pathlib import Path

from dampingan.config import settings
from dampingan.records.engine import default_url
from dampingan.records.store import RecordStore


def store_url(data: Path | None = None) -> str:
    """Return the address of the store of records.

    Args:
        data: the data folder, where no address is set; by default that of the settings.
    """
    return settings().db_url or default_url(data or settings().data)


def record_store(data: Path | None = None) -> RecordStore:
    """Return the store of records, prepared for this version; the caller closes it. ``data`` as in ``store_url``.

    Raises:
        RecordsError: it cannot be reached or belongs to a newer version.
    """
    store = RecordStore(store_url(data))
    store.migrate()
    return store
