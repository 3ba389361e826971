"""The sentences and key figures of an export: what is found, in words, from the facts of a unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from dampingan.exports.coming_together import Together
from dampingan.exports.facts import Edition, IndicatorFact, UnitFacts
from dampingan.exports.unit_records import POTENTIAL, UnitRecords
from dampingan.formats import NOT_AVAILABLE, joined, number, percent, period
from dampingan.measures.headlines import inside, of_unit
from dampingan.regions.reference import TAHUN_IDM


@dataclass(frozen=True)
class Figure:
    """A key figure: its value, the words that go on from it, the comparison in words."""

    nilai: str
    kata: str
    banding: str


def of_standing(facts: UnitFacts) -> str:
    """Return a unit's class and rank."""
    return of_unit(dict(facts.unit), facts.edition.ranked)


def unit_figures(facts: UnitFacts) -> list[Figure]:
    """Return a unit's five key figures, those that its class and rank come from."""
    unit, name = facts.unit, facts.edition.manifest.unit
    around, whole = facts.kecamatan.get("pct_desil1"), facts.edition.kabupaten["pct_desil1"]
    return [
        Figure(number(unit["rt_desil1"]), f"{name} desil 1", f"dari {number(unit['rt'])} {name} dalam berkas"),
        Figure(number(unit["jiwa_desil1"]), "jiwa desil 1", f"dari {number(unit['jiwa'])} jiwa dalam berkas"),
        Figure(percent(unit["pct_desil1"]), f"{name} dalam berkas termasuk desil 1",
               f"kecamatan {percent(around)}; kabupaten {percent(whole)}"),
        Figure(number(unit["peringkat"]), f"peringkat jumlah desil 1 dari {facts.edition.ranked}", _range_words(facts)),
        Figure(number(unit["idm"], 4), f"Indeks Desa Membangun {TAHUN_IDM}",
               "IDM tidak berlaku untuk kelurahan" if unit["jenis"] == "kelurahan" else
               f"status {unit['status_idm']}; skala 0 sampai 1" if unit["status_idm"] else "belum ada"),
    ]  # fmt: skip


def _range_words(facts: UnitFacts) -> str:
    best, worst = facts.unit["peringkat_terbaik"], facts.unit["peringkat_terburuk"]
    step = number(facts.edition.rules.peringkat.perubahan_pct)
    if best is None:
        return "1 = terbanyak"
    where = "tetap" if best == worst else f"antara {best} dan {worst}"
    return f"1 = terbanyak; {where} bila jumlahnya berubah {step} %"


def no_data(facts: UnitFacts) -> str:
    """Return the words for a unit without rows: that is unknown, not zero."""
    when = period(facts.edition.manifest.periode)
    return (
        f"Tidak ada satu baris pun dari {facts.nama} dalam berkas sumber periode {when}. "
        "Itu tidak berarti nol: keadaannya tidak diketahui."
    )


def of_indicators(facts: UnitFacts) -> str:
    """Return which indicator weighs most on the unit's households."""
    heaviest = facts.heaviest
    if not heaviest:
        return f"Sembilan indikator {facts.nama} {'tidak ditemukan' if facts.has_data else 'belum diketahui'}"
    told = weightiest("masalah", [(fact.indicator.pendek, fact.pct) for fact in heaviest], facts.edition.whom)
    equal = [fact for fact in heaviest if percent(fact.pct) == percent(heaviest[0].pct)]
    around = joined([percent(fact.pct_kabupaten) for fact in equal])
    return f"{told} (kabupaten {around})" if len(equal) <= _COMPARED else told


_COMPARED = 2
"""So many are compared with the kabupaten in a title of two lines."""
_EQUALS = {2: "Dua", 3: "Tiga"}
"""So many equals are named in a title; of more it says only how many there are."""


def weightiest(kind: str, told: Sequence[tuple[str, float | None]], whom: str) -> str:
    """Return which indicator weighs most, or which do where their per cents read the same.

    Args:
        kind: what they are called, as in ``masalah``.
        told: name and per cent of each, the heaviest first; at least one.
        whom: of whom the per cents are.

    >>> weightiest("masalah", [("RTLH", 33.3), ("Tanpa jamban", 33.3), ("Tanpa program", 9.0)], "keluarga")
    'Dua masalah terberat: RTLH dan tanpa jamban, masing-masing 33,3 % keluarga'
    """
    share = percent(told[0][1])
    names = [inside(name) for name, pct in told if percent(pct) == share]
    if len(names) == 1:
        return f"{kind.capitalize()} terberat: {names[0]}, {share} {whom}"
    if len(names) not in _EQUALS:
        return f"{len(names)} {kind} sama berat, masing-masing {share} {whom}"
    return f"{_EQUALS[len(names)]} {kind} terberat: {joined(names)}, masing-masing {share} {whom}"


def measure_words(edition: Edition) -> str:
    """Return what the indicators' per cents are shares of."""
    return f"Persentase {edition.whom} yang keadaannya diketahui"


def share_words(fact: IndicatorFact) -> str:
    """Return the unit's share, or that it is not available."""
    if not fact.tersedia:
        return NOT_AVAILABLE
    return percent(fact.pct)


def of_school(facts: UnitFacts) -> str:
    """Return how many children of school age are out of school."""
    told = facts.school[-1]
    if told.jiwa is None or told.jiwa_tidak_sekolah is None:
        return f"Anak usia sekolah: {NOT_AVAILABLE}"
    return f"{number(told.jiwa_tidak_sekolah)} dari {number(told.jiwa)} anak usia {told.umur} tahun tidak bersekolah"


MANY = 3
"""So many of the nine at once are called "many"."""


def of_together(told: Together, whom: str = "") -> str:
    """Return the share of households that have many of the indicators at once; ``whom``: who they are."""
    if len(told.how_many) <= MANY or not told.rt:
        return f"Masalah yang datang bersama: {NOT_AVAILABLE}"
    many = told.how_many[MANY]
    least = "" if many.rt_mulai_pasti == many.rt_mulai_mungkin else "Sedikitnya "
    who = f" {whom}" if whom else ""
    return f"{least}{percent(100 * many.rt_mulai_pasti / told.rt)}{who} menanggung {MANY} masalah atau lebih"


def of_next_steps(facts: UnitFacts) -> str:
    """Return where to begin, from the heaviest indicators."""
    first = [inside(fact.indicator.pendek) for fact in facts.heaviest[:3]]
    if not first:
        return f"Yang pertama untuk {facts.nama}: lengkapi datanya"
    return f"Usulan awal untuk {facts.nama}: mulai dari {joined(first)}"


def of_records(facts: UnitFacts, records: UnitRecords) -> str:
    """Return what is recorded of potential and programmes."""
    if not (records.potensi or records.program):
        return f"Potensi dan program {facts.nama} belum dicatat"
    return (
        f"{len(records.potensi)} dari {len(POTENTIAL)} potensi dan {len(records.program)} program {facts.nama} tercatat"
    )
