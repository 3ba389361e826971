"""What a dialect file (``dialects/*.toml``) may say: columns, aliases, code lists, concepts.

A dialect describes how one source writes its two files. It is data: the reader has no branch for a source.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dampingan.errors import SourceError
from dampingan.sources.text import fold

DIALECT_DIR = Path(__file__).parent / "dialects"

Role = Literal["ruta", "art"]
ROLES: tuple[Role, ...] = ("ruta", "art")

Kind = Literal["kunci", "identitas", "bagian_kode", "nama_wilayah", "kode", "bit", "ya_tidak", "bulat",
               "desimal", "tanggal", "penanda"]  # fmt: skip
"""kunci: link between files; identitas: NIK or KK, only checked; bagian_kode: part of a region code;
penanda: a remark that marks sample data; the others are values."""

RESERVED = frozenset({"baris", "kunci", "rt", "kode_desa", "cara"})
"""Columns that the reader adds to a delivered table."""

CodeList = dict[str, tuple[str, ...] | str]

CONCEPTS: dict[Role, tuple[str, ...]] = {
    "ruta": (
        "menerima_program",
        "atap_buruk",
        "dinding_buruk",
        "lantai_buruk",
        "atap_tak_tahan",
        "dinding_tak_tahan",
        "lantai_tak_tahan",
        "air_tak_terlindung",
        "air_tak_layak",
        "sanitasi_tak_layak",
        "tanpa_jamban",
        "bukan_listrik",
    ),
    "art": ("kepala", "tidak_bekerja", "punya_identitas", "tidak_sekolah", "disabilitas", "kronis"),
}
"""The yes/no/unknown facts that the nine indicators are built on, the same for every source."""


PERSONAL: dict[Role, tuple[str, ...]] = {
    "ruta": ("nama_krt", "alamat", "sls", "nomor_rt", "nomor_rw", "nik_krt", "kk_krt"),
    "art": ("nama", "alamat", "sls", "nomor_rt", "nomor_rw", "kk"),
}
"""What a file may tell of a person; read only for the restricted files (``identities``), never counted."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One column of a delivered file: what it is called and what may stand in it."""

    nama: str
    """The official spelling, used in messages."""
    alias: tuple[str, ...] = ()
    jenis: Kind
    wajib: bool = False
    """True where the file is refused without it."""
    kode: CodeList = {}
    """For ``kode``: code to label, or to several spellings of the label. A source that writes words has words
    as codes; a code that two editions give different meanings is left out, and only its label tells.
    For ``bit``: bit to label."""
    terbuka: bool = False
    """True where words outside the list are accepted as "other" (free text such as an occupation)."""
    terkecil: float | None = None
    terbesar: float | None = None
    lebar: int | None = None
    """Digits of a ``bagian_kode``; shorter values are zero-padded."""

    def names(self) -> set[str]:
        """Return all spellings, folded, by which a header cell is recognised."""
        return {fold(name) for name in (self.nama, *self.alias)}

    def labels(self) -> dict[str, str]:
        """Return folded label to code."""
        return {label: code for code, texts in self._spellings().items() for label in texts}

    def _spellings(self) -> dict[str, set[str]]:
        """Return code to its folded labels."""
        pairs = ((code, (text,) if isinstance(text, str) else text) for code, text in self.kode.items())
        return {code: {fold(label) for label in texts} for code, texts in pairs}

    @model_validator(mode="after")
    def _labels_differ(self) -> Self:
        if double := _doubles(self._spellings().values()):
            raise ValueError(f"{self.nama}: label {double} pada lebih dari satu kode")
        return self


def _doubles(groups: Iterable[set[str]]) -> list[str]:
    counts = Counter(name for group in groups for name in group)
    return sorted(name for name, count in counts.items() if count > 1)


class FollowUp(_Strict):
    """A question asked only after certain answers, such as the condition of a tiled roof."""

    untuk: tuple[str, ...]
    """Codes of the first question after which it is asked; elsewhere it is blank by design."""
    kolom: str
    ya: tuple[str, ...]
    wajib: bool = True
    """False where a source may lack the column; the concept then rests on the first question alone."""


