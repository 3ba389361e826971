"""How a state of the gap sheet looks: its mark with a number or a word; red only for need without a programme."""

from collections.abc import Mapping
from html import escape
from typing import Any

from dampingan.formats import number
from dampingan.indicators import BY_KODE
from dampingan.measures.gap import STATE_MEANINGS, STATES
from dampingan.ui import style

MARKS: Mapping[str, str] = {
    "belum_tersentuh": "✕", "sebagian": "◐", "terjangkau": "✓", "tidak_ada_kebutuhan": "·", "tidak_tersedia": "t.t.",
}  # fmt: skip
UNSURE = "*"
UNSURE_WORDS = "* sebagian penerima dihitung dalam orang atau satuan lain, atau belum diisi"
_CLASSES: Mapping[str, str] = {
    "belum_tersentuh": "dmp-celah-merah", "sebagian": "dmp-celah-sebagian", "terjangkau": "dmp-celah-cukup",
    "tidak_ada_kebutuhan": "dmp-celah-nihil", "tidak_tersedia": "dmp-tidak",
}  # fmt: skip


def state_mark(state: str) -> str:
    """Return a state as HTML: its mark and its word."""
    return f'<span class="dmp-celah {_CLASSES[state]}">{MARKS[state]}</span> {style.text(STATES[state])}'


def cell(row: Mapping[str, Any], unit: str) -> str:
    """Return a cell of the matrix: the mark and the households that are left; the whole in words on pointing at it."""
    state = str(row["keadaan"])
    left = number(row["sisa"]) if row["sisa"] else ""
    unsure = UNSURE if row["tidak_pasti"] and state == "sebagian" else ""
    return f'<td class="{_CLASSES[state]}" title="{escape(in_words(row, unit))}">{MARKS[state]} {left}{unsure}</td>'


def in_words(row: Mapping[str, Any], unit: str) -> str:
    """Return need, answer and what is left of one unit and indicator, in words."""
    name = BY_KODE[row["indikator"]].pendek
    if row["rt"] is None:
        return f"{name}: tidak tersedia"
    return f"{name}: {number(row['rt'])} {unit} membutuhkan; {answer_words(row, unit)}; sisa {number(row['sisa'])}"


def answer_words(row: Mapping[str, Any], unit: str) -> str:
    """Return whom the programmes reach, in each unit of measure, and of how many that is not known."""
    if not row["program"]:
        return "tidak ada program"
    counts = ((row["rt_terlayani"], unit), (row["orang_terlayani"], "orang"), (row["lain_terlayani"], "satuan lain"))
    parts = [f"{number(many)} {what}" for many, what in counts if many]
    if row["penerima_kosong"]:
        parts.append(f"{number(row['penerima_kosong'])} program tanpa jumlah penerima")
    return f"{number(row['program'])} program, penerima {', '.join(parts) if parts else number(0)}"


def legend() -> str:
    """Return what the marks mean, as HTML."""
    items = "".join(f'<span title="{escape(STATE_MEANINGS[state])}">{state_mark(state)}</span>' for state in MARKS)
    return f'<div class="dmp-legenda dmp-celah-legenda">{items}<span>{style.text(UNSURE_WORDS)}</span></div>'
