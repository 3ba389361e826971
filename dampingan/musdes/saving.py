"""Saving a returned form: the meeting, who came, every result, the proposals; all of it or nothing."""

from collections.abc import Hashable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from dampingan.musdes.merging import merged_households, merged_people
from dampingan.musdes.proposals import kept_proposals
from dampingan.musdes.reading_proposals import Proposal
from dampingan.musdes.returns import Return
from dampingan.musdes.site import Site
from dampingan.musdes.stored import Stored, stored
from dampingan.musdes.totals import Totals, totals
from dampingan.records.errors import ConflictError
from dampingan.records.models import Musdes, MusdesFormulir, MusdesHasil, MusdesPeserta, MusdesRuta, Record
from dampingan.records.unit import UnitOfWork

R = TypeVar("R", bound=Record)
K = TypeVar("K", bound=Hashable)
Values = dict[str, Any]
State = Literal["baru", "ditambah", "diganti", "sama"]


@dataclass(frozen=True)
class Saved:
    """What saving did: a new result, one added to another form's, one that replaces it, or the same as before."""

    keadaan: State
    id_musdes: str
    ubahan: int
    """Records that were added, changed or removed."""
    jumlah: Totals
    """The result of the meeting in numbers, as it stands now."""


def save_return(site: Site, told: Return, *, oleh: str) -> Saved:
    """Save a returned form in one transaction; the same form again changes nothing, a corrected one replaces.

    Another form of the same desa and date adds to what the first one told (``merging``).

    Args:
        site: the installation.
        told: from ``read_return``.
        oleh: account of who saves it.

    Raises:
        ConflictError: somebody saved results of this meeting after the form was read; nothing was saved.
        RecordsError: the store cannot be used; nothing was saved.
    """
    facts = told.fakta
    proposals = {p.ref(site.key, facts.kode_desa, facts.periode): p for p in told.usulan}
    folder = site.snapshots.restricted.proposals_folder(facts.periode, make=bool(proposals))
    # The files are settled after the transaction, so that the names kept are those of the results that stand.
    with ExitStack() as files, site.records.session(oleh=oleh) as unit:
        old = stored(unit, facts, told.tanda, told.rapat.musdes["tanggal"])
        _refuse_if_changed(old, told.lama)
        meeting, changed = _save_meeting(unit, told, old)
        if old.formulir and old.formulir.id_musdes != meeting.id:
            unit.change(MusdesFormulir, old.formulir.id, old.formulir.versi, {"id_musdes": meeting.id})
        households = _households(told, old, proposals, folder)
        jumlah = totals(row["status"] for row in households.values())
        files.enter_context(kept_proposals(folder, meeting.id, told.tanda, proposals, bersama=old.bersama))
        changed += _save_parts(unit, told, old, meeting.id, households, jumlah)
    return Saved(_state(told, old, changed), meeting.id, changed, jumlah)


def _state(told: Return, old: Stored, changed: int) -> State:
    if not old.hasil:
        return "baru"
    if not changed:
        return "sama"
    return "ditambah" if told.menambah else "diganti"


def _refuse_if_changed(now: Stored, seen: Stored) -> None:
    record = now.musdes or seen.musdes
    if record is None or now.mark == seen.mark:
        return
    raise ConflictError(
        "Hasil Musdes",
        Musdes.__tablename__,
        record.id,
        oleh=record.diubah_oleh,
        pada=record.diubah_pada,
        kolom={},
        labels={},
        removed=now.musdes is None,
    )


def _save_meeting(unit: UnitOfWork, told: Return, old: Stored) -> tuple[Musdes, int]:
    facts = told.fakta
    values: Values = {
        **told.rapat.musdes, "kode_desa": facts.kode_desa, "periode": facts.periode, "status": "selesai",
        "contoh": told.contoh,
    }  # fmt: skip
    if old.musdes is None:
        return unit.add(Musdes(**values)), 1
    if old.bersama:
        values = {name: value for name, value in values.items() if value is not None}
    stands = unit.change(Musdes, old.musdes.id, old.musdes.versi, values)
    return stands, int(stands.versi != old.musdes.versi)


def _save_parts(
    unit: UnitOfWork, told: Return, old: Stored, id_musdes: str, households: Mapping[str, Values], jumlah: Totals
) -> int:
    own = {"id_musdes": id_musdes, "contoh": told.contoh}
    people = {
        unsur: {"unsur": unsur, "laki_laki": men, "perempuan": women}
        for unsur, (men, women) in told.rapat.peserta.items()
    }
    if old.bersama:
        people = merged_people(old, people)
    results = {status: {"status": status, "rt": rt} for status, rt in jumlah.hasil.items()}
    return (
        _replace(unit, MusdesPeserta, {record.unsur: record for record in old.peserta}, people, own)
        + _replace(unit, MusdesHasil, {record.status: record for record in old.hasil}, results, own)
        + _replace(unit, MusdesRuta, {record.id_ruta_ref: record for record in old.ruta}, households, own)
    )


def _households(told: Return, old: Stored, proposals: Mapping[str, Proposal], folder: Path) -> dict[str, Values]:
    listed = {
        v.ref: {"id_ruta_ref": v.ref, "status": v.status, "alasan": v.alasan, "mampu": v.mampu, "catatan": v.catatan}
        for v in told.hasil
    }
    proposed = {
        ref: {"id_ruta_ref": ref, "status": "usulan_baru", "alasan": None, "mampu": None,
              "catatan": f"{proposal.anggota} jiwa"}
        for ref, proposal in proposals.items()
    }  # fmt: skip
    new = listed | proposed
    return merged_households(old, new, proposals, folder, told.tanda) if old.bersama else new


def _replace(unit: UnitOfWork, model: type[R], old: Mapping[K, R], new: Mapping[K, Values], own: Values) -> int:
    """Make the stored records be the new ones, touching only what differs; return how many that were."""
    gone = [record for key, record in old.items() if key not in new]
    for record in gone:
        unit.remove(model, record.id, record.versi)
    whole = {key: own | values for key, values in new.items()}
    differing = [key for key in whole if key in old and _differs(old[key], whole[key])]
    for key in differing:
        unit.change(model, old[key].id, old[key].versi, whole[key])
    added = [model(**values) for key, values in whole.items() if key not in old]
    unit.add_all(added)
    return len(gone) + len(differing) + len(added)


def _differs(record: Record, values: Values) -> bool:
    return any(getattr(record, name) != value for name, value in values.items())
