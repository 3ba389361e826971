"""Desa merah: a simulated rule on the concentration of desil 1 and the Indeks Desa Membangun.

No statutory threshold exists; the default follows the procedure of the programme (desil 1 against IDM) with
the upper third of the kabupaten as "concentrated". The rule in force is always shown with its result.
"""

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from dampingan.formats import joined, number, percent
from dampingan.regions.reference import TAHUN_IDM
from dampingan.rules import Criterion, DesaMerahRule

KELAS = ("merah", "kuning", "hijau")


@dataclass(frozen=True)
class Thresholds:
    """The limits in force: upper for concentrated, lower only for kelurahan."""

    atas_jumlah: float
    bawah_jumlah: float
    atas_pct: float
    bawah_pct: float


@dataclass(frozen=True)
class _Measure:
    column: str
    name: str
    upper: float
    lower: float

    def text(self, value: float) -> str:
        return percent(value) if self.column == "pct_desil1" else number(value, 0 if value == int(value) else 1)

    def least(self, limit: float, unit: str) -> str:
        """Return from where on a value reaches a limit; a limit of nothing still asks for something."""
        told = f"paling sedikit {self.text(limit)}" if limit > 0 else f"lebih dari {self.text(0)}"
        return told if self.column == "pct_desil1" else f"{told} {unit}"

    def reaches(self, value: float, limit: float) -> bool:
        """A value of nothing is never concentrated, even where most units have none."""
        return value >= limit and value > 0

    def against(self, value: float, limit: float) -> str:
        gap = value - limit
        unit = " poin persen" if self.column == "pct_desil1" else ""
        amount = number(abs(gap), 1 if unit or gap != int(gap) else 0) + unit
        how = "tepat di" if gap == 0 else f"{amount} {'di atas' if gap > 0 else 'di bawah'}"
        return f"{self.text(value)} {self.name} ({how} ambang {self.text(limit)})"


def quantile(values: list[float], q: Fraction) -> float:
    """Return the quantile by linear interpolation between neighbours; q is a fraction, so 2/3 is exact.

    >>> quantile([1, 2, 3, 4], Fraction(2, 3))
    3.0
    """
    ordered = sorted(values)
    position = q * (len(ordered) - 1)
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (ordered[high] - ordered[low]) * float(position - low))


def thresholds(table: pl.DataFrame, rule: DesaMerahRule) -> Thresholds:
    """Return the limits of the rule for these units (``rt_desil1``, ``pct_desil1``; nulls are left out)."""
    if rule.ambang == "mutlak" or table["rt_desil1"].drop_nulls().is_empty():
        return Thresholds(rule.mutlak_atas_jumlah, rule.mutlak_bawah_jumlah, rule.mutlak_atas_pct,
                          rule.mutlak_bawah_pct)  # fmt: skip
    counts, shares = (table[c].drop_nulls().to_list() for c in ("rt_desil1", "pct_desil1"))
    return Thresholds(
        quantile(counts, rule.kuantil_atas),
        quantile(counts, rule.kuantil_bawah),
        quantile(shares, rule.kuantil_atas),
        quantile(shares, rule.kuantil_bawah),
    )


def classify(table: pl.DataFrame, rule: DesaMerahRule, *, unit: str = "rumah tangga") -> pl.DataFrame:
    """Return the class of each unit with its reason.

    Args:
        table: all units of the kabupaten: ``kode_desa``, ``jenis``, ``rt_desil1``, ``pct_desil1``,
            ``status_idm``; nulls where there are no data.
        rule: the rule in force.
        unit: whom the source counts: rumah tangga or keluarga.

    Returns:
        ``kode_desa``, ``kelas`` (merah, kuning, hijau; null where it can't be told), ``alasan`` (one Indonesian
        sentence with the margins), ``selisih_jumlah`` and ``selisih_pct`` (value less upper threshold).
    """
    limits = thresholds(table, rule)
    measures = _measures(rule.kriteria, limits, unit)
    rows = []
    for place in table.select("kode_desa", "jenis", "rt_desil1", "pct_desil1", "status_idm").to_dicts():
        kelas, reason = _judge(place, measures, rule)
        count, share = place["rt_desil1"], place["pct_desil1"]
        rows.append(
            (
                place["kode_desa"],
                kelas,
                reason,
                None if count is None else count - limits.atas_jumlah,
                None if share is None else share - limits.atas_pct,
            )
        )
    schema = {"kode_desa": pl.String, "kelas": pl.String, "alasan": pl.String,
              "selisih_jumlah": pl.Float64, "selisih_pct": pl.Float64}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _measures(criterion: Criterion, limits: Thresholds, unit: str) -> list[_Measure]:
    count = _Measure("rt_desil1", f"{unit} desil 1", limits.atas_jumlah, limits.bawah_jumlah)
    share = _Measure("pct_desil1", f"{unit}nya desil 1", limits.atas_pct, limits.bawah_pct)
    return {"jumlah": [count], "pangsa": [share], "salah_satu": [count, share]}[criterion]


