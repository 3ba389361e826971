"""How a household of the restricted file is known in the records: by a keyed digest, never by its own id."""

import hashlib
import hmac

LEAST_KEY = 16


def household_ref(key: bytes, household_id: str) -> str:
    """Return HMAC-SHA256 of a household's id in the restricted file, 64 hexadecimal characters.

    Without the key nobody can try ids until one fits; with it the same household has the same reference each time.

    Args:
        key: a secret of at least 16 bytes that stays with the restricted file.
        household_id: such as an IDBDT, as text.

    Raises:
        ValueError: the key is too short to keep anything secret.
    """
    if len(key) < LEAST_KEY:
        raise ValueError(f"kunci penunjuk rumah tangga paling sedikit {LEAST_KEY} bita")
    return hmac.new(key, household_id.strip().encode(), hashlib.sha256).hexdigest()
