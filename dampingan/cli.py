"""The command ``dampingan``: load data, look at them, take tables away. Exit code 0, 1 (input) or 2 (usage)."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dampingan import __version__
from dampingan.cli_catatan import cadangan, catatan, pulihkan
from dampingan.cli_musdes import musdes
from dampingan.cli_texts import Group, run
from dampingan.config import BOUNDARY_FOLDER
from dampingan.errors import DampinganError

if TYPE_CHECKING:
    import polars as pl

    from dampingan.measures.selection import Selection
    from dampingan.progress import Progress
    from dampingan.snapshot import SnapshotStore
    from dampingan.sources.quality import QualityReport

# Modules that load Polars are imported in the commands, so that --help answers at once.

DIALECTS = ("auto", "bdt", "dtsen", "p3ke")
_NOTHING = "Belum ada data. Muat dengan: python -m dampingan impor --help"
FILE = click.Path(path_type=Path, readable=False)


def _data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    help_text = "Folder data (bawaan: DAMPINGAN_DATA atau data/lokal)."
    return click.option("--data", type=FILE, metavar="DIR", help=help_text)(command)


def _source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--dialek", type=click.Choice(DIALECTS), default="auto", show_default=True,
                     metavar="NAMA", help=f"Susunan berkas: {', '.join(DIALECTS)}."),
        click.option("--art", type=FILE, required=True, metavar="F", help="Berkas anggota rumah tangga."),
        click.option("--ruta", type=FILE, required=True, metavar="F", help="Berkas rumah tangga."),
    ):  # fmt: skip
        command = option(command)
    return command


_period = click.option("--periode", required=True, metavar="P", help="Tahun (2024) atau tahun-bulan (2024-06).")
_target = click.option("--ke", type=FILE, required=True, metavar="F", help="Berkas hasil: .csv, .xlsx, .parquet.")


def _store(data: Path | None) -> "SnapshotStore":
    from dampingan.config import settings
    from dampingan.snapshot import SnapshotStore

    return SnapshotStore(data or settings().data)


def _boundary_folder(data: Path | None) -> Path:
    from dampingan.config import settings

    return (data or settings().data) / BOUNDARY_FOLDER


@contextmanager
def _progress() -> Iterator["Progress"]:
    """Show a progress bar on a terminal; elsewhere nothing."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1000, label="Mulai", file=sys.stderr, hidden=hidden) as bar:

        def report(share: float, what: str) -> None:
            bar.label = what.ljust(32)
            bar.update(max(0, int(share * 1000) - bar.pos))

        yield report


@click.group(cls=Group, context_settings={"max_content_width": 100})
@click.version_option(__version__, "--versi", message="dampingan %(version)s", help="Tampilkan versi.")
def cli() -> None:
    """Dasbor Gerakan Satu Perangkat Daerah Satu Desa Dampingan, Kabupaten Pemalang."""


@cli.command()
@click.option("--ke", type=FILE, required=True, metavar="DIR", help="Folder tujuan.")
@click.option("--rt", type=click.IntRange(min=1), default=150_000, show_default=True, metavar="N",
              help="Banyaknya rumah tangga.")  # fmt: skip
@click.option("--benih", type=click.IntRange(min=0), default=2022, show_default=True, metavar="S",
              help="Benih acak; benih yang sama memberi data yang sama.")  # fmt: skip
@click.option("--periode", default="2020", show_default=True, metavar="P", help="Tahun data contoh.")
def contoh(ke: Path, rt: int, benih: int, periode: str) -> None:
    """Tulis data contoh sintetis berbentuk BDT: ruta.csv dan art.csv."""
    from dampingan.sources.delivery import period_end
    from dampingan.sources.sample import write_delivery

    period_end(periode)
    with _progress() as progress:
        ruta, art = write_delivery(ke, households=rt, seed=benih, period=periode, progress=progress)
    click.echo(f"Data contoh sintetis ditulis: {ruta} dan {art}")


@cli.command()
@_source_options
@click.option("--laporan", type=FILE, metavar="F", help="Tulis laporan mutu ke berkas .csv atau .json.")
def periksa(ruta: Path, art: Path, dialek: str, laporan: Path | None) -> None:
    """Periksa berkas tanpa memuatnya; cetak laporan mutu."""
    import datetime as dt

    from dampingan.sources.delivery import read_delivery

    with _progress() as progress:
        today = dt.datetime.now(tz=dt.UTC).date()
        report = read_delivery(ruta, art, dialect_name=dialek, on=today, progress=progress).report
    _print_report(report)
    if laporan:
        _write_report(report, laporan)
        click.echo(f"Laporan ditulis: {laporan}")


