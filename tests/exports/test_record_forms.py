"""Forms of the inventory and of the assignments: out, filled in, back; and every way in which they come back broken."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dampingan.edits import RefusedEditsError, Saved, save
from dampingan.errors import DampinganError
from dampingan.exports.assignment_form import assignment_form, read_assignments
from dampingan.exports.inventory_form import PROGRAM_COLUMNS, inventory_form, read_inventory
from dampingan.forms.problems import ReturnedFormError
from dampingan.records.models import Penugasan, PerangkatDaerah, PotensiMasalah, Program
from dampingan.records.store import RecordStore

MAJALANGU, BONGAS = "33.27.04.2010", "33.27.04.2003"
Fill = dict[str, object]
Sheet = dict[str, Fill]

COLUMN = {column.nama: chr(ord("A") + place) for place, column in enumerate(PROGRAM_COLUMNS)}
FREE = 7
"""First empty row on the sheet of programmes: two are filled in."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    opened = RecordStore(f"sqlite:///{tmp_path / 'catatan.db'}")
    opened.migrate()
    with opened.session(oleh="uji") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas Kesehatan", kelompok="dinas"))
        unit.add(
            Program(
                kode_desa=MAJALANGU, tahun=2024, id_perangkat_daerah=office.id, program="Sanitasi", kegiatan="=Jamban",
                strategi=1, indikator=["air_tak_terlindung", "tanpa_jamban"], sumber_dana="apbdes", pagu=50_000_000,
                target=2.5, satuan="unit jamban", penerima=18, status="berjalan", keterangan="Baris satu\nBaris dua",
            )
        )  # fmt: skip
        unit.add(
            Program(kode_desa=BONGAS, tahun=2023, pelaksana="Baznas", program="RTLH", status="selesai", contoh=True)
        )
        unit.add(
            PotensiMasalah(
                kode_desa=MAJALANGU, tahun=2024, jenis="potensi", aspek="ekonomi", potensi="lembaga_ekonomi",
                lembaga="bumdes", keadaan="aktif", omzet=12_000_000, jumlah=1, uraian="BUM Desa",
            )
        )  # fmt: skip
        unit.add(Penugasan(kode_desa=MAJALANGU, id_perangkat_daerah=office.id, dasar="SK", tahun_mulai=2022))
    yield opened
    opened.close()


def form(store: RecordStore) -> bytes:
    return inventory_form(
        store.frame(Program), store.frame(PotensiMasalah), store.frame(PerangkatDaerah), "semua catatan"
    )


def filled(content: bytes, work: Callable[[Worksheet], object], sheet: str = "Program") -> bytes:
    """Return a form after somebody worked on a sheet of it."""
    book = load_workbook(BytesIO(content))
    work(book[sheet])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def put(**cells: object) -> Callable[[Worksheet], None]:
    """Write values into cells, by field of the first empty row or by cell name (``C5``)."""

    def work(page: Worksheet) -> None:
        for name, value in cells.items():
            page[name if name[-1].isdigit() else f"{COLUMN[name.replace('__', ':')]}{FREE}"] = value

    return work


def edits(store: RecordStore, content: bytes) -> list[object]:
    with store.reading() as reader:
        return [*read_inventory(reader, content)]


def refused(store: RecordStore, content: bytes) -> list[str]:
    """Return what is wrong with a form, and make sure that nothing was saved."""
    before = store.mark()
    with pytest.raises(ReturnedFormError) as caught:
        edits(store, content)
    assert store.mark() == before
    return [f"{problem.sel}: {problem.pesan}" for problem in caught.value.problems]


def taken(store: RecordStore, content: bytes) -> Saved:
    with store.reading() as reader:
        asked = read_inventory(reader, content)
    return save(store, asked, oleh="desa")


