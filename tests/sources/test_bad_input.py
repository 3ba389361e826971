"""What a hurried operator hands over: each is refused with one clear message, and nothing is lost."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import polars as pl
import pytest

from dampingan.importing import import_delivery
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore

Frames = tuple[pl.DataFrame, pl.DataFrame]
Files = tuple[Path, Path]
Writer = Callable[[Frames, Path], Files]

PERIOD = "2020"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00" + bytes(range(256)) * 9
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(range(256)) * 9
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WEB_PAGE = b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><body><table><tr><td>IDBDT</td></tr></table></body></html>"


class Bad(NamedTuple):
    """A delivery that must be refused, and what the message must say."""

    files: Callable[[Frames, Path], Files]
    says: tuple[str, ...]


class Store(NamedTuple):
    data: Path
    before: tuple[str, str]


def state(data: Path) -> tuple[str, str]:
    """Return edition and digest of the published period, after a check that its figures are whole."""
    store = SnapshotStore(data)
    assert store.periods() == [PERIOD]
    assert store.verify(PERIOD)
    return store.edition(PERIOD), store.manifest(PERIOD).digest


@pytest.fixture(scope="module")
def store(clean: Frames, write: Writer, rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a data folder with one good snapshot."""
    folder = tmp_path_factory.mktemp("data")
    ruta, art = write(clean, folder / "berkas")
    import_delivery(ruta, art, period=PERIOD, store=SnapshotStore(folder), rules=rules)
    return Store(folder, state(folder))


def csv(frame: pl.DataFrame) -> str:
    return frame.write_csv()


def files(folder: Path, ruta: str | bytes, art: str | bytes, *, names: Files | tuple[str, str] | None = None) -> Files:
    first, second = (folder / name for name in names or ("ruta.csv", "art.csv"))
    for path, content in ((first, ruta), (second, art)):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return first, second


def ruta_is(content: str | bytes, name: str = "ruta.csv") -> Callable[[Frames, Path], Files]:
    return lambda frames, folder: files(folder, content, csv(frames[1]), names=(name, "art.csv"))


def art_is(content: str | bytes, name: str = "art.csv") -> Callable[[Frames, Path], Files]:
    return lambda frames, folder: files(folder, csv(frames[0]), content, names=("ruta.csv", name))


def text(ruta: Callable[[str], str] = str, art: Callable[[str], str] = str) -> Callable[[Frames, Path], Files]:
    """Return a delivery whose CSV text is changed."""
    return lambda frames, folder: files(folder, ruta(csv(frames[0])), art(csv(frames[1])))


def table(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Frames, Path], Files]:
    """Return a delivery whose household table is changed."""
    return lambda frames, folder: files(folder, csv(change(frames[0])), csv(frames[1]))


def line(number: int, change: Callable[[str], str]) -> Callable[[str], str]:
    def changed(content: str) -> str:
        lines = content.split("\n")
        lines[number - 1] = change(lines[number - 1])
        return "\n".join(lines)

    return changed


def exchanged(frames: Frames, folder: Path) -> Files:
    return files(folder, csv(frames[1]), csv(frames[0]))


