"""The monthly or yearly report of a Perangkat Daerah as a PDF (A4): as many pages as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dampingan.exports.agency_facts import AgencyReport
from dampingan.exports.agency_words import sid_words, span_words, summary_lines
from dampingan.exports.pdf_page import A4, MARGIN, Page, document, text_width, wrapped
from dampingan.exports.pdf_parts import FOOT, Column, foot, head, heading_row, title
from dampingan.formats import full_date, number, percent, rupiah
from dampingan.indicators import BY_KODE
from dampingan.measures.sid import MOST, RULE
from dampingan.palette import TERANG
from dampingan.records.terms import KEADAAN_TINDAK_LANJUT, STATUS_PROGRAM, TAHAP

_TOP, _BOTTOM = 76.0, A4[1] - FOOT - 14
_SIZE, _LEADING, _MOST_LINES = 8.0, 10.0, 3
_TITLE, _HEADS, _GAP = 22.0, 17.0, 22.0
"""Heights of a section's title and of its headings, and the space between two sections."""
_WIDE = A4[0] - 2 * MARGIN


@dataclass(frozen=True)
class Section:
    """A table with its finding and what is measured; ``kosong`` is said where it has no rows."""

    temuan: str
    ukuran: str
    kolom: Sequence[Column]
    baris: Sequence[Sequence[str]]
    kosong: str


@dataclass(frozen=True)
class Placed:
    """Rows of a section on a page, from ``y`` on; ``lanjutan``: its beginning stands on a page before."""

    bagian: Section
    baris: Sequence[Sequence[str]]
    y: float
    lanjutan: bool


def agency_pdf(report: AgencyReport) -> bytes:
    """Return the report: summary, desa, programmes, follow-ups, what took place, needs without a programme."""
    top = _opening_height(report)
    pages = laid_out(_sections(report), top)
    draws = [_drawn(report, placed, order, len(pages)) for order, placed in enumerate(pages)]
    return document(f"{report.judul}: {report.nama}", report.sumber, draws)


def laid_out(sections: Sequence[Section], top: float) -> list[list[Placed]]:
    """Return the pages: every row of every section once, in order, none beyond the foot.

    Args:
        sections: one below the other.
        top: where the first section begins on the first page.
    """
    pages: list[list[Placed]] = [[]]
    y = top
    for section in sections:
        rows = list(section.baris)
        if y + _TITLE + _HEADS + (_height(section, rows[0]) if rows else _LEADING) > _BOTTOM:
            pages.append([])
            y = _TOP
        first = True
        while rows or first:
            y_rows = y + _TITLE + _HEADS
            fitting = _fitting(section, rows, y_rows)
            pages[-1].append(Placed(section, rows[:fitting], y, lanjutan=not first))
            y = y_rows + sum(_height(section, row) for row in rows[:fitting]) + (_GAP if rows else _GAP + _LEADING)
            rows, first = rows[fitting:], False
            if rows:
                pages.append([])
                y = _TOP
    return pages


def _fitting(section: Section, rows: Sequence[Sequence[str]], y: float) -> int:
    """Return how many rows fit from ``y`` to the foot; at least one."""
    count = 0
    for row in rows:
        y += _height(section, row)
        if y > _BOTTOM and count:
            break
        count += 1
    return count


def _height(section: Section, row: Sequence[str]) -> float:
    lines = max(len(_lines(words, column)) for words, column in zip(row, section.kolom, strict=True))
    return lines * _LEADING + 6


def _lines(words: str, column: Column) -> list[str]:
    """Return a cell in at most ``_MOST_LINES`` lines, each no wider than its column; a number stays whole."""
    if column.sisi == "kanan":
        return [words]
    lines = wrapped(words, column.lebar - 6, _SIZE)
    kept = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])] if len(lines) > _MOST_LINES else lines
    return [_cut(line, column.lebar - 6) for line in kept]


def _size(words: str, column: Column) -> float:
    """Return the size of a cell's letters: a number too wide for its column is written smaller, never cut."""
    if column.sisi != "kanan":
        return _SIZE
    return _SIZE * min(1.0, (column.lebar - 6) / max(text_width(words, _SIZE), 1.0))


