"""The page on stages: the board, what is overdue, noting a stage, and the agencies' reports."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.exports.agency_words import summary_lines
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date, number, short_date
from dampingan.measures.stages import StageCounts, companions, stage_counts, stage_table
from dampingan.records.models import Musdes, Penugasan, PerangkatDaerah, Tahap
from dampingan.records.sample_drafts import PERIOD, SAMPLE_DAY
from dampingan.records.terms import TAHAP
from dampingan.regions.reference import units
from dampingan.ui import access
from dampingan.ui.catatan.day import today
from dampingan.ui.tahapan import report, taking_away
from tests.pages.recorded import copied, store_of

NO_BREAK = "\u00a0"
PAGE = "pages/pendampingan/tahapan.py"
MAJALANGU = "33.27.04.2010"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def sampled(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records; only read."""
    return copied(data, tmp_path_factory.mktemp("tahapan"))


@pytest.fixture
def empty(data: Path, tmp_path: Path) -> Path:
    return copied(data, tmp_path, sample=False)


@pytest.fixture
def one_desa(empty: Path) -> Path:
    """A store in which Majalangu was selected and assessed; the Musdes is due."""
    with closing(store_of(empty)) as store, store.session(oleh="rekan") as unit:
        own = {"kode_desa": MAJALANGU, "periode_program": PERIOD}
        unit.add(Tahap(tahap="terpilih", tanggal=dt.date(2022, 9, 1), **own))
        unit.add(Tahap(tahap="dinilai", tanggal=dt.date(2023, 3, 1), **own))
        unit.add(Tahap(tahap="musdes", tenggat=dt.date(2024, 11, 1), **own))
    return empty


def table_of(folder: Path, day: dt.date = SAMPLE_DAY) -> pl.DataFrame:
    with closing(store_of(folder)) as store:
        who = companions(store.frame(Penugasan), store.frame(PerangkatDaerah), PERIOD)
        return stage_table(store.frame(Tahap), who, periode=PERIOD, day=day)


def headline(told: StageCounts) -> str:
    whole, verified = number(told.desa), number(told.from_stage("musdes"))
    late = "tidak ada tahap berikutnya yang lewat tenggat"
    if told.terlambat:
        late = f"di {number(told.terlambat)} di antara {whole} itu tahap berikutnya lewat tenggat"
    return f"{verified} dari {whole} desa/kelurahan dampingan sudah mencapai tahap Musdes atau sesudahnya; {late}"


def column(told: str, stage: str) -> str:
    return told.split(f"</b>{TAHAP[stage]}</h3>")[1].split("</section>", maxsplit=1)[0]


def button(app: AppTest, label: str) -> object:
    return next(b for b in app.button if b.label.startswith(label))


def test_the_board_has_six_columns_with_each_desa_once(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE))
    table = table_of(sampled)
    assert headline(stage_counts(table)) in told
    found = 0
    for stage in TAHAP:
        rows = table.filter(tahap=stage)
        cards = column(told, stage).split("<li")[1:]
        assert f"<b>{rows.height}</b>{TAHAP[stage]}</h3>" in told
        assert len(cards) == rows.height
        assert sum("Terlambat" in card for card in cards) == rows["terlambat"].sum()
        for row in rows.to_dicts():
            [card] = [card for card in cards if f"profil_desa?desa={row['kode_desa']}" in card]
            due = (
                f"Tenggat {TAHAP[row['berikut']]}: {short_date(row['tenggat']).replace(' ', NO_BREAK)}"
                if row["tenggat"]
                else "</a>"
            )
            assert due in card
        found += len(cards)
    assert found == table["tahap"].count()
    assert f"Sumber: {SAMPLE_WORDS}: catatan tahapan, keadaan per {full_date(SAMPLE_DAY)}." in told


def test_a_card_calls_an_agency_in_short_and_tells_its_whole_name_on_pointing(
    open_page: Open, words: Words, sampled: Path
) -> None:
    told = words(open_page(sampled, PAGE))
    [card] = [
        part for part in told.split("<li class=")[1:] if f"profil_desa?desa={MAJALANGU}" in part.split("</li>")[0]
    ]
    assert 'title="Badan Perencanaan Pembangunan Daerah (Bappeda)">Bappeda</span>' in card


