"""Adding, changing and removing records: what is kept, what is refused, and what a conflict tells."""

import datetime as dt

import polars as pl
import pytest

from dampingan.records.errors import ConflictError, InvalidRecordError, RecordsError
from dampingan.records.models import (
    Audit,
    Fgd,
    Musdes,
    MusdesRuta,
    Penugasan,
    PerangkatDaerah,
    Program,
    Record,
)
from dampingan.records.store import RecordStore
from tests.records.conftest import NewUrl, office
from tests.records.jobs import ASEMDOYONG, MAJALANGU, programme
from tests.records.replay import audit_lines, consistent

MORNING = dt.datetime(2026, 11, 23, 1, 30, tzinfo=dt.UTC)


def test_an_assignment_is_kept_with_who_and_when(url: str) -> None:
    store = RecordStore(url, clock=lambda: MORNING)
    with store.session(oleh="bappeda") as unit:
        bappeda = unit.add(PerangkatDaerah(nama="Bappeda", kelompok="badan"))
        draft = Penugasan(
            kode_desa=MAJALANGU, id_perangkat_daerah=bappeda.id, dasar="188.4/275/Tahun 2022", tahun_mulai=2022
        )
        kept = unit.add(draft)
    assert draft.id is None
    [found] = store.find(Penugasan, kode_desa=MAJALANGU)
    assert (found.id, found.versi, found.dibuat_oleh, found.tahun_selesai) == (kept.id, 1, "bappeda", None)
    assert (found.dibuat_pada, found.contoh) == (MORNING + dt.timedelta(microseconds=1), False)
    first, second = audit_lines(store)
    assert (first.tabel, second.tabel, first.permintaan == second.permintaan) == (
        "perangkat_daerah",
        "penugasan",
        True,
    )
    store.close()


def test_a_change_keeps_before_and_after(store: RecordStore) -> None:
    with store.session(oleh="dinsos") as unit:
        added = unit.add(programme(pagu=15_000_000))
    with store.session(oleh="bappeda") as unit:
        unit.change(Program, added.id, 1, {"pagu": 20_000_000, "realisasi": 0, "status": "selesai"})
    lines = store.history(Program, added.id)
    assert [(line.aksi, line.siapa, line.versi) for line in lines] == [("tambah", "dinsos", 1), ("ubah", "bappeda", 2)]
    assert lines[1].changed() == {
        "pagu": (15_000_000, 20_000_000),
        "realisasi": (None, 0),
        "status": ("berjalan", "selesai"),
    }
    consistent(store)


def test_the_same_values_again_are_no_change(store: RecordStore) -> None:
    with store.session(oleh="dinsos") as unit:
        added = unit.add(programme(pagu=5))
    with store.session(oleh="dinsos") as unit:
        again = unit.change(Program, added.id, 1, {"pagu": 5, "indikator": ["rtlh"]})
    assert (again.versi, len(store.history(Program, added.id))) == (1, 1)


def test_two_people_editing_one_record_get_a_conflict(url: str) -> None:
    store = RecordStore(url, clock=lambda: MORNING)
    with store.session(oleh="dinsos") as unit:
        seen = unit.add(programme(pagu=1))
    with store.session(oleh="dinas.kesehatan") as unit:
        unit.change(Program, seen.id, seen.versi, {"pagu": 2, "satuan": "unit"})
    with pytest.raises(ConflictError) as caught, store.session(oleh="bappeda") as unit:
        unit.change(Program, seen.id, seen.versi, {"pagu": 3})
    error = caught.value
    assert (error.oleh, error.kolom) == ("dinas.kesehatan", {"pagu": (1, 2), "satuan": (None, "unit")})
    assert error.what == (
        "Program ini sudah diubah oleh dinas.kesehatan pada 23 November 2026 pukul 08.30 WIB sesudah Anda membukanya."
    )
    assert error.where == "Isian yang berbeda: Pagu, Satuan target."
    [now] = store.find(Program)
    assert (now.pagu, now.versi) == (2, 2)
    store.close()


def test_a_record_removed_meanwhile_is_a_conflict_too(store: RecordStore) -> None:
    with store.session(oleh="dinsos") as unit:
        seen = unit.add(programme())
    with store.session(oleh="camat") as unit:
        unit.remove(Program, seen.id, 1)
    for work in ("change", "remove"):
        arguments = ({"pagu": 3},) if work == "change" else ()
        with pytest.raises(ConflictError, match="sudah dihapus oleh camat"), store.session(oleh="bappeda") as unit:
            getattr(unit, work)(Program, seen.id, 1, *arguments)
    assert store.get(Program, seen.id) is None
    assert [line.aksi for line in store.history(Program, seen.id)] == ["tambah", "hapus"]
    assert consistent(store) == {}


