"""The canonical household table: place, desil, size, floor area, and the concepts of the dialect."""

from dataclasses import dataclass

import polars as pl

from dampingan.errors import SourceError
from dampingan.regions.crosswalk import How, crosswalk
from dampingan.sources.concepts import concept_expressions, number_expression
from dampingan.sources.dialect import Region
from dampingan.sources.quality import EXAMPLES, Example, Findings, safe_value
from dampingan.sources.reading import ROW
from dampingan.sources.tables import Table

OTHER_KABUPATEN_LIMIT = 0.01
"""Share of rows from another kabupaten above which the file is refused: it is not this kabupaten's."""

_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Households:
    """Canonical households and the link by which members find them.

    ``frame``: ``rt`` (row number of the household, no identifier), ``kode_desa``, ``desil`` (1-10),
    ``jumlah_art``, ``luas_lantai`` (m²), and a 1/0/null column for each concept the file can tell.
    ``keys``: ``kunci``, ``rt``.
    """

    frame: pl.DataFrame
    keys: pl.DataFrame
    unmatched: tuple[str, ...]


def build_households(table: Table, findings: Findings) -> Households:
    """Return the canonical households of a delivered table; rows that can't be placed are left out.

    Raises:
        SourceError: no row has a desil, none lies in the kabupaten, or the file is another kabupaten's.
    """
    rows = _without_doubles(table, findings)
    rows, unmatched = _placed(rows, table, findings)
    canonical = rows.with_row_index("rt").select(
        "rt",
        "kunci",
        ROW,
        "kode_desa",
        _desil(table).cast(pl.Int8).alias("desil"),
        *(_optional_number(table, name) for name in ("jumlah_art", "luas_lantai")),
        *concept_expressions(table.spec, table.decoded),
    )
    findings.add_rows("desil_kosong", canonical, pl.col("desil").is_null(), table.file)
    if canonical["desil"].null_count() == canonical.height:
        raise SourceError(
            f"Tidak satu pun desil di {table.file} terbaca.",
            mend=f"Isi kolom {table.spec.kolom[table.spec.desil[0].kolom].nama} dengan angka.",
        )
    keys = canonical.select("kunci", "rt").drop_nulls()
    return Households(canonical.drop("kunci", ROW), keys, unmatched)


def _without_doubles(table: Table, findings: Findings) -> pl.DataFrame:
    frame, file = table.frame, table.file
    findings.add_rows("kunci_kosong", frame, pl.col("kunci").is_null(), file)
    if frame["kunci"].null_count() == frame.height:
        raise SourceError(
            f"Nomor rumah tangga kosong di semua baris {file}.",
            mend="Minta ulang berkasnya dengan nomor rumah tangga terisi.",
        )
    if frame["kunci"].n_unique() + max(0, frame["kunci"].null_count() - 1) == frame.height:
        return frame
    doubled = ~pl.col("kunci").is_first_distinct() & pl.col("kunci").is_not_null()
    findings.add_rows("rt_ganda", frame, doubled, file)
    return frame.filter(~doubled)


def _optional_number(table: Table, name: str) -> pl.Expr:
    if name not in table.decoded:
        return pl.lit(None, dtype=pl.Float64).alias(name)
    return number_expression(name, table.decoded[name]).alias(name)


