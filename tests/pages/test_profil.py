"""Profil Desa: its figures against the core and against a count of the cells, its neighbours, its gaps."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.formats import number, percent
from dampingan.indicators import KODE
from dampingan.measures.desa_table import desa_table
from dampingan.measures.peers import peers, place_among
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot, SnapshotStore
from dampingan.ui import charts
from dampingan.ui.profil.choice import place_of
from dampingan.ui.profil.line import Point, line
from dampingan.ui.profil.words import of_trend

if TYPE_CHECKING:
    import plotly.graph_objects as go

PAGE = "pages/analisis/profil_desa.py"
MAJALANGU, SIKASUR, SODONG_BASARI = "33.27.04.2010", "33.27.03.2011", "33.27.03.2013"
WATUKUMPUL, MOGA = "33.27.04", "33.27.01"
CHOICE = "pilihan_desa"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]
Figures = dict[str, "go.Figure"]


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """The charts of the page that was opened last, by key."""
    drawn: Figures = {}
    original = charts.show

    def show(figure: "go.Figure", *, alt: str, key: str) -> None:
        drawn[key] = figure
        original(figure, alt=alt, key=key)

    monkeypatch.setattr(charts, "show", show)
    return drawn


@pytest.fixture
def changed(data: Path, tmp_path: Path) -> Callable[..., Path]:
    """Publish the sample anew with one period changed."""

    def made(period: str, change: Callable[[Snapshot], Snapshot]) -> Path:
        source, target = SnapshotStore(data), SnapshotStore(tmp_path)
        for name in source.periods():
            read = source.read(name)
            target.publish(change(read) if name == period else read)
        return tmp_path

    return made


def cells(data: Path, kode: str, desil: int = 1) -> list[dict[str, Any]]:
    """The cells of one unit."""
    cube = SnapshotStore(data).read("2024").cube
    return cube.filter((pl.col("kode_desa") == kode) & (pl.col("desil") == desil)).to_dicts()


def table(data: Path, rules: Rules) -> pl.DataFrame:
    return desa_table(SnapshotStore(data).read("2024"), rules)


def button(app: AppTest, label: str) -> Any:
    return next(b for b in app.button if b.label == label)


@pytest.fixture
def plain(words: Words) -> Words:
    """The page's own HTML without the marks that hold words together, and without its style."""
    return lambda app: words(app).replace("</span>", "")


def sections(app: AppTest, plain: Words) -> list[str]:
    """The titles of the figures."""
    return re.findall(r'<h2 class="dmp-bagian">(.*?)</h2>', plain(app))


# ------------------------------------------------------------------ one after another


def test_the_neighbours_follow_the_rank_and_the_address_follows(
    open_page: Open, plain: Words, data: Path, rules: Rules
) -> None:
    order = table(data, rules).sort("peringkat", "kode_desa")["kode_desa"].to_list()
    app = open_page(data, PAGE, desa=order[0])
    assert "<b>1 dari 223</b>" in plain(app)
    assert button(app, "← Sebelumnya").disabled
    button(app, "Berikutnya →").click().run()
    button(app, "Berikutnya →").click().run()
    assert "<b>3 dari 223</b>" in plain(app)
    assert (app.query_params["desa"], app.selectbox(key=CHOICE).value) == (order[2], order[2])
    button(app, "← Sebelumnya").click().run()
    assert app.query_params["desa"] == order[1]


def test_the_last_of_a_filter_has_no_next(open_page: Open, plain: Words, data: Path, rules: Rules) -> None:
    inside = table(data, rules).filter(pl.col("kecamatan") == "Watukumpul").sort("peringkat", "kode_desa")
    app = open_page(data, PAGE, kecamatan=WATUKUMPUL, desa=inside["kode_desa"][-1])
    assert f"<b>{inside.height} dari {inside.height}</b>" in plain(app)
    assert button(app, "Berikutnya →").disabled
    assert len(app.selectbox(key=CHOICE).options) == inside.height


def test_a_link_to_a_unit_outside_the_filter_says_so_and_leads_into_it(
    open_page: Open, plain: Words, data: Path, rules: Rules
) -> None:
    inside = table(data, rules).filter(pl.col("kecamatan") == "Moga").sort("peringkat", "kode_desa")
    app = open_page(data, PAGE, kecamatan=MOGA, desa=MAJALANGU)
    told = plain(app)
    assert "Majalangu: " in told
    assert f"<b>Di luar saringan</b><br>saringan memuat {inside.height}" in told
    button(app, "Berikutnya →").click().run()
    assert app.selectbox(key=CHOICE).value == inside["kode_desa"][0]


