"""Questions that checks ask about an article in, what its page and the corpus page show of them out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from quotes.model import Span
from quotes.table.rows import writable
from reports.checks.checks import Checks, Finding
from reports.checks.question_words import asked
from reports.language.language import Language

AT_ONCE = 12
"""Questions that the corpus page shows at once: one of each kind, and as many more as fit in."""
LONGEST = 90
"""Letters of an article that stand beside a question."""
LISTED = 25
"""Articles that the corpus page lists for a question; findings.csv holds all."""


@dataclass(frozen=True, slots=True)
class Code:
    """A clause of a journalistic code on which a check rests."""

    name: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the editor as pages show it, with the reason for asking it."""

    check: str
    title: str
    question: str
    attributions: tuple[int, ...] = ()
    reason: str = ""
    codes: tuple[Code, ...] = ()


def shown(finding: Finding, checks: Checks | None, language: Language) -> Question:
    """A finding in the words of the report's language; what no check explains is shown as it is."""
    check = checks.by_name.get(finding.check) if checks is not None else None
    if check is None:
        return Question(finding.check, finding.check, finding.question, finding.attributions)
    question = asked(language.pgettext("check", check.question), finding.values, language)
    text = partial(language.pgettext, "check")
    codes = tuple(Code(f"{text(one.code)}, {text(one.clause)}", text(one.says), one.url) for one in check.codes)
    return Question(finding.check, text(check.title), question, finding.attributions, text(check.reason), codes)


def places(findings: Sequence[Finding]) -> Iterator[tuple[int, Span]]:
    """The spans to which the questions lead, each with the question's number."""
    for number, finding in enumerate(findings, start=1):
        for span in finding.spans:
            yield number, span


def questions_of(findings: Sequence[Finding]) -> dict[int, list[int]]:
    """The numbers of the questions that each statement gave rise to."""
    found: dict[int, list[int]] = {}
    for number, finding in enumerate(findings, start=1):
        for attribution in finding.attributions:
            found.setdefault(attribution, []).append(number)
    return found


class Questions:
    """``by_place``: article and number of a finding → the question in a report's language, of those that are listed.

    The table of findings has them in English alone.
    """

    def __init__(self, checks: Checks, language: Language) -> None:
        self.by_place: dict[tuple[str, int], str] = {}
        self._checks, self._language = checks, language
        self._articles: Counter[str] = Counter()

    def add(self, findings: Sequence[Finding]) -> None:
        """Note the questions that checks ask about one article, as long as they are listed."""
        first = {finding.check: number for number, finding in reversed(list(enumerate(findings, start=1)))}
        for check, number in first.items():
            self._articles[check] += 1
            if self._articles[check] <= LISTED:
                finding = findings[number - 1]
                place = writable(finding.article), number
                self.by_place[place] = shown(finding, self._checks, self._language).question


@dataclass(frozen=True, slots=True)
class AskedOf:
    """An article of which a question is asked, by which number there, in which words, and with what of its text."""

    article: str
    title: str
    finding: int
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """A question with the reason for it, of how many ``articles`` it is asked, and those that are listed.

    ``at_once`` of these are shown at once.
    """

    title: str
    reason: str
    articles: int
    listed: tuple[AskedOf, ...]
    at_once: int


def question_groups(
    articles: pd.DataFrame,
    findings: pd.DataFrame,
    checks: Checks | None,
    language: Language,
    questions: Mapping[tuple[str, int], str],
) -> Iterator[QuestionGroup]:
    """The questions that are asked, the most frequent first.

    ``questions`` has them in the language of the report; one that is not there is asked in English.
    """
    if findings.empty:
        return
    titles = dict(zip(articles["article"], articles["title"].fillna(""), strict=True))
    numbers = findings.groupby("check_name")["article"].nunique().sort_values(ascending=False, kind="stable")
    room = max(0, AT_ONCE - len(numbers))
    for name, number in numbers.items():
        check = checks.by_name.get(str(name)) if checks is not None else None
        rows = findings[findings["check_name"] == name].drop_duplicates("article").head(LISTED).to_dict("records")
        more = min(room, len(rows) - 1)
        room -= more
        yield QuestionGroup(
            language.pgettext("check", check.title) if check else str(name),
            language.pgettext("check", check.reason) if check else "",
            int(number),
            tuple(_asked_of(row, titles, questions) for row in rows),
            1 + more,
        )


def _asked_of(row: Mapping[Any, Any], titles: Mapping[str, str], questions: Mapping[tuple[str, int], str]) -> AskedOf:
    article, number, words = row["article"], int(row["finding"]), row.get("finding_text")
    question = questions.get((article, number), row["question"])
    # What the question says already need not stand beside it once more.
    told = "" if pd.isna(words) or str(words).casefold() in question.casefold() else _shortened(str(words))
    return AskedOf(article, titles.get(article, ""), number, question, told)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"
