"""What is shown: source, period, files and their quality, and the other periods that are loaded."""

from dampingan.exports.notes import notes
from dampingan.formats import full_date, number, percent, period
from dampingan.indicators import RTLH_TITLES
from dampingan.measures.overview import period_before
from dampingan.snapshot import Manifest
from dampingan.sources.dialect import dialect
from dampingan.sources.quality import CHECKS, QualityReport, Severity
from dampingan.ui.metode.html import RIGHT, WHOLE, Heading, heading, pairs, paragraphs, table, unfolding
from dampingan.ui.view import View, store

_SEVERITY: dict[Severity, str] = {
    "tidak_dihitung": "baris tidak dihitung",
    "peringatan": "peringatan",
    "catatan": "catatan",
}
_ROLES = {"ruta": "rumah tangga atau keluarga", "art": "anggota"}
_COLUMNS = 8
"""Columns listed by their share of unknown answers."""


def source(view: View) -> str:
    """Return the facts of the period shown, those of every export, and the files it was counted from."""
    manifest = view.manifest
    told = notes(manifest, view.rules, view.desa(everywhere=True), desil=view.saringan.desil)
    facts = [(name, words) for name, words in told if not name.startswith(("Kolom ", "Indikator "))]
    desil = ", ".join(
        f"desil {n}: {number(count)}" if n else f"tanpa desil: {number(count)}"
        for n, count in sorted(manifest.rt_per_desil.items(), key=lambda pair: pair[0] or 99)
    )
    facts.append((f"{manifest.unit.capitalize()} menurut desil", desil))
    facts.append(("Wilayah berdata", f"{manifest.desa_berdata} dari {view.snapshot.desa.height} desa dan kelurahan"))
    return (
        heading("metode-data", "Data yang ditampilkan", dialect(manifest.dialek).keterangan)
        + pairs(facts)
        + unfolding("Berkas yang dimuat", _files(manifest))
    )


def _files(manifest: Manifest) -> str:
    heads = (Heading("Berkas"), Heading("Isi"), Heading("Bentuk"), Heading("Baris", RIGHT),
             Heading("Kolom dikenali", RIGHT), Heading("Sidik (SHA-256)"))  # fmt: skip
    rows = [
        (f.nama, _ROLES[f.peran], f.format, number(f.baris_data), number(f.kolom_dikenali), f"{f.sha256[:12]}…")
        for f in manifest.berkas
    ]
    return table(heads, rows)


def periods(view: View) -> str:
    """Return all periods that are loaded, and which of them may be compared."""
    known = [store().manifest(name) for name in view.pilihan.periode]
    heads = (Heading("Periode"), Heading("Sumber"), Heading("Satuan", WHOLE), Heading("Jumlah", RIGHT),
             Heading("RTLH", WHOLE), Heading("Diterbitkan", WHOLE), Heading("Dibandingkan dengan"))  # fmt: skip
    rows = [
        (period(m.periode), m.sumber, m.unit, number(m.rt), f"varian {m.rtlh}", full_date(m.diterbitkan.date()),
         _before(known, m))
        for m in known
    ]  # fmt: skip
    return heading(
        "metode-periode", "Periode yang dimuat",
        "Dua periode hanya dibandingkan bila sumber dan varian RTLH-nya sama; selain itu perubahan tidak ditampilkan.",
    ) + table(heads, rows)  # fmt: skip


def _before(known: list[Manifest], current: Manifest) -> str:
    before = period_before(known, current)
    return period(before.periode) if before else "–"


def quality(view: View) -> str:
    """Return what the checks found when the files were read."""
    report = view.snapshot.quality
    heads = (Heading("Pemeriksaan"), Heading("Akibat"), Heading("Jumlah", RIGHT), Heading("Dari", RIGHT),
             Heading("Persen", RIGHT))  # fmt: skip
    rows = [
        (f"{f.judul} ({f.keterangan})" if f.keterangan else f.judul, _SEVERITY[f.tingkat], number(f.jumlah),
         number(f.dari), percent(f.persen, 2))
        for f in report.pemeriksaan
    ]  # fmt: skip
    found = table(heads, rows) if rows else paragraphs(["Semua pemeriksaan lolos."])
    failed = len({f.kode for f in report.pemeriksaan})
    title = f"Mutu data: {failed} dari {len(CHECKS)} jenis pemeriksaan menemukan sesuatu"
    return (
        heading("metode-mutu", title, "Laporan mutu tidak memuat nama, NIK, nomor KK, maupun alamat.")
        + found
        + unfolding("Kolom dengan jawaban tidak diketahui terbanyak", _unknown(report))
    )


def _unknown(report: QualityReport) -> str:
    worst = sorted(report.kolom, key=lambda c: (-c.pct_tidak_diketahui, c.kolom))[:_COLUMNS]
    heads = (Heading("Kolom"), Heading("Berkas"), Heading("Kosong", RIGHT), Heading("Di luar daftar", RIGHT),
             Heading("Tidak diketahui", RIGHT))  # fmt: skip
    rows = [
        (c.kolom, c.berkas, number(c.kosong), number(c.di_luar_daftar), percent(c.pct_tidak_diketahui, 2))
        for c in worst
    ]
    asked = "Beberapa kolom memang kosong karena pertanyaannya hanya untuk sebagian, misalnya kondisi atap dan kloset."
    return table(heads, rows) + paragraphs([asked])


def rtlh(view: View) -> str:
    """Return the variants of RTLH, and which is in force for this period."""
    used = view.manifest.rtlh
    rows = [
        (f"Varian {name}{' (dipakai)' if name == used else ''}", f"{words[:1].upper()}{words[1:]}.")
        for name, words in RTLH_TITLES.items()
    ]
    return heading(
        "metode-rtlh", f"Rumah tidak layak huni: varian {used} dipakai",
        "Varian ditetapkan saat data dimuat; mengubahnya berarti memuat ulang.",
    ) + table((Heading("Varian"), Heading("Rumah tidak layak huni bila")), rows)  # fmt: skip
