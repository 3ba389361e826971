"""Who may load data, who may write records, and who may see a form with households."""

from ipaddress import ip_address

import streamlit as st

from dampingan.ui import style

LOCAL_ACCOUNT = "lokal"


def may_load() -> bool:
    """Tell whether this session may change what is loaded.

    As long as there are no roles: only where the app listens on this machine alone, so that whoever reaches it sits
    at it.
    """
    return is_loopback(st.get_option("server.address"))


def may_record() -> bool:
    """Tell whether this session may write records; as ``may_load`` as long as there are no roles."""
    return may_load()


def is_verifier() -> bool:
    """Tell whether this session has the role ``verifikator``, which may see the households of a Musdes form.

    Nobody has it until a login is configured. This is the one function that decides it.
    """
    return False


def account() -> str:
    """Return under whose name changes are kept: whoever sits at this machine, as long as there is no login."""
    return LOCAL_ACCOUNT


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


def records_read_only() -> None:
    """Say that records can only be read here."""
    style.notice(
        "Catatan hanya dapat dibaca dari sini",
        "Aplikasi ini dibuka untuk jaringan dan belum memiliki pengaturan masuk, maka catatan hanya dapat diisi dari "
        "aplikasi yang dijalankan pada 127.0.0.1.",
    )


def read_only() -> None:
    """Say that this part is for those who may load data, and where they do it."""
    style.notice(
        "Hanya dapat dibaca dari sini",
        "Aplikasi ini dibuka untuk jaringan, maka data hanya dapat dimuat, diganti, atau dihapus oleh pengelola: dari "
        "terminal server dengan python -m dampingan impor, atau dari aplikasi yang dijalankan pada 127.0.0.1.",
    )
