"""Classes of the map: published cases, mapclassify's own classes, and what holds for any values."""

import mapclassify
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingan.errors import DampinganError
from dampingan.measures.map_classes import METHODS, Method, class_of, limits, parse_limits

PUBLISHED = [(0.0, 0), (25.0, 0), (25.0001, 1), (26.0, 1), (74.0, 1), (74.5, 2), (75.0, 2), (99.0, 2)]
"""Value and class for the upper ends 25, 74, 100. Source: mapclassify's tests (TestBin1d: counts 26, 49, 25)."""

SHARES = [2.26, 3.9, 5.5, 5.54, 9.1, 11.5, 12.3, 17.5, 17.5, 17.51, 19.9, 20.0, 25.7, 27.8, 27.9, 36.2, 36.3, 51.58]
values = st.lists(st.floats(0, 100), max_size=60)
COMPUTED = pytest.mark.parametrize("method", METHODS[:3])


def mapclassify_classes(shown: list[float], method: Method) -> list[int]:
    """Return mapclassify's own classes, without those that hold nothing."""
    if method == "alami":
        with pytest.warns(UserWarning, match="Numba"):
            found = mapclassify.FisherJenks(shown, k=5)
    else:
        found = (mapclassify.Quantiles if method == "kuantil" else mapclassify.EqualInterval)(shown, k=5)
    used = sorted(set(found.yb.tolist()))
    return [used.index(place) for place in found.yb.tolist()]


@pytest.mark.parametrize(("value", "expected"), PUBLISHED)
def test_a_value_at_a_limit_belongs_to_the_lower_class(value: float, expected: int) -> None:
    assert class_of(value, (25, 74)) == expected
    assert mapclassify.UserDefined([value, 100], bins=[25, 74, 100]).yb[0] == expected


def test_the_published_counts_of_0_to_99() -> None:
    found = [class_of(value, limits(range(100), "ditentukan", decimals=0, given=(25, 74))) for value in range(100)]
    assert [found.count(place) for place in range(3)] == [26, 49, 25]


@COMPUTED
def test_the_classes_are_those_of_mapclassify(method: Method) -> None:
    shown = [round(value, 1) for value in SHARES]
    between = limits(SHARES, method, decimals=1)
    used = sorted({class_of(value, between) for value in shown})
    assert [used.index(class_of(value, between)) for value in shown] == mapclassify_classes(shown, method)


def test_limits_are_numbers_that_can_be_shown() -> None:
    assert limits([1.04, 1.96, 3.2, 4.2, 5.2, 6.2], "sama", decimals=1) == (2.0, 3.0, 4.1, 5.1)
    assert limits([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "kuantil", decimals=0) == (2.0, 4.0, 6.0, 8.0)


def test_natural_classes_part_what_lies_apart() -> None:
    assert limits([1, 2, 2, 30, 31, 60, 61, 90, 91, 99.9], "alami", decimals=1) == (2.0, 31.0, 61.0, 91.0)


@pytest.mark.parametrize(
    ("few", "expected"),
    [([], ()), ([7.0], ()), ([7.04, 7.0, 6.96], ()), ([1.0, 2.0, 2.0], (1.0,)), ([5, 4, 3, 2, 1], (1, 2, 3, 4))],
)
@COMPUTED
def test_few_different_values_are_a_class_each(method: Method, few: list[float], expected: tuple[float, ...]) -> None:
    assert limits(few, method, decimals=1) == expected


@COMPUTED
def test_many_equal_values_make_fewer_classes_and_no_noise(method: Method) -> None:
    between = limits([0.0] * 200 + [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], method, decimals=1)
    assert between[0] == 0.0 or method == "sama"
    assert class_of(0.0, between) == 0


@settings(max_examples=40, deadline=None)
@given(values, st.sampled_from(METHODS[:3]), st.integers(0, 2))
def test_limits_rise_and_every_class_between_them_is_used_at_both_ends(
    found: list[float], method: Method, decimals: int
) -> None:
    between = limits(found, method, decimals=decimals)
    assert len(between) <= 4
    assert list(between) == sorted(set(between))
    assert limits(found[::-1], method, decimals=decimals) == between
    if found:
        shown = [round(value, decimals) for value in found]
        assert class_of(min(shown), between) == 0
        assert class_of(max(shown), between) == len(between)
        assert all(round(limit, decimals) == limit for limit in between)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10; 20; 30; 40", (10, 20, 30, 40)), (" 0,5;1 ", (0.5, 1)), ("1.000;2.500", (1000, 2500)), ("7;", (7,))],
)
def test_limits_are_read_as_indonesians_write_them(text: str, expected: tuple[float, ...]) -> None:
    assert parse_limits(text) == expected


@pytest.mark.parametrize("text", ["", ";", "sepuluh", "20; 10", "10; 10", "1;2;3;4;5", "1; nan", "inf"])
def test_other_limits_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(DampinganError, match=r"10; 20; 30; 40"):
        parse_limits(text)
