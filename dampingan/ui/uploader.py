"""Picking a file to send to the app, in Bahasa Indonesia, and forgetting it as soon as it was taken over."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dampingan.config import settings
from dampingan.formats import number
from dampingan.uploads import clear_stale

_CSS = Path(__file__).with_name("uploader.css")


def pick(label: str, *, key: str, help: str | None = None) -> UploadedFile | None:  # noqa: A002
    """Draw the choice of a file and return it, or None as long as none is chosen.

    Every kind of file is let through: the reader judges by the content and says in words what is wrong.
    """
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")
    given = st.file_uploader(label, key=_key(key), help=help)
    return given if isinstance(given, UploadedFile) else None


def clear_leftovers() -> None:
    """Remove the files of uploads that a killed app could not finish; looked for once a process."""
    _cleared(str(settings().data))


@st.cache_resource(show_spinner=False)
def _cleared(data: str) -> None:
    clear_stale(Path(data))


def limit() -> str:
    """Return the largest file that can be sent, in words."""
    return f"{number(int(st.get_option('server.maxUploadSize')))} MB"


def release(*keys: str) -> None:
    """Empty these choices and free the server's memory of their files.

    Streamlit itself keeps the bytes until the browser window is closed.
    """
    run = get_script_run_ctx()
    for key in keys:
        given = st.session_state.get(_key(key))
        if run and isinstance(given, UploadedFile) and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
            run.uploaded_file_mgr.remove_file(session_id=run.session_id, file_id=given.file_id)
        st.session_state[_turn(key)] = st.session_state.get(_turn(key), 0) + 1


def _key(name: str) -> str:
    """Return the widget's key; a new one makes an empty widget."""
    return f"berkas_{name}_{st.session_state.get(_turn(name), 0)}"


def _turn(name: str) -> str:
    return f"giliran_berkas_{name}"
