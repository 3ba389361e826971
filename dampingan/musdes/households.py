"""The households of a desa as its form lists them: who, where, and the nine indicators as they stand in the data."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import polars as pl

from dampingan.cube import build_cube
from dampingan.errors import DampinganError
from dampingan.formats import joined
from dampingan.indicators import KODE
from dampingan.musdes.site import Site
from dampingan.records.household_ref import household_ref
from dampingan.restricted import KEPT_DESIL, Restricted
from dampingan.snapshot import Manifest

CODE_LENGTH = 12
"""Characters of a reference that stand on the form: enough to be different within the kabupaten."""

ANSWERS = {True: "Ya", False: "Tidak", None: "Tidak diketahui"}

_NIK = re.compile(r"\d{16}")
_RT, _RW = (re.compile(rf"\b{word}\s*[.:]?\s*0*(\d{{1,3}})", re.IGNORECASE) for word in ("RT", "RW"))
_LAST = 10**6
"""Where a household without RT or RW stands in the order."""


@dataclass(frozen=True)
class FormRow:
    """One household of the form. ``kode`` is the beginning of ``ref``; the rest names a person: it stays on the form.

    ``jawaban``: indicator to yes, no or unknown (None); indicators that the source cannot tell are absent.
    """

    ref: str
    desil: int
    jawaban: dict[str, bool | None]
    anggota: int
    nama: str = field(repr=False)
    nik: str = field(repr=False)
    """Masked (``masked_nik``)."""
    alamat: str = field(repr=False)
    rt_rw: str = field(repr=False)

    @property
    def kode(self) -> str:
        """Return what stands on the form for ``ref``."""
        return self.ref[:CODE_LENGTH]


def masked_nik(nik: str | None) -> str:
    """Return a NIK by which namesakes can be told apart beside their KTP, but no date of birth can be read.

    The first six digits are the kecamatan of issue, the same for nearly all of a desa; the six of the date of birth
    and the first two of the serial number are hidden.

    >>> masked_nik("3327041702800012"), masked_nik("3.32704E+15")
    ('332704********12', 'tidak lengkap')
    """
    text = nik or ""
    return f"{text[:6]}********{text[-2:]}" if _NIK.fullmatch(text) else "tidak lengkap"


def refs_of(households: Restricted, key: bytes) -> pl.DataFrame:
    """Return ``rt`` and ``ref`` of each household; the ids themselves go no further."""
    ids = households.identities.select("rt", "id_ruta")
    return ids.select("rt", ref=pl.Series([household_ref(key, text) for text in ids["id_ruta"]], dtype=pl.String))


def checked_desil(desil: Collection[int]) -> tuple[int, ...]:
    """Return the desil of a form, sorted.

    Raises:
        DampinganError: none, or one that a form cannot be about.
    """
    if not desil or not set(desil) <= set(KEPT_DESIL):
        raise DampinganError("Formulir Musdes hanya untuk desil 1 sampai 4.", mend="Pilih desil 1, 1-2, atau 1-4.")
    return tuple(sorted(set(desil)))


def form_rows(site: Site, manifest: Manifest, kode_desa: str, desil: Collection[int]) -> list[FormRow]:
    """Return the households of a desa's form, by RW, RT and name.

    Args:
        site: the installation.
        manifest: of the period that is loaded.
        kode_desa: the unit.
        desil: the desil to list.

    Raises:
        DampinganError: the desil cannot be chosen, the restricted files are missing, or there is no household.
    """
    wanted = checked_desil(desil)
    found = site.households(manifest.periode, [kode_desa])
    table = (
        _answers(found, manifest)
        .filter(pl.col("desil").is_in(wanted))
        .join(found.identities, on="rt", how="left", validate="1:1")
        .join(refs_of(found, site.key), on="rt", how="left", validate="1:1")
    )
    if table.is_empty():
        raise DampinganError(
            f"Tidak ada {manifest.unit} desil {desil_words(wanted)} di {kode_desa} pada periode {manifest.periode}.",
            mend="Pilih desil lain, atau periksa kode desanya.",
        )
    rows = sorted(((_place(row), row) for row in table.iter_rows(named=True)), key=lambda pair: pair[0])
    return [_row(row, manifest) for _, row in rows]


def desil_words(desil: Collection[int]) -> str:
    """Return desil as read: ``1``, ``1–4``, or where some between are left out ``1 dan 3``."""
    low, high = min(desil), max(desil)
    if high - low + 1 > len(set(desil)):
        return joined([str(one) for one in sorted(set(desil))])
    return str(low) if low == high else f"{low}–{high}"


def _answers(found: Restricted, manifest: Manifest) -> pl.DataFrame:
    """Return the pattern of each household, by the very counting of the cube: each is a place of its own."""
    alone = found.households.with_columns(kode_desa=pl.col("rt").cast(pl.String))
    counted = build_cube(
        nw.from_native(alone.lazy()), nw.from_native(found.members.lazy()),
        available=manifest.tersedia, rtlh=manifest.rtlh,
    )  # fmt: skip
    patterns: pl.DataFrame = counted.to_native().collect()
    stated = found.households.select("rt", "jumlah_art")
    named = patterns.select(pl.col("kode_desa").cast(pl.UInt32).alias("rt"), "desil", "pola", "pola_diketahui", "jiwa")
    return named.join(stated, on="rt", how="left", validate="1:1")


def _row(row: dict[str, Any], manifest: Manifest) -> FormRow:
    pattern, known = row["pola"], row["pola_diketahui"]
    answers = {
        kode: bool(pattern >> bit & 1) if known >> bit & 1 else None
        for bit, kode in enumerate(KODE)
        if kode in manifest.tersedia
    }
    return FormRow(
        ref=str(row["ref"]),
        desil=row["desil"],
        jawaban=answers,
        anggota=int(row["jumlah_art"] or row["jiwa"]),
        nama=_text(row["nama_krt"]),
        nik=masked_nik(_text(row["nik"])),
        alamat=_text(row["alamat"]),
        rt_rw=_neighbourhood(row),
    )


def _place(row: dict[str, Any]) -> tuple[int, int, str, str]:
    rt, rw = _numbers(row)
    order = (rw if rw is not None else _LAST, rt if rt is not None else _LAST)
    return (*order, _text(row["nama_krt"]).casefold(), str(row["id_ruta"]))


def _numbers(row: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the numbers of RT and RW, from their own columns or from the neighbourhood's words."""
    sls = _text(row["sls"])
    told = (_text(row["nomor_rt"]), _text(row["nomor_rw"]))
    apart = [int(text) if text.isdecimal() and len(text) <= 3 else None for text in told]
    found = [match and int(match[1]) for match in (_RT.search(sls), _RW.search(sls))]
    rt, rw = (own if own is not None else other for own, other in zip(apart, found, strict=True))
    return rt, rw


def _neighbourhood(row: dict[str, Any]) -> str:
    rt, rw = _numbers(row)
    if rt is None and rw is None:
        return _text(row["sls"])
    return f"{_three(rt)}/{_three(rw)}"


def _three(number: int | None) -> str:
    return "–" if number is None else f"{number:03}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
