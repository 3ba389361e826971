"""One assignment of later years: no page turns to them while the figures are of 2024; and the days of judgement."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.formats import number
from dampingan.measures.assistance import pairs, unassisted
from dampingan.measures.desa_table import desa_table
from dampingan.measures.follow_up import OPEN
from dampingan.measures.selection import select_targets
from dampingan.measures.stages import companions, stage_counts, stage_table
from dampingan.records.models import Fgd, Penugasan, PerangkatDaerah, Tahap, TindakLanjut
from dampingan.records.sample_drafts import PERIOD, SAMPLE_DAY
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui.catatan import day
from dampingan.ui.fgd import todo
from dampingan.ui.perangkat import one, overview
from dampingan.ui.perangkat.agencies import agencies
from tests.pages.recorded import copied, store_of

if TYPE_CHECKING:
    from dampingan.ui.perangkat.look import Look

AGENCIES, STAGES = "pages/pendampingan/perangkat_daerah.py", "pages/pendampingan/tahapan.py"
TALKS, PROFILE = "pages/pendampingan/fgd.py", "pages/analisis/profil_desa.py"
MAJALANGU = "33.27.04.2010"
TODAY = dt.date(2026, 11, 24)

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


@pytest.fixture(scope="module")
def extended(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records, and one assignment for 2025 to 2027; only read."""
    folder = copied(data, tmp_path_factory.mktemp("lanjutan"))
    with closing(store_of(folder)) as store, store.session(oleh="operator") as unit:
        [health] = unit.find(PerangkatDaerah, nama="Dinas Kesehatan")
        unit.add(Penugasan(kode_desa=MAJALANGU, id_perangkat_daerah=health.id, tahun_mulai=2025, tahun_selesai=2027))
    return folder


def stages_of(folder: Path) -> pl.DataFrame:
    with closing(store_of(folder)) as store:
        who = companions(store.frame(Penugasan), store.frame(PerangkatDaerah), PERIOD)
        return stage_table(store.frame(Tahap), who, periode=PERIOD, day=SAMPLE_DAY)


def test_the_agencies_open_on_the_year_of_the_data(open_page: Open, words: Words, extended: Path, rules: Rules) -> None:
    app = open_page(extended, AGENCIES)
    table = desa_table(SnapshotStore(extended).read("2024"), rules)
    chosen = select_targets(table, rules.sasaran).terpilih["kode_desa"].to_list()
    with closing(store_of(extended)) as store:
        lacking = unassisted(store.frame(Penugasan), chosen, table, year=2024)
    told = words(app).replace("</span>", "")
    assert "Penugasan Perangkat Daerah tahun 2024" in told
    assert f"{number(lacking.height)} desa dampingan tanpa pendamping" in told
    years = app.selectbox(key="pilihan_tahun_pd")
    assert (years.value, years.options) == ("2024", ["2027", "2026", "2025", "2024", "2023", "2022"])


def test_the_stages_open_on_the_period_of_the_data(open_page: Open, words: Words, extended: Path) -> None:
    app = open_page(extended, STAGES)
    told = stage_counts(stages_of(extended))
    assert told.from_stage("musdes") > 0
    assert f"{number(told.from_stage('musdes'))} dari {number(told.desa)} desa" in words(app)
    periods = app.selectbox(key="pilihan_masa")
    assert periods.value == PERIOD
    assert "2025–2027" in periods.options
    assert "0 dari 1 desa" in words(open_page(extended, STAGES, masa="2025-2027"))


def test_the_stages_of_an_agencys_desa_are_those_of_the_year_looked_at(
    open_page: Open, extended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Look] = []
    monkeypatch.setattr(one, "show", looks.append)
    with closing(store_of(extended)) as store:
        busy = pairs(store.frame(Penugasan), 2024)["id_perangkat_daerah"].value_counts(sort=True).row(0)[0]
        code = next(k for k, a in agencies(store.frame(PerangkatDaerah)).items() if a.id == busy)
    open_page(extended, AGENCIES, bagian_pd="satu", perangkat=code, tahun_pd="2024")
    told = looks[0].units.select("kode_desa", "tahap").sort("kode_desa")
    expected = stages_of(extended).join(told, on="kode_desa", how="semi").select("kode_desa", "tahap").sort("kode_desa")
    assert told["tahap"].null_count() < told.height
    assert told.rows() == expected.rows()


def test_a_profile_tells_the_stage_of_the_period_of_the_data(open_page: Open, words: Words, extended: Path) -> None:
    told = words(open_page(extended, PROFILE, desa=MAJALANGU))
    assert "Pendampingan 2022–2024" in told
    assert "Pendampingan 2025–2027" not in told


def test_an_agency_has_as_many_overdue_follow_ups_as_on_the_page_of_the_talks(
    open_page: Open, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(data, tmp_path)
    with closing(store_of(folder)) as store:
        undone = store.frame(TindakLanjut).filter(
            pl.col("keadaan").is_in(OPEN) & pl.col("id_perangkat_daerah").is_not_null()
        )
        then, now = (undone.filter(pl.col("tenggat") < on).height for on in (SAMPLE_DAY, TODAY))
        with store.session(oleh="operator") as unit:
            [health] = unit.find(PerangkatDaerah, nama="Dinas Kesehatan")
            unit.add(Fgd(kode_desa=MAJALANGU, tanggal=dt.date(2026, 1, 5)))
            to_come = unit.add(Fgd(kode_desa=MAJALANGU, tanggal=dt.date(2026, 12, 5), contoh=True))
            unit.add(
                TindakLanjut(
                    id_fgd=to_come.id, uraian="Nanti", id_perangkat_daerah=health.id, keadaan="terbuka",
                    tenggat=dt.date(2026, 1, 1), contoh=True,
                )
            )  # fmt: skip
    seen: list[object] = []
    monkeypatch.setattr(todo, "show", seen.append)
    monkeypatch.setattr(overview, "show", seen.append)
    open_page(folder, TALKS)
    open_page(folder, AGENCIES)
    owners = {row["penanggung"]: row for row in seen[0].owners.to_dicts()}  # type: ignore[attr-defined]
    load = {row["nama"]: row for row in seen[1].load.to_dicts()}  # type: ignore[attr-defined]
    for name, row in load.items():
        expected = owners.get(name, {"terlambat": 0, "belum_selesai": 0})
        assert (row["terlambat"], row["belum_selesai"]) == (expected["terlambat"], expected["belum_selesai"])
    assert sum(row["terlambat"] for row in load.values()) == now > then