def test_removing_what_another_changed_is_refused(store: RecordStore) -> None:
    with store.session(oleh="dinsos") as unit:
        seen = unit.add(programme())
    with store.session(oleh="camat") as unit:
        unit.change(Program, seen.id, 1, {"pagu": 9})
    with pytest.raises(ConflictError), store.session(oleh="bappeda") as unit:
        unit.remove(Program, seen.id, 1)
    assert [p.pagu for p in store.find(Program)] == [9]


def test_an_id_that_never_was_is_not_found(store: RecordStore) -> None:
    with pytest.raises(RecordsError, match="Program ini tidak ditemukan"), store.session(oleh="bappeda") as unit:
        unit.change(Program, "0" * 32, 1, {"pagu": 1})


def test_a_form_of_200_rows_is_one_request(store: RecordStore) -> None:
    with store.session(oleh="pendamping") as unit:
        musdes = unit.add(
            Musdes(kode_desa=MAJALANGU, periode="2024", tanggal=dt.date(2024, 5, 2), status="selesai", rt_hadir=12)
        )
        rows = [MusdesRuta(id_musdes=musdes.id, id_ruta_ref=f"{i:064x}", status="layak") for i in range(200)]
        kept = unit.add_all(rows)
    assert [r.id_ruta_ref for r in store.find(MusdesRuta, id_musdes=musdes.id)] == [r.id_ruta_ref for r in kept]
    assert {line.permintaan for line in audit_lines(store)} == {unit.permintaan}
    assert len(audit_lines(store)) == 201


def test_one_bad_row_refuses_all_and_is_named(store: RecordStore) -> None:
    drafts = [programme(), programme(desa="33.27.99.2001"), programme(), programme(pagu=-5)]
    with pytest.raises(InvalidRecordError) as caught, store.session(oleh="dinsos") as unit:
        unit.add_all(drafts)
    assert [(p.baris, p.kolom) for p in caught.value.problems] == [(2, "kode_desa"), (4, "pagu")]
    assert "Baris 2, Desa/kelurahan: '33.27.99.2001' bukan kode desa" in str(caught.value)
    assert (store.find(Program), audit_lines(store)) == ([], [])


def _add_and_go_on(store: RecordStore, good: Record, bad: Record) -> None:
    with store.session(oleh="dinsos") as unit:
        unit.add(good)
        with pytest.raises(InvalidRecordError):
            unit.add(bad)


@pytest.mark.parametrize(("good", "bad"), [(programme(), programme(pagu=-1)), (office(), office())])
def test_what_was_refused_cannot_be_saved_by_catching_the_error(store: RecordStore, good: Record, bad: Record) -> None:
    with pytest.raises(RecordsError, match="sebagian perubahan ditolak"):
        _add_and_go_on(store, good, bad)
    assert (store.find(type(good)), audit_lines(store)) == ([], [])


def _add_and_fail(store: RecordStore) -> None:
    with store.session(oleh="dinsos") as unit:
        unit.add(programme())
        raise ZeroDivisionError


def test_an_error_in_the_block_undoes_it(store: RecordStore) -> None:
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(store)
    assert (store.find(Program), audit_lines(store)) == ([], [])


def test_the_same_record_twice_is_named(store: RecordStore) -> None:
    with store.session(oleh="bappeda") as unit:
        unit.add(office())
    with pytest.raises(InvalidRecordError, match="Nama Perangkat Daerah: sudah ada"), store.session(oleh="a") as unit:
        unit.add(office())
    with store.session(oleh="bappeda") as unit:
        other = unit.add(office("Dinas Pertanian"))
    with pytest.raises(InvalidRecordError, match="sudah ada"), store.session(oleh="a") as unit:
        unit.change(PerangkatDaerah, other.id, 1, {"nama": "Dinas Sosial"})
    assert [o.nama for o in store.find(PerangkatDaerah)] == ["Dinas Sosial", "Dinas Pertanian"]


def test_a_reference_must_lead_somewhere(store: RecordStore) -> None:
    with pytest.raises(InvalidRecordError, match="merujuk catatan yang tidak ada"), store.session(oleh="a") as unit:
        unit.add(MusdesRuta(id_musdes="0" * 32, id_ruta_ref="a" * 64, status="layak"))


