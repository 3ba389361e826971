"""Who may load, replace and delete data."""

from ipaddress import ip_address

import streamlit as st

from dampingan.ui import style


def may_load() -> bool:
    """Tell whether this session may change what is loaded.

    As long as there are no roles: only where the app listens on this machine alone, so that whoever reaches it sits
    at it.
    """
    return is_loopback(st.get_option("server.address"))


def is_loopback(address: object) -> bool:
    """Tell whether an address is reached from this machine only; None or empty means every network.

    >>> [is_loopback(a) for a in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "", None)]
    [True, True, True, False, False, False]
    """
    text = str(address or "").strip("[]").lower()
    try:
        return text == "localhost" or ip_address(text).is_loopback
    except ValueError:
        return False


def read_only() -> None:
    """Say that this part is for those who may load data, and where they do it."""
    style.notice(
        "Hanya dapat dibaca dari sini",
        "Aplikasi ini dibuka untuk jaringan, maka data hanya dapat dimuat, diganti, atau dihapus oleh pengelola: dari "
        "terminal server dengan python -m dampingan impor, atau dari aplikasi yang dijalankan pada 127.0.0.1.",
    )