NEW: Fill = {
    "kode_desa": "Watukumpul · Bongas · 33.27.04.2003", "tahun": 2024, "id_perangkat_daerah": "dinas kesehatan",
    "program": "Jaminan kesehatan", "strategi": "Pengurangan beban pengeluaran", "indikator__tanpa_program": "x",
    "indikator__sakit_kronis_disabilitas": "X", "sumber_dana": "APBD kabupaten", "pagu": "Rp1.500.000",
    "target": 3, "satuan": "jiwa", "penerima": 3, "status": "Selesai",
}  # fmt: skip


def test_a_form_that_comes_back_as_it_was_made_changes_nothing(store: RecordStore) -> None:
    before = store.mark()
    assert edits(store, form(store)) == []
    assert edits(store, filled(form(store), lambda _: None)) == []
    assert taken(store, form(store)) == Saved(0, 0, 0)
    assert store.mark() == before


def test_what_is_filled_in_is_saved_with_the_values_written(store: RecordStore) -> None:
    assert taken(store, filled(form(store), put(**NEW))) == Saved(tambah=1, ubah=0, hapus=0)
    (added,) = store.find(Program, program="Jaminan kesehatan")
    assert (added.kode_desa, added.tahun, added.strategi, added.sumber_dana) == (BONGAS, 2024, 1, "apbd_kabupaten")
    assert (added.pagu, added.realisasi, added.target, added.penerima) == (1_500_000, None, 3, 3)
    assert added.indikator == ["tanpa_program", "sakit_kronis_disabilitas"]
    assert (added.status, added.contoh, added.dibuat_oleh) == ("selesai", False, "desa")


def test_only_the_cells_that_were_changed_are_changed(store: RecordStore) -> None:
    content = filled(
        form(store), put(**{f"{COLUMN['realisasi']}6": 48_000_000, f"{COLUMN['indikator:tanpa_jamban']}6": None})
    )
    assert taken(store, content) == Saved(tambah=0, ubah=1, hapus=0)
    (kept,) = store.find(Program, program="Sanitasi")
    assert (kept.versi, kept.realisasi, kept.indikator) == (2, 48_000_000, ["air_tak_terlindung"])
    assert (kept.kegiatan, kept.keterangan, kept.target) == ("=Jamban", "Baris satu\nBaris dua", 2.5)
    (line,) = [line for line in store.history(Program, kept.id) if line.versi == 2]
    assert set(line.changed()) == {"realisasi", "indikator"}


def test_a_text_that_looks_like_a_formula_is_written_as_text(store: RecordStore) -> None:
    page = load_workbook(BytesIO(form(store)))["Program"]
    cell = page[f"{COLUMN['kegiatan']}6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=Jamban", "s", True)


def test_headings_are_locked_and_cells_to_fill_in_are_not(store: RecordStore) -> None:
    book = load_workbook(BytesIO(form(store)))
    page = book["Program"]
    assert page.protection.sheet
    assert page["A4"].protection.locked
    assert not page["A5"].protection.locked
    assert not page[f"A{FREE}"].protection.locked
    assert (book["_mesin"].sheet_state, book["Daftar"].sheet_state) == ("veryHidden", "hidden")
    hidden = [letter for letter, shape in page.column_dimensions.items() if shape.hidden]
    assert hidden == ["AA"]  # with AB: openpyxl tells a run of columns by its first


def test_the_lists_offer_every_unit_and_every_term(store: RecordStore) -> None:
    book = load_workbook(BytesIO(form(store)))
    lists = {
        str(rule.sqref).split(":")[0][:-1]: rule.formula1 for rule in book["Program"].data_validations.dataValidation
    }
    assert lists[COLUMN["kode_desa"]] == "Daftar!$A$1:$A$223"
    offered = [cell.value for cell in book["Daftar"]["A"]]
    assert len(set(offered)) == 223
    assert {"Bantarbolang · Kuta · 33.27.06.2014", "Belik · Kuta · 33.27.03.2004"} <= set(offered)


