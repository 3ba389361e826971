"""Data: what is loaded, how good it is, and loading, replacing and deleting for those who may."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.config import project_dir
from dampingan.formats import number, percent
from dampingan.measures.audit import join_audit
from dampingan.regions.boundary_store import current_report
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from dampingan.ui import access
from dampingan.ui.data import loading, quality
from dampingan.uploads import UPLOAD_FOLDER

DATA = "pages/data/data.py"
Files = tuple[Path, Path]
Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A small delivery that is not yet loaded."""
    return write_delivery(tmp_path_factory.mktemp("kiriman"), households=2000, seed=3, period="2023")


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Path:
    """A data folder with 2022 and 2024 that a test may change."""
    shutil.copytree(data / "snapshot", tmp_path / "snapshot")
    return tmp_path


def plain(text: str) -> str:
    return text.replace("</span>", "")


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def send(app: AppTest, period: str, files: Files) -> AppTest:
    """Fill in the form, press the button, and wait until the check has ended."""
    app.text_input(key="muat_periode").input(period)
    for order, file in enumerate(files):
        app.file_uploader[order].upload(file.name, file.read_bytes())
    app.run()
    press(app, "Periksa berkas")
    upload = app.session_state["data_unggahan"]
    upload.wait()
    return app.run()


def test_every_period_is_listed_with_its_source_counts_and_digest(open_page: Open, words: Words, data: Path) -> None:
    told = plain(words(open_page(data, DATA)))
    assert "2 periode dimuat: 2022 dan 2024; semuanya data contoh" in told
    store = SnapshotStore(data)
    for manifest in (store.manifest(p) for p in store.periods()):
        assert f"{number(manifest.rt)} rumah tangga" in told
        assert f"{number(manifest.jiwa)} jiwa" in told
        assert f'<code>{manifest.digest[:12]}</code><span class="dmp-kecil">utuh' in told
        assert all(f"<code>{file.sha256}</code>" in told for file in manifest.berkas)
    assert told.count("9 dari 9") == 2


def test_an_altered_and_a_damaged_period_are_called_so_and_the_others_stay(
    open_page: Open, words: Words, own: Path
) -> None:
    store = SnapshotStore(own)
    folder = store.root / "2022" / store.edition("2022")
    cube = pl.read_parquet(folder / "cube.parquet")
    cube.with_columns(rt=pl.col("rt") + 1).write_parquet(folder / "cube.parquet")
    told = plain(words(open_page(own, DATA)))
    assert told.count("TIDAK COCOK") == 1
    assert told.count('"dmp-kecil">utuh') == 1
    (folder / "snapshot.json").write_text("{}")
    assert "rusak: muat ulang atau hapus" in words(open_page(own, DATA))


def test_what_a_source_cannot_tell_is_named(open_page: Open, words: Words, data_lacking: Path) -> None:
    told = plain(words(open_page(data_lacking, DATA)))
    assert "5 dari 9" in told
    assert "Periode 2024 dimuat; data contoh" in told


def test_the_quality_report_shows_each_check_with_count_share_rows_and_mend(
    open_page: Open, words: Words, data: Path
) -> None:
    report = SnapshotStore(data).read("2024").quality
    app = open_page(data, DATA, bagian="mutu")
    told = plain(words(app))
    assert len(report.pemeriksaan) > 5
    for finding in report.pemeriksaan:
        assert finding.judul in told
        assert finding.perbaikan in told
        assert f'<td>{number(finding.jumlah)}<span class="dmp-kecil">dari {number(finding.dari)}' in told
        assert f"baris {finding.contoh[0].baris}" in told
        assert percent(finding.persen, 2) in told
    assert all(place in told for place in report.wilayah_tak_cocok)
    columns = app.dataframe[0].value
    worst = max(report.kolom, key=lambda c: c.pct_tidak_diketahui)
    assert columns.shape[0] == len(report.kolom)
    assert columns["Kolom"][0] == worst.kolom
    assert columns["Kosong"].sum() == sum(c.kosong for c in report.kolom)


