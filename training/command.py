"""A command that cannot do its work in, one line that says what is missing and the exit status 2 out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from quotes.errors import QuotesError


@contextmanager
def mistakes_in_one_line() -> Iterator[None]:
    """Around a ``main``: what a user can put right, or the system refuses, ends the program without a traceback."""
    try:
        yield
    except (QuotesError, OSError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
