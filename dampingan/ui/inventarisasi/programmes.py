"""The programmes: key figures, by strategy and by source of funds."""

from dampingan.formats import number, percent, rupiah, rupiah_short
from dampingan.measures.inventory import programme_sums, programmes_by
from dampingan.ui import cards, frame
from dampingan.ui.cards import Card
from dampingan.ui.catatan import day, parts
from dampingan.ui.inventarisasi import bars
from dampingan.ui.inventarisasi.look import Look
from dampingan.ui.pairs import halves


def show(look: Look) -> None:
    """Draw the figures of the programmes looked at."""
    _cards(look)
    left, right = halves("inv_program")
    with left:
        frame.section(
            "Menurut strategi", "Tiga strategi Inpres 4/2022: banyaknya program, dengan pagunya dalam kurung."
        )
        rows = programmes_by(look.programmes, "strategi").to_dicts()
        bars.show([(r["nama"], r["program"], f"{number(r['program'])} ({rupiah_short(r['pagu'])})") for r in rows])
    with right:
        frame.section("Menurut sumber dana", "Pagu yang dicantumkan, dengan banyaknya program dalam kurung.")
        rows = programmes_by(look.programmes, "sumber_dana").to_dicts()
        bars.show([(r["nama"], r["pagu"], f"{rupiah_short(r['pagu'])} ({number(r['program'])})") for r in rows])
    parts.source("program", [look.programmes], day.report_day([look.programmes]), "Program yang batal tidak dihitung.")


def _cards(look: Look) -> None:
    sums = programme_sums(look.programmes)
    cancelled = f"{number(sums.batal)} lainnya batal" if sums.batal else ""
    share = "" if sums.pct_realisasi is None else f"{percent(sums.pct_realisasi)} dari pagu yang ada realisasinya"
    ceiling, _, ceiling_size = rupiah_short(sums.pagu).partition("\u00a0")
    spent, _, spent_size = rupiah_short(sums.realisasi).partition("\u00a0")
    cards.show(
        [
            Card("Program", number(sums.program), "program", cancelled),
            Card("Desa/kelurahan", number(sums.desa), "tersentuh", "Punya paling sedikit satu program"),
            Card("Pagu", ceiling, ceiling_size, _told(sums.pagu, sums.pagu_kosong)),
            Card("Realisasi", spent, spent_size, share or _told(sums.realisasi, sums.realisasi_kosong)),
            Card("Tanpa indikator", number(sums.tanpa_indikator), "program", "Tidak masuk lembar Kesenjangan"),
        ]
    )  # fmt: skip


def _told(amount: int | None, unknown: int) -> str:
    return f"{number(unknown)} program belum mencantumkannya" if unknown else rupiah(amount, missing="")
