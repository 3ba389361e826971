"""Commands about the records that people enter: sample records, backup and restore."""

from pathlib import Path

import click
from click.core import ParameterSource

from dampingan.cli_texts import Command, Group, WrongUseError

_FILE = click.Path(path_type=Path, readable=False)
_ACCOUNT = "terminal"
"""Under which the audit keeps what is done from here."""
_data = click.option("--data", type=_FILE, metavar="DIR", help="Folder data (bawaan: DAMPINGAN_DATA atau data/lokal).")


@click.group(cls=Group)
def catatan() -> None:
    """Catatan pendampingan: penugasan, program, Musdes, FGD, SID, dan tahapan."""


@catatan.command()
@click.option("--tambah", is_flag=True, help="Tambahkan walaupun sudah ada catatan; yang ada tidak diubah.")
@click.option("--benih", type=click.IntRange(min=0), default=2022, show_default=True, metavar="S",
              help="Benih acak; benih yang sama memberi catatan yang sama.")  # fmt: skip
@click.option("--hapus", is_flag=True,
              help="Hapus semua catatan contoh; catatan lain tidak diubah dan riwayatnya tetap ada.")  # fmt: skip
@click.option("--juga-diubah", is_flag=True,
              help="Bersama --hapus: hapus juga catatan contoh yang sudah diubah atau diisi orang.")  # fmt: skip
@_data
@click.pass_context
def contoh(
    ctx: click.Context, *, tambah: bool, benih: int, hapus: bool, juga_diubah: bool, data: Path | None
) -> None:  # fmt: skip
    """Buat catatan contoh sintetis untuk data contoh yang sudah dimuat, atau hapus semuanya dengan --hapus."""
    from dampingan.config import settings
    from dampingan.formats import number
    from dampingan.sample_records import make_sample_records

    folder = data or settings().data
    seeded = ctx.get_parameter_source("benih") is not ParameterSource.DEFAULT
    if hapus and (tambah or seeded):
        raise WrongUseError("--hapus tidak dapat dipakai bersama --tambah atau --benih.", ctx)
    if juga_diubah and not hapus:
        raise WrongUseError("--juga-diubah hanya dapat dipakai bersama --hapus.", ctx)
    if hapus:
        _remove_samples(folder, changed_too=juga_diubah)
        return
    made = make_sample_records(folder, seed=benih, add=tambah)
    click.echo(f"{number(made)} catatan contoh sintetis dibuat.")


def _remove_samples(folder: Path, *, changed_too: bool) -> None:
    from dampingan.formats import number
    from dampingan.sample_removal import Reason, remove_sample_records

    done = remove_sample_records(folder, oleh=_ACCOUNT, changed_too=changed_too)
    kept = done.dipertahankan
    if not done.dihapus and not kept:
        click.echo("Tidak ada catatan contoh. Tidak ada yang diubah.")
        return
    told = f"{number(done.dihapus)} catatan contoh dihapus"
    if kept:
        reasons = ", ".join(f"{number(many)} {reason}" for reason, many in kept.items())
        told += f"; {number(sum(kept.values()))} dipertahankan: {reasons}"
    click.echo(f"{told}.")
    if Reason.DIUBAH in kept or Reason.DIISI in kept:
        click.echo("Untuk menghapus juga yang sudah diubah atau diisi orang, ulangi dengan --juga-diubah.")


@click.command(cls=Command)
@click.argument("berkas", type=_FILE, metavar="BERKAS")
@_data
def cadangan(berkas: Path, data: Path | None) -> None:
    """Cadangkan semua catatan ke satu berkas, juga selagi aplikasi dipakai."""
    from dampingan.formats import number
    from dampingan.records.backup import backup
    from dampingan.records.place import store_url

    manifest = backup(store_url(data), berkas, tell=_tell)
    click.echo(f"{number(manifest.baris)} baris dicadangkan dan diperiksa: {berkas}")


@click.command(cls=Command)
@click.argument("berkas", type=_FILE, metavar="BERKAS")
@click.option("--paksa", is_flag=True,
              help="Ganti catatan yang ada; isinya sekarang dicadangkan lebih dahulu.")  # fmt: skip
@_data
def pulihkan(berkas: Path, *, paksa: bool, data: Path | None) -> None:
    """Pulihkan catatan dari berkas cadangan; kegagalan tidak mengubah apa pun."""
    from dampingan.config import settings
    from dampingan.formats import number
    from dampingan.records.place import store_url
    from dampingan.records.restore import restore

    folder = data or settings().data  # the backup may lie where nothing can be written
    done = restore(berkas, store_url(data), oleh=_ACCOUNT, force=paksa, keep_in=folder, tell=_tell)
    click.echo(f"{number(done.manifest.baris)} baris dipulihkan dari {berkas}")
    if done.kept:
        click.echo(f"Isi sebelumnya disimpan: {done.kept}")


def _tell(what: str) -> None:
    click.echo(f"{what} …", err=True)
