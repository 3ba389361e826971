"""Taking a filled form back: everything is checked, every wrong cell is named, and nothing is saved here."""

from dataclasses import dataclass, field
from datetime import date, datetime

from dampingan.forms.problems import CellProblem, ReturnedFormError
from dampingan.forms.workbook import FilledBook, cell
from dampingan.musdes.facts import check_seal, owners, read_facts
from dampingan.musdes.households import form_rows
from dampingan.musdes.layout import FIRST, LIST, VERIFIKASI, column_of
from dampingan.musdes.reading_fields import Meeting, read_meeting
from dampingan.musdes.reading_list import ListReader
from dampingan.musdes.reading_proposals import Proposal, read_proposals
from dampingan.musdes.signing import FormFacts
from dampingan.musdes.site import Site
from dampingan.musdes.stored import Stored, stored
from dampingan.musdes.totals import Totals, totals
from dampingan.musdes.verdicts import Verdict
from dampingan.records.errors import WIB


@dataclass(frozen=True)
class Return:
    """A returned form that is whole and right, not yet saved.

    ``jumlah`` and ``rapat`` may be shown; ``usulan`` names persons. ``lama``: what is already stored of this meeting,
    as it was when the form was read. ``contoh``: whether it is about sample data.
    """

    fakta: FormFacts
    tanda: str
    contoh: bool
    rapat: Meeting
    hasil: tuple[Verdict, ...] = field(repr=False)
    usulan: tuple[Proposal, ...] = field(repr=False)
    lama: Stored = field(repr=False)

    @property
    def jumlah(self) -> Totals:
        """Return the result in numbers."""
        return totals([*(verdict.status for verdict in self.hasil), *("usulan_baru" for _ in self.usulan)])

    @property
    def menggantikan(self) -> bool:
        """Tell whether results of this meeting are already stored, which saving would replace."""
        return bool(self.lama.hasil) and not self.menambah

    @property
    def menambah(self) -> bool:
        """Tell whether another form's results of this meeting are stored, to which saving would add."""
        return self.lama.bersama and bool(self.lama.ruta)


def read_return(site: Site, content: bytes, period: str, *, today: date | None = None) -> Return:
    """Check a filled form and return what it says.

    Args:
        site: the installation.
        content: the XLSX file.
        period: the period that the form should be of.
        today: the day on which it comes back; by default that of the clock.

    Raises:
        ReturnedFormError: names every sheet and cell that is wrong; nothing was saved.
        DampinganError: it is no XLSX file, or the period or its restricted files are not there.
    """
    book = FilledBook(content)
    manifest = site.snapshots.manifest(period)
    facts, tanda = read_facts(book, manifest)
    rows = form_rows(site, manifest, facts.kode_desa, facts.desil)
    check_seal(site, facts, tanda, rows)
    reader = ListReader(book, {row.kode: row for row in rows}, lambda codes: owners(site, facts, codes))
    verdicts = reader.verdicts()
    listed = site.households(period, [facts.kode_desa]).identities["nik"].drop_nulls()
    proposals, of_proposals = read_proposals(book, set(listed))
    meeting, of_meeting = read_meeting(book, today or datetime.now(WIB).date(), [row.nama for row in rows])
    of_rows = [*reader.problems, *of_proposals] or _nothing_told(verdicts, proposals)
    if problems := [*of_rows, *of_meeting]:
        raise ReturnedFormError(problems)
    with site.records.reading() as reading:
        old = stored(reading, facts, tanda, meeting.musdes["tanggal"])
    return Return(facts, tanda, manifest.contoh, meeting, tuple(verdicts), tuple(proposals), old)


def _nothing_told(verdicts: list[Verdict], proposals: list[Proposal]) -> list[CellProblem]:
    if proposals or any(verdict.status != "belum" for verdict in verdicts):
        return []
    first = cell(VERIFIKASI, FIRST, column_of(LIST, "status"))
    return [CellProblem(first, "belum ada satu pun status yang diisi.", "Isi hasil musyawarah, lalu serahkan lagi.")]
