"""The sheet as files: CSV and a workbook."""

from functools import partial

from dampingan.exports.gap_workbook import GapFacts, gap_list, gap_titles, gap_workbook
from dampingan.exports.notes import source_line
from dampingan.exports.record_notes import record_source
from dampingan.exports.record_tables import record_csv
from dampingan.ui import editions
from dampingan.ui.catatan import day, files
from dampingan.ui.kesenjangan.look import Look


def show(look: Look) -> None:
    """Offer what is shown."""
    name = f"kesenjangan-{look.desa or look.perangkat or 'pemalang'}-{look.view.saringan.periode}"
    files.offer("lembar", key="celah", name=name, workbook=partial(workbook, look), csv=partial(csv, look))


def workbook(look: Look) -> bytes:
    """Return the workbook of what is shown."""
    facts = GapFacts(look.sheet, look.totals, look.programmes, look.years, look.subtitle(), _records(look))
    return gap_workbook(editions.edition(look.view), facts)


def csv(look: Look) -> bytes:
    """Return the sheet that is shown as CSV."""
    source = f"{source_line(look.view.manifest)}; {look.subtitle()}; {_records(look)}"
    return record_csv(gap_list(look.sheet), gap_titles(look.view.manifest.unit.capitalize()), source)


def _records(look: Look) -> str:
    return record_source("program", look.frames, day.report_day(look.frames))
