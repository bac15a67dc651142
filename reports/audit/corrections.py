"""The decisions on the articles of a report in, corrected analyses out, and what became of each decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from quotes.model import Analysis, Article
from quotes.review.apply import Checked, Unfit, corrected
from quotes.review.corrections import Decision, digest_of, standing

ELSEWHERE = "its article is not in this report, under this name or with this text"


class Corrections:
    """The standing ones of ``decisions``; ``correct`` carries out those on one article."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = standing(decisions)
        self._by_place: dict[str, list[Decision]] = defaultdict(list)
        for one in self.decisions.values():
            for place in {one.digest, one.article}:
                self._by_place[place].append(one)
        self._done: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.decisions)

    def on(self, article: Article) -> list[Decision]:
        """The decisions on this article, by its text or by its name."""
        if not self.decisions:
            return []
        found = (*self._by_place.get(digest_of(article.text), ()), *self._by_place.get(article.id, ()))
        return list({one.id: one for one in found}.values())

    def correct(self, analysis: Analysis) -> Analysis:
        """``analysis`` with the decisions on it carried out."""
        decisions = self.on(analysis.article)
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
