"""Shares with their intervals and bands in, the charts of the corpus page with the tables behind them out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from reports.charts.bars import dot_chart, interval, share_chart, span_of, widest
from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture, Table, pictured
from reports.language.language import Language
from reports.language.words import term
from reports.measures.balance import Balance


def role_pictures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> list[Picture]:
    """How much each role is heard: by statements, words, quoted words and sources, all on one scale."""
    text = language.gettext
    own_words = text("Words inside quotation marks: who is heard in their own words.")
    shown = {
        "statements": (text("Statements by role"), text("Whose statements fill the articles."), text("statements")),
        "words": (text("Words by role"), text("How much room each role is given."), text("words")),
        "quoted_words": (text("Quoted words by role"), own_words, text("words")),
        "sources": (text("Sources by role"), text("How many different sources speak in each role."), text("sources")),
    }
    shares = {of: measures.share_of("role", of) for of in shown}
    scale = max(map(widest, shares.values()))
    return [share_picture(of, shares[of], *words, language, styles, scale) for of, words in shown.items()]


def first_voice(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Picture:
    """Who is heard first, against how much each role is heard at all."""
    shares = measures.share_of("role", "first").assign(other=measures.share_of("role")["share"])
    title, unit = language.gettext("Who is heard first"), language.gettext("articles")
    note = language.gettext(
        "Dot: the share of articles that open with the role. Ring: its share of all statements. A dot to the right "
        "of its ring is a role that is heard first more often than it is heard."
    )
    return share_picture("first", shares, title, note, unit, language, styles, chart=dot_chart)


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


def division_pictures(measures: Balance, language: Language) -> Iterator[Picture]:
    """Statements by naming, by kind and by kind of source."""
    text = language.gettext
    for by, title, note in (
        ("naming", text("Named and unnamed"), text("Statements by whether the article names their source.")),
        ("kind", text("Quoted and reported"), text("Direct: inside quotation marks. Mixed: partly.")),
        ("source_kind", text("Persons, groups and documents"), text("Statements by what their source is.")),
    ):
        shown = share_picture(by, measures.share_of(by), title, note, text("statements"), language)
        yield replace(shown, table=_with_units(shown.table, by, measures, language))


def _with_units(table: Table, by: str, measures: Balance, language: Language) -> Table:
    """The table of statements with the shares of words, of quoted words and of sources behind it."""
    text = language.gettext
    of_sources = text("share of sources, by most of their statements") if by == "kind" else text("share of sources")
    heads = {"words": text("share of words"), "quoted_words": text("share of quoted words"), "sources": of_sources}
    columns = [[with_bounds(row, language) for _, row in measures.share_of(by, of).iterrows()] for of in heads]
    rows = tuple((*row, *cells) for row, cells in zip(table.rows, zip(*columns, strict=True), strict=True))
    return Table((*table.head, *heads.values()), rows, table.prose)


def share_picture(
    name: str,
    shares: pd.DataFrame,
    title: str,
    note: str,
    unit: str,
    language: Language,
    styles: Mapping[str, RoleStyle] | None = None,
    scale: float | None = None,
    chart: Callable[..., str] = share_chart,
) -> Picture:
    """A chart of ``shares`` (``label, count, share, low, high``, perhaps with a band) with its table.

    The labels are roles where there are ``styles``, else other terms of the tables.
    """
    text, known = language.gettext, styles or {}
    labels = [known[label].label if known else term(language, label) for label in shares["label"]]
    rows = tuple(share_row(label, row, language) for label, row in zip(labels, shares.to_dict("records"), strict=True))
    colours = {style.label: style.bar for style in known.values()}
    head = [text("role") if known else title, unit, text("share"), text("95%% interval")]
    if "band_low" in shares:
        head.append(text("corrected by a sample") if "corrected" in shares else text("with the tool’s error"))
    draw = partial(chart, shares.assign(label=labels), colours=colours, scale=scale, language=language)
    return pictured(draw, name, title, note, (f"{row[0]} {row[2]}" for row in rows), Table(tuple(head), rows))


def share_row(label: str, row: Mapping[Any, Any], language: Language, missing: str = "–") -> tuple[str, ...]:
    """A row of ``shares`` as cells of a table; ``missing`` stands for a share that there is not."""
    share = missing if pd.isna(row["share"]) else language.percent(row["share"])
    number = "0" if pd.isna(row["count"]) else language.number(int(row["count"]))
    cells = [interval(language, row["low"], row["high"]) or "–"]
    if "band_low" in row:
        band, corrected = interval(language, row["band_low"], row["band_high"]), row.get("corrected", float("nan"))
        cells.append(f"{language.percent(corrected)} ({band})" if band and not pd.isna(corrected) else band or "–")
    return (label, number, share, *cells)


def with_bounds(row: pd.Series, language: Language) -> str:
    """A share with its interval in brackets, or the word that there are too few articles for one."""
    if pd.isna(row["share"]):
        return "–"
    sampled = span_of(row["share"], row["low"], row["high"]) or language.gettext("too few")
    return f"{language.percent(row['share'])} ({sampled})"
