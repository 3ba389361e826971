"""The three dialects are told apart by their columns, and every way to write a code means that code."""

import polars as pl
import pytest
from pydantic import ValidationError

from dampingan.errors import SourceError
from dampingan.indicators import KODE
from dampingan.sources.columns import recognise, recognise_delivery
from dampingan.sources.decoding import decode
from dampingan.sources.dialect import ROLES, Column, Role, RoleSpec, dialect, dialects

SOURCES = ("bdt", "dtsen", "p3ke")

# Headings as the sources write them (domain notes, 1.0-1.6), cells parted by "|".
HEADINGS = {
    "bdt, Jateng 2019": (
        (
            "NO|IDBDT|KDPROP|KDKAB|KDKEC|KDDESA|Alamat|Nama_KRT|Jumlah_ART|sta_bangunan|luas_lantai|lantai|dinding|"
            "kondisi_dinding|atap|kondisi_atap|sumber_airminum|cara_proleh_airminum|sumber_penerangan|daya|bb_masak|"
            "fasbab|kloset|buang_tinja|sta_kks|sta_kip|sta_kis|sta_bpjs_mandiri|sta_pkh|sta_rastra|percentile"
        ),
        (
            "NO|IDARTBDT|IDBDT|KECAMATAN|DESA|NoPesertaPKH|Nama|Alamat|SLS|JnsKel|TmpLahir|TglLahir|NIK|NoKK|Hub_KRT|"
            "NUK|Hubkel|Umur|Sta_kawin|Ada_akta_nikah|Ada_diKK|Ada_kartu_identitas|Ada_kks|Sta_hamil|Jenis_cacat|"
            "Penyakit_kronis|Partisipasi_sekolah|Pendidikan_tertinggi|Sta_Bekerja|Status_pekerjaan|Percentile"
        ),
    ),
    "bdt, PBDT 2015": (
        (
            "kode_wilayah|kecamatan|desa|nomor_urut_rumah_tangga|jumlah_anggota_rumah_tangga|luas_lantai|"
            "jenis_lantai_terluas|jenis_dinding_terluas|kondisi_dinding|jenis_atap_terluas|kondisi_atap|"
            "sumber_air_minum|sumber_penerangan_utama|penggunaan_fasilitas_bab|jenis_kloset|"
            "tempat_pembuangan_akhir_tinja|kks_kps|kip_bsm|kis_bpjs|bpjs_mandiri|pkh|raskin|status_kesejahteraan"
        ),
        (
            "kode_wilayah|nomor_urut_rumah_tangga|nama|umur|hubungan_dengan_kepala_rumah_tangga|"
            "kepemilikan_kartu_identitas|jenis_cacat|penyakit_kronis_menahun|partisipasi_sekolah|bekerja_membantu_bekerja"
        ),
    ),
    "dtsen, pengimpor": (
        (
            "no_kk|kecamatan|kelurahan_desa|alamat|id_status_penguasaan_bangunan|id_lantai_terluas|luas_lantai_bangunan|"
            "id_dinding_terluas|id_atap_terluas|id_sumber_airminum|id_sumberpenerangan|id_dayapenerangan|id_bb_utama|"
            "id_fasilitas_bab|id_jenis_kloset|id_pembuangan_tinja|lahan_tempat_lain|pbi|desil_nasional|cut_off_keluarga"
        ),
        (
            "no_kk|nik|nama|umur_2026|id_jenis_kelamin|id_hub_kepala_keluarga|id_disabilitas|id_status_perkawinan|"
            "id_partisipasi_sekolah|membantu_bekerja|id_pekerjaan_utama|id_penyakit_menahun|id_status_keberadaan_keluarga"
        ),
    ),
    "dtsen, daftar variabel 2026": (
        (
            "nomor_kartu_keluarga|kode_provinsi|kode_kabupaten_kota|kode_kecamatan|kecamatan|kode_kelurahan_desa|"
            "kelurahan_desa|jumlah_anggota_keluarga|desil_nasional|pbi_nas|pbi_pemda|jenis_lantai_terluas|luas_lantai|"
            "jenis_dinding_terluas|jenis_atap_terluas|sumber_air_minum_utama|sumber_penerangan_utama|daya_terpasang|"
            "fasilitas_bab|jenis_kloset|pembuangan_akhir_tinja"
        ),
        (
            "nomor_induk_kependudukan|nomor_kartu_keluarga|nama|tanggal_lahir|status_hubungan_keluarga|"
            "partisipasi_sekolah|status_bekerja|usia|penglihatan|pendengaran|berjalan_atau_naik_tangga|"
            "menggunakan_tangan_jari|belajar_kemampuan_intelektual|pengendalian_perilaku|berbicara_komunikasi|"
            "mengurus_diri|mengingat_berkonsentrasi|penyakit_kronis|kecamatan_ktp|kelurahan_desa_ktp"
        ),
    ),
    "dtsen, SIKS-NG": (
        (
            "id_keluarga|id_wilayah|nama_kepala_keluarga|no_kk|desil_nasional|percentile_nasional|peringkat_nasional|"
            "kabupaten|kecamatan|kelurahan|rt|rw"
        ),
        "hub_kepala_keluarga|idsemesta|nama|nik|no_kk|pekerjaan_utama",
    ),
    "dtsen, formulir Regsosek": (
        (
            "id_keluarga|kode_provinsi|kode_kabupaten|kode_kecamatan|kode_desa|luas_lantai|kd_jenis_lantai_terluas|"
            "kd_jenis_dinding|kd_jenis_atap|kd_sumber_air_minum|kd_sumber_penerangan_utama|kd_fasilitas_tempat_bab|"
            "kd_jenis_kloset|kd_pembuangan_akhir_tinja|kd_pkh|desil_nasional"
        ),
        (
            "id_keluarga|nik|umur|kd_ket_keberadaan_art|kd_hubungan_dg_kk|kd_punya_kartuid|kd_partisipasi_sekolah|"
            "kd_bekerja_seminggu_lalu|kd_sulit_penglihatan|kd_penyakit_kronis_menahun"
        ),
    ),
    "p3ke, versi 1": (
        (
            "ID Keluarga P3KE|Provinsi|Kabupaten/Kota|Kecamatan|Desa/Kelurahan|Kode Kemdagri|Desil Kesejahteraan|"
            "Persentil|Nama Kepala Keluarga|Pekerjaan Kepala Keluarga|Jenis Atap|Kualitas Atap|Jenis Dinding|"
            "Kualitas Dinding|Jenis Lantai|Kualitas Lantai|Sumber Penerangan|Daya Listrik Terpasang|Sumber Air Minum|"
            "Memiliki fasilitas Buang Air Besar|Penerima BPNT|Penerima BPUM|Penerima BST|Penerima PKH|Penerima SEMBAKO"
        ),
        (
            "ID Keluarga P3KE|Provinsi|Kabupaten/Kota|Kecamatan|Desa/Kelurahan|Kode Kemdagri|Desil Kesejahteraan|"
            "Persentil|ID Individu|Nama|NIK|Padan Dukcapil|Jenis Kelamin|Hubungan dengan Kepala Keluarga|Status Kawin|"
            "Pekerjaan|Pendidikan|Usia 2023|Penerima BPNT|Penerima BPUM|Penerima BST|Penerima PKH|Penerima SEMBAKO"
        ),
    ),
    "p3ke, versi 2": (
        (
            "id_keluarga_p3ke|provinsi|kabupaten/kota|kecamatan|desa/kelurahan|kode kemdagri|desil kesejahteraan|"
            "alamat|kepala_keluarga|nik|padan_dukcapil|pekerjaan|pendidikan|kepemilikan_rumah|jenis_atap|jenis_dinding|"
            "jenis_lantai|sumber_penerangan|sumber_air_minum|memiliki_fasilitas_buang_air_besar|penerima_bpnt|"
            "penerima_bpum|penerima_bst|penerima_pkh|penerima_sembako|resiko_stunting"
        ),
        (
            "ID Keluarga P3KE|Provinsi|Kabupaten/Kota|Kecamatan|Desa/Kelurahan|Kode Kemdagri|Desil Kesejahteraan|"
            "ID Individu|Nama|NIK|Padan Dukcapil (Ya/Tidak)|Jenis Kelamin|Hubungan dengan Kepala Keluarga|"
            "Tanggal Lahir|Status Kawin|Pekerjaan|Pendidikan|Usia <7|Usia 7-12|Usia 13-15|Usia 16-18|Usia 19-21|"
            "Usia 22-59|Usia 60+|Penerima BPNT|Penerima BPUM|Penerima BST|Penerima PKH|Penerima Sembako|Resiko Stunting"
        ),
    ),
}


