"""What usually helps against each indicator: a first suggestion for the discussion, not a plan.

Kinds of programme that an Indonesian kabupaten knows, by field of government; which Perangkat Daerah takes part
is decided in the Musdes and the FGD, not here.
"""

from dataclasses import dataclass

CAVEAT = (
    "Usulan awal untuk dibahas: diturunkan dari indikator terberat, belum melihat anggaran, potensi, dan hasil Musdes."
)


@dataclass(frozen=True)
class Suggestion:
    """A kind of activity and the field of government that usually runs it."""

    kegiatan: str
    bidang: str


SUGGESTIONS: dict[str, Suggestion] = {
    "tanpa_program": Suggestion(
        "Verifikasi kelayakan, lalu usulkan ke data terpadu dan program perlindungan sosial", "Sosial"
    ),
    "tanpa_identitas": Suggestion(
        "Layanan jemput bola KTP, akta kelahiran, dan kartu identitas anak", "Kependudukan dan catatan sipil"
    ),
    "anak_tidak_sekolah": Suggestion(
        "Kunjungi tiap anak; kembali ke sekolah, kejar paket, atau bantuan biaya", "Pendidikan"
    ),
    "sakit_kronis_disabilitas": Suggestion(
        "Kunjungan rumah oleh puskesmas, pengobatan rutin, dan alat bantu", "Kesehatan dan sosial"
    ),
    "rtlh": Suggestion("Periksa rumahnya, lalu usulkan bantuan perbaikan rumah swadaya", "Perumahan"),
    "air_tak_terlindung": Suggestion(
        "Lindungi mata air dan sumur, atau sambungkan ke air minum desa", "Air minum dan permukiman"
    ),
    "tanpa_jamban": Suggestion("Pemicuan sanitasi (STBM) dan stimulan jamban keluarga", "Kesehatan dan permukiman"),
    "bukan_listrik": Suggestion("Usulkan sambungan listrik baru bagi rumah tangga miskin", "Energi (provinsi dan PLN)"),
    "krt_tidak_bekerja": Suggestion(
        "Padat karya, pelatihan kerja, dan usaha ekonomi produktif", "Tenaga kerja dan pemberdayaan desa"
    ),
}
