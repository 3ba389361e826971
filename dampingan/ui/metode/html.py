"""The marks of the page in HTML; every text is escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dampingan.ui.style import text

RIGHT, LEFT, WHOLE = "kanan", "kiri", "kiri dmp-utuh"
"""Where a column's texts stand; those that are whole do not break."""


@dataclass(frozen=True)
class Heading:
    """A column's heading, and the side on which its texts stand."""

    judul: str
    sisi: str = LEFT


def heading(anchor: str, title: str, words: str = "") -> str:
    """Return a section's heading with the anchor that links lead to."""
    below = f'<p class="dmp-catatan">{text(words)}</p>' if words else ""
    return f'<h2 class="dmp-bagian" id="{anchor}">{text(title)}</h2>{below}'


def paragraphs(lines: Iterable[str]) -> str:
    """Return paragraphs; empty lines are left out."""
    return "".join(f'<p class="dmp-alasan">{text(line)}</p>' for line in lines if line)


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Return names and their texts as a list of definitions."""
    told = "".join(f"<div><dt>{text(name)}</dt><dd>{text(words)}</dd></div>" for name, words in rows)
    return f'<dl class="dmp-pasangan">{told}</dl>'


def table(heads: Sequence[Heading], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose texts may break; the first column names the row."""
    head = "".join(f'<th scope="col" class="dmp-{h.sisi}">{text(h.judul)}</th>' for h in heads)
    body = "".join(_row(heads, row) for row in rows)
    return (
        '<div class="dmp-gulir"><table class="dmp-tabel dmp-tabel-teks">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(heads: Sequence[Heading], row: Sequence[str]) -> str:
    cells = zip(heads[1:], row[1:], strict=True)
    told = "".join(f'<td class="dmp-{head.sisi}">{text(words)}</td>' for head, words in cells)
    return f'<tr><th scope="row">{text(row[0])}</th>{told}</tr>'


def unfolding(summary: str, inside: str, *, mark: str = "") -> str:
    """Return a part that opens when it is pressed; ``inside`` is HTML, ``mark`` a word beside the summary."""
    beside = f' <span class="dmp-cap">{text(mark)}</span>' if mark else ""
    return f'<details class="dmp-lipat"><summary>{text(summary)}{beside}</summary>{inside}</details>'
