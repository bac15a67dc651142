"""The shares of people and of a reference in, the sentences and tables that show them out."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.table.reference import USUAL_OF
from reports.charts.bars import interval
from reports.charts.colours import RoleStyle
from reports.charts.picture import Table
from reports.charts.shares import with_bounds
from reports.language.language import Language
from reports.language.words import count as counted
from reports.language.words import term
from reports.measures.balance import Balance
from reports.measures.people import ALSO_TOLD, TOLD, TRIED

FIRST_SHOWN = 6
"""Shares held against a reference that a page shows at once."""
FOLDED = 24
"""How many more it folds away; the table beside it has all."""
FOREMOST = ("role", "naming", "gender")
"""Divisions that an editor asks of first."""
LEAST_TENTH = 0.05
"""Points from which a difference is a tenth of a point at least, as it is rounded."""


def people_lines(measures: Balance, language: Language) -> Iterator[str]:
    """How many persons are quoted, what the articles tell of them, women among them, and who comes again."""
    told = _rows(measures, "gender_told", "persons")
    number = sum(row["count"] for row in told.values())
    if not number:
        return
    text = language.gettext
    known = told[TOLD]["count"]
    yield language.ngettext(
        "%(num)s person is quoted, counted once in each article.",
        "%(num)s people are quoted, each counted once in each article.",
        number,
    )
    if known:
        women = _rows(measures, "gender", "persons")["women"]
        bounds = interval(language, women["low"], women["high"]) or text("too few articles for an interval")
        by = (
            text("the articles’ own words or a list of first names tell")
            if measures.first_names
            else text("the articles’ own words (“she”, “Mr.”, “the waitress”) tell")
        )
        yield language.ngettext(
            "Of %(num)s %(by)s whether it is a woman or a man: %(share)s are women (%(interval)s).",
            "Of %(num)s %(by)s whether they are women or men: %(share)s are women (%(interval)s).",
            known,
            by=by,
            share=language.percent(women["share"]),
            interval=bounds,
        )
    if known and measures.first_names:
        yield text(
            "In a test of %(tried)s people whose articles told it too, no first name misled; one in %(number)s still "
            "may.",
            tried=language.number(TRIED),
            number=language.number(TRIED // 3),  # none of n: at most 3/n, with 95 % certainty
        )
    also = {name: _rows(measures, f"{name}_told", "persons")[TOLD]["count"] for name in ALSO_TOLD}
    yield text(
        "The articles also tell the age of %(age)s, the home of %(place)s and the organisation of %(affiliation)s.",
        **{name: language.number(count) if count else text("none") for name, count in also.items()},
    )
    if measures.articles > 1 and not measures.sources_again:
        yield text("Nobody is heard in more than one article.")
    elif measures.articles > 1:
        yield language.ngettext(
            "Of all %(sources)s one is heard in more than one article; it makes %(share)s of the statements.",
            "Of all %(sources)s %(num)s are heard in more than one article; they make %(share)s of the statements.",
            measures.sources_again,
            sources=counted(language, "source", measures.corpus_sources),
            share=language.percent(measures.statements_again / max(1, measures.statements)),
        )


def chosen_table(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Table | None:
    """Roles, women and men with and without the sources that the newsroom could not choose, if any are named."""
    roles = _rows(measures, "role", "chosen")
    if not roles:
        return None
    text = language.gettext
    every = _rows(measures, "role", "sources")
    rows = [
        (styles[role].label, with_bounds(every[role], language), with_bounds(own, language))
        for role, own in roles.items()
        if every[role]["count"]
    ]
    both, chosen = (_rows(measures, "gender", of) for of in ("persons", "chosen"))
    rows += [
        (term(language, label), with_bounds(both[label], language), with_bounds(own, language))
        for label, own in chosen.items()
    ]
    return Table((text("sources that are"), text("all"), text("those whom the newsroom could choose")), tuple(rows))


def reference_tables(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> list[Table]:
    """How far the shares are from those of the reference, with the interval of each difference; none without one.

    The first table has ``FIRST_SHOWN`` of them, clear ones first, then those of statements and persons, the largest
    differences first; the second ``FOLDED`` of the others, where there are more.
    """
    found = measures.reference
    if found.empty:
        return []
    usual = found["by"].isin(FOREMOST) & (found["of"] == found["by"].map(USUAL_OF).fillna("statements"))
    order = found.assign(foremost=usual, size=found["difference"].abs())
    rows = order.sort_values(["clear", "foremost", "size"], ascending=False, kind="stable").to_dict("records")
    parts = (rows[:FIRST_SHOWN], rows[FIRST_SHOWN:][:FOLDED])
    return [_reference_table(part, styles, language) for part in parts if part]


def _reference_table(found: Sequence[Mapping[Any, Any]], styles: Mapping[str, RoleStyle], language: Language) -> Table:
    text, rows = language.gettext, []
    for row in found:
        role = row["by"] == "role" and row["label"] in styles
        label = styles[row["label"]].label if role else _told_of(row["by"], row["label"], language)
        bounds = _points(row["difference_low"], row["difference_high"], language)
        what = text("%(label)s, of %(of)s", label=label, of=_of(row["of"], language))
        shares = (language.percent(row["share"]), language.percent(row["reference"]))
        difference = f"{_signed(row['difference'], language)} {bounds}"
        rows.append((what, *shares, difference, text("clear") if row["clear"] else text("may be chance")))
    heads = (text("share"), text("here"), text("reference"), text("difference in points (95%% interval)"))
    return Table((*heads, text("is it clear?")), tuple(rows), frozenset([4]))


def _told_of(by: str, label: str, language: Language) -> str:
    """What readers call a label that is no role; "told" alone does not say what is."""
    text = language.gettext
    told = {
        "age_told": (text("age told"), text("age not told")),
        "place_told": (text("place told"), text("place not told")),
        "affiliation_told": (text("affiliation told"), text("affiliation not told")),
    }
    return told[by][label != TOLD] if by in told else term(language, label)


def _rows(measures: Balance, by: str, of: str) -> dict[str, dict[str, Any]]:
    """The rows of one division by their labels."""
    rows = measures.shares[(measures.shares["by"] == by) & (measures.shares["of"] == of)]
    return {str(row["label"]): {str(name): cell for name, cell in row.items()} for row in rows.to_dict("records")}


def _of(of: str, language: Language) -> str:
    text = language.gettext
    return {
        "statements": text("statements"),
        "words": text("words"),
        "quoted_words": text("quoted words"),
        "sources": text("sources"),
        "persons": text("persons quoted"),
        "chosen": text("sources that could be chosen"),
        "first": text("first voices"),
        "last": text("last words"),
        "headline": text("sources in headlines"),
        "lead": text("statements in the lead"),
        "first_third": text("statements in the first third"),
    }.get(of, of)


def _signed(share: float, language: Language) -> str:
    """A difference in points; one of less than half a point with a digit more, so that it is not called none."""
    points, sign = abs(share * 100), "+" if share > 0 else "−"
    if points < LEAST_TENTH:
        return "0"
    return sign + (language.number(round(points)) if points >= 0.5 else language.decimal(points))


def _points(low: float, high: float, language: Language) -> str:
    if math.isnan(low):
        return f"({language.gettext('too few')})"
    both = {"low": _signed(low, language), "high": _signed(high, language)}
    return f"({language.gettext('%(low)s to %(high)s', **both)})"
