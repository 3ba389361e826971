"""From the codes and names that sources use to the Kemendagri code of a desa or kelurahan.

BPS and Kemendagri codes differ in their kecamatan and desa parts; neither follows from the other, so both
go through the table ``wilayah.csv``. Names serve only as a fall-back within a kecamatan.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dampingan.config import KODE_KABUPATEN
from dampingan.regions.reference import units

How = Literal["kode", "nama", "tak_cocok", "kabupaten_lain"]

_PREFIX = re.compile(r"^(DESA|KELURAHAN|KEL|DS|KECAMATAN|KEC)[.\s]+")
_VARIANTS = {"GENDOWANG": "GENDOANG", "PAGONGSORAN": "PEGONGSORAN", "KREO": "KREYO"}


def normalise_name(text: str) -> str:
    """Return a place name in capitals, letters and digits only, known spelling variants made one.

    ``"Desa Kendal Rejo"`` -> ``"KENDALREJO"``, ``"Gendowang"`` -> ``"GENDOANG"``.
    """
    bare = _PREFIX.sub("", text.strip().upper())
    letters = "".join(ch for ch in bare if ch.isalnum())
    return _VARIANTS.get(letters, letters)


def digits(code: str) -> str:
    """Return the digits of a region code, without dots and without a float's ``.0``."""
    return re.sub(r"\D", "", re.sub(r"\.0$", "", code.strip()))


@dataclass(frozen=True)
class Match:
    """The unit found, or None, and by what it was found."""

    kode_desa: str | None
    cara: How


class Crosswalk:
    """Look-up of the kabupaten's units by BPS code, Kemendagri code, or name within a kecamatan."""

    def __init__(self) -> None:
        """Build the look-up tables from the reference table."""
        rows = units().to_dicts()
        self._by_code = {digits(r["kode_desa"]): r["kode_desa"] for r in rows}
        self._by_code |= {r["kode_bps"]: r["kode_desa"] for r in rows if r["kode_bps"]}
        self._by_name = {(normalise_name(r["kecamatan"]), normalise_name(r["nama"])): r["kode_desa"] for r in rows}
        self._kecamatan = {digits(r["kode_kecamatan"]): normalise_name(r["kecamatan"]) for r in rows}
        self._kecamatan |= {r["kode_bps"][:7]: normalise_name(r["kecamatan"]) for r in rows if r["kode_bps"]}

    def resolve(
        self,
        code: str | None,
        *,
        kecamatan_code: str | None = None,
        kecamatan: str | None = None,
        desa: str | None = None,
    ) -> Match:
        """Return the unit of one code and, where the code says nothing, of the names.

        Args:
            code: BPS or Kemendagri code of the desa, with or without dots.
            kecamatan_code: BPS or Kemendagri code of the kecamatan.
            kecamatan: name of the kecamatan.
            desa: name of the desa or kelurahan.
        """
        number = digits(code or "")
        if number in self._by_code:
            return Match(self._by_code[number], "kode")
        prefix = KODE_KABUPATEN.replace(".", "")
        area = number if len(number) >= len(prefix) else digits(kecamatan_code or "")
        if len(area) >= len(prefix) and not area.startswith(prefix):
            return Match(None, "kabupaten_lain")
        by_code = self._kecamatan.get(digits(kecamatan_code or "")) or self._kecamatan.get(number[:7])
        for area_name in (by_code, normalise_name(kecamatan or "")):
            found = self._by_name.get((area_name or "", normalise_name(desa or "")))
            if found:
                return Match(found, "nama")
        return Match(None, "tak_cocok")


@lru_cache(maxsize=1)
def crosswalk() -> Crosswalk:
    """Return the kabupaten's crosswalk, built once."""
    return Crosswalk()
