"""The synthetic delivery looks like the kabupaten: rates, families, units, and how they hang together."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest

from dampingan.regions.reference import idm, units
from dampingan.sources.sample import write_delivery
from dampingan.sources.sample.desa import desa_of

HOUSEHOLDS = 24_000
YEARS = ("2020", "2022", "2023", "2024")
PROGRAMMES = ("sta_kks", "sta_kip", "sta_kis", "sta_bpjs_mandiri", "sta_pkh", "sta_rastra")
BANDS = {
    "desil_1": (0.20, 0.28), "tanpa_program": (0.15, 0.25), "tanpa_identitas": (0.08, 0.15),
    "anak_tidak_sekolah": (0.06, 0.10), "sakit": (0.15, 0.22), "rtlh": (0.15, 0.25), "air": (0.08, 0.15),
    "tanpa_jamban": (0.10, 0.18), "bukan_listrik": (0.005, 0.02), "krt_tidak_bekerja": (0.12, 0.18),
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """The two files of a period as text, and one row a household with its deprivations."""

    ruta: pl.DataFrame
    art: pl.DataFrame
    judged: pl.DataFrame


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """Return the delivery of every period, read back as text."""
    out = {}
    for year in YEARS:
        paths = write_delivery(tmp_path_factory.mktemp(year), households=HOUSEHOLDS, period=year)
        ruta, art = (pl.read_csv(path, infer_schema=False) for path in paths)
        out[year] = Sample(ruta, art, judge(ruta, art))
    return out


def number(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64, strict=False)


def mean(frame: pl.DataFrame, value: str | pl.Expr) -> float:
    column = pl.col(value) if isinstance(value, str) else value
    return float(frame.select(column.cast(pl.Float64).mean()).item())


def judge(ruta: pl.DataFrame, art: pl.DataFrame) -> pl.DataFrame:
    """Return one row a household with the deprivations, from the codes of the BDT questionnaire."""
    child = number("Umur").is_between(7, 18)
    present = art.filter(number("Sta_keberadaan_art").is_in([1, 4]))
    by_home = present.group_by("IDBDT").agg(
        tanpa_identitas=number("Ada_kartu_identitas").is_in([0, 8]).any(),
        anak_tidak_sekolah=(child & number("Partisipasi_sekolah").is_in([0, 2])).any(),
        sakit=((number("Jenis_cacat") > 0) | (number("Penyakit_kronis") > 0)).any(),
        krt_tidak_bekerja=((number("Hub_KRT") == 1) & (number("Sta_Bekerja") == 2)).any(),
        anggota=pl.len(),
        kepala=(number("Hub_KRT") == 1).sum(),
    )
    worn = [
        number("lantai").is_in([7, 8, 9, 10]),
        number("dinding").is_in([4, 6, 7]) | (number("kondisi_dinding") == 2).fill_null(value=False),
        number("atap").is_in([8, 9, 10]) | (number("kondisi_atap") == 2).fill_null(value=False),
    ]
    return (
        ruta.unique("IDBDT", keep="first", maintain_order=True)
        .join(by_home, on="IDBDT", how="left")
        .with_columns(
            desil_1=number("percentile") <= 10,
            tanpa_program=pl.all_horizontal(number(column) % 2 == 0 for column in PROGRAMMES),
            rtlh=pl.sum_horizontal(part.cast(pl.Int8) for part in worn) >= 2,
            air=number("sumber_airminum").is_in([7, 9]),
            tanpa_jamban=number("fasbab") == 4,
            bukan_listrik=number("sumber_penerangan") == 3,
        )
    )


def desil_1_by_unit(sample: Sample) -> pl.DataFrame:
    """Return the share in desil 1 of every coded unit."""
    share = sample.judged.group_by(kode=pl.col("KDKEC") + pl.col("KDDESA")).agg(pl.col("desil_1").mean(), rt=pl.len())
    coded = units().with_columns(kode=pl.col("kode_bps").str.slice(4))
    return coded.join(share, on="kode", how="inner")


def test_rates_lie_in_their_bands(samples: dict[str, Sample]) -> None:
    for year, sample in samples.items():
        for name, (low, high) in BANDS.items():
            assert low <= mean(sample.judged, name) <= high, (year, name)
        assert 3.3 <= mean(sample.ruta, number("Jumlah_ART")) <= 3.5
        assert set(sample.ruta["Jumlah_ART"].cast(pl.Int64)) == set(range(1, 13))


def test_rates_improve_over_the_periods(samples: dict[str, Sample]) -> None:
    for name in ("desil_1", "rtlh", "tanpa_jamban", "bukan_listrik", "anak_tidak_sekolah"):
        assert mean(samples["2024"].judged, name) < mean(samples["2020"].judged, name)


def test_deprivations_are_commoner_among_the_poor_and_come_together(samples: dict[str, Sample]) -> None:
    judged = samples["2020"].judged
    poorest, best = judged.filter(pl.col("desil_1")), judged.filter(number("percentile") > 30)
    for name in set(BANDS) - {"desil_1"}:
        assert mean(poorest, name) > 1.2 * mean(best, name), name
    without = judged.filter(pl.col("tanpa_jamban"))
    for name in ("rtlh", "air", "tanpa_identitas", "sakit", "bukan_listrik"):
        assert mean(without, name) > 1.2 * mean(judged, name), name


def test_unprotected_water_is_a_matter_of_the_mountains(samples: dict[str, Sample]) -> None:
    south = pl.col("KECAMATAN").is_in(["Watukumpul", "Belik", "Pulosari", "Moga"])
    judged = samples["2020"].judged
    assert mean(judged.filter(south), "air") > 1.5 * mean(judged.filter(~south), "air")


def test_leaving_school_rises_steeply_at_16(samples: dict[str, Sample]) -> None:
    art = samples["2020"].art
    share = [
        mean(art.filter(number("Umur").is_between(*ages)), number("Partisipasi_sekolah").is_in([0, 2]))
        for ages in [(7, 12), (13, 15), (16, 18)]
    ]
    assert share[0] < 0.02 < share[1] < 0.15 < share[2] < 0.5


def test_identity_mask_fits_the_age(samples: dict[str, Sample]) -> None:
    def masks(youngest: int, oldest: int) -> set[str]:
        cards = samples["2020"].art.filter(number("Umur").is_between(youngest, oldest))["Ada_kartu_identitas"]
        return set(cards.filter(cards.str.contains(r"^(\d|1[0-5])$")))

    assert masks(0, 5) == {"0", "1"}
    assert masks(7, 16) == {"0", "1", "2", "3"}
    assert masks(17, 22) == {"0", "4", "5", "6", "7", "8", "12", "13", "14", "15"}
    assert masks(24, 98) == {"0", "4", "5", "8", "12", "13"}


def test_families_hang_together(samples: dict[str, Sample]) -> None:
    sample = samples["2020"]
    orphans = sample.art.filter(~pl.col("IDBDT").is_in(sample.ruta["IDBDT"].implode())).height
    headless = sample.judged.filter(pl.col("kepala") == 0).height
    assert set(sample.judged["kepala"]) == {0, 1}
    assert (orphans, headless) == (int(sample.art.height * 0.0002), int(sample.judged.height * 0.0005))
    assert 0 < sample.judged.filter(number("Jumlah_ART") != pl.col("anggota")).height <= orphans
    assert 0.98 < mean(sample.art, pl.col("Sta_keberadaan_art") == "1") < 0.99


@pytest.mark.parametrize(("year", "count"), [("2020", 222), ("2022", 222), ("2023", 223), ("2024", 223)])
def test_units_of_the_period(samples: dict[str, Sample], year: str, count: int) -> None:
    assert samples[year].ruta.height == HOUSEHOLDS
    ruta = samples[year].ruta.filter(pl.col("KDDESA").ne_missing("099"))
    found = ruta.group_by("KDPROP", "KDKAB", "KDKEC", "KDDESA").agg(pl.len())
    codes = found.filter(pl.col("KDDESA").is_not_null()).select(pl.concat_str(pl.all().exclude("len")))
    assert found.height == count
    assert set(codes.to_series()) == set(units()["kode_bps"].drop_nulls())
    assert found.filter(pl.col("len") < 5).is_empty()
    blank = ruta.filter(pl.col("KDDESA").is_null()).select("KDKEC", "KECAMATAN", "DESA").unique()
    assert blank.rows() == ([("030", "Belik", "Sodong Basari")] if count == 223 else [])


def test_poverty_follows_the_idm_and_persists(samples: dict[str, Sample]) -> None:
    before, after = desil_1_by_unit(samples["2020"]), desil_1_by_unit(samples["2024"])
    for unit in (before, after):
        scored = unit.join(idm(), on="kode_desa")
        assert scored.select(pl.corr("idm", "desil_1")).item() < -0.5
        kelurahan = pl.col("jenis") == "kelurahan"
        assert mean(unit.filter(kelurahan), "desil_1") < mean(unit.filter(~kelurahan), "desil_1")
    both = before.join(after, on="kode_desa", suffix="_after")
    assert both.select(pl.corr("desil_1", "desil_1_after")).item() > 0.6


def test_a_handful_of_desa_clearly_move_and_the_others_hardly() -> None:
    before, after = desa_of(2022, 2020), desa_of(2022, 2024)
    change = after.poverty[after.table["DESA"].to_numpy() != "Sodong Basari"] - before.poverty
    moved = np.abs(change) > 0.75
    assert sorted(np.sign(change[moved]).tolist()) == [-1.0] * 6 + [1.0] * 6
    assert np.abs(change[~moved]).max() < 0.6
