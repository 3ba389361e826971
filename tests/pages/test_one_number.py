"""One number: the same figure read from card, chart, map, table, CSV, XLSX, PDF, PPTX and slide has one value.

What it must be is counted here from the cells of the cube, by plain Python.
"""

import base64
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from dampingan.formats import number, percent
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.desa_table import desa_table
from dampingan.measures.selection import select_targets
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui import downloads, tables
from dampingan.ui.peta import base

RINGKASAN, PETA = "pages/pimpinan/ringkasan.py", "pages/pimpinan/peta.py"
KECAMATAN, PROFIL = "pages/analisis/kecamatan.py", "pages/analisis/profil_desa.py"
PRESENTASI, KESENJANGAN = "pages/pimpinan/presentasi.py", "pages/pendampingan/kesenjangan.py"
MAJALANGU, WATUKUMPUL = "33.27.04.2010", "33.27.04"
DESIL = {"1": (1,), "1-2": (1, 2), "1-4": (1, 2, 3, 4)}
FILTERS: dict[str, dict[str, str]] = {
    "semua": {},
    "desil_1_2": {"desil": "1-2"},
    "satu_kecamatan_desil_1_4": {"kecamatan": WATUKUMPUL, "desil": "1-4"},
    "desa_dampingan": {"jenis": "desa", "dampingan": "ya"},
    "merah_periode_lalu": {"kelas": "merah", "periode": "2022"},
}

Open = Callable[..., AppTest]
each_filter = pytest.mark.parametrize("link", FILTERS.values(), ids=FILTERS)


@dataclass(frozen=True)
class Cells:
    """The cells of one unit or of several, within the desil of a link."""

    rows: list[dict[str, Any]]

    def households(self) -> int:
        return sum(int(row["rt"]) for row in self.rows)

    def having(self, kode: str) -> int:
        return sum(int(row["rt"]) for row in self.rows if row["pola"] >> KODE.index(kode) & 1)

    def knowing(self, kode: str) -> int:
        return sum(int(row["rt"]) for row in self.rows if row["pola_diketahui"] >> KODE.index(kode) & 1)

    def share(self, kode: str) -> str:
        return percent(100 * self.having(kode) / self.knowing(kode))


@dataclass(frozen=True)
class Asked:
    """A link on the sample: its units, counted by hand."""

    data: Path
    rules: Rules
    link: dict[str, str]

    @property
    def period(self) -> str:
        return self.link.get("periode", "2024")

    def cells(self, codes: set[str]) -> Cells:
        wanted = DESIL[self.link.get("desil", "1")]
        cube = SnapshotStore(self.data).read(self.period).cube.to_dicts()
        return Cells([row for row in cube if row["kode_desa"] in codes and row["desil"] in wanted])

    def units(self) -> set[str]:
        """Return the units that the link takes."""
        table = desa_table(SnapshotStore(self.data).read(self.period), self.rules)
        targets = set(select_targets(table, self.rules.sasaran).terpilih["kode_desa"])
        return {
            str(row["kode_desa"])
            for row in table.to_dicts()
            if str(row["kode_desa"]).startswith(self.link.get("kecamatan", "33.27"))
            and row["jenis"] == self.link.get("jenis", row["jenis"])
            and row["kelas"] == self.link.get("kelas", row["kelas"])
            and (row["kode_desa"] in targets or "dampingan" not in self.link)
        }


@pytest.fixture
def asked(data: Path, rules: Rules) -> Callable[[dict[str, str]], Asked]:
    return lambda link: Asked(data, rules, link)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is offered to take away, by the file's name, and what the map is told."""
    found: dict[str, Any] = {}
    offer, write, draw = downloads.st.download_button, tables.csv_bytes, base.Message.__init__

    def button(label: str, data: Any, **further: Any) -> bool:
        found[further["file_name"]] = data
        return bool(offer(label, data, **further))

    def csv(*given: Any) -> bytes:
        found["csv"] = write(*given)
        return found["csv"]

    def message(self: base.Message, contents: Any) -> None:
        draw(self, contents)
        found["peta"] = json.loads(base64.b64decode(self.packed))

    monkeypatch.setattr(downloads.st, "download_button", button)
    monkeypatch.setattr(tables, "csv_bytes", csv)
    monkeypatch.setattr(base.Message, "__init__", message)
    return found


def html(app: AppTest) -> str:
    assert not app.exception
    told = " ".join(str(block.value) for block in app.html if not str(block.value).startswith("<style>"))
    return unescape(re.sub(r'<span class="dmp-utuh">(.*?)</span>', r"\1", told)).replace("\u00a0", " ")


def words(app: AppTest) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(app)))


