"""What Profil Desa says of the gap of a unit."""

from dampingan.formats import joined
from dampingan.measures.gap_totals import headline_of_unit
from dampingan.ui.catatan import kept
from dampingan.ui.kesenjangan.look import SINCE, Look
from dampingan.ui.perangkat.agencies import NOBODY
from dampingan.ui.view import View


def summary(view: View, kode_desa: str) -> str:
    """Return in a sentence how many needs no programme answers; empty where no programme is recorded at all.

    Counted within the desil of the filter, with the programmes since the period of the data.
    """
    look = Look(view, kept.current(), SINCE, NOBODY, kode_desa)
    if not look.years:
        return ""
    years = joined([str(year) for year in look.years])
    return f"{headline_of_unit(look.sheet, 'Kesenjangan')} (program tahun {years})."
