"""The measures and the articles of a corpus in, what its page says first out: title, sentence, bar, figures."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from quotes.table.rows import UNKNOWN
from reports.charts.bars import interval
from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.language.words import count
from reports.measures.balance import Balance
from reports.pages.page_names import statements_link

OUTLETS_NAMED = 3
LETTER = 9
"""Pixels that a letter of a label takes at most."""
WIDTHS = {"any": 720, "wide": 1_120}
"""Pixels that the bar has at least on a screen that is no phone's, and on a wide one."""
TOLD = 0.1
"""Share of statements of no known role from which the page says so."""
CLOSE = 0.05
"""Tenths of a statement by which a number may miss a whole one that is still called by it."""
NEARLY = 0.7
"""Tenths beyond a whole number from which the next is nearly reached."""
ALIKE = 0.03
"""How far apart two shares are at most that are about the same."""
OFFICIAL, CITIZENS = "official", frozenset({"witness", "activist"})
"""Roles that have a word of their own in a sentence; those of other codebooks are called by their labels."""


@dataclass(frozen=True, slots=True)
class Part:
    """A role's part of the bar: its share of all statements, and where its statements are listed."""

    style: RoleStyle
    share: float
    link: str

    @property
    def room(self) -> str:
        """On which screens the label has room below the part, in two lines: "any" but a phone's, "wide" or none."""
        needed = LETTER * max(len(self.style.label), len("100 %"))
        return next((name for name, width in WIDTHS.items() if self.share * width >= needed), "")


def corpus_name(articles: pd.DataFrame, language: Language) -> str:
    """What the corpus is called where nobody gave it a title: its outlets, else what the report is about."""
    outlets = list(dict.fromkeys(articles["outlet"].dropna())) if "outlet" in articles else []
    if not outlets:
        return language.gettext("Source balance")
    if len(outlets) > OUTLETS_NAMED:
        return language.ngettext("%(num)s outlet", "%(num)s outlets", len(outlets))
    return language.listed([str(outlet) for outlet in outlets])


def period(articles: pd.DataFrame, language: Language) -> str:
    """From the first to the last date of the articles; empty where none has a date that is one."""
    dates = sorted(filter(None, map(_day, articles["date"].dropna().unique()))) if "date" in articles else []
    if not dates:
        return ""
    first, last = (language.date(day) for day in (dates[0], dates[-1]))
    return first if first == last else language.gettext("%(first)s to %(last)s", first=first, last=last)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(str(text)[:10]).isoformat()
    except ValueError:
        return ""


