"""The synthetic delivery has the form, the gaps and the damages of a real one, and nobody real in it."""

import hashlib
import re
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dampingan.errors import DampinganError
from dampingan.regions.reference import units
from dampingan.sources.sample import SAMPLE_MARK, nearest_year, write_delivery

HOUSEHOLDS = 24_000
# Column and code list of the BDT; "?" where the question may be skipped.
RUTA_CODES = """
sta_bangunan 1-5, sta_lahan 1-4, lantai 1-10, dinding 1-7, atap 1-10, sumber_airminum 1-12, fasbab 1-4,
cara_peroleh_airminum 1-3, sumber_penerangan 1-3, bb_masak 1-9, buang_tinja 1-6, jumlah_kamar 1-5,
luas_lantai 9-300, percentile 1-40, Jumlah_ART 1-12, Jumlah_Keluarga 1-2, kondisi_dinding 1-2?,
kondisi_atap 1-2?, kloset 1-4?, daya 1-6?, sta_kks 1-2, sta_kip 3-4, sta_kis 1-2, sta_bpjs_mandiri 3-4,
sta_jamsostek 1-2, sta_asuransi 3-4, sta_pkh 1-2, sta_rastra 3-4, sta_kur 1-2, ada_tabung_gas 1-2,
ada_lemari_es 3-4, ada_ac 1-2, ada_pemanas 3-4, ada_telepon 1-2, ada_tv 3-4, ada_emas 1-2, ada_laptop 3-4,
ada_sepeda 1-2, ada_motor 3-4, ada_mobil 1-2, ada_perahu 3-4, ada_motor_tempel 1-2, ada_perahu_motor 3-4,
ada_kapal 1-2, aset_tak_bergerak 1-2, rumah_lain 3-4, sta_art_usaha 1-2
"""
ART_CODES = """
JnsKel 1-2, Hub_KRT 1-8, Hubkel 1-8, NUK 1-2, Umur 0-98, Sta_kawin 1-4, Ada_akta_nikah 0-2, Ada_diKK 1-2,
Ada_kartu_identitas 0-15, Jenis_cacat 0-12, Penyakit_kronis 0-9, Partisipasi_sekolah 0-2,
Ijazah_tertinggi 0-6, Sta_keberadaan_art 1-6, Ada_kks 1-2, Ada_pbi 1-2, Ada_kip 1-2, Ada_pkh 1-2,
Ada_rastra 1-2, Sta_hamil 1-2?, Sta_Bekerja 1-2?, Jumlah_jamkerja 1-98?, Lapangan_usaha 1-21?,
Status_pekerjaan 1-8?, Pendidikan_tertinggi 1-10?, Kelas_tertinggi 1-8?
"""
NIK = r"^332799\d{10}$"

