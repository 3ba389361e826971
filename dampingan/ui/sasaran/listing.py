"""The list itself: every chosen unit with its reason and its distance to the cut, then the reserves."""

import polars as pl
import streamlit as st

from dampingan.formats import number, percent
from dampingan.measures.robustness import ALWAYS, NEVER
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import frame, style, tables
from dampingan.ui.sasaran.figures import CHOSEN, RESERVE, Outcome, target_list, within
from dampingan.ui.sasaran.words import filter_note, short_unit, variants_words
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_PARTS = (CHOSEN, RESERVE)


def show(tried: View, found: Outcome) -> None:
    """Draw the list, chosen or reserves, and offer it as a file."""
    whole = target_list(found)
    frame.section(
        "Daftar sasaran",
        f"Jarak: {tried.manifest.unit} desil 1 di atas (+) atau di bawah (−) batas; desa merah terpilih walaupun di "
        "bawahnya. Keteguhan: seberapa sering terpilih bila aturan dan angkanya diubah sedikit.",
    )
    part = st.segmented_control(
        "Tampilkan", _PARTS, default=CHOSEN, required=True, key="sasaran_bagian", label_visibility="collapsed",
        format_func=lambda name: f"{name} ({whole.filter(pl.col('hasil') == name).height})",
    )  # fmt: skip
    listed = whole.filter(pl.col("hasil") == part)
    rows = within(listed, tried)
    note = filter_note(tried, rows.height, listed.height)
    if note:
        style.paragraph(note, "subjudul")
    if rows.is_empty():
        style.notice(f"Tidak ada yang {str(part).lower()} di sini", "Ubah saringan di sisi kiri, atau kuota di atas.")
    else:
        _table(rows)
    frame.source(tried)


def columns(view: View) -> list[Column]:
    """Return the columns of the list as a file."""
    unit = short_unit(view)
    return [
        Column("hasil", "Hasil"),
        Column("nomor", "Nomor", 0),
        Column("nama", "Desa/kelurahan"),
        Column("kecamatan", "Kecamatan"),
        Column("jenis", "Jenis"),
        Column("kode_desa", "Kode Kemendagri"),
        Column("kelas", "Kelas"),
        Column("rt_desil1", f"{unit} desil 1", 0),
        Column("jiwa_desil1", "Jiwa desil 1", 0),
        Column("pct_desil1", "Desil 1 (%)", 1),
        Column("status_idm", f"IDM {TAHUN_IDM}"),
        Column("jarak_batas", "Jarak ke batas", 0),
        Column("kali_terpilih", "Kali terpilih", 0),
        Column("varian", "Dari variasi", 0),
        Column("keteguhan", "Keteguhan"),
        Column("alasan", "Alasan"),
    ]


def show_firmness(tried: View, found: Outcome) -> None:
    """Draw the units whose place depends on details: chosen but not always, or not chosen but sometimes."""
    listed = len(found.codes)
    wavering = within(found.teguh.filter(~pl.col("keteguhan").is_in([ALWAYS, NEVER])), tried)
    frame.section(
        f"{number(listed - found.firm)} dari {number(listed)} pilihan bergantung pada rincian aturan",
        f"Dicoba {found.variants} variasi: {variants_words(tried)}. Tampil juga yang tidak terpilih, tetapi masuk "
        "dalam sebagian variasi.",
    )
    if wavering.is_empty():
        style.notice("Semua pilihan teguh", "Dalam semua variasi, daftar yang tampil tidak berubah.")
        return
    shown = wavering.with_columns(
        pl.when("terpilih").then(pl.lit(CHOSEN)).otherwise(pl.lit("Tidak terpilih")).alias("hasil"),
        pl.col("kelas").str.to_titlecase().fill_null("Belum dinilai"),
    )
    tables.show(shown, _firm_columns(tried), key="sasaran_goyah")
    frame.source(tried, "Semakin sedikit kali terpilih, semakin lemah alasan memilihnya dari angka saja.")


def _firm_columns(view: View) -> list[Column]:
    unit = short_unit(view)
    return [
        Column("nama", "Desa/kelurahan", lebar=140),
        Column("kecamatan", "Kecamatan", lebar=120),
        Column("kelas", "Kelas"),
        Column("hasil", "Aturan ini"),
        Column("kali_terpilih", "Kali terpilih", 0),
        Column("pct_varian", "Dari semua variasi (%)", 0),
        Column("keteguhan", "Keteguhan"),
        Column("rt_desil1", f"{unit} desil 1", 0),
        Column("pct_desil1", "Desil 1 (%)", 1),
    ]


def _table(rows: pl.DataFrame) -> None:
    heads = ("No.", "Desa/kelurahan dan alasan", "Kelas", "Desil 1", "Bagian", "Jarak", "Keteguhan")
    head = "".join(f'<th scope="col">{style.text(h)}</th>' for h in heads)
    body = "".join(_row(row) for row in rows.to_dicts())
    st.html(
        '<div class="dmp-gulir dmp-daftar" tabindex="0" role="region" aria-label="Daftar sasaran">'
        f'<table class="dmp-tabel dmp-sasaran"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(row: dict[str, object]) -> str:
    name = style.text(str(row["nama"]))
    place = style.text(f"· {str(row['jenis']).capitalize()} · Kec. {row['kecamatan']}")
    cells = (
        f"<td>{number(_number(row['nomor']))}</td>",
        f'<th scope="row">{name} <span class="dmp-kecil">{place}</span></th>',
        f"<td>{style.class_mark(None if row['kelas'] is None else str(row['kelas']))}</td>",
        f"<td>{number(_number(row['rt_desil1']))}</td>",
        f"<td>{style.text(percent(_number(row['pct_desil1'])))}</td>",
        f"<td>{signed(_number(row['jarak_batas']))}</td>",
        f"<td>{_firmness(row)}</td>",
    )
    reason = f'<td></td><td colspan="6">{style.text(str(row["alasan"]))}</td>'
    return f'<tr>{"".join(cells)}</tr><tr class="dmp-sebab">{reason}</tr>'


def _firmness(row: dict[str, object]) -> str:
    if row["keteguhan"] is None:
        return "–"
    times = style.text(f"{row['kali_terpilih']}/{row['varian']}")
    return f'{style.text(str(row["keteguhan"]))} <span class="dmp-kecil">{times}</span>'


def signed(value: float | None) -> str:
    """Return a number with its sign, a real minus.

    >>> [signed(v) for v in (12, 0, -3, None)]
    ['+12', '0', '−3', '–']
    """
    if value is None:
        return "–"
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
