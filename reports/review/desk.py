"""A finished report in, what people at work on it need out: its articles, their decisions, its pages.

A decision is on disk before anybody is told that it is saved. Who decides on what another has decided meanwhile is told
so, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotes.model import Article
from quotes.review.apply import CorrectedAnalysis, corrected
from quotes.review.corrections import (
    CORRECTIONS,
    Decision,
    append_decisions,
    as_decision,
    digest_of,
    lock_of,
    main_places,
    read_decisions,
    reading_of,
    subject_of,
)
from quotes.review.task import article_data, queue
from quotes.table.csv_files import read_csv
from quotes.table.rows import writable
from reports.audit.corrections import Corrections
from reports.audit.finished import Finished, write_again
from reports.pages.annotator import ReviewTask
from reports.pages.page_names import article_path, source_path

REPORT = "report"
"""The folder under which the page leads to the report."""


class Conflict(Exception):
    """Somebody decided on the same subject meanwhile: ``standing``, or ``None`` where they took a decision back."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__()
        self.standing = decision


class Desk:
    """A finished audit whose statements people put right."""

    def __init__(self, finished: Finished) -> None:
        self.finished = finished
        self.path = finished.folder / CORRECTIONS
        self.articles = list(finished.articles())
        self.pages = finished.pages()
        self._by_digest = {digest_of(article.text): article for article in self.articles}
        self._by_page = {article_path(writable(article.id)): number for number, article in enumerate(self.articles)}
        self._size = -1
        self.decisions: list[Decision] = []
        self._refresh()

    def _refresh(self) -> None:
        """Read the decisions, anew where another program has added some."""
        size = self.path.stat().st_size if self.path.exists() else 0
        if size != self._size:
            self.decisions = read_decisions(self.path, lambda skipped: None)
            self._corrections = Corrections(self.decisions)
            self._size = size

    def page(self, with_texts: bool = False) -> str:
        """The page to work on: it asks for the articles, or, ``with_texts``, holds them and needs no program."""
        self._refresh()
        items: list[Mapping[str, Any]] = []
        unanswered = 0
        for number, article in enumerate(self.articles):
            found = self.finished.found(article)
            items += queue(number, found, self._corrections.on(article))
            unanswered += sum(one.kind == "no-comment" for one in found.attributions)
        texts = [self.article(number) for number in range(len(self.articles))] if with_texts else None
        task = ReviewTask(items, str(self.finished.folder.resolve()), texts, len(self.decisions))
        report = "" if with_texts else f"{REPORT}/index.html"
        return self.pages.annotator(task, report=report, unanswered=unanswered, in_report=True)

    def article(self, number: int) -> dict[str, Any]:
        """The article with this number, as the page has it; raises IndexError where there is none."""
        self._refresh()
        article = self.articles[number]
        return article_data(self.finished.found(article), self._corrections.on(article))

    def since(self, number: int) -> list[Decision]:
        """The decisions behind the first so many."""
        self._refresh()
        return self.decisions[number:]

    def decide(self, record: Mapping[str, Any]) -> Decision:
        """Save a decision of the page.

        Raises ValueError, with the reason in words, where it is none or is on nothing in this report, Conflict where
        it does not follow the one that stands, and WriteError where it cannot be written.
        """
        decision = as_decision(record)
        self._check(decision)
        with lock_of(self.path):
            self._refresh()
            if any(one.id == decision.id for one in self.decisions):  # the answer was lost on its way
                return decision
            before = self._corrections.decisions.get(decision.subject)
            if (before.id if before else "") != decision.replaces:
                raise Conflict(before)
            append_decisions(self.path, [decision])
            self._refresh()
        return decision

    def _check(self, decision: Decision) -> None:
        article = self._by_digest.get(decision.digest)
        if article is None:
            raise ValueError("its article is not in this report")
        roles = self.finished.codebook.by_name
        for reading in (decision.found, decision.decided):
            if reading is None:
                continue
            for place in (*reading.content, *reading.cue, *reading.source):
                # The page has characters that no file can hold as U+FFFD.
                if writable(place.span.of(article.text)) != place.words:
                    raise ValueError(f"“{place.words}” does not stand at character {place.start} of {article.id}")
            if reading.role and reading.role not in roles:
                raise ValueError(f"the report has no role “{reading.role}”")

    def article_page(self, name: str) -> str | None:
        """The page ``name`` of the report as it is with all decisions, each statement with a way to put it right.

        ``None`` where it is no page of an article.
        """
        number = self._by_page.get(name)
        if number is None:
            return None
        self._refresh()
        article = self.articles[number]
        result = corrected(self.finished.found(article), self._corrections.on(article))
        analysis = result.analysis
        findings = self.finished.checks.findings(analysis, self.finished.codebook)
        subjects = enumerate(self._subjects(result), start=1)
        return self.pages.article(
            analysis,
            findings,
            self._source_pages(article, [source.speaker for source in analysis.sources]),
            {position: f"../../review#{number}/{subject}" for position, subject in subjects},
        )

    @staticmethod
    def _subjects(result: CorrectedAnalysis) -> list[str]:
        article = result.analysis.article
        digest = digest_of(article.text)
        return [
            result.decided[position].subject
            if position in result.decided
            else subject_of(digest, main_places(reading_of(attribution, article)))
            for position, attribution in enumerate(result.analysis.attributions)
        ]

    def _source_pages(self, article: Article, speakers: list[str]) -> dict[int, str]:
        """The pages of those sources that other articles quote too, as the report was last written."""
        table = read_csv(self.finished.folder / "sources.csv", "sources", ["article", "speaker", "corpus_source"])
        own = table[(table["article"] == writable(article.id)) & table["corpus_source"].notna()]
        paths = {str(row.speaker): source_path(str(row.corpus_source)) for row in own.itertuples()}
        found = {number: paths.get(writable(speaker), "") for number, speaker in enumerate(speakers, start=1)}
        return {number: path for number, path in found.items() if path and (self.finished.folder / path).is_file()}

    def write_report(self) -> tuple[Path, list[str]]:
        """Write the report anew with all decisions; returns its first file, and what a person should know of it."""
        remarks: list[str] = []
        path = write_again(self.finished, lambda skipped: remarks.append(f"skipped {skipped}"), remarks.append)
        return path, remarks
