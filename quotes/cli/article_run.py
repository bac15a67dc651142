"""Paths in, analyses out: one run of the command line, with its progress, what it skipped and what was done before."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from quotes.cli.messages import plural
from quotes.cli.options import PATIENCE, DoublesOption
from quotes.cli.progress import Pace, Tracker
from quotes.messages import Skipped, SkippedTable, one_line, shown
from quotes.model import Analysis, Article
from quotes.read import Columns, count_articles, read_articles
from quotes.read.doubles import Double, Doubles
from quotes.read.files import STANDARD_INPUT, find_files
from quotes.read.metadata import KnownBefore

if TYPE_CHECKING:
    from quotes.analyze import Analyzer
    from quotes.export.dataset import DataSet
    from quotes.workers import Workers
    from reports.audit.store import Store

SHOWN_ENDINGS = 5
NO_ARTICLE_ENDING = "passed over: by its ending no article; name it, or give it an ending such as .txt, to have it read"


class ArticleRun:
    """One run over the articles of some paths. Progress and skipped files are told to ``messages``.

    Nothing in the folder ``out``, to which a report goes, counts as an article. ``read`` is how many
    articles came through, ``done_before`` how many of them were found in a store.
    """

    def __init__(
        self,
        paths: Iterable[str],
        columns: Columns,
        messages: Console,
        out: Path | None = None,
        known: KnownBefore | None = None,
        doubles: DoublesOption | None = None,
        article_timeout: float = PATIENCE,
    ) -> None:
        self._article_timeout = article_timeout
        self._count_all = doubles != "once"
        self.doubles = None if doubles is None else Doubles()
        self.columns = columns
        self.known = known or KnownBefore()
        self.messages = messages
        self.skipped: list[Skipped] = []
        self.not_counted: list[Skipped] = []
        self.read = 0
        self.done_before = 0
        self._tracker: Tracker | None = None
        self._renamed: list[tuple[str, str]] = []
        within = os.path.realpath(out) if out else None
        others: list[Path] = []
        found = find_files(paths, self.skip, others.append)
        self.files = [_name(path) for path in found if not _is_below(path, within)]
        passed = [path for path in others if not _is_below(path, within)]
        self.passed = [Skipped(shown(path), NO_ARTICLE_ENDING) for path in passed]
        if passed:
            messages.print(_passed_over(passed))

    def skip(self, skipped: Skipped) -> None:
        """Note and tell that a file, row or article is left out."""
        self.skipped.append(skipped)
        if self._tracker:
            self._tracker.pace.lost()
        self.messages.print(f"skipped {skipped}")

    @property
    def only_columns_missing(self) -> bool:
        """Whether nothing was read because a column that was named is not there."""
        return not self.read and any(isinstance(skipped, SkippedTable) for skipped in self.skipped)

    def analyses(
        self, analyzer: Analyzer | Workers, store: Store | DataSet | None = None, progress: bool = True
    ) -> Generator[Analysis]:
        """The analyses of all that can be read, in order; what ``store`` has is taken from there, or left as it is.

        With the last one ``Workers`` end: what is written then needs the memory.
        """
        from quotes.workers import Workers

        self._tracker = Tracker(count_articles(self.files, self.columns, self._article_timeout), self.messages)
        analyses = self._analyses(analyzer, store, self._tracker.pace)
        tracked = self._tracker.follow(analyses, lambda item: item[1]) if progress else analyses
        with ExitStack() as ending:
            if isinstance(analyzer, Workers):
                ending.enter_context(closing(analyzer))
            ending.enter_context(closing(tracked))
            for analysis, done_before in tracked:
                if self.done_before and not done_before and self.read == self.done_before:
                    self.messages.print(f"going on after {plural(self.read, 'article')} that were done before")
                self.read += 1
                self.done_before += done_before
                yield analysis
        self._tell_what_was_read()

    def _tell_what_was_read(self) -> None:
        if self.doubles is not None and self.doubles.found:
            self._tell_doubles(self.doubles.found)
        for remark in self.known.remarks():
            self.messages.print(remark)
        if self._renamed:
            before, after = self._renamed[0]
            self.messages.print(
                f"{plural(len(self._renamed), 'article')} had the identifier of another and got a new one: "
                f"“{one_line(before)}” became “{one_line(after)}”{' …' if len(self._renamed) > 1 else ''}"
            )

    def articles(self) -> Iterator[Article]:
        """The articles that would be analysed, as they are read."""
        for article in self._articles(lambda: None):
            self.read += 1
            yield article
        self._tell_what_was_read()

    def _articles(self, lost: Callable[[], None]) -> Iterator[Article]:
        articles = read_articles(
            self.files,
            self.columns,
            self.skip,
            lambda before, after: self._renamed.append((before, after)),
            self.messages.print,
            self.known,
            self._article_timeout,
        )
        return articles if self.doubles is None else self._without_doubles(self.doubles, articles, lost)

    def _analyses(
        self, analyzer: Analyzer | Workers, store: Store | DataSet | None, pace: Pace
    ) -> Generator[tuple[Analysis, bool]]:
        articles = self._articles(pace.lost)

        parses = None if store is None else store.parses

        def analyze(some: Iterable[Article]) -> Iterator[Analysis]:
            waiting = iter(some)
            for first in waiting:  # where there is none, no model is loaded
                if parses is None or parses.get(first.text) is None:
                    analyzer.load()
                pace.set_out()
                return analyzer.pipe(chain([first], waiting), self.skip, parses)
            return iter(())

        if store is None:
            return ((analysis, False) for analysis in analyze(articles))
        from quotes.export.dataset import DataSet

        if isinstance(store, DataSet):
            return store.resumed(articles, analyze)
        from reports.audit.store import resumed

        return resumed(articles, store, analyze)

    def _without_doubles(
        self, doubles: Doubles, articles: Iterable[Article], lost: Callable[[], None]
    ) -> Iterator[Article]:
        """The articles that count: those that tell an outlet's story once more do not, unless all are asked for."""
        for article in doubles.marked(articles):
            if self._count_all or doubles.is_counted(article):
                yield article
            else:
                lost()
                reason = f"the same story as {article.duplicate_of}, counted once; --doubles all counts every one"
                self.not_counted.append(Skipped(article.path or article.id, f"{article.id}: {reason}"))

    def _tell_doubles(self, found: Sequence[Double]) -> None:
        some = ", ".join(f"{one_line(one.article)} = {one_line(one.of)}" for one in found[:SHOWN_ENDINGS])
        more = ", …" if len(found) > SHOWN_ENDINGS else ""
        left = "all were counted" if self._count_all else "in one outlet, such a story was counted once"
        number = f"{plural(len(found), 'article')} {'tells' if len(found) == 1 else 'tell'}"
        self.messages.print(f"{number} the story of another in the same words ({some}{more}); {left}")


