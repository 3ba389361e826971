"""What a store holds, and what its audit table says it must hold: the two must be equal."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dampingan.records.base import as_json
from dampingan.records.models import ALL, Audit
from dampingan.records.store import RecordStore

FIRST_DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""Before any change of a test."""
State = dict[tuple[str, str], dict[str, Any]]


def state(store: RecordStore) -> State:
    """Return every record as plain values, by table and id."""
    with store.reading() as reader:
        return {(m.__tablename__, r.id): as_json(r) for m in ALL for r in reader.find(m)}


def audit_lines(store: RecordStore) -> list[Audit]:
    with store.reading() as reader:
        return list(reader._session.scalars(select(Audit).order_by(Audit.nomor)))


def replayed(lines: list[Audit]) -> State:
    """Return the state that the audit lines lead to, checking that each goes on from the one before."""
    now: State = {}
    last: dict[tuple[str, str], dt.datetime] = {}
    for line in (line for line in lines if line.aksi != "pulihkan"):
        key = (line.tabel, line.id_catatan)
        assert now.get(key) == line.sebelum, "a line does not go on from the one before"
        assert line.kapan > last.get(key, FIRST_DAY), "a line is older than the one before"
        last[key] = line.kapan
        assert line.versi == (1 if line.sebelum is None else line.sebelum["versi"] + 1)
        assert line.aksi == _deed(line.sebelum, line.sesudah)
        if line.sesudah is None:
            del now[key]
        else:
            assert (line.sesudah["versi"], line.sesudah["diubah_oleh"]) == (line.versi, line.siapa)
            assert line.sesudah["diubah_pada"] == line.kapan.isoformat()
            now[key] = line.sesudah
    return now


def _deed(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    return "tambah" if before is None else "hapus" if after is None else "ubah"


def consistent(store: RecordStore) -> State:
    """Assert that audit and state agree, and return the state."""
    held = state(store)
    assert replayed(audit_lines(store)) == held
    return held