def cut(kind: str) -> Callable[[Frames, Path], Files]:
    """Return a delivery whose household file, a Parquet or a workbook, ends in its middle."""

    def written(frames: Frames, folder: Path) -> Files:
        path = folder / f"ruta.{kind}"
        if kind == "parquet":
            frames[0].write_parquet(path)
        else:
            book = openpyxl.Workbook()
            for row in (frames[0].columns, *frames[0].rows()):
                book.active.append(row)
            book.save(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path, files(folder, "", csv(frames[1]))[1]

    return written


def zipped(member: str, name: str) -> Callable[[Frames, Path], Files]:
    def written(frames: Frames, folder: Path) -> Files:
        paths = files(folder, "", csv(frames[1]), names=(name, "art.csv"))
        with zipfile.ZipFile(paths[0], "w") as archive:
            archive.writestr(member, "isi")
        return paths

    return written


def a_folder(frames: Frames, folder: Path) -> Files:
    return folder, files(folder, "", csv(frames[1]))[1]


def absent(frames: Frames, folder: Path) -> Files:
    return folder / "tidak-ada.csv", files(folder, "", csv(frames[1]))[1]


def of(column: str, value: str, rows: int = 12) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return a change of the last rows of a column."""
    changed = pl.when(pl.int_range(pl.len()) >= pl.len() - rows).then(pl.lit(value)).otherwise(pl.col(column))
    return lambda frame: frame.with_columns(changed.alias(column))


def other_delivery(frames: Frames, folder: Path) -> Files:
    return files(folder, csv(frames[0]), csv(frames[1].with_columns(IDBDT="9" + pl.col("IDBDT"))))


def with_zeros(far: int) -> Callable[[str], str]:
    def damaged(content: str) -> str:
        head, *rows = content.splitlines()
        rows = [row.replace("Jalan Contoh", "Jalan " + "a" * far) for row in rows]
        return "\n".join([head, *rows[:-1], rows[-1].replace("aaa", "\0\0\0", 1), ""])

    return damaged


BAD: dict[str, Bad] = {
    "empty": Bad(ruta_is(b""), ("ruta.csv", "kosong")),
    "empty members": Bad(art_is(b""), ("art.csv", "kosong")),
    "only a line end": Bad(ruta_is(b"\r\n"), ("ruta.csv", "judul kolom", "IDBDT")),
    "PNG": Bad(ruta_is(PNG), ("ruta.csv", "bukan berkas teks")),
    "JPEG": Bad(art_is(JPEG, "foto.csv"), ("foto.csv", "bukan berkas teks")),
    "PDF": Bad(ruta_is(b"%PDF-1.7\n%abc\n", "ruta.csv"), ("ruta.csv", "PDF")),
    "web page as .xls": Bad(ruta_is(WEB_PAGE, "ruta.xls"), ("ruta.xls", "HTML", ".xlsx")),
    "web page as .csv": Bad(art_is(WEB_PAGE.strip(b"\xef\xbb\xbf")), ("art.csv", "HTML")),
    "other text": Bad(ruta_is("Yth. Kepala Dinas,\nterlampir data.\n"), ("ruta.csv", "judul kolom", "40 baris")),
    "only the heading": Bad(text(ruta=lambda c: c.split("\n", 1)[0] + "\n"), ("ruta.csv", "hanya berisi judul")),
    "only the heading of members": Bad(text(art=lambda c: c.split("\n", 1)[0]), ("art.csv", "hanya berisi judul")),
    "only heading and totals": Bad(
        text(ruta=lambda c: c.split("\n", 1)[0] + "\nJUMLAH,,\n\n"), ("ruta.csv", "hanya berisi judul")),
    "members as households": Bad(
        lambda f, to: files(to, csv(f[1]), csv(f[1])), ("ruta.csv", "tampaknya berkas anggota", "--ruta")),
    "households as members": Bad(
        lambda f, to: files(to, csv(f[0]), csv(f[0])), ("art.csv", "tampaknya berkas rumah tangga", "--art")),
    "exchanged": Bad(exchanged, ("ruta.csv", "tampaknya berkas anggota", "--ruta")),
    "two kabupaten": Bad(
        table(of("KDKAB", "26", 5)), ("ruta.csv", "kabupaten lain: 5 dari 12", "baris 9", "3326", "33.27")),
    "another kabupaten": Bad(table(of("KDKAB", "26")), ("ruta.csv", "12 dari 12", "baris 2", "3326", "33.27")),
    "unknown desa": Bad(
        table(lambda f: of("KDDESA", "999", 7)(of("DESA", "Entah", 7)(f))),
        ("7 dari 12 baris ruta.csv", "baris 7", "999", "kode wilayah")),
    "cut Parquet": Bad(cut("parquet"), ("ruta.parquet", "terpotong")),
    "cut workbook": Bad(cut("xlsx"), ("ruta.xlsx", "Excel")),
    "zip": Bad(zipped("ruta.csv", "ruta.zip"), ("ruta.zip", "Excel")),
    "Word document": Bad(zipped("word/document.xml", "ruta.docx"), ("ruta.docx", "Excel")),
    "workbook with a password": Bad(
        ruta_is(OLE + "EncryptedPackage".encode("utf-16-le"), "ruta.xlsx"), ("ruta.xlsx", "kata sandi")),
    "old workbook": Bad(art_is(OLE + "Workbook".encode("utf-16-le"), "art.xls"), ("art.xls", ".xls", ".xlsx")),
    "folder": Bad(a_folder, ("folder",)),
    "absent": Bad(absent, ("tidak-ada.csv", "tidak ditemukan")),
    "no household number": Bad(table(lambda f: f.drop("IDBDT")), ("ruta.csv", "nomor", "IDBDT", "baris 1")),
    "no household number of members": Bad(
        lambda f, to: files(to, csv(f[0]), csv(f[1].drop("IDBDT"))), ("art.csv", "nomor", "IDBDT", "baris 1")),
    "no desil": Bad(table(lambda f: f.drop("percentile")), ("ruta.csv", "Kolom desil", "percentile", "persentil")),
    "no region": Bad(
        table(lambda f: f.drop("KDDESA", "DESA")), ("ruta.csv", "kode wilayah", "KDPROP + KDKAB + KDKEC + KDDESA")),
    "blank household numbers": Bad(table(of("IDBDT", "-")), ("ruta.csv", "Nomor rumah tangga", "kosong")),
    "household numbers spoilt by Excel": Bad(table(of("IDBDT", "3.32799E+13")), ("ruta.csv", "notasi ilmiah", "teks")),
    "blank desil": Bad(table(of("percentile", "")), ("ruta.csv", "desil", "percentile")),
    "desil beyond the range": Bad(table(of("percentile", "700")), ("ruta.csv", "desil", "percentile")),
    "members of another delivery": Bad(other_delivery, ("36 dari 36", "art.csv", "baris 2", "pasangan")),
    "comma in an address": Bad(
        text(ruta=line(7, lambda row: row.replace("Jalan Contoh", "Jalan Contoh, RT 2"))),
        ("ruta.csv", "Baris 7", "29 sel", "28 kolom", "tanda kutip")),
    "comma in an address, last cell blank": Bad(
        text(ruta=line(7, lambda row: row.replace("Jalan Contoh", "Jalan Contoh, RT 2").rsplit(",", 1)[0] + ",")),
        ("ruta.csv", "Baris 7", "29 sel", "28 kolom")),
    "comma in an address of the first row": Bad(
        text(ruta=line(2, lambda row: row.replace("Jalan Contoh", "Jalan Contoh, RT 2"))), ("Baris 2", "29 sel")),
    "comma in a name of a member": Bad(
        text(art=line(20, lambda row: row.replace("Contoh", "Contoh, S.Pd."))), ("art.csv", "Baris 20", "13 sel")),
    "quotation mark not closed": Bad(
        text(ruta=line(4, lambda row: row.replace("Jalan", '"Jalan'))), ("ruta.csv", "Baris 4", "tanda kutip")),
    "two quotation marks not closed": Bad(
        text(ruta=lambda c: line(9, lambda r: r.replace("Jalan", '"Jalan'))(
            line(4, lambda r: r.replace("Jalan", '"Jalan'))(c))), ("ruta.csv", "Baris 4", "tanda kutip")),
    "quotation mark not closed in the last row": Bad(
        text(art=line(37, lambda row: row.replace("Contoh", '"Contoh'))), ("art.csv", "Baris 37", "tanda kutip")),
    "quotation mark not closed in a long file": Bad(
        text(art=lambda c: line(4, lambda r: r.replace("Contoh", '"Contoh'))(c) + "x" * 200_000),
        ("art.csv", "Baris 4", "tanda kutip")),
    "zero bytes near the beginning": Bad(text(ruta=with_zeros(30)), ("ruta.csv", "rusak")),
    "zero bytes far below": Bad(text(ruta=with_zeros(40_000)), ("ruta.csv", "bita nol", "Baris 13")),
    "40 rows above the heading": Bad(text(ruta=lambda c: "Laporan\n" * 40 + c), ("ruta.csv", "40 baris pertama")),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_and_nothing_lost(
    name: str, clean: Frames, store: Store, command: Callable[..., Any], tmp_path: Path
) -> None:
    ruta, art = BAD[name].files(clean, tmp_path)
    code, out, err = command("impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", store.data)
    _, mark, message = err.partition("Kesalahan: ")
    assert (code, out, mark) == (1, "", "Kesalahan: ")
    assert [part for part in BAD[name].says if part not in message] == []
    assert 2 <= len(message.splitlines()) <= 3
    assert not any(word in err for word in ("Traceback", "tak terduga", "Error", "Jalan", "Contoh"))
    assert state(store.data) == store.before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["impor", "--art", "art.csv", "--periode", "2020"], "--ruta wajib diisi"),
        (["impor", "--ruta", "r.csv", "--art", "a.csv", "--periode", "2020", "--dialek", "dtks"], "bdt"),
        (["impor", "--ruta", "r.csv", "--art", "a.csv", "--periode", "2020", "--mesin", "dask"], "spark"),
        (["periksa", "--ruta", "r.csv", "--art", "a.csv", "--lapor", "x"], "--laporan"),
        (["muat"], "tidak dikenal"),
        (["contoh", "--ke", "x", "--rt", "banyak"], "bilangan bulat"),
    ],
)
def test_wrong_usage(arguments: list[str], says: str, command: Callable[..., Any]) -> None:
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Kesalahan: ")
    assert says in err
    assert "Bantuan: " in err


@pytest.mark.parametrize("period", ["2020-13", "2020-6", "dua ribu", "20", "2020-", "0000", "²⁰²⁰", "../2020"])
def test_wrong_period(period: str, clean: Frames, write: Writer, store: Store, command: Callable[..., Any],
                      tmp_path: Path) -> None:  # fmt: skip
    ruta, art = write(clean, tmp_path)
    code, _, err = command("impor", "--ruta", ruta, "--art", art, "--periode", period, "--data", store.data)
    assert code == 1
    assert f"Periode '{period}' tidak dikenali.\nTulis tahun (2024) atau tahun-bulan (2024-06)." in err
    assert state(store.data) == store.before


def test_file_that_may_not_be_read(
    clean: Frames, write: Writer, store: Store, command: Callable[..., Any], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ruta, art = write(clean, tmp_path)
    opened = Path.open

    def refusing(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == art:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    code, _, err = command("impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", store.data)
    assert code == 1
    assert "Berkas art.csv tidak dapat dibuka.\n" in err
    assert "Permission" not in err


def test_data_folder_that_is_a_file(clean: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path) -> None:
    ruta, art = write(clean, tmp_path)
    (tmp_path / "data").write_text("catatan", "utf-8")
    code, _, err = command("impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", tmp_path / "data")
    assert code == 1
    assert f"{tmp_path / 'data'}" in err
    assert "sebutkan sebuah folder" in err
    assert (tmp_path / "data").read_text("utf-8") == "catatan"


def test_data_folder_is_made(clean: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path) -> None:
    ruta, art = write(clean, tmp_path)
    code, out, _ = command("impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", tmp_path / "a" / "b")
    assert code == 0
    assert "Periode 2020 terbit: 12 rumah tangga, 36 jiwa, 12 desa/kelurahan." in out
    assert SnapshotStore(tmp_path / "a" / "b").verify(PERIOD)


def test_damaged_nik_is_counted_and_never_repaired(
    clean: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path
) -> None:
    ruta, art = write((clean[0], of("NIK", "3.32701E+15", 4)(clean[1])), tmp_path)
    data = tmp_path / "data"
    code, out, _ = command("impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", data)
    assert code == 0
    assert "NIK berbentuk notasi ilmiah (rusak oleh Excel): 4 (11,11 %) [baris 34, 35, 36, 37]" in out
    kept = SnapshotStore(data).read(PERIOD)
    finding = kept.quality.finding("nik_rusak")
    assert finding is not None
    assert [(e.baris, e.kolom, e.nilai) for e in finding.contoh] == [(row, "NIK", "") for row in range(34, 38)]
    assert (kept.manifest.rt, kept.manifest.jiwa) == (12, 36)


def test_unforeseen_error_shows_no_data(
    clean: Frames, write: Writer, store: Store, command: Callable[..., Any], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Contoh 7, Jalan Contoh")

    monkeypatch.setattr("dampingan.importing.make_snapshot", broken)
    ruta, art = write(clean, tmp_path)
    code, out, err = command("impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", store.data)
    assert (code, out) == (1, "")
    assert "Kesalahan tak terduga (ValueError). Tidak ada data yang berubah." in err
    assert "Contoh" not in err
    assert state(store.data) == store.before


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [("PNG", [], 1), ("comma in an address", [], 1), ("PNG", ["--dialek", "dtks"], 2)],
)
def test_real_process_ends_with_its_code(
    name: str, arguments: list[str], code: int, clean: Frames, store: Store, tmp_path: Path
) -> None:
    ruta, art = BAD[name].files(clean, tmp_path)
    options = ["--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", store.data, *arguments]
    ended = subprocess.run(
        [sys.executable, "-m", "dampingan", "impor", *map(str, options)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.count("Kesalahan: ") == 1
    assert "Traceback" not in ended.stderr
    assert state(store.data) == store.before