@cli.command()
@_source_options
@_period
@click.option("--keluarga", type=FILE, metavar="F",
              help="Tabel jumlah semua keluarga (kolom kode desa dan kk), untuk penyebut pct_desil1_kk.")  # fmt: skip
@click.option("--mesin", type=click.Choice(("polars", "spark")), default="polars", show_default=True,
              metavar="M", help="Mesin hitung: polars atau spark.")  # fmt: skip
@_data_option
def impor(
    ruta: Path, art: Path, dialek: str, periode: str, keluarga: Path | None, mesin: Any, data: Path | None
) -> None:
    """Periksa, hitung, dan terbitkan satu periode."""
    from dampingan.importing import import_delivery
    from dampingan.rules import read_rules
    from dampingan.sources.unit_list import families_of

    store = _store(data)
    families = families_of(keluarga) if keluarga else None
    with _progress() as progress:
        manifest = import_delivery(
            ruta, art, period=periode, store=store, rules=read_rules(), dialect_name=dialek, engine=mesin,
            families=families, progress=progress,
        )  # fmt: skip
    _print_report(store.read(periode).quality)
    click.echo(
        f"Periode {manifest.periode} terbit: {_number(manifest.rt)} {manifest.unit}, "
        f"{_number(manifest.jiwa)} jiwa, {manifest.desa_berdata} desa/kelurahan. Sidik {manifest.digest[:12]}."
    )


@cli.command()
@_period
@click.option("--kecamatan", multiple=True, metavar="K", help="Hanya kecamatan ini (boleh diulang).")
@click.option("--desil", type=click.Choice(("1", "1-2", "1-4")), default="1", show_default=True, metavar="D",
              help="Desil untuk indikator: 1, 1-2, atau 1-4.")  # fmt: skip
@_target
@_data_option
def desa(periode: str, kecamatan: tuple[str, ...], desil: str, ke: Path, data: Path | None) -> None:
    """Tulis tabel per desa/kelurahan."""
    from dampingan.exports.notes import DESIL_CHOICES, notes, source_line
    from dampingan.exports.tables import marked, write_table
    from dampingan.measures.desa_table import desa_table
    from dampingan.rules import read_rules

    snapshot, rules = _store(data).read(periode), read_rules()
    table = desa_table(snapshot, rules, desil=DESIL_CHOICES[desil])
    chosen = _only_kecamatan(table, kecamatan)
    manifest = snapshot.manifest
    write_table(
        marked(chosen, source_line(manifest)), ke,
        notes=notes(manifest, rules, table, desil=desil),
    )  # fmt: skip
    click.echo(f"{chosen.height} baris ditulis: {ke}")


@cli.command()
@_period
@click.option("--kuota-desa", type=click.IntRange(min=0), metavar="N", help="Banyaknya desa (bawaan: aturan).")
@click.option("--kuota-kelurahan", type=click.IntRange(min=0), metavar="N",
              help="Banyaknya kelurahan (bawaan: aturan).")  # fmt: skip
@click.option("--banding", type=FILE, metavar="F", help="Daftar SK untuk dibandingkan (CSV atau XLSX).")
@_target
@_data_option
def sasaran(
    periode: str, kuota_desa: int | None, kuota_kelurahan: int | None, banding: Path | None, ke: Path,
    data: Path | None,
) -> None:  # fmt: skip
    """Tulis daftar sasaran berurutan, dengan alasan tiap desa."""
    from dampingan.exports.notes import notes, source_line
    from dampingan.exports.tables import Sheet, marked, write_table
    from dampingan.measures.desa_table import desa_table
    from dampingan.measures.selection import select_targets
    from dampingan.rules import read_rules

    snapshot, rules = _store(data).read(periode), read_rules()
    quotas = {"kuota_desa": kuota_desa, "kuota_kelurahan": kuota_kelurahan}
    rule = rules.sasaran.model_copy(update={k: v for k, v in quotas.items() if v is not None})
    table = desa_table(snapshot, rules)
    selection = select_targets(table, rule)
    manifest = snapshot.manifest
    told = [("Kuota", f"{rule.kuota_desa} desa dan {rule.kuota_kelurahan} kelurahan"),
            *(("Perhatian", message) for message in selection.pesan)]  # fmt: skip
    write_table(
        marked(selection.terpilih, source_line(manifest)), ke,
        notes=told + notes(manifest, rules, table), further=[Sheet("Cadangan", selection.cadangan)],
    )  # fmt: skip
    for message in selection.pesan:
        click.echo(f"Perhatian: {message}")
    click.echo(f"{selection.terpilih.height} sasaran ditulis: {ke}")
    if banding:
        _print_comparison(selection, banding)


