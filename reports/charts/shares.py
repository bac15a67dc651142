"""Shares with their intervals and bands in, the charts of the corpus page with the tables behind them out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from reports.charts.bars import dot_chart, interval, share_chart, span_of, widest
from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture, Table
from reports.language.language import Language
from reports.language.words import term
from reports.measures.balance import Balance

PLACES = ("headline", "lead", "first", "first_third", "statements", "last")
"""Where an article lets a role speak, from its top to its end; ``statements`` is everywhere."""


def role_pictures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> list[Picture]:
    """How much each role is heard: by statements, words, quoted words and sources, all on one scale."""
    text = language.gettext
    title_of = {
        "statements": (text("Statements by role"), text("Whose statements fill the articles."), text("statements")),
        "words": (text("Words by role"), text("How much room each role is given."), text("words")),
        "quoted_words": (
            text("Quoted words by role"),
            text("Words inside quotation marks: who is heard in their own words."),
            text("words"),
        ),
        "sources": (
            text("Sources by role"),
            text("How many different sources speak in each role."),
            text("sources"),
        ),
    }
    shares = {of: measures.share_of("role", of) for of in title_of}
    scale = max(map(widest, shares.values()))
    return [
        share_picture(of, shares[of], *title_of[of], language, role_names(styles), role_bars(styles), scale)
        for of in title_of
    ]


def first_voice(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Picture:
    """Who is heard first, against how much each role is heard at all."""
    shares = measures.share_of("role", "first").assign(other=measures.share_of("role")["share"])
    return share_picture(
        "first",
        shares,
        language.gettext("Who is heard first"),
        language.gettext(
            "Dot: the share of articles that open with the role. Ring: its share of all statements. A dot to the right "
            "of its ring is a role that is heard first more often than it is heard."
        ),
        language.gettext("articles"),
        language,
        role_names(styles),
        role_bars(styles),
        draw=dot_chart,
    )


def place_table(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Table:
    """Each role's share of the places of an article."""
    heads = {
        "headline": language.gettext("in the headline"),
        "lead": language.gettext("in the lead"),
        "first": language.gettext("first voice"),
        "first_third": language.gettext("first third"),
        "statements": language.gettext("whole article"),
        "last": language.gettext("last word"),
    }
    columns = [measures.share_of("role", of).set_index("label") for of in PLACES]
    rows = tuple(
        (styles[label].label, *(with_bounds(column.loc[label], language) for column in columns))
        for label in columns[0].index
    )
    return Table((language.gettext("role"), *(heads[of] for of in PLACES)), rows)


def division_pictures(measures: Balance, language: Language) -> Iterator[Picture]:
    """Statements by naming, by kind and by kind of source."""
    text = language.gettext
    for by, title, note in (
        ("naming", text("Named and unnamed"), text("Statements by whether the article names their source.")),
        ("kind", text("Quoted and reported"), text("Direct: inside quotation marks. Mixed: partly.")),
        ("source_kind", text("Persons, groups and documents"), text("Statements by what their source is.")),
    ):
        shares = measures.share_of(by)
        names = {label: term(language, label) for label in shares["label"]}
        shown = share_picture(by, shares, title, note, text("statements"), language, names, {})
        yield replace(shown, table=_with_units(shown.table, by, measures, language))


def _with_units(table: Table, by: str, measures: Balance, language: Language) -> Table:
    """The table of statements with the shares of words, of quoted words and of sources behind it."""
    heads = {
        "words": language.gettext("share of words"),
        "quoted_words": language.gettext("share of quoted words"),
        "sources": language.gettext("share of sources"),
    }
    if by == "kind":
        heads["sources"] = language.gettext("share of sources, by most of their statements")
    columns = [[with_bounds(row, language) for _, row in measures.share_of(by, of).iterrows()] for of in heads]
    rows = tuple((*row, *cells) for row, cells in zip(table.rows, zip(*columns, strict=True), strict=True))
    return Table((*table.head, *heads.values()), rows, table.prose)


def role_names(styles: Mapping[str, RoleStyle]) -> dict[str, str]:
    """What readers call each role."""
    return {name: style.label for name, style in styles.items()}


def role_bars(styles: Mapping[str, RoleStyle]) -> dict[str, str]:
    """The colour of each role in charts."""
    return {name: style.bar for name, style in styles.items()}


def share_picture(
    name: str,
    shares: pd.DataFrame,
    title: str,
    note: str,
    unit: str,
    language: Language,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    scale: float | None = None,
    draw: Callable[..., str] = share_chart,
    wide: bool = False,
) -> Picture:
    """A chart of ``shares`` (``label, count, share, low, high``, perhaps with a band) with its table.

    ``names`` are what readers call the labels, ``colours`` (label → ``#rrggbb``) their colours.
    """
    labels = [names.get(label, label) for label in shares["label"]]
    shown = shares.assign(label=labels)
    rows = tuple(_row(label, row, language) for label, row in zip(labels, shares.to_dict("records"), strict=True))
    description = "; ".join(f"{label} {row[2]}" for label, row in zip(labels, rows, strict=True))
    by_label = {names.get(label, label): colour for label, colour in colours.items()}
    svg = draw(shown, name, title, f"{note} {description}.", by_label, scale, language)
    head = (
        language.gettext("role") if colours else title,
        unit,
        language.gettext("share"),
        language.gettext("95%% interval"),
        *((language.gettext("with the tool’s error"),) if "band_low" in shown else ()),
    )
    # The picture is our own, made of numbers and of labels that the chart escapes.
    return Picture(title, note, Markup(svg), Table(head, rows), wide)


def _row(label: str, row: Mapping[object, object], language: Language) -> tuple[str, ...]:
    share, low, high = (float(str(row[column])) for column in ("share", "low", "high"))
    cells = [
        label,
        language.number(int(str(row["count"]))),
        "–" if pd.isna(share) else language.percent(share),
        interval(language, low, high) or "–",
    ]
    if "band_low" in row:
        band = interval(language, float(str(row["band_low"])), float(str(row["band_high"])))
        corrected = float(str(row.get("corrected", "nan")))
        cells.append(f"{language.percent(corrected)} ({band})" if band and not math.isnan(corrected) else band or "–")
    return tuple(cells)


def with_bounds(row: pd.Series, language: Language) -> str:
    """A share with its interval in brackets, or the word that there are too few articles for one."""
    if pd.isna(row["share"]):
        return "–"
    sampled = span_of(row["share"], row["low"], row["high"]) or language.gettext("too few")
    return f"{language.percent(row['share'])} ({sampled})"
