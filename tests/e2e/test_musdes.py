"""A Musdes in the browser: the form is taken, filled, returned, and read again in figures and in the Berita Acara."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

BADAK = "33.27.03.2005"
VERIFIER = pytest.mark.parametrize("open_app", [{"server": "served_verifier"}], indirect=True)
FIRST_ROW = 5
ANSWERS = (("Ditemukan", None, "Tidak"), ("Ditemukan", None, "Ya"), ("Tidak ditemukan", "Pindah", None))


def take_form(page: Page) -> bytes:
    page.get_by_role("button", name="Siapkan formulir").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh formulir (XLSX)").click()
    assert waiting.value.suggested_filename == f"formulir-musdes_{BADAK}_2024_desil-1.xlsx"
    return Path(waiting.value.path()).read_bytes()


def filled(content: bytes, broken: str = "") -> tuple[bytes, int]:
    """Fill a form as a person does: one answer after the other; ``broken`` is typed as the first status."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book["Verifikasi"]
    count = page.max_row - FIRST_ROW + 1
    for number in range(count):
        for column, word in zip("QRS", ANSWERS[number % 3], strict=True):
            page[f"{column}{FIRST_ROW + number}"] = word
    if broken:
        page[f"Q{FIRST_ROW}"] = broken
    typed = {"B4": dt.datetime(2026, 11, 20), "B5": dt.time(9, 0), "B6": "11.30", "B7": "Balai Desa",  # noqa: DTZ001
             "B8": "Kepala Desa", "B9": "Sekretaris Desa", "B10": "DT PFM OTM", "B11": "Dibacakan per RT.",
             "B12": "Jamban didahulukan.", "B13": "Ya"}  # fmt: skip
    for cell, value in typed.items():
        book["Notulen"][cell] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), count


def hand_in(page: Page, content: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": "formulir.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )


@VERIFIER
def test_a_form_is_taken_filled_returned_and_seen_before_and_after(open_app: Opened) -> None:
    page = open_app.go(f"/musdes?bagian_musdes=formulir&desa={BADAK}")
    content, count = filled(take_form(page))
    hand_in(page, content)
    expect(page.get_by_text("lengkap dan benar")).to_be_visible()
    page.get_by_role("button", name="Simpan hasil Musdes").click()
    expect(page.get_by_text("Hasil Musdes disimpan.")).to_be_visible()
    expect(page.locator("h1.dmp-judul")).to_contain_text("Musdes selesai di 1 dari 223")
    page.get_by_test_id("stMain").get_by_text("Sebelum dan sesudah", exact=True).first.click()
    stay = sum(1 for number in range(count) if number % 3 == 0)
    expect(page.locator("h2.dmp-bagian").first).to_have_text(f"Badak: dari {count} menjadi {stay} rumah tangga desil 1")
    open_app.shoot("musdes_sebelum_sesudah")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh Berita Acara (DOCX)").click()
    letter = docx.Document(str(waiting.value.path()))
    told = "\n".join(
        [p.text for p in letter.paragraphs] + [c.text for t in letter.tables for r in t.rows for c in r.cells]
    )
    assert "Desa Badak" in told
    done = sum(1 for number in range(count) if number % 3 != 2)
    assert str(done) in told
    assert "Contoh 0" not in told


@VERIFIER
def test_a_broken_form_is_refused_by_cell_and_nothing_is_saved(open_app: Opened) -> None:
    page = open_app.go(f"/musdes?bagian_musdes=formulir&desa={BADAK}")
    content, _ = filled(take_form(page), broken="Entah")
    hand_in(page, content)
    expect(page.get_by_text("Formulir belum diterima")).to_be_visible()
    expect(page.locator(".dmp-catatan-tabel")).to_contain_text(f"Verifikasi!Q{FIRST_ROW}")
    expect(page.get_by_role("button", name="Simpan hasil Musdes")).to_have_count(0)
    expect(page.locator("h1.dmp-judul")).to_contain_text("Belum ada Musdes yang selesai")


def test_without_the_role_there_is_no_form_on_the_page(open_app: Opened) -> None:
    page = open_app.go("/musdes?bagian_musdes=formulir")
    expect(page.get_by_text("Formulir hanya untuk verifikator")).to_be_visible()
    expect(page.get_by_role("button", name="Siapkan formulir")).to_have_count(0)
    expect(page.locator('input[type="file"]')).to_have_count(0)
