"""Editions to export: the sample, one without rows of Sodong Basari, one of a source that lacks four indicators."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pypdf import PdfReader

from dampingan.exports.facts import Edition, edition
from dampingan.exports.map_geometry import geometry
from dampingan.importing import make_snapshot
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot
from dampingan.sources.delivery import period_end, read_delivery

SODONG_BASARI = "33.27.03.2013"
LACKING = {"ruta": ("fasbab", "sumber_penerangan"), "art": ("Partisipasi_sekolah", "Sta_Bekerja")}
DAY = dt.date(2026, 11, 23)

Make = Callable[..., Edition]
Read = Callable[[bytes], list[str]]


@pytest.fixture(scope="session")
def make(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Make an edition of a snapshot, of one day and with the schematic outlines."""
    outlines = geometry("wilayah", tmp_path_factory.mktemp("tanpa_batas"))

    def made(snapshot: Snapshot, desil: str = "1") -> Edition:
        return edition(snapshot, rules, desil=desil, outlines=outlines, tanggal=DAY)

    return made


@pytest.fixture(scope="session")
def told(snapshot: Snapshot, make: Make) -> Edition:
    return make(snapshot)


@pytest.fixture(scope="session")
def without_rows(snapshot: Snapshot, make: Make) -> Edition:
    """Sodong Basari has no row in the file."""
    return make(replace(snapshot, cube=snapshot.cube.filter(pl.col("kode_desa") != SODONG_BASARI)))


@pytest.fixture(scope="session")
def lacking(sample: tuple[Path, Path], rules: Rules, make: Make, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A source that can't tell four of the indicators."""
    folder = tmp_path_factory.mktemp("kurang")
    for role, file in zip(("ruta", "art"), sample, strict=True):
        pl.read_csv(file, infer_schema=False).drop(LACKING[role]).write_csv(folder / file.name)
    delivery = read_delivery(*(folder / file.name for file in sample), on=period_end("2023"))
    return make(make_snapshot(delivery, period="2023", rules=rules))


@pytest.fixture(scope="session")
def real(snapshot: Snapshot, make: Make) -> Edition:
    """The same figures, as if they were no sample."""
    return make(replace(snapshot, manifest=snapshot.manifest.model_copy(update={"contoh": False})))


@pytest.fixture(scope="session")
def pdf_pages() -> Read:
    """Read the text of each page of a PDF, words parted by single spaces."""
    return lambda content: [" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(content)).pages]


@pytest.fixture(scope="session")
def open_deck() -> Callable[[bytes], Deck]:
    return lambda content: Presentation(BytesIO(content))


@pytest.fixture(scope="session")
def slide_texts() -> Callable[[Deck], list[str]]:
    """Read all words of each slide, tables included, hard spaces as spaces."""

    def words(shape: object) -> list[str]:
        if getattr(shape, "has_table", False):
            return [cell.text for row in shape.table.rows for cell in row.cells]
        return [shape.text_frame.text] if getattr(shape, "has_text_frame", False) else []

    def read(deck: Deck) -> list[str]:
        told = (" | ".join(text for shape in slide.shapes for text in words(shape)) for slide in deck.slides)
        return [text.replace("\u00a0", " ") for text in told]

    return read
