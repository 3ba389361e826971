"""Deliveries to spoil: a sample with odd cells, a small clean one, and the command line to feed them to."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import polars as pl
import pytest

from dampingan.cli import cli
from dampingan.cli_texts import run
from dampingan.importing import make_snapshot
from dampingan.regions.reference import units
from dampingan.rules import Rules
from dampingan.sources.delivery import Delivery, period_end, read_delivery
from dampingan.sources.sample import write_delivery

PERIOD = "2020"
MEMBERS = 3
HOMES = 12

Frames = tuple[pl.DataFrame, pl.DataFrame]
Files = tuple[Path, Path]

# (column, row, text): the ways in which one code or number is written in real files.
ODD_RUTA = (
    ("fasbab", 3, "1. Sendiri"), ("fasbab", 4, "04"), ("lantai", 5, "Keramik"), ("dinding", 6, "2.0"),
    ("luas_lantai", 7, "36,5"), ("sta_pkh", 8, "NULL"), ("sumber_airminum", 9, "-"), ("lantai", 10, "99"),
    ("percentile", 11, None), ("sta_kks", 12, "Ya"), ("atap", 13, "1.0"), ("Nama_KRT", 14, "Peña D’Café"),
)  # fmt: skip
ODD_ART = (
    ("Hub_KRT", 3, "1. Kepala rumah tangga"), ("Umur", 4, "17.0"), ("Ada_kartu_identitas", 5, "00"),
    ("Jenis_cacat", 6, "Kosong"), ("NIK", 7, "3.32701E+15"), ("Nama", 8, "Núñez ‘José’"),
)  # fmt: skip


class Outcome(NamedTuple):
    """What a command ended with."""

    code: object
    out: str
    err: str


def _with_cells(frame: pl.DataFrame, cells: tuple[tuple[str, int, str | None], ...]) -> pl.DataFrame:
    for column, row, text in cells:
        series = frame[column].clone()
        series[row] = text
        frame = frame.with_columns(series)
    return frame


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """Return 200 synthetic households and their members as text, with odd but readable cells."""
    paths = write_delivery(tmp_path_factory.mktemp("ganjil"), households=200, seed=3, period=PERIOD)
    ruta, art = (pl.read_csv(path, infer_schema=False) for path in paths)
    return _with_cells(ruta, ODD_RUTA), _with_cells(art, ODD_ART)


@pytest.fixture(scope="session")
def clean() -> Frames:
    """Return twelve households of twelve desa with three members each, in which nothing is wrong."""
    codes = units()["kode_bps"].drop_nulls().head(HOMES).to_list()
    names = units().filter(pl.col("kode_bps").is_in(codes))
    ruta = pl.DataFrame(
        {
            "IDBDT": [str(33_270_000_000_100 + home) for home in range(HOMES)],
            "KDPROP": [code[:2] for code in codes], "KDKAB": [code[2:4] for code in codes],
            "KDKEC": [code[4:7] for code in codes], "KDDESA": [code[7:] for code in codes],
            "KECAMATAN": names["kecamatan"], "DESA": names["nama"], "Alamat": ["Jalan Contoh"] * HOMES,
            "Nama_KRT": [f"Contoh {home}" for home in range(HOMES)], "Jumlah_ART": [str(MEMBERS)] * HOMES,
            "luas_lantai": ["36"] * HOMES,
            **{name: [str(1 + home % 2) for home in range(HOMES)] for name in (
                "lantai", "dinding", "kondisi_dinding", "atap", "kondisi_atap", "sumber_airminum",
                "sumber_penerangan", "fasbab", "kloset", "buang_tinja", "sta_kks", "sta_kip", "sta_kis",
                "sta_bpjs_mandiri", "sta_pkh", "sta_rastra")},
            "percentile": [str(1 + 3 * home) for home in range(HOMES)],
        }
    )  # fmt: skip
    people = range(HOMES * MEMBERS)
    art = pl.DataFrame(
        {
            "IDBDT": [ruta["IDBDT"][person // MEMBERS] for person in people],
            "IDARTBDT": [str(1000 + person) for person in people],
            "Nama": [f"Contoh {person}" for person in people],
            "NIK": [str(3327_99_000000_0001 + person) for person in people],
            "Hub_KRT": [str(1 + person % MEMBERS) for person in people],
            "Umur": [str(45 - 15 * (person % MEMBERS)) for person in people],
            "Ada_kartu_identitas": ["4"] * len(people), "Jenis_cacat": ["0"] * len(people),
            "Penyakit_kronis": ["0"] * len(people), "Partisipasi_sekolah": ["2"] * len(people),
            "Sta_Bekerja": ["1"] * len(people), "Sta_keberadaan_art": ["1"] * len(people),
        }
    )  # fmt: skip
    return ruta, art


@pytest.fixture(scope="session")
def write() -> Callable[..., Files]:
    """Return a writer of both frames as CSV with a comma, in UTF-8."""

    def written(frames: Frames, folder: Path) -> Files:
        folder.mkdir(parents=True, exist_ok=True)
        for frame, name in zip(frames, ("ruta.csv", "art.csv"), strict=True):
            frame.write_csv(folder / name)
        return folder / "ruta.csv", folder / "art.csv"

    return written


@pytest.fixture(scope="session")
def write_sheet() -> Callable[..., None]:
    """Return a writer of one frame into a sheet below rows of titles, as an office would hand it over."""

    def written(
        book: openpyxl.Workbook, name: str, frame: pl.DataFrame, *, numeric: bool = False, above: int = 0, left: int = 0
    ) -> None:
        sheet = book.create_sheet(name)
        for row in range(above):
            sheet.append([None] * left + [f"Judul {row}" if row != 1 else None])
        for cells in (frame.columns, *frame.rows()):
            sheet.append([None] * left + [_number(cell) if numeric else cell for cell in cells])

    return written


def _number(cell: str | None) -> str | int | float | None:
    for kind in (int, float):
        try:
            return kind(cell or "")
        except ValueError:
            continue
    return cell


@pytest.fixture(scope="session")
def read() -> Callable[..., Delivery]:
    """Return a reader of a delivery at the end of 2020."""
    return lambda ruta, art: read_delivery(ruta, art, dialect_name="bdt", on=period_end(PERIOD))


@pytest.fixture(scope="session")
def digest(read: Callable[..., Delivery], rules: Rules) -> Callable[..., str]:
    """Return a function that imports two files and returns the snapshot's digest."""
    return lambda ruta, art: make_snapshot(read(ruta, art), period=PERIOD, rules=rules).manifest.digest


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return a function that runs ``dampingan`` in this process as the operator would."""

    def ran(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dampingan", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(cli)
        return Outcome(ended.value.code, *capsys.readouterr())

    return ran
