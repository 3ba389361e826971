"""Rates and effects of the synthetic delivery (``sample.py``), all in one place.

Every number here is invented so that a demonstration looks plausible. None is an estimate of the real
Kabupaten Pemalang, of one of its desa, or of the true BDT. Rates are shares of households unless a table
says "by age" (share of persons); ``poverty`` and ``unit`` are loadings of a standard normal score, so
that 0 means "unrelated" and 0.5 "clearly related".
"""

from collections.abc import Mapping
from dataclasses import dataclass

YEARS = (2020, 2022, 2023, 2024)
BASE_YEAR = 2020
SODONG_BASARI = "33.27.03.2013"
SIKASUR = "33.27.03.2011"
SODONG_BASARI_SHARE = 0.4
SODONG_BASARI_SINCE = 2023

# Steps of age: ((from age, value), ...); the value holds up to the next step.
Steps = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Deprivation:
    """How often a household is deprived in ``BASE_YEAR`` and what it hangs together with."""

    rate: float
    yearly: float = 0.97
    poverty: float = 0.4
    unit: float = 0.25


@dataclass(frozen=True)
class YesNo:
    """One yes/no column: the code of "Ya" (1 or 3; "Tidak" is the next), the rate, the poverty loading."""

    column: str
    yes: int
    rate: float
    poverty: float = 0.0


# --- desa -----------------------------------------------------------------------------------------
IDM_EFFECT = 0.6
DESA_NOISE = 0.55
KELURAHAN_EFFECT = -0.9
KNOWN_TARGET_EFFECT = 1.0  # the desa publicly named in the decree of 2022
KECAMATAN_EFFECT: Mapping[str, float] = {
    "Watukumpul": 0.9, "Belik": 0.6, "Pulosari": 0.6, "Moga": 0.3, "Bodeh": 0.4, "Ulujami": 0.6,
    "Petarukan": 0.2, "Bantarbolang": 0.1, "Taman": 0.0, "Warungpring": 0.0, "Randudongkal": -0.2,
    "Ampelgading": -0.4, "Comal": -0.6, "Pemalang": -0.6,
}  # fmt: skip
AREA: Mapping[str, tuple[str, ...]] = {
    "pegunungan": ("Watukumpul", "Belik", "Pulosari", "Moga"),
    "pesisir": ("Ulujami", "Petarukan", "Taman", "Pemalang"),
}
PLAIN = "dataran"
BDT_SHARE_EFFECT = 0.3  # a poorer desa has more of its households in the BDT
MOVERS = 6  # so many desa clearly improve, and so many worsen
MIDDLING = 0.5  # a desa whose score is above this is poor; the middling ones lie within plus and minus
MOVER_DRIFT = 1.5  # of the desa's poverty score, from 2020 to 2024
YEAR_NOISE = 0.1

