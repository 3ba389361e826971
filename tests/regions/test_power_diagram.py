"""Power diagrams: cells of wanted areas around given sites."""

import numpy as np
import pytest
import shapely

from dampingan.regions.power_diagram import fit

WINDOW = shapely.box(0, 0, 4000, 2000)


def test_border_lies_where_the_areas_want_it() -> None:
    diagram = fit(np.array([[1000.0, 1000.0], [3000.0, 1000.0]]), np.array([6e6, 2e6]), WINDOW)
    assert diagram.cells[0].bounds == pytest.approx((0, 0, 3000, 2000), abs=5)
    assert diagram.cells[1].bounds == pytest.approx((3000, 0, 4000, 2000), abs=5)
    assert diagram.borders == pytest.approx(np.array([[0, 2000], [2000, 0]]))


def test_areas_are_scaled_to_the_window() -> None:
    diagram = fit(np.array([[1000.0, 1000.0], [3000.0, 1000.0]]), np.array([3.0, 1.0]), WINDOW)
    assert diagram.areas == pytest.approx([6e6, 2e6], rel=1e-3)


def test_lone_site_grows_into_a_disc() -> None:
    (cell,) = fit(np.array([[500.0, 700.0]]), np.array([np.pi * 1e6])).cells
    assert cell.area == pytest.approx(np.pi * 1e6, rel=1e-3)
    assert cell.bounds == pytest.approx((-500, -300, 1500, 1700), abs=5)


def test_discs_that_meet_share_a_straight_border_and_keep_their_areas() -> None:
    diagram = fit(np.array([[0.0, 0.0], [1000.0, 0.0]]), np.array([np.pi * 1e6, np.pi * 1e6]))
    assert diagram.areas == pytest.approx([np.pi * 1e6] * 2, rel=1e-3)
    assert diagram.cells[0].bounds[2] == pytest.approx(500)
    assert diagram.cells[1].bounds[0] == pytest.approx(500)
    assert diagram.weights[0] > 1e6


@pytest.mark.parametrize("seed", range(4))
def test_cells_fill_the_window_without_overlap(seed: int) -> None:
    random = np.random.default_rng(seed)
    sites = random.uniform((100, 100), (3900, 1900), (40, 2))
    areas = random.uniform(1, 6, 40)
    diagram = fit(sites, areas, WINDOW)
    assert diagram.areas == pytest.approx(areas * 8e6 / areas.sum(), rel=1e-3)
    assert shapely.union_all(diagram.cells).area == pytest.approx(8e6)
    assert diagram.areas.sum() == pytest.approx(8e6)


def test_owner_is_the_cell_that_holds_the_place() -> None:
    random = np.random.default_rng(7)
    sites = random.uniform((100, 100), (3900, 1900), (25, 2))
    diagram = fit(sites, random.uniform(1, 6, 25), WINDOW)
    places = random.uniform((0, 0), (4000, 2000), (300, 2))
    held = shapely.contains(diagram.cells[diagram.owner(places)], shapely.points(places))
    assert held.all()


def test_window_with_a_bay_is_filled_too() -> None:
    bay = WINDOW.difference(shapely.box(1800, 800, 2200, 2000))
    sites = np.array([[900.0, 1000.0], [3100.0, 1000.0], [2000.0, 400.0]])
    diagram = fit(sites, np.array([3.0, 3.0, 1.0]), bay)
    assert diagram.areas == pytest.approx(bay.area * np.array([3, 3, 1]) / 7, rel=1e-3)