def _passed_over(paths: Sequence[Path]) -> str:
    """What is told of files that are no articles by their endings: the most frequent of these, each with a file."""
    endings: dict[str, list[str]] = {}
    for path in paths:
        endings.setdefault(path.suffix.lower() or "no ending", []).append(one_line(shown(path.name)))
    most = sorted(endings.items(), key=lambda one: -len(one[1]))
    told = [f"{ending} {len(names):,} ({names[0]}{', …' if len(names) > 1 else ''})" for ending, names in most]
    shown_ones = ", ".join([*told[:SHOWN_ENDINGS], *(["…"] if len(told) > SHOWN_ENDINGS else [])])
    return (
        f"passed over {plural(len(paths), 'file')}, by their endings not read: {shown_ones}; "
        "to have one read, name it, or give it an ending such as .txt"
    )


def _name(path: Path | None) -> str:
    """A file as a path that means this very file once more, even where it is called as standard input is."""
    if path is None:
        return STANDARD_INPUT
    return f".{os.sep}{path}" if str(path) == STANDARD_INPUT else str(path)


def _is_below(path: Path | None, folder: str | None) -> bool:
    # Not Path.resolve, which fails at a link that points to itself.
    return path is not None and folder is not None and Path(os.path.realpath(path)).is_relative_to(folder)