def _judge(unit: dict[str, object], measures: list[_Measure], rule: DesaMerahRule) -> tuple[str | None, str]:
    values = {m.column: unit[m.column] for m in measures}
    if any(value is None for value in values.values()):
        return None, "Belum dapat dinilai: tidak ada data rumah tangga untuk periode ini."
    known = {column: float(str(value)) for column, value in values.items()}
    if unit["jenis"] == "kelurahan":
        return _judge_kelurahan(known, measures)
    return _judge_desa(known, measures, unit["status_idm"], rule)


def _evidence(known: dict[str, float], measures: list[_Measure], *, lower: bool = False) -> tuple[bool, str]:
    """Tell whether any measure reaches its limit, and in words which do (or that none does)."""
    limit = {m.column: m.lower if lower else m.upper for m in measures}
    reached = [m for m in measures if m.reaches(known[m.column], limit[m.column])]
    told = [m.against(known[m.column], limit[m.column]) for m in reached or measures]
    return bool(reached), joined(told)


def _judge_desa(
    known: dict[str, float], measures: list[_Measure], status: object, rule: DesaMerahRule
) -> tuple[str | None, str]:
    concentrated, evidence = _evidence(known, measures)
    if status is None:
        return None, f"Belum dapat dinilai: status IDM {TAHUN_IDM} belum ada; {evidence}."
    low = status in rule.status_idm_rendah
    idm = f"IDM {TAHUN_IDM} {status}"
    if concentrated and low:
        return "merah", f"Merah karena desil 1 terpusat, yaitu {evidence}, serta {idm} tergolong rendah."
    if concentrated:
        return "kuning", f"Kuning karena desil 1 terpusat, yaitu {evidence}, tetapi {idm} tidak tergolong rendah."
    if low:
        return "kuning", f"Kuning karena {idm} tergolong rendah, tetapi desil 1 tidak terpusat: {evidence}."
    return "hijau", f"Hijau karena desil 1 tidak terpusat, yaitu {evidence}, serta {idm} tidak tergolong rendah."


def _judge_kelurahan(known: dict[str, float], measures: list[_Measure]) -> tuple[str, str]:
    tail = "IDM tidak berlaku untuk kelurahan."
    high, evidence = _evidence(known, measures)
    if high:
        return "merah", f"Merah karena desil 1 terpusat: {evidence}; {tail}"
    middle, evidence_low = _evidence(known, measures, lower=True)
    if middle:
        return "kuning", f"Kuning karena desil 1 di sepertiga tengah: {evidence_low}; {tail}"
    return "hijau", f"Hijau karena desil 1 di sepertiga terbawah: {evidence_low}; {tail}"


def describe(rule: DesaMerahRule, limits: Thresholds, *, unit: str = "rumah tangga") -> str:
    """Return the rule in Indonesian sentences, with the limits in force; ``unit`` as in ``classify``."""
    measures = _measures(rule.kriteria, limits, unit)
    whole = "" if rule.kriteria == "jumlah" else f" dari {unit} dalam data"
    upper = joined([m.least(m.upper, unit) for m in measures], "atau") + whole
    lower = joined([m.least(m.lower, unit) for m in measures], "atau")
    low = joined(list(rule.status_idm_rendah), "atau")
    return (
        f"Merah bila dua syarat terpenuhi: (1) desil 1 terpusat, yaitu {upper}; dan (2) status IDM {TAHUN_IDM} {low}. "
        "Kuning bila hanya satu syarat terpenuhi, hijau bila tidak satu pun. Kelurahan tidak memiliki IDM: merah bila "
        f"syarat (1) terpenuhi, kuning bila {lower}, selain itu hijau."
    )
