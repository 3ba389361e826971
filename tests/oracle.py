"""A second computation of the per-desa table, in plain loops, that is able to disagree with the first.

Nothing here comes from ``dampingan`` or from a data-frame library. Every answer is yes (True), no (False)
or unknown (None), and shares are exact fractions until the last step. Slow and literal on purpose.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
Flag = bool | None
Counts = dict[str, int]
Household = tuple[int | None, dict[str, Flag], list[dict[str, Flag]]]  # desil, indicators, members

UNKNOWN_TEXTS = {"", "null", "-", "kosong", "nan"}
PROGRAMMES = ("sta_kks", "sta_kip", "sta_kis", "sta_bpjs_mandiri", "sta_pkh", "sta_rastra")
CODE_BOOK = """
sta_kks 0-4, sta_kip 0-4, sta_kis 0-4, sta_bpjs_mandiri 0-4, sta_pkh 0-4, sta_rastra 0-4, lantai 1-10,
dinding 1-7, kondisi_dinding 1-2, atap 1-10, kondisi_atap 1-2, sumber_airminum 1-12, sumber_penerangan 1-3,
fasbab 1-4, kloset 1-4, buang_tinja 1-6, Hub_KRT 1-8, Ada_kartu_identitas 0-15, Jenis_cacat 0-12,
Penyakit_kronis 0-9, Partisipasi_sekolah 0-2, Sta_Bekerja 1-2, Sta_keberadaan_art 1-6
"""
CODES = {name: range(int(a), int(b) + 1) for name, a, b in re.findall(r"(\w+) (\d+)-(\d+)", CODE_BOOK)}
AGE_BANDS = ((7, 12), (13, 15), (16, 18))
RTLH_AT_LEAST = {"A": 2, "A1": 1, "A3": 3}
FLOOR_AREA_PER_PERSON = Fraction("7.2")
SPELLINGS = {"GENDOWANG": "GENDOANG", "PAGONGSORAN": "PEGONGSORAN", "KREO": "KREYO"}
IDM_LOW = {"Sangat Tertinggal", "Tertinggal", "Berkembang"}


def clean(row: Row, column: str) -> str | None:
    """Return the stripped text of a cell; None where it is blank, a word for blank, or has no column."""
    text = (row.get(column) or "").strip()
    return None if text.lower() in UNKNOWN_TEXTS else text


def leading_digits(row: Row, column: str) -> int | None:
    """Return the number a cell starts with ("01", "1.0" and "1. Milik Sendiri" are 1)."""
    found = re.match("[0-9]+", clean(row, column) or "")
    return int(found.group()) if found else None


def code(row: Row, column: str) -> int | None:
    """Return a cell's code, None where it is not in the column's list."""
    value = leading_digits(row, column)
    return value if value in CODES[column] else None


def whole(row: Row, column: str, low: int, high: int) -> int | None:
    """Return a whole number within ``low..high`` ("12" or "12.0"), otherwise None."""
    found = re.fullmatch(r"([0-9]+)([.,]0*)?", clean(row, column) or "")
    value = int(found.group(1)) if found else None
    return value if value is not None and low <= value <= high else None


def at_least(needed: int, flags: Iterable[Flag]) -> Flag:
    """Say whether at least ``needed`` flags are yes, whatever the unknown ones turn out to be."""
    seen = Counter(flags)
    if seen[True] >= needed:
        return True
    return False if seen[True] + seen[None] < needed else None


def any_of(*flags: Flag) -> Flag:
    """Kleene OR; an AND of two is ``at_least(2, ...)``."""
    return at_least(1, flags)


def among(value: int | None, wanted: Iterable[int]) -> Flag:
    """Say whether a value is one of ``wanted``; unknown where the value is."""
    return None if value is None else value in set(wanted)


def counted(member_rows: Iterable[Row]) -> list[Row]:
    """Leave out members who died, moved, were listed by mistake or were not found (2, 3, 5, 6)."""
    return [row for row in member_rows if code(row, "Sta_keberadaan_art") not in {2, 3, 5, 6}]


def person_flags(row: Row) -> dict[str, Flag]:
    """Return the answers about one member, the parts of an indicator beside the whole."""
    mask = code(row, "Ada_kartu_identitas")
    age = whole(row, "Umur", 0, 120)
    away = among(code(row, "Partisipasi_sekolah"), {0, 2})
    ill = among(code(row, "Penyakit_kronis"), range(1, 10))
    disabled = among(code(row, "Jenis_cacat"), range(1, 13))
    flags = {
        "tanpa_identitas": None if mask is None else mask & 7 == 0,
        "anak_tidak_sekolah": at_least(2, (among(age, range(7, 19)), away)),
        "sakit_kronis_disabilitas": any_of(ill, disabled),
        "sakit_kronis": ill,
        "disabilitas": disabled,
    }
    for low, high in AGE_BANDS:
        flags[f"anak_tidak_sekolah_{low}_{high}"] = at_least(2, (among(age, range(low, high + 1)), away))
    return flags


def crowded(row: Row, members: int) -> Flag:
    """Say whether the household has less than 7.2 square metres of floor a person."""
    text = (clean(row, "luas_lantai") or "").replace(",", ".")
    floor = Fraction(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else Fraction(0)
    persons = whole(row, "Jumlah_ART", 1, 30) or members
    return floor / persons < FLOOR_AREA_PER_PERSON if floor and persons else None


def worn(material: int | None, asked_for: Iterable[int], condition: int | None) -> Flag:
    """Say whether the condition is bad; it is only asked of some materials, and an answer tells it was asked."""
    asked = True if material is None else material in asked_for
    return at_least(2, (asked, among(condition, {2})))


def rtlh_flag(row: Row, members: int, variant: str) -> Flag:
    """Return RTLH by variant A, A1, A3, B or C of the domain notes, section 2."""
    atap, dinding, lantai = (code(row, column) for column in ("atap", "dinding", "lantai"))
    if variant == "C":
        return any_of(
            among(atap, {5, 8, 9, 10}),
            among(dinding, {4, 6, 7}),
            among(lantai, {7, 9, 10}),
            crowded(row, members),
            among(code(row, "sumber_airminum"), {7, 9, 10, 12}),
            among(code(row, "fasbab"), {3, 4}),
            among(code(row, "kloset"), {2, 3, 4}),
            among(code(row, "buang_tinja"), {4, 5, 6}),
        )
    worn_atap = worn(atap, range(1, 8), code(row, "kondisi_atap"))
    worn_dinding = worn(dinding, {1, 2, 3}, code(row, "kondisi_dinding"))
    parts = (
        any_of(among(atap, {8, 9, 10}), worn_atap),
        any_of(among(dinding, {4, 6, 7}), worn_dinding),
        among(lantai, {7, 8, 9, 10}),
    )
    if variant == "B":
        return any_of(at_least(2, parts), crowded(row, members))
    return at_least(RTLH_AT_LEAST[variant], parts)


def household_flags(ruta_row: Row, member_rows: list[Row], rtlh: str = "A") -> dict[str, bool | None]:
    """Return a household's nine indicators (BDT names and codes, text); programme code 0 is unknown here."""
    members = counted(member_rows)
    persons = [person_flags(row) for row in members]
    helped = any_of(*(among(code(ruta_row, column) or None, {1, 3}) for column in PROGRAMMES))
    flags = {"tanpa_program": None if helped is None else not helped}
    for name in ("tanpa_identitas", "anak_tidak_sekolah", "sakit_kronis_disabilitas"):
        flags[name] = any_of(*(person[name] for person in persons)) if persons else None
    flags["rtlh"] = rtlh_flag(ruta_row, len(members), rtlh)
    flags["air_tak_terlindung"] = among(code(ruta_row, "sumber_airminum"), {7, 9})
    flags["tanpa_jamban"] = among(code(ruta_row, "fasbab"), {4})
    flags["bukan_listrik"] = among(code(ruta_row, "sumber_penerangan"), {3})
    idle = [among(code(row, "Sta_Bekerja"), {2}) for row in members if code(row, "Hub_KRT") == 1]
    flags["krt_tidak_bekerja"] = any_of(*idle) if idle else None
    return flags


