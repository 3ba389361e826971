"""Entering and changing the records of the part, in the table and by the form."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl

from dampingan.exports.inventory_form import SPEC, inventory_form, read_inventory
from dampingan.exports.record_layout import FormColumn, FormSheet
from dampingan.measures.inventory import within
from dampingan.records.models import PerangkatDaerah, PotensiMasalah, Program
from dampingan.ui import frame, style
from dampingan.ui.catatan import kept
from dampingan.ui.editing import editor, forms
from dampingan.ui.editing.forms import FormOffer
from dampingan.ui.editing.memory import Subject
from dampingan.ui.editing.rows import Row, names
from dampingan.ui.inventarisasi.look import MASALAH, PROGRAM, Look, Scope, programmes_of

_PROBLEM = ("kode_desa", "tahun", "aspek", "uraian", "jumlah")
"""What is told of a problem; the rest belongs to potentials."""
_RECIPIENTS = (
    "Jumlah penerima dihitung dalam satuan di sebelahnya; pada lembar Kesenjangan hanya rumah tangga, keluarga, rumah, "
    "jamban, dan sambungan yang mengurangi sisa kebutuhan."
)


def show(look: Look) -> None:
    """Draw the table and the form."""
    frame.section(
        f"Isi dan ubah {look.bagian}",
        "Satu baris satu catatan. Tanpa nama orang, NIK, atau alamat. Yang belum diketahui dikosongkan, bukan nol.",
    )
    if look.bagian == PROGRAM:
        style.paragraph(_RECIPIENTS, "catatan")
    editor.show(_subject(look), look.names)
    forms.show(_form(look))


def _subject(look: Look) -> Subject:
    programme = look.bagian == PROGRAM
    sheet = SPEC.lembar[0] if programme else _potential_sheet(look.bagian)
    reads = partial(_rows, sheet, look.bagian)
    year = int(look.tahun) if look.tahun else None
    defaults = {"kode_desa": look.desa or None, "tahun": year, "status": "direncanakan" if programme else None,
                "id_perangkat_daerah": look.scope.perangkat or None}  # fmt: skip
    fixed = {} if programme else {"jenis": look.bagian}
    return Subject(f"inv_{look.bagian}", sheet, reads, look.scope, look.words(), fixed, defaults)


def _potential_sheet(kind: str) -> FormSheet:
    """Return the columns of potentials, or of problems; ``jenis`` is given by the part."""
    sheet = SPEC.lembar[1]

    def wanted(column: FormColumn) -> bool:
        return column.nama in _PROBLEM if kind == MASALAH else column.nama != "jenis"

    return replace(sheet, judul=kind.capitalize(), kolom=tuple(c for c in sheet.kolom if wanted(c)))


def _rows(sheet: FormSheet, part: str, scope: Hashable) -> list[Row]:
    """Return the records of a scope as the store holds them now."""
    if not isinstance(scope, Scope):
        raise TypeError(scope)
    now = kept.current()
    if part == PROGRAM:
        found = programmes_of(now.frame(Program), scope)
    else:
        found = within(now.frame(PotensiMasalah), scope.codes, years=scope.years).filter(pl.col("jenis") == part)
    columns = ["id", "versi", "contoh", *names(sheet)]
    rows: list[dict[str, Any]] = found.sort("kode_desa", "tahun", "dibuat_pada").select(columns).to_dicts()
    return rows


def _form(look: Look) -> FormOffer:
    told = f"catatan {look.words()}"
    name = f"formulir-inventarisasi-{look.desa or look.perangkat or 'pemalang'}{f'-{look.tahun}' if look.tahun else ''}"
    return FormOffer("inv", name, told, partial(_make, look, told), read_inventory)


def _make(look: Look, told: str) -> bytes:
    return inventory_form(look.programmes, look.found, look.kept.frame(PerangkatDaerah), told)
