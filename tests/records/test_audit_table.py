"""The audit table can only be added to, whoever asks."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dampingan.records.engine import make_engine, parsed
from dampingan.records.store import RecordStore
from tests.records.jobs import programme
from tests.records.replay import audit_lines, consistent

_LINE = "tabel, id_catatan, versi, aksi, 'bukan saya', kapan, sebelum, sesudah, permintaan FROM audit"
BOTH = (
    "UPDATE audit SET siapa = 'bukan saya'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE nomor = 1",
    f"INSERT INTO audit SELECT nomor, {_LINE} WHERE true ON CONFLICT (nomor) DO UPDATE SET siapa = 'bukan saya'",
)
ATTACKS = {
    "sqlite": (
        *BOTH,
        f"INSERT OR REPLACE INTO audit SELECT nomor, {_LINE}",
        f"INSERT OR REPLACE INTO audit SELECT 99, {_LINE}",
    ),
    "postgresql": (*BOTH, "TRUNCATE audit", "TRUNCATE audit CASCADE"),
}


def test_no_statement_alters_what_was_audited(store: RecordStore, url: str) -> None:
    with store.session(oleh="saya") as unit:
        unit.add(programme())
    engine = make_engine(parsed(url))
    for attack in ATTACKS[engine.dialect.name]:
        with pytest.raises(DBAPIError, match="audit hanya boleh ditambah"), engine.begin() as connection:
            connection.execute(text(attack))
    engine.dispose()
    assert [(line.nomor, line.siapa) for line in audit_lines(store)] == [(1, "saya")]
    consistent(store)


def test_no_version_is_audited_twice(store: RecordStore, url: str) -> None:
    with store.session(oleh="saya") as unit:
        unit.add(programme())
    engine = make_engine(parsed(url))
    again = (
        "INSERT INTO audit (tabel, id_catatan, versi, aksi, siapa, kapan, sebelum, sesudah, permintaan)"
        " SELECT tabel, id_catatan, versi, 'ubah', 'lain', kapan, sebelum, sesudah, permintaan FROM audit"
    )
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(again))
    engine.dispose()
    assert len(audit_lines(store)) == 1