def test_what_is_overdue_is_listed_with_its_days_and_hints_are_told(
    open_page: Open, words: Words, sampled: Path
) -> None:
    told = words(open_page(sampled, PAGE))
    late = table_of(sampled).filter("terlambat").sort("tenggat", "kode_desa")
    assert f"{number(late.height)} desa terlambat" in told
    rows = told.split('aria-label="Desa yang terlambat"')[1].split("</table>")[0]
    assert rows.count("Terlambat ") == late.height
    assert f"Terlambat {late['hari_lewat'][0]} hari" in rows.split("<tr>")[2]
    with closing(store_of(sampled)) as store:
        held = store.frame(Musdes)["kode_desa"].to_list()
        reached = store.frame(Tahap).filter(pl.col("tanggal").is_not_null() & (pl.col("tahap") == "musdes"))
    lacking = reached.filter(~pl.col("kode_desa").is_in(held)).height
    assert lacking > 0
    assert told.count("belum ada Musdes/Muskel yang tercatat selesai") == lacking


def test_the_page_obeys_the_filter_and_the_day(open_page: Open, words: Words, sampled: Path) -> None:
    codes = units().filter(kecamatan="Watukumpul")["kode_desa"].to_list()
    inside = table_of(sampled).filter(pl.col("kode_desa").is_in(codes))
    assert headline(stage_counts(inside)) in words(open_page(sampled, PAGE, kecamatan="33.27.04"))
    early = dt.date(2023, 1, 31)
    app = open_page(sampled, PAGE, hari=early.isoformat())
    assert headline(stage_counts(table_of(sampled, early))) in words(app)


def test_without_records_the_page_says_what_to_do(open_page: Open, words: Words, empty: Path) -> None:
    told = words(open_page(empty, PAGE))
    assert "Belum ada catatan tahapan" in told
    assert "python -m dampingan catatan contoh" in told


def test_a_stage_is_noted_with_the_due_date_of_the_next(open_page: Open, words: Words, one_desa: Path) -> None:
    app = open_page(one_desa, PAGE, bagian_tahap="catat")
    app.selectbox(key="tahap_isi_desa").select(MAJALANGU).run()
    next(d for d in app.date_input if d.label == "Tanggal Musdes tercapai").set_value(dt.date(2024, 10, 20))
    next(d for d in app.date_input if d.label == "Tenggat FGD").set_value(dt.date(2024, 12, 20))
    button(app, "Simpan tahap").click().run()
    assert "Majalangu: Tahap Musdes, Tahap FGD." in words(app)
    with closing(store_of(one_desa)) as store:
        there = {stage.tahap: stage for stage in store.find(Tahap)}
        assert (there["musdes"].tanggal, there["musdes"].tenggat) == (dt.date(2024, 10, 20), dt.date(2024, 11, 1))
        assert (there["musdes"].versi, there["fgd"].tenggat) == (2, dt.date(2024, 12, 20))
    history = words(app).split('aria-label="Riwayat tahap"')[1].split("</table>")[0]
    assert "20 Oktober 2024" in history
    assert f"{full_date(today())} oleh {access.LOCAL_ACCOUNT}" in history


def test_a_due_date_is_taken_back_by_emptying_it(open_page: Open, words: Words, one_desa: Path) -> None:
    app = open_page(one_desa, PAGE, bagian_tahap="catat")
    app.selectbox(key="tahap_isi_desa").select(MAJALANGU).run()
    next(s for s in app.segmented_control if s.label == "Tahap yang tercapai").set_value("dinilai").run()
    next(d for d in app.date_input if d.label == "Tenggat Musdes").set_value(None)
    button(app, "Simpan tahap").click().run()
    assert "Majalangu: Tahap Musdes." in words(app)
    with closing(store_of(one_desa)) as store:
        there = {stage.tahap: stage for stage in store.find(Tahap)}
        assert there["musdes"].tenggat is None
        assert (there["dinilai"].tanggal, there["dinilai"].versi) == (dt.date(2023, 3, 1), 1)
    assert "tenggat dikosongkan" in words(app)