def test_the_quality_report_can_be_taken_along(data: Path) -> None:
    report = SnapshotStore(data).read("2024").quality
    read = pd.read_csv(
        io.BytesIO(quality.csv_bytes(report, "DATA CONTOH SINTETIS")), sep=";", decimal=",", encoding="utf-8-sig"
    )
    first = report.pemeriksaan[0]
    assert read["pemeriksaan"].unique().tolist() == list(dict.fromkeys(f.judul for f in report.pemeriksaan))
    assert (read["jumlah"][0], read["dari"][0]) == (first.jumlah, first.dari)
    assert (read["sumber_data"] == "DATA CONTOH SINTETIS").all()


def test_the_audit_names_what_is_missing_once_and_follows_the_filter(open_page: Open, words: Words, data: Path) -> None:
    store = SnapshotStore(data)
    found = join_audit([store.read(p) for p in store.periods()])
    app = open_page(data, DATA, bagian="audit")
    shown = app.dataframe[0].value
    assert shown.shape[0] == found.select("masalah", "kode_desa").unique().height
    basari = shown[shown["Desa/kelurahan"] == "Sodong Basari"].set_index("Temuan")
    assert basari.loc["tanpa baris data", "Periode"] == "2022"
    assert basari.loc["tanpa kode BPS", "Periode"] == ""
    assert basari["Penjelasan"].unique().tolist() == ["dimekarkan dari Sikasur setelah keputusan 2022"]
    here = open_page(data, DATA, bagian="audit", kecamatan="33.27.12").dataframe[0].value
    assert here["Kecamatan"].unique().tolist() == ["Comal"]
    assert "Kecamatan Comal" in words(open_page(data, DATA, bagian="audit", kecamatan="33.27.12"))


def test_a_delivery_is_checked_shown_and_published_only_when_told(
    open_page: Open, words: Words, own: Path, delivery: Files
) -> None:
    store = SnapshotStore(own)
    app = send(open_page(own, DATA, bagian="muat"), "2023", delivery)
    told = plain(words(app))
    assert "Periode 2023 siap diterbitkan" in told
    found = app.session_state["data_unggahan"].snapshot.quality.pemeriksaan
    assert len(found) > 3
    assert all(finding.judul in told and finding.perbaikan in told for finding in found)
    assert store.periods() == ["2022", "2024"]
    press(app, "Terbitkan")
    manifest = store.manifest("2023")
    told = plain(words(app))
    assert "Periode 2023 sudah diterbitkan" in told
    assert f"{number(manifest.rt)} rumah tangga" in told
    assert "3 periode dimuat: 2022, 2023, dan 2024" in told
    assert app.selectbox(key="saringan_periode").options == ["2024", "2023", "2022"]
    assert [f.name for f in (own / UPLOAD_FOLDER).rglob("*") if f.is_file()] == [".kunci"]