@cli.command()
@click.argument("berkas", type=FILE, metavar="F")
@click.option("--kolom-kode", metavar="C", help="Kolom kode desa, bila tidak dikenali sendiri.")
@_data_option
def batas(berkas: Path, kolom_kode: str | None, data: Path | None) -> None:
    """Muat batas resmi dari GeoJSON, Shapefile (zip), atau GeoPackage."""
    from dampingan.regions.boundaries import import_boundaries

    report = import_boundaries(berkas, _boundary_folder(data), code_column=kolom_kode)
    for line in report.ringkas():
        click.echo(line)


@cli.command()
@click.option("--ketat", is_flag=True, help="Keluar dengan kode 1 bila ada yang tidak terjelaskan.")
@_data_option
def audit(*, ketat: bool, data: Path | None) -> None:
    """Audit sambungan: setiap desa tanpa kode BPS, IDM, baris data, atau batas, disebut namanya."""
    from dampingan.measures.audit import join_audit, unmatched_places
    from dampingan.regions.boundary_store import current_report, outlined_units

    store = _store(data)
    snapshots = [store.read(period) for period in store.periods()]
    folder = _boundary_folder(data)
    found = join_audit(snapshots, outlined_units(folder), current_report(folder))
    for row in found.iter_rows(named=True):
        period = f" ({row['periode']})" if row["periode"] else ""
        reason = row["penjelasan"] or "BELUM TERJELASKAN"
        click.echo(f"{row['masalah']}{period}: {row['nama']}, {row['kecamatan']} [{row['kode_desa']}] – {reason}")
    places = unmatched_places(snapshots)
    for period, place in places:
        click.echo(f"tidak cocok ({period}): {place}")
    unexplained = found.filter(found["penjelasan"] == "").height + len(places)
    click.echo(f"{found.height + len(places)} temuan, {unexplained} belum terjelaskan.")
    if ketat and unexplained:
        raise DampinganError(
            f"Audit ketat: {unexplained} temuan belum terjelaskan.",
            mend="Lengkapi kode, IDM, atau data desa yang disebut di atas.",
        )


@cli.group(cls=Group)
def ekspor() -> None:
    """Buat berkas untuk dibagikan: lembar, paparan, atau buku kerja."""


@ekspor.command()
@click.argument("kode", metavar="KODE")
@click.option("--ke", type=FILE, required=True, metavar="F", help="Berkas hasil: .pdf, .pptx, atau .xlsx.")
@click.option("--periode", metavar="P", help="Periode (bawaan: yang terbaru).")
@click.option("--desil", type=click.Choice(("1", "1-2", "1-4")), default="1", show_default=True, metavar="D",
              help="Desil untuk indikator: 1, 1-2, atau 1-4.")  # fmt: skip
@_data_option
def profil(kode: str, ke: Path, periode: str | None, desil: str, data: Path | None) -> None:
    """Tulis profil satu desa atau kelurahan menurut kodenya."""
    from dampingan.exports.profile import write_profile
    from dampingan.rules import read_rules

    store = _store(data)
    if not store.periods():
        raise DampinganError(_NOTHING)
    write_profile(store.read(periode or store.periods()[-1]), read_rules(), kode, ke, desil=desil)
    click.echo(f"Profil {kode} ditulis: {ke}")


cli.add_command(musdes)


