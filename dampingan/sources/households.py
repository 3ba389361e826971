"""The canonical household table: place, desil, size, floor area, and the concepts of the dialect."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from dampingan.errors import SourceError
from dampingan.regions.crosswalk import How, crosswalk
from dampingan.sources.concepts import concept_expressions, number_expression
from dampingan.sources.dialect import DesilWay, Region
from dampingan.sources.quality import EXAMPLES, Example, Findings, safe_code, safe_place
from dampingan.sources.reading import ROW
from dampingan.sources.tables import Table, key_expression
from dampingan.sources.text import SCIENTIFIC, region_digits

OTHER_KABUPATEN_LIMIT = 0.01
"""Share of rows from another kabupaten above which the file is refused: it is not this kabupaten's."""

UNPLACED_LIMIT = 0.5
"""Share of rows that match no desa above which the file is refused: its region columns are not what they seem."""

PLACES = 50
"""Places without a match that the report names."""

_SEPARATOR = "\x1f"
_MENTION = _CODE, _DESA, _KECAMATAN = "~kode", "~desa", "~kecamatan"
"""Code and names as delivered, beside the household; they stay in memory."""


@dataclass(frozen=True)
class Households:
    """Canonical households and the link by which members find them.

    ``frame``: ``rt`` (row number of the household, no identifier), ``kode_desa``, ``desil`` (1-10),
    ``jumlah_art``, ``luas_lantai`` (m²), and a 1/0/null column for each concept the file can tell.
    ``links``: for each link (``RoleSpec.kunci``) that the file has, ``kunci`` and ``rt``.
    ``lines``: the row of each household in ``file``; ``unmatched``: places that match no desa. ``persons``: beside
    ``frame``, each household's ``kunci``, ``no_kk`` and the personal columns that were read along.
    """

    file: str
    frame: pl.DataFrame
    lines: pl.Series
    links: Mapping[tuple[str, ...], pl.DataFrame]
    unmatched: tuple[str, ...]
    persons: pl.DataFrame = field(repr=False)


def build_households(table: Table, findings: Findings) -> Households:
    """Return the canonical households of a delivered table; rows that can't be placed are left out.

    Raises:
        SourceError: no row has a desil, none lies in the kabupaten, or the file is another kabupaten's.
    """
    rows = _without_doubles(table, findings)
    rows, unmatched = _placed(rows, table, findings)
    rows = rows.with_row_index("rt")
    canonical = rows.select(
        "rt",
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
            mend=f"Isi kolom {table.spec.kolom[_desil_way(table).kolom].nama} dengan angka.",
        )
    persons = rows.select("rt", "kunci", *(name for name in (*table.spec.pribadi, "no_kk") if table.has(name)))
    return Households(table.file, canonical.drop(ROW), canonical[ROW], _links(rows, table), unmatched, persons)


def _links(rows: pl.DataFrame, table: Table) -> dict[tuple[str, ...], pl.DataFrame]:
    ways = [way for way in table.spec.kunci if table.has(*way)]
    keys = [pl.col("kunci"), *(_undamaged(key_expression(table.spec, set(way))) for way in ways[1:])]
    return {
        way: rows.select(key.alias("kunci"), "rt").drop_nulls().unique("kunci", keep="first", maintain_order=True)
        for way, key in zip(ways, keys, strict=True)
    }


def _undamaged(key: pl.Expr) -> pl.Expr:
    """Return a link number, null where it lost its digits (``3.32701E+15`` stands for many families)."""
    return pl.when(~key.str.contains(SCIENTIFIC.pattern)).then(key)


