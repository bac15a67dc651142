"""A key and what is kept under it in, their checksum out."""

import hashlib


def sum_of(key: str, data: str) -> str:
    """As 32 hexadecimal digits."""
    return hashlib.blake2b((key + data).encode("utf-8", "replace"), digest_size=16).hexdigest()
