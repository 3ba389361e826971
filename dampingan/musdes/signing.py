"""What a form is about, and the seal by which it is known again."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class FormFacts:
    """What a form is about.

    ``nomor`` is its own, 32 hexadecimal characters; ``sidik_data`` the digest of the snapshot that it was made from.
    """

    versi: str
    kode_desa: str
    periode: str
    desil: tuple[int, ...]
    jumlah_baris: int
    sidik_data: str
    nomor: str


def seal(key: bytes, facts: FormFacts, refs: Iterable[str]) -> str:
    """Return the keyed digest of a form: of what it is about and of the households on it, in any order.

    Only who has the key can make one, so a form that was put together elsewhere, or altered, is recognised.
    """
    told = json.dumps([asdict(facts), sorted(refs)], sort_keys=True)
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


def sealed(key: bytes, facts: FormFacts, refs: Iterable[str], tanda: str) -> bool:
    """Tell whether a seal is that of the form."""
    return hmac.compare_digest(seal(key, facts, refs).encode(), tanda.strip().lower().encode())