def _desil(table: Table) -> pl.Expr:
    """Return the desil of the first column that tells it; percentile 1-10 is desil 1, 11-20 desil 2."""
    way = next(way for way in table.spec.desil if way.kolom in table.decoded)
    value = number_expression(way.kolom, table.decoded[way.kolom])
    desil = ((value - 1) // 10 + 1) if way.jenis == "persentil" else value
    return pl.when(desil.is_between(1, 10)).then(desil)


def _placed(rows: pl.DataFrame, table: Table, findings: Findings) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Add ``kode_desa`` by the crosswalk and leave out the rows that have none."""
    region = table.spec.wilayah
    if region is None:
        raise ValueError(table.role)
    parts = _region_columns(region, table)
    text = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in parts], separator=_SEPARATOR)
    rows = rows.with_columns(text.alias("~wilayah"))
    places = rows["~wilayah"].unique(maintain_order=True)
    table_of_places = pl.DataFrame(
        [_resolve(dict(zip(parts, place.split(_SEPARATOR), strict=True)), region, table) for place in places],
        schema={"kode_desa": pl.String, "cara": pl.String, "sebutan": pl.String},
        orient="row",
    ).with_columns(places.alias("~wilayah"))
    rows = rows.join(table_of_places, on="~wilayah", how="left", maintain_order="left").drop("~wilayah")
    _report_places(rows, table, findings)
    unmatched = table_of_places.filter(pl.col("cara") == "tak_cocok")["sebutan"].unique().sort()
    return rows.filter(pl.col("kode_desa").is_not_null()), tuple(unmatched)


def _region_columns(region: Region, table: Table) -> list[str]:
    wanted = [name for way in region.kode for name in way] + [*region.kode_kecamatan]
    wanted += [name for name in (region.kecamatan, region.desa) if name]
    return [name for name in dict.fromkeys(wanted) if table.has(name)]


def _resolve(cells: dict[str, str], region: Region, table: Table) -> tuple[str | None, How, str]:
    codes = [_joined(way, cells, table) for way in region.kode if set(way) <= set(cells)]
    kecamatan = cells.get(region.kecamatan or "")
    desa = cells.get(region.desa or "")
    area = _joined(region.kode_kecamatan, cells, table) if set(region.kode_kecamatan) <= set(cells) else None
    code = next((code for code in codes if code), None)
    match = crosswalk().resolve(code, kecamatan_code=area, kecamatan=kecamatan, desa=desa)
    return match.kode_desa, match.cara, f"{code or 'tanpa kode'} {desa or ''} ({kecamatan or '-'})".strip()


def _joined(way: tuple[str, ...], cells: dict[str, str], table: Table) -> str | None:
    """Join the parts of a code, each padded to its width; None where a part is blank."""
    parts = []
    for name in way:
        digits = "".join(ch for ch in cells[name].removesuffix(".0") if ch.isdigit())
        if not digits:
            return None
        parts.append(digits.zfill(table.spec.kolom[name].lebar or 0))
    return "".join(parts) or None


def _report_places(rows: pl.DataFrame, table: Table, findings: Findings) -> None:
    how = pl.col("cara")
    elsewhere = rows.filter(how == "kabupaten_lain")
    if elsewhere.height > OTHER_KABUPATEN_LIMIT * rows.height:
        raise SourceError(
            f"{table.file} memuat rumah tangga dari kabupaten lain: {elsewhere.height} dari {rows.height} baris.",
            where=f"Pertama di baris {elsewhere[ROW][0]}, kode wilayah {_code_of(elsewhere)}.",
            mend="Berikan berkas yang hanya berisi Kabupaten Pemalang (kode 33.27).",
        )
    findings.add_rows("kabupaten_lain", rows, how == "kabupaten_lain", table.file, "kode wilayah")
    findings.add_rows("wilayah_dari_nama", rows, how == "nama", table.file, "nama desa")
    unknown = rows.filter(how == "tak_cocok")
    examples = [
        Example(berkas=table.file, baris=row, kolom="kode wilayah", nilai=_code(text))
        for row, text in unknown.head(EXAMPLES).select(ROW, "sebutan").iter_rows()
    ]
    findings.add("wilayah_tak_dikenal", unknown.height, rows.height, examples)
    if unknown.height + elsewhere.height == rows.height:
        raise SourceError(
            f"Tidak satu pun baris {table.file} dapat ditempatkan di Kabupaten Pemalang.",
            where=f"Misalnya baris {unknown[ROW][0]}, kode wilayah {_code_of(unknown)}.",
            mend="Periksa kolom kode wilayahnya: kode BPS 3327… atau kode Kemendagri 33.27….",
        )


def _code(mention: str) -> str:
    first = mention.split(" ", 1)[0]
    return first if first.isdigit() and len(first) <= 10 else safe_value(mention)


def _code_of(rows: pl.DataFrame) -> str:
    return _code(str(rows["sebutan"][0]))
