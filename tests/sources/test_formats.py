"""The same delivery gives the same figures, whatever program it was saved with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

Frames = tuple[pl.DataFrame, pl.DataFrame]
Files = tuple[Path, Path]
Writer = Callable[[Frames, Path], Files]
Lines = list[list[str]]


@pytest.fixture(scope="module")
def expected(odd: Frames, write: Writer, digest: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the digest of the plain CSV."""
    return digest(*write(odd, tmp_path_factory.mktemp("csv")))


def text(frame: pl.DataFrame, separator: str = ",", **options: Any) -> str:
    return frame.write_csv(separator=separator, **options)


def save(folder: Path, contents: tuple[bytes, ...], names: tuple[str, ...] = ("ruta.csv", "art.csv")) -> Files:
    for name, content in zip(names, contents, strict=True):
        (folder / name).write_bytes(content)
    return folder / names[0], folder / names[1]


def encoded(separator: str, encoding: str, newline: str = "\n") -> Writer:
    return lambda frames, folder: save(
        folder, tuple(text(f, separator).replace("\n", newline).encode(encoding) for f in frames)
    )


def changed(change: Callable[[str], str]) -> Writer:
    """Return a writer that changes the finished CSV text with a comma."""
    return lambda frames, folder: save(folder, tuple(change(text(f)).encode() for f in frames))