# --- household ------------------------------------------------------------------------------------
DESA_LOADING = 0.4
POVERTY_SHIFT_PER_YEAR = -0.03  # of the score behind the percentile
DEPRIVATIONS: Mapping[str, Deprivation] = {
    "tanpa_program": Deprivation(0.205, yearly=0.98, poverty=0.2, unit=0.3),
    "tanpa_jamban": Deprivation(0.15, yearly=0.95, poverty=0.55, unit=0.3),
    "bukan_listrik": Deprivation(0.013, yearly=0.85, poverty=0.5),
    "air": Deprivation(0.0, yearly=0.97, poverty=0.4, unit=0.35),
    "rumah": Deprivation(0.0, yearly=0.97, poverty=0.6),
}
WATER_RATE: Mapping[str, float] = {"pegunungan": 0.2, "pesisir": 0.075, PLAIN: 0.085}
# A part of the house: rate of bad ones; good and bad pairs of (code, kondisi; None = not asked): weight.
HOUSE_LOADING = 0.75
HOUSE_BAD_RATE: Mapping[str, float] = {"atap": 0.19, "dinding": 0.25, "lantai": 0.24}
Pairs = tuple[tuple[int, int | None, float], ...]
HOUSE_GOOD: Mapping[str, Pairs] = {
    "atap": (
        (1, 1, 0.02), (2, 1, 0.03), (3, 1, 0.04), (4, 1, 0.79), (7, 1, 0.01), (6, 1, 0.04), (5, 1, 0.07),
    ),
    "dinding": ((1, 1, 0.84), (2, 1, 0.05), (3, 1, 0.1), (5, None, 0.01)),
    "lantai": (
        (1, None, 0.02), (2, None, 0.4), (3, None, 0.01), (4, None, 0.2), (5, None, 0.02), (6, None, 0.35),
    ),
}  # fmt: skip
HOUSE_BAD: Mapping[str, Pairs] = {
    "atap": ((4, 2, 0.72), (5, 2, 0.1), (6, 2, 0.12), (9, None, 0.03), (8, None, 0.02), (10, None, 0.01)),
    "dinding": ((1, 2, 0.33), (3, 2, 0.18), (2, 2, 0.09), (4, None, 0.28), (6, None, 0.1), (7, None, 0.02)),
    "lantai": ((8, None, 0.17), (7, None, 0.1), (10, None, 0.03), (9, None, 0.7)),
}
# Codes from the better-off to the poorer, with their shares.
Codes = Mapping[int, float]
GRADED: Mapping[str, tuple[Codes, float]] = {
    "sta_bangunan": ({4: 0.002, 2: 0.02, 1: 0.868, 3: 0.1, 5: 0.01}, 0.2),
    "sta_lahan": ({1: 0.85, 2: 0.12, 3: 0.02, 4: 0.01}, 0.2),
    "daya": ({5: 0.002, 4: 0.01, 3: 0.05, 2: 0.25, 1: 0.588, 6: 0.1}, 0.35),
    "bb_masak": (
        {1: 0.002, 4: 0.002, 2: 0.015, 3: 0.74, 9: 0.01, 5: 0.003, 6: 0.001, 7: 0.002, 8: 0.225}, 0.4,
    ),
    "jumlah_kamar": ({5: 0.02, 4: 0.1, 3: 0.35, 2: 0.4, 1: 0.13}, 0.3),
}  # fmt: skip
NON_PLN_RATE = 0.004
FASBAB_WITH: Codes = {1: 0.9, 2: 0.075, 3: 0.025}
KLOSET: Codes = {1: 0.84, 2: 0.09, 3: 0.065, 4: 0.005}
TINJA_WITH: Codes = {1: 0.62, 2: 0.02, 3: 0.26, 4: 0.08, 6: 0.02}
TINJA_WITHOUT: Codes = {3: 0.08, 4: 0.7, 5: 0.2, 6: 0.02}
SAFE_WATER: Mapping[str, Codes] = {
    "pegunungan": {1: 0.005, 2: 0.04, 3: 0.2, 4: 0.03, 5: 0.03, 6: 0.2, 8: 0.46, 10: 0.01, 11: 0.025},
    "pesisir": {1: 0.01, 2: 0.27, 3: 0.27, 4: 0.05, 5: 0.22, 6: 0.17, 10: 0.005, 12: 0.005},
    PLAIN: {1: 0.01, 2: 0.14, 3: 0.2, 4: 0.02, 5: 0.26, 6: 0.32, 8: 0.04, 10: 0.01},
}
UNSAFE_SPRING: Mapping[str, float] = {"pegunungan": 0.75, "pesisir": 0.02, PLAIN: 0.25}
FLOOR_AREA_MEDIAN = 48.0
PROGRAMMES = (
    YesNo("sta_kks", 1, 0.42, 0.2), YesNo("sta_kip", 3, 0.22, 0.1), YesNo("sta_kis", 1, 0.78, 0.15),
    YesNo("sta_bpjs_mandiri", 3, 0.06, -0.3), YesNo("sta_pkh", 1, 0.3, 0.25),
    YesNo("sta_rastra", 3, 0.5, 0.2),
)  # fmt: skip
OTHER_YES_NO = (
    YesNo("ada_tabung_gas", 1, 0.06, -0.3), YesNo("ada_lemari_es", 3, 0.38, -0.45),
    YesNo("ada_ac", 1, 0.006, -0.4), YesNo("ada_pemanas", 3, 0.004, -0.4),
    YesNo("ada_telepon", 1, 0.012, -0.2), YesNo("ada_tv", 3, 0.82, -0.35),
    YesNo("ada_emas", 1, 0.07, -0.4), YesNo("ada_laptop", 3, 0.05, -0.45), YesNo("ada_sepeda", 1, 0.45, -0.1),
    YesNo("ada_motor", 3, 0.66, -0.5), YesNo("ada_mobil", 1, 0.012, -0.45), YesNo("ada_perahu", 3, 0.004),
    YesNo("ada_motor_tempel", 1, 0.006), YesNo("ada_perahu_motor", 3, 0.006), YesNo("ada_kapal", 1, 0.001),
    YesNo("aset_tak_bergerak", 1, 0.3, -0.25), YesNo("rumah_lain", 3, 0.02, -0.3),
    YesNo("sta_art_usaha", 1, 0.2, -0.1), YesNo("sta_jamsostek", 1, 0.03, -0.25),
    YesNo("sta_asuransi", 3, 0.012, -0.25), YesNo("sta_kur", 1, 0.03, -0.15),
)  # fmt: skip
LIVESTOCK: Mapping[str, float] = {
    "jumlah_sapi": 0.05, "jumlah_kerbau": 0.01, "jumlah_kuda": 0.0005, "jumlah_babi": 0.0,
    "jumlah_kambing": 0.12,
}  # fmt: skip

