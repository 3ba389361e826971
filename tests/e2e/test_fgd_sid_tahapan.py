"""FGD, SID and Tahapan in a real browser: readable on each screen, entered by hand, taken away as files."""

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from dampingan.formats import full_date
from dampingan.importing import import_delivery
from dampingan.records.models import Fgd, SidKategori, Tahap, TindakLanjut
from dampingan.records.place import record_store
from dampingan.records.terms import KATEGORI_SID
from dampingan.regions.reference import units
from dampingan.rules import read_rules
from dampingan.sample_records import make_sample_records
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from tests.e2e.conftest import serve
from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

MAJALANGU = "33.27.04.2010"
BAPPEDA = "Badan Perencanaan Pembangunan Daerah (Bappeda)"
ON_RECORDS = {"server": "served_recorded"}


@pytest.fixture(scope="session")
def recorded_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small period with the sample records."""
    data = tmp_path_factory.mktemp("catatan")
    ruta, art = write_delivery(data / "kiriman", households=3000, seed=7, period="2024")
    import_delivery(ruta, art, period="2024", store=SnapshotStore(data), rules=read_rules())
    make_sample_records(data, seed=1)
    return data


@pytest.fixture(scope="session")
def served_recorded(recorded_data: Path) -> Iterator[str]:
    yield from serve(recorded_data, automatic=False)


on_records = pytest.mark.parametrize("open_app", [ON_RECORDS], indirect=True, ids=["catatan"])


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def saved(opened: Opened) -> Locator:
    opened.complete()
    notice = opened.page.locator(".dmp-tersimpan")
    expect(notice).to_contain_text("Sudah disimpan")
    return notice


def chosen(opened: Opened, label: str, option: str) -> None:
    """Choose from a list by typing."""
    box = opened.page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    opened.page.get_by_role("option", name=re.compile(option)).first.click()
    opened.complete()


@on_records
def test_a_desa_of_the_board_opens_its_profile_and_keeps_the_filter(open_app: Opened) -> None:
    page = open_app.go("/tahapan?kecamatan=33.27.04")
    first = page.locator(".dmp-papan li a").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1.dmp-judul")).to_contain_text(name)
    expect(page).to_have_url(re.compile(r"/profil_desa\?.*kecamatan=33\.27\.04"))


@on_records
def test_a_stage_is_noted_by_hand_and_stands_in_the_history(open_app: Opened, recorded_data: Path) -> None:
    with closing(record_store(recorded_data)) as store:
        before = {s.tahap: s.tanggal for s in store.find(Tahap, kode_desa=MAJALANGU)}
    page = open_app.go("/tahapan?bagian_tahap=catat&kecamatan=33.27.04")
    chosen(open_app, "Desa/kelurahan", "Majalangu")
    expect(page.get_by_role("cell", name=full_date(before["terpilih"]), exact=True)).to_be_visible()
    page.locator(".st-key-tahap_isi").get_by_text("Pemantauan", exact=True).click()
    expect(page.get_by_role("group", name="Tanggal Pemantauan tercapai")).to_be_visible()
    pressed(page, "Simpan tahap")
    expect(saved(open_app)).to_contain_text("Majalangu: Tahap Pemantauan")
    with closing(record_store(recorded_data)) as store:
        now = {s.tahap: s.tanggal for s in store.find(Tahap, kode_desa=MAJALANGU)}
    assert before.get("pemantauan") is None
    assert now["pemantauan"] is not None


def type_into(opened: Opened, table: Locator, row: int, right: int, words: str) -> None:
    """Type into a cell of a data editor, so many columns right of the first one that can be pressed."""
    opened.complete()
    canvas = table.get_by_test_id("data-grid-canvas")
    there = canvas.locator(f"tr[aria-rowindex='{row + 1}']")
    press_until_chosen(canvas, row, there.locator("td[aria-selected=true]"))
    keyboard = opened.page.keyboard
    for _ in range(right):
        keyboard.press("ArrowRight")
    keyboard.press("Enter")
    editor = opened.page.locator("textarea.gdg-input")
    editor.fill(words)
    keyboard.press("Enter")
    expect(editor).to_have_count(0)
    expect(there).to_contain_text(words)


def press_until_chosen(canvas: Locator, row: int, chosen: Locator) -> None:
    """Press the first cell of a grid's row; a press while the grid is drawn anew is lost, and one may only focus it."""
    canvas.scroll_into_view_if_needed()
    for _ in range(5):
        canvas.click(force=True, position={"x": 90, "y": 35 * row + 17})
        with suppress(AssertionError):
            expect(chosen).to_have_count(1, timeout=2000)
            return
    expect(chosen).to_have_count(1)


