"""What is compared: a measure, its form, and the kecamatan that is looked into. All three stand in the address."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from dampingan.indicators import INDICATORS
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.view import View

Form = Literal["persen", "jumlah"]
FORMS: dict[str, str] = {"persen": "Persentase", "jumlah": "Jumlah"}
DESIL = "desil"
ALL = ""
"""No kecamatan is looked into."""
_INTO = "rinci"
_CSS = Path(__file__).with_name("kecamatan.css")


@dataclass(frozen=True)
class Measure:
    """What is compared: the chosen desil themselves (``desil``), or one of the nine indicators."""

    kode: str
    pendek: str
    judul: str


@dataclass(frozen=True)
class Choice:
    """The page's own choice; ``rinci`` is the code of the kecamatan looked into, or ``ALL``."""

    ukuran: Measure
    bentuk: Form
    rinci: str

    @property
    def column(self) -> str:
        """Return the column of ``totals``, and of the per-desa figures, that holds the measure."""
        part = "terpilih" if self.ukuran.kode == DESIL else self.ukuran.kode
        return f"{'pct' if self.share else 'rt'}_{part}"

    @property
    def count_and_base(self) -> tuple[str, str]:
        """Return the columns of the households counted, and of those that the per cent is taken of."""
        kode = self.ukuran.kode
        return ("rt_terpilih", "rt") if kode == DESIL else (f"rt_{kode}", f"rt_diketahui_{kode}")

    @property
    def share(self) -> bool:
        """Tell whether figures are per cents."""
        return self.bentuk == "persen"

    def counted(self, view: View) -> str:
        """Return what is counted, of what."""
        unit = view.manifest.unit
        if not self.share:
            return f"banyaknya {unit}"
        if self.ukuran.kode == DESIL:
            return f"persentase dari semua {unit} dalam berkas"
        return f"persentase dari {unit} yang keadaannya diketahui"

    def kecamatan(self, view: View) -> str:
        """Return the name of the kecamatan looked into, or nothing."""
        return view.pilihan.kecamatan[self.rinci] if self.rinci else ""


def choose(view: View) -> Choice:
    """Draw the choices, kept in the address, and return them.

    A filter of one kecamatan looks into it by itself.
    """
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")
    offered = {m.kode: m for m in _measures(view)}
    only = view.saringan.kecamatan[0] if len(view.saringan.kecamatan) == 1 else ALL
    places = [ALL, *view.pilihan.kecamatan]
    measure = choice_param("ukuran", offered, DESIL)
    form = choice_param("bentuk", FORMS, "persen")
    into = choice_param(_INTO, places, only)
    with st.container(key="kecamatan_pilihan", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Bandingkan menurut", list(offered), list(offered).index(st.session_state[measure]),
            format_func=lambda kode: offered[kode].pendek, key=measure,
        )  # fmt: skip
        st.segmented_control(
            "Bentuk angka", list(FORMS), default=st.session_state[form], format_func=lambda kind: FORMS[kind],
            required=True, key=form,
        )  # fmt: skip
        st.selectbox(
            "Rinci kecamatan", places, places.index(st.session_state[into]), key=into,
            format_func=lambda code: view.pilihan.kecamatan[code] if code else "Semua kecamatan",
            help="Menampilkan desa dan kelurahannya. Sama dengan menekan batangnya pada grafik.",
        )  # fmt: skip
    kode, bentuk, rinci = (str(st.session_state[key]) for key in (measure, form, into))
    keep_param("ukuran", kode, DESIL)
    keep_param("bentuk", bentuk, "persen")
    keep_param(_INTO, rinci, only)
    return Choice(offered[kode], "persen" if bentuk == "persen" else "jumlah", rinci)


def look_into(code: str) -> None:
    """Look into a kecamatan, or into none (for callbacks); asking again for the one that is open closes it."""
    key = f"pilihan_{_INTO}"
    st.session_state[key] = ALL if st.session_state.get(key) == code else code


def _measures(view: View) -> list[Measure]:
    whom = view.whom[0].upper() + view.whom[1:]
    return [Measure(DESIL, whom, whom), *(Measure(i.kode, i.judul, i.pendek) for i in INDICATORS)]
