"""What stands around every page: title bar, logo, the mark of sample data, headings, source lines, the foot."""

import streamlit as st

from dampingan.config import KABUPATEN, project_dir
from dampingan.errors import DampinganError
from dampingan.exports.notes import source_line
from dampingan.formats import full_date
from dampingan.ui import style
from dampingan.ui.view import View

APP_NAME = "Dampingan"
_SIDEBAR = 264
"""Width, pixels; narrower on a tablet (style.css)."""
_ABOUT = (
    f"**{APP_NAME}** · dasbor Gerakan Satu Perangkat Daerah Satu Desa Dampingan, {KABUPATEN}.\n\n"
    "Halaman ini hanya memuat angka gabungan, tidak memuat data orang."
)


def configure() -> None:
    """Set up the browser tab, the logo and the style; the first thing that ``app.py`` does."""
    assets = project_dir() / "assets"
    st.set_page_config(
        page_title=f"{APP_NAME} · {KABUPATEN}", page_icon=str(assets / "ikon.png"), layout="wide",
        initial_sidebar_state=_SIDEBAR,
        menu_items={"About": _ABOUT},
    )  # fmt: skip
    style.apply()
    st.logo(str(assets / "logo.svg"), size="large", icon_image=str(assets / "tanda.svg"))


def sample_banner(view: View) -> None:
    """Say on every page that the data are a sample, where they are."""
    if view.manifest.contoh:
        st.html(
            '<div class="dmp-contoh" role="note"><strong>Data contoh sintetis</strong>'
            "<span>bukan data sebenarnya; jangan dipakai untuk keputusan.</span></div>"
        )


def heading(title: str, subtitle: str) -> None:
    """Write a page's title, the finding, and what it is about."""
    st.html(f'<h1 class="dmp-judul">{style.text(title)}</h1><p class="dmp-subjudul">{style.text(subtitle)}</p>')


def section(title: str, subtitle: str = "") -> None:
    """Write the title of a figure, and its measure, unit and filter."""
    below = f'<p class="dmp-catatan">{style.text(subtitle)}</p>' if subtitle else ""
    st.html(f'<h2 class="dmp-bagian">{style.text(title)}</h2>{below}')


def source(view: View, note: str = "") -> None:
    """Write the source line under a figure."""
    style.paragraph(" ".join(part for part in (f"Sumber: {source_line(view.manifest)}.", note) if part), "sumber")


def foot(view: View) -> None:
    """Write the foot of a page: the filter, source, publishing and the rules in force."""
    manifest, rules = view.manifest, view.rules
    told = (
        f"Saringan: {view.subtitle()}. {source_line(manifest)}, diterbitkan {full_date(manifest.diterbitkan.date())}. "
        f"Aturan versi {rules.versi}, berlaku {full_date(rules.berlaku)}: {rules.sebutan}. RTLH varian {manifest.rtlh}."
    )
    st.html(f'<footer class="dmp-kaki"><p class="dmp-sumber">{style.text(told)}</p></footer>')


def problem(error: DampinganError) -> None:
    """Show an error: what happened, and how to mend it."""
    style.notice("Halaman ini tidak dapat ditampilkan", str(error), kind="gangguan")


def broken() -> None:
    """Say that a page failed by a fault of the program."""
    style.notice(
        "Terjadi kesalahan pada halaman ini",
        "Data tidak berubah. Muat ulang halaman; bila terulang, beri tahu pengelola aplikasi. Rinciannya ada pada "
        "catatan (log) aplikasi.",
        kind="gangguan",
    )


def escape_markdown(text: str) -> str:
    """Return text that Streamlit's Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#$:~|" else c for c in text)
