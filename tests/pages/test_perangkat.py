"""The page Perangkat Daerah: loads, desa without anyone, one agency, the known assignments, entering."""

from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from dampingan.formats import number
from dampingan.measures.assistance import MOST_UNITS, pairs, unassisted
from dampingan.measures.desa_table import desa_table
from dampingan.measures.selection import select_targets
from dampingan.records.models import Penugasan, PerangkatDaerah
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui.perangkat import entry
from dampingan.ui.perangkat.agencies import agencies
from tests.measures.record_frames import records
from tests.pages.recorded import copied, store_of

PAGE = "pages/pendampingan/perangkat_daerah.py"
KNOWN = {"33.27.04.2010", "33.27.13.2005", "33.27.09.2018"}

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def sampled(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records; only read."""
    return copied(data, tmp_path_factory.mktemp("pd"))


@pytest.fixture
def empty(data: Path, tmp_path: Path) -> Path:
    return copied(data, tmp_path, sample=False)


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def plain(told: str) -> str:
    return told.replace("</span>", "")


def test_the_overview_counts_loads_and_lacks(open_page: Open, words: Words, sampled: Path, rules: Rules) -> None:
    told = plain(words(open_page(sampled, PAGE)))
    table = desa_table(SnapshotStore(sampled).read("2024"), rules)
    chosen = select_targets(table, rules.sasaran).terpilih["kode_desa"].to_list()
    with closing(store_of(sampled)) as store:
        assigned = store.frame(Penugasan)
    lacking = unassisted(assigned, chosen, table, year=2024)
    many = pairs(assigned, 2024).group_by("id_perangkat_daerah").len()
    over = many.filter(pl.col("len") > MOST_UNITS).height
    assert f"{number(over)} kelebihan beban, {number(lacking.height)} desa dampingan tanpa pendamping" in told
    assert f"lebih dari {MOST_UNITS} desa/kelurahan (aturan aplikasi, bukan ketentuan resmi)" in told
    assert all(f">{name}</a>" in told for name in lacking["nama"])
    assert told.count("Berlebih") == over


def test_the_card_counts_the_overloaded_that_the_title_counts_and_the_others_come_last(
    open_page: Open, words: Words, sampled: Path
) -> None:
    told = plain(words(open_page(sampled, PAGE, kecamatan="33.27.04", tahun_pd="2024")))
    with closing(store_of(sampled)) as store:
        assigned = pairs(store.frame(Penugasan), 2024)
    here = set(assigned.filter(pl.col("kode_desa").str.starts_with("33.27.04"))["id_perangkat_daerah"])
    many = assigned.group_by("id_perangkat_daerah").len().filter(pl.col("len") > MOST_UNITS)
    over = len(here & set(many["id_perangkat_daerah"]))
    assert 0 < over < many.height
    assert f'Kelebihan beban</div><div><span class="dmp-angka">{over} ' in told
    assert f"{over} kelebihan beban" in told
    table = told.split('aria-label="Beban tiap Perangkat Daerah"')[1].split("</table>")[0]
    counts = [int(row.split("<td")[1].split(">")[1].split("<")[0]) for row in table.split("<tr>")[2:]]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


def test_one_agency_of_the_link_shows_its_desa_and_their_figures(
    open_page: Open, words: Words, sampled: Path, rules: Rules
) -> None:
    told = plain(words(open_page(sampled, PAGE, bagian_pd="satu", perangkat="bappeda", tahun_pd="2024")))
    with closing(store_of(sampled)) as store:
        [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
        codes = [a.kode_desa for a in store.find(Penugasan, id_perangkat_daerah=bappeda.id)]
    table = desa_table(SnapshotStore(sampled).read("2024"), rules).filter(pl.col("kode_desa").is_in(codes))
    assert set(codes) >= KNOWN
    assert f"Bappeda mendampingi {len(codes)} desa/kelurahan dengan {number(table['rt_desil1'].sum())} rumah" in told
    assert all(f">{name}</a>" in told for name in table["nama"])
    assert "Asemdoyong" in told


def test_the_filter_narrows_the_desa_but_not_the_judgement_of_load(
    open_page: Open, words: Words, sampled: Path
) -> None:
    told = words(open_page(sampled, PAGE, bagian_pd="satu", perangkat="bappeda", kecamatan="33.27.04", tahun_pd="2024"))
    assert "Majalangu</a>" in told
    assert "Asemdoyong</a>" not in told


def test_a_year_without_assignments_and_a_wrong_link_are_no_failures(
    open_page: Open, words: Words, sampled: Path
) -> None:
    told = words(open_page(sampled, PAGE, tahun_pd="1066", perangkat="../etc", bagian_pd="satu"))
    assert "dmp-gangguan" not in told
    assert "Penugasan Perangkat Daerah tahun 2024" in told


def test_without_records_the_page_says_what_to_do(open_page: Open, words: Words, empty: Path) -> None:
    told = words(open_page(empty, PAGE))
    assert "Belum ada catatan penugasan" in told
    assert "python -m dampingan catatan contoh" in told
    assert "Belum ada penugasan yang berlaku tahun" in told


def test_the_known_assignments_are_loaded_by_one_button_and_only_once(
    open_page: Open, words: Words, empty: Path
) -> None:
    app = press(open_page(empty, PAGE, bagian_pd="isi"), "Muat penugasan yang diketahui")
    assert "34 Perangkat Daerah dan 3 penugasan ditambahkan." in words(app)
    with closing(store_of(empty)) as store:
        assigned = store.find(Penugasan)
        assert {a.kode_desa for a in assigned} == KNOWN
        assert {(a.tahun_mulai, a.tahun_selesai, a.contoh) for a in assigned} == {(2022, 2024, False)}
    press(app, "Muat penugasan yang diketahui")
    assert "Semuanya sudah tercatat" in words(app)
    app.segmented_control(key="pilihan_bagian_pd").set_value("satu").run()
    assert "Bappeda mendampingi 3 desa/kelurahan" in plain(words(app))


def test_a_failure_behind_a_button_is_told_in_words_and_logged(
    open_page: Open, words: Words, empty: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    app = open_page(empty, PAGE, bagian_pd="isi")
    monkeypatch.setattr(entry, "seed_known", fail)
    told = words(press(app, "Muat penugasan yang diketahui"))
    assert "Terjadi kesalahan pada halaman ini" in told
    assert "Daftar Perangkat Daerah" in told
    assert not app.exception
    assert [line.exc_info[0] for line in caplog.records if line.name == "dampingan" and line.exc_info] == [
        ZeroDivisionError
    ]


def test_an_assignment_is_added_changed_and_ended(open_page: Open, words: Words, empty: Path) -> None:
    app = press(open_page(empty, PAGE, bagian_pd="isi"), "Muat penugasan yang diketahui")
    with closing(store_of(empty)) as store:
        [health] = store.find(PerangkatDaerah, nama="Dinas Kesehatan")
    app.session_state["pd_penugasan_tabel_1"] = {
        "edited_rows": {0: {"tahun_selesai": 2023}},
        "added_rows": [{"kode_desa": "33.27.01.2001", "id_perangkat_daerah": health.id, "tahun_mulai": 2025}],
        "deleted_rows": [],
    }
    app.run()
    assert "1 ditambah dan 1 diubah." in words(press(app, "Simpan 2 perubahan"))
    with closing(store_of(empty)) as store:
        ended = {a.kode_desa: (a.tahun_mulai, a.tahun_selesai) for a in store.find(Penugasan)}
    assert ended["33.27.04.2010"] == (2022, 2023)
    assert ended["33.27.01.2001"] == (2025, None)


def test_the_same_assignment_twice_is_refused_beside_the_table(open_page: Open, words: Words, empty: Path) -> None:
    app = press(open_page(empty, PAGE, bagian_pd="isi"), "Muat penugasan yang diketahui")
    with closing(store_of(empty)) as store:
        [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
    twice = {"kode_desa": "33.27.04.2010", "id_perangkat_daerah": bappeda.id, "tahun_mulai": 2022}
    app.session_state["pd_penugasan_tabel_1"] = {"edited_rows": {}, "added_rows": [twice], "deleted_rows": []}
    told = words(press(app.run(), "Simpan 1 perubahan"))
    assert "Baris 4 (Majalangu), Desa/kelurahan, Perangkat Daerah, Tahun mulai: sudah ada pada catatan lain." in told


def test_an_agency_in_use_is_not_removed(open_page: Open, words: Words, empty: Path) -> None:
    app = press(open_page(empty, PAGE, bagian_pd="isi"), "Muat penugasan yang diketahui")
    with closing(store_of(empty)) as store:
        named = store.frame(PerangkatDaerah).sort("kelompok", "nama")["singkatan"].to_list()
    gone = {"edited_rows": {}, "added_rows": [], "deleted_rows": [named.index("Bappeda")]}
    app.session_state[str(app.data_editor[1].key)] = gone
    press(app.run(), "Simpan 1 perubahan")
    told = words(press(app, "Ya, hapus dan simpan"))
    assert "Perangkat Daerah ini masih dipakai pada 3 catatan Penugasan." in told


def test_addresses_hold_short_names_that_tell_agencies_apart() -> None:
    offices = records(
        PerangkatDaerah,
        [
            {"id": "a" * 32, "nama": "Dinas A/B"}, {"id": "b" * 32, "nama": "Dinas A B"},
            {"id": "c" * 32, "nama": "Badan X (BX)", "singkatan": "BX"}, {"id": "d" * 32, "nama": "Ω"},
        ],
    )  # fmt: skip
    found = agencies(offices)
    assert set(found) == {"dinas-a-b", "dinas-a-b-aaaaaa", "bx", "-dddddd"}
    assert found["bx"].pendek == "BX"


def test_all_desa_of_an_agency_come_in_one_file_and_as_a_presentation(
    open_page: Open, words: Words, sampled: Path
) -> None:
    with closing(store_of(sampled)) as store:
        offices, assigned = agencies(store.frame(PerangkatDaerah)), store.frame(Penugasan)
    own = {kode: pairs(assigned.filter(pl.col("id_perangkat_daerah") == a.id), 2024) for kode, a in offices.items()}
    kode, mine = next((k, units) for k, units in own.items() if k != "bappeda" and units.height > 1)
    app = open_page(sampled, PAGE, bagian_pd="satu", perangkat=kode, tahun_pd="2024")
    press(app, f"Siapkan berkas untuk {mine.height} desa dampingan")
    made = app.session_state[f"berkas_dampingan-{kode}_jadi"]
    assert len(PdfReader(BytesIO(made.isi)).pages) == mine.height
    stage = open_page(sampled, "pages/pimpinan/presentasi.py", seri=kode)
    assert stage.selectbox(key="pilihan_seri").value == kode
    told = plain(words(stage))
    assert "Penugasan tahun 2024 yang tercatat, sebagian atau seluruhnya data contoh" in told
    names = SnapshotStore(sampled).read("2024").desa.filter(pl.col("kode_desa").is_in(mine["kode_desa"].to_list()))
    assert all(name in told for name in names["nama"].to_list()[:3])


def test_what_is_recorded_for_bappeda_is_presented_beside_the_decree(open_page: Open, sampled: Path) -> None:
    with closing(store_of(sampled)) as store:
        [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
        mine = pairs(store.frame(Penugasan), 2024).filter(pl.col("id_perangkat_daerah") == bappeda.id)
    app = open_page(sampled, PAGE, bagian_pd="satu", perangkat="bappeda", tahun_pd="2024")
    link = next(one.proto for one in app.main.get("page_link") if one.proto.label.startswith("Presentasikan"))
    assert link.query_string == "seri=bappeda-catatan"
    box = open_page(sampled, "pages/pimpinan/presentasi.py", seri="bappeda-catatan").selectbox(key="pilihan_seri")
    assert box.value == "bappeda-catatan"
    assert box.options[:2] == [
        "Desa dampingan Bappeda menurut Keputusan Bupati · 3 desa",
        f"Desa dampingan Bappeda menurut catatan 2024 · {mine.height} desa",
    ]
    assert mine.height > len(KNOWN)
