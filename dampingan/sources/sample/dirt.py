"""The small share of damaged rows that real deliveries have, put into the synthetic one on purpose."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import polars as pl

from dampingan.sources.sample.draw import Rows

# Shares of the rows of a file; together they stay well under 1.5 per cent.
DOUBLED_RUTA = 0.0004
SPELLING_SHARE = 0.1  # of the rows of the desa below
SPELLINGS = {
    "Gendoang": "Gendowang",
    "Pegongsoran": "Pagongsoran",
    "Kreyo": "Kreo",
    "Kendalrejo": "Kendal Rejo",
    "Nyamplungsari": "Nyamplung Sari",
}
UNKNOWN_DESA = "099"
UNKNOWN_DESA_ROWS = 8
OWNERSHIP = {
    "1": "1. Milik Sendiri", "2": "2. Kontrak/Sewa", "3": "3. Bebas Sewa", "4": "4. Dinas", "5": "5. Lainnya",
}  # fmt: skip
SCHOOLING = {"0": "0. Tidak/belum pernah sekolah", "1": "1. Masih sekolah", "2": "2. Tidak bersekolah lagi"}

Mend = Callable[[pl.Series], pl.Series]


def _fixed(*texts: str | None) -> Mend:
    return lambda cells: pl.Series([texts[i % len(texts)] for i in range(len(cells))], dtype=pl.String)


def _labelled(labels: dict[str, str]) -> Mend:
    return lambda cells: cells.replace(labels)


def _padded(cells: pl.Series) -> pl.Series:
    return "0" + cells


def _as_float(cells: pl.Series) -> pl.Series:
    return cells + ".0"


def _with_comma(cells: pl.Series) -> pl.Series:
    return cells + ",5"


def _scientific(cells: pl.Series) -> pl.Series:
    return pl.Series(["3.32799E+15"] * len(cells))


# (column, share of the rows, what becomes of the cells)
RUTA_DIRT: tuple[tuple[str, float, Mend], ...] = (
    ("lantai", 0.0005, _fixed("99", "11")),
    ("sumber_airminum", 0.0003, _fixed("0", "13")),
    ("fasbab", 0.0004, _as_float),
    ("dinding", 0.0005, _padded),
    ("sta_bangunan", 0.0008, _labelled(OWNERSHIP)),
    ("sumber_penerangan", 0.0003, _fixed("NULL", None)),
    ("sta_pkh", 0.0004, _fixed("NULL", "0")),
    ("luas_lantai", 0.001, _with_comma),
    ("percentile", 0.001, _fixed(None, None, "NULL")),
)
ART_DIRT: tuple[tuple[str, float, Mend], ...] = (
    ("NIK", 0.002, _scientific),
    ("NIK", 0.0012, _fixed(None, "0")),
    ("Ada_kartu_identitas", 0.0004, _padded),
    ("Ada_kartu_identitas", 0.0002, _fixed("16", "NULL")),
    ("Partisipasi_sekolah", 0.0006, _labelled(SCHOOLING)),
    ("Partisipasi_sekolah", 0.0002, _fixed("9", "NULL")),
    ("Penyakit_kronis", 0.0004, _as_float),
    ("Jenis_cacat", 0.0002, _fixed("NULL", None)),
    ("Sta_Bekerja", 0.0003, _fixed("NULL", "3")),
    ("Umur", 0.0002, _fixed("150", "999")),
)
DOUBLED_NIK = 0.0008
ORPHANS = 0.0002
HEADLESS = 0.0005  # of the households
NOBODYS_IDBDT = 33_279_999_000_001


def doubled_rows(rng: np.random.Generator, rows: int) -> Rows:
    """Return ``rows`` row numbers of a table that is shorter: a few stand twice, beside their original."""
    extra = int(rows * DOUBLED_RUTA)
    distinct = rows - extra
    again = rng.choice(distinct, extra, replace=False)
    return np.sort(np.concatenate([np.arange(distinct), again]))


def respell(rng: np.random.Generator, ruta: pl.DataFrame) -> pl.DataFrame:
    """Return the household table with a part of some desa's rows under the other spelling of the name."""
    chosen = pl.Series(rng.random(ruta.height) < SPELLING_SHARE)
    return ruta.with_columns(DESA=pl.when(chosen).then(pl.col("DESA").replace(SPELLINGS)).otherwise(pl.col("DESA")))


def soil_ruta(rng: np.random.Generator, ruta: pl.DataFrame) -> pl.DataFrame:
    """Return the household table with damaged cells; every damage is in rows of its own."""
    parts = _deal(rng, ruta.height, [share for _, share, _ in RUTA_DIRT])
    for (column, _, mend), rows in zip(RUTA_DIRT, parts, strict=True):
        ruta = _soil(ruta, column, rows, mend)
    known = np.flatnonzero(ruta["KDDESA"].is_not_null().to_numpy())
    lost = np.sort(rng.choice(known, min(UNKNOWN_DESA_ROWS, ruta.height // 2500), replace=False))
    ruta = _soil(ruta, "KDDESA", lost, _fixed(UNKNOWN_DESA))
    return _soil(ruta, "DESA", lost[::2], _fixed(None))  # so that the name cannot help every time


def soil_art(rng: np.random.Generator, art: pl.DataFrame, heads: Rows) -> pl.DataFrame:
    """Return the member table with damaged cells; ``heads`` are the rows of the household heads."""
    others = np.setdiff1d(np.arange(1, art.height), heads)
    orphans = np.sort(rng.choice(others, int(art.height * ORPHANS), replace=False))
    headless = np.sort(rng.choice(heads, int(heads.size * HEADLESS), replace=False))
    twins = np.sort(rng.choice(others, int(art.height * DOUBLED_NIK), replace=False))
    stolen = art["NIK"].gather(twins - 1)
    parts = _deal(rng, art.height, [share for _, share, _ in ART_DIRT])
    art = _soil(art, "NIK", twins, lambda _: stolen)
    for (column, _, mend), rows in zip(ART_DIRT, parts, strict=True):
        art = _soil(art, column, rows, mend)
    art = _soil(art, "Hub_KRT", headless, _fixed("8"))
    nobody = (NOBODYS_IDBDT + pl.Series(np.arange(orphans.size, dtype=np.int64))).cast(pl.String)
    return _soil(art, "IDBDT", orphans, lambda _: nobody)


def _deal(rng: np.random.Generator, rows: int, shares: Sequence[float]) -> Iterator[Rows]:
    """Return disjoint sets of rows, as many as ``shares``."""
    counts = [int(rows * share) for share in shares]
    drawn = rng.choice(rows, sum(counts), replace=False)
    for part in np.split(drawn, np.cumsum(counts)[:-1]):
        yield np.sort(part)


def _soil(frame: pl.DataFrame, column: str, rows: Rows, mend: Mend) -> pl.DataFrame:
    if not rows.size:
        return frame
    cells = frame[column].cast(pl.String)
    return frame.with_columns(cells.scatter(rows, mend(cells.gather(rows))).alias(column))
