"""A form that comes back: what it says is stored once, corrected with its history, and nobody is named."""

import datetime as dt
import logging
import stat
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dampingan.errors import DampinganError
from dampingan.forms.problems import ReturnedFormError
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.records.errors import ConflictError
from dampingan.records.models import (
    Audit,
    Musdes,
    MusdesFormulir,
    MusdesHasil,
    MusdesPeserta,
    MusdesRuta,
)
from tests.musdes.conftest import (
    ALAMAT_LAIN,
    BELUM,
    DESA,
    EVERY_KIND,
    LAYAK,
    MAMPU,
    MEETING,
    NEW_HOME,
    PERIOD,
    PINDAH,
    RESULT_OF,
    TODAY,
    WHO,
    codes_and_names,
    filled,
    form_of,
    opened,
    row_count,
)

OTHER_NEW_HOME = ("Contoh Usulan Dua", None, "Alamat Usulan 2", "004/001", 2, "Lansia tinggal sendiri")


def take_in(site: Site, content: bytes) -> str:
    return save_return(site, read_return(site, content, PERIOD, today=TODAY), oleh=WHO).keadaan


def results(site: Site) -> dict[str, int]:
    return {record.status: record.rt for record in site.records.find(MusdesHasil) if record.rt}


def test_what_the_meeting_found_is_stored(site: Site) -> None:
    form = form_of(site)
    rows = row_count(form)
    assert take_in(site, filled(form, EVERY_KIND, proposals=[NEW_HOME, OTHER_NEW_HOME])) == "baru"
    expected = Counter(RESULT_OF[EVERY_KIND[n % len(EVERY_KIND)]] for n in range(rows)) + Counter(usulan_baru=2)
    assert results(site) == dict(expected)
    assert len(site.records.find(MusdesHasil)) == 9, "also the results that nobody had: 0 is not unknown"
    ruta = site.records.find(MusdesRuta)
    assert Counter(record.status for record in ruta) == expected
    assert Counter(record.alasan for record in ruta if record.status == "tidak_ditemukan")["bukan_alamat_setempat"] > 0
    assert {record.mampu for record in ruta if record.status == "mampu"} == {True}
    assert {record.catatan for record in ruta if record.status == "usulan_baru"} == {"4 jiwa", "2 jiwa"}
    (meeting,) = site.records.find(Musdes)
    assert (meeting.kode_desa, meeting.periode, meeting.tanggal) == (DESA, PERIOD, dt.date(2026, 11, 20))
    assert (meeting.jam_mulai, meeting.jam_selesai) == (dt.time(9, 0), dt.time(11, 30))
    assert (meeting.sumber_daftar, meeting.berita_acara, meeting.daftar_hadir) == ("dt_pfm_otm", True, True)
    assert (meeting.rt_diundang, meeting.rt_hadir, meeting.status, meeting.contoh) == (40, 33, "selesai", True)
    assert meeting.dibuat_oleh == WHO
    people = {p.unsur: (p.laki_laki, p.perempuan) for p in site.records.find(MusdesPeserta)}
    assert people == {"aparat_desa": (4, 2), "tokoh_agama": (3, None)}
    assert [form.id_musdes for form in site.records.find(MusdesFormulir)] == [meeting.id]


def test_what_is_read_is_shown_before_it_is_saved(site: Site) -> None:
    told = read_return(site, filled(form_of(site), [LAYAK, BELUM]), PERIOD, today=TODAY)
    assert told.jumlah.cocok
    assert told.jumlah.daftar == told.fakta.jumlah_baris
    assert not told.menggantikan
    assert site.records.find(Musdes) == []


def test_the_same_form_twice_is_not_doubled(site: Site) -> None:
    content = filled(form_of(site), EVERY_KIND, proposals=[NEW_HOME])
    take_in(site, content)
    before, lines = results(site), site.records.frame(Audit).height
    assert take_in(site, content) == "sama"
    assert (results(site), site.records.frame(Audit).height) == (before, lines)


def test_real_data_take_the_mark_of_a_sample_off_the_whole_meeting(site: Site) -> None:
    told = read_return(site, filled(form_of(site), [LAYAK, BELUM], proposals=[NEW_HOME]), PERIOD, today=TODAY)
    save_return(site, told, oleh=WHO)
    again = read_return(site, filled(form_of(site), [LAYAK, BELUM], proposals=[NEW_HOME]), PERIOD, today=TODAY)
    save_return(site, replace(again, contoh=False), oleh=WHO)
    for model in (Musdes, MusdesPeserta, MusdesHasil, MusdesRuta):
        assert {record.contoh for record in site.records.find(model)} == {False}, model


