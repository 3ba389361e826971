"""The pages: add one by writing its file below ``pages/`` and its line here.

Streamlit's own sidebar links drop the address's parameters, so ours stand in their place: each carries the
filter and what was last chosen on its page, and the browser's back button finds every view again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dampingan.config import project_dir
from dampingan.ui.filters import remembered


@dataclass(frozen=True)
class PageSpec:
    """One page: its section in the sidebar, its file, its title, its place and own parameters in the address."""

    bagian: str
    berkas: str
    judul: str
    alamat: str
    parameter: tuple[str, ...] = ()


# Kept in folders below pages/: Streamlit would serve a file directly in pages/ past app.py.
PROFIL = PageSpec("Analisis", "pages/analisis/profil_desa.py", "Profil Desa", "profil_desa", ("desa", "tren"))
PETA = PageSpec("Pimpinan", "pages/pimpinan/peta.py", "Peta", "peta", ("lapisan", "cara", "mode", "desa"))
PRESENTASI = PageSpec("Pimpinan", "pages/pimpinan/presentasi.py", "Presentasi", "presentasi", ("slide", "seri"))
PAGES = (
    PageSpec("Pimpinan", "pages/pimpinan/ringkasan.py", "Ringkasan", "ringkasan", ("tabel",)),
    PETA,
    PRESENTASI,
    PageSpec(
        "Analisis",
        "pages/analisis/kecamatan.py",
        "Kecamatan",
        "kecamatan",
        ("ukuran", "bentuk", "rinci", "susunan", "tabel"),
    ),
    PROFIL,
    PageSpec(
        "Analisis",
        "pages/analisis/irisan.py",
        "Irisan Indikator",
        "irisan",
        ("lihat", "ya", "tidak", "salah", "tampil", "banyak", "k", "bobot", "satuan", "desa"),
    ),
    PageSpec("Analisis", "pages/analisis/sasaran.py", "Sasaran", "sasaran", ("aturan",)),
    PageSpec(
        "Pendampingan",
        "pages/pendampingan/perangkat_daerah.py",
        "Perangkat",
        "perangkat_daerah",
        ("bagian_pd", "perangkat", "tahun_pd"),
    ),
    PageSpec("Pendampingan", "pages/pendampingan/musdes.py", "Musdes", "musdes", ("bagian_musdes", "desa")),
    PageSpec(
        "Pendampingan",
        "pages/pendampingan/inventarisasi.py",
        "Inventarisasi",
        "inventarisasi",
        ("bagian_inv", "desa_inv", "perangkat_inv", "tahun_inv"),
    ),
    PageSpec("Pendampingan", "pages/pendampingan/fgd.py", "FGD", "fgd", ("bagian_fgd", "fgd_id", "hari")),
    PageSpec(
        "Pendampingan",
        "pages/pendampingan/kesenjangan.py",
        "Kesenjangan",
        "kesenjangan",
        ("tahun_celah", "perangkat_celah", "desa_celah"),
    ),
    PageSpec("Pendampingan", "pages/pendampingan/sid.py", "SID", "sid", ("bagian_sid", "hari")),
    PageSpec("Pendampingan", "pages/pendampingan/tahapan.py", "Tahapan", "tahapan", ("bagian_tahap", "masa", "hari")),
    PageSpec("Data", "pages/data/data.py", "Data", "data", ("bagian",)),
    PageSpec("Data", "pages/analisis/metode.py", "Metode", "metode"),
)


def register() -> st.Page:
    """Register the pages and return the one that is asked for."""
    grouped: dict[str, list[st.Page]] = {}
    for spec in PAGES:
        page = st.Page(project_dir() / spec.berkas, title=spec.judul, url_path=spec.alamat, default=spec is PAGES[0])
        grouped.setdefault(spec.bagian, []).append(page)
    return st.navigation(grouped, position="hidden")


def is_first(page: st.Page) -> bool:
    """Tell whether a page is the one that opens without an address."""
    return page.url_path == ""


def draw(place: DeltaGenerator, params: Mapping[str, str] | None = None) -> None:
    """Draw the links to the pages, carrying the filter's parameters."""
    with place.container(key="navigasi", gap=None):
        for section, pages in groupby(PAGES, key=lambda spec: spec.bagian):
            st.html(f'<p class="dmp-nav-bagian">{section}</p>')
            with st.container(key=f"nav_{section.lower()}", horizontal=True, gap=None):
                for spec in pages:
                    carried = dict(params or {}) | remembered(spec.parameter)
                    st.page_link(spec.berkas, label=spec.judul, query_params=carried, width="stretch")
