"""What is recorded of units, in the words of their profiles: potential by aspect, and programmes."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from dampingan.exports.unit_records import POTENTIAL, Programme, UnitRecords
from dampingan.formats import number, rupiah
from dampingan.measures.gap import CANCELLED, with_owner
from dampingan.records.terms import KEADAAN_LEMBAGA, LEMBAGA_EKONOMI, USAHA_MIKRO

SAMPLE = "contoh"

_SHORT: dict[str, str] = {**LEMBAGA_EKONOMI, "kwt": "KWT", "poktan": "Poktan", "pokdarwis": "Pokdarwis", "uep": "UEP",
                          "luep": "LUEP"}  # fmt: skip


@dataclass(frozen=True)
class RecordFrames:
    """Records of ``Program``, ``PotensiMasalah`` and ``PerangkatDaerah`` of one moment."""

    program: pl.DataFrame
    potensi: pl.DataFrame
    perangkat: pl.DataFrame


def unit_records(frames: RecordFrames, codes: Collection[str] | None = None) -> dict[str, UnitRecords]:
    """Return what is recorded of units, for their sheets, slides and workbooks.

    Args:
        frames: the records.
        codes: ``kode_desa``, None for all; units of which nothing is recorded are absent.

    Returns:
        Potential by aspect (details first that say more), programmes newest first without cancelled ones. Sample
        records are marked with "(contoh)".
    """
    programmes, found = (
        frame if codes is None else frame.filter(pl.col("kode_desa").is_in(list(codes)))
        for frame in (frames.program, frames.potensi)
    )
    by_unit = {kode: _programmes(rows) for kode, rows in _grouped(with_owner(programmes, frames.perangkat)).items()}
    aspects = {kode: _potential(rows) for kode, rows in _grouped(found.filter(pl.col("jenis") == "potensi")).items()}
    told = sorted({*by_unit, *aspects})
    return {kode: UnitRecords(aspects.get(kode, {}), by_unit.get(kode, ())) for kode in told}


def _grouped(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in frame.to_dicts():
        grouped.setdefault(row["kode_desa"], []).append(row)
    return grouped


def _programmes(rows: list[dict[str, Any]]) -> tuple[Programme, ...]:
    kept = [row for row in rows if row["status"] != CANCELLED]
    newest = sorted(kept, key=lambda row: (-row["tahun"], row["kegiatan"] or row["program"], row["id"]))
    return tuple(
        Programme(_marked(row["kegiatan"] or row["program"], row), row["pemilik"], str(row["tahun"])) for row in newest
    )


def _potential(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the four aspects in words; several records of one aspect are told one after the other, once each."""
    words: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (-row["tahun"], row["id"])):
        if row["potensi"] in POTENTIAL:
            words.setdefault(row["potensi"], []).append(_marked(potential_words(row), row))
    return {aspect: "; ".join(dict.fromkeys(told)) for aspect, told in words.items()}


def potential_words(row: dict[str, Any]) -> str:
    """Return a potential (a record of ``PotensiMasalah``) in few words.

    >>> row = {"lembaga": "bumdes", "usaha": None, "keadaan": "aktif", "jumlah": 2, "omzet": 5000000, "uraian": "Toko"}
    >>> potential_words(row)
    'BUM Desa: Toko (2, aktif, omzet Rp5.000.000 setahun)'
    """
    kind = _SHORT.get(row["lembaga"] or "") or USAHA_MIKRO.get(row["usaha"] or "")
    details = [
        number(row["jumlah"]) if row["jumlah"] is not None else "",
        KEADAAN_LEMBAGA[row["keadaan"]].lower() if row["keadaan"] else "",
        f"omzet {rupiah(row['omzet'])} setahun" if row["omzet"] is not None else "",
    ]
    told = ", ".join(part for part in details if part)
    name = f"{kind}: {row['uraian']}" if kind else str(row["uraian"])
    return f"{name} ({told})" if told else name


def _marked(words: str, row: dict[str, Any]) -> str:
    return f"{words} ({SAMPLE})" if row["contoh"] else words
