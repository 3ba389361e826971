"""The two tables of the synthetic delivery: column order of a BDT export, fake names and numbers."""

import numpy as np
import polars as pl

from dampingan.sources.sample.desa import Desa
from dampingan.sources.sample.draw import BLANK, Codes
from dampingan.sources.sample.keluarga import GONE, Households, Members

SAMPLE_MARK = "DATA CONTOH SINTETIS"
MARK_COLUMN = "Keterangan"
FAKE_REGION = "332799"  # no kecamatan has the code 99, so no real NIK or KK begins so
FIRST_IDBDT = 33_279_900_000_001

RUTA_COLUMNS = (
    MARK_COLUMN, "IDBDT", "KDPROP", "KDKAB", "KDKEC", "KDDESA", "KECAMATAN", "DESA", "Alamat",
    "NoPesertaPKH", "Nama_SLS", "Nama_KRT", "Jumlah_ART", "Jumlah_Keluarga", "sta_bangunan", "sta_lahan",
    "luas_lantai", "lantai", "dinding", "kondisi_dinding", "atap", "kondisi_atap", "jumlah_kamar",
    "sumber_airminum", "nomor_meter_air", "cara_peroleh_airminum", "sumber_penerangan", "daya", "nomor_pln",
    "bb_masak", "nomor_gas", "fasbab", "kloset", "buang_tinja", "ada_tabung_gas", "ada_lemari_es", "ada_ac",
    "ada_pemanas", "ada_telepon", "ada_tv", "ada_emas", "ada_laptop", "ada_sepeda", "ada_motor", "ada_mobil",
    "ada_perahu", "ada_motor_tempel", "ada_perahu_motor", "ada_kapal", "aset_tak_bergerak", "luas_atb",
    "rumah_lain", "jumlah_sapi", "jumlah_kerbau", "jumlah_kuda", "jumlah_babi", "jumlah_kambing",
    "sta_art_usaha", "sta_kks", "sta_kip", "sta_kis", "sta_bpjs_mandiri", "sta_jamsostek", "sta_asuransi",
    "sta_pkh", "sta_rastra", "sta_kur", "sta_keberadaan_RT", "percentile",
)  # fmt: skip
ART_COLUMNS = (
    MARK_COLUMN, "NO", "IDARTBDT", "IDBDT", "KECAMATAN", "DESA", "NoPesertaPKH", "NoPesertaPBI",
    "NoArtPBI", "Nama", "Alamat", "SLS", "JnsKel", "TmpLahir", "TglLahir", "NIK", "NoKK", "Hub_KRT",
    "NUK", "Hubkel", "Umur", "Sta_kawin", "Ada_akta_nikah", "Ada_diKK", "Ada_kartu_identitas", "Sta_hamil",
    "Jenis_cacat", "Penyakit_kronis", "Partisipasi_sekolah", "Pendidikan_tertinggi", "Kelas_tertinggi",
    "Ijazah_tertinggi", "Sta_Bekerja", "Jumlah_jamkerja", "Lapangan_usaha", "Status_pekerjaan",
    "Sta_keberadaan_art", "Ada_kks", "Ada_pbi", "Ada_kip", "Ada_pkh", "Ada_rastra", "Percentile",
)  # fmt: skip


