"""No name, number or address of a person leaves a delivery, not even where a column has shifted."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from dampingan.restricted import FOLDER
from dampingan.snapshot import SnapshotStore
from dampingan.sources.quality import safe_code, safe_place, safe_value

Frames = tuple[pl.DataFrame, pl.DataFrame]
Files = tuple[Path, Path]
Writer = Callable[[Frames, Path], Files]

PERIOD = "2020"
TIMES = 24
FIRST = ("Suwarjoko", "Kasminah", "Tarwinto", "Rusmiyatun", "Wahyudianto", "Zubaedah", "Karsiwen")
LAST = ("Wiryokusumo", "Prawirodirjo", "Hadisubroto", "Kertopati", "Notonegoro")
STREET = ("Cendrawasih", "Flamboyan", "Bougenville", "Kepodang")


class Person(NamedTuple):
    """What must not be seen of one person."""

    name: str
    nik: str
    kk: str
    address: str
    phone: str
    household: str


def person(number: int) -> Person:
    return Person(
        f"{FIRST[number % 7]} {LAST[number % 5]}",
        f"3327{41_503_870_000 + number:012}",
        f"3327{10_611_980_000 + number:012}",
        f"Jl. {STREET[number % 4]} No. {number % 90} RT 003 RW 002",
        f"08{11_200_000 + number}",
        f"{33_270_000_555_000 + number}",
    )


def secrets() -> list[str]:
    """Return every word of names and streets, and the last digits of every number."""
    numbers = [text[-8:] for n in range(TIMES * 36) for text in person(n) if text.isdecimal()]
    return [word.lower() for word in (*FIRST, *LAST, *STREET)] + numbers


def seen(text: str) -> list[str]:
    """Return the secrets that stand in a text."""
    folded = text.lower()
    words = [word.lower() for word in (*FIRST, *LAST, *STREET) if word.lower() in folded]
    return words + sorted({number[-8:] for number in re.findall(r"\d{8,}", folded)} & set(secrets()))


@pytest.fixture(scope="module")
def people(clean: Frames) -> Frames:
    """Return 288 households and their members with secrets in the columns where they belong."""
    ruta, art = (pl.concat([frame] * TIMES) for frame in clean)
    homes = [person(n) for n in range(ruta.height)]
    members = [person(n) for n in range(art.height)]
    ruta = ruta.with_columns(
        pl.Series("IDBDT", [p.household for p in homes]), pl.Series("Nama_KRT", [p.name for p in homes]),
        pl.Series("Alamat", [p.address for p in homes]), pl.Series("NoKK", [p.kk for p in homes]),
        pl.Series("Telepon", [p.phone for p in homes]),
        kodewilayah=pl.concat_str("KDPROP", "KDKAB", "KDKEC", "KDDESA"), Keterangan=pl.lit("-"),
    )  # fmt: skip
    art = art.with_columns(
        pl.Series("IDBDT", [homes[n // 3].household for n in range(art.height)]),
        pl.Series("Nama", [p.name for p in members]), pl.Series("NIK", [p.nik for p in members]),
        pl.Series("NoKK", [p.kk for p in members]), Keterangan=pl.lit("-"), TglLahir=pl.lit("1980-01-31"),
    )  # fmt: skip
    return ruta, art


def one_cell_each(frame: pl.DataFrame, kinds: tuple[str, ...]) -> pl.DataFrame:
    """Return the table with a secret in every column, each in a row of its own, one round per kind."""
    places = [(column, kind) for kind in kinds for column in frame.columns]
    assert len(places) <= frame.height
    for row, (column, kind) in enumerate(places):
        cells = frame[column].clone()
        cells[row] = getattr(person(row), kind)
        frame = frame.with_columns(cells)
    return frame


def in_the_place(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the household table in which a third of the rows has no code, and a person as desa or kecamatan."""
    row = pl.int_range(pl.len())
    names = pl.Series([person(n).name for n in range(frame.height)])
    streets = pl.Series([person(n).address for n in range(frame.height)])
    cards = pl.Series([person(n).kk for n in range(frame.height)])
    return frame.with_columns(
        KDDESA=pl.when(row % 3 == 0).then(streets).otherwise("KDDESA"),
        DESA=pl.when(row % 6 == 0).then(names).when(row % 3 == 0).then(streets).otherwise("DESA"),
        KECAMATAN=pl.when(row % 12 == 0).then(names).otherwise("KECAMATAN"),
        kodewilayah=pl.when(row % 9 == 0).then(names).when(row % 3 == 0).then(cards).otherwise("kodewilayah"),
    )


def shifted(frame: pl.DataFrame, by: int) -> pl.DataFrame:
    """Return the table with its cells under the names of other columns."""
    names = frame.columns
    return frame.rename(dict(zip(names, names[by:] + names[:by], strict=True))).select(names)


def published(data: Path) -> Iterator[str]:
    """Yield all that stands in the data folder, tables as text, but for the restricted files."""
    for path in (p for p in data.rglob("*") if FOLDER not in p.relative_to(data).parts):
        if path.suffix == ".parquet":
            yield pl.read_parquet(path).write_csv()
        elif path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")
        yield path.name


