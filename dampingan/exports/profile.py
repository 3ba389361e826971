"""A unit's profile, many of them, or the kabupaten as one file; its kind follows from the file's ending."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dampingan.errors import DampinganError, RegionError
from dampingan.exports.facts import Edition, edition
from dampingan.exports.unit_records import UnitRecords
from dampingan.progress import Progress, silent
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

ENDINGS = (".pdf", ".pptx", ".xlsx")

Records = Mapping[str, UnitRecords]
"""What is recorded, by ``kode_desa``."""


def write_profile(
    snapshot: Snapshot, rules: Rules, kode_desa: str, target: Path, *, desil: str = "1", records: Records | None = None
) -> None:
    """Write one unit's sheet (.pdf), five slides (.pptx) or workbook (.xlsx).

    Args:
        snapshot: the period.
        rules: the rules in force.
        kode_desa: the unit.
        target: the file; its folder is made if absent.
        desil: the desil within which the indicators are counted, a key of ``notes.DESIL_CHOICES``.
        records: what is recorded of units.

    Raises:
        DampinganError: another ending, an unknown code, or the file can't be written.
    """
    write_profiles(snapshot, rules, [kode_desa], target, desil=desil, records=records)


def write_profiles(
    snapshot: Snapshot,
    rules: Rules,
    codes: Sequence[str],
    target: Path,
    *,
    desil: str = "1",
    records: Records | None = None,
    progress: Progress = silent,
) -> None:
    """Write many units into one file: a page or five slides each, or the rows of the per-desa table.

    Args and errors as of ``write_profile``; ``progress`` is told the share done and what is being drawn.
    """
    ending = checked_ending(target)
    save(profiles(edition(snapshot, rules, desil=desil), codes, ending, records=records, progress=progress), target)


def write_kabupaten(snapshot: Snapshot, rules: Rules, target: Path, *, desil: str = "1") -> None:
    """Write the kabupaten's brief (.pdf), deck (.pptx) or the per-desa table (.xlsx).

    Args and errors as of ``write_profile``.
    """
    ending = checked_ending(target)
    save(kabupaten(edition(snapshot, rules, desil=desil), ending), target)


def profiles(
    told: Edition, codes: Sequence[str], ending: str, *, records: Records | None = None, progress: Progress = silent
) -> bytes:
    """Return the file that ``write_profiles`` writes.

    Raises:
        RegionError: no code, or one that is not the kabupaten's.
    """
    if not codes:
        raise RegionError("Belum ada desa yang dipilih.", mend="Pilih paling sedikit satu desa atau kelurahan.")
    if ending == ".pdf":
        from dampingan.exports.sheet_pdf import sheets

        return sheets(told, codes, progress=progress)
    if ending == ".pptx":
        from dampingan.exports.deck_pptx import units_deck

        return units_deck(told, codes, records=records, progress=progress)
    from dampingan.exports.workbook import desa_workbook, unit_workbook

    if len(codes) == 1:
        return unit_workbook(told, codes[0], records=(records or {}).get(codes[0]))
    return desa_workbook(told, codes)


def kabupaten(told: Edition, ending: str) -> bytes:
    """Return the file that ``write_kabupaten`` writes."""
    if ending == ".pdf":
        from dampingan.exports.brief_pdf import brief

        return brief(told)
    if ending == ".pptx":
        from dampingan.exports.deck_pptx import kabupaten_deck

        return kabupaten_deck(told)
    from dampingan.exports.workbook import desa_workbook

    return desa_workbook(told)


def checked_ending(target: Path) -> str:
    """Return the kind of file that a name asks for.

    Raises:
        DampinganError: not one of ``ENDINGS``.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise DampinganError(
            f"Akhiran '{target.suffix}' tidak dikenal.", mend=f"Pakai salah satu: {', '.join(ENDINGS)}."
        )
    return ending


def save(content: bytes, target: Path) -> None:
    """Write a file.

    Raises:
        DampinganError: it can't be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError:
        raise DampinganError(
            f"Berkas {target.name} tidak dapat ditulis.",
            mend="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from None
