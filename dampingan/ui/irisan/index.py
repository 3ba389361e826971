"""The Alkire-Foster index: H, A and M0 within the filter, what contributes to it, and where."""

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dampingan.errors import RulesError
from dampingan.formats import joined, number, percent
from dampingan.indicators import BY_KODE
from dampingan.measures.alkire_foster import CountedUnit, contributions, poverty
from dampingan.measures.alkire_foster_rule import AlkireFoster
from dampingan.ui import cards, charts, frame, style, tables
from dampingan.ui.cards import Card, as_number
from dampingan.ui.irisan import data, index_rule
from dampingan.ui.irisan.answer import PLACES, gaps
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_BOOK = "Alkire dan Foster; Alkire dkk. (2015), Multidimensional Poverty Measurement and Analysis, bab 5"
_PERCENT = {"pct_h": pl.col("h"), "pct_a": pl.col("a")}


def show(view: View, top: DeltaGenerator) -> None:
    """Draw the index; the title goes to ``top``."""
    try:
        rule, unit = index_rule.choose(view)
    except RulesError as error:
        with top:
            frame.heading("Indeks belum dapat dihitung", view.subtitle())
        style.notice("Tidak ada masalah yang berbobot", str(error))
        return
    found = _poverty(view, rule, unit).to_dicts()[0]
    who = counted(view, unit)
    with top:
        frame.heading(_title(rule, found, who), view.subtitle(f"persentase dari {who} yang dapat dinilai"))
    if not found[f"{unit}_dinilai"]:
        style.notice(
            f"Tidak ada {view.whom} di sini yang semua jawabannya diketahui",
            f"{view.subtitle()}.\nUbah periode, kecamatan, desil, atau bobotnya.",
        )
        return
    style.paragraph(f"Miskin multidimensi: {index_rule.words(rule, view.manifest.unit)}.", "subjudul")
    cards.show(_cards(view, found, unit, who))
    frame.source(view, f"{_left_out(view, rule, found, unit)} Cara hitung: {_BOOK}.")
    with st.container(horizontal=True, key="irisan_pasangan"):
        with st.container():
            _show_contributions(view, rule, unit)
        with st.container():
            _show_kecamatan(view, rule, unit)
    _show_table(view, rule, unit)


def counted(view: View, unit: CountedUnit) -> str:
    """Return who is counted."""
    return view.whom if unit == "rt" else f"jiwa dalam {view.whom}"


def _poverty(
    view: View, rule: AlkireFoster, unit: CountedUnit, by: data.By = (), *, where: data.Where = "saringan"
) -> pl.DataFrame:
    found = poverty(data.place(view, where), rule, desil=view.desil, by=by, unit=unit)
    return found.with_columns((100 * column).alias(name) for name, column in _PERCENT.items())


def _title(rule: AlkireFoster, found: dict[str, object], who: str) -> str:
    if found["h"] is None:
        return f"Tidak ada {who} yang dapat dinilai"
    least = f"{rule.least_score} dari {rule.total}"
    limit = f"{least} masalah atau lebih" if index_rule.equal(rule) else f"bobot masalah {least} atau lebih"
    mean = as_number(found["pct_a"])
    beside = "" if mean is None else f"; rata-rata beban mereka {percent(mean)}"
    return f"{percent(as_number(found['pct_h']))} {who} menanggung {limit}{beside}"


def _cards(view: View, found: dict[str, object], unit: CountedUnit, who: str) -> list[Card]:
    poor, assessed = as_number(found[f"{unit}_miskin"]), as_number(found[f"{unit}_dinilai"])
    unjudged = as_number(found[f"{unit}_tidak_dinilai"])
    return [
        Card("H: bagian yang miskin", percent(as_number(found["pct_h"])), "",
             f"Dari {who} yang dinilai"),
        Card("A: rata-rata beban mereka", percent(as_number(found["pct_a"])), "",
             "Bagian bobot masalah yang ditanggung yang miskin"),
        Card("M0: indeks gabungan", number(as_number(found["m0"]), 3), "", "M0 = H × A, dari 0 sampai 1"),
        Card("Yang miskin multidimensi", number(poor), view.manifest.unit if unit == "rt" else "jiwa",
             f"Dari {number(assessed)} yang dinilai"),
        Card("Tidak dinilai", number(unjudged), "", gaps(unjudged)),
    ]  # fmt: skip


def _left_out(view: View, rule: AlkireFoster, found: dict[str, object], unit: CountedUnit) -> str:
    """Return who and what is not counted."""
    out, told = as_number(found[f"{unit}_tidak_dinilai"]) or 0, as_number(found[f"{unit}_dinilai"]) or 0
    who = view.manifest.unit if unit == "rt" else "jiwa"
    share = f"{number(out)} {who} ({percent(100 * out / (out + told))})"
    left = f"{share} tidak ikut dihitung: ada jawabannya yang kosong." if out else f"Semua {who} dapat dinilai."
    unused = [i.pendek for k, i in BY_KODE.items() if k not in rule.bobot]
    return left + (f" Tidak dipakai (tidak tersedia atau berbobot 0): {joined(unused)}." if unused else "")