Files = tuple[pl.DataFrame, pl.DataFrame]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return the household and the member file of a period with all 223 units, read back as text."""
    paths = write_delivery(tmp_path_factory.mktemp("contoh"), households=HOUSEHOLDS, period="2024")
    ruta, art = (pl.read_csv(path, infer_schema=False) for path in paths)
    return ruta, art


def number(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64, strict=False)


def digests(paths: tuple[Path, Path]) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


def wrong_code(book: str) -> list[pl.Expr]:
    """Return, for each column of a code list, whether its cell is no plain number in the list."""
    out = []
    for column, lowest, highest, may_skip in re.findall(r"(\w+) (\d+)-(\d+)(\??)", book):
        plain = pl.col(column).str.contains(r"^(0|[1-9]\d*)$")
        listed = plain & number(column).is_between(int(lowest), int(highest))
        out.append(~listed.fill_null(value=bool(may_skip)))
    return out


def damaged_ruta(ruta: pl.DataFrame) -> pl.Series:
    known = units().select(pl.col("kode_bps").str.slice(4)).to_series().drop_nulls().implode()
    code = (pl.col("KDKEC") + pl.col("KDDESA")).is_in(known).fill_null(pl.col("DESA") == "Sodong Basari")
    named = pl.col("DESA").is_in(units()["nama"].implode())
    checks = [~pl.col("IDBDT").is_first_distinct(), ~code, ~named]
    checks += wrong_code(RUTA_CODES)
    return ruta.select(pl.any_horizontal(checks)).to_series()


def damaged_art(ruta: pl.DataFrame, art: pl.DataFrame) -> pl.Series:
    owner = pl.col("IDBDT").is_in(ruta["IDBDT"].implode())
    nik = pl.col("NIK").str.contains(NIK).fill_null(value=False) & pl.col("NIK").is_unique()
    headless = (number("Hub_KRT") == 1).sum().over("IDBDT") == 0
    named = pl.col("DESA").is_in(units()["nama"].implode())
    checks = [~owner, ~nik, ~named, owner & headless & (pl.int_range(pl.len()).over("IDBDT") == 0)]
    checks += wrong_code(ART_CODES)
    return art.select(pl.any_horizontal(checks)).to_series()


def test_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    first, again, between, other_seed, other_year = (
        digests(write_delivery(tmp_path / str(run), households=6000, seed=seed, period=period))
        for run, (seed, period) in enumerate([(1, "2020"), (1, "2020"), (1, "2021"), (2, "2020"), (1, "2022")])
    )
    assert first == again == between
    assert not {*first} & {*other_seed, *other_year}


@pytest.mark.parametrize(
    ("year", "nearest"),
    [(1999, 2020), (2020, 2020), (2021, 2020), (2022, 2022), (2023, 2023), (2024, 2024), (2031, 2024)],
)
def test_a_year_without_rates_is_drawn_like_the_nearest(year: int, nearest: int) -> None:
    assert nearest_year(year) == nearest


def test_columns_are_those_of_the_jateng_export(files: Files) -> None:
    ruta, art = (frame.columns for frame in files)
    listed = (
        "NO IDARTBDT IDBDT KECAMATAN DESA NoPesertaPKH NoPesertaPBI NoArtPBI Nama Alamat SLS JnsKel TmpLahir "
        "TglLahir NIK NoKK Hub_KRT NUK Hubkel Umur Sta_kawin Ada_akta_nikah Ada_diKK Ada_kartu_identitas "
        "Sta_hamil Jenis_cacat Penyakit_kronis Partisipasi_sekolah Pendidikan_tertinggi Kelas_tertinggi "
        "Ijazah_tertinggi Sta_Bekerja Jumlah_jamkerja Lapangan_usaha Status_pekerjaan Percentile"
    )
    jateng = listed.split()
    assert [column for column in art if column in jateng] == jateng
    assert set(art) - set(jateng) == {
        "Keterangan", "Sta_keberadaan_art", "Ada_kks", "Ada_pbi", "Ada_kip", "Ada_pkh", "Ada_rastra",
    }  # fmt: skip
    assert ruta[:9] == [
        "Keterangan",
        "IDBDT",
        "KDPROP",
        "KDKAB",
        "KDKEC",
        "KDDESA",
        "KECAMATAN",
        "DESA",
        "Alamat",
    ]
    assert set(re.findall("[a-zA-Z_]+", RUTA_CODES)) <= set(ruta)


def test_every_row_says_that_it_is_synthetic_and_names_nobody(files: Files) -> None:
    ruta, art = files
    for frame, name in ((ruta, "Nama_KRT"), (art, "Nama")):
        assert frame["Keterangan"].unique().to_list() == [SAMPLE_MARK] == ["DATA CONTOH SINTETIS"]
        assert frame[name].str.contains(r"^Contoh \d{6}$").all()
        assert frame["Alamat"].str.contains(r"^Alamat Contoh \d+$").all()
        assert frame["NoPesertaPKH"].drop_nulls().str.starts_with("332799").all()
    assert art["NoKK"].str.contains(NIK).all()
    assert set(art.filter(~pl.col("NIK").str.contains(NIK))["NIK"]) == {"0", "3.32799E+15"}


def test_skipped_questions_are_blank(files: Files) -> None:
    ruta, art = files
    rules = {
        "kondisi_dinding": number("dinding").is_in([1, 2, 3]),
        "kondisi_atap": number("atap").is_in([1, 2, 3, 4, 5, 6, 7]),
        "kloset": number("fasbab").is_in([1, 2, 3]),
        "daya": number("sumber_penerangan") == 1,
    }
    clean = ruta.filter(~damaged_ruta(ruta))
    for column, asked in rules.items():
        assert_frame_equal(clean.select(a=asked), clean.select(a=pl.col(column).is_not_null()))
    work = art.filter(~damaged_art(ruta, art) & pl.col("Sta_Bekerja").is_not_null())
    for column in ("Jumlah_jamkerja", "Lapangan_usaha", "Status_pekerjaan"):
        assert_frame_equal(work.select(a=pl.col("Sta_Bekerja") == "1"), work.select(a=pl.col(column).is_not_null()))


def test_damages_are_there_but_rare(files: Files) -> None:
    ruta, art = files
    for damaged in (damaged_ruta(ruta), damaged_art(ruta, art)):
        assert 0.004 < damaged.sum() / damaged.len() < 0.015
    lost = ruta.filter(pl.col("KDDESA") == "099")
    assert (lost.height, lost["DESA"].null_count()) == (8, 4)
    assert ruta.height - ruta["IDBDT"].n_unique() == int(HOUSEHOLDS * 0.0004)
    assert {"99", "11"} <= set(ruta["lantai"])
    assert ruta["luas_lantai"].str.contains(r"^\d+,5$").sum() == int(HOUSEHOLDS * 0.001)
    assert ruta["dinding"].str.contains(r"^0[1-7]$").any()
    assert ruta["fasbab"].str.ends_with(".0").any()
    assert "1. Milik Sendiri" in set(ruta["sta_bangunan"])
    assert "NULL" in set(ruta["percentile"])
    respelled = {"Gendowang", "Pagongsoran", "Kreo", "Kendal Rejo", "Nyamplung Sari"}
    assert respelled <= set(ruta["DESA"])
    assert {"150", "999"} <= set(art["Umur"])
    assert art["NIK"].null_count() > 0
    doubled = art.filter(pl.col("NIK").str.contains(NIK) & pl.col("NIK").is_duplicated())
    assert doubled.height >= art.height * 0.001


@pytest.mark.parametrize("households", [1, 5, 50])
def test_a_tiny_delivery_is_complete(tmp_path: Path, households: int) -> None:
    ruta, art = (pl.read_csv(p, infer_schema=False) for p in write_delivery(tmp_path, households=households))
    assert ruta.height == households
    assert (art["Hub_KRT"] == "1").sum() == households
    assert set(art["IDBDT"]) == set(ruta["IDBDT"])


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    write_delivery(tmp_path, households=20, progress=lambda share, what: told.append((share, what)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], told[-1]) == (0.0, (1.0, "Data contoh selesai ditulis"))


@pytest.mark.parametrize(
    ("households", "seed", "period", "message"),
    [(0, 1, "2020", "paling sedikit 1"), (5, -1, "2020", "Benih"), (5, 1, "2020-01", "empat angka")],
)
def test_an_argument_out_of_range_is_refused(
    tmp_path: Path, households: int, seed: int, period: str, message: str
) -> None:
    with pytest.raises(DampinganError, match=message):
        write_delivery(tmp_path / "x", households=households, seed=seed, period=period)
    assert not (tmp_path / "x").exists()
