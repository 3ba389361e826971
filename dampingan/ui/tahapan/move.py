"""Noting that a desa reached a stage, and when the next is due; and the history of its six stages."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dampingan.edits import Edit, PlacedProblem, RefusedEditsError
from dampingan.edits import save as save_edits
from dampingan.formats import full_date
from dampingan.measures.stages import STAGES, next_stage
from dampingan.records.errors import WIB, Problem
from dampingan.records.models import Tahap
from dampingan.records.terms import AKSI, TAHAP
from dampingan.ui import access, frame, records, style
from dampingan.ui.catatan import parts, saving
from dampingan.ui.catatan.day import today
from dampingan.ui.catatan.seen import Seen, forget, seen
from dampingan.ui.tahapan.data import Look

PAGE = "tahapan"
_PLACE, _STAGE, _CHOICE = "tahap_isi", "tahap", "tahap_isi_desa"
_RANGE: dict[str, Any] = {
    "min_value": dt.date(2000, 1, 1), "max_value": dt.date(2100, 12, 31), "format": "DD/MM/YYYY", "width": 210,
}  # fmt: skip
_NOT_YET = Problem("tanggal", "Tanggal tercapai", "belum terjadi.", "Tulis hari tahap ini sudah tercapai.")

Kept = Mapping[str, Tahap]
"""The stages that are recorded of a desa, by stage."""


def show(look: Look) -> None:
    """Draw the choice of a desa, its history, and the entry where records may be written."""
    offered = look.table["kode_desa"].to_list()
    others = [k for k in (look.view.codes or parts.places()) if k not in set(offered)]
    choices = sorted(offered, key=parts.unit_words) + sorted(others, key=parts.unit_words)
    if not choices:
        style.notice("Tidak ada desa dalam saringan ini", "Ubah saringan di sisi kiri.")
        return
    if st.session_state.get(_CHOICE) not in choices:
        st.session_state[_CHOICE] = choices[0]
    frame.section(
        "Catat tahap satu desa", f"Periode program {look.periode.replace('-', '–')}. Desa dampingan di atas daftar."
    )
    st.selectbox("Desa/kelurahan", choices, format_func=parts.unit_words, key=_CHOICE)
    kode = str(st.session_state[_CHOICE])
    if access.may_record():
        hal = (kode, look.periode)
        _entry(*hal, seen(_PLACE, hal, lambda: stages_of(*hal), control=_STAGE))
    else:
        access.records_read_only()
    _history(stages_of(kode, look.periode))


def stages_of(kode: str, periode: str) -> Kept:
    """Return the stages of a desa as they are now."""
    return {stage.tahap: stage for stage in records.store().find(Tahap, kode_desa=kode, periode_program=periode)}


def stage_edits(
    kode: str, periode: str, there: Kept, stage: str, reached: Mapping[str, object], due: dt.date | None
) -> list[Edit]:
    """Return what noting a stage changes: the stage itself, and the due date of the next.

    Args:
        kode: ``kode_desa``.
        periode: the programme's period.
        there: the stages as they were seen.
        stage: the stage that is noted.
        reached: its ``tanggal`` and ``keterangan``.
        due: when the next stage is due; None empties it.
    """
    edits = _edit(kode, periode, there.get(stage), stage, reached)
    after = next_stage(stage)
    if after and (due or after in there):
        edits += _edit(kode, periode, there.get(after), after, {"tenggat": due})
    return edits


def _edit(kode: str, periode: str, there: Tahap | None, stage: str, wanted: Mapping[str, object]) -> list[Edit]:
    place = f"Tahap {TAHAP[stage]}"
    if there is None:
        fixed = {"kode_desa": kode, "periode_program": periode, "tahap": stage}
        return [Edit(place, Tahap, {**fixed, **wanted})]
    changed = {name: value for name, value in wanted.items() if getattr(there, name) != value}
    return [Edit(place, Tahap, changed, there.id, there.versi)] if changed else []


def _entry(kode: str, periode: str, entry: Seen[Kept]) -> None:
    there = entry.isi
    reached = [stage for stage in STAGES if stage in there and there[stage].tanggal]
    proposed = next_stage(reached[-1] if reached else None) or STAGES[-1]
    with st.container(key="tahap_isi", border=True):
        stage = str(
            st.segmented_control(
                "Tahap yang tercapai", list(STAGES), default=proposed, format_func=TAHAP.__getitem__, required=True,
                key=entry.key(_STAGE),
            )
        )  # fmt: skip
        fields, due = _fields(entry, stage)
        told = st.container()
        if st.button("Simpan tahap", type="primary", key=entry.key("simpan")) and saving.attempt(
            entry.kunci, lambda: _store(kode, stage_edits(kode, periode, there, stage, fields, due)), page=PAGE
        ):
            forget(_PLACE)
            st.rerun()
        with told:
            saving.show_refusal(entry.kunci, newest=lambda: forget(_PLACE))
        _removal(entry)


def _removal(entry: Seen[Kept]) -> None:
    """Offer to remove a stage that was noted by mistake, once it is confirmed."""
    if not entry.isi:
        return
    with st.expander("Hapus catatan tahap"):
        there = [stage for stage in STAGES if stage in entry.isi]
        stage = st.selectbox("Tahap", there, format_func=TAHAP.__getitem__, key=entry.key("hapus_tahap"))
        sure = st.checkbox(
            f"Ya, hapus tahap {TAHAP[stage]}; riwayatnya tetap tersimpan", key=entry.key(f"hapus_{stage}_yakin")
        )
        old = entry.isi[stage]
        edit = Edit(f"Tahap {TAHAP[stage]} dihapus", Tahap, id=old.id, versi=old.versi, hapus=True)
        if st.button("Hapus", disabled=not sure, key=entry.key("hapus")) and saving.attempt(
            entry.kunci, lambda: _store(old.kode_desa, [edit]), page=PAGE
        ):
            forget(_PLACE)
            st.rerun()


def _fields(entry: Seen[Kept], stage: str) -> tuple[dict[str, Any], dt.date | None]:
    """Draw the fields of a stage and return them as entered, with the due date of the next."""
    own, after = entry.isi.get(stage), next_stage(stage)
    following = entry.isi.get(after) if after else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            f"Tanggal {TAHAP[stage]} tercapai", value=(own and own.tanggal) or today(),
            key=entry.key(f"{stage}_tanggal"), **_RANGE,
        )  # fmt: skip
        due = None
        if after:
            due = st.date_input(
                f"Tenggat {TAHAP[after]}", value=following.tenggat if following else None,
                key=entry.key(f"{stage}_tenggat"), **_RANGE,
            )  # fmt: skip
        remark = st.text_input(
            "Keterangan", value=(own and own.keterangan) or "", key=entry.key(f"{stage}_keterangan"),
            help="Tanpa nama orang.",
        )  # fmt: skip
    return {"tanggal": day, "keterangan": remark.strip() or None}, due


def _store(kode: str, edits: list[Edit]) -> str:
    """Save edits and return what was done; a stage that is said to be reached on a day to come is refused."""
    if not edits:
        return "Tidak ada yang berubah."
    early = [edit for edit in edits if isinstance(day := edit.nilai.get("tanggal"), dt.date) and day > today()]
    if early:
        raise RefusedEditsError([PlacedProblem(edit.tempat, _NOT_YET) for edit in early], [])
    save_edits(records.store(), edits, oleh=access.account())
    return f"{parts.places()[kode][0]}: {', '.join(edit.tempat for edit in edits)}."


def _history(there: Kept) -> None:
    frame.section("Riwayat tahap", "Enam tahap desa ini, dan siapa yang terakhir mencatatnya.")
    rows = [_history_row(stage, there.get(stage)) for stage in STAGES]
    heads = ("Tahap", "Tercapai", "Tenggat", "Keterangan", "Terakhir dicatat")
    st.html(parts.table(heads, rows, label="Riwayat tahap", left=(1, 2, 3, 4)))
    if there:
        with st.expander("Semua perubahan"):
            st.html(parts.table(("Kapan", "Siapa", "Apa"), _changes(there), label="Semua perubahan", left=(1, 2)))


def _history_row(stage: str, record: Tahap | None) -> tuple[str, ...]:
    if record is None:
        return style.text(TAHAP[stage]), "–", "–", "–", "–"
    mark = " · data contoh" if record.contoh else ""
    kept = f"{full_date(record.diubah_pada.astimezone(WIB).date())} oleh {record.diubah_oleh}{mark}"
    cells = (parts.day_words(record.tanggal), parts.day_words(record.tenggat), record.keterangan or "–", kept)
    return style.text(TAHAP[stage]), *map(style.text, cells)


def _changes(there: Kept) -> list[tuple[str, ...]]:
    """Return all changes of a desa's stages, newest first."""
    with records.store().reading() as reader:
        lines = [(stage, line) for stage in there for line in reader.history(Tahap, there[stage].id)]
    told: list[tuple[str, ...]] = []
    for stage, line in sorted(lines, key=lambda pair: pair[1].kapan, reverse=True):
        moment = line.kapan.astimezone(WIB)
        new = {name: after for name, (_, after) in line.changed().items() if name in {"tanggal", "tenggat"}}
        what = ", ".join(f"{name} {value or 'dikosongkan'}" for name, value in new.items())
        words = f"{AKSI[line.aksi]} tahap {TAHAP[stage]}{f': {what}' if what else ''}"
        told.append((f"{full_date(moment.date())} {moment:%H.%M}", style.text(line.siapa), style.text(words)))
    return told
