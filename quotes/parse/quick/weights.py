"""A file of the bundled package in, what PyTorch reads from it: the same objects, unpickled by Python's own C code.

PyTorch's reader of weights goes through a file's operations one after the other in Python, which for vocabularies of
80,000 words takes most of the time until a first article. The package's own files are as trusted as its code; still,
nothing is made of them but what weights consist of ("Restricting Globals" in the documentation of ``pickle``).
"""

import codecs
import pickle
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, BinaryIO

import torch

CONSISTS_OF: Mapping[tuple[str, str], Any] = {
    ("_codecs", "encode"): codecs.encode,
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): torch._utils._rebuild_tensor_v2,
}
"""What the bundled models are made of, by module and name; their numbers PyTorch puts in itself."""


class WeightsUnpickler(pickle.Unpickler):
    """Imports nothing; raises UnpicklingError for a name outside ``CONSISTS_OF``."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in CONSISTS_OF:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of weights")
        return CONSISTS_OF[module, name]


def _read(file: BinaryIO, **options: Any) -> Any:
    return WeightsUnpickler(file, **options).load()


PICKLE = SimpleNamespace(Unpickler=WeightsUnpickler, load=_read, __name__="weights")
"""What ``torch.load`` takes in place of the module ``pickle``."""


@contextmanager
def read_quickly() -> Iterator[None]:
    """A block in which ``torch.load`` reads with ``WeightsUnpickler`` where Stanza asks for weights only."""
    loaded = torch.load

    def load(path: str, map_location: Any = None, *, weights_only: bool) -> Any:
        return loaded(path, map_location, pickle_module=PICKLE, weights_only=not weights_only)

    torch.load = load  # type: ignore[assignment]
    try:
        yield
    finally:
        torch.load = loaded