def told(command: Callable[..., Any], files: Files, folder: Path) -> str:
    """Return all that the commands print and write about a delivery, its files' bytes apart."""
    given = ["--ruta", files[0], "--art", files[1], "--dialek", "bdt"]
    outcomes = [command("impor", *given, "--periode", PERIOD, "--data", folder / "data")]
    if outcomes[0].code == 0:
        outcomes += [command("periksa", *given, "--laporan", folder / name) for name in ("mutu.json", "mutu.csv")]
        outcomes += [command(name, "--data", folder / "data") for name in ("audit", "status")]
    assert {outcome.code for outcome in outcomes} <= {0, 1}
    assert "tak terduga" not in outcomes[0].err
    written = [path.read_text("utf-8") for path in folder.glob("mutu.*")]
    return "\n".join([*(o.out + o.err for o in outcomes), *written, *published(folder / "data")])


SPOILT: dict[str, Callable[[Frames], Frames]] = {
    "as it should be": lambda f: f,
    "names and addresses in every column": lambda f: (
        one_cell_each(f[0], ("name", "address")), one_cell_each(f[1], ("name", "address"))),
    "numbers in every column": lambda f: (
        one_cell_each(f[0], ("nik", "kk", "phone", "household")), one_cell_each(f[1], ("nik", "kk", "phone"))),
    "persons in the place of the desa": lambda f: (in_the_place(f[0]), f[1]),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_nothing_personal_in_what_is_told_and_kept(
    name: str, people: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path
) -> None:
    files = write(SPOILT[name](people), tmp_path / "berkas")
    text = told(command, files, tmp_path)
    assert SnapshotStore(tmp_path / "data").verify(PERIOD)
    assert seen(text) == []
    assert "ruta.csv (CSV, dialek bdt): 288 baris" in text


def test_the_secrets_would_be_found(people: Frames) -> None:
    ruta, art = people
    words, numbers = len({*FIRST, *LAST, *STREET}), 2 * ruta.height + 2 * art.height
    assert len(seen(ruta.write_csv() + art.write_csv())) == words + numbers


@pytest.mark.parametrize("by", [1, 2, 3, 5, 8, 13, 21, 30])
def test_nothing_personal_where_all_columns_have_shifted(
    by: int, people: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path
) -> None:
    ruta, art = people
    for number, frames in enumerate([(shifted(ruta, by), art), (ruta, shifted(art, by % art.width))]):
        folder = tmp_path / str(number)
        assert seen(told(command, write(frames, folder / "berkas"), folder)) == []


def test_report_tells_where_instead_of_who(
    people: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path
) -> None:
    households = in_the_place(people[0])
    ruta, art = write((households, people[1]), tmp_path)
    code, out, _ = command("periksa", "--ruta", ruta, "--art", art, "--laporan", tmp_path / "mutu.json")
    report = json.loads((tmp_path / "mutu.json").read_text("utf-8"))
    places = report["wilayah_tak_cocok"]
    assert code == 0
    lost = households.gather_every(3).select("DESA", "KECAMATAN")
    assert len(places) == 51
    assert places[-1] == f"dan {lost.n_unique() - 50} tempat lain"
    assert places[0] == "(teks, 32 huruf), Moga [tanpa kode]: 2 baris, mulai baris 5"  # rows 3 and 183, one address
    assert f"wilayah tidak cocok: {places[0]}" in out


def test_list_of_persons_given_as_list_of_families(
    people: Frames, write: Writer, command: Callable[..., Any], tmp_path: Path
) -> None:
    ruta, art = write(people, tmp_path)
    persons = people[0].select("NoKK", Nama="Nama_KRT", Kecamatan="KECAMATAN")
    persons.with_columns(kk=pl.lit("2")).write_csv(tmp_path / "warga.csv")
    code, _, err = command(
        "impor", "--ruta", ruta, "--art", art, "--periode", PERIOD, "--data", tmp_path / "data",
        "--keluarga", tmp_path / "warga.csv",
    )  # fmt: skip
    assert code == 1
    assert "baris 2: (teks, 21 huruf), Moga [tanpa kode]" in err
    assert seen(err) == []


def test_place_is_told_in_known_names_only() -> None:
    assert safe_place("3327010099", "Plakaran", "MOGA") == "Plakaran, Moga [3327010099]"
    assert safe_place("33.27.01.2099", "Plakarann", None) == "(teks, 9 huruf, mirip Plakaran), - [3327012099]"
    assert safe_place(None, "Suwarjoko", "Jl. Melati 5") == "(teks, 9 huruf), (teks, 12 huruf) [tanpa kode]"


def test_code_of_another_kabupaten_is_cut() -> None:
    told_codes = [safe_code(code) for code in ("3326010001", "0812345678", "3327041503870001", None, "")]
    assert told_codes == ["3326…", "0812…", "tanpa kode", "tanpa kode", "tanpa kode"]


def test_value_is_told_only_if_it_can_be_a_code() -> None:
    values = ["99", "-1", "36,5", "19870", "Suwarjoko", " 7 "]
    assert [safe_value(value) for value in values] == [
        "99", "-1", "36,5", "(teks, 5 huruf)", "(teks, 9 huruf)", "7",
    ]  # fmt: skip
