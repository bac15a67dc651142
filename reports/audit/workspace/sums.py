"""A key and what is kept under it in, their checksum out."""

import hashlib


def sum_of(key: str, data: str | bytes) -> str:
    """As 32 hexadecimal digits."""
    kept = data.encode("utf-8", "replace") if isinstance(data, str) else data
    return hashlib.blake2b(key.encode("utf-8", "replace") + kept, digest_size=16).hexdigest()
