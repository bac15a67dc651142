"""The decisions of a report's folder in, corrected analyses out, and what became of each decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from quotes.messages import OnSkip
from quotes.model import Analysis
from quotes.review.apply import Checked, Unfit, corrected
from quotes.review.corrections import CORRECTIONS, Decision, digest_of, read_decisions, standing

ELSEWHERE = "its article is not in this report, under this name or with this text"


class Corrections:
    """The standing decisions beside a report; ``correct`` carries out those on one article."""

    def __init__(self, folder: Path, on_skip: OnSkip) -> None:
        self.decisions = standing(read_decisions(folder / CORRECTIONS, on_skip))
        self._by_place: dict[str, list[Decision]] = defaultdict(list)
        for one in self.decisions.values():
            for place in {one.digest, one.article}:
                self._by_place[place].append(one)
        self._done: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.decisions)

    def on(self, analysis: Analysis) -> list[Decision]:
        """The decisions on this article, by its text or by its name."""
        if not self.decisions:
            return []
        article = analysis.article
        found = (*self._by_place.get(digest_of(article.text), ()), *self._by_place.get(article.id, ()))
        return list({one.id: one for one in found}.values())

    def correct(self, analysis: Analysis) -> Analysis:
        """``analysis`` with the decisions on it carried out."""
        decisions = self.on(analysis)
        result = corrected(analysis, decisions)
        self._done |= dict.fromkeys((one.id for one in decisions), "")
        self._done |= {one.decision.id: one.reason for one in result.unfit}
        return result.analysis

    def outcomes(self) -> Iterator[tuple[Decision, str]]:
        """Each decision with the reason why it could not be carried out, empty where it was."""
        return ((one, self._done.get(one.id, ELSEWHERE)) for one in self.decisions.values())

    def checked(self) -> Checked:
        """What became of the decisions on the articles that were corrected."""
        outcomes = list(self.outcomes())
        counts = Counter(one.action.replace("-", "_") for one, reason in outcomes if not reason)
        return Checked(
            **{name: counts[name] for name in ("confirm", "change", "add", "delete", "cannot_tell")},
            unfit=tuple(Unfit(one, reason) for one, reason in outcomes if reason),
        )
