"""The small map: where the desa merah are, in one glance; the page Peta has all the rest."""

import streamlit as st

from dampingan.measures.map_headline import of_map
from dampingan.ui import class_map, editions, frame, style
from dampingan.ui.navigation import PETA
from dampingan.ui.view import View


def show(view: View) -> None:
    """Draw the classes within the filter, with their legend."""
    values, drawn = class_map.values_of(view), editions.outlines()
    title = of_map(values, view.kecamatan)
    frame.section(title, "Kelas desa dan kelurahan, dinilai dari desil 1 dan IDM.")
    legend = "".join(
        f'<span><i class="dmp-tanda dmp-tanda-{line.tanda}"></i>{style.text(line.label)}: {line.jumlah}</span>'
        for line in class_map.legend(values)
    )
    st.html(
        f'<div class="dmp-peta-kecil">{class_map.ground(values, drawn, title)}</div>'
        f'<div class="dmp-legenda">{legend}</div>'
    )
    frame.source(view, _note(drawn.catatan, class_map.without_outline(values, drawn)))
    st.page_link(PETA.berkas, label="Buka peta lengkap →", query_params=view.link())


def _note(ground: str, lost: int) -> str:
    return f"{ground}. {lost} desa belum punya garis batas." if lost else f"{ground}."