def read(path: Path) -> list[Row]:
    """Return a CSV file's rows as text."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def read_households(path: Path) -> list[Row]:
    """Return the household rows, the first of each IDBDT, with 0/1 programme columns turned into 2/1."""
    rows = read(path)
    for column in PROGRAMMES:
        if {code(row, column) for row in rows} - {None} == {0, 1}:
            for row in rows:
                row[column] = "2" if code(row, column) == 0 else row.get(column, "")
    first: dict[str, Row] = {}
    for number, row in enumerate(rows):
        first.setdefault(clean(row, "IDBDT") or f"tanpa IDBDT, baris {number}", row)
    return list(first.values())


def name_key(text: str | None) -> str:
    """Return a place name in capital letters and digits only, in the reference table's spelling."""
    key = re.sub("[^A-Z0-9]", "", (text or "").upper())
    return SPELLINGS.get(key, key)


class Places:
    """Finds a household's unit: by BPS code, else by its name within the kecamatan."""

    def __init__(self, units: list[Row]) -> None:
        """Index the units of ``wilayah.csv``; one of them has no BPS code."""
        self.by_code = {unit["kode_bps"]: unit["kode_kemendagri"] for unit in units}
        self.by_name = {(name_key(u["kecamatan"]), name_key(u["nama"])): u["kode_kemendagri"] for u in units}
        self.kecamatan = {unit["kode_bps"][4:7]: name_key(unit["kecamatan"]) for unit in units}

    def find(self, row: Row) -> str | None:
        """Return the Kemendagri code of a household's unit, None where it can't be told."""
        if any(leading_digits(row, c) not in {None, n} for c, n in (("KDPROP", 33), ("KDKAB", 27))):
            return None
        widths = {"KDPROP": 2, "KDKAB": 2, "KDKEC": 3, "KDDESA": 3}
        parts = [str(leading_digits(row, column)).zfill(width) for column, width in widths.items()]
        kecamatan = self.kecamatan.get(parts[2]) or name_key(clean(row, "KECAMATAN"))
        return self.by_code.get("".join(parts)) or self.by_name.get((kecamatan, name_key(clean(row, "DESA"))))


