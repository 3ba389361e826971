"""The assignments that are publicly known: Bappeda's three desa."""

from dampingan.regions.assignment_known import known_assignments, short_name
from dampingan.regions.reference import units


def test_bappeda_accompanies_three_desa_by_the_decree() -> None:
    told = known_assignments()
    assert told.select("kode_desa", "nama", "perangkat_daerah").rows() == [
        ("33.27.04.2010", "Majalangu", "Bappeda"),
        ("33.27.13.2005", "Pagergunung", "Bappeda"),
        ("33.27.09.2018", "Asemdoyong", "Bappeda"),
    ]
    assert told["dasar"].unique().to_list() == ["Keputusan Bupati Pemalang 188.4/275/Tahun 2022"]


def test_codes_and_names_are_those_of_the_reference_list() -> None:
    told = known_assignments().join(units(), on="kode_desa", how="left", suffix="_wilayah")
    assert told["nama"].to_list() == told["nama_wilayah"].to_list()
    assert told["kecamatan"].to_list() == told["kecamatan_wilayah"].to_list()


def test_the_abbreviation_is_what_a_name_gives_in_brackets() -> None:
    assert short_name("Badan Perencanaan Pembangunan Daerah (Bappeda)") == "Bappeda"
    assert short_name("Dinas Kesehatan") is None
