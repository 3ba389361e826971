"""The gap sheet as a workbook: need, answer and gap by unit and indicator, the matrix, the sums, the programmes."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dampingan.exports.cells import Book, Field
from dampingan.exports.facts import Edition
from dampingan.formats import joined
from dampingan.indicators import BY_KODE, INDICATORS
from dampingan.measures.gap import ARITHMETIC, PLACE, STATE_MEANINGS, STATES, TWICE
from dampingan.records.terms import STATUS_PROGRAM, SUMBER_DANA


@dataclass(frozen=True)
class GapFacts:
    """What a gap workbook tells.

    ``sheet``: of ``gap.gap_sheet``; ``totals``: of ``gap_totals.by_indicator``; ``programmes``: those that count, with
    ``pemilik``; ``years``: theirs; ``told``: place, desil and period in words; ``source``: of the records.
    """

    sheet: pl.DataFrame
    totals: pl.DataFrame
    programmes: pl.DataFrame
    years: tuple[int, ...]
    told: str
    source: str


def gap_workbook(edition: Edition, facts: GapFacts) -> bytes:
    """Return the workbook.

    Args:
        edition: the snapshot with its rules, whose notes stand on the last sheet.
        facts: what it tells.
    """
    book = Book(edition, "Kesenjangan: kebutuhan, program, dan sisa")
    unit = edition.manifest.unit.capitalize()
    book.table("Kesenjangan", _gap_fields(unit), _gap_rows(facts.sheet), landscape=True)
    fields = [Field("Kode", lebar=15), Field("Desa/kelurahan", lebar=20), Field("Kecamatan", lebar=16),
              *(Field(i.pendek, lebar=17) for i in INDICATORS)]  # fmt: skip
    book.table("Matriks", fields, _matrix(facts.sheet), landscape=True)
    book.table("Per indikator", _total_fields(unit), _total_rows(facts.totals), landscape=True)
    book.table("Program", _PROGRAMME_FIELDS, _programme_rows(facts), landscape=True)
    book.table("Cara membaca", [Field("Hal", lebar=26), Field("Isi", lebar=110, lipat=True)], _reading(facts))
    return book.content()


def gap_list(sheet: pl.DataFrame) -> pl.DataFrame:
    """Return the sheet as a list for a table or CSV: words for indicator, state and Perangkat Daerah."""
    return sheet.with_columns(
        indikator=pl.col("indikator").replace_strict({k: i.judul for k, i in BY_KODE.items()}),
        keadaan=pl.col("keadaan").replace_strict(STATES),
        perangkat=pl.col("perangkat").list.join("; "),
    )


def gap_titles(unit: str) -> dict[str, str]:
    """Return the columns of a list and their headings; ``unit`` is what is counted, capitalised."""
    return {
        "kode_desa": "Kode", "nama": "Desa/kelurahan", "kecamatan": "Kecamatan", "jenis": "Jenis", "kelas": "Kelas",
        "indikator": "Indikator", "keadaan": "Keadaan", "rt": f"{unit} membutuhkan",
        "rt_diketahui": f"{unit} diketahui", "rt_terlayani": f"Penerima ({unit.lower()})",
        "orang_terlayani": "Penerima (orang)", "lain_terlayani": "Penerima (satuan lain)",
        "penerima_kosong": "Program tanpa jumlah penerima", "sisa": "Sisa", "lebih": "Lebih dari kebutuhan",
        "program": "Program", "perangkat": "Pelaksana", "pagu": "Pagu (Rp)", "pagu_kosong": "Program tanpa pagu",
        "realisasi": "Realisasi (Rp)", "realisasi_kosong": "Program tanpa realisasi",
    }  # fmt: skip


_TEXTS = (*PLACE, "indikator", "keadaan", "perangkat")
_WIDE = {"nama": 20, "kecamatan": 16, "indikator": 36, "keadaan": 22, "perangkat": 40, "pagu": 17, "realisasi": 17}


def _gap_fields(unit: str) -> list[Field]:
    return [
        Field(title, "teks" if name in _TEXTS else "jumlah", _WIDE.get(name, 14))
        for name, title in gap_titles(unit).items()
    ]


def _gap_rows(sheet: pl.DataFrame) -> Sequence[Sequence[object]]:
    return gap_list(sheet).select(*gap_titles("")).rows()


def _matrix(sheet: pl.DataFrame) -> list[list[object]]:
    """Return one row a unit: in each cell the state, and the households that are left."""
    rows: dict[str, list[object]] = {}
    for row in sheet.to_dicts():
        place = [row["kode_desa"], row["nama"], row["kecamatan"]]
        rows.setdefault(row["kode_desa"], place).append(_cell(row))
    return list(rows.values())


def _cell(row: dict[str, object]) -> str:
    words = STATES[str(row["keadaan"])]
    return f"{words}: {row['sisa']}" if row["sisa"] else words


def _total_fields(unit: str) -> list[Field]:
    return [
        Field("Indikator", lebar=40), Field(f"{unit} membutuhkan", "jumlah"), Field("Desa membutuhkan", "jumlah"),
        Field("Desa belum tersentuh", "jumlah"), Field(f"{unit} di desa belum tersentuh", "jumlah", 16),
        Field("Program", "jumlah"), Field(f"Penerima ({unit.lower()})", "jumlah"), Field("Sisa", "jumlah"),
        Field("Lebih dari kebutuhan", "jumlah"), Field("Pagu (Rp)", "jumlah", 18),
        Field("Realisasi (Rp)", "jumlah", 18), Field("Desa tidak tersedia", "jumlah"),
    ]  # fmt: skip


def _total_rows(totals: pl.DataFrame) -> Sequence[Sequence[object]]:
    names = pl.col("indikator").replace_strict({k: i.judul for k, i in BY_KODE.items()})
    return totals.select(
        names, "rt", "desa", "desa_tanpa", "rt_tanpa", "program", "rt_terlayani", "sisa", "lebih", "pagu", "realisasi",
        "tidak_tersedia",
    ).rows()  # fmt: skip


_PROGRAMME_FIELDS = [
    Field("Kode", lebar=15), Field("Desa/kelurahan", lebar=20), Field("Tahun", "tahun", 8),
    Field("Pelaksana", lebar=34), Field("Program", lebar=34),
    Field("Kegiatan", lebar=40), Field("Indikator", lebar=40), Field("Sumber dana", lebar=18),
    Field("Pagu (Rp)", "jumlah", 17), Field("Realisasi (Rp)", "jumlah", 17), Field("Penerima", "jumlah", 11),
    Field("Satuan", lebar=16), Field("Status", lebar=13), Field("Contoh", lebar=9),
]  # fmt: skip


def _programme_rows(facts: GapFacts) -> list[list[object]]:
    names = dict(facts.sheet.select("kode_desa", "nama").iter_rows())
    return [
        [p["kode_desa"], names[p["kode_desa"]], p["tahun"], p["pemilik"], p["program"], p["kegiatan"],
         joined([BY_KODE[k].pendek for k in p["indikator"]]), SUMBER_DANA.get(p["sumber_dana"] or ""), p["pagu"],
         p["realisasi"], p["penerima"], p["satuan"], STATUS_PROGRAM[p["status"]], "contoh" if p["contoh"] else None]
        for p in facts.programmes.sort("kode_desa", "tahun", "program").to_dicts()
    ]  # fmt: skip


def _reading(facts: GapFacts) -> list[tuple[str, str]]:
    years = joined([str(year) for year in facts.years]) or "tidak ada"
    return [
        ("Lingkup", facts.told),
        ("Program tahun", years),
        ("Sumber catatan", facts.source),
        ("Sisa", ARITHMETIC),
        ("Dua indikator", TWICE),
        *((STATES[state], f"{words[0].upper()}{words[1:]}.") for state, words in STATE_MEANINGS.items()),
    ]