def _show_contributions(view: View, rule: AlkireFoster, unit: CountedUnit) -> None:
    found = contributions(view.scoped, rule, desil=view.desil, unit=unit).with_columns(
        nama=pl.col("kode").replace_strict({k: i.pendek for k, i in BY_KODE.items()}),
        pct_bobot=100 * pl.col("bobot"), pct_mentah=100 * pl.col("h_mentah"), pct_tersensor=100 * pl.col("h_tersensor"),
    )  # fmt: skip
    ranked = found.sort("pct_sumbangan", descending=True, nulls_last=True)
    first = ranked.row(0, named=True)
    if first["pct_sumbangan"] is None:
        style.notice("Tidak ada yang miskin menurut batas ini", "Turunkan batas k untuk melihat sumbangan masalah.")
        return
    frame.section(
        f"{first['nama']} menyumbang paling banyak: {percent(first['pct_sumbangan'])} dari M0",
        "Sumbangan tiap masalah pada indeks, persen dari M0; jumlahnya 100 %.",
    )
    charts.show(
        charts.bars(ranked, name="nama", value="pct_sumbangan"),
        alt="Batang sumbangan tiap masalah pada M0, urut dari yang terbesar.", key="irisan_sumbangan",
    )  # fmt: skip
    frame.source(view)
    columns = [
        Column("nama", "Masalah"), Column("pct_bobot", "Bobot (%)", 1), Column("pct_sumbangan", "Sumbangan (%)", 1),
        Column("pct_mentah", "Semua (%)", 1, "Bagian yang mengalaminya, dari semua yang dinilai."),
        Column("pct_tersensor", "Yang miskin (%)", 1, "Bagian yang miskin dan mengalaminya, dari semua yang dinilai."),
    ]  # fmt: skip
    with st.expander("Angka tiap masalah"):
        tables.show(ranked, columns, key="irisan_tabel_sumbangan")
        tables.download(ranked, columns, name="irisan_sumbangan", view=view)


def _show_kecamatan(view: View, rule: AlkireFoster, unit: CountedUnit) -> None:
    places = _poverty(view, rule, unit, data.KECAMATAN, where="kecamatan")
    whole = _poverty(view, rule, unit, where="kabupaten")["pct_h"][0]
    top = places.drop_nulls("pct_h").sort(["pct_h", "kecamatan"], descending=[True, False])
    if top.is_empty():
        return
    first = top.row(0, named=True)
    frame.section(
        f"H tertinggi di {first['kecamatan']}: {percent(first['pct_h'])}; kabupaten {percent(whole)}",
        f"Bagian {counted(view, unit)} yang miskin multidimensi, persen dari yang dinilai.",
    )
    charts.show(
        charts.bars(
            places, name="kecamatan", value="pct_h", chosen=view.kecamatan,
            line=charts.Line(whole, f"Kabupaten {percent(whole)}"),
        ),
        alt="Batang H per kecamatan, urut dari yang terbesar.", key="irisan_h_kecamatan",
    )  # fmt: skip
    frame.source(view)


def _show_table(view: View, rule: AlkireFoster, unit: CountedUnit) -> None:
    frame.section("H, A, dan M0 per tempat", view.subtitle())
    place = st.segmented_control(
        "Rincian per", list(PLACES), format_func=lambda kind: PLACES[kind], required=True, default="kecamatan",
        key="irisan_rincian_indeks",
    )  # fmt: skip
    desa = place == "desa"
    rows = _poverty(view, rule, unit, data.DESA if desa else data.KECAMATAN)
    shown = rows.sort(["m0", rows.columns[0]], descending=[True, False], nulls_last=True)
    columns = _columns(view, unit, desa=desa)
    tables.show(shown, columns, key=f"irisan_tabel_indeks_{place}")
    frame.source(view, f"{number(rows.height)} baris.")
    told = shown.with_columns(aturan=pl.lit(_rule_line(view, rule)))
    tables.download(told, [*columns, Column("aturan", "Batas dan bobot")], name=f"irisan_indeks_{place}", view=view)


def _rule_line(view: View, rule: AlkireFoster) -> str:
    weights = ", ".join(f"{BY_KODE[kode].pendek} {weight}" for kode, weight in rule.whole_weights.items())
    return f"Miskin: {index_rule.words(rule, view.manifest.unit)}; bobot {weights}"


def _columns(view: View, unit: CountedUnit, *, desa: bool) -> list[Column]:
    who = view.manifest.unit.capitalize() if unit == "rt" else "Jiwa"
    first = [Column("nama", "Desa/kelurahan"), Column("kecamatan", "Kecamatan")] if desa else [
        Column("kecamatan", "Kecamatan")
    ]  # fmt: skip
    figures = [
        Column("pct_h", "H (%)", 1, "Bagian yang miskin multidimensi, dari yang dinilai."),
        Column("pct_a", "A (%)", 1, "Rata-rata bagian bobot masalah yang ditanggung yang miskin."),
        Column("m0", "M0", 3, "H × A."),
        Column(f"{unit}_miskin", "Miskin", 0),
        Column(f"{unit}_dinilai", f"{who} dinilai", 0),
        Column(f"pct_{unit}", "Pangsa yang dinilai (%)", 1, "Dari semua yang dinilai dalam saringan."),
        Column("pct_m0", "Pangsa M0 (%)", 1, "Dari M0 dalam saringan; lebih besar dari pangsa yang dinilai berarti "
               "menanggung lebih dari bagiannya."),
        Column(f"{unit}_tidak_dinilai", "Tidak dinilai", 0, "Ada jawaban yang kosong."),
    ]  # fmt: skip
    return [*first, *figures, *([Column("kode_desa", "Kode Kemendagri")] if desa else [])]
