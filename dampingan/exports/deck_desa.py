"""The five slides of a desa or kelurahan."""

from pptx.presentation import Presentation as Deck

from dampingan.exports.deck_charts import Series
from dampingan.exports.deck_map import draw_map
from dampingan.exports.deck_parts import ACROSS, TOP, figures, indicator_slide, together_slide
from dampingan.exports.deck_slide import CELL_MARGINS, HELVETICA, Part, Slide, TableColumn
from dampingan.exports.deck_template import MARGIN, WIDTH
from dampingan.exports.facts import UnitFacts
from dampingan.exports.findings import (
    measure_words,
    no_data,
    of_indicators,
    of_next_steps,
    of_records,
    of_standing,
    of_together,
    unit_figures,
)
from dampingan.exports.map_shapes import fitted
from dampingan.exports.suggestions import CAVEAT, SUGGESTIONS
from dampingan.exports.text_fit import cut_to_lines
from dampingan.exports.unit_records import NOT_FILLED, POTENTIAL, UnitRecords
from dampingan.formats import number, percent, period
from dampingan.palette import BUKAN_PILIHAN, JUMLAH, KELAS, PILIHAN, TANPA_DATA, TERANG

_MAP = (270.0, 300.0)
_RECORD_SIZE, _PROGRAMMES = 16.0, 6


def add_unit(deck: Deck, facts: UnitFacts, records: UnitRecords) -> None:
    """Add a unit's five slides; of a unit without rows, one that says so and those of records and next steps."""
    _identity(deck, facts)
    if facts.has_data:
        _indicators(deck, facts)
        whom = facts.edition.whom
        words = f"Dari {number(facts.together.rt)} {whom} di {facts.nama}."
        slide = _slide(deck, facts, of_together(facts.together, whom), words)
        together_slide(slide, facts.edition, facts.together)
    _records(deck, facts, records)
    _next_steps(deck, facts)


def _slide(deck: Deck, facts: UnitFacts, title: str, measure: str) -> Slide:
    where = f"{facts.nama} · Kecamatan {facts.unit['kecamatan']} · periode {period(facts.edition.manifest.periode)}"
    return Slide(deck, facts.edition, title=title, context=where, measure=measure)


def _identity(deck: Deck, facts: UnitFacts) -> None:
    slide = _slide(deck, facts, of_standing(facts), f"{facts.place} · {facts.codes}")
    kelas, edition = facts.unit["kelas"], facts.edition
    width = ACROSS - _MAP[0] - 30
    reason = [str(facts.unit["alasan"]), f"({edition.rules.sebutan})"]
    slide.class_panel((MARGIN, TOP, width, 130), (kelas or "belum dinilai").upper(),
                      KELAS[kelas] if kelas else TANPA_DATA, reason)  # fmt: skip
    shapes = fitted(edition.outlines, *_MAP)
    draw_map(slide, WIDTH - MARGIN - _MAP[0], TOP, shapes, note=edition.outlines.catatan,
             filled={PILIHAN: [facts.kode]}, around=[facts.unit["kecamatan"]],
             alt=f"Letak {facts.nama} di kabupaten")  # fmt: skip
    slide.notes(edition.rule_note)
    if not facts.has_data:
        slide.text((MARGIN, TOP + 150, width, 100), [[Part(no_data(facts))]], 18)
        return
    figures(slide, MARGIN, TOP + 140, width, unit_figures(facts), step=43)


def _indicators(deck: Deck, facts: UnitFacts) -> None:
    slide = _slide(deck, facts, of_indicators(facts), f"{measure_words(facts.edition)}.")
    told = facts.indikator
    series = [
        Series(facts.nama, [f.pct for f in told], PILIHAN),
        Series(f"Kec. {facts.unit['kecamatan']}", [f.pct_kecamatan for f in told], BUKAN_PILIHAN),
        Series("Kabupaten", [f.pct_kabupaten for f in told], JUMLAH),
    ]
    indicator_slide(slide, facts.edition, told, series)


def _records(deck: Deck, facts: UnitFacts, records: UnitRecords) -> None:
    slide = _slide(deck, facts, of_records(facts, records), "Empat aspek potensi dan program yang berjalan.")
    half = (ACROSS - 30) / 2
    aspects = [TableColumn("Potensi", 190), TableColumn("Catatan", half - 190)]
    told = [[name, _short(records.potensi.get(kode) or NOT_FILLED, aspects[1], 3)] for kode, name in POTENTIAL.items()]
    slide.table((MARGIN, TOP, half, 0), aspects, told, row=72, size=_RECORD_SIZE, bold=[0])
    columns = [TableColumn("Program", 190), TableColumn("Pelaksana", half - 280), TableColumn("Tahun", 90)]
    programmes = [
        [_short(words, column, 2) for words, column in zip((p.nama, p.pelaksana, p.tahun), columns, strict=True)]
        for p in records.program[:_PROGRAMMES]
    ] or [[NOT_FILLED, "–", "–"]]
    slide.table((MARGIN + half + 30, TOP, half, 0), columns, programmes, row=48, size=_RECORD_SIZE)
    rest = len(records.program) - _PROGRAMMES
    hint = f"Dan {rest} program lain." if rest > 0 else (
        "Diisi dari catatan pendampingan: inventarisasi program, Musdes, dan FGD."
    )  # fmt: skip
    slide.text((MARGIN, 476, ACROSS, 20), [[Part(hint, warna=TERANG.teks_redup)]])


def _short(words: str, column: TableColumn, lines: int) -> str:
    return cut_to_lines(words, column.lebar - CELL_MARGINS, lines, _RECORD_SIZE, HELVETICA)


def _next_steps(deck: Deck, facts: UnitFacts) -> None:
    slide = _slide(deck, facts, of_next_steps(facts), CAVEAT)
    heaviest = facts.heaviest[:3]
    if not heaviest:
        slide.text((MARGIN, TOP + 10, ACROSS, 120), [[Part("Belum ada indikator yang dapat menjadi dasar usulan. "
                   "Pastikan dahulu bahwa data desa ini ada dalam berkas sumber.")]], 20)  # fmt: skip
        return
    table = [TableColumn("Masalah", 200), TableColumn("Besarnya", 170), TableColumn("Yang dapat dibahas", 320),
             TableColumn("Bidang", 190)]  # fmt: skip
    rows = [
        [f.indicator.pendek, f"{number(f.rt)} {facts.edition.manifest.unit}, {percent(f.pct)}",
         SUGGESTIONS[f.kode].kegiatan, SUGGESTIONS[f.kode].bidang]
        for f in heaviest
    ]  # fmt: skip
    slide.table((MARGIN, TOP + 6, ACROSS, 0), table, rows, row=84, head=30, size=18, bold=[0])
