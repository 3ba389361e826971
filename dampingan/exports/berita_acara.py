"""The minutes (Berita Acara) of a Musdes as DOCX, ready to sign; they name offices and numbers, never a household."""

from collections.abc import Mapping

from dampingan.config import KABUPATEN
from dampingan.errors import DampinganError
from dampingan.exports.docx_parts import Letter
from dampingan.exports.notes import source_line
from dampingan.exports.official_words import clock, day_in_words
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import NOT_AVAILABLE, joined, number, percent
from dampingan.musdes.before_after import BeforeAfter, before_after
from dampingan.musdes.households import desil_words
from dampingan.musdes.site import Site, Unit, unit_of
from dampingan.musdes.stored import Stored, of_meeting
from dampingan.musdes.totals import LINES
from dampingan.records import checks, terms
from dampingan.records.models import Musdes, Penugasan, PerangkatDaerah
from dampingan.records.reader import Reader
from dampingan.rules import Rules

BASIS = (
    "Undang-Undang Nomor 6 Tahun 2014 tentang Desa beserta perubahannya;",
    "Peraturan Menteri Sosial Nomor 3 Tahun 2021 tentang Pengelolaan Data Terpadu Kesejahteraan Sosial;",
    "Instruksi Presiden Nomor 4 Tahun 2022 tentang Percepatan Penghapusan Kemiskinan Ekstrem;",
    "Keputusan Bupati Pemalang Nomor 188.4/275/Tahun 2022 (Satu Perangkat Daerah Satu Desa Dampingan).",
)
"""What the meeting rests on (domain notes, sections 0 and 5); the office may change it in the file."""
AGENDA = (
    "Penjelasan tujuan verifikasi dan indikator yang dipakai;",
    "Pemeriksaan daftar awal rumah tangga satu per satu;",
    "Pembahasan usulan rumah tangga baru;",
    "Rekomendasi intervensi bagi rumah tangga yang layak;",
    "Penetapan hasil dan penandatanganan Berita Acara.",
)
_LONGEST_NUMBER = 100
_BLANK = "……………………………"


def berita_acara(site: Site, kode_desa: str, period: str, *, id_musdes: str | None = None, nomor: str = "") -> bytes:
    """Return the minutes of a Musdes.

    Args:
        site: the installation.
        kode_desa: the unit.
        period: the period of the data that were verified.
        id_musdes: the meeting; None: the last one.
        nomor: the letter's number; empty leaves room for it.

    Raises:
        DampinganError: no result of this desa is stored, the stored numbers do not add up, or the letter's number
            holds what no letter can.
    """
    unit = unit_of(kode_desa)
    nomor = _checked_number(nomor)
    told = before_after(site, kode_desa, period, until=id_musdes)
    if not told.rapat:
        raise DampinganError(
            f"Belum ada hasil Musdes {unit.sebutan} untuk periode {period}.",
            mend="Terima formulirnya dahulu: python -m dampingan musdes terima F.xlsx --periode " + period,
        )
    meeting = told.rapat[-1]
    with site.records.reading() as reader:
        stored = of_meeting(reader, meeting)
        companion = _companion(reader, meeting)
    if not stored.cocok:
        raise DampinganError(
            f"Angka hasil Musdes {unit.sebutan} tidak sama dengan rincian per rumah tangganya.",
            mend="Terima ulang formulir Musdesnya, lalu buat Berita Acara sekali lagi.",
        )
    sample = SAMPLE_WORDS if told.manifest.contoh else ""
    letter = Letter(f"Berita Acara {unit.musyawarah} {unit.sebutan}", author=KABUPATEN, mark=sample)
    _opening(letter, unit, meeting, told, nomor)
    _attendance(letter, stored, companion)
    _result(letter, stored, told, site.rules)
    _closing(letter, unit, meeting, told, companion)
    return letter.content()


def minutes_name(kode_desa: str, period: str) -> str:
    """Return the name of the minutes' file."""
    return f"berita-acara-musdes_{kode_desa}_{period}.docx"


def _checked_number(nomor: str) -> str:
    try:
        return str(checks.text(_LONGEST_NUMBER)(nomor) or "")
    except checks.BadValueError as error:
        raise DampinganError(f"Nomor surat {error.pesan}", mend=error.cara) from None


