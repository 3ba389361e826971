"""What Profil Desa says of who assists a unit."""

from dampingan.formats import joined
from dampingan.measures.assistance import assisted_years, pairs
from dampingan.records.models import Penugasan, PerangkatDaerah
from dampingan.ui.catatan import day, kept


def words(kode_desa: str) -> str:
    """Return who assists a unit in the newest year of any assignment, in a sentence; empty where none is recorded."""
    now = kept.current()
    assignments, offices = now.frame(Penugasan), now.frame(PerangkatDaerah)
    years = assisted_years(assignments, day.today().year)
    if not years:
        return ""
    names = dict(offices.select("id", "nama").iter_rows())
    own = sorted(names[i] for i in pairs(assignments, years[0], [kode_desa])["id_perangkat_daerah"])
    return f"Pendamping {years[0]}: {joined(own)}." if own else f"Belum ada pendamping untuk {years[0]}."
