"""Reading back the households that a Musdes proposes."""

import re
from collections.abc import Collection
from dataclasses import astuple, dataclass, field
from typing import Any

from dampingan.forms.cells import counted, flawed
from dampingan.forms.problems import CellProblem
from dampingan.forms.workbook import Entry, FilledBook, cell
from dampingan.musdes.layout import FIRST, HEAD, MOST_MEMBERS, NEW, USULAN
from dampingan.musdes.reading_list import entries
from dampingan.records.checks import BadValueError
from dampingan.records.household_ref import household_ref

_NEEDED = ("nama", "alamat", "anggota", "alasan")
_LENGTHS = {"nama": 100, "alamat": 200, "rt_rw": 40, "alasan": 500}


@dataclass(frozen=True)
class Proposal:
    """A household that the Musdes proposes. Only ``anggota`` (its members) ever leaves the restricted files."""

    anggota: int
    nama: str = field(repr=False)
    nik: str = field(repr=False)
    alamat: str = field(repr=False)
    rt_rw: str = field(repr=False)
    alasan: str = field(repr=False)

    def ref(self, key: bytes, kode_desa: str, periode: str) -> str:
        """Return its reference: the same for the same proposal in a corrected form."""
        told = (kode_desa, periode, *(str(part).casefold() for part in astuple(self)))
        return household_ref(key, "\x1f".join(("usulan", *told)))


def read_proposals(book: FilledBook, listed: Collection[str]) -> tuple[list[Proposal], list[CellProblem]]:
    """Return the proposals, and what is wrong with them.

    Args:
        book: the returned form.
        listed: NIK of the heads that are already in the desa's list.
    """
    proposals: list[Proposal] = []
    problems = _heading_problems(book)
    if problems:
        return [], problems
    first: dict[Proposal, int] = {}
    of_nik: dict[str, int] = {}
    for number in range(FIRST, book.last_row(USULAN) + 1):
        row = entries(book, USULAN, NEW, number)
        told = {kunci: entry for kunci, entry in row.items() if kunci != "nomor"}
        if all(entry.kosong and not entry.rumus for entry in told.values()):
            continue
        found = _row_problems(told, listed)
        problems += found
        if found:
            continue
        proposal = _proposal(told)
        if proposal in first:
            problems.append(
                CellProblem(told["nama"].sel, f"sama dengan usulan di baris {first[proposal]}.", "Hapus salah satu.")
            )
        elif proposal.nik in of_nik:
            pesan = f"NIK yang sama sudah diusulkan di baris {of_nik[proposal.nik]}."
            problems.append(CellProblem(told["nik"].sel, pesan, "Hapus salah satu, atau perbaiki NIK-nya."))
        else:
            first[proposal] = number
            if proposal.nik:
                of_nik[proposal.nik] = number
            proposals.append(proposal)
    return proposals, problems


def _heading_problems(book: FilledBook) -> list[CellProblem]:
    return [
        CellProblem(cell(USULAN, HEAD, place), f"judul kolom bukan lagi '{column.judul}'.", "Pakai formulir aslinya.")
        for place, column in enumerate(NEW, 1)
        if book.entry(USULAN, HEAD, place).teks != column.judul
    ]


def _row_problems(row: dict[str, Entry], listed: Collection[str]) -> list[CellProblem]:
    found = [problem for entry in row.values() if (problem := flawed(entry))]
    if found:
        return found
    found = [
        CellProblem(row[kunci].sel, "wajib diisi pada usulan baru.", "Isi, atau kosongkan seluruh barisnya.")
        for kunci in _NEEDED
        if row[kunci].kosong
    ]
    found += [
        CellProblem(row[kunci].sel, "terlalu panjang.", f"Ringkas menjadi paling banyak {length} huruf.")
        for kunci, length in _LENGTHS.items()
        if len(row[kunci].teks) > length
    ]
    if not row["anggota"].kosong:
        found += _bad(row["anggota"], lambda: counted(row["anggota"], MOST_MEMBERS, 1))
    return found + _nik_problems(row["nik"], listed)


def _bad(entry: Entry, read: Any) -> list[CellProblem]:
    try:
        read()
    except BadValueError as error:
        return [CellProblem(entry.sel, error.pesan, error.cara)]
    return []


def _nik_problems(entry: Entry, listed: Collection[str]) -> list[CellProblem]:
    if entry.kosong:
        return []
    nik = _digits(entry)
    if not re.fullmatch(r"\d{16}", nik) or not isinstance(entry.isi, str):
        return [CellProblem(entry.sel, "bukan NIK 16 angka sebagai teks.", "Ketik ulang sebagai teks, atau kosongkan.")]
    if nik in listed:
        return [CellProblem(entry.sel, "sudah ada dalam daftar desa ini.", "Isi hasilnya di lembar Verifikasi.")]
    return []


def _digits(entry: Entry) -> str:
    return entry.teks.lstrip("'").replace(" ", "").replace(".", "")


def _proposal(row: dict[str, Entry]) -> Proposal:
    return Proposal(
        anggota=int(row["anggota"].teks),
        nama=row["nama"].teks,
        nik=_digits(row["nik"]),
        alamat=row["alamat"].teks,
        rt_rw=row["rt_rw"].teks,
        alasan=row["alasan"].teks,
    )