def first_with_checks(data: Path) -> str:
    """Return a desa with checks that stands first in the list of its kecamatan."""
    with closing(record_store(data)) as store:
        checked = {check.kode_desa for check in store.find(SidKategori)}
    first = units().filter(jenis="desa").sort("nama").group_by("kode_kecamatan").first()["kode_desa"].sort()
    return next(kode for kode in first if kode in checked)


@on_records
def test_the_evidence_of_a_sid_is_corrected_in_the_grid(open_app: Opened, recorded_data: Path) -> None:
    kode = first_with_checks(recorded_data)
    page = open_app.go(f"/sid?bagian_sid=isi&kecamatan={kode[:8]}")
    type_into(open_app, page.locator(".st-key-sid_isi [data-testid='stDataFrame']"), 2, 3, "Dilihat di peramban")
    pressed(page, "Simpan SID")
    expect(saved(open_app)).to_contain_text("1 pembetulan")
    second = list(KATEGORI_SID)[1]
    with closing(record_store(recorded_data)) as store:
        last = max(store.find(SidKategori, kode_desa=kode, kategori=second), key=lambda c: c.tanggal)
    assert (last.bukti, last.versi) == ("Dilihat di peramban", 2)


@on_records
def test_an_fgd_is_entered_by_hand_with_a_follow_up(open_app: Opened, recorded_data: Path) -> None:
    page = open_app.go("/fgd?bagian_fgd=isi")
    chosen(open_app, "Satu desa/kelurahan", "Majalangu")
    page.get_by_label("Tempat").fill("Balai desa")
    page.get_by_label("Kesepakatan").fill("Data hasil Musdes dipakai")
    page.keyboard.press("Tab")
    open_app.complete()
    grid = page.locator(".st-key-fgd_isi [data-testid='stDataFrame']").nth(1)
    grid.hover()
    grid.get_by_role("button", name="Add row").click()
    type_into(open_app, grid, 1, 0, "Melatih kelompok")
    pressed(page, "Simpan FGD")
    expect(page.locator(".dmp-perhatian")).to_contain_text("Baris 1, Penanggung jawab lain: belum diisi.")
    expect(page.get_by_label("Tempat")).to_have_value("Balai desa")
    type_into(open_app, grid, 1, 2, "Baznas")
    pressed(page, "Simpan FGD")
    expect(saved(open_app)).to_contain_text("dengan 1 tindak lanjut")
    with closing(record_store(recorded_data)) as store:
        [talk] = [talk for talk in store.find(Fgd, tempat="Balai desa") if not talk.contoh]
        [item] = store.find(TindakLanjut, id_fgd=talk.id)
    assert (item.uraian, item.penanggung_jawab, item.keadaan) == ("Melatih kelompok", "Baznas", "terbuka")


def taken(page: Page, name: str) -> BytesIO:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return BytesIO(Path(download.value.path()).read_bytes())


@on_records
def test_the_report_of_an_agency_is_taken_away(open_app: Opened) -> None:
    page = open_app.go("/tahapan?bagian_tahap=laporan&hari=2024-11-15")
    chosen(open_app, "Perangkat Daerah", "Bappeda")
    expect(page.get_by_text(f"{BAPPEDA}: ")).to_be_visible()
    told = " ".join(part.extract_text() for part in PdfReader(taken(page, "Unduh laporan (PDF)")).pages)
    assert BAPPEDA in " ".join(told.split())
    assert "Majalangu" in told
    book = load_workbook(taken(page, "Unduh laporan (XLSX)"))
    assert MAJALANGU in [cell.value for cell in book["Desa"]["A"]]


@on_records
def test_the_sid_form_goes_out_and_comes_back_by_hand(open_app: Opened, tmp_path: Path, recorded_data: Path) -> None:
    page = open_app.go("/sid?bagian_sid=isi&kecamatan=33.27.04")
    book = load_workbook(taken(page, "Unduh formulir"))
    sheet = book["SID"]
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 5).value is None)

    def give_back(state: str) -> None:
        file = tmp_path / f"{state}.xlsx"
        sheet.cell(row, 5, state)
        sheet.cell(row, 6, "01/11/2024")
        book.save(file)
        page.locator("[data-testid='stFileUploader'] input").set_input_files(file)
        expect(page.get_by_text(file.name)).to_be_visible()
        open_app.complete()
        pressed(page, "Simpan isi formulir")

    give_back("Bagus")
    expect(page.locator(".dmp-perhatian")).to_contain_text(f"SID!E{row}")
    give_back("Ada")
    expect(saved(open_app)).to_contain_text("1 pemeriksaan baru")
    with closing(record_store(recorded_data)) as store:
        kept = store.find(SidKategori, kode_desa=sheet.cell(row, 1).value, contoh=False)
    assert [check.keadaan for check in kept] == ["ada"]
