"""Household columns of the synthetic delivery: house, water, toilet, light, assets, programmes."""

from collections.abc import Mapping

import numpy as np

from dampingan.sources.sample import rates
from dampingan.sources.sample.desa import Desa
from dampingan.sources.sample.draw import BLANK, Codes, Flags, Floats, Rows, band, cutoff, graded, score
from dampingan.sources.sample.keluarga import Households

OPEN_WELL, OPEN_SPRING, PIPED, BOUGHT = 7, 9, 3, (1, 2, 4)  # sumber_airminum

Columns = dict[str, Codes]


def ruta_columns(rng: np.random.Generator, desa: Desa, homes: Households, size: Rows, year: int) -> Columns:
    """Return the coded household columns (``BLANK`` where a question is skipped); ``size`` is Jumlah_ART."""
    deprived = {name: _deprivation(rng, name, desa, homes) for name in rates.DEPRIVATIONS}
    passed = year - rates.BASE_YEAR

    def lacks(name: str) -> Flags:
        rule = rates.DEPRIVATIONS[name]
        return deprived[name] > cutoff(rule.rate * rule.yearly**passed)

    areas = {name: flags[homes.unit] for name, flags in desa.area.items()}
    return {
        **_graded_columns(rng, homes.poverty),
        **_house(rng, deprived["rumah"], rates.DEPRIVATIONS["rumah"].yearly ** passed),
        "luas_lantai": _floor_area(rng, homes.poverty, size),
        **_water(rng, deprived["air"], areas, rates.DEPRIVATIONS["air"].yearly ** passed),
        **_light(rng, homes.poverty, lacks("bukan_listrik")),
        **_toilet(rng, lacks("tanpa_jamban")),
        **_yes_no(rng, homes.poverty, rates.OTHER_YES_NO),
        **_programmes(rng, homes.poverty, lacks("tanpa_program")),
        **_livestock(rng, homes.unit.size),
    }


def _deprivation(rng: np.random.Generator, name: str, desa: Desa, homes: Households) -> Floats:
    rule = rates.DEPRIVATIONS[name]
    return score(rng, homes.unit.size, (rule.poverty, homes.poverty), (rule.unit, desa.own[name][homes.unit]))


def _graded_columns(rng: np.random.Generator, poverty: Floats) -> Columns:
    return {
        column: graded(score(rng, poverty.size, (loading, poverty)), table)
        for column, (table, loading) in rates.GRADED.items()
        if column != "daya"
    }


def _house(rng: np.random.Generator, quality: Floats, factor: float) -> Columns:
    out: Columns = {}
    for part, rate in rates.HOUSE_BAD_RATE.items():
        values = score(rng, quality.size, (rates.HOUSE_LOADING, quality))
        bad = values > cutoff(rate * factor)
        code, condition = _pairs(rng, rates.HOUSE_GOOD[part], quality)
        bad_code, bad_condition = _pairs(rng, rates.HOUSE_BAD[part], quality)
        out[part] = np.where(bad, bad_code, code)
        if part != "lantai":
            out[f"kondisi_{part}"] = np.where(bad, bad_condition, condition)
    return out


def _pairs(rng: np.random.Generator, pairs: rates.Pairs, quality: Floats) -> tuple[Codes, Codes]:
    chosen = band(score(rng, quality.size, (0.2, quality)), [weight for *_, weight in pairs])
    codes = np.array([code for code, *_ in pairs], dtype=np.int16)
    conditions = np.array([BLANK if kind is None else kind for _, kind, _ in pairs], dtype=np.int16)
    return codes[chosen], conditions[chosen]


def _floor_area(rng: np.random.Generator, poverty: Floats, size: Rows) -> Codes:
    spread = score(rng, poverty.size, (-0.35, poverty))
    area = rates.FLOOR_AREA_MEDIAN * np.exp(0.38 * spread) * (np.maximum(size, 1) / 3.4) ** 0.25
    return np.clip(area, 9, 300).astype(np.int16)


def _water(rng: np.random.Generator, need: Floats, areas: Mapping[str, Flags], factor: float) -> Columns:
    source = np.zeros(need.size, dtype=np.int16)
    for area, inside in areas.items():
        values = need[inside]
        spring = rng.random(values.size) < rates.UNSAFE_SPRING[area]
        safe = graded(score(rng, values.size), rates.SAFE_WATER[area])
        unsafe = values > cutoff(rates.WATER_RATE[area] * factor)
        source[inside] = np.where(unsafe, np.where(spring, OPEN_SPRING, OPEN_WELL), safe)
    bought = np.isin(source, BOUGHT)
    way = np.select([bought, source == PIPED], [1, 2], 3).astype(np.int16)
    return {"sumber_airminum": source, "cara_peroleh_airminum": way}


def _light(rng: np.random.Generator, poverty: Floats, dark: Flags) -> Columns:
    own = rng.random(poverty.size) < rates.NON_PLN_RATE
    light = np.select([dark, own], [3, 2], 1).astype(np.int16)
    table, loading = rates.GRADED["daya"]
    power = graded(score(rng, poverty.size, (loading, poverty)), table)
    return {"sumber_penerangan": light, "daya": np.where(light == 1, power, BLANK).astype(np.int16)}


def _toilet(rng: np.random.Generator, none: Flags) -> Columns:
    def drawn(table: rates.Codes) -> Codes:
        return graded(score(rng, none.size), table)

    return {
        "fasbab": np.where(none, 4, drawn(rates.FASBAB_WITH)).astype(np.int16),
        "kloset": np.where(none, BLANK, drawn(rates.KLOSET)).astype(np.int16),
        "buang_tinja": np.where(none, drawn(rates.TINJA_WITHOUT), drawn(rates.TINJA_WITH)),
    }


def _has(rng: np.random.Generator, poverty: Floats, question: rates.YesNo) -> Flags:
    values = score(rng, poverty.size, (question.poverty, poverty))
    return values > cutoff(question.rate)


def _coded(question: rates.YesNo, has: Flags) -> Codes:
    return np.where(has, question.yes, question.yes + 1).astype(np.int16)


def _yes_no(rng: np.random.Generator, poverty: Floats, questions: tuple[rates.YesNo, ...]) -> Columns:
    out = {question.column: _coded(question, _has(rng, poverty, question)) for question in questions}
    land = out["aset_tak_bergerak"] == 1
    area = np.clip(np.exp(rng.normal(6.2, 0.9, poverty.size)), 20, 20_000).astype(np.int16)
    return {**out, "luas_atb": np.where(land, area, BLANK).astype(np.int16)}


def _programmes(rng: np.random.Generator, poverty: Floats, left_out: Flags) -> Columns:
    """Return the six programme columns; whoever is not left out has at least the KIS."""
    has = {item.column: _has(rng, poverty, item) & ~left_out for item in rates.PROGRAMMES}
    has["sta_kis"] |= ~left_out & ~np.logical_or.reduce(list(has.values()))
    return {item.column: _coded(item, has[item.column]) for item in rates.PROGRAMMES}


def _livestock(rng: np.random.Generator, size: int) -> Columns:
    return {
        column: ((rng.random(size) < rate) * (1 + rng.poisson(1.2, size))).astype(np.int16)
        for column, rate in rates.LIVESTOCK.items()
    }
