"""What profiles tell of the records: potential by aspect, programmes newest first, samples marked."""

from io import BytesIO

import openpyxl

from dampingan.exports.facts import edition
from dampingan.exports.profile import profiles
from dampingan.exports.recorded import RecordFrames, unit_records
from dampingan.exports.unit_records import Programme
from dampingan.records.models import PerangkatDaerah, PotensiMasalah, Program
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot
from tests.measures.record_frames import records

A, B, C = "33.27.04.2010", "33.27.04.2003", "33.27.09.2018"
OFFICES = records(PerangkatDaerah, [{"id": "kes", "nama": "Dinas Kesehatan"}])


def programme(kode: str, year: int, name: str, **further: object) -> dict[str, object]:
    return {"kode_desa": kode, "tahun": year, "program": "Umum", "kegiatan": name, "indikator": [], "status": "selesai",
            **further}  # fmt: skip


def potential(kode: str, aspect: str | None, words: str, **further: object) -> dict[str, object]:
    return {"kode_desa": kode, "tahun": 2024, "jenis": "potensi", "aspek": "ekonomi", "potensi": aspect,
            "uraian": words, **further}  # fmt: skip


FRAMES = RecordFrames(
    records(
        Program,
        [
            programme(A, 2022, "Jamban", id_perangkat_daerah="kes"),
            programme(A, 2024, "RTLH", pelaksana="Baznas", contoh=True),
            programme(A, 2023, "Batal", pelaksana="X", status="batal"),
            programme(B, 2024, None, pelaksana="Desa"),  # type: ignore[arg-type]
        ],
    ),
    records(
        PotensiMasalah,
        [
            potential(A, "lembaga_ekonomi", "Toko desa", lembaga="bumdes", keadaan="aktif", omzet=5_000_000, jumlah=1),
            potential(A, "lembaga_ekonomi", "Tanaman pekarangan", lembaga="kwt", keadaan="kurang_aktif"),
            potential(A, "usaha_mikro", "Keripik", usaha="olahan_pertanian", jumlah=12, contoh=True),
            potential(A, "sda", "Mata air"),
            potential(A, "sda", "Mata air", tahun=2022),
            potential(A, None, "Gotong royong"),
            potential(C, "sdm", "Pemuda", jenis="masalah"),
        ],
    ),
    OFFICES,
)


def test_potential_is_told_by_aspect_and_once() -> None:
    assert unit_records(FRAMES)[A].potensi == {
        "lembaga_ekonomi": "BUM Desa: Toko desa (1, aktif, omzet Rp5.000.000 setahun); "
        "KWT: Tanaman pekarangan (kurang aktif)",
        "usaha_mikro": "Olahan hasil pertanian: Keripik (12) (contoh)",
        "sda": "Mata air",
    }


def test_programmes_come_newest_first_without_the_cancelled() -> None:
    assert unit_records(FRAMES)[A].program == (
        Programme("RTLH (contoh)", "Baznas", "2024"),
        Programme("Jamban", "Dinas Kesehatan", "2022"),
    )
    assert unit_records(FRAMES)[B].program == (Programme("Umum", "Desa", "2024"),)


def test_only_the_units_asked_for_and_those_with_records() -> None:
    assert set(unit_records(FRAMES)) == {A, B}
    assert set(unit_records(FRAMES, [B, C])) == {B}


def test_the_workbook_of_a_unit_shows_them(snapshot: Snapshot, rules: Rules) -> None:
    content = profiles(edition(snapshot, rules), [A], ".xlsx", records=unit_records(FRAMES))
    rows = list(openpyxl.load_workbook(BytesIO(content))["Potensi dan program"].values)
    assert ("Program", "Jamban", "", "Dinas Kesehatan", "2022") in [tuple(row) for row in rows]
    assert any(row[2] and "omzet Rp5.000.000" in str(row[2]) for row in rows)
