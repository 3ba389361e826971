"""Decks: five slides for each desa, and one of the kabupaten."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pptx.presentation import Presentation as Deck

from dampingan.config import KABUPATEN
from dampingan.exports.deck_desa import add_unit
from dampingan.exports.deck_kabupaten import add_kabupaten
from dampingan.exports.deck_slide import HELVETICA, Slide
from dampingan.exports.deck_template import COVER_BOX, COVER_LINES, COVER_TEXT, open_template
from dampingan.exports.facts import Edition, UnitFacts, unit_facts
from dampingan.exports.text_fit import wrapped
from dampingan.exports.unit_records import UnitRecords
from dampingan.formats import full_date, period
from dampingan.progress import Progress, silent


def units_deck(
    edition: Edition,
    codes: Sequence[str],
    *,
    records: Mapping[str, UnitRecords] | None = None,
    progress: Progress = silent,
) -> bytes:
    """Return a deck with five slides for each unit, in the order given; of several units with a cover.

    Args:
        edition: the snapshot with its rules.
        codes: ``kode_desa`` of the units, at least one.
        records: what is recorded, by ``kode_desa``; a unit without is shown as not filled.
        progress: told the share done and what is being drawn.

    Raises:
        RegionError: a code is not one of the kabupaten's.
    """
    units = [unit_facts(edition, kode) for kode in codes]
    deck = open_template()
    title = units[0].nama if len(units) == 1 else f"{len(units)} desa dan kelurahan"
    if len(units) > 1:
        _cover(deck, edition, title, _whose(units))
    for order, facts in enumerate(units):
        progress(order / len(units), f"Paparan {facts.nama}")
        add_unit(deck, facts, (records or {}).get(facts.kode, UnitRecords()))
    return _saved(deck, edition, title)


def _whose(units: Sequence[UnitFacts]) -> str:
    """Return the units by name, or where they are too many for a cover their kecamatan."""
    names = ", ".join(facts.nama for facts in units)
    if len(wrapped(names, COVER_BOX[2], COVER_TEXT, HELVETICA)) <= COVER_LINES:
        return names
    return f"Kecamatan {', '.join(dict.fromkeys(str(facts.unit['kecamatan']) for facts in units))}"


def kabupaten_deck(edition: Edition) -> bytes:
    """Return the deck of the kabupaten, five slides."""
    deck = open_template()
    add_kabupaten(deck, edition)
    return _saved(deck, edition, KABUPATEN)


def _cover(deck: Deck, edition: Edition, title: str, words: str) -> None:
    context = f"{KABUPATEN} · periode {period(edition.manifest.periode)} · {full_date(edition.tanggal)}"
    Slide(deck, edition, title=title, context=context, measure=words, cover=True)


def _saved(deck: Deck, edition: Edition, title: str) -> bytes:
    told = deck.core_properties
    told.title, told.subject, told.language, told.comments = title, edition.sumber, "id", ""
    told.author = told.last_modified_by = KABUPATEN
    told.created = told.modified = edition.manifest.diterbitkan
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()