def test_what_others_refer_to_is_not_removed(store: RecordStore) -> None:
    with store.session(oleh="a") as unit:
        bappeda = unit.add(office("Bappeda"))
        unit.add(Penugasan(kode_desa=ASEMDOYONG, id_perangkat_daerah=bappeda.id, tahun_mulai=2022))
    with pytest.raises(RecordsError, match="masih dipakai pada 1 catatan Penugasan"), store.session(oleh="a") as unit:
        unit.remove(PerangkatDaerah, bappeda.id, 1)
    assert len(store.find(PerangkatDaerah)) == 1


def test_a_record_altered_in_memory_is_not_saved_behind_the_audit(store: RecordStore) -> None:
    with store.session(oleh="a") as unit:
        added = unit.add(programme(pagu=1))
        added.pagu = 2
        [found] = unit.find(Program)
        found.pagu = 3
        unit.change(Program, added.id, 1, {"satuan": "unit"}).pagu = 4
    assert [p.pagu for p in store.find(Program)] == [1]
    with pytest.raises(InvalidRecordError, match="sudah pernah disimpan"), store.session(oleh="a") as unit:
        unit.add(found)
    consistent(store)


def test_the_store_fills_its_own_columns(store: RecordStore) -> None:
    with store.session(oleh="a") as unit:
        added = unit.add(programme())
    for name in ("versi", "dibuat_oleh", "id", "warna"):
        with pytest.raises(InvalidRecordError, match="tidak dapat diubah"), store.session(oleh="a") as unit:
            unit.change(Program, added.id, 1, {name: "x"})


@pytest.mark.parametrize("who", ["", "  ", "x" * 101, "a\x00b"])
def test_nobody_changes_anything_unnamed(new_sqlite: NewUrl, who: str) -> None:
    store = RecordStore(new_sqlite())
    with pytest.raises(RecordsError, match="Tidak diketahui siapa"), store.session(oleh=who):
        pytest.fail("the block must not run")


def test_records_are_found_by_their_columns(store: RecordStore) -> None:
    with store.session(oleh="a") as unit:
        unit.add_all([programme("a", 1), programme("b", None, ASEMDOYONG), programme("c", 3, ASEMDOYONG)])
    assert [p.program for p in store.find(Program, kode_desa=ASEMDOYONG)] == ["b", "c"]
    assert [p.program for p in store.find(Program, pagu=None)] == ["b"]
    assert [p.program for p in store.find(Program, program=("a", "c"), tahun=2024)] == ["a", "c"]
    with pytest.raises(TypeError, match="no column warna"):
        store.find(Program, warna="merah")


def test_a_frame_has_its_types_with_and_without_rows(store: RecordStore) -> None:
    empty = store.frame(Program)
    with store.session(oleh="a") as unit:
        unit.add_all([programme("a", 10**15), programme("b")])
    frame = store.frame(Program)
    assert frame.schema == empty.schema
    assert frame.sort("program")["pagu"].to_list() == [10**15, None]
    assert frame.schema["indikator"] == pl.List(pl.String)
    assert frame["indikator"].to_list() == [["rtlh"], ["rtlh"]]
    assert frame.schema["dibuat_pada"] == pl.Datetime("us", "UTC")
    assert store.frame(Fgd).height == 0
    audit = store.frame(Audit)
    assert audit["sesudah"].str.json_path_match("$.program").to_list() == ["a", "b"]
    assert audit["sebelum"].to_list() == [None, None]


def test_the_mark_differs_after_each_change_only(store: RecordStore) -> None:
    marks = [store.mark(), store.mark()]
    with store.session(oleh="a") as unit:
        added = unit.add(programme())
    marks.append(store.mark())
    with store.session(oleh="a") as unit:
        unit.remove(Program, added.id, 1)
    marks.append(store.mark())
    assert (marks[0] == marks[1], len(set(marks))) == (True, 3)


def test_a_reader_sees_one_moment(store: RecordStore) -> None:
    with store.session(oleh="a") as unit:
        unit.add(programme("a"))
    with store.reading() as reader:
        before = reader.mark()
        with store.session(oleh="b") as unit:
            unit.add(programme("b"))
        assert ([p.program for p in reader.find(Program)], reader.mark()) == (["a"], before)
    assert len(store.find(Program)) == 2
