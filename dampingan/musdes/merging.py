"""Two forms of one meeting: what the other form told stays, unless this one tells it anew."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dampingan.musdes.proposals import kept_of_form, read_kept
from dampingan.musdes.reading_proposals import Proposal
from dampingan.musdes.recount import NOT_YET, PROPOSED
from dampingan.musdes.stored import Stored
from dampingan.records.models import MusdesPeserta, MusdesRuta

Values = dict[str, Any]


def merged_households(
    old: Stored, new: Mapping[str, Values], proposals: Mapping[str, Proposal], folder: Path, tanda: str
) -> dict[str, Values]:
    """Return the households of a meeting as they stand after this form, by reference.

    An empty row deletes no earlier result. Proposals of the other form stay, unless this one proposes the same
    household; earlier proposals of this form itself are replaced.

    Args:
        old: what is stored of the meeting.
        new: the households of this form, its proposals too: the columns of ``MusdesRuta``.
        proposals: this form's, by reference.
        folder: the names of the proposals (``RestrictedStore.proposals_folder``).
        tanda: this form's seal.
    """
    dropped = _proposed_again(old, proposals, folder, tanda)
    earlier = {record.id_ruta_ref: _values(record) for record in old.ruta if record.id_ruta_ref not in dropped}
    told = {ref: row for ref, row in new.items() if row["status"] != NOT_YET or ref not in earlier}
    return earlier | told


def merged_people(old: Stored, new: Mapping[str, Values]) -> dict[str, Values]:
    """Return who came, by group: as this form tells, and as the other one told where this one is silent."""
    return {record.unsur: _people(record) for record in old.peserta} | dict(new)


def _proposed_again(old: Stored, proposals: Mapping[str, Proposal], folder: Path, tanda: str) -> frozenset[str]:
    if old.musdes is None:
        return frozenset()
    id_musdes = old.musdes.id
    own = kept_of_form(folder, id_musdes, tanda)
    stored = {record.id_ruta_ref for record in old.ruta if record.status == PROPOSED}
    nik = {proposal.nik for proposal in proposals.values() if proposal.nik}
    homes = {_home(proposal.nama, proposal.alamat) for proposal in proposals.values()}
    again = {
        row["ref"]
        for row in read_kept(folder, id_musdes, stored).iter_rows(named=True)
        if row["nik"] in nik or _home(row["nama"], row["alamat"]) in homes
    }
    return frozenset(stored & (own | again))


def _home(nama: str, alamat: str) -> tuple[str, str]:
    return nama.casefold(), alamat.casefold()


def _values(record: MusdesRuta) -> Values:
    names = ("id_ruta_ref", "status", "alasan", "mampu", "catatan")
    return {name: getattr(record, name) for name in names}


def _people(record: MusdesPeserta) -> Values:
    return {name: getattr(record, name) for name in ("unsur", "laki_laki", "perempuan")}