def recast(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Writer:
    return lambda frames, folder: save(folder, tuple(text(change(f)).encode() for f in frames))


def padded(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the table with more than 256 KB above its last rows."""
    return frame.with_columns(Alamat=pl.lit("Jalan " + "a" * 2000), Nama=pl.lit("Contoh"))


def cp1252_far_below(column: str) -> Writer:
    def written(frames: Frames, folder: Path) -> Files:
        letters = [
            padded(f).with_columns(
                pl.when(pl.int_range(pl.len()) >= pl.len() - 5).then(pl.lit("Désa Peña’s")).otherwise(pl.col(column))
                .alias(column)
            )
            for f in (frames[0].drop("Nama_KRT"), frames[1])
        ]  # fmt: skip
        assert all(text(f).encode("cp1252").find(b"\xe9") > 256 * 1024 for f in letters)
        return save(folder, tuple(text(f, ";").encode("cp1252") for f in letters))

    return written


def broken_addresses(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(Alamat=pl.lit('Jalan "Melati", RT 1\r\nRW 2\nsebelah, masjid'))


def with_control_characters(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(DESA=pl.format("{}\x1f\x0b", pl.col("DESA")))


def respelt(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.rename({name: f" {name.upper().replace('_', ' ')} " for name in frame.columns})


ALIASES = {
    "KDPROP": "kode_provinsi", "KDKEC": "Kode Kecamatan", "KDDESA": "kode desa", "lantai": "jenis lantai terluas",
    "sta_kks": "Status KKS", "percentile": "persentil", "Hub_KRT": "Hubungan dengan Kepala Rumah Tangga",
    "Sta_Bekerja": "status_bekerja", "TglLahir": "Tanggal Lahir",
}  # fmt: skip


def doubled(frame: pl.DataFrame) -> str:
    """Return the table with its first ten columns once more at the end, there with other values."""
    again = frame.columns[:10]
    head, *rows = text(frame).splitlines()
    return "\n".join([",".join([head, *again]), *(row + ",9" * len(again) for row in rows)])


def with_titles(frame: pl.DataFrame) -> str:
    """Return the table below titles, with column numbers under its heading and a last row of totals."""
    head, *rows = text(frame).splitlines()
    numbers = ",".join(f"({place})" for place in range(1, frame.width + 1))
    total = "JUMLAH," + "," * (frame.width - 3) + str(frame.height)
    titles = ['"DAFTAR RUMAH TANGGA,\nKABUPATEN PEMALANG"', "", "sep=,"]
    return "\n".join([*titles, head, numbers, *rows, "", total])


def trailing(content: str) -> str:
    head, *rows = content.splitlines()
    return "\n".join([head, *(row + "," for row in rows)])


def workbook(sheets: Callable[..., None], *, numeric: bool = False, left: int = 0) -> Writer:
    """Return a writer of two workbooks with another sheet, titles, column numbers and totals."""

    def written(frames: Frames, folder: Path) -> Files:
        paths = folder / "ruta.xlsx", folder / "art.xlsx"
        for frame, path in zip(frames, paths, strict=True):
            book = openpyxl.Workbook()
            book.active["A1"] = "Keterangan: KDDESA, DESA, KECAMATAN"
            book.create_sheet("Kosong")
            numbers = dict(zip(frame.columns, (f"({n + 1})" for n in range(frame.width)), strict=True))
            total = {frame.columns[0]: "JUMLAH", frame.columns[-1]: str(frame.height)}
            rows = pl.concat([pl.DataFrame([numbers]), frame, pl.DataFrame([total])], how="diagonal")
            sheets(book, "Data", rows, numeric=numeric, above=3, left=left)
            book.save(path)
        return paths

    return written


def parquet(kind: pl.DataType | None) -> Writer:
    def typed(frame: pl.DataFrame) -> pl.DataFrame:
        if kind is None:
            return frame
        whole = [n for n in frame.columns if frame[n].str.contains(r"^\d+$").all() and frame[n].null_count() < 200]
        assert {"KDKEC", "IDBDT"} & set(whole)
        return frame.with_columns(pl.col(whole).cast(pl.Int64).cast(kind))

    def written(frames: Frames, folder: Path) -> Files:
        for frame, name in zip(frames, ("ruta.parquet", "art.parquet"), strict=True):
            typed(frame).write_parquet(folder / name)
        return folder / "ruta.parquet", folder / "art.parquet"

    return written


WRITERS: dict[str, Writer] = {
    "semicolon cp1252": encoded(";", "cp1252"),
    "cp1252 far below in a name": cp1252_far_below("Nama"),
    "cp1252 far below in a column that is read": cp1252_far_below("DESA"),
    "tab UTF-8 with BOM": encoded("\t", "utf-8-sig"),
    "bar": encoded("|", "utf-8"),
    "Unicode text of Excel": encoded("\t", "utf-16", "\r\n"),
    "CRLF": encoded(",", "utf-8", "\r\n"),
    "CR": encoded(";", "cp1252", "\r"),
    "all cells quoted": lambda f, to: save(to, tuple(text(x, quote_style="always").encode() for x in f)),
    "line breaks in an address": recast(broken_addresses),
    "quotation marks that quote nothing": changed(lambda content: content.replace("Alamat Contoh ", 'Pipa 5" no ')),
    "huge cells": recast(lambda f: f.with_columns(Alamat=pl.lit('a",' * 70_000)).head(1).vstack(
        f.slice(1).with_columns(pl.col("Alamat").cast(pl.String)))),
    "blank lines at the end": changed(lambda content: content + "\n\n\n"),
    "no line end": changed(lambda content: content.removesuffix("\n")),
    "a blank cell too many in all rows": changed(trailing),
    "titles, column numbers, totals": lambda f, to: save(to, tuple(with_titles(x).encode() for x in f)),
    "39 rows above the heading": changed(lambda content: "Laporan\n" * 39 + content),
    "a line break in the heading": changed(lambda content: content.replace("IDBDT", '"IDBDT\n"', 1)),
    "other spelling of the column names": recast(respelt),
    "aliases": recast(lambda f: f.rename({k: v for k, v in ALIASES.items() if k in f.columns})),
    "another order of columns": recast(lambda f: f.select(reversed(f.columns))),
    "doubled column names": lambda f, to: save(to, tuple(doubled(x).encode() for x in f)),
    "number as text with apostrophe": lambda f, to: save(
        to, (text(f[0]).encode(), text(f[1].with_columns(pl.format("'{}", "IDBDT").alias("IDBDT"))).encode())),
    "number that passed through a float": lambda f, to: save(
        to, (text(f[0]).encode(), text(f[1].with_columns(pl.format("{}.0", "IDBDT").alias("IDBDT"))).encode())),
    "control characters": recast(with_control_characters),
    "control characters in Parquet": lambda f, to: parquet(None)(
        (with_control_characters(f[0]), with_control_characters(f[1])), to),
    "Parquet of text": parquet(None),
    "Parquet of whole numbers": parquet(pl.Int64()),
    "Parquet of floats": parquet(pl.Float64()),
    "names with blanks and brackets": lambda f, to: save(
        to, tuple(text(x).encode() for x in f), ("Data RT [final] (1) é.csv", "anggota ruta – salinan*.CSV")),
    "wrong endings": lambda f, to: save(to, tuple(text(x).encode() for x in f), ("ruta.xls", "art.parquet")),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_text_and_parquet_give_the_same_digest(
    name: str, odd: Frames, expected: str, digest: Callable[..., str], tmp_path: Path
) -> None:
    assert digest(*WRITERS[name](odd, tmp_path)) == expected


@pytest.mark.parametrize(("numeric", "left"), [(False, 0), (True, 2)])
def test_workbooks_give_the_same_digest(
    *, numeric: bool, left: int, odd: Frames, expected: str, digest: Callable[..., str],
    write_sheet: Callable[..., None], tmp_path: Path,
) -> None:  # fmt: skip
    assert digest(*workbook(write_sheet, numeric=numeric, left=left)(odd, tmp_path)) == expected


def test_floats_of_a_parquet_lose_no_digit(clean: Frames, read: Callable[..., Any], tmp_path: Path) -> None:
    files = parquet(pl.Float64())(clean, tmp_path)
    assert pl.read_parquet_schema(files[1])["NIK"] == pl.Float64()
    assert read(*files).report.pemeriksaan == ()


def test_both_tables_in_one_workbook(
    clean: Frames, write: Writer, digest: Callable[..., str], write_sheet: Callable[..., None], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    few = ["IDBDT", "KDPROP", "KDKAB", "KDKEC", "KDDESA", "percentile"]
    write_sheet(book, "Anggota", clean[1])
    write_sheet(book, "Rumah tangga", clean[0].select(few))
    book.save(tmp_path / "semua.xlsx")
    separate = write((clean[0].select(few), clean[1]), tmp_path)
    assert digest(tmp_path / "semua.xlsx", tmp_path / "semua.xlsx") == digest(*separate)


def test_what_was_read_is_told(clean: Frames, read: Callable[..., Any], tmp_path: Path) -> None:
    ruta, art = save(tmp_path, (with_titles(clean[0]).encode("cp1252"), text(clean[1]).encode()))
    files = read(ruta, art).report.berkas
    assert [(f.nama, f.format, f.baris_judul, f.baris_data) for f in files] == [
        ("ruta.csv", "CSV", 5, 12),
        ("art.csv", "CSV", 1, 36),
    ]
    assert [f.kolom_dikenali for f in files] == [26, 11]