@pytest.mark.parametrize("about", HEADINGS)
def test_a_source_is_recognised_by_its_columns(about: str) -> None:
    sheets = {role: {"": [line.split("|")]} for role, line in zip(ROLES, HEADINGS[about], strict=True)}
    assert recognise_delivery(sheets, dialects().values()).dialect.nama == about.split(",", maxsplit=1)[0]


@pytest.mark.parametrize("about", HEADINGS)
def test_exchanged_files_are_refused(about: str) -> None:
    ruta, art = ({"": [line.split("|")]} for line in HEADINGS[about])
    with pytest.raises(SourceError, match="tampaknya berkas"):
        recognise_delivery({"ruta": art, "art": ruta}, dialects().values())


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Usia <7", "usia_0_6"), ("Usia < 7 Tahun", "usia_0_6"), ("Usia dibawah 7 tahun", "usia_0_6"),
        ("Usia 7-12", "usia_7_12"), ("usia_7_sd_12", "usia_7_12"), ("7-12", "usia_7_12"),
        ("Usia 60+", "usia_60"), ("60+", "usia_60"), ("Usia 60 tahun keatas", "usia_60"),
        ("kabupaten/kota", "kabupaten"), ("KABUPATEN_KOTA", "kabupaten"), ("desa/kelurahan", "desa"),
        ("kode kemdagri", "kode_wilayah"), ("Padan Dukcapil (Ya/Tidak)", "padan_dukcapil"),
    ],
)  # fmt: skip
def test_p3ke_headings_with_signs_are_recognised(heading: str, column: str) -> None:
    assert recognise([heading], dialect("p3ke").art) == {column: 0}


