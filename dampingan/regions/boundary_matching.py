"""Which rows of a boundary file are the kabupaten's, and which unit each of them is."""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from dampingan.config import KABUPATEN
from dampingan.errors import RegionError
from dampingan.regions import boundary_columns as columns
from dampingan.regions.boundary_geometry import rows_at_label_points
from dampingan.regions.boundary_reading import Layer
from dampingan.regions.boundary_report import ExtraUnit, NameDifference
from dampingan.regions.crosswalk import crosswalk, normalise_name
from dampingan.regions.reference import units


@dataclass(frozen=True)
class Row:
    """One row of the file that belongs to the kabupaten, as the file writes it."""

    number: int
    code: str | None
    name: str | None
    kecamatan: str | None


@dataclass(frozen=True)
class Matching:
    """The rows of each unit found, and the columns they were found by."""

    rows_of: dict[str, list[Row]]
    by_code: frozenset[str]
    extra: tuple[ExtraUnit, ...]
    selected: int
    selected_by: str
    code_column: str | None
    code_kind: str | None
    names: columns.NameColumns

    def name_differences(self) -> tuple[NameDifference, ...]:
        """Return the units that the file spells otherwise; capitals and a leading "Desa" don't count."""
        reference = {row["kode_desa"]: row for row in units().to_dicts()}
        return tuple(
            NameDifference(
                kode_desa=kode,
                nama=reference[kode]["nama"],
                kecamatan=reference[kode]["kecamatan"],
                nama_berkas=name,
            )
            for kode, rows in sorted(self.rows_of.items())
            for name in sorted({row.name for row in rows if row.name})
            if not f" {name}".casefold().endswith(f" {reference[kode]['nama']}".casefold())
        )


def match_layer(layer: Layer, code_column: str | None) -> Matching:
    """Find the kabupaten's rows and the unit of each: by code, else by kecamatan and name.

    Raises:
        RegionError: no row of the kabupaten, a wrong ``code_column``, or a code with different names.
    """
    if not layer.table.columns:
        raise _no_columns(layer)
    code = columns.find_code_column(layer.table, code_column)
    numbers, selected_by = _select(layer, code)
    if not numbers:
        raise _not_here(layer)
    chosen = layer.table[numbers]
    names = columns.find_name_columns(chosen.drop(code) if code else chosen)
    codes = chosen.select(columns.code_digits(code)).to_series().to_list() if code else [None] * len(numbers)
    named = zip(_values(chosen, names.unit), _values(chosen, names.kecamatan), strict=True)
    rows = [
        Row(number, code_of_row, name, kecamatan)
        for number, code_of_row, (name, kecamatan) in zip(numbers, codes, named, strict=True)
    ]
    found, by_code, extra = _assign(rows)
    _refuse_doubled_codes(found)
    return Matching(
        rows_of=found,
        by_code=by_code,
        extra=tuple(ExtraUnit(kode=r.code, nama=r.name, kecamatan=r.kecamatan) for r in extra),
        selected=len(rows),
        selected_by=selected_by,
        code_column=code,
        code_kind=columns.code_kind(row.code for row in rows if row.code) if code else None,
        names=names,
    )


def _select(layer: Layer, code: str | None) -> tuple[list[int], str]:
    """Return the numbers of the kabupaten's rows and by what they were chosen.

    A row without a code goes by the kabupaten's column; where there is none it belongs here if no row of
    the file has a foreign code.
    """
    by_name = columns.in_kabupaten_by_name(layer.table)
    if code is None and by_name is None:
        return rows_at_label_points(layer), "letak titik label"
    if code is None:
        return _numbers(by_name), "kolom kabupaten"
    by_code = layer.table.select(columns.in_kabupaten_by_code(code)).to_series()
    without_code = by_name if by_name is not None else pl.repeat(by_code.all(), len(by_code), eager=True)
    return _numbers(by_code.fill_null(without_code)), "kode"


def _numbers(mask: pl.Series | None) -> list[int]:
    return [] if mask is None else mask.arg_true().to_list()


def _values(table: pl.DataFrame, column: str | None) -> list[str | None]:
    return table[column].to_list() if column else [None] * table.height


def _assign(rows: list[Row]) -> tuple[dict[str, list[Row]], frozenset[str], list[Row]]:
    """Give each row its unit; a row with a code of its own never joins a unit that its code is not."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    rest = []
    for row in rows:
        kode = crosswalk().resolve(row.code).kode_desa if row.code else None
        if kode:
            found[kode].append(row)
        else:
            rest.append(row)
    by_code = frozenset(found)
    extra = []
    for row in rest:
        kode = _by_name(row)
        if kode and not (row.code and kode in by_code):
            found[kode].append(row)
        else:
            extra.append(row)
    return dict(found), by_code, extra


def _by_name(row: Row) -> str | None:
    """Return the unit of a name within its kecamatan; without a kecamatan, of a name that is not repeated."""
    if row.name is None:
        return None
    if row.kecamatan is not None:
        return crosswalk().resolve(None, kecamatan=row.kecamatan, desa=row.name).kode_desa
    wanted = normalise_name(row.name)
    same = [u["kode_desa"] for u in units().to_dicts() if normalise_name(u["nama"]) == wanted]
    return same[0] if len(same) == 1 else None


def _refuse_doubled_codes(found: dict[str, list[Row]]) -> None:
    doubled = {
        kode: sorted({row.name for row in rows if row.name})
        for kode, rows in sorted(found.items())
        if len({normalise_name(row.name) for row in rows if row.name}) > 1
    }
    if doubled:
        listed = "; ".join(f"{kode} ({', '.join(names)})" for kode, names in list(doubled.items())[:5])
        raise RegionError(
            f"{len(doubled)} kode dipakai oleh desa yang berbeda dalam berkas batas.",
            where=f"Kode: {listed}",
            mend="Perbaiki kode di berkas sumber: satu kode untuk satu desa atau kelurahan.",
        )


def _not_here(layer: Layer) -> RegionError:
    return RegionError(
        f"Berkas tidak memuat batas {KABUPATEN}.",
        where=f"Berkas: {layer.file}; kolom: {', '.join(layer.table.columns) or '(tidak ada)'}",
        mend="Periksa wilayah dan sistem koordinat berkas; bila kodenya ada, sebutkan kolomnya dengan --kolom-kode.",
    )


def _no_columns(layer: Layer) -> RegionError:
    return RegionError(
        "Berkas batas tidak memiliki kolom kode maupun nama.",
        where=f"Berkas: {layer.file}",
        mend="Ekspor ulang beserta tabel atributnya (kode desa, nama desa, nama kecamatan).",
    )
