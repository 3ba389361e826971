"""In what a programme's recipients are counted: households, persons, or something else."""

import re
from typing import Literal

Counted = Literal["rumah_tangga", "orang", "lain"]

_GROUPS = {"kelompok", "lembaga", "paket"}
_PERSONS = {"orang", "jiwa", "anak", "siswa", "pelajar", "lansia", "balita", "ibu", "peserta", "penyandang", "warga",
            "anggota"}  # fmt: skip
_OTHER_HOUSES = re.compile(
    r"\brumah\W+(?:sakit|ibadah|singgah|bersalin|makan|produksi|potong|kemasan|kompos|pompa|kaca|toko|susun|dinas|"
    r"jabatan|baca|pintar|literasi|belajar|tahfi[dz]+|data|gizi|pangan|adat|duka|tahanan|tunggu|usaha)\b"
)
"""Buildings that are called a house and are nobody's home."""
_HOUSEHOLDS = {"ruta", "rtm", "keluarga", "kk", "kpm", "rumah", "jamban", "sambungan"}


def counted_in(unit: str | None) -> Counted:
    """Return what a unit of measure counts; a house, a latrine or a connection serves one household.

    A building that is only called a house (a hospital, a house of prayer) is none. Anything else, also an empty unit,
    is ``lain``: how many households it reaches is not known.

    >>> [counted_in(u) for u in ("rumah tangga", "Unit jamban", "KK", "sambungan rumah")]
    ['rumah_tangga', 'rumah_tangga', 'rumah_tangga', 'rumah_tangga']
    >>> [counted_in(u) for u in ("anak", "anggota keluarga", "kelompok keluarga", "meter", None)]
    ['orang', 'orang', 'lain', 'lain', 'lain']
    >>> [counted_in(u) for u in ("rumah sakit", "Rumah ibadah", "rumah tangga sakit kronis")]
    ['lain', 'lain', 'rumah_tangga']
    """
    told = (unit or "").lower()
    words = set(re.findall(r"[a-z]+", told))
    if words & _GROUPS:
        return "lain"
    if words & _PERSONS:
        return "orang"
    if _OTHER_HOUSES.search(told):
        return "lain"
    return "rumah_tangga" if words & _HOUSEHOLDS else "lain"
