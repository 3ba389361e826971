"""Edits of many records: all or nothing, every refusal at its place, never a lost update."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dampingan.edits import Edit, RefusedEditsError, Saved, save, state_at
from dampingan.known_records import DECREE_YEARS, Seeded, known_offices, seed_known
from dampingan.records.errors import RecordsError
from dampingan.records.models import Penugasan, PerangkatDaerah, Program
from dampingan.records.store import RecordStore

MAJALANGU = "33.27.04.2010"
GOOD = {"kode_desa": MAJALANGU, "tahun": 2024, "program": "P", "pelaksana": "Desa", "status": "selesai"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    opened = RecordStore(f"sqlite:///{tmp_path / 'catatan.db'}")
    opened.migrate()
    yield opened
    opened.close()


def added(store: RecordStore, **further: object) -> Program:
    with store.session(oleh="awal") as unit:
        return unit.add(Program(**(GOOD | further)))


def refused(store: RecordStore, *edits: Edit) -> RefusedEditsError:
    before = store.mark()
    with pytest.raises(RefusedEditsError) as caught:
        save(store, edits, oleh="x")
    assert store.mark() == before
    return caught.value


def test_additions_changes_and_removals_are_one_request(store: RecordStore) -> None:
    one, two = added(store), added(store, program="Q")
    done = save(
        store,
        [
            Edit("1", Program, GOOD | {"program": "R"}),
            Edit("2", Program, {"pagu": 5}, one.id, 1),
            Edit("3", Program, id=two.id, versi=1, hapus=True),
        ],
        oleh="x",
    )
    assert done == Saved(tambah=1, ubah=1, hapus=1)
    kept = {p.program: p for p in store.find(Program)}
    assert {name: p.pagu for name, p in kept.items()} == {"P": 5, "R": None}
    lines = [store.history(Program, i)[-1] for i in (one.id, two.id, kept["R"].id)]
    assert len({line.permintaan for line in lines}) == 1
    assert {line.siapa for line in lines} == {"x"}


def test_every_refused_field_is_told_at_its_place_and_nothing_is_saved(store: RecordStore) -> None:
    one = added(store)
    error = refused(
        store,
        Edit("Baris 1", Program, GOOD | {"tahun": 1, "status": "entah"}, sel={"tahun": "Program!B7"}),
        Edit("Baris 2", Program, {"pagu": -1}, one.id, 1),
        Edit("Baris 3", Program, GOOD),
    )
    assert [(p.tempat, p.masalah.kolom) for p in error.problems] == [
        ("Program!B7", "tahun"), ("Baris 1", "status"), ("Baris 2", "pagu"),
    ]  # fmt: skip
    assert "– Baris 2, Pagu: '-1' bukan bilangan bulat" in str(error)


def test_who_comes_second_is_told_who_was_first_and_what_differs(store: RecordStore) -> None:
    one = added(store, pagu=10)
    with store.session(oleh="budi") as unit:
        unit.change(Program, one.id, 1, {"pagu": 20})
    error = refused(store, Edit("Baris 1", Program, {"realisasi": 5}, one.id, 1), Edit("Baris 2", Program, GOOD))
    [conflict] = error.conflicts
    assert (conflict.tempat, conflict.galat.oleh, conflict.galat.kolom) == ("Baris 1", "budi", {"pagu": (10, 20)})
    assert store.find(Program)[0].realisasi is None


def test_a_record_that_was_removed_is_a_conflict_and_one_never_there_a_problem(store: RecordStore) -> None:
    one = added(store)
    with store.session(oleh="budi") as unit:
        unit.remove(Program, one.id, 1)
    error = refused(store, Edit("A", Program, {"pagu": 1}, one.id, 1), Edit("B", Program, {"pagu": 1}, "f" * 32, 1))
    assert [(c.tempat, c.galat.what.split(" oleh")[0]) for c in error.conflicts] == [("A", "Program ini sudah dihapus")]
    assert [(p.tempat, p.masalah.pesan) for p in error.problems] == [("B", "tidak dikenal di penyimpanan ini.")]


def test_a_removed_records_place_may_be_taken_in_the_same_request(store: RecordStore) -> None:
    with store.session(oleh="x") as unit:
        old = unit.add(PerangkatDaerah(nama="Dinas Sosial", kelompok="dinas"))
    done = save(
        store,
        [
            Edit("1", PerangkatDaerah, {"nama": "Dinas Sosial", "kelompok": "dinas"}),
            Edit("2", PerangkatDaerah, id=old.id, versi=1, hapus=True),
        ],
        oleh="x",
    )
    assert done == Saved(tambah=1, ubah=0, hapus=1)


def test_a_duplicate_is_told_at_its_place(store: RecordStore) -> None:
    office = {"nama": "Dinas Sosial", "kelompok": "dinas"}
    error = refused(store, Edit("Baris 1", PerangkatDaerah, office), Edit("Baris 2", PerangkatDaerah, office))
    assert [(p.tempat, p.masalah.kolom) for p in error.problems] == [("Baris 2", "nama")]


def test_what_is_used_is_not_removed(store: RecordStore) -> None:
    with store.session(oleh="x") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas Sosial", kelompok="dinas"))
        unit.add(Program(**(GOOD | {"id_perangkat_daerah": office.id})))
    with pytest.raises(RecordsError, match="masih dipakai pada 1 catatan Program"):
        save(store, [Edit("1", PerangkatDaerah, id=office.id, versi=1, hapus=True)], oleh="x")


def test_an_earlier_state_is_found_and_one_never_there_is_not(store: RecordStore) -> None:
    one = added(store, pagu=10)
    with store.session(oleh="x") as unit:
        unit.change(Program, one.id, 1, {"pagu": 20})
    with store.reading() as reader:
        first, second, third = (state_at(reader, Program, one.id, versi) for versi in (1, 2, 3))
        assert (first and first["pagu"], second and second["pagu"], third) == (10, 20, None)


def test_the_known_assignments_are_added_once(store: RecordStore) -> None:
    assert seed_known(store, "x") == Seeded(perangkat=len(known_offices()), penugasan=3)
    assert seed_known(store, "x") == Seeded(perangkat=0, penugasan=0)
    [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
    told = {(a.kode_desa, a.id_perangkat_daerah, a.tahun_mulai, a.tahun_selesai) for a in store.find(Penugasan)}
    assert told == {(k, bappeda.id, *DECREE_YEARS) for k in ("33.27.04.2010", "33.27.13.2005", "33.27.09.2018")}
    assert {a.dasar for a in store.find(Penugasan)} == {"Keputusan Bupati Pemalang 188.4/275/Tahun 2022"}
    assert not any(a.contoh for a in store.find(Penugasan))


def test_what_people_renamed_or_removed_is_left_alone(store: RecordStore) -> None:
    seed_known(store, "x")
    [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
    [health] = store.find(PerangkatDaerah, nama="Dinas Kesehatan")
    with store.session(oleh="x") as unit:
        unit.change(PerangkatDaerah, bappeda.id, 1, {"nama": "Badan Perencanaan dan Riset"})
        unit.remove(PerangkatDaerah, health.id, 1)
        gone = unit.find(Penugasan, kode_desa=MAJALANGU)[0]
        unit.remove(Penugasan, gone.id, 1)
    assert seed_known(store, "x") == Seeded(perangkat=0, penugasan=1)
    assert store.find(PerangkatDaerah, nama="Dinas Kesehatan") == []


def test_a_store_with_other_offices_gets_only_the_one_that_is_needed(store: RecordStore) -> None:
    with store.session(oleh="x") as unit:
        unit.add(PerangkatDaerah(nama="Dinas Baru", kelompok="dinas"))
    assert seed_known(store, "x") == Seeded(perangkat=1, penugasan=3)
    assert sorted(o.nama for o in store.find(PerangkatDaerah)) == [
        "Badan Perencanaan Pembangunan Daerah (Bappeda)", "Dinas Baru",
    ]  # fmt: skip


@pytest.mark.parametrize("edited", [{"singkatan": "BAPPEDA"}, {"singkatan": None}])
def test_an_office_whose_abbreviation_was_edited_is_found_by_its_name(
    store: RecordStore, edited: dict[str, object]
) -> None:
    known = next(o for o in known_offices() if o.singkatan == "Bappeda")
    with store.session(oleh="x") as unit:
        there = unit.add(PerangkatDaerah(nama=known.nama, kelompok="badan", singkatan="Bappeda"))
        unit.change(PerangkatDaerah, there.id, 1, edited)
    assert seed_known(store, "x") == Seeded(perangkat=0, penugasan=3)
    assert {a.id_perangkat_daerah for a in store.find(Penugasan)} == {there.id}
    assert seed_known(store, "x") == Seeded(perangkat=0, penugasan=0)


def test_what_may_be_added_once_is_refused_where_it_stands_already_and_else_not(store: RecordStore) -> None:
    same = GOOD | {"indikator": ["tanpa_jamban", "rtlh"], "target": 2, "satuan": "unit", "pagu": 10}
    added(store, **same)
    again = Edit("Baris 1", Program, same | {"indikator": ["rtlh", "tanpa_jamban"]}, sekali=True)
    with pytest.raises(RefusedEditsError, match="Baris 1, Program: baris ini sudah tercatat"):
        save(store, [again], oleh="x")
    other = [
        Edit("Baris 1", Program, same | {"pagu": 11}, sekali=True),
        Edit("Baris 2", Program, same | {"kode_desa": "33.27.04.2003"}, sekali=True),
        Edit("Baris 3", Program, same),
    ]
    assert save(store, other, oleh="x") == Saved(tambah=3, ubah=0, hapus=0)
