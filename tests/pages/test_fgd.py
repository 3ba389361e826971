"""The page on FGDs: its figures, its entry, and what happens when two people are at it."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date, number
from dampingan.measures.follow_up import by_owner, counts, follow_ups, talks_about
from dampingan.records.models import Audit, Fgd, Penugasan, PerangkatDaerah, TindakLanjut
from dampingan.records.sample_drafts import SAMPLE_DAY
from dampingan.regions.reference import units
from dampingan.ui import access
from dampingan.ui.fgd import taking_away
from tests.pages.recorded import copied, editing, store_of

PAGE = "pages/pendampingan/fgd.py"
MAJALANGU = "33.27.04.2010"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def sampled(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records; only read."""
    return copied(data, tmp_path_factory.mktemp("fgd"))


@pytest.fixture
def empty(data: Path, tmp_path: Path) -> Path:
    return copied(data, tmp_path, sample=False)


@pytest.fixture
def one_fgd(empty: Path) -> Path:
    """A store with one FGD about Majalangu and one follow-up."""
    with closing(store_of(empty)) as store, store.session(oleh="rekan") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas Sosial", kelompok="dinas"))
        talk = unit.add(Fgd(kode_desa=MAJALANGU, tanggal=dt.date(2024, 5, 2), tempat="Balai desa"))
        unit.add(
            TindakLanjut(
                id_fgd=talk.id, uraian="Survei jamban", id_perangkat_daerah=office.id, keadaan="terbuka",
                tenggat=dt.date(2024, 6, 1),
            )
        )  # fmt: skip
    return empty


def rows_of(folder: Path, codes: list[str] | None, day: dt.date) -> pl.DataFrame:
    with closing(store_of(folder)) as store:
        talks = talks_about(store.frame(Fgd), store.frame(Penugasan), codes, day=day)
        return follow_ups(store.frame(TindakLanjut), talks, store.frame(PerangkatDaerah), day=day)


def test_the_finding_and_the_cards_are_those_of_the_measure(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE))
    rows = rows_of(sampled, None, SAMPLE_DAY)
    found, owners = counts(rows, day=SAMPLE_DAY), by_owner(rows)
    most = owners.row(0, named=True)
    title = (
        f"{number(found.terlambat)} dari {number(found.belum_selesai)} tindak lanjut yang belum selesai sudah "
        f"terlambat; terbanyak {most['penanggung']} ({number(most['terlambat'])})"
    )
    assert title in told
    assert f"keadaan per {full_date(SAMPLE_DAY)}" in told
    for value in (found.belum_selesai, found.terlambat, found.segera, found.selesai):
        assert f'<span class="dmp-angka">{number(value)}</span>' in told
    for row in owners.to_dicts():
        assert row["penanggung"].replace("&", "&amp;") in told
    assert told.count("Terlambat ") >= found.terlambat
    assert f"Sumber: {SAMPLE_WORDS}: catatan FGD dan tindak lanjut" in told


def test_the_page_obeys_the_filter_and_the_day_of_the_link(open_page: Open, words: Words, sampled: Path) -> None:
    codes = units().filter(kecamatan="Watukumpul")["kode_desa"].to_list()
    found = counts(rows_of(sampled, codes, SAMPLE_DAY), day=SAMPLE_DAY)
    told = words(open_page(sampled, PAGE, kecamatan="33.27.04"))
    assert f"{number(found.jumlah)}</span>" in told.split("Belum selesai")[1]
    later = dt.date(2026, 1, 1)
    app = open_page(sampled, PAGE, hari=later.isoformat())
    late = counts(rows_of(sampled, None, later), day=later)
    assert late.terlambat > found.terlambat
    assert f"{number(late.terlambat)} dari {number(late.belum_selesai)} tindak lanjut" in words(app)
    assert app.date_input(key="hari_laporan").value == later


def test_the_list_of_fgds_opens_the_one_of_the_link(open_page: Open, words: Words, sampled: Path) -> None:
    with closing(store_of(sampled)) as store:
        talk = store.find(Fgd)[3]
    told = words(open_page(sampled, PAGE, bagian_fgd="daftar", fgd_id=talk.id))
    assert f"{full_date(talk.tanggal)} · {talk.tempat} · data contoh sintetis" in told
    assert talk.kesepakatan in told


def test_without_records_the_page_says_what_to_do(open_page: Open, words: Words, empty: Path) -> None:
    told = words(open_page(empty, PAGE))
    assert "Belum ada catatan FGD" in told
    assert "python -m dampingan catatan contoh" in told
    assert "dmp-gangguan" not in told