def test_the_form_marks_sample_records_and_says_what_it_holds(store: RecordStore) -> None:
    page = load_workbook(BytesIO(form(store)))["Program"]
    assert page["A2"].value == "semua catatan · DATA CONTOH SINTETIS pada baris bertanda"
    assert [page[f"Z{row}"].value for row in (4, 5, 6)] == ["Catatan contoh", "contoh", None]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (NEW | {"kode_desa": "Watukumpul · Atlantis"}, "Program!A7: 'Watukumpul · Atlantis' bukan desa atau kelurahan"),
        (NEW | {"kode_desa": "33.27.99.2001"}, "Program!A7: '33.27.99.2001' bukan desa"),
        (NEW | {"kode_desa": None}, "Program!A7: wajib diisi."),
        (NEW | {"status": "Mangkrak"}, "Program!X7: tidak ada dalam daftar pilihan."),
        (NEW | {"id_perangkat_daerah": "Dinas Sihir"}, "Program!C7: 'Dinas Sihir' tidak terdaftar"),
        (NEW | {"tahun": 1999}, "Program!B7: '1999' bukan bilangan bulat 2000 sampai 2100."),
        (NEW | {"pagu": "banyak"}, "Program!S7: 'banyak' bukan angka."),
        (NEW | {"penerima": 2.5}, "Program!W7: bukan bilangan bulat."),
        (NEW | {"penerima": -3}, "Program!W7: '-3' bukan bilangan bulat 0 sampai"),
        (NEW | {"indikator__rtlh": "mungkin"}, "Program!M7: bukan tanda x."),
        (NEW | {"satuan": None}, "Program!V7: belum diisi."),
        (NEW | {"id_perangkat_daerah": None}, "Program!D7: belum diisi."),
        (NEW | {"keterangan": "=HYPERLINK(A1)"}, "Program!Y7: berisi rumus."),
        (NEW | {"keterangan": "Untuk 3327041505800001"}, "Program!Y7: memuat deretan 16 angka"),
        ({"program": "Hanya nama"}, "Program!A7: wajib diisi."),
    ],
)
def test_every_wrong_cell_is_named(store: RecordStore, cells: Fill, problem: str) -> None:
    told = refused(store, filled(form(store), put(**cells)))
    assert [line for line in told if line.startswith(problem)], told


def test_all_wrong_cells_are_told_at_once_and_the_right_rows_are_not_saved_either(store: RecordStore) -> None:
    def work(page: Worksheet) -> None:
        put(**NEW)(page)
        put(A8="Watukumpul · Bongas · 33.27.04.2003", B8="dua ribu", E8="=1+1", X8="Selesai", D8="Baznas")(page)
        page["X5"] = "Entah"

    told = refused(store, filled(form(store), work))
    assert [line.split(":")[0] for line in told] == ["Program!X5", "Program!B8", "Program!E8"]


def test_no_identity_number_stands_in_a_message(store: RecordStore) -> None:
    content = filled(form(store), put(**(NEW | {"kode_desa": "3327041505800001", "pagu": "3327 0415 0580 0001x"})))
    assert "15058" not in "".join(refused(store, content))
    assert "0580" not in "".join(refused(store, content))


def test_a_row_that_was_copied_is_no_second_change_of_its_record(store: RecordStore) -> None:
    def copied(page: Worksheet) -> None:
        for place in range(1, len(PROGRAM_COLUMNS) + 4):
            page.cell(FREE, place).value = page.cell(5, place).value

    assert refused(store, filled(form(store), copied)) == ["Program!A7: salinan dari baris 5."]


def test_a_row_that_was_emptied_does_not_remove_its_record(store: RecordStore) -> None:
    def emptied(page: Worksheet) -> None:
        for place in range(1, len(PROGRAM_COLUMNS) + 1):
            page.cell(5, place).value = None

    assert refused(store, filled(form(store), emptied)) == ["Program!A5: dikosongkan."]


