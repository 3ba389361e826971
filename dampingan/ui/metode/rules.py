"""The rules in force, and how the other measures are computed."""

import datetime as dt
from fractions import Fraction

from pydantic import BaseModel

from dampingan.exports.notes import COLUMN_MEANINGS
from dampingan.formats import full_date, number
from dampingan.measures.desa_merah import describe, thresholds
from dampingan.rules import Rules
from dampingan.ui.metode import texts
from dampingan.ui.metode.html import Heading, heading, pairs, paragraphs, table, unfolding
from dampingan.ui.view import View


def desa_merah(view: View) -> str:
    """Return the rule of the three classes with the limits in force, and all settings."""
    rules = view.rules
    limits = thresholds(view.desa(everywhere=True), rules.desa_merah)
    return (
        heading(
            "metode-desa-merah", f"Desa merah: {rules.sebutan}",
            f"Aturan versi {rules.versi}, berlaku {full_date(rules.berlaku)}; ambangnya dari periode yang tampil.",
        )
        + paragraphs([describe(rules.desa_merah, limits, unit=view.manifest.unit)])
        + unfolding("Semua setelan aturan", table(_SETTING_HEADS, settings_of(rules)))
    )  # fmt: skip


_SETTING_HEADS = (Heading("Setelan"), Heading("Arti"), Heading("Nilai"))


def settings_of(rules: Rules) -> list[tuple[str, str, str]]:
    """Return each setting by its name in the rules file: name, meaning and value."""
    return _settings(rules, "")


def _settings(rule: BaseModel, before: str) -> list[tuple[str, str, str]]:
    told: list[tuple[str, str, str]] = []
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        if isinstance(value, BaseModel):
            told += _settings(value, f"{before}{name}.")
        else:
            told.append((f"{before}{name}", field.description or "", _written(value)))
    return told


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return number(value, 1)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return full_date(value) if isinstance(value, dt.date) else str(value)


def columns() -> str:
    """Return what the columns of tables and exports mean."""
    return heading(
        "metode-kolom", "Arti kolom dan penyebutnya", "Sama dengan lembar Keterangan pada setiap unduhan."
    ) + pairs(COLUMN_MEANINGS)


def measures(view: View) -> str:
    """Return how the other measures are computed, and by whom they were defined."""
    told = [(entry["judul"], entry["isi"]) for entry in texts.measures(view.rules)]
    return heading("metode-ukuran", "Ukuran lain") + pairs(told)