def test_a_stage_cannot_be_reached_on_a_day_to_come(open_page: Open, words: Words, one_desa: Path) -> None:
    app = open_page(one_desa, PAGE, bagian_tahap="catat")
    app.selectbox(key="tahap_isi_desa").select(MAJALANGU).run()
    next(d for d in app.date_input if d.label == "Tanggal Musdes tercapai").set_value(dt.date(2062, 10, 20))
    next(d for d in app.date_input if d.label == "Tenggat FGD").set_value(dt.date(2063, 12, 20))
    button(app, "Simpan tahap").click().run()
    told = words(app)
    assert "Tahap Musdes, Tanggal tercapai: belum terjadi. Tulis hari tahap ini sudah tercapai." in told
    next(d for d in app.date_input if d.label == "Tanggal Musdes tercapai").set_value(dt.date(2024, 10, 20))
    button(app, "Simpan tahap").click().run()
    with closing(store_of(one_desa)) as store:
        there = {stage.tahap: stage for stage in store.find(Tahap)}
        assert (there["musdes"].tanggal, there["fgd"].tenggat) == (dt.date(2024, 10, 20), dt.date(2063, 12, 20))


def test_who_was_second_learns_who_was_first(open_page: Open, words: Words, one_desa: Path) -> None:
    app = open_page(one_desa, PAGE, bagian_tahap="catat")
    app.selectbox(key="tahap_isi_desa").select(MAJALANGU).run()
    with closing(store_of(one_desa)) as store:
        with store.session(oleh="rekan") as unit:
            [there] = unit.find(Tahap, tahap="musdes")
            unit.change(Tahap, there.id, there.versi, {"tenggat": dt.date(2025, 1, 1)})
        button(app, "Simpan tahap").click().run()
        told = words(app)
        assert "ada yang lebih dahulu mengubahnya" in told
        assert "Isian yang berbeda: Tenggat." in told
        assert store.find(Tahap, tahap="musdes")[0].tanggal is None
        button(app, "Muat yang terbaru").click().run()
        button(app, "Simpan tahap").click().run()
        assert store.find(Tahap, tahap="musdes")[0].tanggal == today()


def test_a_stage_noted_by_mistake_is_removed_once_confirmed(open_page: Open, one_desa: Path) -> None:
    app = open_page(one_desa, PAGE, bagian_tahap="catat")
    app.selectbox(key="tahap_isi_desa").select(MAJALANGU).run()
    next(s for s in app.selectbox if s.label == "Tahap").select("dinilai").run()
    assert button(app, "Hapus").disabled
    next(c for c in app.checkbox if c.label.startswith("Ya, hapus tahap Dinilai")).check().run()
    button(app, "Hapus").click().run()
    with closing(store_of(one_desa)) as store:
        assert sorted(stage.tahap for stage in store.find(Tahap)) == ["musdes", "terpilih"]


def test_who_may_not_record_sees_the_history_only(
    open_page: Open, words: Words, one_desa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "may_record", lambda: False)
    app = open_page(one_desa, PAGE, bagian_tahap="catat")
    app.selectbox(key="tahap_isi_desa").select(MAJALANGU).run()
    assert "Catatan hanya dapat dibaca dari sini" in words(app)
    assert "1 Maret 2023" in words(app)
    assert not [b for b in app.button if b.label.startswith("Simpan")]


def test_the_report_of_an_agency_is_previewed_and_its_files_are_made(
    open_page: Open, words: Words, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[report.AgencyReport] = []
    original = report._files
    monkeypatch.setattr(report, "_files", lambda told: (given.append(told), original(told)))
    app = open_page(sampled, PAGE, bagian_tahap="laporan")
    with closing(store_of(sampled)) as store:
        [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
    app.selectbox(key="laporan_pd").select(bappeda.id)
    app.selectbox(key="laporan_bulan").select(6).run()
    told = words(app)
    assert given[-1].nama == bappeda.nama
    assert MAJALANGU in given[-1].desa["kode_desa"]
    assert "1 Juni 2024 sampai 30 Juni 2024; keadaan per 30 Juni 2024" in told
    for name, line in summary_lines(given[-1]):
        assert f'<th scope="row">{name}</th>' in told.replace("</span>", "")
        assert line in told.replace("</span>", "")


def test_the_files_of_the_board_are_its_table(open_page: Open, sampled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr(taking_away, "show", given.append)
    open_page(sampled, PAGE)
    lines = taking_away._list(given[-1]).csv().decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert len(lines) == table_of(sampled).height + 1
    assert all(SAMPLE_WORDS in line for line in lines[1:])
    book = openpyxl.load_workbook(BytesIO(taking_away._list(given[-1]).workbook()))
    assert book.sheetnames == ["Tahapan", "Keterangan"]
    first = book.worksheets[0]
    assert first.max_row == len(lines)
    assert first.cell(1, first.max_column).value == "Sumber"
    assert book["Keterangan"]["A1"].value == "Sumber"
