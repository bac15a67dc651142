"""Paths in, analyses out: one run of the command line, with its progress, what it skipped and what was done before."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from rich.console import Console

from quotes.analyze import Analyzer
from quotes.model import Analysis, Article
from quotes.progress import Tracker
from quotes.read import Columns, Skipped, count_articles, read_articles
from quotes.read.files import STANDARD_INPUT, find_files
from quotes.store import Store, resumed
from reports.corpus_view import plural


class Messages(Console):
    """Standard error: what is said to the user. Where nobody listens any more, the job goes on all the same."""

    def __init__(self) -> None:
        super().__init__(stderr=True, soft_wrap=True, markup=False, highlight=False)

    def on_broken_pipe(self) -> None:
        """Say nothing more."""
        self.quiet = True


class Job:
    """One run over the articles of some paths. Progress and skipped files are told to ``messages``.

    Nothing in the folder ``out``, to which a report goes, counts as an article. ``read`` is how many
    articles came through, ``done_before`` how many of them were found in a store.
    """

    def __init__(self, paths: Iterable[str], columns: Columns, messages: Console, out: Path | None = None) -> None:
        self.columns = columns
        self.messages = messages
        self.skipped: list[Skipped] = []
        self.read = 0
        self.done_before = 0
        self._tracker: Tracker | None = None
        found = find_files(paths, self.skip)
        within = out.resolve() if out else None
        self.files = [_name(path) for path in found if not _is_below(path, within)]

    def skip(self, skipped: Skipped) -> None:
        """Note and tell that a file, row or article is left out."""
        self.skipped.append(skipped)
        if self._tracker:
            self._tracker.pace.lost()
        self.messages.print(f"skipped {skipped}")

    def run(self, analyzer: Analyzer, store: Store | None = None, progress: bool = True) -> Generator[Analysis]:
        """The analyses of all that can be read, in order; what ``store`` has is taken from there."""
        self._tracker = Tracker(count_articles(self.files, self.columns), self.messages)
        analyses = self._analyses(analyzer, store)
        tracked = self._tracker.follow(analyses, lambda item: item[1]) if progress else analyses
        with closing(tracked):
            for analysis, done_before in tracked:
                if self.done_before and not done_before and self.read == self.done_before:
                    self.messages.print(f"going on after {plural(self.read, 'article')} that were done before")
                self.read += 1
                self.done_before += done_before
                yield analysis

    def _analyses(self, analyzer: Analyzer, store: Store | None) -> Generator[tuple[Analysis, bool]]:
        articles = read_articles(self.files, self.columns, self.skip)

        def analyze(some: Iterable[Article]) -> Iterator[Analysis]:
            return analyzer.analyses(some, self.skip)

        if store is None:
            return ((analysis, False) for analysis in analyze(articles))
        return resumed(articles, store, analyze)


def _name(path: Path | None) -> str:
    """A file as a path that means this very file once more, even where it is called as standard input is."""
    if path is None:
        return STANDARD_INPUT
    return f".{os.sep}{path}" if str(path) == STANDARD_INPUT else str(path)


def _is_below(path: Path | None, folder: Path | None) -> bool:
    return path is not None and folder is not None and path.resolve().is_relative_to(folder)