def test_a_corrected_form_replaces_and_the_old_result_stays_in_the_history(site: Site) -> None:
    form = form_of(site)
    take_in(site, filled(form, [LAYAK, BELUM], proposals=[NEW_HOME, OTHER_NEW_HOME]))
    corrected = filled(form, lambda n: PINDAH if n == 0 else (LAYAK, BELUM)[n % 2], proposals=[NEW_HOME])
    told = read_return(site, corrected, PERIOD, today=TODAY)
    assert told.menggantikan
    saved = save_return(site, told, oleh="orang.lain")
    assert saved.keadaan == "diganti"
    assert saved.ubahan == 5, "one household, one proposal gone, three numbers"
    assert results(site)["pindah"] == 1
    assert len(site.records.find(Musdes)) == 1
    (moved,) = site.records.find(MusdesRuta, status="pindah")
    history = site.records.history(MusdesRuta, moved.id)
    assert [(line.siapa, (line.sesudah or {})["status"]) for line in history] == [
        (WHO, "layak"),
        ("orang.lain", "pindah"),
    ]


def test_a_corrected_date_is_still_the_same_meeting(site: Site) -> None:
    form = form_of(site)
    take_in(site, filled(form, [LAYAK]))
    other_day = MEETING | {"Notulen": dict(MEETING["Notulen"]) | {"B4": "21 November 2026"}}
    assert take_in(site, filled(form, [LAYAK], cells=other_day)) == "diganti"
    assert [meeting.tanggal for meeting in site.records.find(Musdes)] == [dt.date(2026, 11, 21)]


def test_whoever_saves_second_is_told_to_look_again(site: Site) -> None:
    form = form_of(site)
    take_in(site, filled(form, [LAYAK]))
    mine, theirs = (read_return(site, filled(form, [a]), PERIOD, today=TODAY) for a in (MAMPU, PINDAH))
    save_return(site, theirs, oleh="orang.lain")
    with pytest.raises(ConflictError, match="sudah diubah"):
        save_return(site, mine, oleh=WHO)
    assert set(results(site)) == {"pindah"}


def test_two_first_returns_at_once_do_not_overwrite_one_another(site: Site) -> None:
    mine, theirs = (read_return(site, filled(form_of(site), [a]), PERIOD, today=TODAY) for a in (MAMPU, PINDAH))
    save_return(site, theirs, oleh="orang.lain")
    with pytest.raises(ConflictError, match="oleh orang"):
        save_return(site, mine, oleh=WHO)
    assert set(results(site)) == {"pindah"}


def test_a_planned_meeting_of_that_day_becomes_the_one_that_was_held(site: Site) -> None:
    with site.records.session(oleh="perencana") as unit:
        unit.add(Musdes(kode_desa=DESA, periode=PERIOD, tanggal=dt.date(2026, 11, 20), status="direncanakan"))
    assert take_in(site, filled(form_of(site), [LAYAK])) == "baru"
    (meeting,) = site.records.find(Musdes)
    assert (meeting.status, meeting.dibuat_oleh, meeting.diubah_oleh) == ("selesai", "perencana", WHO)


def test_proposals_lie_by_name_in_the_restricted_folder_alone(site: Site) -> None:
    form = form_of(site)
    take_in(site, filled(form, [LAYAK], proposals=[NEW_HOME, OTHER_NEW_HOME]))
    folder = site.data / "terbatas" / PERIOD / "usulan"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    kept = pl.read_parquet(file)
    assert kept["nama"].to_list() == ["Contoh Usulan", "Contoh Usulan Dua"]
    assert kept["nik"].to_list() == [NEW_HOME[1], ""]
    assert set(kept["ref"]) == {record.id_ruta_ref for record in site.records.find(MusdesRuta, status="usulan_baru")}
    take_in(site, filled(form, [LAYAK], proposals=[NEW_HOME]))
    (after,) = folder.iterdir()
    assert pl.read_parquet(after)["nama"].to_list() == ["Contoh Usulan"]


def test_no_record_names_anybody(site: Site) -> None:
    form = form_of(site)
    note = MEETING | {"Verifikasi": {"T5": "Rumah sudah dijual."}}
    take_in(site, filled(form, EVERY_KIND, proposals=[NEW_HOME], cells=note))
    site.records.close()
    bytes_kept = b"".join(file.read_bytes() for file in Path(site.data).glob("catatan.db*"))
    names = [name for _, name in codes_and_names(form)] + [NEW_HOME[0], NEW_HOME[1], NEW_HOME[2]]
    assert [name for name in names if name.encode() in bytes_kept] == []
    assert b"Rumah sudah dijual." in bytes_kept


