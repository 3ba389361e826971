"""The public reference tables about the kabupaten's desa and kelurahan (``data/reference``)."""

from functools import lru_cache

import polars as pl

from dampingan.config import reference_dir

TAHUN_IDM = 2024


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(reference_dir() / name, infer_schema=False, glob=False)


@lru_cache(maxsize=1)
def units() -> pl.DataFrame:
    """Return the 223 units, one row each, sorted by code.

    Columns: ``kode_desa`` (Kemendagri, text), ``kode_bps`` (text, null for Sodong Basari), ``nama``,
    ``kecamatan``, ``kode_kecamatan``, ``jenis`` (desa/kelurahan), ``lon``, ``lat`` (WGS84 degrees),
    ``luas_km2``. Source: see ``data/reference/SOURCES.md``.
    """
    return (
        _read("wilayah.csv")
        .rename({"kode_kemendagri": "kode_desa"})
        .with_columns(pl.col("lon", "lat", "luas_km2").cast(pl.Float64))
        .sort("kode_desa")
    )


@lru_cache(maxsize=1)
def idm() -> pl.DataFrame:
    """Return the Indeks Desa Membangun 2024: ``kode_desa``, ``idm`` (0-1), ``status_idm``; 212 desa.

    Kelurahan are absent by definition. Source: Kementerian Desa PDTT, IDM 2024.
    """
    return _read("idm_2024.csv").select(
        kode_desa="kode_kemendagri", idm=pl.col("idm").cast(pl.Float64), status_idm="status"
    )