# --- family ---------------------------------------------------------------------------------------
FEMALE_HEAD_BY_AGE: Steps = ((0, 0.05), (40, 0.1), (55, 0.19), (65, 0.33))
SPOUSE_OF_MAN_BY_AGE: Steps = ((0, 0.9), (30, 0.94), (60, 0.88), (75, 0.66))
SPOUSE_OF_WOMAN = 0.06
CHILDREN_BY_AGE: Steps = ((0, 0.75), (28, 1.4), (35, 1.85), (45, 1.75), (55, 1.15), (65, 0.6), (75, 0.35))
CHILDREN_POVERTY_EFFECT = 0.08
OTHERS_MEAN = 0.38
CROWDED_RATE = 0.012
CROWDED_MEAN = 3.5
LARGEST = 12
ELDER_HEAD = 48  # from this age on, the others in the house are younger than the head, not older
JOINED_RATE = 0.35  # of the households with elder head, child and others: a married child lives there
MEN_AT_BIRTH = 0.507
MEN_AMONG_PARENTS = 0.3  # grandparents and helpers are mostly women
PARENT_RATE = 0.6
MOST_PARENTS = 2
GRANDCHILD_RATE = 0.78
HELPER_RATE = 0.01
CHILD_AGE_SKEW = 1.2  # grown children have mostly left
CHILD_MARRIES_FROM = 19
HEAD_BROKEN_FROM = 30  # a younger head who lives alone is unmarried, not divorced
CHILD_MARRIAGE: Codes = {1: 0.9, 3: 0.06, 2: 0.04}
PARENT_MARRIAGE: Codes = {2: 0.45, 4: 0.5, 3: 0.05}
PRESENCE: Codes = {1: 0.984, 2: 0.005, 3: 0.006, 4: 0.003, 5: 0.001, 6: 0.001}