def test_the_file_is_what_is_shown_with_its_source(
    open_page: Open, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[object, pl.DataFrame]] = []
    monkeypatch.setattr(taking_away, "show", lambda look, shown: given.append((look, shown)))
    open_page(sampled, PAGE)
    look, shown = given[-1]
    content = taking_away._list(look, shown).csv().decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    rows = rows_of(sampled, None, SAMPLE_DAY).filter("belum_selesai")
    assert len(content) == rows.height + 1
    assert content[0].split(";")[:4] == ["Tanggal FGD", "FGD tentang", "Tindak lanjut", "Penanggung jawab"]
    assert all(SAMPLE_WORDS in line for line in content[1:])
    book = openpyxl.load_workbook(BytesIO(taking_away._list(look, shown).workbook()))
    assert book.sheetnames == ["Tindak lanjut", "Penanggung jawab", "Keterangan"]
    first = book.worksheets[0]
    assert first.max_row == len(content)
    assert first.cell(1, first.max_column).value == "Sumber"
    assert book["Keterangan"]["A1"].value == "Sumber"


def add_item(key: str, table: pd.DataFrame) -> pd.DataFrame:
    """Fill in one participant row and one follow-up."""
    if key.endswith("_peserta"):
        table.loc[1, "perempuan"] = 3
    if key.endswith("_tindak_lanjut"):
        row = dict.fromkeys(table.columns) | {
            "uraian": "Melatih kelompok", "penanggung_jawab": "Baznas", "keadaan": "terbuka",
            "tenggat": pd.Timestamp("2027-01-31"),
        }  # fmt: skip
        return pd.DataFrame([row], columns=table.columns)
    return table


def button(app: AppTest, label: str) -> object:
    return next(b for b in app.button if b.label.startswith(label))


def test_an_fgd_is_entered_with_its_follow_ups_in_one_transaction(
    open_page: Open, words: Words, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "data_editor", editing(add_item))
    app = open_page(empty, PAGE, bagian_fgd="isi")
    key = next(s.key for s in app.selectbox if s.key and s.key.endswith("kode_desa"))
    app.selectbox(key=key).select(MAJALANGU)
    app.text_area(key=key.replace("kode_desa", "isu")).input("Jamban belum merata")
    button(app, "Simpan FGD").click().run()
    told = words(app)
    assert "Sudah disimpan" in told
    assert "dengan 1 tindak lanjut" in told
    with closing(store_of(empty)) as store:
        [talk] = store.find(Fgd)
        assert (talk.kode_desa, talk.isu, talk.contoh) == (MAJALANGU, "Jamban belum merata", False)
        [item] = store.find(TindakLanjut)
        assert (item.uraian, item.tenggat) == ("Melatih kelompok", dt.date(2027, 1, 31))
        audit = store.frame(Audit)
        assert audit["permintaan"].n_unique() == 1
        assert audit["siapa"].unique().to_list() == [access.LOCAL_ACCOUNT]


def test_what_is_refused_is_told_and_what_was_typed_stays(
    open_page: Open, words: Words, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "data_editor", editing(add_item))
    app = open_page(empty, PAGE, bagian_fgd="isi")
    place = next(t.key for t in app.text_input if t.key and t.key.endswith("tempat"))
    app.text_input(key=place).input("Aula")
    button(app, "Simpan FGD").click().run()
    told = words(app)
    assert "Belum disimpan" in told
    assert "Pilih desa, kecamatan, atau Perangkat Daerah." in told
    assert app.text_input(key=place).value == "Aula"
    with closing(store_of(empty)) as store:
        assert store.frame(Fgd).height == 0


def test_who_was_second_learns_who_was_first_and_loads_the_newest(open_page: Open, words: Words, one_fgd: Path) -> None:
    app = open_page(one_fgd, PAGE, bagian_fgd="isi", hari="2024-11-15")
    with closing(store_of(one_fgd)) as store:
        [talk] = store.find(Fgd)
        app.selectbox(key="fgd_isi_pilih").select(talk.id).run()
        place = next(t.key for t in app.text_input if t.key and t.key.endswith("tempat"))
        app.text_input(key=place).input("Aula").run()
        with store.session(oleh="rekan") as unit:
            unit.change(Fgd, talk.id, talk.versi, {"tempat": "Pendopo"})
        button(app, "Simpan FGD").click().run()
        told = words(app)
        assert "ada yang lebih dahulu mengubahnya" in told
        assert "oleh rekan" in told
        assert "Isian yang berbeda: Tempat." in told
        assert app.text_input(key=place).value == "Aula"
        assert store.find(Fgd)[0].tempat == "Pendopo"
        button(app, "Muat yang terbaru").click().run()
        place = next(t.key for t in app.text_input if t.key and t.key.endswith("tempat"))
        assert app.text_input(key=place).value == "Pendopo"
        app.text_input(key=place).input("Aula").run()
        button(app, "Simpan FGD").click().run()
        assert store.find(Fgd)[0].tempat == "Aula"


