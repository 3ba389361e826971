"""Counting again after a Musdes: the same cube, by the same function, from the households that remain."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import narwhals as nw
import polars as pl

from dampingan.cube import build_cube
from dampingan.measures.musdes_progress import NOT_VERIFIED, last_known
from dampingan.musdes.households import refs_of
from dampingan.musdes.site import Site
from dampingan.records.models import Musdes, MusdesRuta
from dampingan.records.reader import Reader
from dampingan.restricted import KEPT_DESIL, Restricted
from dampingan.snapshot import Manifest, Snapshot, sorted_cube

NOT_YET = NOT_VERIFIED
PROPOSED = "usulan_baru"

Verdicts = Mapping[str, str]
"""Reference of a household to its result, a key of ``terms.STATUS_VERIFIKASI``; proposed households too."""


def meetings(reader: Reader, period: str, kode_desa: str | None = None) -> list[Musdes]:
    """Return the meetings that were held on a period's data, oldest first."""
    wanted = {"periode": period, "status": "selesai"} | ({"kode_desa": kode_desa} if kode_desa else {})
    return sorted(reader.find(Musdes, **wanted), key=lambda meeting: (meeting.tanggal, meeting.dibuat_pada))


def verdicts(reader: Reader, held: Collection[Musdes]) -> dict[str, str]:
    """Return the result of each household; where meetings differ that of the last one which had a result.

    Args:
        reader: an open reader.
        held: the meetings, oldest first.
    """
    rows = reader.find(MusdesRuta, id_musdes=[meeting.id for meeting in held])
    order = {meeting.id: place for place, meeting in enumerate(held)}
    told = pl.DataFrame(
        [(row.id_ruta_ref, row.status, order[row.id_musdes]) for row in rows],
        schema={"ref": pl.String, "status": pl.String, "urutan": pl.Int64}, orient="row",
    )  # fmt: skip
    return dict(last_known(told, ("ref",)).select("ref", "status").iter_rows())


def after(site: Site, snapshot: Snapshot) -> Snapshot:
    """Return a period as it stands after all its Musdes; the published one is not touched.

    Households whose result takes them out (rule ``musdes.keluar``) are no longer counted; all others are, those not
    yet verified too. Households newly proposed are in no count: nothing is known of their indicators.

    Args:
        site: the installation.
        snapshot: the period as published, whole.

    Raises:
        RestrictedError: the restricted files are not there.
    """
    with site.records.reading() as reader:
        held = meetings(reader, snapshot.manifest.periode)
        found = verdicts(reader, held)
    if not held:
        return snapshot
    desa = sorted({meeting.kode_desa for meeting in held})
    cube = cube_after(site, snapshot, site.households(snapshot.manifest.periode, desa), found)
    return replace(snapshot, cube=cube, manifest=_counted_again(snapshot.manifest, cube))


def cube_after(site: Site, snapshot: Snapshot, households: Restricted, found: Verdicts) -> pl.DataFrame:
    """Return the period's cube with some desa counted again without the households that are out.

    Args:
        site: the installation.
        snapshot: the period as published.
        households: all households (desil 1-4) of these desa.
        found: their results.
    """
    desa = households.households["kode_desa"].unique().to_list()
    again = pl.col("kode_desa").is_in(desa) & pl.col("desil").is_in(KEPT_DESIL)
    old = snapshot.cube.filter(again)
    remaining = with_results(site, households, found).filter(~pl.col("hasil").is_in(site.rules.musdes.keluar))
    new = counted(remaining.drop("hasil"), households, snapshot.manifest)
    return sorted_cube(pl.concat([snapshot.cube.filter(~again), new, _emptied(old, new)], how="diagonal_relaxed"))


def with_results(site: Site, households: Restricted, found: Verdicts) -> pl.DataFrame:
    """Return the canonical households with ``hasil``; those that no Musdes spoke of are not yet verified."""
    refs = refs_of(households, site.key)
    results = pl.Series([found.get(ref, NOT_YET) for ref in refs["ref"]], dtype=pl.String)
    return households.households.join(refs.select("rt", hasil=results), on="rt", how="left", maintain_order="left")


def counted(chosen: pl.DataFrame, households: Restricted, manifest: Manifest) -> pl.DataFrame:
    """Return the cube of some households, with the columns of the published one."""
    cube = build_cube(
        nw.from_native(chosen.lazy()), nw.from_native(households.members.lazy()),
        available=manifest.tersedia, rtlh=manifest.rtlh,
    )  # fmt: skip
    return sorted_cube(cube.to_native().collect())


def _emptied(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return a cell without households for each desa and desil that lost all: it has zero, it is not unknown."""
    places = old.select("kode_desa", "desil").unique()
    lost = places.join(new.select("kode_desa", "desil"), on=["kode_desa", "desil"], how="anti")
    zero = [pl.lit(0, old.schema[name]).alias(name) for name in old.columns if name not in {"kode_desa", "desil"}]
    return lost.with_columns(zero).select(old.columns)


def _counted_again(manifest: Manifest, cube: pl.DataFrame) -> Manifest:
    per_desil = cube.group_by("desil").agg(pl.col("rt").sum()).sort("desil")
    return manifest.model_copy(
        update={
            "rt": int(cube["rt"].sum()),
            "jiwa": int(cube["jiwa"].sum()),
            "rt_per_desil": dict(per_desil.iter_rows()),
        }
    )
