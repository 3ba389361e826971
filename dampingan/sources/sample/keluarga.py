"""Households of the synthetic delivery and who lives in them: relation to the head, age, sex, marriage."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from dampingan.sources.sample import rates
from dampingan.sources.sample.desa import Desa, allot
from dampingan.sources.sample.draw import (
    OLDEST,
    Codes,
    Flags,
    Floats,
    Rows,
    band,
    between,
    graded,
    score,
    steps_by_age,
)

HEAD, SPOUSE, CHILD, IN_LAW, GRANDCHILD, PARENT, HELPER, OTHER = range(1, 9)
SINGLE, MARRIED, DIVORCED, WIDOWED = range(1, 5)
MAN, WOMAN = 1, 2
GONE = (2, 3, 5, 6)  # Sta_keberadaan_art: no longer a member


@dataclass(frozen=True)
class Households:
    """One row a household, in the order of the units.

    ``unit`` is the row of the desa table, ``poverty`` a standard normal score (higher is poorer),
    ``percentile`` 1-40.
    """

    unit: Rows
    poverty: Floats
    percentile: Codes


@dataclass(frozen=True)
class Members:
    """One row a member, by household with the head first; ``ruta`` is the household's row.

    Codes as in the BDT: ``hub`` (Hub_KRT), ``nuk`` and ``hubkel`` (number of and place in the family),
    ``sex``, ``age`` in years, ``married`` (Sta_kawin), ``presence`` (Sta_keberadaan_art).
    """

    homes: Households
    ruta: Rows
    first: Rows  # of every household, the row of its head
    hub: Codes
    nuk: Codes
    hubkel: Codes
    sex: Codes
    age: Codes
    married: Codes
    presence: Codes


@dataclass(frozen=True)
class _Plan:
    """Composition of every household: the head and how many of each kind live there."""

    head_age: Codes
    head_sex: Codes
    spouse: Codes
    children: Codes
    others: Codes
    joined: Flags  # a married child lives there with the partner

    @property
    def size(self) -> Rows:
        return 1 + self.spouse.astype(np.int64) + self.children + self.others


def draw_households(rng: np.random.Generator, desa: Desa, households: int, year: int) -> Households:
    """Return ``households`` households spread over the units, poorer ones where the unit is poorer."""
    unit = np.repeat(np.arange(desa.share.size), allot(households, desa.share))
    own = sqrt(1.0 - rates.DESA_LOADING**2) * rng.standard_normal(households)
    poverty = rates.DESA_LOADING * desa.poverty[unit] + own
    shifted = poverty + rates.POVERTY_SHIFT_PER_YEAR * (year - rates.BASE_YEAR)
    percentile = (1 + band(-shifted, [1.0] * 40)).astype(np.int16)
    return Households(unit, poverty, percentile)


def draw_members(rng: np.random.Generator, homes: Households) -> Members:
    """Return the members of all households."""
    plan = _plan(rng, homes.poverty)
    size = plan.size
    first = np.cumsum(size) - size
    ruta = np.repeat(np.arange(size.size), size)
    place = np.arange(ruta.size) - first[ruta]
    hub = _relations(rng, plan, ruta, place)
    partner = first[plan.joined] + 1 + plan.spouse[plan.joined] + plan.children[plan.joined]
    heir = first[plan.joined] + 1 + plan.spouse[plan.joined]
    hub[partner] = IN_LAW
    age = _ages(rng, plan, ruta, hub)
    age[heir] = np.maximum(age[heir], between(rng, np.full(heir.size, 20), np.full(heir.size, 34)))
    sex = _sexes(rng, plan, ruta, hub)
    sex[partner] = MAN + WOMAN - sex[heir]
    married = _marriage(rng, plan, ruta, hub, age)
    married[heir] = MARRIED
    nuk, hubkel = _families(plan, ruta, hub)
    return Members(homes, ruta, first, hub, nuk, hubkel, sex, age, married, _presence(rng, hub))


def _plan(rng: np.random.Generator, poverty: Floats) -> _Plan:
    size = poverty.size
    head_age = (19 + np.floor(rng.beta(2.2, 2.9, size) * 74)).astype(np.int16)
    woman = rng.random(size) < steps_by_age(rates.FEMALE_HEAD_BY_AGE)[head_age]
    coupled = np.where(woman, rates.SPOUSE_OF_WOMAN, steps_by_age(rates.SPOUSE_OF_MAN_BY_AGE)[head_age])
    spouse = rng.random(size) < coupled
    mean = steps_by_age(rates.CHILDREN_BY_AGE)[head_age] * np.exp(rates.CHILDREN_POVERTY_EFFECT * poverty)
    children = np.minimum(rng.poisson(np.where(spouse, mean, 0.6 * mean)), rates.LARGEST - 3)
    others = rng.poisson(rates.OTHERS_MEAN, size)
    others += (rng.random(size) < rates.CROWDED_RATE) * rng.poisson(rates.CROWDED_MEAN, size)
    others = np.minimum(others, rates.LARGEST - 1 - spouse - children)
    roomy = (others > 0) & (children > 0) & (head_age >= rates.ELDER_HEAD)
    joined = roomy & (rng.random(size) < rates.JOINED_RATE)
    return _Plan(
        head_age=head_age,
        head_sex=np.where(woman, WOMAN, MAN).astype(np.int16),
        spouse=spouse.astype(np.int16),
        children=children.astype(np.int16),
        others=others.astype(np.int16),
        joined=joined,
    )


def _relations(rng: np.random.Generator, plan: _Plan, ruta: Rows, place: Rows) -> Codes:
    """Return Hub_KRT by the place in the household: head, spouse, children, then all others."""
    spouse = plan.spouse[ruta]
    beyond = place - 1 - spouse - plan.children[ruta]
    chance = rng.random(ruta.size)
    young = plan.head_age[ruta] < rates.ELDER_HEAD
    parent = young & (beyond < rates.MOST_PARENTS) & (chance < rates.PARENT_RATE)
    grandchild = ~young & (chance < rates.GRANDCHILD_RATE)
    helper = chance > 1 - rates.HELPER_RATE
    conditions = [place == 0, (place == 1) & (spouse == 1), beyond < 0, parent, grandchild, helper]
    choices = [HEAD, SPOUSE, CHILD, PARENT, GRANDCHILD, HELPER]
    return np.select(conditions, choices, OTHER).astype(np.int16)


def _ages(rng: np.random.Generator, plan: _Plan, ruta: Rows, hub: Codes) -> Codes:
    """Return ages spread over what fits the relation and the head's age."""
    head = plan.head_age[ruta].astype(np.int64)
    older = plan.head_sex[ruta] == MAN
    youngest_child = np.maximum(head - 45, 0)
    kinds = [hub == kind for kind in (HEAD, SPOUSE, CHILD, GRANDCHILD, PARENT, IN_LAW, HELPER)]
    low = np.select(
        kinds,
        [
            head,
            np.where(older, head - 9, head - 2),
            youngest_child,
            0,
            head + 18,
            20,
            16,
        ],
        3,
    )
    high = np.select(
        kinds,
        [
            head,
            np.where(older, head + 2, head + 9),
            np.clip(head - 19, 1, np.maximum(30, youngest_child + 10)),
            np.clip(head - 40, 1, 22),
            head + 34,
            36,
            50,
        ],
        70,
    )
    youngest = np.where(hub == SPOUSE, 17, 0)
    skew = np.where(hub == CHILD, rates.CHILD_AGE_SKEW, 1.0)
    return np.clip(between(rng, low, high, skew), youngest, OLDEST - 3).astype(np.int16)


