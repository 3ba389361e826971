"""What the page says in words and cards: the finding, the rule beside it, warnings."""

from pathlib import Path

import streamlit as st

from dampingan.formats import joined, number, percent, period
from dampingan.measures.desa_merah import describe, thresholds
from dampingan.measures.reach import Reach
from dampingan.measures.robustness import variants_around
from dampingan.ui import frame
from dampingan.ui import style as marks
from dampingan.ui.cards import Card
from dampingan.ui.filter_state import kecamatan_names, nature
from dampingan.ui.sasaran.figures import Outcome
from dampingan.ui.view import View

_CSS = Path(__file__).with_name("sasaran.css")


def style() -> None:
    """Give the page its own style."""
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")


def headline(view: View, found: Outcome) -> str:
    """Return the finding: whom the list reaches, and how near that is to the best."""
    reached, listed = found.jangkauan, len(found.codes)
    if reached.pct is None:
        return f"{listed} desa dan kelurahan sasaran; belum ada {view.manifest.unit} desil 1 pada periode ini"
    best = (
        "paling tinggi yang mungkin dengan kuota itu" if reached.rt == reached.rt_terbaik
        else f"paling tinggi yang mungkin dengan kuota yang sama {percent(reached.pct_terbaik)}"
    )  # fmt: skip
    return f"{listed} desa dan kelurahan sasaran menampung {percent(reached.pct)} {view.manifest.unit} desil 1; {best}"


def subtitle(view: View) -> str:
    """Return what the page is, and its period; place and desil of the filter don't change the list."""
    return (
        f"Simulasi daftar sasaran seluruh kabupaten · dihitung dari desil 1 · periode {period(view.manifest.periode)}"
    )


def show_rule(tried: View) -> None:
    """Write the rule beside its result."""
    rules = tried.rules
    limits = thresholds(tried.desa(everywhere=True), rules.desa_merah)
    order = (
        f"Semua desa merah dipilih lebih dahulu, lalu yang {tried.manifest.unit} desil 1-nya terbanyak, sampai "
        f"{rules.sasaran.kuota_desa} desa dan {rules.sasaran.kuota_kelurahan} kelurahan."
    )
    name = rules.sebutan[:1].upper() + rules.sebutan[1:]
    st.html(
        f'<p class="dmp-catatan dmp-aturan"><b>{marks.text(name)}.</b> {marks.text(order)} '
        f"{marks.text(describe(rules.desa_merah, limits, unit=tried.manifest.unit))}</p>"
    )


def warn(found: Outcome) -> None:
    """Write what the rule could not do as asked: merah beyond the quota, a quota that stays open."""
    if found.pilihan.pesan:
        marks.notice("Perhatian", "\n".join(found.pilihan.pesan), kind="perhatian")


def cards(view: View, found: Outcome) -> list[Card]:
    """Return the key figures of the list."""
    reached, unit = found.jangkauan, view.manifest.unit
    merah = int((found.pilihan.terpilih["dasar"] == "merah").sum())
    return [
        Card("Terpilih", number(len(found.codes)), "desa dan kelurahan",
             f"{found.of_kind('desa')} desa, {found.of_kind('kelurahan')} kelurahan; {merah} karena merah"),
        Card("Jangkauan desil 1", percent(reached.pct), "",
             f"{number(reached.rt)} dari {number(reached.rt_kabupaten)} {unit}; {number(reached.jiwa)} jiwa"),
        Card("Dibanding yang paling tinggi dengan kuota sama", percent(reached.pct_dari_terbaik), "",
             _short_of_best(reached, unit)),
        Card("Pilihan yang teguh", number(found.firm), f"dari {len(found.codes)}",
             f"Terpilih dalam semua {found.variants} variasi aturan dan angka"),
        _against_saved(found),
    ]  # fmt: skip


def _short_of_best(reached: Reach, unit: str) -> str:
    short = reached.rt_terbaik - reached.rt
    return f"{number(short)} {unit} di bawah yang paling tinggi" if short else (
        "Tidak ada daftar berkuota sama yang menampung lebih banyak"
    )  # fmt: skip


def _against_saved(found: Outcome) -> Card:
    title = "Terhadap aturan tersimpan"
    before = percent(found.jangkauan_tersimpan.pct)
    if not found.entering and not found.leaving:
        return Card(title, "Sama", "", "Daftarnya tidak berubah")
    return Card(title, f"{found.entering} masuk", f"{found.leaving} keluar", f"Aturan tersimpan menjangkau {before}")


def short_unit(view: View) -> str:
    """Return who is counted, short enough for a column's heading: ``RT`` or ``Keluarga``."""
    return "RT" if view.manifest.unit == "rumah tangga" else view.manifest.unit.capitalize()


def variants_words(view: View) -> str:
    """Return in words what is varied to see how firm a choice is."""
    tried = variants_around(view.rules)
    tops = sorted(100 * float(1 - q) for q in tried.kuantil)
    limits = f" ambang bagian teratas dari {number(tops[0])} sampai {number(tops[-1])} %;" if (
        view.rules.desa_merah.ambang == "kuantil"
    ) else ""  # fmt: skip
    change = number(max(tried.perubahan_pct))
    return f"kriteria jumlah, persentase, atau salah satu;{limits} angka desa itu sendiri naik atau turun {change} %"


def filter_note(view: View, shown: int, listed: int) -> str:
    """Return which units the filter shows, and how many of those listed they are; empty where it takes all."""
    if not view.narrowed:
        return ""
    names = kecamatan_names(view.saringan, view.pilihan)
    place = f"Kecamatan {joined(names)}" if names else ""
    units = nature(view.saringan) if view.saringan.by_nature else ""
    chosen = " · ".join(part for part in (place, units) if part)
    return f"Saringan {chosen}: tampil {shown} dari {listed}"


def nothing() -> None:
    """Say that no unit has data, and what to do."""
    frame.section("Daftar sasaran")
    marks.notice(
        "Belum ada desa yang dapat dipilih",
        "Tidak satu pun desa atau kelurahan punya data pada periode ini.\nPilih periode lain pada saringan.",
    )
