"""An outline of the kabupaten grown from the points and areas of its units alone."""

import numpy as np
import shapely

from dampingan.regions.power_diagram import Floats, fit

_CLOSED_M = 2000.0
_OPENED_M = 1000.0
_ROUNDED_M = 600.0
_SPACING_M = 150.0
_SIMPLIFIED_M = 15.0
_HALVINGS = 20


def grow(sites: Floats, areas: Floats) -> shapely.Polygon:
    """Return one smooth polygon without holes around all sites, as large as the areas together.

    Each unit is a disc of its own area around its point, which grows where it meets a neighbour so that the
    area stays right. Bays and gaps narrower than 4 km are closed, capes narrower than 2 km taken off, and the
    edge is rounded.

    Args:
        sites: x and y in metres (n by 2).
        areas: square metres.
    """
    grown = shapely.union_all(fit(sites, areas).cells)
    closed = _largest(grown.buffer(_CLOSED_M).buffer(-_CLOSED_M))
    opened = _largest(closed.buffer(-_OPENED_M).buffer(_OPENED_M))
    return _resized(_rounded(opened), areas.sum()).simplify(_SIMPLIFIED_M)


def _largest(shape: shapely.Geometry) -> shapely.Polygon:
    """Return the largest polygon of the shape without its holes."""
    return shapely.Polygon(max(shapely.get_parts(shape), key=shapely.area).exterior)


def _rounded(polygon: shapely.Polygon) -> shapely.Polygon:
    """Return the polygon with its edge averaged along itself (Gaussian, standard deviation 600 m)."""
    ring = polygon.exterior
    count = int(ring.length / _SPACING_M)
    spacing = ring.length / count
    xy = shapely.get_coordinates(shapely.line_interpolate_point(ring, np.arange(count) * spacing))
    damping = np.exp(-2 * (np.pi * np.fft.fftfreq(count, spacing) * _ROUNDED_M) ** 2)
    smooth = np.fft.ifft(np.fft.fft(xy[:, 0] + 1j * xy[:, 1]) * damping)
    return shapely.Polygon(np.column_stack([smooth.real, smooth.imag]))


def _resized(polygon: shapely.Polygon, area: float) -> shapely.Polygon:
    """Return the polygon buffered, out or in, so that it has the area (by bisection)."""
    low, high = -_CLOSED_M, _CLOSED_M
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if polygon.buffer(middle).area < area else (low, middle)
    return polygon.buffer((low + high) / 2)
