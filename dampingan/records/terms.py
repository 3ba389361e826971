"""Allowed codes of the records, each with its Indonesian label, in the order a form shows them."""

KELOMPOK_PERANGKAT_DAERAH: dict[str, str] = {
    "sekretariat": "Sekretariat",
    "badan": "Badan",
    "satuan": "Satuan",
    "dinas": "Dinas",
    "kecamatan": "Kecamatan",
    "lainnya": "Lainnya",
}

TAHAP: dict[str, str] = {
    "terpilih": "Terpilih",
    "dinilai": "Dinilai",
    "musdes": "Musdes",
    "fgd": "FGD",
    "rencana": "Rencana",
    "pemantauan": "Pemantauan",
}
"""The stages of assisting a desa, in the order they are passed."""

STRATEGI: dict[int, str] = {
    1: "Pengurangan beban pengeluaran",
    2: "Peningkatan pendapatan",
    3: "Penurunan jumlah kantong kemiskinan",
}
"""The three strategies of Inpres 4/2022."""

SUMBER_DANA: dict[str, str] = {
    "apbn": "APBN",
    "apbd_provinsi": "APBD provinsi",
    "apbd_kabupaten": "APBD kabupaten",
    "apbdes": "APBDes/Dana Desa",
    "baznas": "Baznas",
    "csr": "CSR/TJSL",
    "swadaya": "Swadaya/lain-lain",
}
"""Sources of funds named by Inpres 4/2022 and the programmes of Jawa Tengah."""

STATUS_PROGRAM: dict[str, str] = {
    "direncanakan": "Direncanakan",
    "berjalan": "Berjalan",
    "selesai": "Selesai",
    "batal": "Batal",
}

JENIS_CATATAN: dict[str, str] = {"potensi": "Potensi", "masalah": "Masalah"}

ASPEK: dict[str, str] = {"ekonomi": "Ekonomi", "lingkungan": "Lingkungan", "sosial": "Sosial"}

POTENSI: dict[str, str] = {
    "sda": "Sumber daya alam",
    "lembaga_ekonomi": "Lembaga ekonomi desa",
    "usaha_mikro": "Usaha mikro",
    "sdm": "Sumber daya manusia",
}
"""The four aspects of economic potential of the rapid scan, in the programme's order."""

LEMBAGA_EKONOMI: dict[str, str] = {
    "bumdes": "BUM Desa",
    "kwt": "Kelompok Wanita Tani (KWT)",
    "poktan": "Kelompok Tani (Poktan)",
    "pokdarwis": "Kelompok Sadar Wisata (Pokdarwis)",
    "uep": "Usaha Ekonomi Produktif (UEP)",
    "luep": "Lembaga Usaha Ekonomi Pedesaan (LUEP)",
}

KEADAAN_LEMBAGA: dict[str, str] = {
    "aktif": "Aktif",
    "kurang_aktif": "Kurang aktif",
    "tidak_aktif": "Tidak aktif",
}

USAHA_MIKRO: dict[str, str] = {
    "olahan_pertanian": "Olahan hasil pertanian",
    "perikanan": "Perikanan",
    "peternakan": "Peternakan",
    "lainnya": "Lainnya",
}

STATUS_MUSDES: dict[str, str] = {"direncanakan": "Direncanakan", "selesai": "Selesai", "batal": "Batal"}

SUMBER_DAFTAR: dict[str, str] = {
    "dt_pfm_otm": "DT PFM OTM",
    "pendaftaran_aktif": "Pendaftaran aktif",
    "usulan_baru": "Usulan baru",
}
"""Where the list that a Musdes verifies comes from (monitoring sheet of the SIKS verification)."""

UNSUR_PESERTA: dict[str, str] = {
    "aparat_desa": "Aparat desa",
    "bpd": "BPD",
    "tokoh_masyarakat": "Tokoh masyarakat",
    "tokoh_agama": "Tokoh agama",
    "unsur_perempuan": "Unsur perempuan",
    "wakil_rtm": "Wakil rumah tangga miskin",
    "perangkat_daerah": "Perangkat Daerah pendamping",
    "kecamatan": "Kecamatan",
    "babinsa": "Babinsa/Bhabinkamtibmas",
    "dunia_usaha": "Dunia usaha",
    "lainnya": "Lainnya",
}

STATUS_VERIFIKASI: dict[str, str] = {
    "layak": "Layak",
    "mampu": "Tidak layak/mampu",
    "meninggal": "Meninggal",
    "pindah": "Pindah",
    "tidak_ditemukan": "Tidak ditemukan",
    "ganda": "Ganda",
    "menolak": "Menolak",
    "usulan_baru": "Usulan baru",
    "belum": "Belum diverifikasi",
}
"""Result of verifying one household in a Musdes."""

ALASAN_TIDAK_DITEMUKAN: dict[str, str] = {
    "pindah": "Pindah",
    "meninggal": "Meninggal",
    "tidak_tahu": "Tidak tahu",
    "bukan_alamat_setempat": "Alamat tidak ada di desa/kelurahan setempat",
}

KEADAAN_TINDAK_LANJUT: dict[str, str] = {
    "terbuka": "Terbuka",
    "berjalan": "Berjalan",
    "selesai": "Selesai",
    "batal": "Batal",
}

KATEGORI_SID: dict[str, str] = {
    "kependudukan": "Kependudukan",
    "pendidikan": "Pendidikan",
    "kesehatan": "Kesehatan",
    "sarpras_dasar": "Kondisi sarana dan prasarana dasar",
    "kemiskinan": "Kemiskinan dan kerentanan",
    "pembangunan": "Pembangunan",
    "keuangan_desa": "Keuangan desa",
    "aset_desa": "Aset desa",
    "organisasi": "Organisasi kemasyarakatan",
    "kegiatan_ekonomi": "Kegiatan ekonomi masyarakat",
    "kawasan_perdesaan": "Informasi kawasan perdesaan",
}
"""The eleven categories of substance of a Sistem Informasi Desa (UU 6/2014 Pasal 86, the programme's article)."""

KEADAAN_SID: dict[str, str] = {
    "tidak_ada": "Tidak ada",
    "ada": "Ada",
    "mutakhir": "Ada dan mutakhir (paling lama 12 bulan)",
    "dipakai": "Mutakhir dan dipakai dalam RKPDes",
}
"""Each state includes the one before: 0 to 3 in the programme's own scoring."""

KOMPONEN_SID: dict[str, str] = {
    "perangkat_keras": "Perangkat keras",
    "perangkat_lunak": "Perangkat lunak",
    "jaringan": "Jaringan",
    "sdm": "Sumber daya manusia",
}
"""The four components of UU 6/2014 Pasal 86 ayat (3); each is a column of ``sid_komponen``."""

KEADAAN_KOMPONEN: dict[str, str] = {"ya": "Ya", "tidak": "Tidak", "tidak_diketahui": "Tidak diketahui"}

AKSI: dict[str, str] = {
    "tambah": "Menambah",
    "ubah": "Mengubah",
    "hapus": "Menghapus",
    "pulihkan": "Memulihkan cadangan",
}
"""What a line of the audit table tells."""
