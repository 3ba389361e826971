"""The page Musdes: its figures against the store and the core, and that nobody sees a household without the role."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.config import default_rules_file
from dampingan.exports.musdes_form import make_form
from dampingan.formats import number
from dampingan.measures.musdes_progress import HELD, MusdesFrames, progress, results_of
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.musdes.totals import Totals
from dampingan.records import terms
from dampingan.records.models import Musdes, MusdesHasil, MusdesRuta, Program
from dampingan.records.place import record_store
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui.musdes.page import headline
from tests.musdes.conftest import BELUM, DESA, LAYAK, MAMPU, OTHER_DESA, PINDAH, TODAY, filled, row_count
from tests.pages.conftest import load
from tests.pages.recorded import copied

PAGE = "pages/pendampingan/musdes.py"
Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def recorded(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with records beside it."""
    return copied(data, tmp_path_factory.mktemp("musdes_halaman"))


def frames(folder: Path) -> MusdesFrames:
    store = record_store(folder)
    found = MusdesFrames(*(store.frame(model) for model in (Musdes, MusdesHasil, MusdesRuta)))
    store.close()
    return found


def test_without_records_the_page_says_what_to_do(open_page: Open, words: Words, data: Path) -> None:
    told = words(open_page(data, PAGE))
    assert "Belum ada Musdes yang selesai untuk 223 desa/kelurahan di sini" in told
    assert "python -m dampingan catatan contoh" in told


def test_title_cards_and_lines_are_sums_of_the_meetings(
    open_page: Open, words: Words, recorded: Path, rules: Rules
) -> None:
    records = frames(recorded)
    units = SnapshotStore(recorded).read("2024").desa
    rows = progress(units, records, period="2024", leaving=rules.musdes.keluar).filter(pl.col("keadaan") == HELD)
    app = open_page(recorded, PAGE)
    told = words(app).replace("</span>", "")
    verified, out, new = (number(rows[name].sum()) for name in ("terverifikasi", "keluar", "usulan_baru"))
    assert (
        f"Musdes selesai di {rows.height} dari 223 desa/kelurahan: dari {verified} rumah tangga yang diverifikasi, "
        f"{out} keluar dari daftar; {new} diusulkan baru"
    ) in told
    assert f'Valid menurut Berita Acara</div><div><span class="dmp-angka">{number(rows["valid"].sum())} ' in told
    found = results_of(units["kode_desa"].to_list(), records, period="2024")
    totals = Totals({status: found.get(status, 0) for status in terms.STATUS_VERIFIKASI})
    assert totals.cocok
    assert f"g. Jumlah valid (a + f)</th><td>{number(totals.line('g'))}</td>" in told
    assert totals.line("g") == rows["valid"].sum() == app.dataframe[0].value["Valid"].sum()


@pytest.mark.parametrize(("proposed", "ending"), [(0, "3 keluar dari daftar"), (2, "; 2 diusulkan baru")])
def test_the_title_tells_the_proposed_only_where_there_are_any(proposed: int, ending: str) -> None:
    row = {"keadaan": HELD, "terverifikasi": 36, "keluar": 3, "usulan_baru": proposed}
    view = SimpleNamespace(saringan=SimpleNamespace(kind="desa"), manifest=SimpleNamespace(unit="rumah tangga"))
    told = headline(view, pl.DataFrame([row]))  # type: ignore[arg-type]
    assert told.startswith("Musdes selesai di 1 dari 1 desa: dari 36 rumah tangga yang diverifikasi, 3 keluar")
    assert told.endswith(ending)


def test_the_filter_narrows_meetings_and_sums(open_page: Open, words: Words, recorded: Path) -> None:
    app = open_page(recorded, PAGE, kecamatan="33.27.04")
    assert set(app.dataframe[0].value["Kecamatan"]) == {"Watukumpul"}
    assert "dari 15 desa/kelurahan" in words(app)


def test_results_known_as_numbers_alone_change_no_indicator(open_page: Open, words: Words, recorded: Path) -> None:
    told = words(open_page(recorded, PAGE, bagian_musdes="banding"))
    assert "hasil Musdes tercatat sebagai jumlah saja" in told
    assert "Sesudah (%)" not in told


def test_nobody_makes_a_form_without_the_role(open_page: Open, words: Words, recorded: Path) -> None:
    app = open_page(recorded, PAGE, bagian_musdes="formulir")
    assert "Formulir hanya untuk verifikator" in words(app)
    assert [b for b in app.button if b.label == "Siapkan formulir"] == []
    assert not app.get("file_uploader")


