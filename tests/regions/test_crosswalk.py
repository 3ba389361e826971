"""Codes and names of real units that are easily mistaken."""

import pytest

from dampingan.regions.crosswalk import crosswalk, normalise_name
from dampingan.regions.reference import units


def test_the_reference_holds_223_units() -> None:
    table = units()
    assert table.height == 223
    assert table["kecamatan"].n_unique() == 14
    assert table.group_by("jenis").len().sort("jenis").rows() == [("desa", 212), ("kelurahan", 11)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("3327010001", "33.27.01.2001"),
        ("33.27.01.2001", "33.27.01.2001"),
        ("3327012001", "33.27.01.2001"),
        ("3327010001.0", "33.27.01.2001"),
        # Bojongbata and Kebondalem: the last digits of BPS and Kemendagri cross.
        ("3327080011", "33.27.08.1014"),
        ("3327080014", "33.27.08.1013"),
        ("33.27.03.2013", "33.27.03.2013"),
    ],
)
def test_codes_of_both_systems(code: str, expected: str) -> None:
    match = crosswalk().resolve(code)
    assert (match.kode_desa, match.cara) == (expected, "kode")


@pytest.mark.parametrize(
    ("kecamatan", "desa", "expected"),
    [
        ("Belik", "Sodong Basari", "33.27.03.2013"),
        ("BELIK", "KUTA", "33.27.03.2004"),
        ("Bantarbolang", "Kuta", "33.27.06.2014"),
        ("Bantarbolang", "Sarwodadi", "33.27.06.2010"),
        ("Comal", "sarwodadi", "33.27.12.2012"),
        ("Randudongkal", "Kreo", "33.27.07.2013"),
        ("Randudongkal", "Gendowang", None),
        ("Petarukan", "Kendal Rejo", "33.27.10.2019"),
        ("Kec. Petarukan", "Desa Kendalrejo", "33.27.10.2019"),
    ],
)
def test_names_within_their_kecamatan(kecamatan: str, desa: str, expected: str | None) -> None:
    match = crosswalk().resolve(None, kecamatan=kecamatan, desa=desa)
    assert match.kode_desa == expected
    assert match.cara == ("nama" if expected else "tak_cocok")


def test_every_unit_is_found_by_its_own_codes_and_names() -> None:
    for unit in units().to_dicts():
        for code in filter(None, (unit["kode_desa"], unit["kode_bps"])):
            assert crosswalk().resolve(code).kode_desa == unit["kode_desa"]
        by_name = crosswalk().resolve(None, kecamatan=unit["kecamatan"], desa=unit["nama"])
        assert by_name.kode_desa == unit["kode_desa"]


@pytest.mark.parametrize("name", ["Gendoang", "Pegongsoran", "Kreyo", "Kendalrejo", "Nyamplungsari"])
def test_spelling_variants_are_one_name(name: str) -> None:
    other = {"Gendoang": "Gendowang", "Pegongsoran": "PAGONGSORAN", "Kreyo": "Kreo", "Kendalrejo": "Kendal Rejo",
             "Nyamplungsari": "Nyamplung  Sari"}  # fmt: skip
    assert normalise_name(name) == normalise_name(other[name])


def test_another_kabupaten_is_never_matched_by_name() -> None:
    match = crosswalk().resolve("3328010001", kecamatan="Moga", desa="Plakaran")
    assert (match.kode_desa, match.cara) == (None, "kabupaten_lain")


def test_a_code_of_no_desa_falls_back_on_the_name_within_its_kecamatan() -> None:
    assert crosswalk().resolve("3327010099", desa="Plakaran").kode_desa == "33.27.01.2001"
    assert crosswalk().resolve("3327010099", kecamatan_code="3327010", desa="Tidak Ada").cara == "tak_cocok"
