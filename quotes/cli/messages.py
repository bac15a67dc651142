"""A line for the user in, the same on standard error out, where nothing in it can steer the terminal."""

from typing import Any

from rich.console import Console

from quotes.messages import one_line


class Messages(Console):
    """Standard error: what is said to the user. Where nobody listens any more, the work goes on all the same."""

    def __init__(self) -> None:
        super().__init__(stderr=True, soft_wrap=True, markup=False, highlight=False)

    def print(self, *objects: Any, **options: Any) -> None:
        """Say a line; what would steer the terminal, from a file or a name of the user's, is shown as an escape."""
        super().print(*(one_line(one) if isinstance(one, str) else one for one in objects), **options)

    def on_broken_pipe(self) -> None:
        """Say nothing more."""
        self.quiet = True


def plural(number: int, one: str) -> str:
    """``number`` with its noun: "1 article", "1,204 articles"."""
    return f"{number:,} {one if number == 1 else one + 's'}"
