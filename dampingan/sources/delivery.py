"""One delivery, from two files to canonical tables and a quality report."""

import calendar
import hashlib
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from dampingan.errors import SourceError
from dampingan.progress import Progress, silent
from dampingan.sources.columns import Heading, Recognition, recognise_delivery
from dampingan.sources.dialect import ROLES, Dialect, Role, dialect, dialects
from dampingan.sources.households import build_households
from dampingan.sources.identities import MEMBER_COLUMNS, Persons, personal_columns, persons_of
from dampingan.sources.members import build_members, check_composition, check_identifiers
from dampingan.sources.quality import FileSummary, Findings, QualityReport
from dampingan.sources.reading import Opened, open_file
from dampingan.sources.sample import SAMPLE_MARK
from dampingan.sources.tables import Table, load_table


@dataclass(frozen=True)
class Delivery:
    """What was delivered, checked and in canonical form.

    ``households`` and ``members`` are described in ``Households`` and ``build_members``; neither carries a
    name, NIK, family card, address or household number. ``persons`` does: it is there only where it was asked for,
    and belongs nowhere but in the restricted files.
    """

    dialect: Dialect
    households: pl.DataFrame
    members: pl.DataFrame
    report: QualityReport
    persons: Persons | None = field(default=None, repr=False)


def read_delivery(
    ruta: Path,
    art: Path,
    *,
    dialect_name: str = "auto",
    on: date,
    progress: Progress = silent,
    identities: bool = False,
) -> Delivery:
    """Read, check and translate a household file and its member file.

    Args:
        ruta: household file (CSV, XLSX or Parquet).
        art: member file; may be the same workbook.
        dialect_name: ``bdt``, ``dtsen``, ``p3ke``, or ``auto`` to recognise it from the columns.
        on: day on which age is reckoned where only the date of birth is given.
        progress: receives the share done.
        identities: whether to read who the households are, for the restricted files.

    Raises:
        SourceError: a fatal problem; the message says file, row, column, value and mend.
    """
    progress(0.0, "Mengenali berkas")
    opened: dict[Role, Opened] = {"ruta": open_file(ruta), "art": open_file(art)}
    with ThreadPoolExecutor(max_workers=1) as aside:
        # Hashing leaves the interpreter's lock, so it costs little beside the reading.
        digests = {role: aside.submit(_digest, opened[role].path) for role in ROLES}
        return _read_opened(opened, digests, dialect_name, on, progress, identities=identities)


def _read_opened(
    opened: Mapping[Role, Opened],
    digests: Mapping[Role, Future[str]],
    dialect_name: str,
    on: date,
    progress: Progress,
    *,
    identities: bool,
) -> Delivery:
    tried = dialects().values() if dialect_name == "auto" else [dialect(dialect_name)]
    names = {role: opened[role].path.name for role in ROLES}
    found = recognise_delivery({role: opened[role].sheets() for role in ROLES}, tried, names)
    personal = personal_columns(found) if identities else {"ruta": (), "art": ()}
    findings, of_members = Findings(), Findings()
    with ThreadPoolExecutor(max_workers=2) as pool:
        # Much of the checking keeps one processor busy, so the two files are read side by side.
        loading = pool.submit(_load, opened, found, "ruta", findings, personal["ruta"])
        loading_members = pool.submit(_load, opened, found, "art", of_members, personal["art"])
        progress(0.1, f"Membaca {opened['ruta'].path.name}")
        tables: dict[Role, Table] = {"ruta": loading.result()}
        progress(0.3, "Memeriksa rumah tangga")
        households = build_households(tables["ruta"], findings)
        progress(0.4, f"Membaca {opened['art'].path.name}")
        tables["art"] = loading_members.result()
    progress(0.7, "Memeriksa anggota rumah tangga")
    along = [name for name in MEMBER_COLUMNS if identities and tables["art"].has(name)]
    people = build_members(tables["art"], households, on, of_members, along)
    members = people.drop(along)
    findings.extend(of_members.ordered())
    check_composition(households, members, findings)
    report = QualityReport(
        dialek=found.dialect.nama,
        contoh=any(_is_sample(table) for table in tables.values()),
        berkas=tuple(
            _summary(opened[role], found.headings[role], tables[role], digests[role].result()) for role in ROLES
        ),
        pemeriksaan=findings.ordered(),
        kolom=tuple(quality for table in tables.values() for quality in table.quality()),
        wilayah_tak_cocok=households.unmatched,
    )
    progress(1.0, "Pemeriksaan selesai")
    persons = persons_of(households, people) if identities else None
    return Delivery(found.dialect, households.frame, members, report, persons)


def period_end(period: str) -> date:
    """Return the last day of a period ``2024`` or ``2024-06``.

    Raises:
        SourceError: the period is neither a year nor a year and month.
    """
    parts = re.fullmatch(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2]))?", period)
    if parts is None:
        raise SourceError(f"Periode '{period}' tidak dikenali.", mend="Tulis tahun (2024) atau tahun-bulan (2024-06).")
    year, month = int(parts[1]), int(parts[2] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def _is_sample(table: Table) -> bool:
    mark = table.frame["keterangan"].first() if table.has("keterangan") else None
    return mark is not None and SAMPLE_MARK in str(mark)


def _load(
    opened: Mapping[Role, Opened], found: Recognition, role: Role, findings: Findings, personal: Sequence[str]
) -> Table:
    table = load_table(opened[role], found.headings[role], role, found.dialect.role(role), findings, personal)
    if role == "art":
        check_identifiers(table, findings)
    return table


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _summary(opened: Opened, heading: Heading, table: Table, digest: str) -> FileSummary:
    return FileSummary(
        peran=table.role,
        nama=opened.path.name,
        format=opened.format,
        lembar=heading.sheet,
        baris_judul=heading.row + 1,
        baris_data=table.frame.height,
        kolom_dikenali=len(heading.columns),
        kolom_tidak_ada=table.missing(),
        sha256=digest,
    )
