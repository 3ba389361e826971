"""The commands: from a form to the minutes, and exit codes that tell what happened."""

import datetime as dt
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dampingan.cli import cli
from dampingan.cli_texts import run
from dampingan.config import settings
from dampingan.records.engine import default_url
from dampingan.records.models import Musdes, MusdesFormulir
from dampingan.records.store import RecordStore
from dampingan.snapshot import SnapshotStore
from tests.musdes.conftest import DESA, EVERY_KIND, LAYAK, MEETING, NEW_HOME, PERIOD, codes_and_names, filled, row_count

Call = Callable[..., tuple[int, str]]
PAST = MEETING | {"Notulen": dict(MEETING["Notulen"]) | {"B4": dt.date(2023, 11, 20)}}


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def call(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    monkeypatch.delenv("DAMPINGAN_DB_URL", raising=False)
    settings.cache_clear()

    def ran(*words: object, period: str = PERIOD) -> tuple[int, str]:
        monkeypatch.setattr(
            "sys.argv", ["dampingan", "musdes", *map(str, words), "--periode", period, "--data", str(data)]
        )
        with pytest.raises(SystemExit) as ended:
            run(cli)
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out + told.err

    return ran


def test_the_whole_way(call: Call, data: Path, tmp_path: Path) -> None:
    form, back, minutes = (tmp_path / name for name in ("f.xlsx", "kembali.xlsx", "ba.docx"))
    assert call("formulir", DESA, "--desil", "1-4", "--ke", form, "--oleh", "siti.dinsos")[0] == 0
    assert stat.S_IMODE(form.stat().st_mode) == 0o600
    back.write_bytes(filled(form.read_bytes(), EVERY_KIND, proposals=[NEW_HOME], cells=PAST))
    code, told = call("terima", back)
    assert (code, "Hasil Musdes disimpan." in told) == (0, True)
    assert "f  Usulan baru: 1" in told
    assert "tidak ada yang berubah" in call("terima", back)[1]
    code, told = call("hasil", DESA)
    assert code == 0
    rows = row_count(form.read_bytes())
    staying = sum(n % 9 in {0, 7, 8} for n in range(rows))
    assert f"rumah tangga: {rows} → {staying} (selisih {rows - staying}; belum diverifikasi" in told
    assert "mampu, meninggal, pindah, tidak_ditemukan, ganda (aturan simulasi" in told
    assert call("berita-acara", DESA, "--nomor", "1/2026", "--ke", minutes)[0] == 0
    assert minutes.read_bytes().startswith(b"PK")
    store = RecordStore(default_url(data))
    assert [record.dibuat_oleh for record in store.find(MusdesFormulir)] == ["siti.dinsos"]
    store.close()


def test_a_broken_form_exits_1_names_the_cells_and_nobody(call: Call, data: Path, tmp_path: Path) -> None:
    form, back = tmp_path / "f.xlsx", tmp_path / "kembali.xlsx"
    call("formulir", DESA, "--ke", form)
    broken = PAST | {"Verifikasi": {"Q7": "Entah", "T8": "=A1"}}
    back.write_bytes(filled(form.read_bytes(), [LAYAK], cells=broken))
    code, told = call("terima", back)
    assert code == 1
    assert "Formulir belum diterima: 2 hal perlu diperbaiki. Tidak ada yang disimpan." in told
    assert "– Verifikasi!Q7: tidak ada dalam daftar pilihan." in told
    assert "– Verifikasi!T8: berisi rumus." in told
    assert [name for _, name in codes_and_names(form.read_bytes()) if name in told] == []
    store = RecordStore(default_url(data))
    assert store.find(Musdes) == []
    store.close()


def test_without_a_meeting_all_are_not_yet_verified(call: Call) -> None:
    code, told = call("hasil", DESA)
    assert code == 0
    assert "Belum ada hasil Musdes untuk desa ini" in told
    assert "rumah tangga: 42 → 42 (selisih 0; belum diverifikasi 42)" in told


def test_without_a_meeting_and_restricted_files_nothing_is_told_that_is_not_known(call: Call, data: Path) -> None:
    SnapshotStore(data).restricted.delete(PERIOD)
    code, told = call("hasil", DESA)
    assert code == 0
    assert "Belum ada hasil Musdes untuk desa ini.\n  Jumlah menurut Berita Acara: tidak tersedia\n" in told
    assert "0 dari 0" not in told
    assert "semua rumah tangganya" not in told
    unknown = "selisih tidak tersedia; belum diverifikasi tidak tersedia"
    assert f"rumah tangga: 42 → tidak tersedia ({unknown})" in told


def test_a_letter_number_with_a_control_character_is_refused(call: Call, tmp_path: Path) -> None:
    code, told = call("berita-acara", DESA, "--nomor", "1\x01/2026", "--ke", tmp_path / "x.docx")
    assert code == 1
    assert "Nomor surat memuat huruf yang tidak dapat disimpan." in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["formulir", "33.27.99.9999", "--ke", "x.xlsx"], 1, "bukan desa atau kelurahan"),
        (["formulir", DESA, "--ke", "x.csv"], 1, "Akhiran '.csv' tidak dikenal"),
        (["formulir", DESA, "--desil", "5", "--ke", "x.xlsx"], 2, "Pilih salah satu: 1, 1-2, 1-4."),
        (["formulir", DESA], 2, "--ke wajib diisi"),
        (["terima", "tidak_ada.xlsx"], 1, "tidak dapat dibuka"),
        (["berita-acara", DESA, "--ke", "x.docx"], 1, "Belum ada hasil Musdes"),
        (["berita-acara", DESA, "--ke", "x.pdf"], 1, "Akhiran '.pdf' tidak dikenal"),
    ],
)
def test_what_cannot_be_done_is_told(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended, told = call(*words)
    assert ended == code
    assert message in told
    assert "Traceback" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


@pytest.mark.parametrize("command", ["formulir", "terima", "berita-acara", "hasil"])
def test_every_command_explains_itself(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["dampingan", "musdes", command, "--help"])
    with pytest.raises(SystemExit) as ended:
        run(cli)
    told = capsys.readouterr().out
    assert not ended.value.code
    assert "Pemakaian:" in told
    assert "--periode P" in told
    assert "[required]" not in told
