"""Shares with their intervals and bands in, tables of them out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reports.charts.bars import interval, interval_text
from reports.charts.colours import RoleStyle
from reports.charts.picture import Table
from reports.language.language import Language
from reports.language.words import term
from reports.measures.balance import Balance


def role_figures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Table:
    """Each role's shares of statements, words, quoted words and sources, with interval and the tool's error.

    Where people checked a sample, the share of statements that it proves stands in place of the tool's error.
    """
    text, heads = language.gettext, _counted(language)
    columns = [measures.share_of("role", of).set_index("label") for of in heads]
    rows = []
    for label in columns[0].index:
        own = columns[0].loc[label]
        cells = (with_bounds(column.loc[label], language) for column in columns)
        band = corrected(own, language) if measures.checked else interval(language, own["band_low"], own["band_high"])
        rows.append((styles[label].label, language.number(int(own["count"])), *cells, band or "–"))
    with_error = text("of statements, with the tool’s error")
    last = text("of statements, corrected by a sample") if measures.checked else with_error
    return Table((text("role"), text("statements"), *heads.values(), last), tuple(rows))


def place_table(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Table:
    """Each role's share of the places of an article, from its top to its end."""
    text = language.gettext
    heads = {
        "headline": text("in the headline"),
        "lead": text("in the lead"),
        "first": text("first voice"),
        "first_third": text("first third"),
        "statements": text("whole article"),
        "last": text("last word"),
    }
    columns = [measures.share_of("role", of).set_index("label") for of in heads]
    rows = tuple(
        (styles[label].label, *(with_bounds(column.loc[label], language) for column in columns))
        for label in columns[0].index
    )
    return Table((text("role"), *heads.values()), rows)


def division_table(measures: Balance, language: Language) -> Table:
    """Shares by naming, by kind and by kind of source, of each thing that is counted.

    Where people checked a sample, the shares of statements that it proves stand last.
    """
    text, heads = language.gettext, _counted(language)
    rows = []
    for by in ("naming", "kind", "source_kind"):
        columns = [measures.share_of(by, of).to_dict("records") for of in heads]
        for own, *others in zip(*columns, strict=True):
            cells = (with_bounds(row, language) for row in (own, *others))
            proved = [corrected(own, language) or "–"] if measures.checked else []
            rows.append((term(language, own["label"]), language.number(int(own["count"])), *cells, *proved))
    last = [text("of statements, corrected by a sample")] if measures.checked else []
    return Table((text("kind of statement"), text("statements"), *heads.values(), *last), tuple(rows))


def _counted(language: Language) -> dict[str, str]:
    """What is counted, with the head of the column of its shares."""
    text = language.gettext
    return {
        "statements": text("share of statements"),
        "words": text("share of words"),
        "quoted_words": text("share of quoted words"),
        "sources": text("share of sources, counted in each article"),
    }


def with_bounds(row: Mapping[Any, Any] | pd.Series, language: Language) -> str:
    """A share with its interval in brackets, or the word that there are too few articles for one."""
    if pd.isna(row["share"]):
        return "–"
    sampled = interval_text(row["share"], row["low"], row["high"]) or language.gettext("too few")
    return f"{language.percent(row['share'])} ({sampled})"


def corrected(row: Mapping[Any, Any] | pd.Series, language: Language) -> str:
    """The share corrected by a sample with its interval in brackets; empty where the sample proves none."""
    if pd.isna(row["corrected"]):
        return ""
    share = language.percent(row["corrected"])
    proved = interval_text(row["corrected"], row["band_low"], row["band_high"])
    return f"{share} ({proved})" if proved else share
