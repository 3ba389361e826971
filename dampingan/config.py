"""Settings of the installation (environment or ``.env``) and where the project's files lie."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

KABUPATEN = "Kabupaten Pemalang"
KODE_KABUPATEN = "33.27"
BOUNDARY_FOLDER = "batas"
"""Below the data folder: official boundaries that were imported."""

_PACKAGE = Path(__file__).resolve().parent


def project_dir() -> Path:
    """Return the folder that holds ``data/``: the checkout, or the installed package's own copy."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "data" / "reference").is_dir() else _PACKAGE / "_data"


def reference_dir() -> Path:
    """Return the folder of the public reference tables."""
    root = project_dir()
    return root / "data" / "reference" if root != _PACKAGE / "_data" else root / "reference"


def default_rules_file() -> Path:
    """Return the ``rules.toml`` that comes with the project."""
    return reference_dir().parent / "rules.toml"


class Settings(BaseSettings):
    """Settings with described defaults; each is set by ``DAMPINGAN_<NAME>`` or in ``.env``."""

    model_config = SettingsConfigDict(env_prefix="DAMPINGAN_", env_file=".env", extra="ignore")

    data: Path = Field(
        default_factory=lambda: project_dir() / "data" / "lokal",
        description="Folder data: snapshot yang sudah diterbitkan dan berkas kerja.",
    )
    aturan: Path = Field(
        default_factory=default_rules_file,
        description="Berkas aturan (desa merah, kuota sasaran, varian RTLH).",
    )
    rinci: bool = Field(
        default=False,
        description="Tampilkan rincian teknis kesalahan tak terduga (dapat memuat isi berkas).",
    )
    peta_dasar: str = Field(
        default="",
        description="Alamat ubin peta dasar berpola {z}/{x}/{y}, misalnya OpenStreetMap; kosong: tanpa peta dasar.",
    )
    db_url: str = Field(
        default="",
        description="Alamat penyimpanan catatan pendampingan, misalnya postgresql://…; kosong: SQLite di folder data.",
    )
    simpan_terbatas: bool = Field(
        default=True,
        description="Simpan rumah tangga desil 1–4 beserta identitasnya dalam folder terbatas, untuk formulir Musdes.",
    )
    contoh_otomatis: bool = Field(
        default=True,
        description="Buat dan muat data contoh bila belum ada data sama sekali.",
    )
    contoh_rt: int = Field(
        default=150_000,
        ge=1,
        description="Banyaknya rumah tangga dalam data contoh otomatis.",
    )
    contoh_benih: int = Field(
        default=2022,
        ge=0,
        description="Benih acak data contoh: benih yang sama memberi data yang sama.",
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()
