"""Workbooks (XLSX): one desa, the per-desa table, and the annex of a decree."""

from collections.abc import Collection, Mapping

import polars as pl

from dampingan.config import KABUPATEN
from dampingan.exports.cells import Book, Field, Kind, lines_of
from dampingan.exports.facts import Edition, IndicatorFact, UnitFacts, unit_facts, units_of
from dampingan.exports.kabupaten import kecamatan_lines
from dampingan.exports.notes import source_line
from dampingan.exports.tables import SAMPLE_WORDS, SOURCE_COLUMN
from dampingan.exports.unit_records import NOT_FILLED, POTENTIAL, UnitRecords
from dampingan.formats import NOT_AVAILABLE, period
from dampingan.indicators import BY_KODE
from dampingan.measures.selection import Selection, select_targets
from dampingan.regions.reference import TAHUN_IDM

_KINDS: dict[str, Kind] = {"lq_desil1": "rasio", "idm": "indeks", "tahun_idm": "tahun"}
_PROFILE = (30, 48, 60)
"""Widths of the profile's columns, characters."""
_WIDTHS = {"nama": 22, "kecamatan": 18, "alasan": 60, SOURCE_COLUMN: 50, "kode_desa": 15}


def unit_workbook(edition: Edition, kode_desa: str, *, records: UnitRecords | None = None) -> bytes:
    """Return the workbook of one unit: profile, indicators, school age, what comes together, records, notes.

    Args:
        edition: the snapshot with its rules.
        kode_desa: the unit.
        records: what is recorded of it.

    Raises:
        RegionError: the code is not one of the kabupaten's.
    """
    facts = unit_facts(edition, kode_desa)
    book = Book(edition, f"Profil {facts.nama}")
    _profile(book, facts)
    _indicators(book, facts)
    _school(book, facts)
    _together(book, facts)
    _records(book, records or UnitRecords())
    return book.content()


def _profile(book: Book, facts: UnitFacts) -> None:
    unit, edition = facts.unit, facts.edition
    name = edition.manifest.unit
    rows: list[tuple[str, object, Kind, str]] = [
        ("Nama", facts.nama, "teks", ""),
        ("Jenis", unit["jenis"], "teks", ""),
        ("Kecamatan", unit["kecamatan"], "teks", ""),
        ("Kode Kemendagri", facts.kode, "teks", ""),
        ("Kode BPS", unit["kode_bps"] or "belum ada", "teks", ""),
        ("Periode", period(edition.manifest.periode), "teks", ""),
        ("Kelas", unit["kelas"] or "belum dinilai", "teks", edition.rules.sebutan),
        ("Alasan", unit["alasan"], "teks", edition.rule),
        (f"{name.capitalize()} desil 1", unit["rt_desil1"], "jumlah", name),
        ("Jiwa desil 1", unit["jiwa_desil1"], "jumlah", "jiwa"),
        (f"{name.capitalize()} dalam berkas", unit["rt"], "jumlah", name),
        ("Jiwa dalam berkas", unit["jiwa"], "jumlah", "jiwa"),
        ("Bagian desil 1", unit["pct_desil1"], "persen", f"persen {name} dalam berkas"),
        ("Bagian desil 1, kecamatan", facts.kecamatan.get("pct_desil1"), "persen", f"persen {name} dalam berkas"),
        ("Bagian desil 1, kabupaten", edition.kabupaten["pct_desil1"], "persen", f"persen {name} dalam berkas"),
        ("Pangsa desil 1 kabupaten", unit["pangsa_desil1"], "persen", f"persen {name} desil 1 kabupaten"),
        ("Peringkat jumlah desil 1", unit["peringkat"], "jumlah", f"dari {edition.ranked}; 1 = terbanyak"),
        (f"IDM {TAHUN_IDM}", unit["idm"], "indeks", str(unit["status_idm"] or "tidak ada")),
    ]
    page = book.sheet("Profil")
    for column, width in enumerate(_PROFILE):
        page.set_column(column, column, width)
    book.put(page, 0, 0, f"Profil {facts.nama}", bold=True, font_size=14)
    book.put(page, 1, 0, edition.sumber, bold=edition.manifest.contoh)
    for order, (label, value, kind, remark) in enumerate(rows, 3):
        page.set_row(order, 15 * max(lines_of(value, _PROFILE[1]), lines_of(remark, _PROFILE[2])))
        book.put(page, order, 0, label, bold=True, valign="top")
        shown = value if value is not None else "tidak ada data"
        book.put(page, order, 1, shown, kind, align="left", text_wrap=True, valign="top")
        book.put(page, order, 2, remark, text_wrap=True, valign="top")


