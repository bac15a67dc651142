"""What the command line says to its user, on standard error."""

from rich.console import Console


class Messages(Console):
    """Standard error: what is said to the user. Where nobody listens any more, the work goes on all the same."""

    def __init__(self) -> None:
        super().__init__(stderr=True, soft_wrap=True, markup=False, highlight=False)

    def on_broken_pipe(self) -> None:
        """Say nothing more."""
        self.quiet = True


def plural(number: int, one: str) -> str:
    """``number`` with its noun: "1 article", "1,204 articles"."""
    return f"{number:,} {one if number == 1 else one + 's'}"
