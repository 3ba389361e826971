"""Two forms of one desa: on one day they are one meeting, on two days two; neither deletes what the other told."""

import datetime as dt
from io import BytesIO
from typing import Any

import docx
import pytest

from dampingan.errors import DampinganError
from dampingan.exports.berita_acara import berita_acara
from dampingan.measures.musdes_progress import MusdesFrames, progress, results_of
from dampingan.musdes.before_after import before_after
from dampingan.musdes.recount import meetings
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import Saved, save_return
from dampingan.musdes.site import Site
from dampingan.records.models import Musdes, MusdesHasil, MusdesPeserta, MusdesRuta
from tests.musdes.conftest import (
    BELUM,
    DESA,
    LAYAK,
    MAMPU,
    MEETING,
    NEW_HOME,
    PERIOD,
    PINDAH,
    TODAY,
    WHO,
    Answer,
    filled,
    form_of,
)

SECOND_HOME = ("Contoh Usulan Dua", None, "Alamat Usulan 2", "004/001", 2, "Lansia tinggal sendiri")
MARCH, MAY = dt.date(2026, 3, 10), dt.date(2026, 5, 10)


def take_in(site: Site, form: bytes, rows: range, answer: Answer, day: dt.date = MAY, **further: Any) -> Saved:
    """Hand a form in with one answer in some rows (from 1) and all others left empty."""
    cells = {**MEETING, "Notulen": {**MEETING["Notulen"], "B4": day}}
    content = filled(form, lambda n: answer if n + 1 in rows else BELUM, **({"cells": cells} | further))
    return save_return(site, read_return(site, content, PERIOD, today=TODAY), oleh=WHO)


def results(site: Site) -> dict[str, int]:
    return {record.status: record.rt for record in site.records.find(MusdesHasil) if record.rt}


def proposals(site: Site) -> int | None:
    return before_after(site, DESA, PERIOD).usulan_jiwa


def test_a_second_form_of_the_same_day_adds_to_the_first(site: Site) -> None:
    """42 on the list: C tells of rows 1 to 5, E of rows 6 to 8; 34 wait."""
    c, e = form_of(site, (1,)), form_of(site, (1,))
    assert take_in(site, c, range(1, 6), MAMPU).keadaan == "baru"
    saved = take_in(site, e, range(6, 9), PINDAH)
    assert (saved.keadaan, saved.jumlah["mampu"], saved.jumlah["pindah"], saved.jumlah["belum"]) == (
        "ditambah", 5, 3, 34,
    )  # fmt: skip
    assert results(site) == {"mampu": 5, "pindah": 3, "belum": 34}
    assert len(site.records.find(Musdes)) == 1
    assert before_after(site, DESA, PERIOD).sasaran["sesudah"][0] == 34
    assert take_in(site, e, range(6, 9), PINDAH).keadaan == "sama"
    assert take_in(site, c, range(1, 6), MAMPU).keadaan == "sama"


def test_what_the_second_form_tells_anew_counts(site: Site) -> None:
    take_in(site, form_of(site, (1,)), range(1, 6), MAMPU)
    take_in(site, form_of(site, (1,)), range(4, 9), LAYAK)
    assert results(site) == {"mampu": 3, "layak": 5, "belum": 34}


def test_a_form_of_other_desil_leaves_the_households_that_it_does_not_list(site: Site) -> None:
    take_in(site, form_of(site, (1,)), range(1, 6), MAMPU)
    listed = len(site.records.find(MusdesRuta))
    saved = take_in(site, form_of(site, (2,)), range(1, 3), LAYAK)
    assert (saved.jumlah["mampu"], saved.jumlah["layak"]) == (5, 2)
    assert len(site.records.find(MusdesRuta)) == saved.jumlah.daftar > listed


def test_a_form_alone_in_its_meeting_still_empties_rows_when_corrected(site: Site) -> None:
    form = form_of(site, (1,))
    take_in(site, form, range(1, 6), MAMPU)
    assert take_in(site, form, range(1, 3), MAMPU).keadaan == "diganti"
    assert results(site) == {"mampu": 2, "belum": 40}


def test_proposals_of_both_forms_stand_and_each_form_corrects_its_own(site: Site) -> None:
    c, e = form_of(site, (1,)), form_of(site, (1,))
    take_in(site, c, range(1, 6), MAMPU, proposals=[NEW_HOME])
    take_in(site, e, range(6, 9), LAYAK, proposals=[SECOND_HOME])
    assert (results(site)["usulan_baru"], proposals(site)) == (2, 6)
    take_in(site, e, range(6, 9), LAYAK, proposals=[(*SECOND_HOME[:4], 3, SECOND_HOME[5])])
    assert (results(site)["usulan_baru"], proposals(site)) == (2, 7)
    take_in(site, e, range(6, 9), LAYAK)
    assert (results(site)["usulan_baru"], proposals(site)) == (1, 4)


