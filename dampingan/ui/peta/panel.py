"""The panel beside the map: the desa chosen, its figures, why it has its class, and the way to its profile."""

from html import escape

import polars as pl
import streamlit as st

from dampingan.formats import number, percent
from dampingan.measures.map_values import MapValues
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import style
from dampingan.ui.cards import as_number
from dampingan.ui.navigation import PROFIL
from dampingan.ui.peta import selection
from dampingan.ui.view import View


def show(view: View, values: MapValues, kode: str) -> None:
    """Draw the panel of a unit; an invitation where none is chosen."""
    row = next((r for r in view.desa(everywhere=True).to_dicts() if r["kode_desa"] == kode), None)
    if row is None:
        style.notice(
            "Pilih satu desa atau kelurahan",
            "Tekan wilayahnya di peta, cari namanya di atas, atau pilih barisnya pada tabel di bawah.",
        )
        return
    on_map = values.unit.row(by_predicate=pl.col("kode_desa") == kode, named=True)
    kelas = None if row["kelas"] is None else str(row["kelas"])
    st.html(
        f'<section class="dmp-panel" aria-live="polite"><h2>{escape(str(row["nama"]))}</h2>'
        f'<p class="dmp-subjudul">{str(row["jenis"]).capitalize()} · Kec. {escape(str(row["kecamatan"]))} · {kode}</p>'
        f'<div class="dmp-panel-kelas">{style.class_mark(kelas)}</div>'
        f'<p class="dmp-alasan">{style.text(str(row["alasan"]))}</p>'
        f"<dl>{_pairs(view, row, values, on_map)}</dl></section>"
    )
    with st.container(key="panel_tautan", horizontal=True, vertical_alignment="center"):
        st.page_link(PROFIL.berkas, label="Buka profil desa →", query_params=view.link(desa=kode))
        st.button("Hapus pilihan", on_click=selection.choose, args=("",), type="tertiary")


def _pairs(view: View, row: dict[str, object], values: MapValues, on_map: dict[str, object]) -> str:
    unit = view.manifest.unit
    ranked = values.unit["peringkat"].drop_nulls().len()
    own = str(on_map["teks"]) + (f" (peringkat {on_map['peringkat']} dari {ranked})" if on_map["peringkat"] else "")
    unknown = as_number(on_map["pct_tidak_diketahui"])
    pairs = [
        (f"{unit.capitalize()} desil 1", f"{number(as_number(row['rt_desil1']))} dari {number(as_number(row['rt']))}"),
        ("Bagian desil 1", percent(as_number(row["pct_desil1"]))),
        ("Peringkat desil 1", f"{number(as_number(row['peringkat']))} dari {ranked}"),
        (f"IDM {TAHUN_IDM}", _idm(row)),
    ]
    if values.layer.kolom not in {"kelas", "pct_desil1", "rt_desil1", "idm"}:
        pairs.insert(0, (values.layer.judul, own))
    if unknown:
        pairs.append(("Tidak diketahui", percent(unknown)))
    return "".join(f"<div><dt>{style.text(name)}</dt><dd>{style.text(told)}</dd></div>" for name, told in pairs)


def _idm(row: dict[str, object]) -> str:
    if row["jenis"] == "kelurahan":
        return "tidak berlaku untuk kelurahan"
    return f"{number(as_number(row['idm']), 4)} · {row['status_idm'] or 'belum ada'}"
