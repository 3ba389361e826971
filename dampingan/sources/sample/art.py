"""Member columns of the synthetic delivery: identity, school, health, work."""

import numpy as np

from dampingan.sources.sample import rates
from dampingan.sources.sample.desa import Desa
from dampingan.sources.sample.draw import (
    BLANK,
    Codes,
    Flags,
    Floats,
    cutoffs_by_age,
    graded,
    score,
    steps_by_age,
)
from dampingan.sources.sample.keluarga import HEAD, MARRIED, SPOUSE, WOMAN, Members

AKTA, STUDENT, KTP, SIM = 1, 2, 4, 8
NEVER, ENROLLED, LEFT = 0, 1, 2
FINISHED = 8  # Kelas_tertinggi
HIGHER = 4  # the level of perguruan tinggi
ADULT = 17
SCHOOL_AGE = (7, 18)
PREGNANCY_ASKED = (10, 49)
WORK_ASKED_FROM = 5
FARM_SECTORS = 7  # Lapangan_usaha 1-7

# By level of school: none, SD, SMP, SMA, perguruan tinggi.
STARTING_AGE = np.array([0, 6, 12, 15, 18])
LEAVING_AGE = np.array([0, 12, 15, 18, 22])
SECULAR_CODE = np.array([0, 1, 4, 7, 10])
RELIGIOUS_CODE = np.array([0, 3, 6, 9, 10])

Columns = dict[str, Codes]


def art_columns(rng: np.random.Generator, desa: Desa, people: Members, ruta: Columns, year: int) -> Columns:
    """Return the coded member columns (``BLANK`` where the question is skipped).

    ``ruta`` holds the household columns of the same delivery: the members' programme flags follow them.
    """
    factor = rates.PERSON_YEARLY ** (year - rates.BASE_YEAR)
    school = _school(rng, people, factor)
    return {
        **_papers(rng, people),
        "Ada_kartu_identitas": _identity(rng, people, school["Partisipasi_sekolah"], factor),
        **_health(rng, people),
        **school,
        **_work(rng, desa, people, school["Partisipasi_sekolah"]),
        **_programmes(people, ruta, school["Partisipasi_sekolah"]),
    }


def _personal(rng: np.random.Generator, people: Members) -> Floats:
    """Return a standard score of every member that shares the poverty and the luck of the household."""
    luck = rng.standard_normal(people.first.size)[people.ruta]
    poverty = people.homes.poverty[people.ruta]
    return score(rng, people.ruta.size, (rates.PERSON_POVERTY, poverty), (rates.PERSON_HOUSEHOLD, luck))


def _happens(rng: np.random.Generator, people: Members, steps: rates.Steps, factor: float = 1.0) -> Flags:
    return _personal(rng, people) > cutoffs_by_age(steps, factor)[people.age]


def _papers(rng: np.random.Generator, people: Members) -> Columns:
    size, wed = people.age.size, people.married == MARRIED
    certificate = graded(score(rng, size), rates.MARRIAGE_CERTIFICATE)
    asked = (people.sex == WOMAN) & (people.age >= PREGNANCY_ASKED[0]) & (people.age <= PREGNANCY_ASKED[1])
    expects = wed & (rng.random(size) < steps_by_age(rates.PREGNANT_BY_AGE)[people.age])
    return {
        "Ada_akta_nikah": np.where(wed, certificate, 0).astype(np.int16),
        "Ada_diKK": graded(score(rng, size), rates.IN_FAMILY_CARD),
        "Sta_hamil": np.where(asked, np.where(expects, 1, 2), BLANK).astype(np.int16),
    }


def _identity(rng: np.random.Generator, people: Members, school: Codes, factor: float) -> Codes:
    """Return the bit mask akta 1, kartu pelajar 2, KTP 4, SIM 8, plausible for the age."""
    none = _happens(rng, people, rates.NO_IDENTITY_BY_AGE, factor)
    adult = people.age >= ADULT
    pupil = (school == ENROLLED) & (people.age >= SCHOOL_AGE[0])
    akta = rng.random(none.size) < steps_by_age(rates.AKTA_BY_AGE)[people.age]
    student = pupil & (rng.random(none.size) < rates.STUDENT_CARD)
    mask = AKTA * akta + STUDENT * student + KTP * adult
    mask = np.where(mask == 0, AKTA, mask)
    licence = steps_by_age(rates.DRIVING_LICENCE_BY_AGE)[people.age]
    drives = rng.random(none.size) < licence * np.where(none, rates.LICENCE_ALONE, 1.0)
    return np.where(drives, SIM, 0).astype(np.int16) + np.where(none, 0, mask).astype(np.int16)


def _health(rng: np.random.Generator, people: Members) -> Columns:
    ill = _happens(rng, people, rates.CHRONIC_BY_AGE)
    disabled = _happens(rng, people, rates.DISABLED_BY_AGE)
    illness = graded(score(rng, ill.size), rates.CHRONIC_KIND)
    kind = graded(score(rng, ill.size), rates.DISABLED_KIND)
    return {
        "Jenis_cacat": np.where(disabled, kind, 0).astype(np.int16),
        "Penyakit_kronis": np.where(ill, illness, 0).astype(np.int16),
    }


