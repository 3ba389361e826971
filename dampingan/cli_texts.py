"""Click in Bahasa Indonesia: headings, usage and errors, and the exit codes 0, 1 and 2."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from dampingan.config import settings
from dampingan.errors import DampinganError, mend_of

_HEADINGS = {"Options": "Pilihan", "Commands": "Perintah", "Positional arguments": "Argumen"}


class Formatter(click.HelpFormatter):
    """Help text with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or "Pemakaian: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a section under its Indonesian heading."""
        with super().section(_HEADINGS.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Write a definition list."""
        translated = [
            (term, text.replace("[required]", "[wajib]").replace("default: ", "bawaan: ")) for term, text in rows
        ]
        super().write_dl(translated, *args, **kwargs)


class Context(click.Context):
    """A context whose help is Indonesian."""

    formatter_class = Formatter


class _Indonesian(click.Command):
    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with an Indonesian text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option


class Command(_Indonesian):
    """A command with Indonesian help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the options in Indonesian in the usage line."""
        kwargs.setdefault("options_metavar", "[PILIHAN]")
        super().__init__(*args, **kwargs)


class Group(_Indonesian, click.Group):
    """A group of commands with Indonesian help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name options and commands in Indonesian in the usage line."""
        kwargs.setdefault("options_metavar", "[PILIHAN]")
        kwargs.setdefault("subcommand_metavar", "PERINTAH [PILIHAN]...")
        super().__init__(*args, **kwargs)

    command_class = Command


Group.group_class = Group


class WrongUseError(click.UsageError):
    """Options that do not go together; its message is ours, in Indonesian."""


def usage_message(error: click.UsageError) -> str:
    """Return a usage error in Indonesian."""
    if isinstance(error, WrongUseError):
        return error.message
    if isinstance(error, click.MissingParameter):
        name = error.param.opts[0] if isinstance(error.param, click.Option) else str(error.param_hint or "")
        argument = error.param.make_metavar(error.ctx) if error.param and error.ctx else name
        return f"{name or argument} wajib diisi."
    if isinstance(error, click.NoSuchOption):
        near = f" Maksudnya {', '.join(sorted(error.possibilities))}?" if error.possibilities else ""
        return f"Pilihan {error.option_name} tidak dikenal.{near}"
    if isinstance(error, click.BadOptionUsage):
        return f"Pilihan {error.option_name} dipakai dengan cara yang salah."
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return f"Nilai untuk {name} tidak berlaku.{_choices(error.param)}"
    return "Perintah tidak dikenal atau ditulis dengan cara yang salah."


def system_message(error: OSError) -> str:
    """Return what the operating system refused, and how to mend it, in Indonesian."""
    where = f" {error.filename}" if error.filename else ""
    return f"Berkas atau folder{where} tidak dapat dibuka atau ditulisi.\n{mend_of(error)}"


def _choices(param: click.Parameter | None) -> str:
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return f" Pilih salah satu: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.IntRange):
        return f" Isi dengan bilangan bulat{f' mulai {kind.min}' if kind.min is not None else ''}."
    return ""


def run(group: Group) -> None:
    """Run the command line and exit: 0 done, 1 bad input, 2 wrong usage."""
    try:
        result = group.main(standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        sys.exit(2)
    except click.UsageError as error:
        click.echo(f"Kesalahan: {usage_message(error)}", err=True)
        if error.ctx:
            click.echo(f"Bantuan: {error.ctx.command_path} --help", err=True)
        sys.exit(2)
    except DampinganError as error:
        click.echo(f"Kesalahan: {error}", err=True)
        sys.exit(1)
    except click.Abort:
        click.echo("Dibatalkan.", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"Kesalahan: {system_message(error)}", err=True)
        sys.exit(1)
    except Exception as error:
        if settings().rinci:
            raise
        # The text of an unforeseen error may quote a cell of a person's row.
        click.echo(
            f"Kesalahan tak terduga ({type(error).__name__}). Tidak ada data yang berubah.\n"
            "Untuk rinciannya jalankan lagi dengan DAMPINGAN_RINCI=1.",
            err=True,
        )
        sys.exit(1)
