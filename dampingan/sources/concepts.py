"""From decoded columns to the yes/no/unknown concepts of a dialect, as nullable Int8 (1, 0, null)."""

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_

import polars as pl

from dampingan.sources.decoding import YES, Decoded
from dampingan.sources.dialect import FollowUp, RoleSpec, Way

DecodedColumns = Mapping[str, Decoded]


def concept_expressions(spec: RoleSpec, decoded: DecodedColumns) -> list[pl.Expr]:
    """Return one expression per concept that the file's columns can tell; the others are absent."""
    found = ((name, first_possible(ways, decoded)) for name, ways in spec.konsep.items())
    return [_way_expression(way, decoded).cast(pl.Int8).alias(name) for name, way in found if way]


def first_possible(ways: Iterable[Way], found: Collection[str]) -> Way | None:
    """Return the first way whose columns were delivered."""
    return next((way for way in ways if _possible(way, set(found))), None)


def _possible(way: Way, found: set[str]) -> bool:
    needed = {follow.kolom for follow in way.lanjutan if follow.wajib}
    if way.sebagian:
        return bool(set(way.kolom) & found) and needed <= found
    return set(way.kolom) | needed <= found


def _way_expression(way: Way, decoded: DecodedColumns) -> pl.Expr:
    answers = [_answer(name, decoded[name], way) for name in way.kolom if name in decoded]
    answers += [
        _follow_up(way.kolom[0], follow.untuk, follow.kolom, follow.ya, decoded)
        for follow in way.lanjutan
        if _was_asked(follow, decoded)
    ]
    # Polars' | on booleans with nulls is Kleene's: yes or unknown is yes, no or unknown is unknown.
    return reduce(or_, answers)


def _was_asked(follow: FollowUp, decoded: DecodedColumns) -> bool:
    """Tell whether a second question counts: an optional one that nobody answered was not asked."""
    return follow.kolom in decoded and (follow.wajib or bool(decoded[follow.kolom].values))


def _answer(name: str, decoded: Decoded, way: Way) -> pl.Expr:
    return _look_up(name, {text: _means_yes(str(code), way) for text, code in decoded.values.items()})


def _means_yes(code: str, way: Way) -> bool:
    if way.bit is not None:
        return int(code) & way.bit != 0
    if way.tidak:
        return code not in way.tidak
    return code in (way.ya or (YES,))


def _follow_up(
    first: str, asked_after: tuple[str, ...], name: str, yes: tuple[str, ...], decoded: DecodedColumns
) -> pl.Expr:
    """Answer of the second question where it is asked, no where it is not, unknown where that is unknown."""
    asked = _look_up(first, {text: code in asked_after for text, code in decoded[first].values.items()})
    answer = _look_up(name, {text: code in yes for text, code in decoded[name].values.items()})
    # An answer tells that the question was asked, even where the first answer is unknown.
    return asked.fill_null(value=True) & answer


def _look_up(name: str, meaning: Mapping[str, bool]) -> pl.Expr:
    if not meaning:
        return pl.lit(None, dtype=pl.Boolean)
    return pl.col(name).replace_strict(list(meaning), list(meaning.values()), default=None, return_dtype=pl.Boolean)


def number_expression(name: str, decoded: Decoded) -> pl.Expr:
    """Return a column's numbers; null where blank, unreadable or outside the range."""
    numbers = {text: float(value) for text, value in decoded.values.items()}
    if not numbers:
        return pl.lit(None, dtype=pl.Float64)
    return pl.col(name).replace_strict(list(numbers), list(numbers.values()), default=None, return_dtype=pl.Float64)