def present_size(people: Members) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return Jumlah_ART: the members of every household who live there."""
    present = ~np.isin(people.presence, GONE)
    return np.bincount(people.ruta[present], minlength=people.first.size).astype(np.int64)


def ruta_frame(desa: Desa, homes: Households, people: Members, columns: dict[str, Codes]) -> pl.DataFrame:
    """Return the household table, one row a household, columns as ``RUTA_COLUMNS``."""
    number = np.arange(homes.unit.size, dtype=np.int64)
    families = np.maximum.reduceat(people.nuk, people.first)
    frame = pl.DataFrame(columns).with_columns(
        desa.table[homes.unit].get_columns(),
        IDBDT=pl.Series(FIRST_IDBDT + number),
        Jumlah_ART=pl.Series(present_size(people)),
        Jumlah_Keluarga=pl.Series(families),
        percentile=pl.Series(homes.percentile),
        Nama_KRT=_numbered("Contoh ", people.first + 1, 6),
        Alamat=_numbered("Alamat Contoh ", number + 1, 1),
        Nama_SLS=_neighbourhood(number),
        NoPesertaPKH=_when(pl.Series(columns["sta_pkh"]) == 1, _numbered(FAKE_REGION, number + 1, 8)),
        sta_keberadaan_RT=pl.lit(1),
        nomor_meter_air=pl.lit(None, pl.String),
        nomor_pln=pl.lit(None, pl.String),
        nomor_gas=pl.lit(None, pl.String),
    )
    return _finished(frame, RUTA_COLUMNS)


def art_frame(ruta: pl.DataFrame, people: Members, columns: dict[str, Codes], year: int) -> pl.DataFrame:
    """Return the member table, columns as ``ART_COLUMNS``; ``ruta`` is the clean household table."""
    number = np.arange(people.ruta.size, dtype=np.int64)
    place = number - people.first[people.ruta]
    shared = ruta.select("IDBDT", "KECAMATAN", "DESA", "NoPesertaPKH", "Alamat", "percentile", SLS="Nama_SLS")
    insured = pl.Series(columns["Ada_pbi"]) == 1
    frame = pl.DataFrame(columns).with_columns(
        shared[people.ruta].rename({"percentile": "Percentile"}).get_columns(),
        NO=pl.Series(number + 1),
        IDARTBDT=pl.Series((FIRST_IDBDT + people.ruta) * 100 + place + 1),
        NoPesertaPBI=_when(insured, _numbered(FAKE_REGION, people.ruta + 1, 7)),
        NoArtPBI=_when(insured, _numbered(FAKE_REGION, number + 1, 9)),
        Nama=_numbered("Contoh ", number + 1, 6),
        TmpLahir=pl.lit("PEMALANG"),
        TglLahir=_birth_dates(people, year),
        NIK=_numbered(FAKE_REGION, number + 1, 10),
        NoKK=_numbered(FAKE_REGION, (people.ruta + 1) * 10 + people.nuk, 10),
        JnsKel=pl.Series(people.sex),
        Hub_KRT=pl.Series(people.hub),
        NUK=pl.Series(people.nuk),
        Hubkel=pl.Series(people.hubkel),
        Umur=pl.Series(people.age),
        Sta_kawin=pl.Series(people.married),
        Sta_keberadaan_art=pl.Series(people.presence),
    )
    return _finished(frame, ART_COLUMNS)


def _finished(frame: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    numbers = [name for name, dtype in frame.schema.items() if dtype == pl.Int16]
    blank = [pl.when(pl.col(name) != BLANK).then(pl.col(name)) for name in numbers]
    return frame.with_columns(*blank, pl.lit(SAMPLE_MARK).alias(MARK_COLUMN)).select(order)


def _numbered(prefix: str, number: np.ndarray[tuple[int], np.dtype[np.int64]], digits: int) -> pl.Series:
    text = pl.Series(number).cast(pl.String).str.zfill(digits)
    return prefix + text


def _when(condition: pl.Series, values: pl.Series) -> pl.Series:
    return values.zip_with(condition, pl.Series([None], dtype=pl.String).new_from_index(0, len(values)))


def _neighbourhood(number: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.Series:
    rt, rw = _numbered("RT ", 1 + number // 40 % 30, 3), _numbered(" RW ", 1 + number // 160 % 9, 2)
    return rt + rw


def _birth_dates(people: Members, year: int) -> pl.Series:
    """Return dates that give the age at the middle of the year; the day follows from the row alone."""
    day = np.arange(people.age.size) * 37 % 365
    back = np.floor(people.age * 365.2425).astype(np.int64) + day
    return pl.Series((np.datetime64(f"{year}-06-30") - back.astype("timedelta64[D]")).astype("datetime64[D]"))
