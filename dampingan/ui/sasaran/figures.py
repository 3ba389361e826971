"""The figures of the page: the list under the rule that is tried out, what it reaches, and how firm it is."""

from dataclasses import dataclass, replace

import polars as pl
import streamlit as st

from dampingan.measures.reach import Reach, changes, reach, reach_curve
from dampingan.measures.robustness import ALWAYS, robustness
from dampingan.measures.selection import Selection, select_targets
from dampingan.ui.sasaran.trial import Trial, tried_rules
from dampingan.ui.view import Key, View

CHOSEN, RESERVE = "Terpilih", "Cadangan"


@dataclass(frozen=True)
class Outcome:
    """A list of targets with all that is said of it.

    ``teguh``: ``robustness`` of all units with data; ``kurva``: ``reach_curve`` in the order of the list;
    ``perubahan``: ``changes`` against the saved rule's list.
    """

    pilihan: Selection
    jangkauan: Reach
    jangkauan_tersimpan: Reach
    kurva: pl.DataFrame
    teguh: pl.DataFrame
    perubahan: pl.DataFrame

    @property
    def codes(self) -> list[str]:
        """Return the chosen units by ``kode_desa``, in the order of the list."""
        return self.pilihan.terpilih["kode_desa"].to_list()

    @property
    def entering(self) -> int:
        """Return how many units are chosen now and not under the saved rule."""
        return self.perubahan.filter(pl.col("terhadap_tersimpan") == "masuk").height

    @property
    def leaving(self) -> int:
        """Return how many units the saved rule chooses and this one does not."""
        return self.perubahan.filter(pl.col("terhadap_tersimpan") == "keluar").height

    @property
    def firm(self) -> int:
        """Return how many of the chosen units are chosen in every variant."""
        return self.teguh.filter(pl.col("terpilih") & (pl.col("keteguhan") == ALWAYS)).height

    @property
    def variants(self) -> int:
        """Return in how many variants of the rule each unit was tried."""
        return int(self.teguh["varian"][0]) if self.teguh.height else 0

    def of_kind(self, kind: str) -> int:
        """Return how many desa or kelurahan are chosen."""
        return self.pilihan.terpilih.filter(pl.col("jenis") == kind).height


def trial_view(view: View, trial: Trial) -> View:
    """Return the view as it is under the rule tried out: its classes and its rules are those."""
    rules = tried_rules(view.rules, trial)
    return replace(view, kunci=replace(view.kunci, aturan=rules.model_dump_json()))


def outcome(saved: View, tried: View) -> Outcome:
    """Return the list of ``tried`` beside that of ``saved``."""
    return _outcome(saved.kunci, tried.kunci, saved, tried)


def target_list(outcome: Outcome) -> pl.DataFrame:
    """Return chosen units and reserves in one table: ``selection.COLUMNS``, ``hasil``, ``kali_terpilih``,
    ``varian``, ``keteguhan``.
    """  # noqa: D205
    parts = [(CHOSEN, outcome.pilihan.terpilih), (RESERVE, outcome.pilihan.cadangan)]
    together = pl.concat([part.with_columns(hasil=pl.lit(name)) for name, part in parts])
    firm = outcome.teguh.select("kode_desa", "kali_terpilih", "varian", "keteguhan")
    return together.join(firm, on="kode_desa", how="left", maintain_order="left")


def within(table: pl.DataFrame, view: View) -> pl.DataFrame:
    """Return the rows that the filter shows; the list itself is always that of the whole kabupaten."""
    return table.filter(pl.col("kode_desa").is_in(view.desa()["kode_desa"].to_list()))


@st.cache_data(max_entries=64, show_spinner=False)
def _outcome(saved: Key, tried: Key, _saved: View, _tried: View) -> Outcome:
    """Compute an outcome; the two keys are all that it depends on."""
    del saved, tried
    table, rules = _tried.desa(everywhere=True), _tried.rules
    before = select_targets(_saved.desa(everywhere=True), _saved.rules.sasaran).terpilih["kode_desa"].to_list()
    chosen = select_targets(table, rules.sasaran)
    codes = chosen.terpilih["kode_desa"].to_list()
    return Outcome(
        pilihan=chosen,
        jangkauan=reach(table, codes),
        jangkauan_tersimpan=reach(table, before),
        kurva=reach_curve(table, codes),
        teguh=robustness(table, rules),
        perubahan=changes(table, codes, before),
    )