def test_the_same_household_proposed_by_both_forms_is_one(site: Site) -> None:
    take_in(site, form_of(site, (1,)), range(1, 6), MAMPU, proposals=[NEW_HOME, SECOND_HOME])
    again = [("Contoh U.", NEW_HOME[1], "Alamat lain", None, 5, "Belum didata"), (*SECOND_HOME[:4], 3, "Lansia")]
    take_in(site, form_of(site, (1,)), range(6, 9), LAYAK, proposals=again)
    assert (results(site)["usulan_baru"], proposals(site)) == (2, 8)


def test_what_the_second_form_leaves_empty_about_the_meeting_stays(site: Site) -> None:
    take_in(site, form_of(site, (1,)), range(1, 6), MAMPU)
    took = take_in(site, form_of(site, (1,)), range(6, 9), LAYAK, cells={"Notulen": {"B4": MAY, "B7": "Pendopo"}})
    (meeting,) = site.records.find(Musdes)
    assert (meeting.id, meeting.tempat, meeting.jabatan_pimpinan) == (took.id_musdes, "Pendopo", "Kepala Desa")
    assert {p.unsur: (p.laki_laki, p.perempuan) for p in site.records.find(MusdesPeserta)} == {
        "aparat_desa": (4, 2), "tokoh_agama": (3, None),
    }  # fmt: skip


def test_a_cancelled_result_of_that_day_does_not_come_back_to_life(site: Site) -> None:
    take_in(site, form_of(site, (1,)), range(1, 6), MAMPU)
    (meeting,) = site.records.find(Musdes)
    with site.records.session(oleh=WHO) as unit:
        unit.change(Musdes, meeting.id, meeting.versi, {"status": "batal"})
    take_in(site, form_of(site, (1,)), range(6, 9), LAYAK)
    assert results(site) == {"layak": 3, "belum": 39}


@pytest.fixture
def twice(site: Site) -> Site:
    """Form A of March: rows 1 to 10 well off. Form B of May: rows 11 to 15 poor, one household proposed."""
    take_in(site, form_of(site, (1,)), range(1, 11), MAMPU, MARCH)
    take_in(site, form_of(site, (1,)), range(11, 16), LAYAK, MAY, proposals=[NEW_HOME])
    return site


def test_page_and_comparison_tell_the_union_of_two_meetings(twice: Site) -> None:
    records = MusdesFrames(*(twice.records.frame(model) for model in (Musdes, MusdesHasil, MusdesRuta)))
    units = twice.snapshots.read(PERIOD).desa.filter(kode_desa=DESA)
    row = progress(units, records, period=PERIOD, leaving=twice.rules.musdes.keluar).row(0, named=True)
    names = ("tanggal", "terverifikasi", "valid", "keluar", "usulan_baru", "belum")
    assert [row[name] for name in names] == [MAY, 15, 16, 10, 1, 27]
    told = before_after(twice, DESA, PERIOD)
    assert results_of([DESA], records, period=PERIOD) == {k: v for k, v in told.jumlah.hasil.items() if v}
    assert (told.jumlah.terverifikasi, told.sasaran["selisih"][0], told.jumlah["belum"]) == (15, 10, 27)


def minutes(site: Site, id_musdes: str | None = None) -> tuple[dict[str, int], str]:
    """Return the lines a to g, and all paragraphs."""
    document = docx.Document(BytesIO(berita_acara(site, DESA, PERIOD, id_musdes=id_musdes)))
    table = next(t for t in document.tables if t.rows[0].cells[1].text == "Uraian")
    lines = {row.cells[0].text: int(row.cells[2].text) for row in table.rows[1:]}
    return lines, "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_minutes_of_the_last_meeting_state_what_stands_after_both(twice: Site) -> None:
    lines, text = minutes(twice)
    assert (lines["a"], lines["f"], lines["g"]) == (15, 1, 16)
    assert "5 rumah tangga layak dan 10 rumah tangga yang sudah mampu" in text
    assert "Sebanyak 27 rumah tangga belum diverifikasi" in text
    assert "berubah dari 42 rumah tangga" in text
    assert "menjadi 32 rumah tangga" in text
    assert "termasuk 27 yang belum diverifikasi" in text
    assert "termasuk hasil 1 musyawarah sebelumnya" in text
    assert "Sampai dengan musyawarah ini diusulkan 1 rumah tangga (4 jiwa)" in text


def test_the_minutes_of_an_earlier_meeting_know_nothing_of_the_later(twice: Site) -> None:
    with twice.records.reading() as reader:
        first = meetings(reader, PERIOD, DESA)[0]
    lines, text = minutes(twice, first.id)
    assert (lines["a"], lines["f"]) == (10, 0)
    assert "Sebanyak 32 rumah tangga belum diverifikasi" in text
    assert "termasuk 32 yang belum diverifikasi" in text
    assert "musyawarah sebelumnya" not in text
    with pytest.raises(DampinganError, match="Belum ada hasil Musdes"):
        minutes(twice, "0" * 32)


@pytest.mark.parametrize(("number", "why"), [("400\x0b/12", "tidak dapat disimpan"), ("4" * 101, "terlalu panjang")])
def test_a_letter_number_that_no_letter_can_hold_is_refused(twice: Site, number: str, why: str) -> None:
    with pytest.raises(DampinganError, match=f"Nomor surat .*{why}"):
        berita_acara(twice, DESA, PERIOD, nomor=number)
