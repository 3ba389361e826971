"""The audit table, and the triggers that let it only be added to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_REFUSAL = "tabel audit hanya boleh ditambah"


def upgrade() -> None:
    """Create the audit table and its triggers."""
    op.create_table(
        "audit",
        sa.Column("nomor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tabel", sa.String(40), nullable=False),
        sa.Column("id_catatan", sa.String(32), nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("aksi", sa.String(10), nullable=False),
        sa.Column("siapa", sa.String(100), nullable=False),
        sa.Column("kapan", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sebelum", sa.JSON, nullable=True),
        sa.Column("sesudah", sa.JSON, nullable=True),
        sa.Column("permintaan", sa.String(32), nullable=False, index=True),
        sa.PrimaryKeyConstraint("nomor", name="pk_audit"),
        sa.UniqueConstraint("tabel", "id_catatan", "versi", name="uq_audit_tabel"),
        sqlite_autoincrement=True,
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


_SAME = "nomor = NEW.nomor OR (tabel = NEW.tabel AND id_catatan = NEW.id_catatan AND versi = NEW.versi)"
_REPLACED = f"EXISTS (SELECT 1 FROM audit WHERE {_SAME})"  # noqa: S608 - constants

_SQLITE = (
    f"CREATE TRIGGER audit_tetap BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER audit_utuh BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    # INSERT OR REPLACE takes a row away without the trigger on DELETE.
    f"CREATE TRIGGER audit_baru BEFORE INSERT ON audit WHEN {_REPLACED} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
)

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_hanya_ditambah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

_POSTGRES = (
    _FUNCTION,
    "CREATE TRIGGER audit_tetap BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_hanya_ditambah()",
    "CREATE TRIGGER audit_utuh BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_hanya_ditambah()",
)