def test_real_data_beside_the_sample_bring_a_word_of_warning(
    open_page: Open, words: Words, own: Path, delivery: Files, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("asli")
    files = (folder / "ruta.csv", folder / "art.csv")
    for file, source in zip(files, delivery, strict=True):
        pl.read_csv(source, infer_schema=False).drop("Keterangan").write_csv(file)
    told = plain(words(send(open_page(own, DATA, bagian="muat"), "2023", files)))
    assert "Data contoh masih dimuat untuk periode 2024 dan 2022." in told
    assert "Data contoh sintetis: BDT" not in told


def test_the_server_forgets_the_files_once_they_were_taken_over() -> None:
    def script() -> None:
        import streamlit as st
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        from dampingan.ui import uploader

        given = uploader.pick("Berkas", key="uji")
        run = get_script_run_ctx()
        held = run.uploaded_file_mgr.get_files(run.session_id, [given.file_id] if given else [])
        if given:
            uploader.release("uji")
        left = run.uploaded_file_mgr.get_files(run.session_id, [given.file_id] if given else [])
        st.text(f"{len(held)} {len(left)}")

    app = AppTest.from_function(script).run()
    app.file_uploader[0].upload("a.csv", b"isi").run()
    assert app.text[0].value == "1 0"
    app.run()
    assert app.text[0].value == "0 0"


def test_files_of_an_app_that_was_killed_are_cleared_away(open_page: Open, own: Path) -> None:
    left = own / UPLOAD_FOLDER / "u-mati"
    left.mkdir(parents=True)
    (left / "ruta.csv").write_text("sisa")
    open_page(own, DATA)
    assert not left.exists()


def test_a_discarded_delivery_leaves_everything_as_it_was(
    open_page: Open, words: Words, own: Path, delivery: Files
) -> None:
    app = press(send(open_page(own, DATA, bagian="muat"), "2023", delivery), "Buang")
    assert SnapshotStore(own).periods() == ["2022", "2024"]
    assert "Muat satu periode" in words(app)


def test_a_period_that_is_there_is_replaced_only_when_confirmed(
    open_page: Open, words: Words, own: Path, delivery: Files
) -> None:
    store = SnapshotStore(own)
    before, there = store.edition("2024"), store.manifest("2024")
    app = send(open_page(own, DATA, bagian="muat"), "2024", delivery)
    told = plain(words(app))
    assert "Periode 2024 sudah dimuat" in told
    assert f"Yang sekarang: {number(there.rt)} rumah tangga" in told
    publish = next(b for b in app.button if b.label == "Terbitkan")
    assert publish.disabled
    app.checkbox(key="muat_ganti").check().run()
    press(app, "Terbitkan")
    assert store.edition("2024") != before
    assert f"{number(store.manifest('2024').rt)} rumah tangga" in plain(words(app))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _, art: (art, art), "tempat 1 untuk berkas rumah tangga"),
        (lambda ruta, _: (ruta, b"%PDF-1.4"), "dokumen PDF, bukan tabel"),
        (lambda ruta, art: (ruta[: ruta.index(b"\n") + 1], art), "hanya berisi judul kolom"),
        (lambda _, art: (b"", art), "kosong (0 bita)"),
    ],
)
def test_a_bad_file_shows_its_message_and_nothing_changes(
    change: Callable[[bytes, bytes], tuple[bytes, bytes]],
    message: str,
    open_page: Open,
    words: Words,
    own: Path,
    delivery: Files,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("salah")
    contents = change(delivery[0].read_bytes(), delivery[1].read_bytes())
    files = (folder / "ruta.csv", folder / "art.csv")
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    app = send(open_page(own, DATA, bagian="muat"), "2023", files)
    told = plain(words(app))
    assert "Berkas periode 2023 tidak dapat dimuat" in told
    assert message in told
    assert "--" not in told
    assert SnapshotStore(own).periods() == ["2022", "2024"]
    press(app, "Pilih berkas lain")
    assert len(app.file_uploader) == 3


@pytest.mark.parametrize("period", ["", "2024-13", "dua ribu"])
def test_a_period_that_is_none_is_refused_before_anything_is_taken(
    period: str, open_page: Open, words: Words, own: Path, delivery: Files
) -> None:
    app = open_page(own, DATA, bagian="muat")
    app.text_input(key="muat_periode").input(period)
    for order, file in enumerate(delivery):
        app.file_uploader[order].upload(file.name, file.read_bytes())
    app.run()
    press(app, "Periksa berkas")
    assert "Tulis tahun (2024) atau tahun-bulan (2024-06)." in words(app)
    assert not (own / UPLOAD_FOLDER).exists()


def test_two_sessions_load_at_once_without_seeing_each_other(
    open_page: Open, words: Words, own: Path, delivery: Files
) -> None:
    one, other = open_page(own, DATA, bagian="muat"), open_page(own, DATA, bagian="muat")
    send(one, "2023", delivery)
    send(other, "2021", delivery)
    assert "Periode 2023 siap diterbitkan" in words(one)
    press(other, "Terbitkan")
    assert SnapshotStore(own).periods() == ["2021", "2022", "2024"]
    one.run()
    assert "Periode 2023 siap diterbitkan" in words(one)
    press(one, "Terbitkan")
    assert SnapshotStore(own).periods() == ["2021", "2022", "2023", "2024"]


def test_who_publishes_a_period_second_sees_first_what_is_there_now(
    open_page: Open, words: Words, own: Path, delivery: Files
) -> None:
    one, other = open_page(own, DATA, bagian="muat"), open_page(own, DATA, bagian="muat")
    send(one, "2023", delivery)
    send(other, "2023", delivery)
    press(one, "Terbitkan")
    first = SnapshotStore(own).edition("2023")
    press(other, "Terbitkan")
    assert "baru saja diubah dari tempat lain" in words(other)
    assert "Periode 2023 sudah dimuat" in words(other)
    assert SnapshotStore(own).edition("2023") == first


def test_a_period_is_deleted_only_when_its_name_is_typed(open_page: Open, words: Words, own: Path) -> None:
    store = SnapshotStore(own)
    kept = store.edition("2024")
    app = open_page(own, DATA)
    app.selectbox(key="hapus_periode").set_value("2022").run()
    app.text_input(key="hapus_ketik").input("2024")
    press(app, "Hapus periode ini")
    assert "Ketik 2022 tepat seperti itu" in words(app)
    assert store.periods() == ["2022", "2024"]
    app.selectbox(key="hapus_periode").set_value("2022").run()
    app.text_input(key="hapus_ketik").input("2022")
    press(app, "Hapus periode ini")
    assert "Periode 2022 sudah dihapus" in words(app)
    assert store.periods() == ["2024"]
    assert store.edition("2024") == kept
    assert not (store.root / "2022").exists()


def test_a_period_deleted_meanwhile_is_told(open_page: Open, words: Words, own: Path) -> None:
    app = open_page(own, DATA)
    app.selectbox(key="hapus_periode").set_value("2022").run()
    app.text_input(key="hapus_ketik").input("2022")
    SnapshotStore(own).delete("2022")
    press(app, "Hapus periode ini")
    assert "Periode 2022 tidak dapat dihapus" in words(app)
    assert SnapshotStore(own).periods() == ["2024"]


def test_official_boundaries_are_taken_over_and_a_bad_file_leaves_them(
    open_page: Open, words: Words, own: Path
) -> None:
    outlines = (project_dir() / "static" / "geo" / "skematik.json").read_bytes()
    app = open_page(own, DATA, bagian="batas")
    assert "Batas resmi belum dimuat" in words(app)
    app.file_uploader[0].upload("batas.geojson", outlines).run()
    press(app, "Periksa dan pakai")
    report = current_report(own / "batas")
    assert report is not None
    assert (report.file, report.matched_by_code) == ("batas.geojson", len(json.loads(outlines)["features"]))
    told = plain(words(app))
    assert "Batas resmi sudah dipakai" in told
    assert f"Batas resmi yang dipakai: {report.matched_by_code} dari 223" in told
    app.file_uploader[0].upload("batas.geojson", b'{"type": "FeatureCollection", "features": []}').run()
    press(app, "Periksa dan pakai")
    assert "Batas tidak dapat dipakai; peta tetap seperti semula" in words(app)
    assert current_report(own / "batas") == report
    assert [f.name for f in (own / UPLOAD_FOLDER).rglob("*") if f.is_file()] == [".kunci"]


@pytest.mark.parametrize(
    ("address", "alone"),
    [("127.0.0.1", True), ("127.0.1.1", True), ("localhost", True), ("::1", True), ("[::1]", True),
     ("0.0.0.0", False),  # noqa: S104
     ("10.1.2.3", False), ("", False), (None, False), ("dasbor.pemalang.go.id", False),
     ("127.0.0.1.example.org", False)],
)  # fmt: skip
def test_only_a_loopback_address_counts_as_this_machine_alone(address: str | None, *, alone: bool) -> None:
    assert access.is_loopback(address) is alone


@pytest.mark.parametrize("part", ["dimuat", "mutu", "audit", "muat", "batas"])
def test_open_to_a_network_the_page_can_only_be_read(
    part: str, open_page: Open, words: Words, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "is_loopback", lambda _address: False)
    app = open_page(data, DATA, bagian=part)
    assert not app.exception
    assert len(app.file_uploader) == 0
    assert not [b for b in app.button if b.label in {"Hapus periode ini", "Periksa berkas", "Periksa dan pakai"}]
    assert ("Hanya dapat dibaca dari sini" in words(app)) == (part in {"muat", "batas"})


def test_a_right_that_was_taken_away_meanwhile_stops_the_deed(
    open_page: Open, own: Path, delivery: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = send(open_page(own, DATA, bagian="muat"), "2023", delivery)
    monkeypatch.setattr(access, "is_loopback", lambda _address: False)
    press(app, "Terbitkan")
    assert SnapshotStore(own).periods() == ["2022", "2024"]


def test_an_unknown_part_of_a_link_opens_the_first(open_page: Open, words: Words, data: Path) -> None:
    assert "Periode yang dimuat" in words(open_page(data, DATA, bagian="../../etc"))


def test_the_words_of_the_command_line_become_those_of_the_page() -> None:
    assert loading.for_this_page("Sebutkan dialeknya, misalnya --dialek bdt.") == (
        "Sebutkan dialeknya, misalnya dialek bdt."
    )