CODED = [
    pytest.param(source, role, key, id=f"{source}-{role}-{key}")
    for source in SOURCES
    for role in ROLES
    for key, column in dialect(source).role(role).kolom.items()
    if column.kode
]


def labels_of(column: Column, code: str) -> tuple[str, ...]:
    texts = column.kode[code]
    return (texts,) if isinstance(texts, str) else texts


@pytest.mark.parametrize(("source", "role", "key"), CODED)
def test_every_way_to_write_a_code_means_that_code(source: str, role: Role, key: str) -> None:
    column = dialect(source).role(role).kolom[key]
    expected: dict[str, str] = {}
    for number, code in enumerate(column.kode, start=1):
        labels = labels_of(column, code)
        texts = [form(label) for label in labels for form in (str, str.upper, str.lower, lambda t: f" {t} ")]
        numbered = code if code.isdigit() else str(number)
        if code.isdigit():
            texts += [code, f"0{code}", f"{code}.0", f"{code},0", f"'{code}"]
        if code.isdigit() or not any(digit in column.kode for digit in "123456789"):
            texts += [f"{numbered}{sign}{label}" for label in labels for sign in (". ", ") ", " ", " - ")]
        expected |= dict.fromkeys(texts, code)
    found = decode(pl.Series("sel", list(expected)), column)
    assert dict(found.values) == expected


