"""Weights read the quick way are the weights, and nothing else is ever made of a file."""

import pickle
from pathlib import Path
from typing import Any

import pytest
import torch

from quotes.models import FOLDER
from quotes.parse.quick.weights import read_quickly

FILES = sorted(FOLDER.glob("en/*/*.pt"))


def assert_the_same(found: Any, wanted: Any) -> None:
    assert type(found) is type(wanted)
    if isinstance(wanted, dict):
        assert list(found) == list(wanted)
        for name in wanted:
            assert_the_same(found[name], wanted[name])
    elif isinstance(wanted, torch.Tensor):
        assert found.dtype == wanted.dtype and torch.equal(found, wanted)
    else:
        assert found == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_the_bundled_models_are_what_pytorch_reads(path: Path) -> None:
    wanted = torch.load(str(path), weights_only=True)
    with read_quickly():
        assert_the_same(torch.load(str(path), lambda storage, _: storage, weights_only=True), wanted)


def test_a_file_that_holds_more_than_weights_is_refused_and_pytorch_left_as_it_was(tmp_path: Path) -> None:
    class Program:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (Path(tmp_path / "it ran"),)

    before = torch.load
    torch.save({"model": Program()}, tmp_path / "model.pt", _use_new_zipfile_serialization=False)
    with read_quickly(), pytest.raises(pickle.UnpicklingError, match="no part of weights"):
        torch.load(str(tmp_path / "model.pt"), weights_only=True)
    assert not (tmp_path / "it ran").exists() and torch.load is before