def test_a_filter_that_takes_no_unit_still_shows_one(open_page: Open, plain: Words, data: Path) -> None:
    app = open_page(data, PAGE, kecamatan=MOGA, jenis="kelurahan")
    assert "<b>Di luar saringan</b><br>saringan memuat 0" in plain(app)
    assert button(app, "Berikutnya →").disabled
    assert 'class="dmp-judul"' in plain(app)


def test_from_outside_the_list_there_is_no_place_but_a_way_in() -> None:
    assert place_of("x", []).sesudah is None
    assert place_of("x", ["a"]).sesudah == "a"


# ------------------------------------------------------------------ the nine, and what comes together


@pytest.mark.parametrize("desil", ["1", "1-4"])
def test_the_nine_stand_with_share_counts_and_unknown(
    open_page: Open, plain: Words, data: Path, rules: Rules, desil: str
) -> None:
    chosen = (1,) if desil == "1" else (1, 2, 3, 4)
    row = desa_table(SnapshotStore(data).read("2024"), rules, desil=chosen).row(
        by_predicate=pl.col("kode_desa") == MAJALANGU, named=True
    )
    told = plain(open_page(data, PAGE, desa=MAJALANGU, desil=desil))
    everyone = sum(c["rt"] for d in chosen for c in cells(data, MAJALANGU, d))
    for kode in KODE:
        known = row[f"rt_diketahui_{kode}"]
        people = number(row[f"jiwa_{kode}"]) if f"jiwa_{kode}" in row else "–"
        counts = (number(row[f"rt_{kode}"]), people, number(known), number(everyone - known))
        assert f"<b>{percent(row[f'pct_{kode}'])}</b>" in told
        assert "".join(f"<td>{count}</td>" for count in counts) in told


def test_the_comparison_is_with_the_whole_kecamatan_whatever_the_filter(
    open_page: Open, plain: Words, data: Path
) -> None:
    every, red = (plain(open_page(data, PAGE, desa=MAJALANGU, **f)) for f in ({}, {"kelas": "merah"}))
    beside = re.compile(r"Kecamatan [\d,]+ %; kabupaten [\d,]+ %")
    found = [beside.search(told) for told in (every, red)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].group() == found[1].group()


def test_how_many_problems_at_once_as_counted_cell_by_cell(
    open_page: Open, plain: Words, data: Path, figures: Figures
) -> None:
    app = open_page(data, PAGE, desa=MAJALANGU)
    counted = [0] * 10
    for cell in cells(data, MAJALANGU):
        if cell["pola_diketahui"] == 0b111111111:
            counted[cell["pola"].bit_count()] += cell["rt"]
    drawn = list(figures["profil_banyaknya"].data[0].x)
    assert drawn == counted[: len(drawn)]
    assert sum(counted[len(drawn) :]) == 0
    everyone = sum(c["rt"] for c in cells(data, MAJALANGU))
    many = sum(c["rt"] for c in cells(data, MAJALANGU) if c["pola"].bit_count() >= 3)
    title = next(t for t in sections(app, plain) if "3 masalah atau lebih" in t)
    assert percent(100 * many / everyone) in title


def test_pairs_as_counted_cell_by_cell_and_a_tie_names_no_single_pair(
    open_page: Open, plain: Words, data: Path, figures: Figures
) -> None:
    app = open_page(data, PAGE, desa=MAJALANGU)
    bits = range(9)
    pairs = {
        (a, b): sum(c["rt"] for c in cells(data, MAJALANGU) if c["pola"] >> a & 1 and c["pola"] >> b & 1)
        for a in bits for b in bits if a < b
    }  # fmt: skip
    counts = sorted((n for n in pairs.values() if n), reverse=True)
    drawn = sorted(figures["profil_pasangan"].data[0].x, reverse=True)
    assert drawn == counts[:7]
    title = next(t for t in sections(app, plain) if "paling sering datang bersama" in t)
    first = counts.count(counts[0])
    assert title.startswith(f"{first} pasangan masalah") == (first > 1)
    assert f"{counts[0]} rumah tangga" in title
    assert f"{len(counts) - 7} pasangan lain tidak digambar" in plain(app)


# ------------------------------------------------------------------ children


def test_children_by_age_as_the_cells_count_them(open_page: Open, plain: Words, data: Path, figures: Figures) -> None:
    app = open_page(data, PAGE, desa=MAJALANGU)
    told = cells(data, MAJALANGU)
    ages = ("7_12", "13_15", "16_18")
    everyone, out = figures["profil_sekolah"].data
    assert list(everyone.x) == [sum(c[f"jiwa_usia_{age}"] for c in told) for age in ages]
    assert list(out.x) == [sum(c[f"jiwa_anak_tidak_sekolah_{age}"] for c in told) for age in ages]
    title = f"{number(sum(out.x))} dari {number(sum(everyone.x))} anak usia 7–18 tahun tidak bersekolah"
    assert title in sections(app, plain)


