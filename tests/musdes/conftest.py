"""An installation with the sample of 4,000 households, and people who fill in forms."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dampingan.exports.musdes_form import make_form
from dampingan.importing import import_delivery
from dampingan.musdes.site import Site
from dampingan.records.engine import default_url
from dampingan.records.store import RecordStore
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from tests.oracle import household_flags, read, read_households

PERIOD = "2023"
DESA = "33.27.03.2005"
"""Badak, Kecamatan Belik: where the sample has most households of desil 1."""
OTHER_DESA = "33.27.04.2010"
"""Majalangu, Kecamatan Watukumpul."""
WHO = "verifikator.uji"
TODAY = dt.date(2026, 11, 24)
FIRST_ROW = 5

LAYAK = ("Ditemukan", None, "Tidak")
MAMPU = ("Ditemukan", None, "Ya")
PINDAH = ("Tidak ditemukan", "Pindah", None)
MENINGGAL = ("Tidak ditemukan", "Meninggal", None)
TIDAK_TAHU = ("Tidak ditemukan", "Tidak tahu", None)
ALAMAT_LAIN = ("Tidak ditemukan", "Alamat tidak ada di desa/kelurahan setempat", None)
GANDA = ("Ganda", None, None)
MENOLAK = ("Menolak", None, None)
BELUM = (None, None, None)
RESULT_OF = {
    LAYAK: "layak", MAMPU: "mampu", PINDAH: "pindah", MENINGGAL: "meninggal", TIDAK_TAHU: "tidak_ditemukan",
    ALAMAT_LAIN: "tidak_ditemukan", GANDA: "ganda", MENOLAK: "menolak", BELUM: "belum",
}  # fmt: skip
EVERY_KIND = tuple(RESULT_OF)

Answer = tuple[str | None, str | None, str | None]
Cells = Mapping[str, Mapping[str, Any]]
"""Sheet to cell to what is typed there."""

MEETING: Cells = {
    "Notulen": {
        "B4": dt.datetime(2026, 11, 20), "B5": dt.time(9, 0), "B6": "11.30", "B7": "Balai Desa Badak",  # noqa: DTZ001
        "B8": "Kepala Desa", "B9": "Sekretaris Desa", "B10": "DT PFM OTM", "B11": "Daftar dibacakan per RT.",
        "B12": "Jamban dan rumah tidak layak huni didahulukan.", "B13": "Ya",
    },
    "Kehadiran": {
        "B5": 8, "C5": 8, "D5": 7, "B6": 40, "C6": 40, "D6": 33, "B10": 4, "C10": 2, "B13": 3, "B22": "Ya",
    },
}  # fmt: skip
NEW_HOME = ("Contoh Usulan", "3327990000990001", "Alamat Usulan 1", "003/001", 4, "Rumah roboh, belum pernah didata")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, sample: tuple[Path, Path], rules: Rules) -> Path:
    """A data folder with the sample imported and an empty store of records."""
    folder = tmp_path_factory.mktemp("musdes") / "data"
    import_delivery(*sample, period=PERIOD, store=SnapshotStore(folder), rules=rules)
    records = RecordStore(default_url(folder))
    records.migrate()
    records.close()
    return folder


@pytest.fixture
def site(template: Path, tmp_path: Path, rules: Rules) -> Iterator[Site]:
    """An installation of its own for each test."""
    folder = tmp_path / "data"
    shutil.copytree(template, folder)
    records = RecordStore(default_url(folder))
    yield Site(folder, records, rules)
    records.close()


@pytest.fixture(scope="session")
def homes(sample: tuple[Path, Path]) -> dict[str, list[dict[str, Any]]]:
    """The households of the two desa, read from the CSV by plain Python: cells, members, flags, desil."""
    members: dict[str, list[dict[str, str]]] = {}
    for row in read(sample[1]):
        members.setdefault(row["IDBDT"].strip(), []).append(row)
    bps = {DESA: ("030", "005"), OTHER_DESA: ("040", "010")}
    found: dict[str, list[dict[str, Any]]] = {kode: [] for kode in bps}
    for row in read_households(sample[0]):
        for kode, places in bps.items():
            if (row["KDKEC"], row["KDDESA"]) == places:
                own = members.get(row["IDBDT"].strip(), [])
                percentile = int(row["percentile"]) if row["percentile"].isdecimal() else None
                desil = None if percentile is None else (percentile - 1) // 10 + 1
                found[kode].append({"sel": row, "art": own, "desil": desil, "flag": household_flags(row, own)})
    return found


def form_of(site: Site, desil: tuple[int, ...] = (1, 2, 3, 4), kode: str = DESA) -> bytes:
    return make_form(site, kode, PERIOD, oleh=WHO, desil=desil)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_count(content: bytes) -> int:
    return opened(content)["Verifikasi"].max_row - FIRST_ROW + 1


def filled(
    content: bytes,
    answers: Sequence[Answer] | Callable[[int], Answer],
    *,
    proposals: Sequence[tuple[Any, ...]] = (),
    cells: Cells = MEETING,
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> bytes:
    """Return a form as a person hands it in: one answer a row (or by the number of the row, from 0)."""
    book = opened(content)
    page = book["Verifikasi"]
    rows = range(page.max_row - FIRST_ROW + 1)
    chosen = [answers(number) if callable(answers) else answers[number % len(answers)] for number in rows]
    for number, answer in enumerate(chosen, FIRST_ROW):
        for column, word in zip("QRS", answer, strict=True):
            page[f"{column}{number}"] = word
    for number, proposal in enumerate(proposals, FIRST_ROW):
        for column, word in zip("BCDEFG", proposal, strict=True):
            book["Usulan baru"][f"{column}{number}"] = word
    for sheet, typed in cells.items():
        for cell, value in typed.items():
            book[sheet][cell] = value
    if change:
        change(book)
    return saved(book)


def codes_and_names(content: bytes) -> list[tuple[str, str]]:
    page = opened(content)["Verifikasi"]
    return [(page[f"B{n}"].value, page[f"C{n}"].value) for n in range(FIRST_ROW, page.max_row + 1)]
