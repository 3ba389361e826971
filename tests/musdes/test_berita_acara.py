"""The minutes: every part is there, the figures are those that were stored, no household is named."""

import datetime as dt
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document

from dampingan.errors import DampinganError
from dampingan.exports.berita_acara import berita_acara
from dampingan.exports.official_words import DAYS, day_in_words, in_words
from dampingan.musdes.before_after import before_after
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.records.models import Musdes, MusdesHasil, Penugasan, PerangkatDaerah
from tests.musdes.conftest import (
    DESA,
    EVERY_KIND,
    LAYAK,
    MEETING,
    NEW_HOME,
    PERIOD,
    TODAY,
    WHO,
    codes_and_names,
    filled,
    form_of,
)

KELURAHAN = "33.27.08.1018"
"""Sugihwaras, Kecamatan Pemalang."""


def verify(site: Site, kode: str = DESA, **further: Any) -> None:
    content = filled(form_of(site, kode=kode), EVERY_KIND, proposals=[NEW_HOME], **further)
    save_return(site, read_return(site, content, PERIOD, today=TODAY), oleh=WHO)


def letter(site: Site, kode: str = DESA, **further: Any) -> Document:
    return docx.Document(BytesIO(berita_acara(site, kode, PERIOD, **further)))


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def table_with(document: Document, head: str) -> list[list[str]]:
    """Return the cells of the table whose heading holds a word."""
    table = next(t for t in document.tables if head in [cell.text for cell in t.rows[0].cells])
    return [[cell.text for cell in row.cells] for row in table.rows]


def whole_text(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*lines(document), *cells, document.core_properties.title])


def test_every_part_stands_in_its_order(site: Site) -> None:
    verify(site)
    told = lines(letter(site, nomor="400/12/2026"))
    heads = [line for line in told if line[:3] in {f"{letter_}. " for letter_ in "ABCDEFGHI"}]
    assert heads == [
        "A. Dasar", "B. Pimpinan dan notulen", "C. Unsur peserta", "D. Agenda", "E. Data awal", "F. Hasil verifikasi",
        "G. Usulan baru", "H. Jalannya musyawarah", "I. Rekomendasi intervensi",
    ]  # fmt: skip
    assert told[:4] == [
        "BERITA ACARA", "MUSYAWARAH DESA VERIFIKASI DATA RUMAH TANGGA SASARAN",
        "DESA BADAK KECAMATAN BELIK KABUPATEN PEMALANG", "Nomor: 400/12/2026",
    ]  # fmt: skip
    opening = next(line for line in told if line.startswith("Pada hari ini"))
    assert "Jumat, tanggal dua puluh bulan November tahun dua ribu dua puluh enam (20-11-2026)" in opening
    assert "bertempat di Balai Desa Badak, mulai pukul 09.00 WIB sampai dengan pukul 11.30 WIB" in opening
    assert "Jamban dan rumah tidak layak huni didahulukan." in told


def test_the_results_are_those_stored_and_add_up(site: Site) -> None:
    verify(site)
    stored = {record.status: record.rt for record in site.records.find(MusdesHasil)}
    rows = table_with(letter(site), "Uraian")
    found = {row[0]: int(row[2]) for row in rows[1:]}
    assert found["a"] == stored["layak"] + stored["mampu"]
    assert found["b"] == stored["tidak_ditemukan"] + stored["meninggal"]
    assert (found["c"], found["d"], found["e"], found["f"]) == (
        stored["pindah"], stored["ganda"], stored["menolak"], 1,
    )  # fmt: skip
    assert found["g"] == found["a"] + found["f"]
    listed = sum(stored.values()) - 1
    assert sum(found[letter_] for letter_ in "abcde") + stored["belum"] == listed
    text = whole_text(letter(site))
    assert f"{stored['belum']} rumah tangga belum diverifikasi" in text
    assert f"sama dengan {listed} rumah tangga dalam daftar" in text
    assert "mengusulkan 1 rumah tangga (4 jiwa)" in text


def test_before_and_after_are_the_same_as_everywhere(site: Site) -> None:
    verify(site)
    told = before_after(site, DESA, PERIOD)
    rows = table_with(letter(site), "Indikator")[1:]
    assert [[row[0], *map(int, row[1:4])] for row in rows] == [
        list(row) for row in told.indikator.select("judul", "rt_sebelum", "rt_sesudah", "selisih_rt").rows()
    ]
    text = whole_text(letter(site))
    assert f"menjadi {told.sasaran['sesudah'][0]} rumah tangga ({told.sasaran['sesudah'][1]} jiwa)" in text
    assert "hasil tidak layak/mampu, meninggal, pindah, tidak ditemukan, dan ganda dikeluarkan (aturan simulasi" in text


def test_attendance_is_in_numbers(site: Site) -> None:
    verify(site)
    assert table_with(letter(site), "Diundang")[1:] == [["Ketua RW", "8", "8", "7"], ["Ketua RT", "40", "40", "33"]]
    assert table_with(letter(site), "Laki-laki")[1:] == [["Aparat desa", "4", "2", "6"], ["Tokoh agama", "3", "–", "3"]]


def test_it_is_a4_and_marked_as_sample_on_every_page(site: Site) -> None:
    verify(site)
    section = letter(site).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "DATA CONTOH SINTETIS"