def test_a_source_that_does_not_tell_schooling(open_page: Open, plain: Words, data_lacking: Path) -> None:
    told = plain(open_page(data_lacking, PAGE, desa=MAJALANGU))
    assert "Sekolah anak: tidak tersedia" in told
    assert "dari 5 masalah yang tersedia" in told


def test_children_whose_schooling_is_unknown_are_told(
    open_page: Open, plain: Words, changed: Callable[..., Path]
) -> None:
    column = "jiwa_diketahui_anak_tidak_sekolah"
    first = pl.int_range(pl.len()).over("kode_desa") == 0

    def less(snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, cube=snapshot.cube.with_columns(
            pl.when((pl.col("desil") == 1) & first).then(pl.col(column) - 1).otherwise(pl.col(column)).alias(column)
        ))  # fmt: skip

    told = plain(open_page(changed("2024", less), PAGE, desa=MAJALANGU))
    assert "1 orang tidak diketahui umur atau sekolahnya" in told


def test_a_unit_without_children_of_school_age(open_page: Open, plain: Words, changed: Callable[..., Path]) -> None:
    def none(snapshot: Snapshot) -> Snapshot:
        children = [c for c in snapshot.cube.columns if c.startswith(("jiwa_usia", "jiwa_anak_tidak_sekolah"))]
        return replace(snapshot, cube=snapshot.cube.with_columns(pl.lit(0).cast(pl.Int64).alias(c) for c in children))

    app = open_page(changed("2024", none), PAGE, desa=MAJALANGU)
    assert "Tidak ada anak usia 7–18 tahun" in sections(app, plain)


# ------------------------------------------------------------------ over the periods


def shares(data: Path, rules: Rules, kode: str) -> dict[str, dict[str, Any]]:
    store = SnapshotStore(data)
    return {p: desa_table(store.read(p), rules).row(by_predicate=pl.col("kode_desa") == kode, named=True)
            for p in store.periods()}  # fmt: skip


def test_the_trend_says_how_desil_1_changed(
    open_page: Open, plain: Words, data: Path, rules: Rules, figures: Figures
) -> None:
    was, now = shares(data, rules, MAJALANGU).values()
    app = open_page(data, PAGE, desa=MAJALANGU)
    verb = "naik" if now["pct_desil1"] > was["pct_desil1"] else "turun"
    assert (
        f"Desil 1 {verb} dari {was['rt_desil1']} rumah tangga ({percent(was['pct_desil1'])}) pada 2022 menjadi "
        f"{now['rt_desil1']} ({percent(now['pct_desil1'])}) pada 2024"
    ) in sections(app, plain)
    drawn = figures["profil_tren"]
    assert [trace.y for trace in drawn.data] == [(was["pct_desil1"], now["pct_desil1"])]
    assert list(drawn.layout.xaxis.ticktext) == ["2022", "2024"]
    assert "tidak sebanding" not in plain(app)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([52, 36], "RTLH turun dari 52 keluarga (36,1 %) pada 2022 menjadi 36 (26,1 %) pada 2024"),
        ([52, 60], "RTLH turun dari 36,1 % (52 keluarga) pada 2022 menjadi 26,1 % (60) pada 2024"),
        ([None, 36], "RTLH turun dari 36,1 % (– keluarga) pada 2022 menjadi 26,1 % (36) pada 2024"),
    ],
)
def test_the_count_leads_only_where_it_goes_the_way_of_the_share(counts: list[float | None], told: str) -> None:
    rows = pl.DataFrame({"periode": ["2022", "2024"], "nilai": [36.1, 26.1], "segmen": [0, 0]})
    assert of_trend("RTLH", rows, counts, "2024", "keluarga") == told


def test_the_trend_of_an_indicator_is_a_link(open_page: Open, data: Path, rules: Rules, figures: Figures) -> None:
    was, now = shares(data, rules, MAJALANGU).values()
    app = open_page(data, PAGE, desa=MAJALANGU, tren="tanpa_jamban")
    assert figures["profil_tren"].data[0].y == (was["pct_tanpa_jamban"], now["pct_tanpa_jamban"])
    app.selectbox(key="pilihan_tren").set_value("rtlh").run()
    assert app.query_params["tren"] == "rtlh"
    assert figures["profil_tren"].data[0].y == (was["pct_rtlh"], now["pct_rtlh"])


def test_another_source_breaks_the_line_and_says_why(
    open_page: Open, plain: Words, changed: Callable[..., Path], figures: Figures
) -> None:
    def p3ke(snapshot: Snapshot) -> Snapshot:
        told = snapshot.manifest.model_copy(update={"dialek": "p3ke", "sumber": "P3KE"})
        return replace(snapshot, manifest=told)

    app = open_page(changed("2022", p3ke), PAGE, desa=MAJALANGU)
    assert "2022–2024 tidak sebanding: Sumber berganti dari P3KE ke BDT/DTKS" in plain(app)
    assert any(t.endswith("belum ada periode sebelumnya yang sebanding") for t in sections(app, plain))
    drawn = figures["profil_tren"]
    assert [len(trace.y) for trace in drawn.data] == [1, 1]
    assert len(drawn.layout.shapes) == 1