def test_identity_cards_given_as_labels_are_added_up() -> None:
    column = dialect("dtsen").art.kolom["kartu_identitas"]
    texts = ["Akta kelahiran, KTP", "KIA + akta kelahiran", "akta kelahiran dan KTP", "KTP", "KTP, paspor", "7", "8"]
    found = decode(pl.Series("sel", texts), column)
    assert [found.values.get(text) for text in texts] == ["5", "3", "5", "4", None, "7", None]
    assert set(found.outside) == {"KTP, paspor", "8"}


def test_a_code_that_lists_contradict_is_unknown_without_its_label() -> None:
    column = dialect("dtsen").ruta.kolom["atap"]
    texts = ["5", "06", "5. Bambu", "6. Bambu", "5. Kayu/sirap", "Bambu", "7"]
    found = decode(pl.Series("sel", texts), column)
    assert dict(found.values) == {
        "5. Bambu": "bambu", "6. Bambu": "bambu", "5. Kayu/sirap": "kayu", "Bambu": "bambu", "7": "7",
    }  # fmt: skip
    assert set(found.outside) == {"5", "06"}


@pytest.mark.parametrize("key", ["atap", "dinding", "lantai", "penerangan", "air", "bab"])
def test_a_bare_number_is_never_read_as_a_word(key: str) -> None:
    column = dialect("p3ke").ruta.kolom[key]
    found = decode(pl.Series("sel", ["1", "4", "450 VA", "900"]), column)
    assert not found.values
    assert len(found.outside) == 4


def test_free_text_counts_as_another_occupation_but_a_number_does_not() -> None:
    column = dialect("p3ke").art.kolom["pekerjaan"]
    texts = ["Petani", "PNS/TNI/POLRI", "Belum/Tidak Bekerja", "450 VA", "3", "Kosong"]
    found = decode(pl.Series("sel", texts), column)
    assert dict(found.values) == {
        "Petani": "lainnya", "PNS/TNI/POLRI": "lainnya", "Belum/Tidak Bekerja": "tidak_bekerja",
    }  # fmt: skip
    assert found.blanks == 1


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("role", ROLES)
def test_every_code_in_a_concept_stands_in_the_columns_list(source: str, role: Role) -> None:
    spec = dialect(source).role(role)
    for name, ways in spec.konsep.items():
        for way in ways:
            known = {"ya", "tidak"} | {code for key in way.kolom for code in spec.kolom[key].kode}
            known |= {str(mask) for key in way.kolom for mask in range(int(spec.kolom[key].terbesar or 0) + 1)}
            assert {*way.ya, *way.tidak} <= known, name
            for follow in way.lanjutan:
                assert set(follow.untuk) <= set(spec.kolom[way.kolom[0]].kode), name
                assert set(follow.ya) <= set(spec.kolom[follow.kolom].kode), name


@pytest.mark.parametrize("source", SOURCES)
def test_a_dialect_says_how_far_it_feeds_each_indicator(source: str) -> None:
    notes = dialect(source).indikator
    assert tuple(notes) == KODE
    assert all(note.catatan for note in notes.values() if note.ketersediaan != "penuh")


def test_p3ke_latrines_are_marked_as_an_upper_bound() -> None:
    assert dialect("p3ke").indikator["tanpa_jamban"].ketersediaan == "batas_atas"


def test_two_meanings_of_a_label_or_heading_are_refused() -> None:
    with pytest.raises(ValidationError, match="lebih dari satu kode"):
        Column(nama="air", jenis="kode", kode={"1": "Sumur", "2": ["sumur "]})
    with pytest.raises(ValidationError, match="dipakai pembaca"):
        RoleSpec.model_validate({"kolom": {"kode_desa": {"nama": "kode", "jenis": "bagian_kode"}}})
    with pytest.raises(ValidationError, match="lebih dari satu kolom"):
        RoleSpec.model_validate(
            {"kolom": {"a": {"nama": "Usia <7", "jenis": "ya_tidak"}, "b": {"nama": "usia 7", "jenis": "bulat"}}}
        )
