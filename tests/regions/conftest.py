"""Made-up boundary files for the tests: one Voronoi cell for each label point of the reference table."""

import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from pyogrio import raw
from pyproj import Transformer

from dampingan.errors import RegionError
from dampingan.regions.boundaries import import_boundaries
from dampingan.regions.boundary_store import current_boundaries, publish
from dampingan.regions.reference import units

Outlines = npt.NDArray[np.object_]
Columns = Mapping[str, Sequence[object] | npt.NDArray[np.float64]]

OLD = {name: f'"{name}"' for name in ("resmi.json", "resmi_kecamatan.json", "resmi_laporan.json")}
METRES = "EPSG:32749"
DRIVERS = {".geojson": "GeoJSON", ".gpkg": "GPKG", ".shp": "ESRI Shapefile"}


@dataclass(frozen=True)
class Cells:
    """Cells in metres (EPSG:32749) in the order of ``units()``; together they fill ``frame`` exactly."""

    outlines: Outlines
    frame: shapely.Geometry
    kode: list[str]
    bps: list[str | None]
    nama: list[str]
    kecamatan: list[str]

    def index(self, kode: str) -> int:
        """Return the place of a unit."""
        return self.kode.index(kode)

    def changed(self, kode: str, outline: shapely.Geometry) -> Outlines:
        """Return the cells with another outline for one unit."""
        outlines = self.outlines.copy()
        outlines[self.index(kode)] = outline
        return outlines

    def wavy(self) -> Outlines:
        """Return cells whose borders wave by 3 m, alike for both neighbours."""
        dense = shapely.segmentize(self.outlines, 60)
        waved: Outlines = shapely.transform(dense, lambda xy: xy + 3 * np.sin(xy[:, ::-1] / 40))
        return waved

    def spiked(self) -> Outlines:
        """Return cells of which the first reaches 300 m into its neighbours by a spike half a metre wide."""
        x, y = shapely.get_coordinates(self.outlines[0])[0]
        inside = shapely.get_coordinates(self.outlines[0].centroid)[0]
        away = np.array([x, y]) + 300 * (np.array([x, y]) - inside) / np.hypot(*(inside - [x, y]))
        spike = shapely.Polygon([inside, away, inside + 0.5])
        outlines: Outlines = shapely.difference(self.outlines, spike)
        outlines[0] = shapely.union(self.outlines[0], spike)
        return outlines


class Files:
    """Writer of layers into one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        self.folder = folder

    def write(self, name: str, outlines: Outlines, columns: Columns, crs: str | None = METRES) -> Path:
        """Write outlines given in metres as a layer in ``crs``; None leaves the reference system out."""
        path = self.folder / name
        if crs not in {None, METRES}:
            move = Transformer.from_crs(METRES, crs, always_xy=True).transform
            outlines = shapely.transform(outlines, move, interleaved=False)
        kinds = {outline.geom_type + " Z" * outline.has_z for outline in outlines}
        values = [c if isinstance(c, np.ndarray) else np.array(c, dtype=object) for c in columns.values()]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            raw.write(
                path,
                shapely.to_wkb(outlines),
                values,
                list(columns),
                geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
                crs=crs,
                driver=DRIVERS[path.suffix],
                encoding="UTF-8",
            )
        return path

    def pack(self, path: Path, *, leave_out: Sequence[str] = ()) -> Path:
        """Zip a layer with its siblings, in a folder as archives often are."""
        packed = path.with_suffix(".zip")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in sorted(path.parent.glob(f"{path.stem}.*")):
                if part != packed and part.suffix not in leave_out:
                    archive.write(part, f"Batas Desa/{part.name}")
        return packed

    def text(self, content: str) -> Path:
        """Write text under the name of a GeoJSON."""
        path = self.folder / "kiriman.geojson"
        path.write_text(content, encoding="utf-8")
        return path

    def zipped(self, members: Mapping[str, bytes]) -> Path:
        """Write an archive of the given members, whatever their names."""
        path = self.folder / "kiriman.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path


@pytest.fixture(scope="session")
def cells() -> Cells:
    """Return one cell for each of the 223 units."""
    table = units()
    to_metres = Transformer.from_crs("EPSG:4326", METRES, always_xy=True)
    x, y = to_metres.transform(table["lon"].to_numpy(), table["lat"].to_numpy())
    frame = shapely.box(x.min() - 2000, y.min() - 2000, x.max() + 2000, y.max() + 2000)
    voronoi = shapely.voronoi_polygons(shapely.MultiPoint(np.column_stack([x, y])), extend_to=frame, ordered=True)
    outlines = shapely.intersection(shapely.get_parts(voronoi), frame)
    columns = (table[name].to_list() for name in ("kode_desa", "kode_bps", "nama", "kecamatan"))
    return Cells(outlines, frame, *columns)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a writer of layers into the test's own folder."""
    return Files(tmp_path)


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[..., str]:
    """Return a check that imports a bad file over boundaries in use, and returns the message.

    The boundaries in use must stay unharmed, and the message say where and how to mend.
    """
    target = tmp_path / "batas"
    publish(target, OLD)

    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}

    def check(file: Path, *, code_column: str | None = None) -> str:
        before = contents()
        with pytest.raises(RegionError) as refused:
            import_boundaries(file, target, code_column=code_column)
        assert contents() == before
        in_use = current_boundaries(target)
        assert in_use is not None
        assert in_use.units.read_text(encoding="utf-8") == OLD["resmi.json"]
        assert refused.value.where
        assert refused.value.mend
        return str(refused.value)

    return check
