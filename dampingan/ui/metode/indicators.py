"""The nine indicators: rule, unit, denominator, source, and how far this period's source can tell them."""

from dampingan.formats import NOT_AVAILABLE, number, percent
from dampingan.indicators import INDICATORS, RTLH_TITLES, Indicator
from dampingan.ui.cards import as_number
from dampingan.ui.metode.html import RIGHT, Heading, heading, pairs, table, unfolding
from dampingan.ui.view import View

AVAILABILITY = {"penuh": "penuh", "sebagian": "sebagian", "batas_atas": "batas atas", "tidak": NOT_AVAILABLE}


def nine(view: View) -> str:
    """Return the table of the nine, and each with all that must be known of it."""
    whole = view.kabupaten()
    heads = (Heading("Indikator"), Heading("Satuan"), Heading("Ketersediaan"), Heading("Diketahui", RIGHT),
             Heading("Tidak diketahui", RIGHT), Heading("Persen", RIGHT))  # fmt: skip
    rows = [
        (f"{n}. {i.judul}", i.satuan, availability(view, i), *_figures(whole, i)) for n, i in enumerate(INDICATORS, 1)
    ]
    return (
        heading(
            "metode-indikator", "Sembilan indikator",
            f"Diketahui adalah penyebutnya: {view.whom} kabupaten yang jawabannya lengkap. Yang tidak diketahui tidak "
            "dihitung sebagai tidak.",
        )
        + table(heads, rows)
        + "".join(_detail(view, n, i) for n, i in enumerate(INDICATORS, 1))
    )  # fmt: skip


def availability(view: View, indicator: Indicator) -> str:
    """Return how far this period's source can tell an indicator."""
    if indicator.kode not in view.manifest.tersedia:
        return NOT_AVAILABLE
    return AVAILABILITY[view.manifest.keterangan_indikator[indicator.kode].ketersediaan]


def _figures(whole: dict[str, object], indicator: Indicator) -> tuple[str, str, str]:
    known, everyone = as_number(whole[f"rt_diketahui_{indicator.kode}"]), as_number(whole["rt_terpilih"])
    if known is None or everyone is None:
        return ("–", "–", "–")
    return number(known), number(everyone - known), percent(as_number(whole[f"pct_{indicator.kode}"]))


def _detail(view: View, order: int, indicator: Indicator) -> str:
    manifest = view.manifest
    variant = f"Varian {manifest.rtlh}: {RTLH_TITLES[manifest.rtlh]}." if indicator.kode == "rtlh" else ""
    told = [
        ("Arti", indicator.definisi),
        ("Aturan", variant or indicator.aturan),
        ("Yang dihitung", _counted(view, indicator)),
        ("Kolom BDT", ", ".join(indicator.kolom_bdt)),
        ("Dasar", indicator.dasar),
        ("Catatan", indicator.catatan),
        ("Varian lain", indicator.varian),
        ("Pada sumber ini", f"{availability(view, indicator).capitalize()}. {_remark(view, indicator)}".strip()),
    ]
    return unfolding(f"{order}. {indicator.judul}", pairs(told), mark=availability(view, indicator))


def _remark(view: View, indicator: Indicator) -> str:
    return view.manifest.keterangan_indikator[indicator.kode].catatan


def _counted(view: View, indicator: Indicator) -> str:
    unit = view.manifest.unit
    if indicator.of_members:
        return f"{unit.capitalize()} yang paling sedikit satu anggotanya demikian, dan banyaknya anggota itu (jiwa)."
    return f"{unit.capitalize()}."