def _cut(words: str, width: float) -> str:
    """Return a line, or as much of its beginning as fits with an ellipsis."""
    if text_width(words, _SIZE) <= width:
        return words
    while words and text_width(f"{words}…", _SIZE) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _drawn(report: AgencyReport, placed: Sequence[Placed], order: int, count: int) -> Callable[[Page], None]:
    def draw(page: Page) -> None:
        head(page, report.edition, f"Laporan {report.span.jenis}")
        if order == 0:
            _opening(page, report)
        for part in placed:
            _section(page, part)
        foot(page, report.edition, report.nama, order + 1, count)

    return draw


def _section(page: Page, placed: Placed) -> None:
    section = placed.bagian
    finding = f"{section.temuan} (lanjutan)" if placed.lanjutan else section.temuan
    y = title(page, MARGIN, placed.y, finding, section.ukuran, _WIDE)
    if not section.baris:
        page.text(MARGIN, y + 8, section.kosong, 9, colour=TERANG.teks_redup)
        return
    y = heading_row(page, MARGIN, y + 12, section.kolom)
    for row in placed.baris:
        x = MARGIN
        for column, words in zip(section.kolom, row, strict=True):
            for place, line in enumerate(_lines(words, column)):
                foot_y = y + 11 + place * _LEADING
                right = column.sisi == "kanan"
                page.text(x + column.lebar if right else x, foot_y, line, _size(line, column), side=column.sisi)
            x += column.lebar
        y += _height(section, row)
        page.line(MARGIN, y, MARGIN + sum(c.lebar for c in section.kolom), y, thickness=0.3)


def _opening(page: Page, report: AgencyReport) -> None:
    """Write what the report is, its sources and the key figures."""
    y = page.paragraph(MARGIN, _TOP, report.nama, _WIDE, 18, face="Bold", leading=1.2)
    page.text(MARGIN, y - 2, report.judul, 12, face="SemiBold", width=_WIDE)
    y = page.paragraph(MARGIN, y + 14, f"{span_words(report)}. {report.sumber}.", _WIDE, 8.5, colour=TERANG.teks_redup)
    y += 4
    for name, words in summary_lines(report):
        page.text(MARGIN, y + 8, name, 9, face="SemiBold")
        y = page.paragraph(MARGIN + 130, y + 8, words, _WIDE - 130, 9) - 4
    page.paragraph(MARGIN, y + 10, RULE, _WIDE, 7.5, colour=TERANG.teks_redup)


def _opening_height(report: AgencyReport) -> float:
    """Return where the first section begins: as ``_opening`` writes, line by line."""
    y = _TOP + 18 * 1.2 * len(wrapped(report.nama, _WIDE, 18, "Bold")) + 14
    y += 8.5 * 1.4 * len(wrapped(f"{span_words(report)}. {report.sumber}.", _WIDE, 8.5)) + 4
    y += sum(4 + 9 * 1.4 * len(wrapped(words, _WIDE - 130, 9)) for _, words in summary_lines(report))
    return y + 36 + 7.5 * 1.4 * len(wrapped(RULE, _WIDE, 7.5))


def _sections(report: AgencyReport) -> list[Section]:
    sections = [_desa(report), _programmes(report), _follow_ups(report), _happened(report)]
    return sections if report.kesenjangan is None else [*sections, _gaps(report)]


def _desa(report: AgencyReport) -> Section:
    unit = report.edition.manifest.unit
    columns = [Column("Desa/kelurahan", 93, "kiri"), Column("Kelas", 44, "kiri"), Column("Desil 1", 38),
               Column("Persen", 42), Column("", 8), Column("Tahap", 56, "kiri"),
               Column("Berikutnya, tenggat", 102, "kiri"), Column("SID", 50, "kiri"), Column("Pagu", 82)]  # fmt: skip
    rows = [
        [
            f"{r['nama']}, {r['kecamatan']}", (r["kelas"] or "belum dinilai").capitalize(), number(r["rt_desil1"]),
            percent(r["pct_desil1"]), "", TAHAP.get(r["tahap"], "belum dicatat"), _awaited(r), sid_words(r),
            rupiah(r["pagu"]),
        ]
        for r in report.desa.to_dicts()
    ]  # fmt: skip
    measure = f"Desil 1: {unit}; SID: skor dari {MOST}, hitungan sendiri, tidak resmi; pagu {report.span.tahun}."
    return Section("Desa dan kelurahan dampingan", measure, columns, rows, "Belum ada penugasan dalam tahun ini.")