class Way(_Strict):
    """One way to tell a concept: yes when any of the columns says so."""

    kolom: tuple[str, ...]
    ya: tuple[str, ...] = ()
    """Codes that mean yes; every other code of the list means no."""
    tidak: tuple[str, ...] = ()
    """Codes that mean no; every other code of the list means yes."""
    bit: int | None = None
    """For a bit mask: yes when any of these bits is set."""
    sebagian: bool = False
    """True where the columns that are present suffice; otherwise all must be present."""
    lanjutan: tuple[FollowUp, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Return all columns it reads."""
        return (*self.kolom, *(follow.kolom for follow in self.lanjutan))

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        if sum((bool(self.ya), bool(self.tidak), self.bit is not None)) > 1:
            raise ValueError("hanya satu dari ya, tidak, bit")
        return self


class DesilWay(_Strict):
    """A column that gives the desil, as percentile or directly."""

    kolom: str
    jenis: Literal["persentil", "desil"]


class AgeWay(_Strict):
    """How age is told: a column of years, a date of birth, or marked age groups."""

    kolom: str | None = None
    tanggal: str | None = None
    kelompok: dict[str, int] = {}
    """Age-group column to the group's lowest age."""

    def columns(self) -> frozenset[str]:
        """Return all columns it reads."""
        return frozenset(name for name in (self.kolom, self.tanggal, *self.kelompok) if name)


class Region(_Strict):
    """Columns that place a household: a code in parts or whole, and names as the fall-back."""

    kode: tuple[tuple[str, ...], ...]
    """Alternatives; each a whole code column or the parts from province to desa."""
    kecamatan: str | None = None
    desa: str | None = None
    kode_kecamatan: tuple[str, ...] = ()


class RoleSpec(_Strict):
    """One of the two files: its columns and what they tell."""

    daftar: dict[str, CodeList] = {}
    """Code lists that several columns share; ``kode`` of such a column is the list's name."""
    kolom: dict[str, Column]
    kunci: tuple[tuple[str, ...], ...] = (("id_rt",),)
    """Alternatives for the link between the files; the first whose columns both files have is used."""
    konsep: dict[str, tuple[Way, ...]] = {}
    wilayah: Region | None = None
    desil: tuple[DesilWay, ...] = ()
    umur: tuple[AgeWay, ...] = ()
    selalu: tuple[str, ...] = ()
    """Further columns that are read wherever they are delivered."""
    pribadi: dict[str, tuple[str, ...]] = {}
    """For each of ``PERSONAL`` that the source has, the spellings of its column."""
    keberadaan: str | None = None
    keluarkan: tuple[str, ...] = ()
    """Codes of ``keberadaan`` that take a member out of every count (died, moved, listed by mistake)."""

    @model_validator(mode="before")
    @classmethod
    def _shared_lists(cls, data: dict[str, Any]) -> dict[str, Any]:
        lists = data.get("daftar", {})
        columns = {
            key: column | {"kode": lists.get(column["kode"])} if isinstance(column.get("kode"), str) else column
            for key, column in data["kolom"].items()
        }
        return data | {"kolom": columns}

    def personal_names(self) -> dict[str, str]:
        """Return the folded spellings of the personal columns, each with its meaning."""
        return {fold(name): key for key, names in self.pribadi.items() for name in names}

    @model_validator(mode="after")
    def _headings_differ(self) -> Self:
        if taken := (RESERVED | set(self.pribadi)) & set(self.kolom):
            raise ValueError(f"nama {sorted(taken)} dipakai pembaca sendiri")
        headings = [column.names() for column in self.kolom.values()]
        if double := _doubles([*headings, *({fold(n) for n in names} for names in self.pribadi.values())]):
            raise ValueError(f"judul {double} pada lebih dari satu kolom")
        return self


class IndicatorNote(_Strict):
    """How far the source can feed an indicator."""

    ketersediaan: Literal["penuh", "sebagian", "batas_atas", "tidak"]
    catatan: str = ""


class Dialect(_Strict):
    """One source's way to write households and members."""

    nama: str
    judul: str
    unit: Literal["rumah tangga", "keluarga"]
    keterangan: str
    desil_terbesar: int = Field(ge=1, le=10)
    ruta: RoleSpec
    art: RoleSpec
    indikator: dict[str, IndicatorNote]

    def role(self, role: Role) -> RoleSpec:
        """Return the specification of the household (``ruta``) or member (``art``) file."""
        return self.ruta if role == "ruta" else self.art

    @model_validator(mode="after")
    def _known_names(self) -> Self:
        for role in ROLES:
            spec = self.role(role)
            unknown = set(spec.konsep) - set(CONCEPTS[role]) | set(spec.pribadi) - set(PERSONAL[role])
            used = {name for ways in spec.konsep.values() for way in ways for name in way.columns()}
            if unknown or used - set(spec.kolom):
                raise ValueError(f"{self.nama}/{role}: {sorted(unknown | (used - set(spec.kolom)))}")
        return self


@lru_cache(maxsize=1)
def dialects() -> dict[str, Dialect]:
    """Return all dialects by name, in the order in which they are tried."""
    found = (Dialect.model_validate(tomllib.loads(f.read_text("utf-8"))) for f in DIALECT_DIR.glob("*.toml"))
    return {d.nama: d for d in sorted(found, key=lambda d: d.nama)}


def dialect(name: str) -> Dialect:
    """Return one dialect by name.

    Raises:
        SourceError: no such dialect.
    """
    try:
        return dialects()[name]
    except KeyError:
        raise SourceError(
            f"Dialek '{name}' tidak dikenal.", mend=f"Dialek yang ada: {', '.join(dialects())}."
        ) from None
