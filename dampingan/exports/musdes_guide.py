"""How a Musdes form is filled in, in words; printed on its first sheet."""

from dampingan.formats import joined
from dampingan.musdes.layout import DOUBLE, FOUND, NOT_FOUND, REFUSED
from dampingan.records.terms import ALASAN_TIDAK_DITEMUKAN, STATUS_VERIFIKASI
from dampingan.rules import Rules

Line = tuple[str, str]


def guide_lines(rules: Rules) -> list[Line]:
    """Return the instructions as pairs of heading and text; an empty pair sets groups apart."""
    results = STATUS_VERIFIKASI
    reasons = joined(list(ALASAN_TIDAK_DITEMUKAN.values()), "atau")
    return [
        ("", ""),
        ("Cara mengisi", ("Isi hanya sel berlatar kuning muda; sel lain terkunci. Jangan menghapus atau menambah "
         "lembar, kolom, dan baris, dan jangan memakai rumus. Simpan tetap sebagai .xlsx.")),
        ("Status", (f"Pilih {joined([FOUND, NOT_FOUND, DOUBLE, REFUSED], 'atau')}. Biarkan kosong bila rumah tangga "
         f"itu belum dibahas: hasilnya \"{results['belum']}\".")),
        ("Mampu?", (f"Hanya bila {FOUND}: Ya berarti hasilnya \"{results['mampu']}\", "
         f"Tidak berarti \"{results['layak']}\".")),
        ("Alasan", (f"Hanya bila {NOT_FOUND}: {reasons}. Pilih Meninggal hanya bila tidak ada lagi anggota yang "
         f"tinggal; bila kepala rumah tangga meninggal dan anggota lain masih tinggal, pilih {FOUND} dan "
         "tulis di catatan.")),
        (DOUBLE, "Rumah tangga yang sama, atau bagian dari rumah tangga lain dalam daftar."),
        ("Catatan", ("Boleh kosong. Jangan menulis nama, NIK, atau nomor KK di catatan dan notulen. Salah tulis "
         'pada nama atau alamat dibiarkan; cukup tulis "nama perlu diperbaiki" di catatan.')),
        ("Usulan baru", ("Rumah tangga yang menurut musyawarah layak tetapi tidak ada dalam daftar. Usulan dihitung "
         "tersendiri dan tidak menambah angka indikator, karena keadaannya belum didata.")),
        ("Kehadiran, Notulen", ("Tulis jumlah orang dan jabatan, bukan nama. Nama penanda tangan ditulis pada Berita "
         "Acara.")),
        ("", ""),
        ("Angka sesudah", (f"Keluar dari hitungan sesudah Musdes: {_leaving(rules)}. Yang lain tetap dihitung, juga "
         f"\"{results['belum']}\" ({rules.sebutan}).")),
        ("Jumlah valid", "Selesai diverifikasi (layak dan mampu) ditambah usulan baru."),
        ("NIK", ("Enam angka pertama dan dua angka terakhir ditampilkan untuk membedakan nama yang sama; tanggal lahir "
         "disembunyikan. Cocokkan dengan KTP yang ditunjukkan pemiliknya.")),
        ("Kerahasiaan", ("Formulir ini memuat data pribadi (UU 27/2022), termasuk data anak dan kesehatan. Jangan "
         "difoto, disalin, atau dikirim lewat grup percakapan; hapus berkasnya setelah diserahkan kembali. Pembuatan "
         "setiap formulir dicatat.")),
    ]  # fmt: skip


def _leaving(rules: Rules) -> str:
    return joined([STATUS_VERIFIKASI[status].lower() for status in rules.musdes.keluar]) or "tidak ada"
