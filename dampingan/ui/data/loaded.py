"""What is loaded: every period with its source, counts, digest and rules; and the deletion of one."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dampingan.errors import DampinganError, SnapshotError
from dampingan.formats import full_date, joined, number, period
from dampingan.indicators import BY_KODE, KODE
from dampingan.snapshot import Manifest, SnapshotStore
from dampingan.ui import frame, style
from dampingan.ui.access import may_load
from dampingan.ui.view import View, store

_NOTICE, _TYPED = "data_pesan", "hapus_ketik"


def manifests(view: View) -> dict[str, Manifest | None]:
    """Return what is loaded by period, newest first; None where a snapshot is damaged."""
    found: dict[str, Manifest | None] = {}
    for name in view.pilihan.periode:
        try:
            found[name] = store().manifest(name)
        except SnapshotError:
            found[name] = None
    return found


def headline(loaded: dict[str, Manifest | None]) -> str:
    """Return what is loaded in one sentence."""
    periods = [period(name) for name in reversed(loaded)]
    samples = [m for m in loaded.values() if m is not None and m.contoh]
    kind = (
        "semuanya data contoh" if len(samples) == len(loaded)
        else f"{len(samples)} di antaranya data contoh" if samples else ""
    )  # fmt: skip
    told = f"Periode {periods[0]} dimuat" if len(periods) == 1 else f"{len(periods)} periode dimuat: {joined(periods)}"
    return told if not kind else f"{told}; {kind.replace('semuanya ', '') if len(periods) == 1 else kind}"


def show(view: View) -> None:
    """Draw the periods, their files, and the deletion."""
    found = manifests(view)
    frame.section(
        "Periode yang dimuat",
        "Sidik adalah tanda tangan angka-angkanya: utuh berarti tidak berubah sejak diterbitkan.",
    )
    _periods(found)
    if any(m is not None and m.rtlh != view.rules.rtlh.varian for m in found.values()):
        style.paragraph(
            f"Aturan RTLH kini varian {view.rules.rtlh.varian}; periode dengan varian lain perlu dimuat ulang untuk "
            "memakainya.", "catatan",
        )  # fmt: skip
    with st.expander("Berkas sumber"):
        _files(found)
    _delete(view, list(found))


def say(title: str, words: str, *, kind: str = "kosong") -> None:
    """Keep a notice for the next run of the page."""
    st.session_state[_NOTICE] = (title, words, kind)


def show_said() -> None:
    """Draw the notice that was kept, once."""
    if _NOTICE in st.session_state:
        title, words, kind = st.session_state.pop(_NOTICE)
        style.notice(title, words, kind=kind)


def _periods(found: dict[str, Manifest | None]) -> None:
    heads = ("Periode", "Sumber", "Isi", "Desa berdata", "Indikator", "Diterbitkan", "Sidik")
    rows = [_damaged(name) if m is None else _period(name, m) for name, m in found.items()]
    st.html(table(heads, rows, kind="dmp-data-tabel"))


def _damaged(name: str) -> Sequence[str]:
    return (f"<b>{style.text(period(name))}</b>", "rusak: muat ulang atau hapus", "–", "–", "–", "–", "–")


def _period(name: str, manifest: Manifest) -> Sequence[str]:
    mark = '<span class="dmp-kecil">data contoh</span>' if manifest.contoh else ""
    intact = _intact(str(store().root), name, store().edition(name))
    lacking = [BY_KODE[kode].pendek for kode in KODE if kode not in manifest.tersedia]
    told = f"{len(manifest.tersedia)} dari {len(KODE)}"
    without = f'<span class="dmp-kecil">tanpa {style.text(joined(lacking))}</span>' if lacking else ""
    rules = f"aturan {manifest.versi_aturan}, RTLH {manifest.rtlh}"
    return (
        f"<b>{style.text(period(name))}</b>{mark}",
        f'{style.text(manifest.sumber)}<span class="dmp-kecil">dialek {style.text(manifest.dialek)}</span>',
        f'{number(manifest.rt)} {manifest.unit}<span class="dmp-kecil">{number(manifest.jiwa)} jiwa</span>',
        number(manifest.desa_berdata),
        f"{told}{without}",
        f'{full_date(manifest.diterbitkan.date())}<span class="dmp-kecil">{style.text(rules)}</span>',
        f'<code>{manifest.digest[:12]}</code><span class="dmp-kecil">{"utuh" if intact else "TIDAK COCOK"}</span>',
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _intact(root: str, name: str, edition: str) -> bool:
    """Tell whether a published edition still has its digest; looked at once."""
    del root, edition
    try:
        return store().verify(name)
    except SnapshotError:
        return False


def _files(found: dict[str, Manifest | None]) -> None:
    heads = ("Periode", "Berkas", "Format", "Baris", "Kolom dikenali", "SHA-256")
    rows = [
        (
            style.text(period(name)),
            f'{style.text(file.nama)}<span class="dmp-kecil">{_ROLES[file.peran]}</span>',
            style.text(f"{file.format}{f', lembar {file.lembar}' if file.lembar else ''}"),
            number(file.baris_data),
            number(file.kolom_dikenali),
            f"<code>{file.sha256}</code>",
        )
        for name, manifest in found.items() if manifest is not None for file in manifest.berkas
    ]  # fmt: skip
    st.html(table(heads, rows, kind="dmp-data-tabel dmp-berkas"))


_ROLES = {"ruta": "rumah tangga", "art": "anggota"}


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, kind: str = "") -> str:
    """Return a table of HTML cells; the first one of a row names it."""
    head = "".join(f'<th scope="col">{style.text(h)}</th>' for h in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows
    )
    return (
        f'<div class="dmp-gulir" tabindex="0" role="region" aria-label="{style.text(heads[0])}">'
        f'<table class="dmp-tabel {kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _delete(view: View, periods: Sequence[str]) -> None:
    if not may_load():
        return
    with st.expander("Hapus periode"), st.container(key="data_hapus"):
        style.paragraph(
            "Periode yang dihapus hilang dari semua halaman untuk semua orang dan tidak dapat dikembalikan; yang lain "
            "tidak berubah. Berkas sumber di komputer Anda tidak ikut terhapus.", "catatan",
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = str(
                st.selectbox("Periode yang dihapus", periods, format_func=period, key="hapus_periode", width=220)
            )
            st.text_input(f"Ketik {chosen} untuk memastikan", key=_TYPED, width=220)
            st.button("Hapus periode ini", type="primary", on_click=_do_delete, args=(view.kunci.data, chosen))


def _do_delete(data: str, name: str) -> None:
    """Delete a period (a button's callback); somebody else may have done it meanwhile."""
    if not may_load():
        return
    if str(st.session_state.pop(_TYPED, "")).strip() != name:
        say("Belum dihapus", f"Ketik {name} tepat seperti itu untuk memastikan.", kind="gangguan")
        return
    try:
        SnapshotStore(Path(data)).delete(name)
    except (DampinganError, OSError):
        say(f"Periode {period(name)} tidak dapat dihapus", "Periode itu sudah tidak ada, atau folder data tidak dapat "
            "ditulisi. Muat ulang halaman untuk melihat keadaan terbaru.", kind="gangguan")  # fmt: skip
        return
    say(f"Periode {period(name)} sudah dihapus", "Halaman lain tidak lagi menampilkannya.")
