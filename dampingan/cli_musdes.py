"""The commands ``dampingan musdes``: form, return, minutes, figures before and after."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dampingan.cli_texts import Group

if TYPE_CHECKING:
    from dampingan.musdes.before_after import BeforeAfter
    from dampingan.musdes.site import Site
    from dampingan.musdes.totals import Totals

# Modules that load Polars are imported in the commands, so that --help answers at once.

FILE = click.Path(path_type=Path, readable=False)
_DESIL = click.Choice(("1", "1-2", "1-4"))

_period = click.option("--periode", required=True, metavar="P", help="Periode data: tahun atau tahun-bulan.")
_data = click.option("--data", type=FILE, metavar="DIR", help="Folder data (bawaan: DAMPINGAN_DATA atau data/lokal).")
_who = click.option("--oleh", metavar="AKUN", help="Akun yang dicatat (bawaan: pengguna sistem).")


def _target(ending: str) -> Callable[..., Any]:
    return click.option("--ke", type=FILE, required=True, metavar="F", help=f"Berkas hasil: {ending}.")


@click.group(cls=Group)
def musdes() -> None:
    """Verifikasi Musdes: formulir, hasilnya, Berita Acara, angka sebelum dan sesudah."""


@musdes.command()
@click.argument("kode", metavar="KODE")
@_period
@click.option("--desil", type=_DESIL, default="1", show_default=True, metavar="D",
              help="Desil yang didaftar: 1, 1-2, atau 1-4.")  # fmt: skip
@_target(".xlsx")
@_who
@_data
def formulir(kode: str, periode: str, desil: str, ke: Path, oleh: str | None, data: Path | None) -> None:
    """Tulis formulir verifikasi satu desa. Memuat data pribadi; setiap pembuatannya dicatat."""
    from dampingan.exports.musdes_form import make_form
    from dampingan.exports.notes import DESIL_CHOICES

    _refuse_other_ending(ke, ".xlsx")
    content = make_form(_site(data), kode, periode, oleh=_account(oleh), desil=DESIL_CHOICES[desil])
    _write_private(content, ke)
    click.echo(f"Formulir {kode} ditulis: {ke}")
    click.echo("Berkas ini memuat data pribadi: simpan terbatas, dan hapus setelah selesai.")


@musdes.command()
@click.argument("berkas", type=FILE, metavar="F")
@_period
@_who
@_data
def terima(berkas: Path, periode: str, oleh: str | None, data: Path | None) -> None:
    """Periksa formulir yang sudah diisi, lalu simpan hasilnya; bila ada yang salah, tidak ada yang disimpan."""
    from dampingan.musdes.returns import read_return
    from dampingan.musdes.saving import save_return

    site = _site(data)
    told = read_return(site, berkas.read_bytes(), periode)
    saved = save_return(site, told, oleh=_account(oleh))
    words = {
        "baru": "Hasil Musdes disimpan.",
        "ditambah": "Hasil formulir ini ditambahkan pada rapat yang sama; hasil sebelumnya tetap ada.",
        "diganti": f"Hasil Musdes yang lama diganti ({saved.ubahan} catatan berubah).",
        "sama": "Formulir yang sama sudah pernah diterima; tidak ada yang berubah.",
    }
    click.echo(words[saved.keadaan])
    _print_totals(saved.jumlah)


@musdes.command(name="berita-acara")
@click.argument("kode", metavar="KODE")
@_period
@click.option("--nomor", default="", metavar="N", help="Nomor surat; kosong: disediakan tempatnya.")
@_target(".docx")
@_data
def berita_acara_(kode: str, periode: str, nomor: str, ke: Path, data: Path | None) -> None:
    """Tulis Berita Acara Musdes satu desa, siap ditandatangani."""
    from dampingan.exports.berita_acara import berita_acara
    from dampingan.exports.profile import save

    _refuse_other_ending(ke, ".docx")
    save(berita_acara(_site(data), kode, periode, nomor=nomor), ke)
    click.echo(f"Berita Acara {kode} ditulis: {ke}")


@musdes.command()
@click.argument("kode", metavar="KODE")
@_period
@click.option("--desil", type=_DESIL, metavar="D", help="Desil: 1, 1-2, atau 1-4 (bawaan: yang didaftar).")
@_data
def hasil(kode: str, periode: str, desil: str | None, data: Path | None) -> None:
    """Tampilkan angka satu desa sebelum dan sesudah Musdes."""
    from dampingan.exports.notes import DESIL_CHOICES
    from dampingan.musdes.before_after import before_after

    site = _site(data)
    told = before_after(site, kode, periode, desil=DESIL_CHOICES[desil] if desil else None)
    if not told.rapat:
        waiting = "; semua rumah tangganya belum diverifikasi" if told.rinci else ""
        click.echo(f"Belum ada hasil Musdes untuk desa ini{waiting}.")
    _print_totals(told.jumlah, known=bool(told.rapat))
    if not told.rinci:
        click.echo("Angka sesudah tidak tersedia: hasil tiap rumah tangga atau berkas terbatasnya tidak ada.")
    _print_comparison(told)
    click.echo(f"Keluar dari hitungan sesudah: {', '.join(site.rules.musdes.keluar)} ({site.rules.sebutan}).")


def _site(data: Path | None) -> "Site":
    from dampingan.config import settings
    from dampingan.musdes.site import Site
    from dampingan.records.place import record_store
    from dampingan.rules import read_rules

    return Site(data or settings().data, record_store(data), read_rules())


def _account(oleh: str | None) -> str:
    try:
        return oleh or getpass.getuser()
    except (OSError, KeyError):  # the system has no name for this user
        return "tidak diketahui"


def _refuse_other_ending(target: Path, ending: str) -> None:
    from dampingan.errors import DampinganError

    if target.suffix.lower() != ending:
        raise DampinganError(f"Akhiran '{target.suffix}' tidak dikenal.", mend=f"Pakai {ending}.")


def _write_private(content: bytes, target: Path) -> None:
    """Write a file that only this user may read."""
    from dampingan.appearing import appearing

    target.parent.mkdir(parents=True, exist_ok=True)
    with appearing(target) as aside:
        aside.write_bytes(content)


def _print_totals(totals: "Totals", *, known: bool = True) -> None:
    """Print the lines of the minutes; without a meeting there is no list of which they could tell."""
    from dampingan.formats import NOT_AVAILABLE, number

    if not known:
        click.echo(f"  Jumlah menurut Berita Acara: {NOT_AVAILABLE}")
        return
    for row in totals.frame().iter_rows(named=True):
        click.echo(f"  {row['huruf']}  {row['uraian']}: {number(row['rt'])}")
    click.echo(f"     layak {number(totals['layak'])}, mampu {number(totals['mampu'])}; "
               f"belum diverifikasi: {number(totals['belum'])} dari {number(totals.daftar)}")  # fmt: skip


def _print_comparison(told: "BeforeAfter") -> None:
    from dampingan.formats import NOT_AVAILABLE, number
    from dampingan.musdes.households import desil_words

    click.echo(f"Desil {desil_words(told.desil)}, sebelum → sesudah (selisih; belum diverifikasi):")
    for row in told.sasaran.iter_rows(named=True):
        numbers = [number(row[n], missing=NOT_AVAILABLE) for n in ("sebelum", "sesudah", "selisih", "belum")]
        click.echo(f"  {row['ukuran'].replace('_', ' ')}: {_words(numbers)}")
    for row in told.indikator.iter_rows(named=True):
        numbers = [
            number(row[n], missing=NOT_AVAILABLE) for n in ("rt_sebelum", "rt_sesudah", "selisih_rt", "rt_belum")
        ]
        click.echo(f"  {row['judul']}: {_words(numbers)}")
    if told.tak_tersambung:
        click.echo(f"{number(told.tak_tersambung)} hasil tidak tersambung: rumah tangganya tidak ada lagi dalam data.")


def _words(numbers: list[str]) -> str:
    before, after, difference, waiting = numbers
    return f"{before} → {after} (selisih {difference}; belum diverifikasi {waiting})"
