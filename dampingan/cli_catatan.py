"""Commands about the records that people enter: sample records, backup and restore."""

from pathlib import Path

import click

from dampingan.cli_texts import Command, Group

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
@_data
def contoh(*, tambah: bool, benih: int, data: Path | None) -> None:
    """Buat catatan contoh sintetis untuk data contoh yang sudah dimuat."""
    from dampingan.config import settings
    from dampingan.formats import number
    from dampingan.sample_records import make_sample_records

    made = make_sample_records(data or settings().data, seed=benih, add=tambah)
    click.echo(f"{number(made)} catatan contoh sintetis dibuat.")


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
