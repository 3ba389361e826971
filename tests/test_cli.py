"""The command line: its words, its files, its exit codes."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from dampingan import cli
from dampingan.cli_texts import run
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.measures.desa_table import BASE_COLUMNS
from dampingan.snapshot import Snapshot, SnapshotStore

COMMANDS = [[name] for name in sorted(cli.cli.commands)] + [["ekspor", "profil"]]


@pytest.fixture
def data(tmp_path: Path, snapshot: Snapshot) -> Path:
    SnapshotStore(tmp_path / "data").publish(snapshot)
    return tmp_path / "data"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # noqa: ANN201
    def run_it(*words: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["dampingan", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            run(cli.cli)
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out + told.err

    return run_it


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_indonesian(call, command: list[str]) -> None:  # noqa: ANN001
    code, told = call(*command, "--help")
    assert code == 0
    assert "Pemakaian:" in told
    assert "Pilihan:" in told
    assert "Tampilkan bantuan ini." in told
    for english in ("Usage", "Options", "Show this", "required", "default"):
        assert english not in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["impor", "--ruta", "x"], "--art wajib diisi."),
        (["entah"], "Perintah tidak dikenal"),
        (["desa", "--entah"], "Pilihan --entah tidak dikenal."),
        (["desa", "--periode", "2023", "--desil", "9", "--ke", "x.csv"], "Pilih salah satu: 1, 1-2, 1-4."),
        (["contoh", "--ke", "x", "--rt", "nol"], "Nilai untuk --rt tidak berlaku. Isi dengan bilangan bulat mulai 1."),
    ],
)
def test_wrong_usage_exits_2(call, words: list[str], message: str) -> None:  # noqa: ANN001
    code, told = call(*words)
    assert code == 2
    assert message in told
    assert "Traceback" not in told


def test_from_contoh_to_desa(call, tmp_path: Path) -> None:  # noqa: ANN001
    folder, data, target = tmp_path / "kiriman", tmp_path / "data", tmp_path / "desa.csv"
    assert call("contoh", "--ke", folder, "--rt", 600, "--benih", 3, "--periode", 2022)[0] == 0
    files = ("--ruta", folder / "ruta.csv", "--art", folder / "art.csv")
    report = tmp_path / "laporan.json"
    code, told = call("periksa", *files, "--laporan", report)
    assert code == 0
    assert "NIK berbentuk notasi ilmiah" in told
    assert json.loads(report.read_text())["dialek"] == "bdt"
    code, told = call("impor", *files, "--periode", 2022, "--data", data)
    assert code == 0
    assert "Periode 2022 terbit:" in told
    assert call("desa", "--periode", 2022, "--ke", target, "--data", data)[0] == 0
    with target.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 223
    assert tuple(rows[0])[: len(BASE_COLUMNS)] == BASE_COLUMNS
    assert all(SAMPLE_WORDS in row["sumber_data"] for row in rows)
    basari = next(row for row in rows if row["nama"] == "Sodong Basari")
    assert (basari["rt"], basari["rt_rtlh"], basari["kelas"]) == ("", "", "")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_the_table_in_three_formats(call, data: Path, tmp_path: Path, ending: str) -> None:  # noqa: ANN001
    target = tmp_path / f"tabel.{ending}"
    words = ("--periode", 2023, "--kecamatan", "belik", "--desil", "1-4", "--ke", target, "--data", data)
    assert call("desa", *words)[0] == 0
    read = {"csv": pl.read_csv, "xlsx": pl.read_excel, "parquet": pl.read_parquet}[ending](target)
    assert read.height == 13
    assert set(read["kecamatan"]) == {"Belik"}
    assert read["sumber_data"].str.contains(SAMPLE_WORDS).all()
    if ending == "xlsx":
        told = dict(pl.read_excel(target, sheet_name="Keterangan", has_header=False).rows())
        assert told["Desil untuk indikator"] == "1-4"
        assert "aturan simulasi, bukan penetapan resmi" in told["Aturan desa merah"]


def test_an_unknown_kecamatan_names_the_known(call, data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    words = ("desa", "--periode", 2023, "--kecamatan", "Blik", "--ke", tmp_path / "x.csv", "--data", data)
    code, told = call(*words)
    assert code == 1
    assert "Kecamatan Blik tidak ada" in told
    assert "Watukumpul" in told


def test_sasaran_fills_the_quotas_and_compares(call, data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    decree = tmp_path / "sk.csv"
    decree.write_text("No;Kecamatan;Desa\n1;Watukumpul;Majalangu\n2;Taman;Asemdoyong\n3;Moga;Entah\n")
    target = tmp_path / "sasaran.csv"
    code, told = call("sasaran", "--periode", 2023, "--banding", decree, "--ke", target, "--data", data)
    assert code == 0
    rows = pl.read_csv(target)
    assert rows.group_by("jenis").len().sort("jenis").rows() == [("desa", 77), ("kelurahan", 9)]
    assert "Dibandingkan dengan sk.csv" in told
    assert "tidak dikenal: baris 4" in told
    few = ("--kuota-desa", 2, "--kuota-kelurahan", 0)
    code, told = call("sasaran", "--periode", 2023, *few, "--ke", target, "--data", data)
    assert code == 0
    assert "melebihi kuota 2" in told


def test_status_and_audit(call, data: Path, tmp_path: Path) -> None:  # noqa: ANN001
    code, told = call("status", "--data", data)
    assert code == 0
    assert "2023: DATA CONTOH SINTETIS" in told
    assert "utuh" in told
    assert call("status", "--data", tmp_path / "kosong")[1].startswith("Belum ada data.")
    code, told = call("audit", "--data", data)
    assert code == 0
    assert "tanpa kode BPS: Sodong Basari, Belik" in told
    assert told.count("IDM tidak berlaku untuk kelurahan") == 11


def test_a_denominator_of_all_families(call, tmp_path: Path, sample: tuple[Path, Path]) -> None:  # noqa: ANN001
    families, data, target = tmp_path / "kk.csv", tmp_path / "data", tmp_path / "t.csv"
    families.write_text("kode_desa,kk\n33.27.01.2001,1000\n3327010002,500\n")
    words = ("--ruta", sample[0], "--art", sample[1], "--periode", 2023, "--keluarga", families, "--data", data)
    assert call("impor", *words)[0] == 0
    assert call("desa", "--periode", 2023, "--ke", target, "--data", data)[0] == 0
    rows = {row["kode_desa"]: row for row in pl.read_csv(target).to_dicts()}
    one = rows["33.27.01.2001"]
    assert one["pct_desil1_kk"] == pytest.approx(one["rt_desil1"] / 10)
    assert rows["33.27.01.2003"]["pct_desil1_kk"] is None


@pytest.mark.parametrize("ending", ["pdf", "pptx", "xlsx"])
def test_a_profile_in_three_formats(call, data: Path, tmp_path: Path, ending: str) -> None:  # noqa: ANN001
    target = tmp_path / f"profil.{ending}"
    code, told = call("ekspor", "profil", "33.27.04.2010", "--ke", target, "--data", data)
    assert code == 0, told
    assert target.read_bytes().startswith(b"%PDF" if ending == "pdf" else b"PK")


@pytest.mark.parametrize(
    ("words", "message"),
    [(("33.27.99", "p.pdf"), "Kode desa 33.27.99 tidak ada"), (("33.27.04.2010", "p.doc"), "Akhiran '.doc'")],
)
def test_a_profile_that_cannot_be(call, data: Path, tmp_path: Path, words: tuple[str, str], message: str) -> None:  # noqa: ANN001
    code, told = call("ekspor", "profil", words[0], "--ke", tmp_path / words[1], "--data", data)
    assert code == 1
    assert message in told
    assert list(tmp_path.glob("p.*")) == []


def test_an_unforeseen_error_tells_no_contents(call, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:  # noqa: ANN001
    def fail(*_: object) -> None:
        raise RuntimeError("Contoh 000123, 3327990000000001")

    monkeypatch.setattr("dampingan.snapshot.SnapshotStore.periods", fail)
    code, told = call("status", "--data", data)
    assert code == 1
    assert "Kesalahan tak terduga (RuntimeError)" in told
    assert "3327" not in told
