"""What no metadata say (``texts.toml``): other measures in words, the reference tables, and the limits of it all."""

import tomllib
from functools import lru_cache
from pathlib import Path

import polars as pl

from dampingan.formats import joined, number
from dampingan.indicators import RTLH_TITLES
from dampingan.measures.audit import SPLIT_LATER
from dampingan.measures.peers import BANDS, NORTH, PEERS
from dampingan.regions.reference import TAHUN_IDM, idm, units
from dampingan.rules import Rules

Entry = dict[str, str]
"""``judul`` and ``isi``; reference tables also ``berkas`` and ``sumber``."""

_FILE = Path(__file__).with_suffix(".toml")


def measures(rules: Rules) -> list[Entry]:
    """Return the measures beside the nine indicators, each with its definition."""
    return _filled("ukuran", rules)


def references(rules: Rules) -> list[Entry]:
    """Return the tables of ``data/reference``; their sources are those of ``SOURCES.md``."""
    return _filled("acuan", rules)


def limits(rules: Rules) -> list[Entry]:
    """Return the limits of the dashboard: each in a few words, and what follows from it."""
    return _filled("batasan", rules)


@lru_cache(maxsize=1)
def _texts() -> dict[str, list[Entry]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _filled(part: str, rules: Rules) -> list[Entry]:
    facts = _facts(rules)
    return [{name: words.format(**facts) for name, words in entry.items()} for entry in _texts()[part]]


def _facts(rules: Rules) -> dict[str, object]:
    statuses = idm()["status_idm"].value_counts(sort=True).iter_rows()
    split = units().row(by_predicate=pl.col("kode_desa") == SPLIT_LATER, named=True)
    bands = [f"sampai {number(limit, 1)}° {name}" for limit, name in BANDS]
    return {
        "sebutan": rules.sebutan,
        "kuota": rules.sasaran.kuota_desa + rules.sasaran.kuota_kelurahan,
        "perubahan": number(rules.peringkat.perubahan_pct),
        "sejenis": PEERS,
        "tahun_idm": TAHUN_IDM,
        "status_idm": joined([f"{count} {status}" for status, count in statuses]),
        "varian_rtlh": len(RTLH_TITLES),
        "desa_baru": f"{split['nama']} ({SPLIT_LATER})",
        "wilayah": f"{', '.join(bands)}, selebihnya {NORTH}",
    }