def card(app: AppTest, title: str) -> str:
    """Return the figure of a card."""
    found = re.search(rf'dmp-kartu-judul">{re.escape(title)}.*?dmp-angka">([^<]*)<', html(app))
    assert found, title
    return found.group(1)


def bar_list(app: AppTest, holding: str) -> list[tuple[str, str]]:
    """Return names and figures of the bars among which is one of this name."""
    lists = re.findall(r'<ol class="dmp-batang">.*?</ol>', html(app))
    [found] = [told for told in lists if f"<span>{holding}</span>" in told]
    return re.findall(r"<span>(.*?)</span>.*?<em>(.*?)</em>", found)


def chart(app: AppTest, key: str) -> dict[str, Any]:
    """Return the first trace of a chart as the browser gets it."""
    [spec] = [c.proto.spec for c in app.get("plotly_chart") if c.proto.id.endswith(f"-{key}")]
    trace: dict[str, Any] = json.loads(spec)["data"][0]
    return trace


def bar(app: AppTest, key: str, unit: str) -> str:
    """Return what is written beside the bar of a desa, whose link stands in the same row."""
    links = [parse_qs(link.proto.query_string) for link in app.main.get("page_link")]
    codes = [query["desa"][0] for query in links if "desa" in query]
    return str(chart(app, key)["text"][codes.index(unit)])


def pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def pptx(content: bytes) -> str:
    texts: list[str] = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if getattr(shape, "has_table", False):
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame:
                texts.append(shape.text_frame.text)
    return " | ".join(texts).replace("\u00a0", " ")


def in_chart(content: bytes, short: str) -> str:
    """Return what the native chart of the nine indicators holds for the desa."""
    shapes = Presentation(io.BytesIO(content)).slides[1].shapes
    [plot] = [shape.chart.plots[0] for shape in shapes if shape.has_chart]
    return percent(plot.series[0].values[list(plot.categories).index(short)])


def xlsx(content: bytes, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))


def csv_rows(taken: dict[str, Any]) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(taken["csv"]), sep=";", decimal=",", encoding="utf-8-sig", dtype={0: str})