def households_by_desa(ruta: Path, art: Path, units: list[Row], rtlh: str) -> dict[str, list[Household]]:
    """Return the households of each unit, those of no known unit left out."""
    places = Places(units)
    members: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in read(art):
        members[clean(row, "IDBDT")].append(row)
    members[None] = []
    by_desa: defaultdict[str, list[Household]] = defaultdict(list)
    for row in read_households(ruta):
        kode, own = places.find(row), counted(members[clean(row, "IDBDT")])
        percentile = whole(row, "percentile", 1, 100)
        desil = None if percentile is None else (percentile - 1) // 10 + 1
        if kode:
            by_desa[kode].append((desil, household_flags(row, own, rtlh), [person_flags(m) for m in own]))
    return by_desa


def tally(households: list[Household], desil: frozenset[int]) -> Counts:
    """Count a unit's households and persons, the indicators within the desil chosen."""
    chosen = [household for household in households if household[0] in desil]
    persons = [person for _, _, members in chosen for person in members]
    counts = {"rt": len(households), "jiwa": sum(len(members) for _, _, members in households)}
    counts |= {"rt_desil1": len(chosen), "jiwa_desil1": len(persons)}
    for name in household_flags({}, []):
        answers = [flags[name] for _, flags, _ in chosen]
        counts[f"rt_{name}"] = answers.count(True)
        counts[f"rt_diketahui_{name}"] = len(answers) - answers.count(None)
    for name in person_flags({}):
        counts[f"jiwa_{name}"] = sum(person[name] is True for person in persons)
    return counts


