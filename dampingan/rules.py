"""The rules that can be set (``data/rules.toml``), checked when they are read."""

import datetime as dt
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dampingan.config import settings
from dampingan.errors import RulesError
from dampingan.indicators import RtlhVariant

Criterion = Literal["jumlah", "pangsa", "salah_satu"]
Leaving = Literal["mampu", "meninggal", "pindah", "tidak_ditemukan", "ganda", "menolak"]
"""Results (``records.terms.STATUS_VERIFIKASI``) that may take a household out."""
StatusIdm = Literal["Sangat Tertinggal", "Tertinggal", "Berkembang", "Maju", "Mandiri"]


def _fraction(value: object) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(str(value))


Quantile = Annotated[Fraction, BeforeValidator(_fraction), Field(ge=0, le=1)]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RtlhRule(_Rule):
    """Which of the RTLH proxies is in force."""

    varian: RtlhVariant = Field("A", description="Varian RTLH: A, A1, A3, B, atau C.")


class DesaMerahRule(_Rule):
    """How a unit is called merah, kuning or hijau."""

    kriteria: Criterion = Field("salah_satu", description="Ukuran pemusatan desil 1.")
    ambang: Literal["kuantil", "mutlak"] = Field("kuantil", description="Jenis ambang.")
    kuantil_atas: Quantile = Field(Fraction(2, 3), description="Batas bawah sepertiga teratas.")
    kuantil_bawah: Quantile = Field(Fraction(1, 3), description="Batas atas sepertiga terbawah (kelurahan).")
    mutlak_atas_jumlah: int = Field(150, ge=0, description="Ambang atas jumlah rumah tangga desil 1.")
    mutlak_bawah_jumlah: int = Field(50, ge=0, description="Ambang bawah jumlah, untuk kelurahan.")
    mutlak_atas_pct: float = Field(30.0, ge=0, le=100, description="Ambang atas persentase desil 1.")
    mutlak_bawah_pct: float = Field(15.0, ge=0, le=100, description="Ambang bawah persentase, kelurahan.")
    status_idm_rendah: tuple[StatusIdm, ...] = Field(
        ("Sangat Tertinggal", "Tertinggal", "Berkembang"), description="Status IDM yang dianggap rendah."
    )


class SasaranRule(_Rule):
    """How many desa and kelurahan are chosen."""

    kuota_desa: int = Field(77, ge=0, description="Banyaknya desa sasaran.")
    kuota_kelurahan: int = Field(9, ge=0, description="Banyaknya kelurahan sasaran.")


class PeringkatRule(_Rule):
    """How large a change the rank range answers for."""

    perubahan_pct: float = Field(5.0, ge=0, le=50, description="Perubahan kecil untuk rentang peringkat.")


class MusdesRule(_Rule):
    """Which results of a Musdes take a household out of the figures after it."""

    keluar: tuple[Leaving, ...] = Field(
        ("mampu", "meninggal", "pindah", "tidak_ditemukan", "ganda"),
        description="Hasil Musdes yang mengeluarkan rumah tangga dari angka sesudah Musdes.",
    )


class Rules(_Rule):
    """All rules in force, with their version and date."""

    versi: str = Field(description="Versi aturan.")
    berlaku: dt.date = Field(description="Tanggal aturan mulai berlaku.")
    sebutan: str = Field(description="Sebutan aturan di samping hasilnya.")
    rtlh: RtlhRule = RtlhRule()
    desa_merah: DesaMerahRule = DesaMerahRule()
    sasaran: SasaranRule = SasaranRule()
    peringkat: PeringkatRule = PeringkatRule()
    musdes: MusdesRule = MusdesRule()


def read_rules(file: Path | None = None) -> Rules:
    """Return the rules of a file, by default the one of the settings.

    Raises:
        RulesError: the file is absent or unreadable, or a value is out of its range.
    """
    path = file or settings().aturan
    try:
        return Rules.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError:
        raise RulesError(f"Berkas aturan {path} tidak dapat dibaca.", mend="Periksa DAMPINGAN_ATURAN.") from None
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"Berkas aturan {path.name} salah tulis.", where=str(error)) from None
    except (ValidationError, ZeroDivisionError, ValueError) as error:
        wrong = [".".join(map(str, e["loc"])) for e in getattr(error, "errors", list)()]
        raise RulesError(
            f"Aturan di {path.name} tidak berlaku: {', '.join(wrong) or 'nilai salah'}.",
            mend="Lihat nilai yang boleh di docs/aturan.md.",
        ) from None