def _companion(reader: Reader, meeting: Musdes) -> str:
    """Return the Perangkat Daerah that accompanied the desa in the year of the meeting, or its title alone."""
    year = meeting.tanggal.year
    running = [
        a.id_perangkat_daerah
        for a in reader.find(Penugasan, kode_desa=meeting.kode_desa)
        if a.tahun_mulai <= year <= (a.tahun_selesai or year)
    ]
    names = sorted(office.nama for office in reader.find(PerangkatDaerah, id=running))
    return joined(names) or "Perangkat Daerah pendamping"


def _opening(letter: Letter, unit: Unit, meeting: Musdes, told: BeforeAfter, nomor: str) -> None:
    letter.centred("BERITA ACARA", bold=True, size=13)
    letter.centred(f"{unit.musyawarah} Verifikasi Data {told.manifest.unit.title()} Sasaran".upper(), bold=True)
    letter.centred(f"{unit.sebutan} Kecamatan {unit.kecamatan} {KABUPATEN}".upper(), bold=True)
    letter.centred(f"Nomor: {nomor or _BLANK}")
    letter.paragraph("")
    letter.paragraph(
        f"Pada hari ini, {day_in_words(meeting.tanggal)}, bertempat di {meeting.tempat or _BLANK}, {_hours(meeting)}, "
        f"telah diselenggarakan {unit.musyawarah} untuk memverifikasi daftar {told.manifest.unit} desil "
        f"{desil_words(told.desil)} di {unit.sebutan}."
    )
    letter.heading("A. Dasar")
    letter.points(BASIS)


def _hours(meeting: Musdes) -> str:
    start, end = (clock(moment) if moment else None for moment in (meeting.jam_mulai, meeting.jam_selesai))
    return f"mulai pukul {start or _BLANK} sampai dengan pukul {end or _BLANK}"


def _attendance(letter: Letter, stored: Stored, companion: str) -> None:
    meeting = stored.musdes
    if meeting is None:
        return
    letter.heading("B. Pimpinan dan notulen")
    letter.pairs(
        [
            ("Pimpinan musyawarah", meeting.jabatan_pimpinan or _BLANK),
            ("Notulen", meeting.jabatan_notulen or _BLANK),
            ("Pendamping", companion),
        ]
    )
    letter.heading("C. Unsur peserta")
    areas = (
        ("Ketua RW", meeting.jumlah_rw, meeting.rw_diundang, meeting.rw_hadir),
        ("Ketua RT", meeting.jumlah_rt, meeting.rt_diundang, meeting.rt_hadir),
    )
    rows = [[name, *(number(count) for count in counts)] for name, *counts in areas]
    letter.table(("Ketua", "Jumlah", "Diundang", "Hadir"), rows, (7, 3, 3, 3))
    people = {person.unsur: person for person in stored.peserta}
    told = [
        [label, number(p.laki_laki), number(p.perempuan), number((p.laki_laki or 0) + (p.perempuan or 0))]
        for unsur, label in terms.UNSUR_PESERTA.items()
        if (p := people.get(unsur))
    ]
    if told:
        letter.table(("Unsur peserta lainnya", "Laki-laki", "Perempuan", "Jumlah"), told, (7, 3, 3, 3))
    letter.heading("D. Agenda")
    letter.points(AGENDA)


def _result(letter: Letter, stored: Stored, told: BeforeAfter, rules: Rules) -> None:
    totals, unit = told.jumlah, told.manifest.unit
    source = terms.SUMBER_DAFTAR.get((stored.musdes.sumber_daftar if stored.musdes else None) or "", _BLANK)
    letter.heading("E. Data awal")
    letter.pairs(
        [
            ("Sumber daftar awal", source),
            ("Data", source_line(told.manifest)),
            (f"Jumlah {unit} dalam daftar", f"{number(totals.daftar)} {unit} (desil {desil_words(told.desil)})"),
        ]
    )
    letter.heading("F. Hasil verifikasi")
    rows = [[letter_, LINES[letter_], number(totals.line(letter_))] for letter_ in LINES]
    letter.table(("", "Uraian", f"Jumlah {unit}"), rows, (1.2, 10.8, 4))
    letter.paragraph(
        f"Yang selesai diverifikasi (a) terdiri atas {number(totals['layak'])} {unit} layak dan "
        f"{number(totals['mampu'])} {unit} yang sudah mampu. Yang tidak ditemukan (b) termasuk "
        f"{number(totals['meninggal'])} {unit} yang seluruh anggotanya sudah meninggal. Sebanyak "
        f"{number(totals['belum'])} {unit} belum diverifikasi, sehingga a sampai e ditambah yang belum diverifikasi "
        f"sama dengan {number(totals.daftar)} {unit} dalam daftar."
    )
    earlier = len(told.rapat) - 1
    if earlier and totals != stored.jumlah:
        letter.paragraph(
            f"Angka ini adalah keadaan sesudah musyawarah ini, termasuk hasil {number(earlier)} musyawarah sebelumnya "
            "untuk periode data yang sama."
        )
    _comparison(letter, told, rules)
    _proposed(letter, told)


