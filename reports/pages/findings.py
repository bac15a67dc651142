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

FIRST, FEW = 2, 2
"""Places of a question that the corpus page shows at once, the others open; one of each where more kinds are asked."""
LONGEST = 160
"""Letters of an article that stand beside a question."""
PLACES = 25
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


class Questions(dict[tuple[str, int], str]):
    """Article and number of a finding → the question in a report's language: those that ``question_groups`` lists.

    The table of findings has them in English alone.
    """

    def __init__(self, checks: Checks, language: Language) -> None:
        super().__init__()
        self._checks, self._language = checks, language
        self._articles: Counter[str] = Counter()

    def add(self, findings: Sequence[Finding]) -> None:
        """Note the questions that checks ask about one article, as long as they are listed."""
        first = {finding.check: number for number, finding in reversed(list(enumerate(findings, start=1)))}
        for check, number in first.items():
            self._articles[check] += 1
            if self._articles[check] <= PLACES:
                finding = findings[number - 1]
                self[writable(finding.article), number] = shown(finding, self._checks, self._language).question


def _shortened(words: Any) -> str:
    text = "" if pd.isna(words) else str(words)
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def question_groups(
    articles: pd.DataFrame,
    findings: pd.DataFrame,
    checks: Checks | None,
    language: Language,
    questions: Mapping[tuple[str, int], str],
) -> Iterator[dict[str, Any]]:
    """The questions that are asked, each with its reason and the articles it is asked of: the most frequent first.

    ``questions`` has them in the language of the report; one that is not there is asked in English.
    """
    if findings.empty:
        return
    titles = dict(zip(articles["article"], articles["title"].fillna(""), strict=True))
    numbers = findings.groupby("check_name")["article"].nunique().sort_values(ascending=False, kind="stable")
    for name, number in numbers.items():
        check = checks.by_name.get(str(name)) if checks is not None else None
        asked = findings[findings["check_name"] == name].drop_duplicates("article")
        yield {
            "title": language.pgettext("check", check.title) if check else str(name),
            "reason": language.pgettext("check", check.reason) if check else "",
            "articles": int(number),
            "places": [
                {"article": row["article"], "finding": row["finding"], "title": titles.get(row["article"], "")}
                | {"words": _shortened(row.get("finding_text"))}
                | {"question": questions.get((row["article"], int(row["finding"])), row["question"])}
                for row in asked.head(PLACES).to_dict("records")
            ],
            "first": FIRST if len(numbers) <= FEW else 1,
            "more": max(0, int(number) - PLACES),
        }