def _indicators(book: Book, facts: UnitFacts) -> None:
    unit = facts.edition.manifest.unit.capitalize()
    fields = [Field("Nomor", "jumlah", 8), Field("Indikator", lebar=48), Field("Tersedia", lebar=16),
              Field(unit, "jumlah"), Field("Diketahui", "jumlah"), Field("Tidak diketahui", "jumlah"),
              Field("Jiwa", "jumlah"), Field("Persen", "persen"), Field("Persen kecamatan", "persen"),
              Field("Persen kabupaten", "persen")]  # fmt: skip
    rows = [_indicator_row(order, fact) for order, fact in enumerate(facts.indikator, 1)]
    book.table("Indikator", fields, rows, landscape=True)


def _indicator_row(order: int, fact: IndicatorFact) -> list[object]:
    told = "ya" if fact.tersedia else NOT_AVAILABLE
    return [order, fact.indicator.judul, told, fact.rt, fact.rt_diketahui, fact.rt_tidak_diketahui, fact.jiwa,
            fact.pct, fact.pct_kecamatan, fact.pct_kabupaten]  # fmt: skip


def _school(book: Book, facts: UnitFacts) -> None:
    fields = [Field("Umur"), Field("Jenjang"), Field("Anak", "jumlah"), Field("Tidak bersekolah", "jumlah", 18),
              Field("Persen", "persen")]  # fmt: skip
    rows = [
        [f"{b.umur} tahun", b.jenjang or "semua", b.jiwa, b.jiwa_tidak_sekolah, b.pct_tidak_sekolah]
        for b in facts.school
    ]
    book.table("Usia sekolah", fields, rows)


def _together(book: Book, facts: UnitFacts) -> None:
    unit = facts.edition.manifest.unit.capitalize()
    many = [Field("Banyaknya masalah", "jumlah", 20), Field(f"{unit}, semua jawaban diketahui", "jumlah", 26),
            Field("Persen", "persen"), Field("Sekian atau lebih, pasti", "jumlah", 24),
            Field("Sekian atau lebih, mungkin", "jumlah", 26)]  # fmt: skip
    book.table("Banyaknya masalah", many, [
        [row.banyak, row.rt, row.pct, row.rt_mulai_pasti, row.rt_mulai_mungkin] for row in facts.together.how_many
    ])  # fmt: skip
    pair = [Field("Masalah", lebar=28), Field("Bersama", lebar=28), Field(unit, "jumlah")]
    rows = [[BY_KODE[p.kode].pendek, BY_KODE[p.dengan].pendek, p.rt] for p in facts.together.pairs]
    book.table("Pasangan masalah", pair, rows)


def _records(book: Book, records: UnitRecords) -> None:
    potential = [["Potensi", name, records.potensi.get(kode) or NOT_FILLED, "", ""] for kode, name in POTENTIAL.items()]
    programmes = [["Program", p.nama, "", p.pelaksana, p.tahun] for p in records.program]
    fields = [
        Field("Catatan"),
        Field("Nama", lebar=36),
        Field("Isi", lebar=60, lipat=True),
        Field("Pelaksana", lebar=28),
        Field("Tahun"),
    ]
    book.table("Potensi dan program", fields, potential + (programmes or [["Program", NOT_FILLED, "", "", ""]]))


def desa_workbook(edition: Edition, codes: Collection[str] | None = None) -> bytes:
    """Return the per-desa table as a workbook, with the kecamatan's totals and notes.

    Args:
        edition: the snapshot with its rules.
        codes: the units to show, or None for all of the edition's part; shares, ranks and classes are those among all.

    Raises:
        RegionError: a code is not one of the kabupaten's.
    """
    chosen = edition.part_table if codes is None else units_of(edition, codes)
    table = chosen.with_columns(pl.lit(source_line(edition.manifest)).alias(SOURCE_COLUMN))
    book = Book(edition, f"Tabel desa {KABUPATEN}")
    fields = [Field(c, _kind(c, kind), _WIDTHS.get(c, max(11, len(c) + 3))) for c, kind in table.schema.items()]
    book.table("Desa", fields, table.rows(), landscape=True)
    _kecamatan(book, edition)
    return book.content()