@cli.command()
@_data_option
def status(data: Path | None) -> None:
    """Tampilkan apa yang dimuat: periode, sumber, sidik, aturan."""
    from dampingan.formats import full_date
    from dampingan.rules import read_rules

    store, rules = _store(data), read_rules()
    periods = store.periods()
    if not periods:
        click.echo(_NOTHING)
    for period in periods:
        m = store.manifest(period)
        mark = "DATA CONTOH SINTETIS, " if m.contoh else ""
        click.echo(
            f"{period}: {mark}{m.sumber}; {_number(m.rt)} {m.unit}, {_number(m.jiwa)} jiwa, "
            f"{m.desa_berdata} desa/kelurahan; RTLH {m.rtlh}; terbit {full_date(m.diterbitkan.date())}; "
            f"sidik {m.digest[:12]} {'utuh' if store.verify(period) else 'TIDAK COCOK'}"
        )
        for file in m.berkas:
            click.echo(f"  {file.nama} ({file.format}), {_number(file.baris_data)} baris, sha256 {file.sha256}")
        if m.rtlh != rules.rtlh.varian:
            click.echo(f"  Aturan RTLH kini {rules.rtlh.varian}; muat ulang periode ini untuk memakainya.")
    click.echo(f"Aturan {rules.versi}, berlaku {full_date(rules.berlaku)} ({rules.sebutan}).")


for _command in (catatan, cadangan, pulihkan):
    cli.add_command(_command)


def _only_kecamatan(table: "pl.DataFrame", wanted: tuple[str, ...]) -> "pl.DataFrame":
    from dampingan.regions.crosswalk import normalise_name

    if not wanted:
        return table
    names = {normalise_name(name): name for name in table["kecamatan"].unique().sort()}
    unknown = [name for name in wanted if normalise_name(name) not in names]
    if unknown:
        raise DampinganError(
            f"Kecamatan {', '.join(unknown)} tidak ada di kabupaten.",
            mend=f"Kecamatan yang ada: {', '.join(names.values())}.",
        )
    return table.filter(table["kecamatan"].is_in([names[normalise_name(name)] for name in wanted]))


def _print_report(report: "QualityReport") -> None:
    from dampingan.formats import percent

    for file in report.berkas:
        missing = f"; kolom tidak ada: {', '.join(file.kolom_tidak_ada)}" if file.kolom_tidak_ada else ""
        click.echo(f"{file.nama} ({file.format}, dialek {report.dialek}): {_number(file.baris_data)} baris{missing}")
    for finding in report.pemeriksaan:
        where = ", ".join(str(e.baris) for e in finding.contoh)
        rows = f" [baris {where}{', …' if finding.jumlah > len(finding.contoh) else ''}]" if where else ""
        remark = f" – {finding.keterangan}" if finding.keterangan else ""
        click.echo(
            f"  {finding.tingkat.replace('_', ' ')}: {finding.judul}{remark}: {_number(finding.jumlah)} "
            f"({percent(finding.persen, 2)}){rows}. {finding.perbaikan}"
        )
    for place in report.wilayah_tak_cocok:
        click.echo(f"  wilayah tidak cocok: {place}")


def _write_report(report: "QualityReport", target: Path) -> None:
    ending = target.suffix.lower()
    if ending not in {".csv", ".json"}:
        raise DampinganError(f"Akhiran '{target.suffix}' tidak dikenal.", mend="Pakai .csv atau .json.")
    if ending == ".json":
        target.write_text(report.model_dump_json(indent=1), "utf-8")
    else:
        report.frame().write_csv(target)


def _print_comparison(selection: "Selection", decree: Path) -> None:
    from dampingan.formats import percent
    from dampingan.measures.selection import compare_with_decree
    from dampingan.regions.reference import units
    from dampingan.sources.unit_list import read_unit_list

    listed = read_unit_list(decree)
    names = {u["kode_desa"]: f"{u['nama']}, {u['kecamatan']} [{u['kode_desa']}]" for u in units().to_dicts()}
    result = compare_with_decree(selection.terpilih["kode_desa"], listed.units, listed.unmatched)
    click.echo(
        f"Dibandingkan dengan {decree.name}: {len(result.sama)} sama ({percent(result.pct_sama)}), "
        f"{len(result.hanya_sk)} hanya di SK, {len(result.hanya_hitungan)} hanya di hitungan."
    )
    for title, codes in (("hanya di SK", result.hanya_sk), ("hanya di hitungan", result.hanya_hitungan),
                         ("tidak dikenal", result.tak_dikenal)):  # fmt: skip
        for code in codes:
            click.echo(f"  {title}: {names.get(code, code)}")


def _number(value: int) -> str:
    from dampingan.formats import number

    return number(value)


def main() -> None:
    """Run the command line."""
    run(cli)