def test_sikasur_before_and_after_the_split_is_not_one_desa(open_page: Open, plain: Words, data: Path) -> None:
    told = plain(open_page(data, PAGE, desa=SIKASUR))
    assert "2022–2024 tidak sebanding: Sodong Basari dimekarkan dari Sikasur di antara kedua periode." in told


def test_a_period_without_rows_of_the_unit_is_a_gap(
    open_page: Open, plain: Words, data: Path, figures: Figures
) -> None:
    told = plain(open_page(data, PAGE, desa=SODONG_BASARI))
    assert "2022–2024 tidak sebanding: Tidak ada data untuk periode 2022." in told
    assert [trace.y[0] is None for trace in figures["profil_tren"].data] == [True, False]


def test_a_damaged_period_is_named_and_takes_nothing_else_down(
    open_page: Open, plain: Words, changed: Callable[..., Path]
) -> None:
    folder = changed("2022", lambda snapshot: snapshot)
    next((folder / "snapshot" / "2022").glob("*/cube.parquet")).write_bytes(b"rusak")
    told = plain(open_page(folder, PAGE, desa=MAJALANGU))
    assert "Periode 2022 rusak dan tidak digambar" in told
    assert "desa sejenis" in told


def test_an_indicator_that_no_period_tells_is_unavailable(open_page: Open, plain: Words, data_lacking: Path) -> None:
    app = open_page(data_lacking, PAGE, desa=MAJALANGU, tren="tanpa_jamban")
    assert "Tanpa jamban: tidak tersedia" in plain(app)


def test_periods_stand_at_their_distance_in_time() -> None:
    points = [Point(p, p, 10.0, "", segment) for p, segment in (("2020", 1), ("2022", 1), ("2023", 2))]
    drawn = line(points, chosen="2023")
    assert [len(trace.x) for trace in drawn.data] == [2, 1]
    ticks = drawn.layout.xaxis.tickvals
    assert (ticks[1] - ticks[0]) // 365 == 2
    assert (ticks[2] - ticks[1]) // 365 == 1
    assert drawn.layout.yaxis.range[0] == 0


# ------------------------------------------------------------------ peers


def test_the_peers_are_those_of_the_core_each_with_a_link(
    open_page: Open, plain: Words, data: Path, rules: Rules
) -> None:
    whole = table(data, rules)
    alike = peers(whole, MAJALANGU)
    place = place_among(whole, MAJALANGU, alike).row(by_predicate=pl.col("kolom") == "pct_desil1", named=True)
    app = open_page(data, PAGE, desa=MAJALANGU, desil="1-2")
    links = [link.proto.query_string for link in app.get("page_link") if "desa=" in link.proto.query_string]
    linked = [link for link in links if "desil=1-2" in link]
    assert {code for code in alike["kode_desa"] if any(f"desa={code}" in link for link in linked)} == {
        *alike["kode_desa"]
    }
    assert alike.height == 8
    title = next(t for t in sections(app, plain) if t.endswith("desa sejenis"))
    assert f"dari {place['dari']} desa sejenis" in title
    assert f"<td>{place['tempat']} dari {place['dari']}</td>" in plain(app)


def test_alone_with_data_there_is_nobody_to_compare_with(open_page: Open, plain: Words, data_one_desa: Path) -> None:
    told = plain(open_page(data_one_desa, PAGE, desa=MAJALANGU))
    assert "Belum ada desa sejenis untuk dibandingkan" in told
    assert "<b>1 dari 223</b>" in told


# ------------------------------------------------------------------ gaps


def test_a_unit_with_rows_but_none_in_the_desil_says_so(
    open_page: Open, plain: Words, changed: Callable[..., Path]
) -> None:
    def richer(snapshot: Snapshot) -> Snapshot:
        here = pl.col("kode_desa") == MAJALANGU
        return replace(snapshot, cube=snapshot.cube.filter(~here | (pl.col("desil") > 1)))

    told = plain(open_page(changed("2024", richer), PAGE, desa=MAJALANGU))
    assert "Tidak ada rumah tangga desil 1 di Majalangu" in told
    assert "dmp-profil-tabel" not in told.split("</style>")[-1]
    assert "Bagian desil 1 Majalangu terendah dari 9 desa sejenis" in told


def test_records_are_not_invented(open_page: Open, plain: Words, data: Path) -> None:
    assert "Belum ada catatan pendampingan" in plain(open_page(data, PAGE, desa=MAJALANGU))
