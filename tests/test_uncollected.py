"""A block in which Python does not look for garbage, and what it does after it."""

import gc

import pytest

from quotes.uncollected import uncollected


def test_collection_pauses_and_goes_on():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_an_error_and_only_after_the_outer_block():
    with pytest.raises(ValueError, match="odd"), uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
        raise ValueError("odd")
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
