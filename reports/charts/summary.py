"""The measures that are one number each in, their names, reading aids, chart and table out."""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from reports.charts.bars import dot_chart, interval
from reports.charts.picture import Picture, Table
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.summary import Measure

SHARES = (
    "official_share",
    "official_word_share",
    "official_first_share",
    "official_last_share",
    "no_other_share",
    "single_source_share",
    "top_source_share",
    "unnamed_share",
    "distancing_share",
    "unanswered_share",
)
"""Measures that are shares, in the order of the chart; the others follow in their table."""


def name_of(language: Language, measure: str) -> tuple[str, str]:
    """A measure's name and how to read it."""
    text = language.gettext
    names = {
        "official_share": (text("Official share"), text("Share of statements by official roles.")),
        "official_word_share": (text("Official words"), text("Share of the credited words that officials are given.")),
        "official_first_share": (text("Officials first"), text("Share of articles that open with an official.")),
        "official_last_share": (text("Officials last"), text("Share of articles that end with an official.")),
        "no_other_share": (text("Officials only"), text("Share of articles in which nobody but officials speaks.")),
        "single_source_share": (text("One source only"), text("Share of articles with a single source.")),
        "top_source_share": (
            text("Most heard source"),
            text("Share of statements by the one source that is heard most."),
        ),
        "unnamed_share": (text("Unnamed sources"), text("Share of statements by sources that are not named.")),
        "distancing_share": (
            text("Distancing cues"),
            text("Share of statements told with a cue that keeps its distance, such as “claimed”."),
        ),
        "unanswered_share": (
            text("Asked in vain"),
            text("Share of articles that say somebody was asked and did not answer."),
        ),
        "official_to_citizens": (
            text("Officials to citizens"),
            text("Statements by officials for each one by witnesses, citizens and activists."),
        ),
        "effective_roles": (
            text("Effective number of roles"),
            text("As many roles, all heard equally, would be as diverse (exponential of Shannon’s entropy)."),
        ),
        "effective_roles_2": (
            text("Effective number of roles, order 2"),
            text("The same with more weight on the roles most heard (inverse of Simpson’s index)."),
        ),
        "effective_sources": (
            text("Effective number of sources"),
            text(
                "As many sources, all heard equally, would be as diverse. It grows with the corpus: compare only "
                "corpora of about the same size."
            ),
        ),
        "effective_sources_2": (
            text("Effective number of sources, order 2"),
            text("The same with more weight on the sources most heard; it grows with the corpus, too."),
        ),
        "sources_per_article": (
            text("Effective sources an article"),
            text("The effective number of sources of an article, on average."),
        ),
        "gini_sources": (
            text("Gini coefficient of sources"),
            text("0: all sources are heard equally; near 1: few sources say nearly everything."),
        ),
        "words_before_other": (
            text("Words before another voice"),
            text("Words of text before the first voice that is no official’s: the median of the articles."),
        ),
    }
    return names.get(measure, (measure.replace("_", " "), ""))


def summary_picture(measures: Balance, language: Language) -> Picture:
    """The measures that are shares of something, as dots with their intervals and bands, and all of them as a table."""
    known = {row[0]: Measure(*row) for row in measures.summary.itertuples(index=False, name=None)}
    drawn = [known[measure] for measure in SHARES if measure in known]
    frame = pd.DataFrame(
        {
            "label": [name_of(language, one.measure)[0] for one in drawn],
            "share": [one.value for one in drawn],
            "low": [one.low for one in drawn],
            "high": [one.high for one in drawn],
            "band_low": [one.band_low for one in drawn],
            "band_high": [one.band_high for one in drawn],
        }
    )
    title = language.gettext("The measures in one view")
    note = language.gettext(
        "Each is a share of its own, of statements or of articles: the table says of what. They do not add up."
    )
    description = "; ".join(f"{name_of(language, one.measure)[0]} {value(one, language)}" for one in drawn)
    svg = dot_chart(frame, "summary", title, f"{note} {description}.", {}, 1.0, language)
    order = [*(one.measure for one in drawn), *(measure for measure in known if measure not in SHARES)]
    return Picture(title, note, Markup(svg), summary_table([known[measure] for measure in order], language))


def summary_table(rows: list[Measure], language: Language) -> Table:
    """Every measure with its value, interval, band and reading aid."""
    head = (
        language.gettext("measure"),
        language.gettext("value"),
        language.gettext("95%% interval"),
        language.gettext("with the tool’s error"),
        language.gettext("how to read it"),
    )
    cells = [
        (
            name_of(language, one.measure)[0],
            value(one, language),
            _range(one, one.low, one.high, language),
            _range(one, one.band_low, one.band_high, language),
            name_of(language, one.measure)[1],
        )
        for one in rows
    ]
    return Table(head, tuple(cells), frozenset([len(head) - 1]))


def value(measure: Measure, language: Language) -> str:
    """A measure's value as its unit asks for; a dash where it is undefined."""
    return "–" if pd.isna(measure.value) else _written(measure.value, measure.unit, language)


def _written(number: float, unit: str, language: Language) -> str:
    """A number as its unit asks for, with no more digits than it can bear."""
    match unit:
        case "share":
            return language.percent(number)
        case "words":
            return language.number(round(number))
        case _:
            return language.decimal(number, 2 if abs(number) < 2 else 1 if abs(number) < 20 else 0)


def _range(measure: Measure, low: float, high: float, language: Language) -> str:
    if math.isnan(low) or math.isnan(high):
        return "–"
    if measure.unit == "share":
        return interval(language, low, high)
    ends = (_written(end, measure.unit, language) for end in (low, high))
    return language.gettext("%(low)s to %(high)s", low=next(ends), high=next(ends))
