"""The page Inventarisasi: its figures, the table to edit, conflicts, the form out and in."""

from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dampingan.exports.inventory_form import PROGRAM_COLUMNS, inventory_form
from dampingan.formats import number, rupiah_short
from dampingan.measures.inventory import programme_sums
from dampingan.records.errors import StoreBusyError
from dampingan.records.models import PerangkatDaerah, PotensiMasalah, Program
from dampingan.ui import access
from dampingan.ui.editing import editor, memory
from tests.pages.recorded import copied, store_of

PAGE = "pages/pendampingan/inventarisasi.py"
MAJALANGU, BONGAS = "33.27.04.2010", "33.27.04.2003"
TABLE = "inv_program_tabel_1"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def sampled(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records; only read."""
    return copied(data, tmp_path_factory.mktemp("inv"))


@pytest.fixture
def empty(data: Path, tmp_path: Path) -> Path:
    return copied(data, tmp_path, sample=False)


@pytest.fixture
def two(empty: Path) -> Path:
    """A store with two programmes in Majalangu, the first by an office."""
    with closing(store_of(empty)) as store, store.session(oleh="rekan") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas Kesehatan", kelompok="dinas"))
        common = {"kode_desa": MAJALANGU, "tahun": 2024, "status": "berjalan"}
        unit.add(Program(program="Sanitasi", id_perangkat_daerah=office.id, pagu=50_000_000, strategi=1, **common))
        unit.add(Program(program="RTLH", pelaksana="Baznas", **common))
    return empty


def did(app: AppTest, *, edited: dict[int, dict[str, Any]] | None = None, added: list[dict[str, Any]] | None = None,
        deleted: list[int] | None = None, table: str = TABLE) -> AppTest:  # fmt: skip
    """Do in the table what a person would do."""
    app.session_state[table] = {"edited_rows": edited or {}, "added_rows": added or [], "deleted_rows": deleted or []}
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def programmes(folder: Path) -> list[Program]:
    with closing(store_of(folder)) as store:
        return store.find(Program)


NEW = {"kode_desa": BONGAS, "tahun": 2024, "program": "Jaminan kesehatan", "pelaksana": "BPJS", "status": "selesai",
       "indikator": ["tanpa_program"], "pagu": 1_500_000.0, "strategi": 1}  # fmt: skip


def test_the_figures_are_those_of_the_measures(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE, tahun_inv="2024")).replace("</span>", "")
    with closing(store_of(sampled)) as store:
        own = store.frame(Program).filter(pl.col("tahun") == 2024)
    sums = programme_sums(own)
    assert f"{number(sums.program)} program di {number(sums.desa)} desa/kelurahan dengan pagu" in told
    assert f'dmp-angka">{rupiah_short(sums.pagu).split(chr(160))[0]}' in told
    assert "DATA CONTOH SINTETIS: catatan program" in told


@pytest.mark.parametrize(
    ("part", "words_told"), [("potensi", "Lembaga ekonomi desa"), ("masalah", "Banyaknya catatan masalah")]
)
def test_each_part_has_its_figures(open_page: Open, words: Words, sampled: Path, part: str, words_told: str) -> None:
    app = open_page(sampled, PAGE, bagian_inv=part)
    with closing(store_of(sampled)) as store:
        count = store.frame(PotensiMasalah).filter(pl.col("jenis") == part).height
    assert words_told in words(app)
    assert f"{number(count)} {part} di " in words(app)
    assert app.data_editor[0].value.shape[0] == count


def test_a_potential_tells_its_desa_and_its_records(open_page: Open, words: Words, sampled: Path) -> None:
    with closing(store_of(sampled)) as store:
        own = store.frame(PotensiMasalah).filter(pl.col("potensi") == "lembaga_ekonomi")
    app = open_page(sampled, PAGE, bagian_inv="potensi")
    assert f"{number(own['kode_desa'].n_unique())} desa/kelurahan, {number(own.height)} catatan" in words(app)
    chosen = next(s for s in app.selectbox if s.label == "Didampingi oleh")
    assert chosen.options[0] == "Siapa pun, juga yang belum didampingi"


def test_the_filter_and_the_own_choice_narrow_the_records(open_page: Open, two: Path) -> None:
    assert open_page(two, PAGE).data_editor[0].value.shape[0] == 2
    assert open_page(two, PAGE, kecamatan="33.27.01").data_editor[0].value.shape[0] == 0
    assert open_page(two, PAGE, kecamatan="33.27.01", desa_inv=MAJALANGU).data_editor[0].value.shape[0] == 2
    own = open_page(two, PAGE, perangkat_inv="dinas-kesehatan").data_editor[0].value
    assert own["program"].tolist() == ["Sanitasi"]


def test_without_records_the_page_says_what_to_do(open_page: Open, words: Words, empty: Path) -> None:
    told = words(open_page(empty, PAGE))
    assert "Belum ada catatan program" in told
    assert "python -m dampingan catatan contoh" in told
    assert "unduh formulir XLSX" in told


def test_a_new_row_and_a_changed_cell_are_saved_in_one_transaction(open_page: Open, words: Words, two: Path) -> None:
    app = did(open_page(two, PAGE), edited={0: {"realisasi": 48_000_000, "program": "Sanitasi"}}, added=[NEW])
    assert "Simpan 2 perubahan" in [b.label for b in app.button]
    told = words(press(app, "Simpan 2 perubahan"))
    assert "Sudah disimpan" in told
    assert "1 ditambah dan 1 diubah." in told
    assert "3 program di 2 desa/kelurahan" in told
    saved = {p.program: p for p in programmes(two)}
    assert (saved["Sanitasi"].realisasi, saved["Sanitasi"].versi) == (48_000_000, 2)
    new = saved["Jaminan kesehatan"]
    assert (new.pagu, new.indikator, new.strategi, new.contoh) == (1_500_000, ["tanpa_program"], 1, False)
    with closing(store_of(two)) as store:
        lines = [*store.history(Program, saved["Sanitasi"].id)[1:], *store.history(Program, new.id)]
    assert {line.siapa for line in lines} == {access.LOCAL_ACCOUNT}
    assert len({line.permintaan for line in lines}) == 1


def test_what_is_refused_is_named_and_what_was_typed_stays(open_page: Open, words: Words, two: Path) -> None:
    app = did(open_page(two, PAGE), edited={1: {"pelaksana": None}}, added=[NEW | {"tahun": 1990}])
    told = words(press(app, "Simpan 2 perubahan"))
    assert "Baris 2 (Majalangu), Pelaksana lain: belum diisi." in told
    assert "Baris 3 (Bongas), Tahun: &#x27;1990&#x27; bukan bilangan bulat 2000 sampai 2100." in told
    assert "Isian Anda masih ada di tabel." in told
    assert "Simpan 2 perubahan" in [b.label for b in app.button]
    assert [p.versi for p in programmes(two)] == [1, 1]


def test_a_number_that_is_emptied_becomes_unknown(open_page: Open, two: Path) -> None:
    with closing(store_of(two)) as store, store.session(oleh="x") as unit:
        unit.change(Program, programmes(two)[0].id, 1, {"penerima": 0})
    press(did(open_page(two, PAGE), edited={0: {"penerima": None}}), "Simpan 1 perubahan")
    assert programmes(two)[0].penerima is None


def test_who_was_second_learns_who_was_first_and_keeps_the_own_entry(open_page: Open, words: Words, two: Path) -> None:
    app = did(open_page(two, PAGE), edited={0: {"realisasi": 48_000_000}})
    with closing(store_of(two)) as store, store.session(oleh="budi") as unit:
        unit.change(Program, programmes(two)[0].id, 1, {"pagu": 60_000_000})
    told = words(press(app, "Simpan 1 perubahan"))
    assert "Baris 1 (Majalangu): Program ini sudah diubah oleh budi pada" in told
    assert "Pagu: Anda melihat 50.000.000, sekarang 60.000.000." in told
    assert programmes(two)[0].realisasi is None
    press(app, "Muat yang terbaru")
    shown = app.data_editor[0].value.iloc[0]
    assert (shown["pagu"], shown["realisasi"]) == (60_000_000, 48_000_000)
    told = words(press(app, "Simpan 1 perubahan"))
    assert "1 diubah." in told
    kept = programmes(two)[0]
    assert (kept.pagu, kept.realisasi, kept.versi) == (60_000_000, 48_000_000, 3)


def test_an_entry_for_a_record_that_is_gone_is_told_and_not_lost_silently(
    open_page: Open, words: Words, two: Path
) -> None:
    app = did(open_page(two, PAGE), edited={0: {"realisasi": 48_000_000}})
    with closing(store_of(two)) as store, store.session(oleh="budi") as unit:
        unit.remove(Program, programmes(two)[0].id, 1)
    assert "Program ini sudah dihapus oleh budi" in words(press(app, "Simpan 1 perubahan"))
    told = words(press(app, "Muat yang terbaru"))
    assert "Catatan ini sudah dihapus orang lain" in told
    assert "Realisasi 48.000.000" in told


@pytest.mark.parametrize("removing", [False, True])
def test_an_entry_for_a_record_that_left_the_filter_waits_for_a_filter_with_it(
    open_page: Open, words: Words, two: Path, *, removing: bool
) -> None:
    app = open_page(two, PAGE, desa_inv=MAJALANGU)
    did(app, deleted=[0]) if removing else did(app, edited={0: {"realisasi": 48_000_000}})
    with closing(store_of(two)) as store, store.session(oleh="budi") as unit:
        unit.change(Program, programmes(two)[0].id, 1, {"kode_desa": BONGAS})
    press(app, "Simpan 1 perubahan")
    told = words(press(app, "Ya, hapus dan simpan") if removing else app)
    assert "Program ini sudah diubah oleh budi" in told
    told = words(press(app, "Muat yang terbaru"))
    assert "Catatan ini sudah tidak termasuk saringan" in told
    assert "dihapus orang lain" not in told
    assert ("Baris yang dihapus (Majalangu)" if removing else "Realisasi 48.000.000") in told
    did(app, edited={0: {"penerima": 4}}, table="inv_program_tabel_2")
    assert "Catatan ini sudah tidak termasuk saringan" in words(press(app, "Simpan 1 perubahan"))
    app.query_params["desa_inv"] = BONGAS
    app.run()
    assert "tidak termasuk saringan" not in words(app)
    press(app, "Simpan 1 perubahan")
    if removing:
        press(app, "Ya, hapus dan simpan")
    moved = [p.realisasi for p in programmes(two) if p.kode_desa == BONGAS]
    assert moved == ([] if removing else [48_000_000])
    assert [p.penerima for p in programmes(two) if p.kode_desa == MAJALANGU] == [4]


def test_an_entry_that_waits_for_another_filter_can_be_dropped(open_page: Open, words: Words, two: Path) -> None:
    app = did(open_page(two, PAGE, desa_inv=MAJALANGU), edited={0: {"realisasi": 48_000_000}})
    with closing(store_of(two)) as store, store.session(oleh="budi") as unit:
        unit.change(Program, programmes(two)[0].id, 1, {"kode_desa": BONGAS})
    press(press(app, "Simpan 1 perubahan"), "Muat yang terbaru")
    assert "tidak termasuk saringan" not in words(press(app, "Buang isian ini"))
    app.query_params["desa_inv"] = BONGAS
    assert [b.label for b in app.run().button if b.label.startswith("Simpan")] == ["Simpan"]


@pytest.mark.parametrize(
    ("fault", "told"),
    [(ZeroDivisionError("rahasia"), "Terjadi kesalahan pada halaman ini"), (StoreBusyError(), "sedang sibuk")],
)
def test_a_failure_of_the_table_or_its_buttons_is_told_in_words(
    open_page: Open, words: Words, two: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    fault: Exception, told: str,
) -> None:  # fmt: skip
    def fail(*_: object, **__: object) -> None:
        raise fault

    app = did(open_page(two, PAGE), edited={0: {"realisasi": 48_000_000}})
    with closing(store_of(two)) as store, store.session(oleh="budi") as unit:
        unit.change(Program, programmes(two)[0].id, 1, {"pagu": 60_000_000})
    press(app, "Simpan 1 perubahan")
    with monkeypatch.context() as patch:
        patch.setattr(memory, "reopen", fail)
        assert told in words(press(app, "Muat yang terbaru"))
    assert "Simpan 1 perubahan" in [b.label for b in app.button]
    monkeypatch.setattr(editor, "save", fail)
    assert told in words(press(app, "Simpan 1 perubahan"))
    assert "rahasia" not in words(app)
    assert not app.exception
    assert [line.levelname for line in caplog.records if line.name == "dampingan"] == (
        [] if isinstance(fault, StoreBusyError) else ["ERROR", "ERROR"]
    )


def test_removing_asks_first(open_page: Open, words: Words, two: Path) -> None:
    app = press(did(open_page(two, PAGE), deleted=[1]), "Simpan 1 perubahan")
    assert "Hapus 1 catatan?" in words(app)
    assert "Baris yang dihapus (Majalangu)" in words(app)
    press(app, "Batal")
    assert "Hapus 1 catatan?" not in words(app)
    assert len(programmes(two)) == 2
    press(app, "Simpan 1 perubahan")
    assert "1 dihapus." in words(press(app, "Ya, hapus dan simpan"))
    assert [p.program for p in programmes(two)] == ["Sanitasi"]


def test_dropping_the_changes_shows_what_is_stored(open_page: Open, two: Path) -> None:
    app = press(did(open_page(two, PAGE), edited={0: {"pagu": 1}}), "Buang perubahan")
    assert [b.label for b in app.button if b.label.startswith("Simpan")] == ["Simpan"]
    assert app.data_editor[0].value["pagu"].tolist()[0] == 50_000_000


def test_unsaved_entries_hold_the_table_when_the_filter_changes(open_page: Open, words: Words, two: Path) -> None:
    app = did(open_page(two, PAGE), edited={0: {"pagu": 1}})
    app.selectbox(key="pilihan_desa_inv").select(BONGAS).run()
    assert "Masih ada isian untuk semua tahun yang belum disimpan" in words(app)
    press(app, "Buang perubahan")
    assert "Masih ada isian" not in words(app)
    assert app.data_editor[0].value.shape[0] == 0


def test_unsaved_entries_are_still_there_after_another_part(open_page: Open, two: Path) -> None:
    app = did(open_page(two, PAGE), edited={0: {"pagu": 1}})
    app.segmented_control(key="pilihan_bagian_inv").set_value("masalah").run()
    app.segmented_control(key="pilihan_bagian_inv").set_value("program").run()
    assert app.data_editor[0].value["pagu"].tolist()[0] == 1
    press(app, "Simpan 1 perubahan")
    assert programmes(two)[0].pagu == 1


def test_a_problem_is_entered_without_saying_that_it_is_one(open_page: Open, empty: Path) -> None:
    row = {"kode_desa": BONGAS, "tahun": 2024, "aspek": "sosial", "uraian": "Banjir"}
    app = did(open_page(empty, PAGE, bagian_inv="masalah"), added=[row], table="inv_masalah_tabel_1")
    press(app, "Simpan 1 perubahan")
    with closing(store_of(empty)) as store:
        [kept] = store.find(PotensiMasalah)
    assert (kept.jenis, kept.uraian, kept.potensi) == ("masalah", "Banjir", None)


def test_where_nobody_may_record_the_records_are_only_read(
    open_page: Open, words: Words, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "may_record", lambda: False)
    app = open_page(two, PAGE)
    assert "Catatan hanya dapat dibaca dari sini" in words(app)
    assert len(app.data_editor) == 0
    assert app.dataframe[0].value.shape[0] == 2
    assert len(app.file_uploader) == 0


def test_the_mark_of_samples_stands_beside_real_records(open_page: Open, words: Words, two: Path) -> None:
    with closing(store_of(two)) as store, store.session(oleh="x") as unit:
        unit.add(Program(kode_desa=BONGAS, tahun=2024, program="P", pelaksana="X", status="selesai", contoh=True))
    app = open_page(two, PAGE)
    assert "1 dari 3 di antaranya data contoh sintetis" in words(app)
    assert app.data_editor[0].value["Contoh"].tolist().count("contoh") == 1


def form(folder: Path, **cells: object) -> bytes:
    """Return the form of all records with some cells filled in."""
    with closing(store_of(folder)) as store:
        made = inventory_form(store.frame(Program), store.frame(PotensiMasalah), store.frame(PerangkatDaerah), "semua")
    book = load_workbook(BytesIO(made))
    places = {column.nama: place for place, column in enumerate(PROGRAM_COLUMNS, 1)}
    for name, value in cells.items():
        book["Program"].cell(7, places[name]).value = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


FILLED: dict[str, object] = {
    "kode_desa": BONGAS,
    "tahun": 2024,
    "program": "Jamban",
    "pelaksana": "Desa",
    "status": "Selesai",
}


def test_a_form_is_taken_back_checked_shown_and_saved(open_page: Open, words: Words, two: Path) -> None:
    app = open_page(two, PAGE)
    app.file_uploader[0].upload("isi.xlsx", form(two, **FILLED)).run()
    told = words(app)
    assert "1 catatan siap disimpan" in told
    assert "1 baru dan 0 diubah." in told
    assert len(programmes(two)) == 2
    told = words(press(app, "Simpan isi formulir"))
    assert "Isi formulir sudah disimpan" in told
    assert "3 program di 2 desa/kelurahan" in told
    assert [p.program for p in programmes(two)] == ["Sanitasi", "RTLH", "Jamban"]


def test_a_broken_form_names_its_cells_and_saves_nothing(open_page: Open, words: Words, two: Path) -> None:
    app = open_page(two, PAGE)
    app.file_uploader[0].upload("isi.xlsx", form(two, **(FILLED | {"status": "Mangkrak", "pagu": "=1+1"}))).run()
    told = words(app)
    assert "Formulir belum dapat diterima" in told
    assert "Program!X7: tidak ada dalam daftar pilihan." in told
    assert "Program!S7: berisi rumus." in told
    assert len(programmes(two)) == 2


def test_a_form_without_changes_says_so(open_page: Open, words: Words, two: Path) -> None:
    app = open_page(two, PAGE)
    app.file_uploader[0].upload("isi.xlsx", form(two)).run()
    assert "Isi formulir ini sama dengan yang sudah tercatat." in words(app)