def sentence(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> str:
    """How many of ten statements are by officials and how many by citizens, or that there are none."""
    if not measures.statements:
        articles = count(language, "article", measures.articles)
        return language.gettext("No statement was found in %(articles)s.", articles=articles)
    shares = measures.told_shares("role")
    sides = [
        (_side(roles, styles, language), float(shares.reindex(list(roles)).sum()))
        for roles in _sides(measures, list(shares.index))
    ]
    (first, share), *rest = sides
    if not rest:
        return language.gettext(
            "Of every ten statements %(first)s make %(number)s.", first=first, number=of_ten(share, language)
        )
    second, other = rest[0]
    return language.gettext(
        "Of every ten statements %(first)s make %(number)s; %(second)s make %(other)s.",
        first=first,
        number=of_ten(share, language),
        second=second,
        other=beside(other, share, language),
    )


def _sides(measures: Balance, roles: Sequence[str]) -> list[tuple[str, ...]]:
    """The roles that the sentence weighs: officials and citizens, else the two known ones that are heard most."""
    named = [side for side in (measures.official, measures.citizens) if side]
    known: list[tuple[str, ...]] = [(role,) for role in roles if role != UNKNOWN]
    return named or known[:2] or [(UNKNOWN,)]


def _side(roles: Sequence[str], styles: Mapping[str, RoleStyle], language: Language) -> str:
    if tuple(roles) == (OFFICIAL,):
        return language.gettext("officials")
    if set(roles) == CITIZENS:
        return language.gettext("witnesses, citizens and activists")
    labels = [language.quoted(styles[role].label) for role in roles if role in styles]
    return language.gettext("sources in the role %(roles)s", roles=language.listed(labels, "or"))


def beside(share: float, first: float, language: Language) -> str:
    """A share as a number of ten statements, or how it is beside the first one where both are told alike."""
    number = of_ten(share, language)
    if number != of_ten(first, language) or not share:
        return number
    if abs(share - first) <= ALIKE:
        return language.gettext("about as many")
    return language.gettext("somewhat more") if share > first else language.gettext("somewhat fewer")


def of_ten(share: float, language: Language) -> str:
    """A share as a number of ten statements: "six", "more than six", "nearly seven", "fewer than one"."""
    text = language.gettext
    numbers = [
        *(text("not one"), text("one"), text("two"), text("three"), text("four"), text("five")),
        *(text("six"), text("seven"), text("eight"), text("nine"), text("ten")),
    ]
    tenths = share * 10
    nearest = round(tenths)
    if abs(tenths - nearest) < 1e-9 or (abs(tenths - nearest) < CLOSE and 0 < nearest < 10):
        return numbers[nearest]
    least = math.floor(tenths)
    if tenths - least >= NEARLY:
        return text("nearly %(number)s", number=numbers[least + 1])
    if least:
        return text("more than %(number)s", number=numbers[least])
    return text("fewer than %(number)s", number=numbers[1])


def doubts(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[str]:
    """How sure the sentence is, in plain words."""
    if not measures.statements:
        return
    text = language.gettext
    official = measures.value("official_share")
    band = interval(language, official.band_low, official.band_high)
    who = _side(measures.official, styles, language)
    proves = bool(measures.official and band and measures.corrects)
    if not measures.official or proves:
        pass
    elif sampled := interval(language, official.low, official.high):
        yield text(
            "In other articles of the same kind %(who)s might make %(interval)s of statements.",
            who=who,
            interval=sampled,
        )
    else:
        yield text("There are too few articles to say whether others of the same kind would show the same.")
    if proves:
        yield text(
            "With %(many)s checked, drawn at random, the true share is %(share)s (%(interval)s); the program alone "
            "counts %(counted)s. The sentence, the bar and the share of unnamed sources are corrected in this way.",
            many=checked_name(measures, language),
            share=language.percent(proved_share(measures)),
            interval=band,
            counted=language.percent(official.value),
        )
    elif measures.official and band:
        yield text("The program errs, too: allowing for that, the true share may be %(interval)s.", interval=band)
    unknown = measures.told_shares("role").get(UNKNOWN, 0.0)
    if unknown >= TOLD:
        yield text("For %(share)s of statements no words tell the role.", share=language.percent(float(unknown)))


def checked_name(measures: Balance, language: Language) -> str:
    """What people checked of a sample, counted; empty where they checked none."""
    if measures.checked is None:
        return ""
    return language.gettext(
        "%(statements)s and %(paragraphs)s",
        statements=count(language, "statement", measures.checked.statements),
        paragraphs=language.ngettext("%(num)s paragraph", "%(num)s paragraphs", measures.checked.paragraphs),
    )


def proved_share(measures: Balance) -> float:
    """The share of the roles that count as official, corrected by the sample that people checked."""
    return float(measures.told_shares("role").reindex(list(measures.official)).sum())


def parts(measures: Balance, styles: Mapping[str, RoleStyle]) -> list[Part]:
    """The parts of the bar: officials first, then the others by their statements, what is not known last."""
    shares = measures.told_shares("role").sort_values(ascending=False, kind="stable")
    found = [
        Part(styles[role], share, statements_link(role=role))
        for role, share in zip(shares.index.astype(str), shares, strict=True)
        if share > 0
    ]
    return sorted(found, key=lambda part: (part.style.name == UNKNOWN, part.style.name not in measures.official))


def key_figures(measures: Balance, questions: int, language: Language) -> list[dict[str, Any]]:
    """Four figures, each a link to what it counts."""
    text = language.gettext
    asked = len(measures.unanswered)
    naming = measures.told_shares("naming")
    return [
        {"figure": language.number(measures.statements), "link": statements_link()}
        | {
            "words": text(
                "statements by %(sources)s in %(articles)s",
                sources=count(language, "source", measures.corpus_sources),
                articles=count(language, "article", measures.articles),
            )
        },
        {"figure": language.percent(float(naming["unnamed"])), "link": statements_link(named="no")}
        | {"words": text("of statements by sources without a name, documents among them")},
        {"figure": language.number(asked), "link": statements_link(kind="no-comment")}
        | {"words": language.ngettext("time asked, but no answer", "times asked, but no answer", asked)},
        {"figure": language.number(questions), "link": "#questions" if questions else ""}
        | {"words": language.ngettext("question to the editor", "questions to the editor", questions)},
    ]
