"""The page's own marks in HTML: headings, class marks, notices. Every text is escaped."""

import re
from html import escape
from pathlib import Path

import streamlit as st

from dampingan.palette import BUKAN_PILIHAN, GELAP, JUMLAH, KELAS, PILIHAN, TANPA_DATA, TERANG

_WHOLE = re.compile(r"[Dd]esil \d(?:–\d)?|[\d.,]+ %|\d+–\d+")
_CSS = Path(__file__).with_name("style.css")


def apply() -> None:
    """Give the page its style, with the colours of the palette in their light and dark forms."""
    pairs = {"teks": "teks", "teks-redup": "teks_redup", "latar": "latar", "garis": "garis"}
    colours = {"pilihan": PILIHAN, "tanpa-data": TANPA_DATA, "jumlah": JUMLAH, "banding": BUKAN_PILIHAN, **KELAS}
    colours |= {name: f"light-dark({getattr(TERANG, part)},{getattr(GELAP, part)})" for name, part in pairs.items()}
    declared = ";".join(f"--dmp-{name}:{colour}" for name, colour in colours.items())
    st.html(f"<style>[data-testid=stApp]{{{declared}}}{_CSS.read_text('utf-8')}</style>")


def text(words: str) -> str:
    """Return text for HTML; per cents, ranges and the number of a desil are not torn apart at a line's end."""
    return _WHOLE.sub(r'<span class="dmp-utuh">\g<0></span>', escape(words))


def class_mark(kelas: str | None) -> str:
    """Return a class as HTML: its mark and always its word."""
    known = kelas is not None and kelas in KELAS
    name, word = (kelas, str(kelas).capitalize()) if known else ("kosong", "Belum dinilai")
    return f'<span class="dmp-kelas"><i class="dmp-tanda dmp-tanda-{name}"></i>{word}</span>'


def paragraph(words: str, kind: str) -> None:
    """Write a paragraph of the style ``kind`` (subjudul, sumber, catatan)."""
    st.html(f'<p class="dmp-{kind}">{text(words)}</p>')


def notice(title: str, words: str, *, kind: str = "kosong") -> None:
    """Write a designed notice: what is the case, and what to do next.

    Args:
        title: one short sentence.
        words: paragraphs, separated by line breaks.
        kind: ``kosong`` (nothing to show) or ``gangguan`` (something failed).
    """
    body = "".join(f"<p>{text(line)}</p>" for line in words.splitlines() if line)
    st.html(f'<section class="dmp-kotak dmp-{kind}"><h3>{text(title)}</h3>{body}</section>')