def _school(rng: np.random.Generator, people: Members, factor: float) -> Columns:
    age = people.age
    out = _happens(rng, people, rates.OUT_OF_SCHOOL_BY_AGE, factor)
    chance = rng.random(age.size)
    never = chance < steps_by_age(rates.NEVER_SCHOOL_BY_AGE)[age]
    dropped = np.where(chance < steps_by_age(rates.NEVER_AMONG_OUT_BY_AGE)[age], NEVER, LEFT)
    student = (people.married != MARRIED) & (1 - chance < steps_by_age(rates.STUDENT_BY_AGE)[age])
    starts = (age == SCHOOL_AGE[0] - 1) & (chance < rates.SCHOOL_AT_SIX)
    state = np.select(
        [starts, age < SCHOOL_AGE[0], (age <= SCHOOL_AGE[1]) & out, age <= SCHOOL_AGE[1], student, never],
        [ENROLLED, NEVER, dropped, ENROLLED, ENROLLED, NEVER],
        LEFT,
    )
    return {"Partisipasi_sekolah": state.astype(np.int16), **_schooling(rng, people, state)}


def _schooling(rng: np.random.Generator, people: Members, state: Codes) -> Columns:
    """Return level, class and certificate: level 1 SD, 2 SMP, 3 SMA, 4 perguruan tinggi."""
    age = people.age
    size = age.size
    cohort = 0.5 * np.clip((age - 40) / 20.0, -1.2, 1.5)
    ability = score(rng, size, (rates.SCHOOL_POVERTY, people.homes.poverty[people.ruta])) - cohort
    reached = 1 + np.searchsorted(rates.SCHOOL_REACHED, ability)
    attending = 1 + np.searchsorted(STARTING_AGE[2:] + 1, age, side="right")
    enrolled = state == ENROLLED
    level = np.where(enrolled, attending, np.minimum(reached, np.maximum(attending, 1)))
    grade = np.clip(age - STARTING_AGE[level], 1, 6)
    unfinished = ~enrolled & ((rng.random(size) < rates.LEFT_UNFINISHED) | (age < LEAVING_AGE[level]))
    dropped = 1 + rng.integers(0, 3, size)
    schooled = state != NEVER
    kelas = np.select([enrolled, unfinished], [grade, dropped], FINISHED)
    held = np.where(enrolled | unfinished, level - 1, level)
    held = np.where((held == HIGHER) & (rng.random(size) < rates.DEGREE), HIGHER + 1, held)
    religious = rng.random(size) < rates.RELIGIOUS_SCHOOL
    codes = np.where(religious, RELIGIOUS_CODE[level], SECULAR_CODE[level])
    return {
        "Pendidikan_tertinggi": np.where(schooled, codes, BLANK).astype(np.int16),
        "Kelas_tertinggi": np.where(schooled, kelas, BLANK).astype(np.int16),
        "Ijazah_tertinggi": np.where(schooled, held, 0).astype(np.int16),
    }


def _idle(rng: np.random.Generator, people: Members, school: Codes) -> Flags:
    """Return who did not work last week: older people and women more, most pupils."""
    head = people.hub == HEAD
    woman = people.sex == WOMAN
    level = np.where(
        head,
        cutoffs_by_age(rates.HEAD_IDLE_BY_AGE)[people.age],
        cutoffs_by_age(rates.MEMBER_IDLE_BY_AGE)[people.age],
    )
    shift = np.where(head, rates.WOMAN_HEAD_IDLE, rates.WOMAN_MEMBER_IDLE) * woman
    pupil = (school == ENROLLED) & (rng.random(head.size) < rates.PUPIL_IDLE)
    idle: Flags = (_personal(rng, people) + shift > level) | pupil
    return idle


def _work(rng: np.random.Generator, desa: Desa, people: Members, school: Codes) -> Columns:
    size = people.age.size
    asked = people.age >= WORK_ASKED_FROM
    works = asked & ~_idle(rng, people, school)
    hours = np.clip(np.round(rates.HOURS_MEAN + rates.HOURS_SPREAD * rng.standard_normal(size)), 2, 98)
    sector = np.zeros(size, dtype=np.int16)
    for area, inside in desa.area.items():
        rows = inside[people.homes.unit][people.ruta]
        sector[rows] = graded(score(rng, int(rows.sum())), rates.SECTOR[area])
    values = score(rng, size, (0.2, people.homes.poverty[people.ruta]))
    farm, other = graded(values, rates.OCCUPATION_FARM), graded(values, rates.OCCUPATION_OTHER)
    state = np.select([~asked, works], [BLANK, 1], 2)
    return {
        "Sta_Bekerja": state.astype(np.int16),
        "Jumlah_jamkerja": np.where(works, hours, BLANK).astype(np.int16),
        "Lapangan_usaha": np.where(works, sector, BLANK).astype(np.int16),
        "Status_pekerjaan": np.where(works, np.where(sector <= FARM_SECTORS, farm, other), BLANK).astype(np.int16),
    }


def _programmes(people: Members, ruta: Columns, school: Codes) -> Columns:
    """Return the members' own programme flags, 1 Ya / 2 Tidak, in line with their household's."""
    couple = (people.hub == HEAD) | (people.hub == SPOUSE)
    pupil = school == ENROLLED
    everyone = np.ones(people.age.size, dtype=np.bool_)
    holders = {"kks": couple, "pbi": everyone, "kip": pupil, "pkh": couple, "rastra": couple}
    out: Columns = {}
    for name, may in holders.items():
        column = "sta_kis" if name == "pbi" else f"sta_{name}"
        has = (ruta[column][people.ruta] % 2 == 1) & may
        out[f"Ada_{name}"] = np.where(has, 1, 2).astype(np.int16)
    return out
