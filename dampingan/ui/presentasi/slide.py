"""One slide as HTML: what stands around every message, and the marks that messages are made of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dampingan.config import KABUPATEN
from dampingan.exports.notes import source_line
from dampingan.formats import period
from dampingan.ui.style import text
from dampingan.ui.view import View

SAMPLE = "Data contoh sintetis, bukan data sebenarnya"
_WHOLE = re.compile(r'<span class="dmp-utuh">(.*?)</span>')
_LONG, _LONGER = 40, 84
"""Letters of a title from which its type is smaller."""
_LONG_PLACE = 60
"""Letters of the words above the title from which their type is smaller."""


@dataclass(frozen=True)
class Slide:
    """One message: ``judul`` the finding, ``ukuran`` what is measured, ``isi`` the figure as HTML.

    ``konteks`` says where one is, ``catatan`` what must be said beside the source.
    """

    judul: str
    ukuran: str
    isi: str
    konteks: str = KABUPATEN
    catatan: str = ""


@dataclass(frozen=True)
class Bar:
    """A sorted bar: its name, its length (per cent of the longest), the value and the words beside it.

    ``panjang`` is None where there is nothing to draw: ``nilai`` then says why. ``warna``: ``jumlah``, ``pilihan`` or
    ``lain``, with `` redup`` where it recedes.
    """

    nama: str
    panjang: float | None
    nilai: str
    kata: str = ""
    warna: str = "jumlah"


def framed(slide: Slide, view: View, place: str) -> str:
    """Return the whole screen: context and sample mark, title, message, source and filter, and its ``place``."""
    when = f"periode {period(view.manifest.periode)}"
    filtered = view.subtitle().removesuffix(f" · {when}")
    where = f"{slide.konteks} · {when}"
    small = " prs-kecil" if len(where) > _LONG_PLACE else ""
    told = f"Sumber: {source_line(view.manifest)}. Saringan: {filtered}. {slide.catatan}"
    return (
        f'<section class="prs-slide" aria-label="Salindia {escape(place)}"><header class="prs-atas">'
        f'<p class="prs-konteks{small}">{text(where)}</p>{sample_mark(view)}</header>'
        f'<div class="prs-kepala{_size(slide.judul)}"><h1 class="dmp-judul">{_title(slide.judul)}</h1>'
        f'<p class="prs-ukuran">{text(slide.ukuran)}</p></div>'
        f'<div class="prs-isi">{slide.isi}</div>'
        f'<div class="prs-kaki"><p>{text(told.strip())}</p><p class="prs-nomor">{text(place)}</p></div></section>'
    )


def sample_mark(view: View) -> str:
    """Return the mark of sample data, as every slide has it; empty for real data."""
    return f'<p class="prs-contoh">{SAMPLE}</p>' if view.manifest.contoh else ""


def bars(rows: Sequence[Bar]) -> str:
    """Return bars as HTML, one below the other, over as much of the height as they need."""
    return f'<ol class="prs-batang" style="--n:{len(rows)}">{"".join(_bar(row) for row in rows)}</ol>'


def _bar(row: Bar) -> str:
    name = f'<li><span class="prs-nama">{text(row.nama)}</span>'
    if row.panjang is None:
        return f'{name}<span class="prs-tiada">{text(row.nilai)}</span></li>'
    colour = row.warna.replace(" ", " prs-")
    return (
        f'{name}<span class="prs-alur"><i class="prs-{colour}" style="width:{row.panjang:.1f}%"></i></span>'
        f'<b class="prs-nilai">{text(row.nilai)}</b><span class="prs-kata">{text(row.kata)}</span></li>'
    )


def figures(told: Iterable[tuple[str, str, str]]) -> str:
    """Return very large figures: value, what it is, what it compares with."""
    cells = "".join(
        f'<div><dt>{text(name)}</dt><dd class="prs-besar">{text(value)}</dd><dd>{text(beside)}</dd></div>'
        for value, name, beside in told
    )
    return f'<dl class="prs-angka">{cells}</dl>'


def notice(words: str) -> str:
    """Return words that stand in place of a figure."""
    return f'<p class="prs-pesan">{text(words)}</p>'


def longest(values: Iterable[float | None]) -> float:
    """Return what the longest bar stands for; 1 where nothing is counted."""
    return max((value for value in values if value), default=1)


def _title(words: str) -> str:
    """Return a title; what must not be torn apart holds by its spaces, so that the lines can be balanced."""
    return _WHOLE.sub(lambda found: found[1].replace(" ", "\u00a0"), text(words))


def _size(title: str) -> str:
    return " prs-panjang" if len(title) > _LONGER else " prs-sedang" if len(title) > _LONG else ""
