"""Small deliveries of DTSEN and P3KE: where a family lies, how its members are linked, what stays empty."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dampingan.errors import SourceError
from dampingan.importing import make_snapshot
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.desa_table import desa_table
from dampingan.rules import read_rules
from dampingan.sources.delivery import Delivery, read_delivery

Row = dict[str, object]

MOGA, BANYUMUDAL = "33.27.01.2005", "33.27.01.2006"
SIKS_FAMILY: Row = {"id_keluarga": "A", "no_kk": "B", "id_wilayah": "3327012005", "desil_nasional": 1}
SIKS_MEMBER: Row = {"no_kk": "B", "idsemesta": "1", "nik": "", "hub_kepala_keluarga": "Kepala keluarga"}
P3KE_FAMILY: Row = {
    "id_keluarga_p3ke": "A", "kode kemdagri": MOGA, "desil kesejahteraan": 1, "jenis_atap": "Genteng",
    "jenis_dinding": "Tembok", "jenis_lantai": "Tanah", "sumber_penerangan": "Non-Listrik",
    "sumber_air_minum": "Sumur Bor", "memiliki_fasilitas_buang_air_besar": "Lainnya", "penerima_pkh": "Tidak",
}  # fmt: skip
P3KE_MEMBER: Row = {
    "ID Keluarga P3KE": "A", "ID Individu": "1", "NIK": "", "Hubungan dengan Kepala Keluarga": "Kepala Keluarga",
    "Pekerjaan": "Petani", "Pendidikan": "Tamat SD", "Usia 22-59": "Ya",
}  # fmt: skip


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(dict.fromkeys(key for row in rows for key in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def deliver(folder: Path, ruta: list[Row], art: list[Row]) -> Delivery:
    paths = write(folder / "keluarga.csv", ruta), write(folder / "individu.csv", art)
    return read_delivery(*paths, on=date(2026, 12, 31))


def columns_of(kode: str) -> list[str]:
    names = [f"rt_{kode}", f"rt_diketahui_{kode}", f"pct_{kode}"]
    return [*names, f"jiwa_{kode}"] if BY_KODE[kode].of_members else names


@pytest.mark.parametrize(
    ("family", "member", "told"),
    [
        (SIKS_FAMILY, SIKS_MEMBER, ()),
        (
            P3KE_FAMILY,
            P3KE_MEMBER,
            ("tanpa_program", "anak_tidak_sekolah", "rtlh", "air_tak_terlindung", "tanpa_jamban", "bukan_listrik",
             "krt_tidak_bekerja"),
        ),
    ],
    ids=["SIKS-NG", "p3ke"],
)  # fmt: skip
def test_what_a_source_cannot_tell_is_empty_and_never_zero(
    tmp_path: Path, family: Row, member: Row, told: tuple[str, ...]
) -> None:
    rules = read_rules()
    snapshot = make_snapshot(deliver(tmp_path, [family], [member]), period="2026", rules=rules)
    assert snapshot.manifest.tersedia == told
    assert snapshot.manifest.unit == "keluarga"
    table = desa_table(snapshot, rules)
    assert table.select("rt", "rt_desil1", "jiwa").sum().row(0) == (1, 1, 1)
    for kode in KODE:
        empty = [table[name].null_count() == table.height for name in columns_of(kode)]
        assert empty == [kode not in told] * len(empty), kode


@pytest.mark.parametrize(
    "place",
    [
        {"id_wilayah": "3327012005"},
        {"id_wilayah": MOGA},
        {"kode_kelurahan_desa": "3327010006"},
        {"no_prop": "33", "no_kab": "27", "no_kec": "1", "no_kel": "2005"},
        {"kode_provinsi": "33", "kode_kabupaten": "27", "kode_kecamatan": "10", "kode_desa": "6"},
        {"kecamatan": "MOGA", "kelurahan": "Desa Moga"},
        {"id_wilayah": "58211", "kecamatan": "Moga", "kelurahan": "Moga"},
        {"kode_kelurahan_desa": "3327012099", "id_wilayah": MOGA},
    ],
    ids=["Kemendagri", "bertitik", "BPS", "bagian Dukcapil", "bagian BPS", "nama", "nomor lain dan nama", "dua kode"],
)
def test_a_family_is_placed_by_whatever_tells_its_desa(tmp_path: Path, place: Row) -> None:
    family = {"id_keluarga": "A", "desil_nasional": 1, **place}
    delivery = deliver(tmp_path, [family], [{**SIKS_MEMBER, "id_keluarga": "A"}])
    assert delivery.households["kode_desa"].to_list() == [MOGA]


@pytest.mark.parametrize("code", [MOGA, "3327012005", "3327012005.0", "3327010006"])
def test_a_p3ke_family_is_placed_by_its_code(tmp_path: Path, code: str) -> None:
    delivery = deliver(tmp_path, [{**P3KE_FAMILY, "kode kemdagri": code}], [P3KE_MEMBER])
    assert delivery.households["kode_desa"].to_list() == [MOGA]


def test_files_are_linked_by_the_first_number_that_both_have(tmp_path: Path) -> None:
    families = [SIKS_FAMILY, {**SIKS_FAMILY, "id_keluarga": "C", "no_kk": "D", "id_wilayah": BANYUMUDAL}]
    members = [SIKS_MEMBER, {**SIKS_MEMBER, "no_kk": "D"}, {**SIKS_MEMBER, "no_kk": "D"}]
    delivery = deliver(tmp_path, families, members)
    joined = delivery.members.join(delivery.households, on="rt").group_by("kode_desa").len().sort("kode_desa")
    assert joined.rows() == [(MOGA, 1), (BANYUMUDAL, 2)]


def test_a_number_that_only_the_members_have_is_passed_over(tmp_path: Path) -> None:
    family = {"no_kk": "B", "id_wilayah": MOGA, "desil_nasional": 1}
    delivery = deliver(tmp_path, [family], [{**SIKS_MEMBER, "id_keluarga": "A"}])
    assert delivery.members.height == 1


def test_files_without_a_common_number_are_refused(tmp_path: Path) -> None:
    family = {"id_keluarga": "A", "id_wilayah": MOGA, "desil_nasional": 1}
    with pytest.raises(SourceError, match="nomor yang sama"):
        deliver(tmp_path, [family], [SIKS_MEMBER])


def test_family_cards_spoilt_by_excel_are_no_link(tmp_path: Path) -> None:
    spoilt = {**SIKS_FAMILY, "no_kk": "3.32701E+15"}
    del spoilt["id_keluarga"]
    with pytest.raises(SourceError, match="notasi ilmiah"):
        deliver(tmp_path, [spoilt, spoilt], [SIKS_MEMBER])
    whole = {**spoilt, "no_kk": "B"}
    delivery = deliver(tmp_path, [spoilt, spoilt, whole], [SIKS_MEMBER])
    assert delivery.households.height == 3
    assert delivery.members["rt"].to_list() == [2]


def test_no_number_of_a_family_or_person_leaves_the_reader(tmp_path: Path) -> None:
    family, member = {**SIKS_FAMILY, "no_kk": "3327990000000001"}, {**SIKS_MEMBER, "no_kk": "3327990000000001"}
    delivery = deliver(tmp_path, [family], [{**member, "nik": "3327990000000002", "idsemesta": "3327990000000003"}])
    held = [str(value) for frame in (delivery.households, delivery.members) for row in frame.rows() for value in row]
    assert not [text for text in (*held, delivery.report.model_dump_json()) if "332799" in text]


def test_a_quality_that_nobody_answered_counts_as_not_asked(tmp_path: Path) -> None:
    blank = {"kualitas atap": "Kosong", "kualitas dinding": "Kosong", "kualitas lantai": ""}
    family = {**P3KE_FAMILY, **blank, "jenis_dinding": "Bambu"}
    told = deliver(tmp_path, [family], [P3KE_MEMBER]).households
    assert told.select("atap_buruk", "dinding_buruk", "lantai_buruk").row(0) == (0, 1, 1)
    other = {**family, "id_keluarga_p3ke": "C", "kualitas atap": "Bagus/Kualitas Tinggi"}
    told = deliver(tmp_path, [family, other], [P3KE_MEMBER]).households
    assert told["atap_buruk"].to_list() == [None, 0]