# --- member (by age: share of persons) --------------------------------------------------------------
PERSON_YEARLY = 0.97
NO_IDENTITY_BY_AGE: Steps = ((0, 0.11), (3, 0.065), (7, 0.035), (17, 0.03), (25, 0.02), (70, 0.045))
OUT_OF_SCHOOL_BY_AGE: Steps = (
    (0, 0.0), (7, 0.015), (8, 0.008), (13, 0.05), (15, 0.13), (16, 0.31), (17, 0.43), (18, 0.55),
)  # fmt: skip
CHRONIC_BY_AGE: Steps = ((0, 0.006), (15, 0.01), (40, 0.05), (55, 0.115), (65, 0.19))
DISABLED_BY_AGE: Steps = ((0, 0.007), (20, 0.01), (60, 0.022), (75, 0.045))
HEAD_IDLE_BY_AGE: Steps = ((0, 0.05), (50, 0.08), (60, 0.17), (70, 0.4), (80, 0.65))
WOMAN_HEAD_IDLE = 0.6  # added to the score of not working
MEMBER_IDLE_BY_AGE: Steps = ((0, 0.999), (15, 0.93), (19, 0.45), (25, 0.36), (60, 0.55), (70, 0.8))
WOMAN_MEMBER_IDLE = 0.45
PERSON_POVERTY = 0.4
PERSON_HOUSEHOLD = 0.3  # members of one household resemble each other beyond their poverty
MARRIAGE_CERTIFICATE: Codes = {1: 0.8, 2: 0.12, 0: 0.08}
IN_FAMILY_CARD: Codes = {1: 0.97, 2: 0.03}
PREGNANT_BY_AGE: Steps = ((0, 0.0), (18, 0.05), (36, 0.025), (43, 0.0))  # of the married women
AKTA_BY_AGE: Steps = ((0, 0.97), (7, 0.92), (17, 0.8), (30, 0.5), (50, 0.25), (70, 0.1))
STUDENT_CARD = 0.6
DRIVING_LICENCE_BY_AGE: Steps = ((0, 0.0), (17, 0.28), (50, 0.2), (70, 0.0))
LICENCE_ALONE = 0.1  # of the drivers among those without any other card
SCHOOL_AT_SIX = 0.6
STUDENT_BY_AGE: Steps = ((0, 0.0), (19, 0.12), (24, 0.0))  # of the unmarried
NEVER_AMONG_OUT_BY_AGE: Steps = ((0, 1.0), (9, 0.06))  # out of school: never went, instead of left
LEFT_UNFINISHED = 0.12
RELIGIOUS_SCHOOL = 0.2
DEGREE = 0.6  # of those with higher education: D4/S1, not D1-D3
SCHOOL_POVERTY = -0.35
SCHOOL_REACHED = (0.35, 1.15, 2.3)  # score from which SMP, SMA, perguruan tinggi is reached
PUPIL_IDLE = 0.95
HOURS_MEAN, HOURS_SPREAD = 38, 13
NEVER_SCHOOL_BY_AGE: Steps = ((0, 0.0), (19, 0.01), (40, 0.04), (60, 0.2), (70, 0.38))
CHRONIC_KIND: Codes = {1: 0.33, 2: 0.2, 3: 0.11, 4: 0.08, 5: 0.11, 6: 0.04, 7: 0.05, 8: 0.02, 9: 0.06}
DISABLED_KIND: Codes = {
    1: 0.32, 2: 0.11, 3: 0.1, 4: 0.08, 5: 0.06, 6: 0.02, 7: 0.01, 8: 0.01, 9: 0.01, 10: 0.13, 11: 0.1,
    12: 0.05,
}  # fmt: skip
SECTOR: Mapping[str, Codes] = {
    "pegunungan": {
        1: 0.27, 2: 0.2, 3: 0.07, 6: 0.05, 7: 0.05, 9: 0.06, 11: 0.11, 12: 0.11, 14: 0.02, 19: 0.06,
    },
    "pesisir": {
        1: 0.16, 2: 0.02, 4: 0.13, 5: 0.04, 9: 0.16, 11: 0.14, 12: 0.19, 13: 0.02, 14: 0.04, 19: 0.09,
        20: 0.01,
    },
    PLAIN: {
        1: 0.32, 2: 0.04, 3: 0.03, 6: 0.02, 9: 0.15, 11: 0.15, 12: 0.16, 14: 0.03, 17: 0.01, 19: 0.08,
        21: 0.01,
    },
}  # fmt: skip
OCCUPATION_FARM: Codes = {1: 0.2, 2: 0.18, 3: 0.01, 4: 0.05, 6: 0.44, 8: 0.12}
OCCUPATION_OTHER: Codes = {1: 0.27, 2: 0.06, 3: 0.02, 4: 0.3, 5: 0.005, 7: 0.285, 8: 0.06}