def _awaited(row: dict[str, object]) -> str:
    stage = TAHAP.get(str(row["berikut"]))
    if stage is None:
        return "–"
    late = f", terlambat {number(days)} hari" if isinstance(days := row["hari_lewat"], int) else ""
    due = "tanpa tenggat" if row["tenggat"] is None else _day(row["tenggat"])
    return f"{stage}, {due}{late}"


def _programmes(report: AgencyReport) -> Section:
    columns = [Column("Desa/kelurahan", 80, "kiri"), Column("Kegiatan", 133, "kiri"), Column("Pelaksana", 94, "kiri"),
               Column("Status", 64, "kiri"), Column("Pagu", 72), Column("Realisasi", 72)]  # fmt: skip
    rows = [
        [r["nama"], r["kegiatan"] or r["program"], r["pemilik"], STATUS_PROGRAM[r["status"]], number(r["pagu"]),
         number(r["realisasi"])]
        for r in report.program.to_dicts()
    ]  # fmt: skip
    measure = "Rupiah; program sendiri di atas, lalu program pihak lain di desa yang sama."
    return Section(f"Program tahun {report.span.tahun}", measure, columns, rows, "Belum ada program yang tercatat.")


def _follow_ups(report: AgencyReport) -> Section:
    columns = [Column("Tindak lanjut", 225, "kiri"), Column("Penanggung jawab", 130, "kiri"),
               Column("Tenggat", 85, "kiri"), Column("Keadaan", 75, "kiri")]  # fmt: skip
    rows = [
        [r["uraian"], r["penanggung"], _day(r["tenggat"]),
         KEADAAN_TINDAK_LANJUT[r["keadaan"]] + (
             f", terlambat {number(r['hari_lewat'])} hari" if r["terlambat"] else "")]
        for r in report.tindak_lanjut.to_dicts()
    ]  # fmt: skip
    measure = "Tindak lanjutnya sendiri, dan dari FGD tentang desa dampingannya."
    return Section("Tindak lanjut FGD", measure, columns, rows, "Belum ada tindak lanjut yang tercatat.")


def _happened(report: AgencyReport) -> Section:
    columns = [Column("Tanggal", 110, "kiri"), Column("Desa/kelurahan", 150, "kiri"), Column("Apa", 255, "kiri")]
    rows = [[_day(r["tanggal"]), r["nama"], r["apa"]] for r in report.kegiatan.to_dicts()]
    measure = "Tahap yang tercapai, Musdes/Muskel, FGD, dan pemeriksaan SID di desa dampingannya."
    nothing = "Tidak ada yang tercatat dalam masa laporan ini."
    return Section(f"Yang terlaksana, {report.span.kata}", measure, columns, rows, nothing)


def _gaps(report: AgencyReport) -> Section:
    unit = report.edition.manifest.unit
    columns = [Column("Desa/kelurahan", 190, "kiri"), Column("Indikator", 225, "kiri"), Column("Membutuhkan", 100)]
    gaps = report.kesenjangan
    rows = [] if gaps is None else [
        [f"{r['nama']}, {r['kecamatan']}", BY_KODE[r["indikator"]].pendek, number(r["rt"])] for r in gaps.to_dicts()
    ]  # fmt: skip
    return Section(
        "Kebutuhan tanpa program", f"{unit.capitalize()} desil {report.edition.desil} yang membutuhkan, tanpa satu pun "
        f"program tahun {report.span.tahun}.", columns, rows, "Tiap kebutuhan dijawab paling sedikit satu program.",
    )  # fmt: skip


def _day(day: object) -> str:
    return "–" if day is None else full_date(day)  # type: ignore[arg-type]