def test_tables_have_their_widths_in_every_word_processor(site: Site) -> None:
    verify(site)
    tables = letter(site).tables
    for table in tables[:-2]:  # the last two are the places to sign, evenly spread
        assert [column.width for column in table.columns] == [cell.width for cell in table.rows[-1].cells]
    results = next(table for table in tables if table.rows[0].cells[1].text == "Uraian")
    assert results.columns[0].width < results.columns[1].width


def test_a_meeting_without_proposals_says_so(site: Site) -> None:
    save_return(site, read_return(site, filled(form_of(site), [LAYAK]), PERIOD, today=TODAY), oleh=WHO)
    assert "Musyawarah tidak mengusulkan rumah tangga di luar daftar." in lines(letter(site))


def test_no_household_is_named(site: Site) -> None:
    verify(site)
    text = whole_text(letter(site))
    codes = codes_and_names(form_of(site))
    assert [word for pair in codes for word in pair if word in text] == []
    assert [word for word in NEW_HOME[:3] if str(word) in text] == []


def test_head_council_and_companion_sign(site: Site) -> None:
    with site.records.session(oleh=WHO) as unit:
        office, old = (
            unit.add(PerangkatDaerah(nama=nama, kelompok="dinas")) for nama in ("Dinas Contoh", "Dinas Lama")
        )
        unit.add(Penugasan(kode_desa=DESA, id_perangkat_daerah=office.id, tahun_mulai=2025))
        unit.add(Penugasan(kode_desa=DESA, id_perangkat_daerah=old.id, tahun_mulai=2022, tahun_selesai=2024))
    verify(site)
    document = letter(site)
    signing = [cell.text for table in document.tables[-2:] for cell in table.rows[0].cells]
    assert [text.split("\n")[0] for text in signing] == ["Kepala Desa Badak", "Ketua BPD Badak", "Pendamping,"]
    assert signing[2].split("\n")[1] == "Dinas Contoh"
    assert "Dinas Lama" not in whole_text(document)


def test_a_kelurahan_has_its_own_words(site: Site) -> None:
    verify(site, KELURAHAN)
    document = letter(site, KELURAHAN)
    told = lines(document)
    assert told[1:3] == [
        "MUSYAWARAH KELURAHAN VERIFIKASI DATA RUMAH TANGGA SASARAN",
        "KELURAHAN SUGIHWARAS KECAMATAN PEMALANG KABUPATEN PEMALANG",
    ]
    assert document.tables[-2].rows[0].cells[0].text.startswith("Lurah Sugihwaras")


def test_what_was_not_told_leaves_room_to_write(site: Site) -> None:
    verify(site, cells={"Notulen": {"B4": dt.date(2026, 11, 20)}})
    told = lines(letter(site))
    assert told[3] == "Nomor: ……………………………"
    assert any("bertempat di ……………………………, mulai pukul ……………………………" in line for line in told)


def test_there_are_no_minutes_without_a_result(site: Site) -> None:
    with pytest.raises(DampinganError, match="Belum ada hasil Musdes Desa Badak untuk periode 2023"):
        berita_acara(site, DESA, PERIOD)


def test_numbers_that_do_not_add_up_are_not_signed(site: Site) -> None:
    verify(site)
    (record,) = site.records.find(MusdesHasil, status="layak")
    with site.records.session(oleh=WHO) as unit:
        unit.change(MusdesHasil, record.id, record.versi, {"rt": record.rt + 1})
    with pytest.raises(DampinganError, match="tidak sama dengan rincian per rumah tangganya"):
        berita_acara(site, DESA, PERIOD)


def test_a_meeting_typed_in_as_numbers_alone_has_minutes_without_figures_after(site: Site) -> None:
    with site.records.session(oleh=WHO) as unit:
        held = unit.add(Musdes(kode_desa=DESA, periode=PERIOD, tanggal=dt.date(2026, 11, 3), status="selesai"))
        unit.add(MusdesHasil(id_musdes=held.id, status="layak", rt=40))
    text = whole_text(letter(site))
    assert "40 rumah tangga (desil 1)" in text
    assert "Angka indikator sesudah musyawarah tidak tersedia" in text


def test_the_meeting_may_be_chosen(site: Site) -> None:
    verify(site)
    form = form_of(site, (1,))
    earlier = MEETING | {"Notulen": dict(MEETING["Notulen"]) | {"B4": dt.date(2026, 11, 2), "B7": "Pendopo"}}
    saved = save_return(site, read_return(site, filled(form, [LAYAK], cells=earlier), PERIOD, today=TODAY), oleh=WHO)
    assert "Balai Desa Badak" in whole_text(letter(site))
    assert "Pendopo" in whole_text(letter(site, id_musdes=saved.id_musdes))


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "nol"), (10, "sepuluh"), (11, "sebelas"), (19, "sembilan belas"), (20, "dua puluh"), (100, "seratus"),
     (111, "seratus sebelas"), (1000, "seribu"), (2026, "dua ribu dua puluh enam"),
     (21_500, "dua puluh satu ribu lima ratus"),
     (1_000_001, "satu juta satu")],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_days_in_words() -> None:
    monday = dt.date(2026, 11, 23)
    assert [day_in_words(monday + dt.timedelta(days=n)).split(",")[0] for n in range(7)] == list(DAYS)
    assert day_in_words(dt.date(2026, 11, 1)).endswith(
        "tanggal satu bulan November tahun dua ribu dua puluh enam (01-11-2026)"
    )