def found_in(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    assert found, f"{pattern} in {text[:400]}"
    return found.group(1)


@each_filter
def test_the_households_of_a_filter(
    link: dict[str, str], asked: Callable[[dict[str, str]], Asked], open_page: Open, data: Path, taken: dict[str, Any]
) -> None:
    here = asked(link)
    desil = link.get("desil", "1").replace("-", "–")
    expected = here.cells(here.units()).households()
    app = open_page(data, RINGKASAN, tabel="ya", **link)
    bars = {name: int(told.replace(".", "")) for name, told in bar_list(app, "Belik")}
    inside = ["Watukumpul"] if "kecamatan" in link else bars
    files = {name.rsplit(".", 1)[1]: make for name, make in taken.items() if "pemalang" in name}
    brief, deck, book = files["pdf"](), files["pptx"](), files["xlsx"]()
    figure = rf"([\d.]+) rumah tangga desil {desil} dari"
    head, *rows = [r for r in xlsx(book, "Kecamatan") if r[0]]
    column = head.index(f"Rumah tangga desil {link.get('desil', '1')}")
    presented = open_page(data, PRESENTASI, slide="1", **link)
    table = open_page(data, KECAMATAN, tabel="ya", **link)
    listed = csv_rows(taken)[f"Rumah tangga desil {desil}"]
    channels = {
        "kartu": card(app, f"Rumah tangga desil {desil}"),
        "bagan": number(sum(bars[name] for name in inside)),
        "PDF": found_in(pdf(brief), figure),
        "PPTX": found_in(pptx(deck), rf"([\d.]+) \| rumah tangga desil {desil}"),
        "XLSX": number(sum(row[column] for row in rows if isinstance(row[column], int))),
        "CSV kecamatan": number(listed.sum()),
        "tabel kecamatan": number(table.dataframe[0].value[f"Rumah tangga desil {desil}"].sum()),
        "salindia": found_in(words(presented), rf" Rumah tangga desil {desil} ([\d.]+) "),
    }
    assert channels == dict.fromkeys(channels, number(expected))


@each_filter
@pytest.mark.parametrize("kode", ["rtlh", "tanpa_jamban"])
def test_the_indicator_of_a_desa(
    kode: str, link: dict[str, str], asked: Callable[[dict[str, str]], Asked], open_page: Open, data: Path,
    taken: dict[str, Any],
) -> None:  # fmt: skip
    here, short = asked(link), BY_KODE[kode].pendek
    unit = MAJALANGU if MAJALANGU in here.units() else min(here.units())
    expected = here.cells({unit}).share(kode)
    profile = open_page(data, PROFIL, desa=unit, **link)
    row = found_in(html(profile), rf'<tr><th scope="row" title=[^>]*>{re.escape(short)}</th>(.*?)</tr>')
    made = {ending: make() for ending in ("pdf", "pptx", "xlsx") for file, make in taken.items()
            if file.startswith("profil-") and file.endswith(ending)}  # fmt: skip
    on_map = open_page(data, PETA, lapisan=f"pct_{kode}", **link)
    order = sorted(desa_table(SnapshotStore(data).read(here.period), here.rules)["kode_desa"])
    ranked = on_map.dataframe[0].value.set_index("Kode Kemendagri")
    app = open_page(data, RINGKASAN, tabel="ya", **link)
    app.toggle(key="rincian_desa").set_value(True).run()
    shown = app.dataframe[0].value.set_index("Kode Kemendagri")[f"{short} (%)"]
    listed = csv_rows(taken).set_index("Kode Kemendagri")[f"{short} (%)"]
    into = open_page(data, KECAMATAN, ukuran=kode, rinci=unit[:8], **link)
    book = {line[1]: line for line in xlsx(made["xlsx"], "Indikator") if line[1]}
    channels = {
        "profil": found_in(row, r">\s*([\d,]+ %)\s*<"),
        "peta": taken["peta"]["units"][order.index(unit)][1],
        "tabel peta": percent(ranked[f"{short} (%)"][unit]),
        "tabel": percent(shown[unit]),
        "CSV": percent(listed[unit]),
        "bagan kecamatan": bar(into, "batang_desa", unit).split(" · ")[0],
        "PDF": found_in(pdf(made["pdf"]), rf"{re.escape(short)} ([\d,]+ %)"),
        "PPTX": in_chart(made["pptx"], short),
        "XLSX": percent(book[BY_KODE[kode].judul][7]),
    }
    assert channels == dict.fromkeys(channels, expected)


@each_filter
def test_the_desil_1_of_a_desa(
    link: dict[str, str], asked: Callable[[dict[str, str]], Asked], open_page: Open, data: Path, taken: dict[str, Any]
) -> None:
    here = asked(link)
    unit = MAJALANGU if MAJALANGU in here.units() else min(here.units())
    expected = asked({"periode": here.period}).cells({unit}).households()
    profile = open_page(data, PROFIL, desa=unit, **link)
    made = {ending: make() for ending in ("pdf", "pptx", "xlsx") for file, make in taken.items()
            if file.startswith("profil-") and file.endswith(ending)}  # fmt: skip
    open_page(data, PETA, lapisan="rt_desil1", **link)
    order = sorted(desa_table(SnapshotStore(data).read(here.period), here.rules)["kode_desa"])
    on_map = taken["peta"]["units"][order.index(unit)][1]
    app = open_page(data, RINGKASAN, tabel="ya", **link)
    channels = {
        "kartu": card(profile, "Rumah tangga desil 1"),
        "peta": on_map,
        "tabel": number(app.dataframe[0].value.set_index("Kode Kemendagri")["RT desil 1"][unit]),
        "CSV": number(csv_rows(taken).set_index("Kode Kemendagri")["RT desil 1"][unit]),
        "PDF": found_in(pdf(made["pdf"]), r"([\d.]+) rumah tangga desil 1 dari"),
        "PPTX": found_in(pptx(made["pptx"]), r"([\d.]+) \| rumah tangga desil 1"),
        "XLSX": number(dict(r[:2] for r in xlsx(made["xlsx"], "Profil"))["Rumah tangga desil 1"]),
    }
    assert channels == dict.fromkeys(channels, number(expected))


@each_filter
def test_the_need_on_the_gap_sheet_is_the_indicator_of_the_profile(
    link: dict[str, str], asked: Callable[[dict[str, str]], Asked], open_page: Open, data: Path, tmp_path: Path
) -> None:
    here = asked(link)
    unit = MAJALANGU if MAJALANGU in here.units() else min(here.units())
    own = shutil.copytree(data, tmp_path / "data", ignore=shutil.ignore_patterns("kiriman"))
    sheet, profile = (html(open_page(own, page, desa_celah=unit, desa=unit, **link)) for page in (KESENJANGAN, PROFIL))
    for kode in ("rtlh", "tanpa_jamban", "air_tak_terlindung"):
        row = rf'<tr><th scope="row"[^>]*>{re.escape(BY_KODE[kode].pendek)}</th>(.*?)</tr>'
        expected = number(here.cells({unit}).having(kode))
        assert found_in(found_in(sheet, row), r'<td class="">([\d.]+)<span class="dmp-kecil">dari') == expected
        assert any(f"<td>{expected}</td>" in cells for cells in re.findall(row, profile))