def _without_doubles(table: Table, findings: Findings) -> pl.DataFrame:
    frame, file = table.frame.with_columns(_undamaged(pl.col("kunci"))), table.file
    findings.add_rows("kunci_kosong", frame, pl.col("kunci").is_null(), file)
    if frame["kunci"].null_count() == frame.height:
        raise SourceError(
            f"Nomor rumah tangga kosong atau rusak (notasi ilmiah) di semua baris {file}.",
            mend="Minta ulang berkasnya dengan nomor rumah tangga terisi, kolomnya sebagai teks.",
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
    way = _desil_way(table)
    value = number_expression(way.kolom, table.decoded[way.kolom])
    desil = ((value - 1) // 10 + 1) if way.jenis == "persentil" else value
    return pl.when(desil.is_between(1, 10)).then(desil)


def _desil_way(table: Table) -> DesilWay:
    return next(way for way in table.spec.desil if way.kolom in table.decoded)


def _placed(rows: pl.DataFrame, table: Table, findings: Findings) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Add ``kode_desa`` by the crosswalk and leave out the rows that have none."""
    region = table.spec.wilayah
    if region is None:
        raise ValueError(table.role)
    parts = _region_columns(region, table)
    cells = [pl.col(name).cast(pl.String).fill_null("").str.replace_all(_SEPARATOR, " ") for name in parts]
    rows = rows.with_columns(pl.concat_str(cells, separator=_SEPARATOR).alias("~wilayah"))
    places = rows["~wilayah"].unique(maintain_order=True)
    table_of_places = pl.DataFrame(
        [_resolve(dict(zip(parts, place.split(_SEPARATOR), strict=True)), region, table) for place in places],
        schema={"kode_desa": pl.String, "cara": pl.String, **dict.fromkeys(_MENTION, pl.String)},
        orient="row",
    ).with_columns(places.alias("~wilayah"))
    rows = rows.join(table_of_places, on="~wilayah", how="left", maintain_order="left").drop("~wilayah")
    _report_places(rows, table, findings)
    return rows.filter(pl.col("kode_desa").is_not_null()), _unmatched(rows.filter(pl.col("cara") == "tak_cocok"))


def _unmatched(rows: pl.DataFrame) -> tuple[str, ...]:
    """Return the places that match no unit, the most frequent first, and where in the file each begins."""
    places = rows.group_by(_MENTION).agg(pl.len().alias("n"), pl.col(ROW).min())
    places = places.sort(pl.col("n"), -pl.col(ROW).cast(pl.Int64), descending=True)
    told = [
        f"{safe_place(p[_CODE], p[_DESA], p[_KECAMATAN])}: {p['n']} baris, mulai baris {p[ROW]}"
        for p in places.head(PLACES).iter_rows(named=True)
    ]
    return (*told, *([f"dan {places.height - PLACES} tempat lain"] if places.height > PLACES else []))


def _region_columns(region: Region, table: Table) -> list[str]:
    wanted = [name for way in region.kode for name in way] + [*region.kode_kecamatan]
    wanted += [name for name in (region.kecamatan, region.desa) if name]
    return [name for name in dict.fromkeys(wanted) if table.has(name)]


def _resolve(
    cells: dict[str, str], region: Region, table: Table
) -> tuple[str | None, How, str | None, str | None, str | None]:
    codes = [_joined(way, cells, table) for way in region.kode if set(way) <= set(cells)]
    kecamatan = cells.get(region.kecamatan or "")
    desa = cells.get(region.desa or "")
    area = _joined(region.kode_kecamatan, cells, table) if set(region.kode_kecamatan) <= set(cells) else None
    given: list[str | None] = [code for code in codes if code]
    tried = [
        (code, crosswalk().resolve(code, kecamatan_code=area, kecamatan=kecamatan, desa=desa))
        for code in given or [None]
    ]
    code, match = next((pair for pair in tried if pair[1].cara == "kode"), tried[0])
    return match.kode_desa, match.cara, code, desa, kecamatan


def _joined(way: tuple[str, ...], cells: dict[str, str], table: Table) -> str | None:
    """Join the parts of a code, each padded to its width.

    None where a part is blank or too long, and where a whole code is too short: then it is no region code but
    a number of the source's own.
    """
    parts = []
    for name in way:
        digits = region_digits(cells[name])
        width = table.spec.kolom[name].lebar or len(digits)
        if not digits or len(digits) > width or (len(way) == 1 and len(digits) < width):
            return None
        parts.append(digits.zfill(width))
    return "".join(parts) or None


def _report_places(rows: pl.DataFrame, table: Table, findings: Findings) -> None:
    how = pl.col("cara")
    elsewhere = rows.filter(how == "kabupaten_lain")
    if elsewhere.height > OTHER_KABUPATEN_LIMIT * rows.height:
        raise SourceError(
            f"{table.file} memuat rumah tangga dari kabupaten lain: {elsewhere.height} dari {rows.height} baris.",
            where=f"Pertama di baris {elsewhere[ROW][0]}, kode wilayah {safe_code(elsewhere[_CODE][0])}.",
            mend="Berikan berkas yang hanya berisi Kabupaten Pemalang (kode 33.27).",
        )
    findings.add_rows("kabupaten_lain", rows, how == "kabupaten_lain", table.file, "kode wilayah")
    findings.add_rows("wilayah_dari_nama", rows, how == "nama", table.file, "nama desa")
    unknown = rows.filter(how == "tak_cocok")
    examples = [
        Example(berkas=table.file, baris=row, kolom="kode wilayah", nilai=safe_code(code))
        for row, code in unknown.head(EXAMPLES).select(ROW, _CODE).iter_rows()
    ]
    findings.add("wilayah_tak_dikenal", unknown.height, rows.height, examples)
    if unknown.height > UNPLACED_LIMIT * rows.height:
        raise SourceError(
            f"{unknown.height} dari {rows.height} baris {table.file} tidak dapat ditempatkan di Kabupaten Pemalang.",
            where=f"Pertama di baris {unknown[ROW][0]}, kode wilayah {safe_code(unknown[_CODE][0])}.",
            mend="Periksa kolom kode wilayahnya: kode BPS 3327… atau kode Kemendagri 33.27….",
        )
