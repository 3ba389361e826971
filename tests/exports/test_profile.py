"""The one door of the exports: the ending decides, and what can't be written says so."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pypdf import PdfReader

from dampingan.config import settings
from dampingan.errors import DampinganError, RegionError
from dampingan.exports.facts import Edition, codes_in
from dampingan.exports.profile import write_kabupaten, write_profile, write_profiles
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

MAJALANGU = "33.27.04.2010"

Texts = Callable[[Deck], list[str]]


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No outlines that somebody has loaded on this machine."""
    monkeypatch.setattr(settings(), "data", tmp_path)


@pytest.mark.parametrize("desil", ["1", "1-2", "1-4"])
@pytest.mark.parametrize("kode", [MAJALANGU, "33.27.08.1004"])
def test_one_number_in_every_file(
    snapshot: Snapshot, rules: Rules, make: Callable[..., Edition], slide_texts: Texts, tmp_path: Path,
    kode: str, desil: str,
) -> None:  # fmt: skip
    row = make(snapshot, desil).table.row(by_predicate=pl.col("kode_desa") == kode, named=True)
    for ending in ("pdf", "pptx", "xlsx"):
        write_profile(snapshot, rules, kode, tmp_path / f"profil.{ending}", desil=desil)
    pdf = " ".join(PdfReader(tmp_path / "profil.pdf").pages[0].extract_text().split())
    deck = " ".join(slide_texts(Presentation(str(tmp_path / "profil.pptx"))))
    book = openpyxl.load_workbook(tmp_path / "profil.xlsx")
    sheet = {line[1]: line for line in book["Indikator"].iter_rows(values_only=True)}
    for i in INDICATORS:
        yes, known, share = (row[f"{c}_{i.kode}"] for c in ("rt", "rt_diketahui", "pct"))
        assert re.search(rf"{i.pendek} {re.escape(percent(share))} {number(yes)} (\d+ )?{number(known)} ", pdf)
        assert f"{percent(share)} | {number(yes)} | {number(known)}" in deck
        assert sheet[i.judul][3:5] == (yes, known)
        assert sheet[i.judul][7] == pytest.approx(share)


@pytest.mark.parametrize("name", ["profil.docx", "profil", "profil.csv"])
def test_another_ending_is_refused_before_anything_is_made(
    snapshot: Snapshot, rules: Rules, tmp_path: Path, name: str
) -> None:
    for write in (
        lambda: write_profile(snapshot, rules, MAJALANGU, tmp_path / name),
        lambda: write_kabupaten(snapshot, rules, tmp_path / name),
    ):
        with pytest.raises(DampinganError, match=r"Pakai salah satu: \.pdf, \.pptx, \.xlsx"):
            write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["pdf", "pptx", "xlsx"])
def test_an_unknown_code_writes_nothing(snapshot: Snapshot, rules: Rules, tmp_path: Path, ending: str) -> None:
    with pytest.raises(RegionError, match=r"33\.27\.99\.2001 tidak ada"):
        write_profile(snapshot, rules, "33.27.99.2001", tmp_path / f"profil.{ending}")
    with pytest.raises(RegionError, match="Belum ada desa yang dipilih"):
        write_profiles(snapshot, rules, [], tmp_path / f"profil.{ending}")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_says_so(snapshot: Snapshot, rules: Rules, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", "utf-8")
    with pytest.raises(DampinganError, match=r"profil\.pdf tidak dapat ditulis"):
        write_profile(snapshot, rules, MAJALANGU, tmp_path / "berkas" / "profil.pdf")


def test_all_desa_of_a_kecamatan_in_one_file(snapshot: Snapshot, rules: Rules, told: Edition, tmp_path: Path) -> None:
    codes = codes_in(told, ["Warungpring"])
    for ending in ("pdf", "pptx", "xlsx"):
        write_profiles(snapshot, rules, codes, tmp_path / "baru" / f"warungpring.{ending}")
    assert len(PdfReader(tmp_path / "baru" / "warungpring.pdf").pages) == 6
    assert len(Presentation(str(tmp_path / "baru" / "warungpring.pptx")).slides) == 31
    assert openpyxl.load_workbook(tmp_path / "baru" / "warungpring.xlsx")["Desa"].max_row == 7


def test_a_kecamatan_that_is_none_of_the_kabupatens(told: Edition) -> None:
    with pytest.raises(RegionError, match="Kecamatan Bojong tidak ada"):
        codes_in(told, ["Moga", "Bojong"])


def test_the_kabupaten_in_three_kinds(snapshot: Snapshot, rules: Rules, tmp_path: Path) -> None:
    for ending in ("pdf", "pptx", "xlsx"):
        write_kabupaten(snapshot, rules, tmp_path / f"kabupaten.{ending}")
    assert len(PdfReader(tmp_path / "kabupaten.pdf").pages) == 2
    assert len(Presentation(str(tmp_path / "kabupaten.pptx")).slides) == 5
    assert openpyxl.load_workbook(tmp_path / "kabupaten.xlsx").sheetnames == ["Desa", "Kecamatan", "Keterangan"]
