"""What a row of the form says of a household: status, reason and means, put together into one result."""

import re
from dataclasses import dataclass, field

from dampingan.musdes.layout import FOUND, NOT_FOUND, REFUSED

_REASON_RESULTS = {"pindah": "pindah", "meninggal": "meninggal"}
"""Reasons for not being found that are results of their own; the others stay "tidak ditemukan"."""


@dataclass(frozen=True)
class Verdict:
    """The result for one household of the list.

    ``status``: a key of ``terms.STATUS_VERIFIKASI``; ``alasan``: of ``terms.ALASAN_TIDAK_DITEMUKAN``.
    """

    ref: str
    status: str
    alasan: str | None = None
    mampu: bool | None = None
    catatan: str | None = field(default=None, repr=False)


class UndecidedError(ValueError):
    """Status, reason and means do not fit together: ``kunci`` names the column, then why and the mend."""

    def __init__(self, kunci: str, pesan: str, cara: str) -> None:
        """Keep the three."""
        self.kunci, self.pesan, self.cara = kunci, pesan, cara
        super().__init__(pesan)


def decided(
    ref: str, *, status: str | None, alasan: str | None = None, mampu: bool | None = None, catatan: str | None = None
) -> Verdict:
    """Return the result of a household.

    Found and not well off is "layak", found and well off "mampu"; not found is "pindah" or "meninggal" where that is
    the reason; an empty status is "belum" (the items of the SIKS verification, domain notes section 5).

    Args:
        ref: of the household.
        status: a word of ``layout.STATUS``, or None.
        alasan: code of the reason for not being found.
        mampu: whether the household is well off.
        catatan: a remark.

    Raises:
        UndecidedError: one of them is missing, or stands where it has no meaning.
    """
    if status is None and (alasan is not None or mampu is not None):
        raise UndecidedError("status", "kosong, padahal alasan atau mampu diisi.", "Pilih statusnya.")
    if status == FOUND and mampu is None:
        raise UndecidedError("mampu", "kosong, padahal statusnya Ditemukan.", "Pilih Ya atau Tidak.")
    if status == NOT_FOUND and alasan is None:
        raise UndecidedError("alasan", "kosong, padahal statusnya Tidak ditemukan.", "Pilih alasannya.")
    if status != NOT_FOUND and alasan is not None:
        raise UndecidedError(
            "alasan", "diisi, padahal statusnya bukan Tidak ditemukan.", "Kosongkan, atau ubah status."
        )
    if status != FOUND and mampu is not None:
        raise UndecidedError("mampu", "diisi, padahal statusnya bukan Ditemukan.", "Kosongkan, atau ubah status.")
    return Verdict(ref, _result(status, alasan, mampu=mampu), alasan, mampu, catatan)


def _result(status: str | None, alasan: str | None, *, mampu: bool | None) -> str:
    if status is None:
        return "belum"
    if status == FOUND:
        return "mampu" if mampu else "layak"
    if status == NOT_FOUND:
        return _REASON_RESULTS.get(alasan or "", "tidak_ditemukan")
    return "menolak" if status == REFUSED else "ganda"


def named_in(text: str | None, name: str, *, fewest_words: int = 1) -> bool:
    """Tell whether a text holds a person's whole name, whatever the case and the signs between the words.

    >>> named_in("Rumah ibu SITI  AMINAH roboh", "Siti Aminah"), named_in("rumah roboh", "Siti Aminah")
    (True, False)
    """
    words, told = (re.findall(r"\w+", part.casefold()) for part in (name, text or ""))
    if len(words) < fewest_words or sum(map(len, words)) < 3:
        return False
    return f" {' '.join(words)} " in f" {' '.join(told)} "