def test_an_old_copy_conflicts_where_it_was_changed_and_only_there(store: RecordStore) -> None:
    old = form(store)
    (latrines,), (houses,) = store.find(Program, program="Sanitasi"), store.find(Program, program="RTLH")
    with store.session(oleh="budi") as unit:
        unit.change(Program, latrines.id, 1, {"penerima": 20})
        unit.change(Program, houses.id, 1, {"pagu": 7})
    assert edits(store, old) == []
    (line,) = refused(store, filled(old, put(**{f"{COLUMN['penerima']}6": 30})))
    assert line.startswith("Program!A6: Program ini sudah diubah oleh budi pada ")
    assert line.endswith("Isian yang berbeda: Jumlah penerima.")


def test_a_record_that_was_removed_meanwhile_is_told_only_where_its_row_was_changed(store: RecordStore) -> None:
    old = form(store)
    (houses,) = store.find(Program, program="RTLH")
    with store.session(oleh="budi") as unit:
        unit.remove(Program, houses.id, 1)
    assert edits(store, old) == []
    (line,) = refused(store, filled(old, put(**{f"{COLUMN['penerima']}5": 30})))
    assert line.startswith("Program!A5: Program ini sudah dihapus oleh budi pada ")


def test_a_form_of_another_installation_is_not_mistaken_for_this_one(store: RecordStore) -> None:
    content = filled(form(store), lambda page: page["AA5"].__setattr__("value", "f" * 32))
    assert refused(store, content) == ["Program!A5: penanda barisnya tidak dikenal."]


def without(content: bytes, sheet: str) -> bytes:
    book = load_workbook(BytesIO(content))
    del book[sheet]
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_missing_sheet_an_old_version_and_a_moved_heading_are_named(store: RecordStore) -> None:
    content = form(store)
    assert refused(store, without(content, "Potensi dan masalah")) == ["Lembar Potensi dan masalah: tidak ada."]
    older = filled(content, lambda page: page["B2"].__setattr__("value", "0"), "_mesin")
    assert refused(store, older) == ["Berkas: bukan formulir versi 1."]
    moved = filled(content, lambda page: page["B4"].__setattr__("value", "Bulan"))
    assert refused(store, moved) == ['Program!B4: bukan lagi judul "Tahun".']


def test_another_file_is_refused(store: RecordStore) -> None:
    other = BytesIO()
    Workbook().save(other)
    assert refused(store, other.getvalue()) == ["Berkas: bukan formulir inventarisasi program, potensi, dan masalah."]
    assignments = assignment_form(store.frame(Penugasan), store.frame(PerangkatDaerah), "semua")
    assert refused(store, assignments)[0].startswith("Berkas: bukan formulir inventarisasi")
    with pytest.raises(DampinganError, match="bukan buku kerja Excel"), store.reading() as reader:
        read_inventory(reader, b"bukan xlsx")


def test_details_that_do_not_belong_to_a_potential_are_named_by_cell(store: RecordStore) -> None:
    def work(page: Worksheet) -> None:
        put(A6="Watukumpul · Bongas · 33.27.04.2003", B6=2024, C6="Masalah", D6="Sosial", E6="Sumber daya alam",
            K6="Banjir")(page)  # fmt: skip

    told = refused(store, filled(form(store), work, "Potensi dan masalah"))
    assert told == ["Potensi dan masalah!E6: hanya untuk potensi."]


def test_assignments_go_out_and_come_back(store: RecordStore) -> None:
    content = assignment_form(store.frame(Penugasan), store.frame(PerangkatDaerah), "semua penugasan")
    with store.reading() as reader:
        assert read_assignments(reader, content) == []
        asked = read_assignments(
            reader,
            filled(content, put(E5=2024, A6=f"x {BONGAS}", B6="Dinas Kesehatan", C6="SK", D6=2025), "Penugasan"),
        )
    assert save(store, asked, oleh="uji") == Saved(tambah=1, ubah=1, hapus=0)
    told = store.frame(Penugasan).select("kode_desa", "tahun_mulai", "tahun_selesai").sort("kode_desa")
    assert told.rows() == [(BONGAS, 2025, None), (MAJALANGU, 2022, 2024)]


