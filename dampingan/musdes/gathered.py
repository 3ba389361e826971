"""Many desa before and after their Musdes, as one: what the verification changed in a kecamatan or the kabupaten."""

from collections.abc import Collection
from dataclasses import dataclass, field

import polars as pl

from dampingan.measures.cells import within_units
from dampingan.musdes.households import checked_desil
from dampingan.musdes.recount import meetings, verdicts
from dampingan.musdes.sides import counts_of, cubes, indicators, target
from dampingan.musdes.site import Site
from dampingan.snapshot import Snapshot


@dataclass(frozen=True)
class Gathered:
    """Units of which a Musdes is finished, before and after it, within some desil.

    ``kode``: those whose results are known household by household, which are counted; ``jumlah_saja``: those of
    which only numbers were recorded, which are not. ``indikator`` and ``sasaran`` as in ``BeforeAfter``, summed over
    the units counted; no row where there is none.
    """

    desil: tuple[int, ...]
    kode: tuple[str, ...]
    jumlah_saja: tuple[str, ...]
    indikator: pl.DataFrame = field(repr=False)
    sasaran: pl.DataFrame = field(repr=False)


def gathered(site: Site, codes: Collection[str], snapshot: Snapshot, *, desil: Collection[int]) -> Gathered:
    """Return units before and after their Musdes, counted as one.

    Args:
        site: the installation.
        codes: ``kode_desa``; those without a finished Musdes are left out.
        snapshot: the period as published.
        desil: within which households are counted.

    Raises:
        RestrictedError: the restricted files are not there.
        DampinganError: no such desil.
    """
    chosen = checked_desil(desil)
    period = snapshot.manifest.periode
    with site.records.reading() as reader:
        held = [meeting for meeting in meetings(reader, period) if meeting.kode_desa in set(codes)]
        detailed = {
            kode: verdicts(reader, [meeting for meeting in held if meeting.kode_desa == kode])
            for kode in sorted({meeting.kode_desa for meeting in held})
        }
    counted = tuple(kode for kode, found in detailed.items() if found)
    numbers_only = tuple(kode for kode, found in detailed.items() if not found)
    if not counted:
        return Gathered(chosen, (), numbers_only, pl.DataFrame(), pl.DataFrame())
    found = {ref: result for results in detailed.values() for ref, result in results.items()}
    whole = within_units(snapshot, counted)
    sides = counts_of(cubes(site, whole, site.households(period, list(counted)), found), whole.manifest, chosen)
    return Gathered(chosen, counted, numbers_only, indicators(sides, whole.manifest), target(sides))