def test_nothing_that_may_be_logged_names_anybody(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    form = form_of(site)
    with caplog.at_level(logging.DEBUG):
        told = read_return(site, filled(form, [LAYAK], proposals=[NEW_HOME]), PERIOD, today=TODAY)
        save_return(site, told, oleh=WHO)
    seen = repr(told) + repr(told.usulan) + repr(told.hasil) + repr(site.households(PERIOD, [DESA])) + caplog.text
    names = [name for _, name in codes_and_names(form)] + [NEW_HOME[0], NEW_HOME[1], NEW_HOME[2], NEW_HOME[5]]
    assert [name for name in names if name in seen] == []


def test_a_form_stays_good_while_its_data_are_loaded_anew_with_the_same_content(
    site: Site, sample: tuple[Path, Path]
) -> None:
    from dampingan.importing import import_delivery

    form = form_of(site)
    import_delivery(*sample, period=PERIOD, store=site.snapshots, rules=site.rules)
    assert take_in(site, filled(form, [LAYAK])) == "baru"


def test_a_form_filled_in_another_program_still_reads(site: Site) -> None:
    """Numbers come as text or as fractions, words in other letters, dates and times in other shapes."""
    shapes = {
        "Notulen": {"B4": "20-11-2026", "B5": 0.375, "B6": "11:30 WIB", "B7": "Balai  desa", "B10": "dt pfm otm",
                    "B13": "ya"},
        "Kehadiran": {"B5": "8", "C5": 8.0, "D5": "7"},
        "Verifikasi": {"Q5": " ditemukan ", "S5": "TIDAK"},
    }  # fmt: skip
    told = read_return(site, filled(form_of(site), [LAYAK], cells=shapes), PERIOD, today=TODAY)
    assert told.rapat.musdes["tanggal"] == dt.date(2026, 11, 20)
    assert (told.rapat.musdes["jam_mulai"], told.rapat.musdes["jam_selesai"]) == (dt.time(9), dt.time(11, 30))
    assert (told.rapat.musdes["jumlah_rw"], told.rapat.musdes["rw_hadir"]) == (8, 7)
    assert told.rapat.musdes["berita_acara"] is True
    assert told.jumlah["layak"] == told.jumlah.daftar


def test_where_saving_fails_in_the_middle_nothing_is_stored(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from dampingan.records.unit import UnitOfWork

    form = form_of(site)
    take_in(site, filled(form, [LAYAK], proposals=[NEW_HOME]))
    before = site.records.frame(MusdesRuta), sorted(f.name for f in (site.data / "terbatas").rglob("*"))
    told = read_return(site, filled(form, EVERY_KIND, proposals=[OTHER_NEW_HOME]), PERIOD, today=TODAY)
    original, seen = UnitOfWork.change, iter(range(20))

    def failing(self: UnitOfWork, *args: object) -> object:
        if next(seen) == 12:
            raise OSError("cakram penuh")
        return original(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(UnitOfWork, "change", failing)
    with pytest.raises(OSError, match="cakram penuh"):
        save_return(site, told, oleh=WHO)
    monkeypatch.undo()
    after = site.records.frame(MusdesRuta), sorted(f.name for f in (site.data / "terbatas").rglob("*"))
    assert after[0].equals(before[0])
    assert after[1] == before[1], "the names of the old proposals are still there, those of the new ones are not"
    assert take_in(site, filled(form, EVERY_KIND, proposals=[OTHER_NEW_HOME])) == "diganti"


def test_the_other_answers_of_a_household_that_was_found(site: Site) -> None:
    told = read_return(site, filled(form_of(site), [ALAMAT_LAIN, LAYAK]), PERIOD, today=TODAY)
    by_status = {v.status: v for v in told.hasil}
    assert by_status["tidak_ditemukan"].alasan == "bukan_alamat_setempat"
    assert by_status["layak"].mampu is False


def test_a_period_that_was_never_loaded(site: Site) -> None:
    with pytest.raises(DampinganError, match="belum diterbitkan"):
        read_return(site, filled(form_of(site), [LAYAK]), "1999", today=TODAY)


def test_a_form_for_the_other_period_is_named(site: Site) -> None:
    manifest = site.snapshots.read(PERIOD)
    from dataclasses import replace

    site.snapshots.publish(replace(manifest, manifest=manifest.manifest.model_copy(update={"periode": "2024"})))
    with pytest.raises(ReturnedFormError, match="Petunjuk!B8: formulir ini bukan untuk periode 2024"):
        read_return(site, filled(form_of(site), [LAYAK]), "2024", today=TODAY)


def test_the_form_on_the_disk_is_never_changed(site: Site) -> None:
    content = filled(form_of(site), [LAYAK])
    copy = bytes(content)
    take_in(site, content)
    assert content == copy
    assert opened(content)["Verifikasi"]["Q5"].value == "Ditemukan"
