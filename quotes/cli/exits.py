"""A run over articles that is over in, the exit status that it ends with out."""

import typer

from quotes.cli.article_run import ArticleRun
from quotes.errors import QuotesError

ALL_READ, FAILED, WRONG_USAGE, SOME_SKIPPED, INTERRUPTED = 0, 1, 2, 3, 130
READER_GONE = 141
"""What a shell gives for a program that ends because nobody reads its output: 128 + SIGPIPE."""


class Interrupted(QuotesError):
    """The user stopped the run; the message says what is left of it."""


def need_files(run: ArticleRun) -> None:
    """End before the work where there is nothing to read; what is wrong has been said."""
    if not run.files:
        raise typer.Exit(FAILED)


def leave(run: ArticleRun) -> None:
    """End with the exit status that tells whether all was read."""
    if run.only_columns_missing:
        raise typer.Exit(WRONG_USAGE)
    if run.skipped:
        raise typer.Exit(SOME_SKIPPED if run.read else FAILED)
