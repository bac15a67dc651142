"""The measures that are one number each in, their names, reading aids, chart and table out."""

import math
from collections.abc import Mapping
from functools import partial

import pandas as pd

from reports.charts.bars import dot_chart
from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture, Table, pictured
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.summary import Measure

OFFICIAL = "official"
"""The role whose name is that of its side."""


def _names(language: Language) -> dict[str, tuple[str, str]]:
    """Each measure's name and how to read it: shares first, in the order of the chart."""
    text = language.gettext
    return {
        "official_share": (text("Official share"), text("Share of statements by official roles.")),
        "official_word_share": (text("Official words"), text("Share of the credited words that officials are given.")),
        "official_first_share": (text("Officials first"), text("Share of articles that open with an official.")),
        "official_last_share": (text("Officials last"), text("Share of articles that end with an official.")),
        "no_other_share": (
            text("Officials only"),
            text(
                "Share of articles in which officials speak and nobody in another role; documents and sources of no "
                "known role aside."
            ),
        ),
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
        "effective_roles": (
            text("Effective number of roles"),
            text("As many roles, all heard equally, would be as diverse (exponential of Shannon’s entropy)."),
        ),
        "effective_roles_2": (
            text("Effective number of roles, order 2"),
            text("The same with more weight on the roles most heard (inverse of Simpson’s index)."),
        ),
        "shannon_roles": (text("Shannon’s entropy of roles"), text("In nats: the logarithm of the effective number.")),
        "relative_entropy_roles": (
            text("Relative entropy of roles"),
            text("The same from 0 to 1: 1 where all roles of the codebook are heard equally."),
        ),
        "simpson_roles": (
            text("Simpson’s D of roles"),
            text("How often two statements drawn at random are in different roles."),
        ),
        "iqv_roles": (
            text("Index of qualitative variation (IQV)"),
            text("Simpson’s D from 0 to 1: 1 where all roles of the codebook are heard equally."),
        ),
        "hhi_roles": (
            text("Herfindahl–Hirschman index of roles (HHI)"),
            text("How often two statements drawn at random are in the same role."),
        ),
        "simpson_within_articles": (
            text("Simpson’s D of roles within an article"),
            text("The same of the sources of an article, each counted once: the mean of the articles."),
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
        "official_to_citizens": (
            text("Officials to citizens"),
            text("Statements by officials for each one by witnesses, citizens and activists."),
        ),
        "words_before_other": (
            text("Words before another voice"),
            text("Words of text before the first voice that is no official’s: the median of the articles."),
        ),
    }


def summary_picture(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Picture:
    """The measures that are shares of something, as dots with their intervals and bands, and all of them as a table.

    With a codebook that has no role of that name its note says who is called official.
    """
    text, names = language.gettext, _names(language)
    found = {row[0]: Measure(*row) for row in measures.summary.itertuples(index=False, name=None)}
    known = [found[measure] for measure in names if measure in found]
    shares = [one for one in known if one.unit == "share"]
    frame = pd.DataFrame(shares, columns=Measure._fields).rename(columns={"value": "share"})
    frame = frame.assign(label=[names[one.measure][0] for one in shares])
    title = text("The measures in one view")
    note = text("Each is a share of its own, of statements or of articles: the table says of what. They do not add up.")
    if measures.official and measures.official != (OFFICIAL,):
        roles = [language.quoted(styles[role].label) for role in measures.official if role in styles]
        who = text("“Official” means here: in the role %(roles)s.", roles=language.listed(roles, "or"))
        note = f"{note} {who}" if roles else note
    head = (
        *(text("measure"), text("value"), text("95%% interval")),
        text("corrected by a sample") if measures.checked else text("with the tool’s error"),
        text("how to read it"),
    )
    rows = tuple((names[one.measure][0], *_figures(one, language), names[one.measure][1]) for one in known)
    draw = partial(dot_chart, frame, scale=1.0, language=language)
    told = (f"{names[one.measure][0]} {_figures(one, language)[0]}" for one in shares)
    return pictured(draw, "summary", title, note, told, Table(head, rows, frozenset([len(head) - 1])))


def _figures(measure: Measure, language: Language) -> tuple[str, str, str]:
    """A measure's value, interval and band as its unit asks for; a dash for what is undefined."""
    numbers = measure[1:6]
    digits = _digits(numbers[0])
    value, low, high, band_low, band_high = (_written(number, measure.unit, digits, language) for number in numbers)
    return value, _range(low, high, language), _range(band_low, band_high, language)


def _digits(value: float) -> int:
    """How many digits behind the point a measure can bear; its bounds have as many."""
    return 2 if abs(value) < 2 else 1 if abs(value) < 20 else 0


def _written(number: float, unit: str, digits: int, language: Language) -> str:
    if math.isnan(number):
        return "–"
    if unit == "share":
        return language.percent(number)
    if unit == "words":
        return language.number(round(number))
    return language.decimal(number, digits)


def _range(low: str, high: str, language: Language) -> str:
    return "–" if "–" in (low, high) else language.gettext("%(low)s to %(high)s", low=low, high=high)
