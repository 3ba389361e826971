"""How many households and persons meet a condition over the nine indicators: any and, or, not.

Any such condition can be written as a list of demands that must all be met, each "at least one of these is yes,
or one of those is no" (conjunctive normal form); ``Query`` holds just that.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import polars as pl

from dampingan.errors import RulesError
from dampingan.formats import joined
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.cells import at_every_place, chosen_cells, flag, grouped
from dampingan.snapshot import Snapshot


@dataclass(frozen=True)
class AnyOf:
    """At least one: an indicator of ``ya`` that the household has, or one of ``tidak`` that it has not."""

    ya: tuple[str, ...] = ()
    tidak: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a group that nothing can meet, and codes that are none of the nine."""
        if not (self.ya or self.tidak):
            raise RulesError("Kelompok “salah satu” masih kosong.", mend="Pilih paling sedikit satu indikator.")
        _refuse_unknown((*self.ya, *self.tidak))


@dataclass(frozen=True)
class Query:
    """A condition: all of ``ya``, none of ``tidak``, and every group of ``salah_satu``. Empty: everyone.

    >>> Query(ya=("tanpa_jamban",), tidak=("bukan_listrik",)).words()
    'Tanpa jamban, dan tidak: Bukan listrik'
    """

    ya: tuple[str, ...] = ()
    tidak: tuple[str, ...] = ()
    salah_satu: tuple[AnyOf, ...] = ()

    def __post_init__(self) -> None:
        """Refuse contradictions, and codes that are none of the nine."""
        _refuse_unknown((*self.ya, *self.tidak))
        if both := sorted(set(self.ya) & set(self.tidak), key=KODE.index):
            names = joined([BY_KODE[kode].pendek for kode in both])
            raise RulesError(f"{names} diminta ya sekaligus tidak; tidak ada yang memenuhi.", mend="Pilih salah satu.")

    @property
    def demands(self) -> tuple[AnyOf, ...]:
        """Return what must all be met, as groups."""
        yes, no = (AnyOf(ya=(kode,)) for kode in self.ya), (AnyOf(tidak=(kode,)) for kode in self.tidak)
        return (*yes, *no, *self.salah_satu)

    @property
    def indikator(self) -> tuple[str, ...]:
        """Return the indicators it asks about, in the programme's order."""
        asked = {kode for group in self.demands for kode in (*group.ya, *group.tidak)}
        return tuple(kode for kode in KODE if kode in asked)

    def words(self) -> str:
        """Return the condition as read."""
        parts = [joined([BY_KODE[kode].pendek for kode in self.ya])] if self.ya else []
        parts += [f"tidak: {joined([BY_KODE[kode].pendek for kode in self.tidak], 'atau')}"] if self.tidak else []
        parts += [_group_words(group) for group in self.salah_satu]
        text = ", dan ".join(parts)
        return text[:1].upper() + text[1:] or "Semua"


def _group_words(group: AnyOf) -> str:
    told = [BY_KODE[kode].pendek for kode in group.ya] + [f"tidak {BY_KODE[kode].pendek}" for kode in group.tidak]
    return f"salah satu dari ({joined(told, 'atau')})"


def _refuse_unknown(codes: Collection[str]) -> None:
    if unknown := sorted(set(codes) - set(KODE)):
        raise RulesError(f"Indikator {joined(unknown)} tidak dikenal.", mend=f"Indikator yang ada: {', '.join(KODE)}.")


def answer(query: Query) -> pl.Expr:
    """Return whether a cell's households meet a condition: true, false, or null where that is unknown (Kleene).

    A household without toilet of whose light nothing is known: "no toilet and no electricity" is unknown,
    "no toilet or no electricity" is true. Bit 6 (64) is ``tanpa_jamban``, bit 7 (128) ``bukan_listrik``.

    >>> cell = pl.DataFrame({"pola": [64], "pola_diketahui": [64]})
    >>> both, either = Query(ya=("tanpa_jamban", "bukan_listrik")), AnyOf(ya=("tanpa_jamban", "bukan_listrik"))
    >>> cell.select(both=answer(both), either=answer(Query(salah_satu=(either,)))).row(0)
    (None, True)
    """
    groups = [
        reduce(or_, [*(flag(kode) for kode in group.ya), *(~flag(kode) for kode in group.tidak)])
        for group in query.demands
    ]
    return reduce(and_, groups, pl.lit(value=True))


def untold(query: Query, available: Collection[str]) -> tuple[str, ...]:
    """Return the indicators for whose lack in the source nobody can be known to meet the condition."""
    lacking = [group for group in query.demands if not {*group.ya, *group.tidak} & set(available)]
    missing = {kode for group in lacking for kode in (*group.ya, *group.tidak)}
    return tuple(kode for kode in KODE if kode in missing)


def count_matches(cells: pl.DataFrame, query: Query, by: Sequence[str] = ()) -> pl.DataFrame:
    """Count who meets a condition, who does not, and of whom it is unknown.

    Args:
        cells: ``pola``, ``pola_diketahui``, ``rt``, ``jiwa`` and the columns ``by``.
        query: the condition.
        by: columns to group by.

    Returns:
        ``by``, and for households (``rt``) and all their persons (``jiwa``): ``_terpilih`` (all), ``_cocok``,
        ``_tidak_cocok``, ``_tidak_diketahui``; the last three add up to the first.
    """
    meets = answer(query)
    parts = {"cocok": meets, "tidak_cocok": ~meets, "tidak_diketahui": meets.is_null()}
    sums = [
        column
        for unit in ("rt", "jiwa")
        for column in (
            pl.col(unit).sum().alias(f"{unit}_terpilih"),
            *(pl.col(unit).filter(part.fill_null(value=False)).sum().alias(f"{unit}_{name}")
              for name, part in parts.items()),
        )
    ]  # fmt: skip
    return grouped(cells, by, *sums)


def overlap(
    snapshot: Snapshot, query: Query, *, desil: Collection[int] = (1,), by: tuple[str, ...] = ()
) -> pl.DataFrame:
    """Count households and persons that meet a condition, in every place.

    Args:
        snapshot: the period, perhaps cut down by ``scope.within``.
        query: the condition.
        desil: the desil that are counted.
        by: ``("kode_desa",)``, ``("kecamatan",)``, or none for one row.

    Returns:
        A row per place (units with ``kode_desa, nama, kecamatan, jenis``), the columns of ``count_matches``;
        ``pct_cocok``: per cent of the households of which it is known; ``pangsa_cocok``: per cent of all
        matching households in the rows. Null where a place has no rows, and ``*_cocok`` also where the source
        lacks an indicator without which nobody can be known to match (``untold``).
    """
    counted = count_matches(chosen_cells(snapshot, desil), query, by)
    placed = at_every_place(snapshot, counted, by)
    match, told = pl.col("rt_cocok"), pl.col("rt_cocok") + pl.col("rt_tidak_cocok")
    shares = placed.with_columns(
        pct_cocok=pl.when(told > 0).then(100 * match / told),
        pangsa_cocok=pl.when(match.sum() > 0).then(100 * match / match.sum()),
    )
    if not untold(query, snapshot.manifest.tersedia):
        return shares
    cannot = ("rt_cocok", "jiwa_cocok", "pct_cocok", "pangsa_cocok")
    return shares.with_columns(pl.lit(None, shares.schema[name]).alias(name) for name in cannot)
