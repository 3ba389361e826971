"""How good a delivery is: every check that failed, what stays unknown, and the places that matched nothing."""

import polars as pl
import streamlit as st

from dampingan.exports.notes import source_line
from dampingan.exports.tables import disarmed, marked
from dampingan.formats import number, percent, period
from dampingan.snapshot import Manifest
from dampingan.sources.quality import Finding, QualityReport, Severity
from dampingan.ui import cards, frame, style, tables
from dampingan.ui.cards import Card
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_SEVERITIES: dict[Severity, tuple[str, str]] = {
    "tidak_dihitung": ("Tidak dihitung", "barisnya dikeluarkan dari semua angka"),
    "peringatan": ("Peringatan", "dihitung, tetapi ada bagian yang tidak diketahui"),
    "catatan": ("Catatan", "hanya untuk diketahui"),
}


def show(view: View) -> None:
    """Draw the quality of the filter's period."""
    frame.section(
        f"Mutu data periode {period(view.saringan.periode)}",
        "Hasil pemeriksaan berkas saat dimuat, untuk seluruh kabupaten.",
    )
    report = view.snapshot.quality
    show_report(report, key="mutu")
    frame.source(view)
    noted = source_line(view.manifest)
    st.download_button(
        "Unduh laporan mutu (CSV)", lambda: csv_bytes(report, noted), file_name=f"mutu-{view.saringan.periode}.csv",
        mime="text/csv", on_click="ignore", key="unduh_mutu",
    )  # fmt: skip


def show_report(report: QualityReport, *, key: str) -> None:
    """Draw a whole report: figures, checks, columns, places."""
    cards.show(_cards(report))
    if report.pemeriksaan:
        st.html(_checks(report.pemeriksaan))
    else:
        style.notice("Tidak ada temuan", "Semua pemeriksaan lolos.")
    _columns(report, key)
    _places(report)


def csv_bytes(report: QualityReport, noted: str) -> bytes:
    """Return the findings for a spreadsheet set to Indonesian, each row with its source."""
    written: str = disarmed(marked(report.frame(), noted)).write_csv(
        separator=";", decimal_comma=True, include_bom=True
    )
    return written.encode()


def counts(report: QualityReport, manifest: Manifest) -> list[Card]:
    """Return what a delivery holds, for those who decide whether to publish it."""
    desil1 = manifest.rt_per_desil.get(1, 0)
    return [
        Card(manifest.unit.capitalize(), number(manifest.rt), "", f"{number(manifest.jiwa)} jiwa"),
        Card("Desil 1", number(desil1), manifest.unit, f"{percent(100 * desil1 / manifest.rt)} dari isi berkas"),
        Card("Desa berdata", number(manifest.desa_berdata), "desa dan kelurahan"),
        Card("Indikator", number(len(manifest.tersedia)), "dari 9", "dapat dihitung dari sumber ini"),
        Card("Tidak dihitung", number(left_out(report)), "baris", "dikeluarkan karena salah atau ganda"),
    ]


def left_out(report: QualityReport) -> int:
    """Return how many rows are in no count."""
    return sum(f.jumlah for f in report.pemeriksaan if f.tingkat == "tidak_dihitung")


def _cards(report: QualityReport) -> list[Card]:
    warned = [f for f in report.pemeriksaan if f.tingkat == "peringatan"]
    worst = max(report.kolom, key=lambda c: c.pct_tidak_diketahui, default=None)
    rows = sum(file.baris_data for file in report.berkas)
    return [
        Card("Baris dalam kedua berkas", number(rows), "baris",
             "; ".join(f"{file.nama} {number(file.baris_data)}" for file in report.berkas)),
        Card("Tidak dihitung", number(left_out(report)), "baris",
             f"{percent(100 * left_out(report) / rows if rows else None, 2)} dari semua baris"),
        Card("Peringatan", number(len(warned)), "jenis", "Diperiksa dan diperbaiki di sumbernya"),
        Card("Tempat tak dikenal", number(len(report.wilayah_tak_cocok)), "tempat", "Tidak ada di kabupaten"),
        Card("Paling banyak tak diketahui", "–" if worst is None else percent(worst.pct_tidak_diketahui), "",
             "" if worst is None else f"Kolom {worst.kolom}"),
    ]  # fmt: skip


def _checks(found: tuple[Finding, ...]) -> str:
    """Return the findings as one table, grouped by how much they matter."""
    head = "".join(f'<th scope="col">{h}</th>' for h in ("Pemeriksaan dan perbaikannya", "Banyak", "Bagian"))
    groups = "".join(_group(severity, [f for f in found if f.tingkat == severity]) for severity in _SEVERITIES)
    return f'<table class="dmp-tabel dmp-data-tabel dmp-mutu"><thead><tr>{head}</tr></thead>{groups}</table>'


def _group(severity: Severity, found: list[Finding]) -> str:
    if not found:
        return ""
    name, meaning = _SEVERITIES[severity]
    mark = f'<span class="dmp-tingkat dmp-tingkat-{severity}">{name}</span>'
    title = f'<tr class="dmp-tingkat-baris"><th scope="rowgroup" colspan="3">{mark} {meaning}</th></tr>'
    return f"<tbody>{title}{''.join(_check(f) for f in found)}</tbody>"


def _check(finding: Finding) -> str:
    remark = f": {finding.keterangan}" if finding.keterangan else ""
    lines = (finding.perbaikan, _examples(finding))
    below = "".join(f'<span class="dmp-kecil">{style.text(line)}</span>' for line in lines if line)
    return (
        f'<tr><th scope="row">{style.text(finding.judul + remark)}{below}</th>'
        f'<td>{number(finding.jumlah)}<span class="dmp-kecil">dari {number(finding.dari)}</span></td>'
        f"<td>{style.text(percent(finding.persen, 2))}</td></tr>"
    )


def _examples(finding: Finding) -> str:
    """Return where a check failed first: the file, its rows, and values that can name nobody."""
    if not finding.contoh:
        return ""
    told = ", ".join(f"{e.baris}{f' ({e.nilai})' if e.nilai else ''}" for e in finding.contoh)
    return f"{finding.contoh[0].berkas}, baris {told}{', …' if finding.jumlah > len(finding.contoh) else ''}"


def _columns(report: QualityReport, key: str) -> None:
    if not report.kolom:
        return
    frame.section(
        "Yang tidak diketahui per kolom", "Sel kosong, atau berisi kode di luar daftar; urut dari yang terbanyak."
    )
    rows = pl.DataFrame(
        {
            "berkas": [c.berkas for c in report.kolom],
            "kolom": [c.kolom for c in report.kolom],
            "sel": [c.sel for c in report.kolom],
            "kosong": [c.kosong for c in report.kolom],
            "di_luar": [c.di_luar_daftar for c in report.kolom],
            "pct": [c.pct_tidak_diketahui for c in report.kolom],
        }
    ).sort("pct", "kolom", descending=[True, False])
    tables.show(
        rows,
        [
            Column("kolom", "Kolom", lebar=200),
            Column("berkas", "Berkas", lebar=150),
            Column("pct", "Tidak diketahui (%)", 2),
            Column("kosong", "Kosong", 0),
            Column("di_luar", "Di luar daftar", 0),
            Column("sel", "Semua sel", 0),
        ],
        key=f"{key}_kolom",
    )


def _places(report: QualityReport) -> None:
    if report.wilayah_tak_cocok:
        style.notice(
            "Tempat dalam berkas yang tidak dikenal",
            "\n".join(report.wilayah_tak_cocok) + "\nNama yang bukan nama tempat tidak ditulis, hanya panjangnya.",
            kind="perhatian",
        )
