"""Lines in, standard output out, whoever reads it: a terminal, a file, a pipe that closes early, or nobody."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from quotes.errors import WriteError


class ReaderGone(Exception):
    """Whoever read standard output (``head``, a pager) has seen enough."""


@contextmanager
def standard_output() -> Iterator[None]:
    """A block that writes to standard output: raises ReaderGone or WriteError where that cannot be done."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as error:
        _discard()
        raise ReaderGone from error
    except OSError as error:
        if error.filename is not None:
            raise
        _discard()
        reason = error.strerror or error
        raise WriteError(f"cannot write to standard output ({reason}); see where it leads and try again") from error


def _discard() -> None:
    """Send what is still buffered, and all that follows, nowhere: else Python fails once more when it ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def print_lines(lines: Iterable[str]) -> None:
    """Print lines to standard output, whoever reads it."""
    with standard_output():
        for line in lines:
            sys.stdout.write(line + "\n")


def prepare_streams() -> None:
    """Have all three streams open, and what is written to two of them as UTF-8 with plain line ends."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _open_closed_streams() -> None:
    """Give a process that was started with closed streams something in their place.

    Else the next file that is opened, a report, would take the number of standard output. Nothing comes
    from this standard input, and what is written to this standard output fails, as it should.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8")  # noqa: SIM115