def ratio(part: int, base: int) -> float | None:
    """Divide exactly, then round once; None over nothing."""
    return float(Fraction(part, base)) if base else None


def figures(own: Counts, tallies: list[Counts]) -> dict[str, object]:
    """Return a unit's row without its class: the counts, and how they stand in the kabupaten."""
    rt, desil1 = own["rt"], own["rt_desil1"]
    all_rt, all_desil1 = (sum(other[column] for other in tallies) for column in ("rt", "rt_desil1"))
    shares = {
        f"pct_{name}": ratio(100 * own[f"rt_{name}"], own[f"rt_diketahui_{name}"]) for name in household_flags({}, [])
    }
    return {
        **own,
        **shares,
        "pct_desil1": ratio(100 * desil1, rt),
        "pangsa_desil1": ratio(100 * desil1, all_desil1),
        "lq_desil1": ratio(desil1 * all_rt, rt * all_desil1),
        "peringkat": 1 + sum(other["rt_desil1"] > desil1 for other in tallies),
    }


def quantile(values: Iterable[Fraction], q: Fraction) -> Fraction:
    """Return the quantile by linear interpolation between the neighbouring values."""
    ordered = sorted(values)
    position = q * (len(ordered) - 1)
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def classes(tallies: dict[str, Counts], kelurahan: set[str], low: set[str], criterion: str) -> dict[str, str]:
    """Return merah, kuning or hijau for each unit with data; ``low`` are the desa of a low IDM status."""
    count = {kode: Fraction(own["rt_desil1"]) for kode, own in tallies.items()}
    share = {kode: Fraction(own["rt_desil1"], own["rt"]) for kode, own in tallies.items()}
    measures = {"count": [count], "share": [share], "either": [count, share]}[criterion]

    def reaches(kode: str, q: Fraction) -> bool:
        return any(values[kode] >= quantile(values.values(), q) and values[kode] > 0 for values in measures)

    result = {}
    for kode in tallies:
        concentrated = reaches(kode, Fraction(2, 3))
        second = reaches(kode, Fraction(1, 3)) if kode in kelurahan else kode in low
        result[kode] = "merah" if concentrated and second else "kuning" if concentrated or second else "hijau"
    return result


def desa_table(
    ruta: Path,
    art: Path,
    reference: Path,
    *,
    desil: frozenset[int] = frozenset({1}),
    rtlh: str = "A",
    criterion: str = "either",
) -> dict[str, dict[str, object]]:
    """Return every unit's row by Kemendagri code, all None where the delivery holds no household of it.

    ``rt*`` households, ``jiwa*`` persons, ``pct_*`` and ``pangsa_*`` per cent; ``*_desil1`` and indicators
    are of the households in ``desil``; ``criterion`` is count, share or either. Source: domain notes, 1-4.
    """
    units = read(reference / "wilayah.csv")
    kelurahan = {unit["kode_kemendagri"] for unit in units if unit["jenis"] == "kelurahan"}
    low = {row["kode_kemendagri"] for row in read(reference / "idm_2024.csv") if row["status"] in IDM_LOW}
    tallies = {kode: tally(own, desil) for kode, own in households_by_desa(ruta, art, units, rtlh).items()}
    kelas = classes(tallies, kelurahan, low, criterion)
    columns = [*figures(tally([], desil), []), "kelas"]
    table: dict[str, dict[str, object]] = {unit["kode_kemendagri"]: dict.fromkeys(columns) for unit in units}
    for kode, own in tallies.items():
        table[kode] = {**figures(own, list(tallies.values())), "kelas": kelas[kode]}
    return table