def test_the_same_assignment_twice_is_refused_and_the_other_row_is_not_saved(store: RecordStore) -> None:
    content = assignment_form(store.frame(Penugasan), store.frame(PerangkatDaerah), "semua penugasan")
    twice = filled(
        content,
        put(A6=BONGAS, B6="Dinas Kesehatan", D6=2025, A7=MAJALANGU, B7="Dinas Kesehatan", D7=2022),
        "Penugasan",
    )
    with store.reading() as reader:
        asked = read_assignments(reader, twice)
    with pytest.raises(DampinganError, match=r"Penugasan!A7, Desa/kelurahan, .* sudah ada pada catatan lain"):
        save(store, asked, oleh="uji")
    assert store.frame(Penugasan).height == 1


def test_an_empty_store_gives_an_empty_form(store: RecordStore) -> None:
    nothing = inventory_form(
        store.frame(Program).clear(), store.frame(PotensiMasalah).clear(), store.frame(PerangkatDaerah), "kosong"
    )
    page = load_workbook(BytesIO(nothing))["Program"]
    assert page["A5"].value is None
    assert edits(store, nothing) == []
    assert pl.Series([page["A4"].value]).to_list() == ["Desa/kelurahan *"]


def with_new_rows(content: bytes) -> bytes:
    """Return a form with a programme and a problem added."""
    problem = put(A6="Watukumpul · Bongas · 33.27.04.2003", B6=2024, C6="Masalah", D6="Sosial", K6="Banjir")
    return filled(filled(content, put(**NEW)), problem, "Potensi dan masalah")


def test_a_form_that_was_saved_before_is_refused_by_cell(store: RecordStore) -> None:
    content = with_new_rows(form(store))
    assert taken(store, content) == Saved(tambah=2, ubah=0, hapus=0)
    assert refused(store, content) == [
        "Program!A7: baris ini sudah tercatat.",
        "Potensi dan masalah!A6: baris ini sudah tercatat.",
    ]
    assert (store.frame(Program).height, store.frame(PotensiMasalah).height) == (3, 2)


def test_two_windows_with_the_same_form_do_not_double_its_rows(store: RecordStore) -> None:
    content = with_new_rows(form(store))
    with store.reading() as reader:
        first, second = read_inventory(reader, content), read_inventory(reader, content)
    save(store, first, oleh="satu")
    with pytest.raises(RefusedEditsError, match="Program!A7, Program: baris ini sudah tercatat"):
        save(store, second, oleh="dua")
    assert (store.frame(Program).height, store.frame(PotensiMasalah).height) == (3, 2)


def test_an_office_is_found_whatever_white_space_its_name_has(store: RecordStore) -> None:
    with store.session(oleh="uji") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas  Sosial,\tKB\ndan P3A", kelompok="dinas"))
        unit.add(Penugasan(kode_desa=BONGAS, id_perangkat_daerah=office.id, tahun_mulai=2024))
    content = assignment_form(store.frame(Penugasan), store.frame(PerangkatDaerah), "semua penugasan")
    with store.reading() as reader:
        assert read_assignments(reader, content) == []
        asked = read_assignments(
            reader, filled(content, put(A7=MAJALANGU, B7="dinas sosial, kb dan p3a", D7=2024), "Penugasan")
        )
    assert [edit.nilai["id_perangkat_daerah"] for edit in asked] == [office.id]


@pytest.mark.parametrize("damaged", ["²", "9" * 5000, "-1", "1.0"])
def test_a_damaged_version_is_told_and_is_no_failure(store: RecordStore, damaged: str) -> None:
    content = filled(form(store), put(AB5=damaged))
    assert refused(store, content) == ["Program!A5: penanda barisnya tidak dikenal."]
