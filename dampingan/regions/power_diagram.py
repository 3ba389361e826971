"""Power diagrams (weighted Voronoi diagrams) whose cells have given areas.

A place belongs to the site with the least power distance, |place - site|^2 - weight. For any wanted areas
there are weights that give them, unique but for a common constant (Aurenhammer, Hoffmann and Aronov 1998);
they are found by damped Newton steps (Kitagawa, Mérigot and Thibert 2019), for an area changes with the
neighbour's weight by -(length of the shared border) / (twice the distance between the two sites).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from dampingan.regions.boundary_geometry import Outlines

Floats = npt.NDArray[np.float64]

_TOLERANCE = 1e-3
_MAX_STEPS = 40
_SMALLEST_STEP = 1 / 256
_CIRCLE_SEGMENTS = 24
_NO_NEIGHBOUR = -1

_Corner = tuple[float, float, int]
"""x, y and the site on the other side of the edge that starts here."""


@dataclass(frozen=True)
class PowerDiagram:
    """The diagram of some sites, within one window or each site within its own disc.

    ``cells``: polygons, one a site; ``borders``: matrix of the lengths of shared borders in metres;
    ``rims``: derivative of each area by its own weight that the disc's growing rim adds (0 in a window).
    """

    sites: Floats
    weights: Floats
    cells: Outlines
    borders: Floats
    rims: Floats

    @property
    def areas(self) -> Floats:
        """Area of each cell, square metres."""
        return np.asarray(shapely.area(self.cells), dtype=np.float64)

    def owner(self, places: Floats) -> npt.NDArray[np.intp]:
        """Return the number of the site that owns each place (n by 2, metres)."""
        squared = ((places[:, None] - self.sites[None]) ** 2).sum(axis=2)
        return np.asarray((squared - self.weights).argmin(axis=1))


def fit(sites: Floats, areas: Floats, window: shapely.Polygon | None = None) -> PowerDiagram:
    """Return the power diagram whose cells have the given areas, to a tenth of a per cent.

    Args:
        sites: x and y of each site in metres (n by 2); in a window all lie inside it.
        areas: wanted area of each cell, square metres; in a window they are scaled to fill it.
        window: the cells fill this polygon. Without one each cell also stays within the disc around its
            site whose squared radius is the weight, so that the cells grow from the sites themselves.
    """
    wanted = areas if window is None else areas * (window.area / areas.sum())
    weights = wanted / np.pi if window is None else np.zeros(len(sites))
    diagram = _diagram(sites, weights, window)
    least = min(diagram.areas.min(), wanted.min()) / 2
    for _ in range(_MAX_STEPS):
        missing = wanted - diagram.areas
        if np.abs(missing / wanted).max() < _TOLERANCE:
            break
        diagram = _damped_step(diagram, wanted, window, least)
    return diagram


def _damped_step(diagram: PowerDiagram, wanted: Floats, window: shapely.Polygon | None, least: float) -> PowerDiagram:
    """Take a Newton step, halved until the areas come nearer and no cell shrinks below ``least``."""
    missing = wanted - diagram.areas
    direction = np.linalg.solve(_jacobian(diagram, common=window is not None), missing)
    size = 1.0
    while True:
        tried = _diagram(diagram.sites, diagram.weights + size * direction, window)
        nearer = np.linalg.norm(wanted - tried.areas) < (1 - size / 4) * np.linalg.norm(missing)
        if (nearer and tried.areas.min() > least) or size <= _SMALLEST_STEP:
            return tried
        size /= 2


def _jacobian(diagram: PowerDiagram, *, common: bool) -> Floats:
    """Return the derivatives of the areas by the weights.

    In a window a constant added to all weights changes nothing; ``common`` makes the matrix regular.
    """
    away = _distances(diagram.sites)
    np.fill_diagonal(away, 1)
    matrix = -diagram.borders / (2 * away)
    np.fill_diagonal(matrix, diagram.rims - matrix.sum(axis=1))
    return matrix + matrix.trace() / len(matrix) ** 2 if common else matrix


def _diagram(sites: Floats, weights: Floats, window: shapely.Polygon | None) -> PowerDiagram:
    radii = np.sqrt(np.maximum(weights, 1))
    discs = shapely.buffer(shapely.points(sites), radii, quad_segs=_CIRCLE_SEGMENTS)
    limits = discs if window is None else np.full(len(sites), window)
    rings = list(_convex_cells(sites, weights, shapely.total_bounds(limits)))
    convex = np.array([shapely.Polygon([corner[:2] for corner in ring]) for ring in rings], dtype=object)
    cells = shapely.intersection(convex, limits)
    borders = _borders(rings, limits)
    if window is None:
        arcs = np.maximum(shapely.length(cells) - borders.sum(axis=1), 0)
        return PowerDiagram(sites, weights, cells, borders, arcs / (2 * radii))
    return PowerDiagram(sites, weights, cells, borders, np.zeros(len(sites)))


def _borders(rings: list[list[_Corner]], limits: Outlines) -> Floats:
    edges, here, there = [], [], []
    for number, ring in enumerate(rings):
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
            if start[2] != _NO_NEIGHBOUR:
                edges.append([start[:2], end[:2]])
                here.append(number)
                there.append(start[2])
    lines = shapely.linestrings(np.array(edges).reshape(-1, 2, 2))
    lengths = np.zeros((len(rings), len(rings)))
    lengths[here, there] = shapely.length(shapely.intersection(lines, limits[here]))
    return (lengths + lengths.T) / 2


def _convex_cells(sites: Floats, weights: Floats, box: Floats) -> Iterator[list[_Corner]]:
    """Yield each site's cell in the box: cut by one neighbour after another, the nearest first."""
    away = _distances(sites)
    heaviest = float(weights.max())
    west, south, east, north = box.tolist()
    frame = [(x, y, _NO_NEIGHBOUR) for x, y in ((west, south), (east, south), (east, north), (west, north))]
    for here, (x, y) in enumerate(sites.tolist()):
        own = float(weights[here])
        ring, reach = frame, math.inf
        others = np.argsort(away[here], kind="stable")[1:]
        ways = (sites[others] - sites[here]) / away[here, others, None]
        neighbours = zip(others.tolist(), away[here, others].tolist(), ways.tolist(), strict=True)
        for there, distance, (eastward, northward) in neighbours:
            if (distance**2 + own - heaviest) / (2 * distance) > reach:
                break
            middle = (distance**2 + own - float(weights[there])) / (2 * distance)
            limit = middle + eastward * x + northward * y
            ring = _cut(ring, (eastward, northward, limit), there)
            reach = max((math.dist(corner[:2], (x, y)) for corner in ring), default=0.0)
        yield ring


def _cut(ring: list[_Corner], line: tuple[float, float, float], neighbour: int) -> list[_Corner]:
    """Return the part of a convex ring where ``line[0] * x + line[1] * y <= line[2]``."""
    beyond = [line[0] * x + line[1] * y - line[2] for x, y, _ in ring]
    if not ring or max(beyond) <= 0:
        return ring
    kept: list[_Corner] = []
    for at, (start, end) in enumerate(zip(ring, ring[1:] + ring[:1], strict=True)):
        before, after = beyond[at], beyond[(at + 1) % len(ring)]
        if before <= 0:
            kept.append(start)
        if (before <= 0) != (after <= 0):
            share = before / (before - after)
            x, y = (start[k] + share * (end[k] - start[k]) for k in (0, 1))
            kept.append((x, y, neighbour if before <= 0 else start[2]))
    return kept


def _distances(sites: Floats) -> Floats:
    return np.asarray(np.sqrt(((sites[:, None] - sites[None]) ** 2).sum(axis=2)))