def _kecamatan(book: Book, edition: Edition) -> None:
    counted = f"{edition.manifest.unit.capitalize()} desil {edition.desil}"
    fields = [Field("Kecamatan", lebar=20), Field(counted, "jumlah", 22), Field("Jiwa", "jumlah"),
              Field("Persen dari berkas", "persen"), Field("Persen dari kabupaten", "persen"),
              Field("Merah", "jumlah"), Field("Desa/kelurahan", "jumlah")]  # fmt: skip
    lines = kecamatan_lines(edition)
    rows = [[line.nama, line.rt, line.jiwa, line.pct, line.pangsa, line.merah, line.unit] for line in lines]
    book.table("Kecamatan", fields, rows)


def _kind(column: str, kind: pl.DataType) -> Kind:
    if kind == pl.String:
        return "teks"
    if column.startswith(("pct_", "pangsa_", "selisih_")):
        return "persen"
    return _KINDS.get(column, "jumlah")


def annex_workbook(
    edition: Edition, selection: Selection | None = None, *, companions: Mapping[str, str] | None = None
) -> bytes:
    """Return the annex of a decree: the chosen desa and kelurahan by kecamatan, to be completed and signed.

    Args:
        edition: the snapshot with its rules.
        selection: the chosen units; by default those of the rule in force.
        companions: ``kode_desa`` to the Perangkat Daerah that accompanies it, where that is known.
    """
    chosen = (selection or select_targets(edition.table, edition.rules.sasaran)).terpilih.sort("kode_desa").to_dicts()
    book = Book(edition, "Lampiran: desa dan kelurahan dampingan")
    page = book.sheet("Lampiran", landscape=True)
    fields = [Field("Nomor", "jumlah", 8), Field("Kecamatan", lebar=18), Field("Desa/Kelurahan", lebar=22),
              Field("Jenis", lebar=11), Field("Kode Kemendagri", lebar=17),
              Field(f"{edition.manifest.unit.capitalize()} desil 1", "jumlah", 14),
              Field("Persen desil 1", "persen", 11), Field(f"Status IDM {TAHUN_IDM}", lebar=18),
              Field("Dasar", lebar=16),
              Field("Perangkat Daerah pendamping", lebar=36)]  # fmt: skip
    rows = [
        [order, u["kecamatan"], u["nama"], u["jenis"], u["kode_desa"], u["rt_desil1"], u["pct_desil1"],
         u["status_idm"] or "–", _BASES[u["dasar"]], (companions or {}).get(u["kode_desa"], "")]
        for order, u in enumerate(chosen, 1)
    ]  # fmt: skip
    top = _annex_head(book, page, edition)
    book.put_table(page, top, fields, rows, border=1)
    page.repeat_rows(top)
    below = top + len(rows) + 2
    book.put(page, below, 1, f"{edition.sumber}. Dasar pilihan: {edition.rules.sebutan}.", italic=True)
    for order, words in enumerate(("BUPATI PEMALANG,", "", "", "", "(……………………………)")):
        book.put(page, below + 2 + order, 9, words, align="center")
    return book.content()


_BASES = {"merah": "desa merah", "jumlah": "jumlah desil 1"}


def _annex_head(book: Book, page: object, edition: Edition) -> int:
    """Write the annex' heading; return the row of the table's heading."""
    for row, words in enumerate(("LAMPIRAN", "KEPUTUSAN BUPATI PEMALANG", "NOMOR       :", "TANGGAL   :")):
        book.put(page, row, 8, words, bold=row < 2)
    book.put(page, 5, 0, "DAFTAR DESA DAN KELURAHAN DAMPINGAN", bold=True, font_size=13)
    mark = f"{SAMPLE_WORDS} · " if edition.manifest.contoh else ""
    book.put(page, 6, 0, f"{mark}RANCANGAN: {edition.rules.sebutan}", bold=True)
    return 8
