"""An FGD with its participants and follow-ups is stored as a whole, and nobody's change is lost."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from dampingan.records.audit import Audit
from dampingan.records.errors import ConflictError, InvalidRecordError
from dampingan.records.models import Fgd, FgdPeserta, PerangkatDaerah, TindakLanjut
from dampingan.records.store import RecordStore
from dampingan.records.terms import UNSUR_PESERTA
from dampingan.ui.fgd.entry_tables import entered_guests, entered_items
from dampingan.ui.fgd.storing import Entered, Item, Opened, open_fgd, remove, store

DAY, DUE = dt.date(2024, 5, 2), dt.date(2024, 9, 30)
FIELDS = {"kode_desa": "33.27.04.2010", "kode_kecamatan": None, "id_perangkat_daerah": None, "tanggal": DAY,
          "tempat": "Balai desa", "isu": "Jamban", "kesepakatan": None}  # fmt: skip


def item(words: str, *, identity: str | None = None, **further: object) -> Item:
    empty = dict.fromkeys(("id_perangkat_daerah", "penanggung_jawab", "tenggat", "keterangan"))
    return Item(identity, {**empty, "uraian": words, "keadaan": "terbuka", "penanggung_jawab": "Baznas", **further})


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[RecordStore]:
    opened = RecordStore(f"sqlite:///{tmp_path / 'catatan.db'}")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def there(kept: RecordStore) -> Opened:
    """Return an FGD that was stored, as its entry opens it."""
    entered = Entered(FIELDS, {"bpd": (2, 3), "kecamatan": (1, None)}, [item("Survei"), item("Usulan", tenggat=DUE)])
    with kept.session(oleh="operator") as unit:
        store(unit, Opened(), entered)
    return opened_now(kept)


def opened_now(kept: RecordStore) -> Opened:
    with kept.reading() as reader:
        return open_fgd(reader, kept.find(Fgd)[0].id)


def as_entered(there: Opened) -> Entered:
    """Return what stands in the entry when nothing was typed."""
    guests = {unsur: (guest.laki_laki, guest.perempuan) for unsur, guest in there.peserta.items()}
    names = ("uraian", "id_perangkat_daerah", "penanggung_jawab", "tenggat", "keadaan", "keterangan")
    items = [Item(i.id, {name: getattr(i, name) for name in names}) for i in there.tindak_lanjut.values()]
    return Entered(FIELDS, guests, items)


def test_all_of_it_is_saved_in_one_request(kept: RecordStore, there: Opened) -> None:
    assert there.fgd is not None
    assert {u: (g.laki_laki, g.perempuan) for u, g in there.peserta.items()} == {"bpd": (2, 3), "kecamatan": (1, None)}
    assert [i.uraian for i in there.tindak_lanjut.values()] == ["Survei", "Usulan"]
    audit = kept.frame(Audit)
    assert audit.height == 5
    assert audit["permintaan"].n_unique() == 1


def test_saved_again_as_it_was_it_changes_nothing(kept: RecordStore, there: Opened) -> None:
    before = kept.mark()
    with kept.session(oleh="operator") as unit:
        store(unit, there, as_entered(there))
    assert kept.mark() == before


def test_rows_are_added_changed_and_removed(kept: RecordStore, there: Opened) -> None:
    first = next(iter(there.tindak_lanjut))
    entered = Entered(
        FIELDS | {"tempat": "Aula"}, {"bpd": (2, 4), "babinsa": (1, 0)},
        [item("Survei", identity=first, keadaan="selesai"), item("Baru")],
    )  # fmt: skip
    with kept.session(oleh="operator") as unit:
        store(unit, there, entered)
    now = opened_now(kept)
    assert now.fgd is not None
    assert (now.fgd.tempat, now.fgd.versi) == ("Aula", 2)
    assert {u: (g.laki_laki, g.perempuan) for u, g in now.peserta.items()} == {"bpd": (2, 4), "babinsa": (1, 0)}
    assert [(i.uraian, i.keadaan) for i in now.tindak_lanjut.values()] == [("Survei", "selesai"), ("Baru", "terbuka")]


def test_a_wrong_row_is_named_and_nothing_is_saved(kept: RecordStore) -> None:
    entered = Entered(FIELDS, {"bpd": (1, 1)}, [item("Survei"), item("Tanpa siapa pun", penanggung_jawab=None)])
    with pytest.raises(InvalidRecordError, match="Baris 2, Penanggung jawab lain"), kept.session(oleh="a") as unit:
        store(unit, Opened(), entered)
    assert [kept.frame(model).height for model in (Fgd, FgdPeserta, TindakLanjut, Audit)] == [0, 0, 0, 0]


def test_who_changed_a_follow_up_meanwhile_is_not_overwritten(kept: RecordStore, there: Opened) -> None:
    first = next(iter(there.tindak_lanjut.values()))
    with kept.session(oleh="rekan") as unit:
        unit.change(TindakLanjut, first.id, first.versi, {"keadaan": "selesai"})
    entered = as_entered(there)
    mine = Entered(FIELDS | {"tempat": "Aula"}, entered.peserta, [item("Survei ulang", identity=first.id)])
    with pytest.raises(ConflictError) as caught, kept.session(oleh="operator") as unit:
        store(unit, there, mine)
    assert caught.value.oleh == "rekan"
    assert opened_now(kept).fgd.tempat == "Balai desa"  # type: ignore[union-attr]
    assert kept.find(TindakLanjut, id=first.id)[0].keadaan == "selesai"


def test_removing_takes_what_belongs_to_it_and_keeps_the_history(kept: RecordStore, there: Opened) -> None:
    with kept.session(oleh="operator") as unit:
        remove(unit, there)
    assert [kept.frame(model).height for model in (Fgd, FgdPeserta, TindakLanjut)] == [0, 0, 0]
    assert kept.frame(Audit).filter(aksi="hapus").height == 5


def test_the_tables_are_read_as_they_were_typed() -> None:
    counts = pd.DataFrame({"laki_laki": [None] * 11, "perempuan": [None] * 11}, dtype="Int64")
    counts.loc[1, "laki_laki"], counts.loc[2, "perempuan"] = 0, 4
    unsur = list(UNSUR_PESERTA)
    assert entered_guests(counts) == {unsur[1]: (0, None), unsur[2]: (None, 4)}
    rows = pd.DataFrame(
        {
            "id": ["x", None, None],
            "uraian": [" Survei ", None, "Baru"],
            "id_perangkat_daerah": [None, None, "p"],
            "penanggung_jawab": ["Baznas", None, None],
            "tenggat": pd.to_datetime(["2024-09-30", None, None]),
            "keadaan": ["selesai", "terbuka", None],
            "keterangan": [None, None, " "],
        }
    )
    assert entered_items(rows) == [
        item("Survei", identity="x", tenggat=DUE, keadaan="selesai"),
        item("Baru", id_perangkat_daerah="p", penanggung_jawab=None),
    ]


def test_an_office_that_owns_a_follow_up_is_named_by_its_id(kept: RecordStore) -> None:
    with kept.session(oleh="operator") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas Sosial", kelompok="dinas"))
    entered = Entered(FIELDS, {}, [item("Survei", id_perangkat_daerah=office.id, penanggung_jawab=None)])
    with kept.session(oleh="operator") as unit:
        store(unit, Opened(), entered)
    assert kept.find(TindakLanjut)[0].id_perangkat_daerah == office.id
