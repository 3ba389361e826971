"""Each check of a delivery fires on the row that is wrong, counts exactly, and on nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import openpyxl
import polars as pl
import pytest

from dampingan.sources.delivery import Delivery
from dampingan.sources.quality import CHECKS, EXAMPLES, Finding

Frames = tuple[pl.DataFrame, pl.DataFrame]
Spoil = Callable[[Frames], Frames]


class Expected(NamedTuple):
    """How often a check fires, out of how many rows, and in which rows of a file whose heading is row 1."""

    count: int
    of: int
    rows: tuple[int, ...]


class Case(NamedTuple):
    spoil: Spoil
    severity: str
    expected: Expected
    also: Mapping[str, Expected] = {}
    """Other checks that the same error must set off."""


def cell(role: int, column: str, *texts: tuple[int, str | None]) -> Spoil:
    """Return a change of some cells, by row from 0, of the household (0) or member (1) file."""

    def spoilt(frames: Frames) -> Frames:
        series = frames[role][column].clone()
        for row, text in texts:
            series[row] = text
        changed = frames[role].with_columns(series)
        return (changed, frames[1]) if role == 0 else (frames[0], changed)

    return spoilt


def both(first: Spoil, second: Spoil) -> Spoil:
    return lambda frames: second(first(frames))


def with_extra_rows(frames: Frames) -> Frames:
    ruta, art = frames
    numbers = pl.DataFrame({name: f"({place})" for place, name in enumerate(ruta.columns, 1)})
    totals = pl.DataFrame({"KECAMATAN": ["Jumlah Moga", None], "IDBDT": [None, "TOTAL"], "Jumlah_ART": ["9", "36"]})
    return pl.concat([numbers, ruta, ruta.clear(1), totals], how="diagonal"), art


def repeated(frames: Frames) -> Frames:
    return pl.concat([frames[0], frames[0].head(1)]), frames[1]


def many(frames: Frames) -> Frames:
    """Return 120 households: one row of another kabupaten stays below the share that is refused."""
    return tuple(  # type: ignore[return-value]
        pl.concat([frame.with_columns(pl.col(ids) + f"{time}") for time in range(10)])
        for frame, ids in zip(frames, (["IDBDT"], ["IDBDT", "IDARTBDT"]), strict=True)
    )


def without_members(frames: Frames) -> Frames:
    return frames[0], frames[1].filter(pl.col("IDBDT") != frames[0]["IDBDT"][2])


CASES: dict[str, Case] = {
    "bukan_data": Case(with_extra_rows, "catatan", Expected(4, 16, (2, 15, 16, 17))),
    "kunci_kosong": Case(
        cell(0, "IDBDT", (3, None)), "peringatan", Expected(1, 12, (5,)),
        {"rt_tanpa_anggota": Expected(1, 12, (5,)), "anggota_tanpa_rt": Expected(3, 36, (11, 12, 13))},
    ),
    "rt_ganda": Case(repeated, "tidak_dihitung", Expected(1, 13, (14,))),
    "kabupaten_lain": Case(
        both(many, cell(0, "KDKAB", (50, "26"))), "tidak_dihitung", Expected(1, 120, (52,)),
        {"anggota_tanpa_rt": Expected(3, 360, (152, 153, 154)), "nik_ganda": Expected(360, 360, (2, 3, 4, 5, 6))},
    ),
    "wilayah_tak_dikenal": Case(
        both(cell(0, "KDDESA", (4, "099")), cell(0, "DESA", (4, "Antah Berantah"))),
        "tidak_dihitung", Expected(1, 12, (6,)), {"anggota_tanpa_rt": Expected(3, 36, (14, 15, 16))},
    ),
    "wilayah_dari_nama": Case(cell(0, "KDDESA", (5, None), (6, "099")), "catatan", Expected(2, 12, (7, 8))),
    "desil_kosong": Case(cell(0, "percentile", (0, None), (7, "NULL")), "peringatan", Expected(2, 12, (2, 9))),
    "di_luar_daftar": Case(
        cell(0, "lantai", (1, "99"), (8, "keramik indah")), "peringatan", Expected(2, 12, (3, 10))
    ),
    "rt_tanpa_anggota": Case(without_members, "peringatan", Expected(1, 12, (4,))),
    "rt_tanpa_kepala": Case(cell(1, "Hub_KRT", (0, "8")), "peringatan", Expected(1, 12, (2,))),
    "rt_banyak_kepala": Case(cell(1, "Hub_KRT", (10, "1")), "peringatan", Expected(1, 12, (5,))),
    "jumlah_anggota_beda": Case(cell(0, "Jumlah_ART", (4, "5"), (11, "1")), "catatan", Expected(2, 12, (6, 13))),
    "anggota_tanpa_rt": Case(
        cell(1, "IDBDT", (7, "99")), "tidak_dihitung", Expected(1, 36, (9,)),
        {"jumlah_anggota_beda": Expected(1, 12, (4,))},
    ),
    "anggota_keluar": Case(
        cell(1, "Sta_keberadaan_art", (8, "2"), (11, "4"), (14, "6")), "catatan", Expected(2, 36, (10, 16)),
        {"jumlah_anggota_beda": Expected(2, 12, (4, 6))},
    ),
    "nik_rusak": Case(
        cell(1, "NIK", (1, "3.32701E+15"), (2, "3,32701e15")), "peringatan", Expected(2, 36, (3, 4))
    ),
    "nik_tak_lengkap": Case(
        cell(1, "NIK", (0, None), (3, "0"), (4, "33279912"), (5, "0" * 16)), "catatan", Expected(4, 36, (2, 5, 6, 7))
    ),
    "nik_ganda": Case(cell(1, "NIK", (5, "3327990000000030")), "peringatan", Expected(2, 36, (7, 31))),
}  # fmt: skip


def found(finding: Finding, above: int) -> Expected:
    return Expected(finding.jumlah, finding.dari, tuple(example.baris - above for example in finding.contoh))


def test_every_check_has_a_case() -> None:
    assert list(CASES) == list(CHECKS)


def test_nothing_fires_on_a_clean_delivery(
    clean: Frames, write: Callable[..., tuple[Path, Path]], read: Callable[..., Delivery], tmp_path: Path
) -> None:
    delivery = read(*write(clean, tmp_path))
    assert delivery.report.pemeriksaan == ()
    assert delivery.report.wilayah_tak_cocok == ()
    assert {quality.pct_tidak_diketahui for quality in delivery.report.kolom} == {0.0}
    assert (delivery.households.height, delivery.members.height) == (12, 36)


@pytest.mark.parametrize("kode", CASES)
@pytest.mark.parametrize("above", [0, 4])
def test_check_fires_in_its_rows(
    kode: str, above: int, clean: Frames, write: Callable[..., tuple[Path, Path]],
    write_sheet: Callable[..., None], read: Callable[..., Delivery], tmp_path: Path,
) -> None:  # fmt: skip
    case, frames = CASES[kode], CASES[kode].spoil(clean)
    files = write(frames, tmp_path)
    if above:
        files = tmp_path / "ruta.xlsx", tmp_path / "art.xlsx"
        for frame, file in zip(frames, files, strict=True):
            book = openpyxl.Workbook()
            write_sheet(book, "Data", frame, above=above)
            book.save(file)
    report = read(*files).report
    assert {f.kode: found(f, above) for f in report.pemeriksaan} == {kode: case.expected, **case.also}
    finding = report.finding(kode)
    assert finding is not None
    assert (finding.tingkat, CHECKS[kode].tingkat) == (case.severity, case.severity)
    assert finding.judul
    assert finding.perbaikan


def test_line_numbers_count_the_lines_of_the_file(
    clean: Frames, write: Callable[..., tuple[Path, Path]], read: Callable[..., Delivery], tmp_path: Path
) -> None:
    broken = cell(0, "Alamat", (0, "Jalan\nContoh"), (2, "Jalan\r\nContoh\nlagi"))(clean)
    ruta, art = write(cell(0, "percentile", (1, None), (3, None))(broken), tmp_path)
    lines = ruta.read_bytes().split(b"\n")
    finding = read(ruta, art).report.finding("desil_kosong")
    assert finding is not None
    rows = [example.baris for example in finding.contoh]
    assert rows == [4, 8]
    assert [lines[row - 1].split(b",")[0].decode() for row in rows] == [clean[0]["IDBDT"][1], clean[0]["IDBDT"][3]]


def test_parquet_rows_count_from_one(clean: Frames, read: Callable[..., Delivery], tmp_path: Path) -> None:
    ruta, art = cell(0, "percentile", (2, None))(clean)
    ruta.write_parquet(tmp_path / "ruta.parquet")
    art.write_parquet(tmp_path / "art.parquet")
    finding = read(tmp_path / "ruta.parquet", tmp_path / "art.parquet").report.finding("desil_kosong")
    assert finding is not None
    assert [example.baris for example in finding.contoh] == [3]


def test_value_and_column_of_what_is_not_in_the_list(
    clean: Frames, write: Callable[..., tuple[Path, Path]], read: Callable[..., Delivery], tmp_path: Path
) -> None:
    spoilt = both(cell(0, "lantai", (1, "99"), (8, "keramik indah")), cell(1, "Umur", (0, "150"), (1, "-1")))
    findings = read(*write(spoilt(clean), tmp_path)).report.pemeriksaan
    told = [(f.keterangan, [(e.berkas, e.baris, e.kolom, e.nilai) for e in f.contoh]) for f in findings]
    assert told == [
        ("Kolom lantai", [("ruta.csv", 3, "lantai", "99"), ("ruta.csv", 10, "lantai", "(teks, 13 huruf)")]),
        ("Kolom Umur", [("art.csv", 2, "Umur", "150"), ("art.csv", 3, "Umur", "-1")]),
    ]


def test_date_of_birth_gives_the_age_and_is_checked(
    clean: Frames, write: Callable[..., tuple[Path, Path]], read: Callable[..., Delivery], tmp_path: Path
) -> None:
    ruta, art = clean
    dates = ["1990-12-31", "31/12/1990", "31-12-1990 00:00", "2010-01-01", "31/12/90", "1990-02-30", "²-1-1990"]
    born = art.drop("Umur").with_columns(pl.Series("TglLahir", (dates * 6)[: art.height]))
    delivery = read(*write((ruta, born), tmp_path))
    assert delivery.members["umur"].head(7).to_list() == [30, 30, 30, 10, None, None, None]
    finding = delivery.report.finding("di_luar_daftar")
    assert finding is not None
    assert found(finding, 0) == Expected(15, 36, (6, 7, 8, 13, 14))


def test_share_of_unknown_in_each_column(
    clean: Frames, write: Callable[..., tuple[Path, Path]], read: Callable[..., Delivery], tmp_path: Path
) -> None:
    spoilt = both(
        cell(0, "fasbab", (0, None), (1, "-"), (2, "9")), cell(1, "Sta_Bekerja", *((row, "NULL") for row in range(9)))
    )
    report = read(*write(spoilt(clean), tmp_path)).report
    shares = {(q.berkas, q.kolom): (q.sel, q.kosong, q.di_luar_daftar, q.pct_tidak_diketahui) for q in report.kolom}
    assert shares["ruta.csv", "fasbab"] == (12, 2, 1, 25.0)
    assert shares["art.csv", "Sta_Bekerja"] == (36, 9, 0, 25.0)
    assert shares["ruta.csv", "kloset"] == (12, 0, 0, 0.0)


def test_only_the_first_rows_are_shown_but_all_are_counted(
    clean: Frames, write: Callable[..., tuple[Path, Path]], read: Callable[..., Delivery], tmp_path: Path
) -> None:
    report = read(*write(cell(0, "fasbab", *((row, "9") for row in range(7)))(clean), tmp_path)).report
    finding = report.finding("di_luar_daftar")
    assert finding is not None
    assert found(finding, 0) == Expected(7, 12, (2, 3, 4, 5, 6))
    assert report.frame().height == EXAMPLES
    assert report.frame().select("jumlah", "dari", "persen", "baris", "nilai").row(4) == (7, 12, 58.333, 6, "9")