def test_the_state_of_a_follow_up_is_changed_from_the_list(
    open_page: Open, words: Words, one_fgd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finish(_: str, table: pd.DataFrame) -> pd.DataFrame:
        table["keadaan"] = "selesai"
        return table

    monkeypatch.setattr(st, "data_editor", editing(finish))
    app = open_page(one_fgd, PAGE, hari="2024-11-15")
    assert "1 dari 1 tindak lanjut yang belum selesai sudah terlambat; terbanyak Dinas Sosial (1)" in words(app)
    button(app, "Simpan perubahan").click().run()
    assert "Keadaan 1 tindak lanjut diperbarui." in words(app)
    assert "Semua 1 tindak lanjut FGD sudah selesai" in words(app)
    with closing(store_of(one_fgd)) as store:
        assert [(i.keadaan, i.versi) for i in store.find(TindakLanjut)] == [("selesai", 2)]


def remark(words: str) -> Callable[[str, pd.DataFrame], pd.DataFrame]:
    """Return what writes a remark beside the survey."""

    def written(_: str, table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table["uraian"] == "Survei jamban", "keterangan"] = words
        return table

    return written


def test_a_remark_is_saved_though_someone_closes_another_item_meanwhile(
    open_page: Open, words: Words, one_fgd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(store_of(one_fgd)) as store:
        with store.session(oleh="rekan") as unit:
            talk = unit.find(Fgd)[0].id
            other = unit.add(TindakLanjut(id_fgd=talk, uraian="Usulan", penanggung_jawab="Baznas", keadaan="terbuka"))
        monkeypatch.setattr(st, "data_editor", editing(remark("Menunggu anggaran")))
        app = open_page(one_fgd, PAGE, hari="2024-11-15", kecamatan="33.27.04")
        with store.session(oleh="rekan") as unit:
            unit.change(TindakLanjut, other.id, other.versi, {"keadaan": "selesai"})
        button(app, "Simpan perubahan").click().run()
        assert "Keadaan 1 tindak lanjut diperbarui." in words(app)
        assert {i.uraian: (i.keterangan, i.keadaan) for i in store.find(TindakLanjut)} == {
            "Survei jamban": ("Menunggu anggaran", "terbuka"), "Usulan": (None, "selesai"),
        }  # fmt: skip


def test_a_remark_about_the_last_item_that_someone_closes_is_not_lost_silently(
    open_page: Open, words: Words, one_fgd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "data_editor", editing(remark("Menunggu anggaran")))
    app = open_page(one_fgd, PAGE, hari="2024-11-15")
    with closing(store_of(one_fgd)) as store:
        [own] = store.find(TindakLanjut)
        with store.session(oleh="rekan") as unit:
            unit.change(TindakLanjut, own.id, own.versi, {"keadaan": "selesai"})
        button(app, "Simpan perubahan").click().run()
        told = words(app)
        assert "ada yang lebih dahulu mengubahnya" in told
        assert "Tindak lanjut ini sudah diubah oleh rekan" in told
        assert store.find(TindakLanjut)[0].keterangan is None
        button(app, "Muat yang terbaru").click().run()
        assert not [b for b in app.button if b.label == "Simpan perubahan"]


def edited(open_page: Open, folder: Path) -> tuple[AppTest, str]:
    """Return the page with the one FGD opened and a place typed, and the key of the place."""
    app = open_page(folder, PAGE, bagian_fgd="isi", hari="2024-11-15")
    with closing(store_of(folder)) as store:
        app.selectbox(key="fgd_isi_pilih").select(store.find(Fgd)[0].id).run()
    place = next(t.key for t in app.text_input if t.key and t.key.endswith("tempat"))
    app.text_input(key=place).input("Aula").run()
    return app, place


@pytest.mark.parametrize("typed", ["Aula", "Balai desa"])
def test_an_fgd_that_someone_removes_while_it_is_edited_stays_until_that_is_told(
    open_page: Open, words: Words, one_fgd: Path, typed: str
) -> None:
    app, place = edited(open_page, one_fgd)
    app.text_input(key=place).input(typed)
    with closing(store_of(one_fgd)) as store:
        [talk], [item] = store.find(Fgd), store.find(TindakLanjut)
        with store.session(oleh="rekan") as unit:
            unit.remove(TindakLanjut, item.id, item.versi)
            unit.remove(Fgd, talk.id, talk.versi)
        button(app, "Simpan FGD").click().run()
        assert "FGD ini sudah dihapus oleh rekan" in words(app)
        assert (app.text_input(key=place).value, app.selectbox(key="fgd_isi_pilih").value) == (typed, talk.id)
        button(app, "Muat yang terbaru").click().run()
        assert app.selectbox(key="fgd_isi_pilih").value == ""
        assert store.frame(Fgd).height == 0


def test_an_fgd_that_leaves_the_filter_stays_while_it_is_edited(open_page: Open, words: Words, one_fgd: Path) -> None:
    app, place = edited(open_page, one_fgd)
    app.date_input(key="hari_laporan").set_value(dt.date(2024, 1, 1)).run()
    app.multiselect(key="saringan_kecamatan").select("33.27.10").run()
    assert app.text_input(key=place).value == "Aula"
    button(app, "Simpan FGD").click().run()
    assert "Sudah disimpan" in words(app)
    assert app.selectbox(key="fgd_isi_pilih").value == ""
    with closing(store_of(one_fgd)) as store:
        assert [talk.tempat for talk in store.find(Fgd)] == ["Aula"]


def test_an_fgd_of_a_day_to_come_is_refused(open_page: Open, words: Words, one_fgd: Path) -> None:
    app, place = edited(open_page, one_fgd)
    app.date_input(key=place.replace("tempat", "tanggal")).set_value(dt.date(2062, 5, 2))
    button(app, "Simpan FGD").click().run()
    assert "Tanggal FGD: belum terjadi. Tulis hari FGD yang sudah dilakukan." in words(app)
    assert app.text_input(key=place).value == "Aula"
    with closing(store_of(one_fgd)) as store:
        assert store.find(Fgd)[0].tanggal == dt.date(2024, 5, 2)


def test_the_finding_does_not_call_finished_what_was_called_off(open_page: Open, words: Words, one_fgd: Path) -> None:
    with closing(store_of(one_fgd)) as store, store.session(oleh="rekan") as unit:
        [item] = unit.find(TindakLanjut)
        unit.change(TindakLanjut, item.id, item.versi, {"keadaan": "batal"})
    assert "Semua 1 tindak lanjut FGD sudah selesai atau batal" in words(open_page(one_fgd, PAGE))


def test_many_days_are_written_as_other_numbers_are(open_page: Open, words: Words, one_fgd: Path) -> None:
    late = dt.date(2024, 6, 1) + dt.timedelta(days=9085)
    assert "Terlambat 9.085 hari" in words(open_page(one_fgd, PAGE, hari=late.isoformat()))


def test_removing_asks_first(open_page: Open, words: Words, one_fgd: Path) -> None:
    app = open_page(one_fgd, PAGE, bagian_fgd="isi", hari="2024-11-15")
    with closing(store_of(one_fgd)) as store:
        app.selectbox(key="fgd_isi_pilih").select(store.find(Fgd)[0].id).run()
        assert button(app, "Hapus").disabled
        next(c for c in app.checkbox if c.key and c.key.endswith("yakin")).check().run()
        button(app, "Hapus").click().run()
        assert "dihapus; riwayatnya tetap tersimpan" in words(app)
        assert (store.frame(Fgd).height, store.frame(TindakLanjut).height) == (0, 0)


def test_who_may_not_record_reads_and_has_no_entry(
    open_page: Open, words: Words, one_fgd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "may_record", lambda: False)
    app = open_page(one_fgd, PAGE, bagian_fgd="isi")
    assert "Catatan hanya dapat dibaca dari sini" in words(app)
    assert not [b for b in app.button if b.label.startswith("Simpan")]
    listed = open_page(one_fgd, PAGE, hari="2024-11-15")
    assert "Survei jamban" in words(listed)
    assert not [b for b in listed.button if b.label.startswith("Simpan")]


def test_a_mix_of_sample_and_real_records_is_told_and_today_counts(
    open_page: Open, words: Words, data: Path, tmp_path: Path
) -> None:
    mixed = copied(data, tmp_path)
    with closing(store_of(mixed)) as store:
        samples = store.frame(Fgd).height + store.frame(TindakLanjut).height
        with store.session(oleh="operator") as unit:
            unit.add(Fgd(kode_desa=MAJALANGU, tanggal=dt.date(2024, 11, 20)))
    told = words(open_page(mixed, PAGE))
    assert f"{number(samples)} dari {number(samples + 1)} di antaranya data contoh sintetis" in told
    assert full_date(SAMPLE_DAY) not in told.split("</h1>")[1].split("</p>")[0]
