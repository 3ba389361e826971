"""Files to take into a meeting: of the kabupaten, and of every desa within the filter."""

from dampingan.measures.overview import most_pressing
from dampingan.ui import downloads, frame
from dampingan.ui.view import View


def show(view: View) -> None:
    """Offer the brief, deck and workbook of what is shown, and the sheets of all its units in one file."""
    frame.section(
        "Bawa ke rapat",
        "Ringkasan, paparan, dan tabel menurut saringan; atau lembar semua desa dan kelurahan dalam satu berkas.",
    )
    downloads.kabupaten(view)
    ranked = view.desa().sort("peringkat", "kode_desa", nulls_last=True)["kode_desa"].to_list()
    pressing = most_pressing(view.desa())["kode_desa"].to_list()
    downloads.many(view, ranked if view.narrowed else pressing, _label(view), _name(view))


def _label(view: View) -> str:
    return f"{view.saringan.kind} dalam saringan" if view.narrowed else "desa paling mendesak"


def _name(view: View) -> str:
    return "saringan" if view.narrowed else "mendesak"