def _proposed(letter: Letter, told: BeforeAfter) -> None:
    proposed, unit = told.jumlah["usulan_baru"], told.manifest.unit
    letter.heading("G. Usulan baru")
    if not proposed:
        letter.paragraph(f"Musyawarah tidak mengusulkan {unit} di luar daftar.")
        return
    who = "Sampai dengan musyawarah ini diusulkan" if len(told.rapat) > 1 else "Musyawarah mengusulkan"
    persons = "" if told.usulan_jiwa is None else f" ({number(told.usulan_jiwa)} jiwa)"
    letter.paragraph(
        f"{who} {number(proposed)} {unit}{persons} yang belum ada dalam daftar. Usulan dihitung tersendiri, tidak "
        "termasuk dalam angka indikator. Daftar menurut nama dan alamat menjadi lampiran terbatas yang disimpan "
        "terpisah dari Berita Acara ini."
    )


def _comparison(letter: Letter, told: BeforeAfter, rules: Rules) -> None:
    if not told.rinci:
        letter.paragraph(
            "Angka indikator sesudah musyawarah tidak tersedia, karena hasil tiap rumah tangga tidak dicatat."
        )
        return
    target = {row["ukuran"]: row for row in told.sasaran.iter_rows(named=True)}
    homes, persons = target["rumah_tangga"], target["jiwa"]
    leaving = joined([terms.STATUS_VERIFIKASI[status].lower() for status in rules.musdes.keluar])
    without = f"Sesudah {told.manifest.unit} dengan hasil {leaving} dikeluarkan" if leaving else "Tanpa pengurangan"
    letter.paragraph(
        f"{without} ({rules.sebutan}), sasaran desil {desil_words(told.desil)} berubah dari "
        f"{number(homes['sebelum'])} {told.manifest.unit} ({number(persons['sebelum'])} jiwa) menjadi "
        f"{number(homes['sesudah'])} {told.manifest.unit} ({number(persons['sesudah'])} jiwa), termasuk "
        f"{number(homes['belum'])} yang belum diverifikasi:",
        keep=True,
    )
    rows = [[str(row["judul"]), *_compared(row)] for row in told.indikator.iter_rows(named=True)]
    letter.table(("Indikator", "Sebelum", "Sesudah", "Selisih", "Persen sesudah"), rows, (7, 2.2, 2.2, 2.2, 2.6))


def _compared(row: Mapping[str, int | float | None]) -> list[str]:
    counts = [number(row[name], missing=NOT_AVAILABLE) for name in ("rt_sebelum", "rt_sesudah", "selisih_rt")]
    return [*counts, percent(row["pct_sesudah"], missing=NOT_AVAILABLE if row["rt_sesudah"] is None else "–")]


def _closing(letter: Letter, unit: Unit, meeting: Musdes, told: BeforeAfter, companion: str) -> None:
    letter.heading("H. Jalannya musyawarah")
    letter.paragraph(meeting.catatan or _BLANK)
    letter.heading("I. Rekomendasi intervensi")
    letter.paragraph(meeting.rekomendasi or _BLANK)
    letter.paragraph(
        "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya. "
        f"Sidik data yang diverifikasi: {told.manifest.digest[:12]}.",
        keep=True,
    )
    village = unit.jenis != "kelurahan"
    head = f"{'Kepala Desa' if village else 'Lurah'} {unit.nama}"
    council = f"Ketua {'BPD' if village else 'LPMK'} {unit.nama}"
    letter.signatures([[("", head), ("", council)], [("Pendamping,", companion)]])
