"""The nine indicators of a poor household: each one rule, with what it means and where it comes from.

The order is the programme's; indicator *i* is bit *i* of the pattern (``cube.py``). Rules are written on the
concepts that every dialect translates its codes into (``sources/dialects/*.toml`` says which codes).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import narwhals as nw

from dampingan.logic import Tri, any_of, at_least, between, concept, indicator

RtlhVariant = Literal["A", "A1", "A3", "B", "C"]
Unit = Literal["rumah tangga", "anggota", "kepala rumah tangga"]

SCHOOL_AGE = (7, 18)
SCHOOL_BANDS: dict[str, tuple[int, int]] = {"7_12": (7, 12), "13_15": (13, 15), "16_18": (16, 18)}
"""Ages of SD/MI, SMP/MTs and SMA/SMK/MA."""

FLOOR_AREA_PER_PERSON = 7.2
"""m² a person, the SDG/BPS minimum (hunian layak)."""

# 64.8 m² for 9 persons is exactly enough, but 64.8 / 9 is a hair under 7.2 in binary floats.
_FLOAT_SLACK = 1e-9

_BDT_SOURCE = "Naskah program Satu Perangkat Daerah Satu Desa Dampingan (Bappeda Kabupaten Pemalang)"

crowded = Tri(
    indicator(nw.col("luas_lantai") / nw.col("penghuni") < FLOOR_AREA_PER_PERSON - _FLOAT_SLACK),
    indicator(nw.col("luas_lantai") / nw.col("penghuni") >= FLOOR_AREA_PER_PERSON - _FLOAT_SLACK),
)
"""Less than 7.2 m² of floor a person (``penghuni``: stated size of the household, else members counted)."""

_MATERIALS = [concept("atap_buruk"), concept("dinding_buruk"), concept("lantai_buruk")]

RTLH_RULES: dict[RtlhVariant, Tri] = {
    "A": at_least(2, _MATERIALS),
    "A1": at_least(1, _MATERIALS),
    "A3": at_least(3, _MATERIALS),
    "B": at_least(2, _MATERIALS) | crowded,
    "C": any_of(
        [
            concept("atap_tak_tahan"),
            concept("dinding_tak_tahan"),
            concept("lantai_tak_tahan"),
            crowded,
            concept("air_tak_layak"),
            concept("sanitasi_tak_layak"),
        ]
    ),
}
"""No official formula for BDT was found; these are the proxies of the domain notes, section 2."""

_MATERIAL_COLUMNS = ("atap_buruk", "dinding_buruk", "lantai_buruk")
RTLH_CONCEPTS: dict[RtlhVariant, tuple[str, ...]] = {
    "A": _MATERIAL_COLUMNS,
    "A1": _MATERIAL_COLUMNS,
    "A3": _MATERIAL_COLUMNS,
    "B": (*_MATERIAL_COLUMNS, "luas_lantai"),
    "C": ("atap_tak_tahan", "dinding_tak_tahan", "lantai_tak_tahan", "luas_lantai", "air_tak_layak",
          "sanitasi_tak_layak"),
}  # fmt: skip

RTLH_TITLES: dict[RtlhVariant, str] = {
    "A": "paling sedikit dua dari atap, dinding, dan lantai buruk",
    "A1": "paling sedikit satu dari atap, dinding, dan lantai buruk (luas)",
    "A3": "atap, dinding, dan lantai ketiganya buruk (sempit)",
    "B": "seperti A, atau luas lantai kurang dari 7,2 m² per orang",
    "C": "salah satu: bahan tidak tahan lama, padat, air minum tidak layak, sanitasi tidak layak (gaya SDG)",
}


@dataclass(frozen=True)
class Indicator:
    """One of the nine: its rule as an expression, and all that a reader must know of it."""

    kode: str
    judul: str
    pendek: str
    """A label for charts."""
    satuan: Unit
    definisi: str
    aturan: str
    konsep: tuple[str, ...]
    """The concepts and numbers it needs; the indicator is unavailable where a source lacks one."""
    kolom_bdt: tuple[str, ...]
    dasar: str
    catatan: str
    varian: str
    rule: Tri

    @property
    def of_members(self) -> bool:
        """Tell whether the rule is about a member, so that persons are counted too."""
        return self.satuan == "anggota"


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        kode="tanpa_program",
        judul="Tidak menerima program perlindungan sosial",
        pendek="Tanpa program",
        satuan="rumah tangga",
        definisi="Rumah tangga yang tidak menerima satu pun program: KKS, KIP, KIS, BPJS mandiri, PKH, Rastra.",
        aturan="Keenam status diketahui dan semuanya tidak. Satu saja ya berarti menerima program.",
        konsep=("menerima_program",),
        kolom_bdt=("sta_kks", "sta_kip", "sta_kis", "sta_bpjs_mandiri", "sta_pkh", "sta_rastra"),
        dasar=_BDT_SOURCE,
        catatan="BPJS mandiri dibayar sendiri, tetapi naskah program menghitungnya sebagai program.",
        varian="Tanpa BPJS mandiri; ditambah program lain seperti BPNT dan BLT Dana Desa.",
        rule=~concept("menerima_program"),
    ),
    Indicator(
        kode="tanpa_identitas",
        judul="Ada anggota tanpa kartu identitas",
        pendek="Tanpa identitas",
        satuan="anggota",
        definisi="Anggota yang tidak memiliki akta kelahiran, kartu pelajar, maupun KTP.",
        aturan="Ada_kartu_identitas tidak memuat akta (1), kartu pelajar (2), atau KTP (4). SIM (8) saja tidak cukup.",
        konsep=("punya_identitas",),
        kolom_bdt=("Ada_kartu_identitas",),
        dasar=_BDT_SOURCE,
        catatan="Kodenya jumlah: 5 berarti akta dan KTP. Bukan daftar urut.",
        varian="Menurut umur: 17 tahun ke atas tanpa KTP; di bawah 17 tahun tanpa akta kelahiran.",
        rule=~concept("punya_identitas"),
    ),
    Indicator(
        kode="anak_tidak_sekolah",
        judul="Ada anak usia 7–18 tahun yang tidak bersekolah",
        pendek="Anak tidak sekolah",
        satuan="anggota",
        definisi="Anak berumur 7 sampai 18 tahun yang belum pernah sekolah atau tidak bersekolah lagi.",
        aturan="7 ≤ Umur ≤ 18 dan Partisipasi_sekolah 0 atau 2; dirinci 7–12, 13–15, dan 16–18 tahun.",
        konsep=("umur", "tidak_sekolah"),
        kolom_bdt=("Umur", "Partisipasi_sekolah"),
        dasar=_BDT_SOURCE,
        catatan="Umur adalah umur saat pendataan.",
        varian="Hanya putus sekolah (kode 2); rincian DO, LTM, dan BPB dari Kemendikdasmen.",
        rule=between("umur", *SCHOOL_AGE) & concept("tidak_sekolah"),
    ),
    Indicator(
        kode="sakit_kronis_disabilitas",
        judul="Ada anggota dengan penyakit kronis atau disabilitas",
        pendek="Sakit kronis/disabilitas",
        satuan="anggota",
        definisi="Anggota yang menyandang disabilitas atau menderita penyakit kronis menahun.",
        aturan="Jenis_cacat > 0 atau Penyakit_kronis > 0; keduanya juga dihitung sendiri-sendiri.",
        konsep=("disabilitas", "kronis"),
        kolom_bdt=("Jenis_cacat", "Penyakit_kronis"),
        dasar=_BDT_SOURCE,
        catatan="Daftar disabilitas dalam BDT lebih sempit daripada UU 8/2016.",
        varian="DTSEN: pertanyaan fungsi 428a–i (tidak bisa atau banyak kesulitan).",
        rule=concept("disabilitas") | concept("kronis"),
    ),
    Indicator(
        kode="rtlh",
        judul="Rumah tidak layak huni (RTLH)",
        pendek="RTLH",
        satuan="rumah tangga",
        definisi="Rumah yang atap, dinding, dan lantainya tidak memenuhi syarat menurut varian aturan.",
        aturan="Varian A (bawaan): paling sedikit dua dari atap, dinding, dan lantai buruk. "
        "Kondisi hanya ditanyakan untuk dinding 1–3 dan atap 1–7.",
        konsep=_MATERIAL_COLUMNS,
        kolom_bdt=("atap", "kondisi_atap", "dinding", "kondisi_dinding", "lantai", "luas_lantai", "Jumlah_ART"),
        dasar="Permen PUPR 07/PRT/M/2018 (pengertian RTLH); rumus untuk BDT adalah usulan proyek ini",
        catatan="Tidak ada rumus resmi RTLH dari kolom BDT; variannya selalu disebut di samping angkanya.",
        varian="A, A1, A3, B, C (lihat aturan rtlh.varian).",
        rule=RTLH_RULES["A"],
    ),
    Indicator(
        kode="air_tak_terlindung",
        judul="Air minum dari sumber tak terlindung",
        pendek="Air tak terlindung",
        satuan="rumah tangga",
        definisi="Sumber air minum utama sumur atau mata air yang tak terlindung.",
        aturan="sumber_airminum 7 (sumur tak terlindung) atau 9 (mata air tak terlindung).",
        konsep=("air_tak_terlindung",),
        kolom_bdt=("sumber_airminum",),
        dasar=_BDT_SOURCE,
        catatan="Bukan ukuran air minum layak: jarak ke penampungan tinja tidak ada dalam BDT.",
        varian="Ditambah air sungai/danau/waduk (10) dan lainnya (12): air minum tidak layak.",
        rule=concept("air_tak_terlindung"),
    ),
    Indicator(
        kode="tanpa_jamban",
        judul="Tidak memiliki fasilitas buang air besar",
        pendek="Tanpa jamban",
        satuan="rumah tangga",
        definisi="Rumah tangga tanpa fasilitas buang air besar, milik sendiri, bersama, maupun umum.",
        aturan="fasbab 4 (tidak ada).",
        konsep=("tanpa_jamban",),
        kolom_bdt=("fasbab",),
        dasar=_BDT_SOURCE,
        catatan="Jamban bersama atau umum tidak terhitung sebagai tanpa jamban.",
        varian="Tanpa jamban milik sendiri (fasbab bukan 1), Kepmensos 262/HUK/2022.",
        rule=concept("tanpa_jamban"),
    ),
    Indicator(
        kode="bukan_listrik",
        judul="Penerangan bukan listrik",
        pendek="Bukan listrik",
        satuan="rumah tangga",
        definisi="Sumber penerangan utama bukan listrik, baik PLN maupun non-PLN.",
        aturan="sumber_penerangan 3 (bukan listrik).",
        konsep=("bukan_listrik",),
        kolom_bdt=("sumber_penerangan",),
        dasar=_BDT_SOURCE,
        catatan="Menyalur dari tetangga tercatat sebagai listrik.",
        varian="Ditambah daya 450 watt, Kepmensos 262/HUK/2022; ditambah tanpa meteran, 146/HUK/2013.",
        rule=concept("bukan_listrik"),
    ),
    Indicator(
        kode="krt_tidak_bekerja",
        judul="Kepala rumah tangga tidak bekerja",
        pendek="KRT tidak bekerja",
        satuan="kepala rumah tangga",
        definisi="Kepala rumah tangga yang tidak bekerja atau membantu bekerja dalam seminggu terakhir.",
        aturan="Hub_KRT 1 dan Sta_Bekerja 2. Tanpa kepala yang tercatat: tidak diketahui.",
        konsep=("kepala", "tidak_bekerja"),
        kolom_bdt=("Hub_KRT", "Sta_Bekerja"),
        dasar=_BDT_SOURCE,
        catatan="Kepala yang lanjut usia atau disabilitas tetap dihitung.",
        varian="Untuk daftar program kerja: tanpa kepala berumur 60 tahun ke atas atau disabilitas.",
        rule=concept("tidak_bekerja"),
    ),
)

KODE: tuple[str, ...] = tuple(i.kode for i in INDICATORS)
BY_KODE: dict[str, Indicator] = {i.kode: i for i in INDICATORS}
MEMBER_KODE: tuple[str, ...] = tuple(i.kode for i in INDICATORS if i.of_members)


def rule_of(kode: str, rtlh: RtlhVariant) -> Tri:
    """Return an indicator's rule under the RTLH variant in force."""
    return RTLH_RULES[rtlh] if kode == "rtlh" else BY_KODE[kode].rule


def concepts_of(kode: str, rtlh: RtlhVariant) -> tuple[str, ...]:
    """Return the canonical columns that an indicator needs under the RTLH variant in force."""
    return RTLH_CONCEPTS[rtlh] if kode == "rtlh" else BY_KODE[kode].konsep


def available(household_columns: Collection[str], member_columns: Collection[str],
              rtlh: RtlhVariant) -> tuple[str, ...]:  # fmt: skip
    """Return the indicators whose columns a delivery has; the others are "tidak tersedia", never 0.

    Args:
        household_columns: canonical household columns that hold values.
        member_columns: canonical member columns that hold values.
        rtlh: the RTLH variant in force.
    """
    have = {True: set(member_columns), False: set(household_columns)}
    return tuple(i.kode for i in INDICATORS if set(concepts_of(i.kode, rtlh)) <= have[i.satuan != "rumah tangga"])
