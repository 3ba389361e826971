"""A desa before and after its Musdes: the nine indicators, the households and persons, the results in numbers."""

from collections.abc import Collection
from dataclasses import dataclass, field

import polars as pl

from dampingan.measures.cells import within_units
from dampingan.musdes.households import checked_desil, refs_of
from dampingan.musdes.proposals import read_kept
from dampingan.musdes.recount import PROPOSED, Verdicts, meetings, verdicts
from dampingan.musdes.sides import counts_of, cubes, indicators, target
from dampingan.musdes.site import Site, Unit, unit_of
from dampingan.musdes.stored import of_meeting
from dampingan.musdes.totals import Totals, totals
from dampingan.records.models import Musdes
from dampingan.records.reader import Reader
from dampingan.restricted import Restricted, RestrictedError
from dampingan.snapshot import Manifest, Snapshot


@dataclass(frozen=True)
class BeforeAfter:
    """One desa before and after its Musdes, within some desil.

    ``indikator``: a row for each of the nine: ``kode``, ``judul``, ``satuan``; households that have it
    (``rt_sebelum``, ``rt_sesudah``; of those after, ``rt_belum`` are not yet verified), those of whom it is known
    (``rt_diketahui_*``), their share (``pct_*``, per cent of the known), persons (``jiwa_*``, for the indicators of
    members); ``selisih_*`` is before less after. Null where the source can't tell.
    ``sasaran``: the same for all households and persons of the desil: a row ``rumah_tangga`` and a row ``jiwa`` with
    ``sebelum``, ``sesudah``, ``belum`` (of those after, not yet verified) and ``selisih``.
    ``jumlah``: results of the list in numbers. ``rinci``: whether they are known household by household; where not
    (typed in as numbers alone, or no restricted files), all that is after is null. ``usulan_jiwa``: persons in the
    proposed households, None where not known; proposals are in no other count. ``tak_tersambung``: results of
    households that the loaded data no longer hold.
    """

    unit: Unit
    manifest: Manifest = field(repr=False)
    desil: tuple[int, ...]
    rapat: tuple[Musdes, ...] = field(repr=False)
    """The meetings, oldest first; none where no form has come back."""
    indikator: pl.DataFrame = field(repr=False)
    sasaran: pl.DataFrame = field(repr=False)
    jumlah: Totals
    rinci: bool
    usulan_jiwa: int | None
    tak_tersambung: int


def before_after(
    site: Site,
    kode_desa: str,
    period: str,
    *,
    desil: Collection[int] | None = None,
    snapshot: Snapshot | None = None,
    until: str | None = None,
) -> BeforeAfter:
    """Return a desa before and after its Musdes.

    Args:
        site: the installation.
        kode_desa: the unit.
        period: the period of the data.
        desil: the desil to count; None: those of the list that was verified, desil 1 where there is none.
        snapshot: the period as published, if it is at hand.
        until: the last meeting (its id) that counts; None: all.

    Raises:
        DampinganError: no such unit, period or desil.
    """
    unit = unit_of(kode_desa)
    whole = within_units(snapshot or site.snapshots.read(period), [kode_desa])
    with site.records.reading() as reader:
        held = _held(reader, period, kode_desa, until)
        found = verdicts(reader, held)
        numbers = totals(found.values()) if found or not held else of_meeting(reader, held[-1]).jumlah
    households = _households(site, kode_desa, period) if found or not held else None
    listed = _listed(site, households, found) if households else None
    chosen = checked_desil(desil) if desil is not None else _desil_of(listed)
    sides = counts_of(cubes(site, whole, households, found), whole.manifest, chosen)
    proposed = [ref for ref, result in found.items() if result == PROPOSED]
    return BeforeAfter(
        unit=unit,
        manifest=whole.manifest,
        desil=chosen,
        rapat=tuple(held),
        indikator=indicators(sides, whole.manifest),
        sasaran=target(sides),
        jumlah=numbers,
        rinci=households is not None,
        usulan_jiwa=_proposed_persons(site, period, held, proposed) if numbers[PROPOSED] == len(proposed) else None,
        tak_tersambung=0 if listed is None else len(found) - len(proposed) - listed.height,
    )


def _held(reader: Reader, period: str, kode_desa: str, until: str | None) -> list[Musdes]:
    """Return the meetings, oldest first, up to and including one; none where that one is not among them."""
    held = meetings(reader, period, kode_desa)
    places = [place for place, meeting in enumerate(held, 1) if until in {None, meeting.id}]
    return held[: places[-1]] if places else []


def _households(site: Site, kode_desa: str, period: str) -> Restricted | None:
    try:
        return site.households(period, [kode_desa])
    except RestrictedError:
        return None


def _listed(site: Site, households: Restricted, found: Verdicts) -> pl.DataFrame:
    """Return the households that some meeting had on its list."""
    refs = refs_of(households, site.key)
    named = households.households.select("rt", "desil").join(refs, on="rt", how="inner")
    return named.filter(pl.col("ref").is_in(list(found)))


def _desil_of(listed: pl.DataFrame | None) -> tuple[int, ...]:
    return (tuple(listed["desil"].unique().sort()) if listed is not None else ()) or (1,)


def _proposed_persons(site: Site, period: str, held: Collection[Musdes], refs: Collection[str]) -> int | None:
    folder = site.snapshots.restricted.proposals_folder(period)
    kept = [read_kept(folder, meeting.id, refs) for meeting in held]
    known = pl.concat([frame.select("ref", "anggota") for frame in kept]).unique("ref") if kept else None
    if known is None or known.height < len(refs):
        return None if refs else 0
    return int(known["anggota"].sum())
