"""In what recipients are counted: a house serves a household, a hospital does not."""

import pytest

from dampingan.measures.recipients import counted_in


@pytest.mark.parametrize("unit", ["rumah sakit", "Rumah Ibadah", "unit rumah  produksi", "RUMAH SINGGAH"])
def test_a_building_that_is_called_a_house_is_no_household(unit: str) -> None:
    assert counted_in(unit) == "lain"


@pytest.mark.parametrize("unit", ["rumah", "unit rumah", "rumah tidak layak huni", "Rumah (RTLH)"])
def test_a_home_is_one(unit: str) -> None:
    assert counted_in(unit) == "rumah_tangga"


def test_persons_in_such_a_building_are_persons() -> None:
    assert counted_in("anak rumah singgah") == "orang"