def test_the_profile_of_a_desa_tells_what_is_recorded_of_it(
    open_page: Open, words: Words, recorded: Path, rules: Rules
) -> None:
    records = frames(recorded)
    units = SnapshotStore(recorded).read("2024").desa
    row = (
        progress(units, records, period="2024", leaving=rules.musdes.keluar)
        .filter(pl.col("keadaan") == HELD)
        .row(0, named=True)
    )
    store = record_store(recorded)
    programmes = [p for p in store.find(Program, kode_desa=row["kode_desa"]) if p.status != "batal"]
    store.close()
    told = words(open_page(recorded, "pages/analisis/profil_desa.py", desa=row["kode_desa"])).replace("</span>", "")
    assert f"Pendampingan {row['nama']}" in told
    assert (
        f"dari {number(row['terverifikasi'])} rumah tangga yang diverifikasi, {number(row['keluar'])} keluar dari "
        f"daftar; {number(row['usulan_baru'])} usulan baru; {number(row['belum'])} belum diverifikasi."
    ) in told
    assert f"{len(programmes)} program tercatat" in told
    newest = max(p.tahun for p in programmes)
    assert [p for p in programmes if p.tahun == newest and (p.kegiatan or p.program) not in told] == []


def test_all_finished_meetings_are_told_as_one(open_page: Open, words: Words, tmp_path: Path, rules: Rules) -> None:
    load(tmp_path, "2024")
    store = record_store(tmp_path)
    site = Site(tmp_path, store, rules)
    listed = {}
    for kode in (DESA, OTHER_DESA):
        form = make_form(site, kode, "2024", oleh="uji", desil=(1,))
        listed[kode] = row_count(form)
        told = read_return(site, filled(form, [LAYAK, PINDAH]), "2024", today=TODAY)
        save_return(site, told, oleh="uji")
    store.close()
    whole, gone = sum(listed.values()), sum(count // 2 for count in listed.values())
    app = open_page(tmp_path, PAGE, bagian_musdes="banding", desa="semua")
    assert f"2 desa dan kelurahan: dari {whole} menjadi {whole - gone} rumah tangga desil 1" in words(app)
    assert f"{gone} keluar; 0 dari yang tersisa belum diverifikasi" in words(app)
    assert app.selectbox(key="pilihan_desa").options[0] == "Semua yang selesai (2)"
    app = open_page(tmp_path, PAGE, bagian_musdes="banding", desa="semua", kecamatan="33.27.01")
    assert "belum diverifikasi" in words(app)  # none is finished within the filter: a desa is shown instead


def test_meetings_known_as_numbers_alone_are_said_to_be_so(open_page: Open, words: Words, recorded: Path) -> None:
    app = open_page(recorded, PAGE, bagian_musdes="banding", desa="semua")
    assert "hasil Musdesnya tercatat sebagai jumlah saja" in words(app)


def test_page_and_profile_tell_the_union_of_two_meetings_by_the_rule_in_force(
    open_page: Open, words: Words, tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows 1 to 10 are well off by the form of March, rows 11 to 15 poor by that of May; then a rule without mampu."""
    load(tmp_path, "2024")
    store = record_store(tmp_path)
    site = Site(tmp_path, store, rules)
    listed = 0
    for day, rows, answer in ((dt.date(2026, 3, 10), range(10), MAMPU), (dt.date(2026, 5, 10), range(10, 15), LAYAK)):
        form = make_form(site, DESA, "2024", oleh="uji", desil=(1,))
        listed = row_count(form)
        answers = [answer if number in rows else BELUM for number in range(listed)]
        told = read_return(site, filled(form, answers, cells={"Notulen": {"B4": day}}), "2024", today=TODAY)
        save_return(site, told, oleh="uji")
    store.close()
    found = words(open_page(tmp_path, PAGE)).replace("</span>", "")
    assert "dari 15 rumah tangga yang diverifikasi, 10 keluar dari daftar" in found
    assert "Tidak layak/mampu, meninggal, pindah, tidak ditemukan, dan ganda" in found
    assert f"Belum: {listed - 15}" in found
    profile = words(open_page(tmp_path, "pages/analisis/profil_desa.py", desa=DESA)).replace("</span>", "")
    assert "dari 15 rumah tangga yang diverifikasi, 10 keluar dari daftar; 0 usulan baru" in profile
    shipped = default_rules_file().read_text("utf-8")
    (tmp_path / "rules.toml").write_text(shipped.replace('keluar = ["mampu", ', "keluar = ["), "utf-8")
    monkeypatch.setenv("DAMPINGAN_ATURAN", str(tmp_path / "rules.toml"))
    found = words(open_page(tmp_path, PAGE)).replace("</span>", "")
    assert "dari 15 rumah tangga yang diverifikasi, 0 keluar dari daftar" in found
    assert "Meninggal, pindah, tidak ditemukan, dan ganda" in found
    assert "yang juga terhitung keluar" not in found