def _sexes(rng: np.random.Generator, plan: _Plan, ruta: Rows, hub: Codes) -> Codes:
    head = plan.head_sex[ruta]
    chance = np.where(rng.random(ruta.size) < rates.MEN_AT_BIRTH, MAN, WOMAN)
    mostly_mothers = np.where(rng.random(ruta.size) < rates.MEN_AMONG_PARENTS, MAN, WOMAN)
    conditions = [hub == HEAD, hub == SPOUSE, (hub == PARENT) | (hub == HELPER)]
    return np.select(conditions, [head, MAN + WOMAN - head, mostly_mothers], chance).astype(np.int16)


def _marriage(rng: np.random.Generator, plan: _Plan, ruta: Rows, hub: Codes, age: Codes) -> Codes:
    chance = rng.random(ruta.size)
    coupled = (hub == SPOUSE) | (hub == IN_LAW) | ((hub == HEAD) & (plan.spouse[ruta] == 1))
    alone = np.where(chance < np.clip((age - 22) / 45, 0.03, 0.95), WIDOWED, DIVORCED)
    values = score(rng, ruta.size)
    young = age < np.where(hub == HEAD, rates.HEAD_BROKEN_FROM, rates.CHILD_MARRIES_FROM)
    parent, other = graded(values, rates.PARENT_MARRIAGE), graded(values, rates.CHILD_MARRIAGE)
    conditions = [coupled, young, hub == HEAD, hub == PARENT]
    return np.select(conditions, [MARRIED, SINGLE, alone, parent], other).astype(np.int16)


def _families(plan: _Plan, ruta: Rows, hub: Codes) -> tuple[Codes, Codes]:
    """Return NUK and Hubkel: a partner of a married child heads the household's second family."""
    second = plan.joined[ruta] & ((hub == IN_LAW) | (hub == GRANDCHILD))
    nuk = np.where(second, 2, 1).astype(np.int16)
    own = np.where(hub == IN_LAW, HEAD, CHILD)
    return nuk, np.where(second, own, hub).astype(np.int16)


def _presence(rng: np.random.Generator, hub: Codes) -> Codes:
    """Return Sta_keberadaan_art; the head is always present, so that every clean household has one."""
    drawn = graded(score(rng, hub.size), rates.PRESENCE)
    return np.where(hub == HEAD, 1, drawn).astype(np.int16)
