"""Numbers under keys in, those that share a key out: what may be one person, without comparing each with each.

In memory are 16 bytes a key, however long it is: a digest of it, and the number. That two of a million keys have one
digest of 64 bits happens in one corpus of 37 million.
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator

import numpy as np


class Blocks:
    """The numbers that share a key, in lists of two and more, in the order of the first number of each.

    ``keyed`` gives a key and a number at a time; numbers come in rising order, and may come under several keys.
    """

    def __init__(self, keyed: Iterable[tuple[tuple[object, ...], int]]) -> None:
        digests, numbers = array("Q"), array("q")
        for key, number in keyed:
            digest = hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            digests.append(int.from_bytes(digest))
            numbers.append(number)
        digest_of = np.frombuffer(digests, dtype=np.uint64) if digests else np.empty(0, dtype=np.uint64)
        order = np.argsort(digest_of, kind="stable")
        ordered = digest_of[order]
        self._numbers = np.array(numbers, dtype=np.int64)[order]
        first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(ordered) else order
        sizes = np.diff(np.append(first, len(ordered)))
        several = sizes > 1
        by_number = np.argsort(self._numbers[first[several]], kind="stable")
        self._first, self._sizes = first[several][by_number], sizes[several][by_number]

    def __iter__(self) -> Iterator[list[int]]:
        for first, size in zip(self._first.tolist(), self._sizes.tolist(), strict=True):
            yield self._numbers[first : first + size].tolist()
