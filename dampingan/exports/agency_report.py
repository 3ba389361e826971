"""The monthly or yearly report of a Perangkat Daerah as a workbook (XLSX)."""

from dampingan.exports.agency_facts import AgencyReport
from dampingan.exports.agency_words import sid_words, span_words, summary_lines
from dampingan.exports.cells import Book, Field
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date
from dampingan.indicators import BY_KODE
from dampingan.measures.sid import MOST, RULE
from dampingan.records.terms import KEADAAN_TINDAK_LANJUT, STATUS_PROGRAM, SUMBER_DANA, TAHAP
from dampingan.regions.reference import TAHUN_IDM


def agency_workbook(report: AgencyReport) -> bytes:
    """Return the report: summary, desa, programmes, follow-ups, what took place, needs without a programme, notes."""
    book = Book(report.edition, f"{report.judul}: {report.nama}")
    _summary(book, report)
    _desa(book, report)
    _programmes(book, report)
    _follow_ups(book, report)
    _happened(book, report)
    if report.kesenjangan is not None:
        _gaps(book, report)
    return book.content()


def _summary(book: Book, report: AgencyReport) -> None:
    page = book.sheet("Ringkasan")
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    book.put(page, 0, 0, report.nama, bold=True, font_size=14)
    book.put(page, 1, 0, report.judul, bold=True)
    rows = [
        ("Masa laporan", span_words(report)),
        ("Sumber angka desa", report.edition.sumber),
        ("Sumber catatan", report.sumber),
        *summary_lines(report),
        ("Skor SID", RULE),
    ]
    for order, (name, words) in enumerate(rows, 3):
        strong = words.startswith(SAMPLE_WORDS) or f": {SAMPLE_WORDS}" in words
        book.put(page, order, 0, name, bold=True, valign="top")
        book.put(page, order, 1, words, text_wrap=True, valign="top", bold=strong)


def _desa(book: Book, report: AgencyReport) -> None:
    unit = report.edition.manifest.unit.capitalize()
    fields = [
        Field("Kode", lebar=15), Field("Desa/kelurahan", lebar=20), Field("Kecamatan", lebar=16), Field("Kelas"),
        Field(f"{unit} desil 1", "jumlah"), Field("Persen desil 1", "persen"),
        Field(f"Status IDM {TAHUN_IDM}", lebar=16),
        Field("Tahap"), Field("Tercapai", lebar=18), Field("Berikutnya"), Field("Tenggat", lebar=18),
        Field("Hari lewat tenggat", "jumlah"), Field(f"Skor SID (dari {MOST}, tidak resmi)", lebar=20),
        Field("Program", "jumlah"), Field("Pagu (Rp)", "jumlah", 18), Field("Realisasi (Rp)", "jumlah", 18),
    ]  # fmt: skip
    rows = [
        [
            r["kode_desa"], r["nama"], r["kecamatan"], r["kelas"] or "belum dinilai", r["rt_desil1"], r["pct_desil1"],
            r["status_idm"] or "–", TAHAP.get(r["tahap"], "belum dicatat"), _day(r["tanggal"]),
            TAHAP.get(r["berikut"], "–"), _day(r["tenggat"]), r["hari_lewat"], sid_words(r), r["program"], r["pagu"],
            r["realisasi"],
        ]
        for r in report.desa.to_dicts()
    ]  # fmt: skip
    book.table("Desa", fields, rows, landscape=True)


def _programmes(book: Book, report: AgencyReport) -> None:
    fields = [
        Field("Desa/kelurahan", lebar=20), Field("Pelaksana", lebar=30, lipat=True),
        Field("Program", lebar=30, lipat=True), Field("Kegiatan", lebar=40, lipat=True),
        Field("Indikator", lebar=30, lipat=True), Field("Sumber dana", lebar=16), Field("Pagu (Rp)", "jumlah", 18),
        Field("Realisasi (Rp)", "jumlah", 18), Field("Target", "rasio"), Field("Satuan"), Field("Penerima", "jumlah"),
        Field("Status"),
    ]  # fmt: skip
    rows = [
        [
            r["nama"], r["pemilik"], r["program"], r["kegiatan"], ", ".join(BY_KODE[k].pendek for k in r["indikator"]),
            SUMBER_DANA.get(r["sumber_dana"] or ""), r["pagu"], r["realisasi"], r["target"], r["satuan"], r["penerima"],
            STATUS_PROGRAM[r["status"]],
        ]
        for r in report.program.to_dicts()
    ]  # fmt: skip
    book.table(f"Program {report.span.tahun}", fields, rows, landscape=True)


def _follow_ups(book: Book, report: AgencyReport) -> None:
    fields = [
        Field("Tanggal FGD", lebar=18), Field("Tindak lanjut", lebar=60, lipat=True),
        Field("Penanggung jawab", lebar=32, lipat=True),
        Field("Tenggat", lebar=18), Field("Keadaan"), Field("Hari lewat tenggat", "jumlah"),
        Field("Keterangan", lebar=40, lipat=True),
    ]  # fmt: skip
    rows = [
        [_day(r["tanggal"]), r["uraian"], r["penanggung"], _day(r["tenggat"]), KEADAAN_TINDAK_LANJUT[r["keadaan"]],
         r["hari_lewat"], r["keterangan"]]
        for r in report.tindak_lanjut.to_dicts()
    ]  # fmt: skip
    book.table("Tindak lanjut", fields, rows, landscape=True)


def _happened(book: Book, report: AgencyReport) -> None:
    fields = [Field("Tanggal", lebar=20), Field("Desa/kelurahan", lebar=24), Field("Apa", lebar=50)]
    rows = [[_day(r["tanggal"]), r["nama"], r["apa"]] for r in report.kegiatan.to_dicts()]
    book.table("Terlaksana", fields, rows)


def _gaps(book: Book, report: AgencyReport) -> None:
    unit = report.edition.manifest.unit.capitalize()
    fields = [Field("Desa/kelurahan", lebar=24), Field("Kecamatan", lebar=18), Field("Indikator", lebar=44),
              Field(f"{unit} yang membutuhkan", "jumlah", 20)]  # fmt: skip
    gaps = report.kesenjangan
    rows = [] if gaps is None else [
        [r["nama"], r["kecamatan"], BY_KODE[r["indikator"]].judul, r["rt"]] for r in gaps.to_dicts()
    ]  # fmt: skip
    book.table("Kebutuhan tanpa program", fields, rows)


def _day(day: object) -> str | None:
    return None if day is None else full_date(day)  # type: ignore[arg-type]
