"""The measures of a corpus in, what its page says in sentences and lists out."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from reports.charts.bars import interval
from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.language.words import count
from reports.measures.balance import Balance

NAMED_SILENT = 6
"""More roles than this in which nobody speaks are counted, not named."""


def report_title(language: Language, articles: int, partial: bool, title: str = "") -> str:
    """What the report is called, if not ``title``; of a ``partial`` one also after how many articles it stopped."""
    title = title or language.gettext("Source balance")
    if not partial:
        return title
    number = count(language, "article", articles)
    return language.gettext("%(title)s (partial: stopped after %(articles)s)", title=title, articles=number)


def headlines(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[str]:
    """The findings in plain sentences, the most general first."""
    text = language.gettext
    articles = count(language, "article", measures.articles)
    if not measures.statements:
        yield text("No statement was found in %(articles)s.", articles=articles)
        return
    yield text(
        "In %(articles)s, %(statements)s come from %(sources)s.",
        articles=articles,
        statements=count(language, "statement", measures.statements),
        sources=count(language, "source", measures.sources),
    )
    top = rows_of(measures.share_of("role").head(1))[0]
    yield text(
        "The role most heard is %(role)s, with %(share)s of statements%(bounds)s.",
        role=language.quoted(styles[top["label"]].label),
        share=language.percent(top["share"]),
        bounds=bounds(measures, top, language),
    )
    yield from _first(measures, styles, language)
    naming = rows_of(measures.share_of("naming"))
    unnamed = next(row for row in naming if row["label"] == "unnamed")
    yield text(
        "%(share)s of statements come from sources that the article does not name%(bounds)s.",
        share=language.percent(unnamed["share"]),
        bounds=bounds(measures, unnamed, language),
    )
    yield from _silent(measures, styles, language)
    asked = len(measures.unanswered)
    if asked:
        yield language.ngettext(
            "In %(num)s case an article says that somebody was asked and did not answer.",
            "In %(num)s cases an article says that somebody was asked and did not answer.",
            asked,
        )


def bounds(measures: Balance, row: Mapping[str, Any], language: Language) -> str:
    """The interval and the sensitivity band of a share in brackets; empty where there are none."""
    parts = []
    if sampled := interval(language, row["low"], row["high"]):
        parts.append(language.gettext("95%% interval %(interval)s", interval=sampled))
    name, band = gold_name(measures), interval(language, row["band_low"], row["band_high"])
    if band and measures.checked:
        share, many = language.percent(row["corrected"]), checked_name(measures, language)
        parts.append(
            language.gettext("with %(many)s checked: %(share)s, %(interval)s", many=many, share=share, interval=band)
        )
    elif band and name:
        parts.append(language.gettext("if the tool errs as on %(gold)s: %(interval)s", gold=name, interval=band))
    return f" ({'; '.join(parts)})" if parts else ""


def gold_name(measures: Balance) -> str:
    """What the gold data behind the sensitivity bands are called in short."""
    return measures.known_error.short if measures.known_error else ""


def checked_name(measures: Balance, language: Language) -> str:
    """What people checked of a sample, counted; empty where they checked none."""
    if measures.checked is None:
        return ""
    return language.gettext(
        "%(statements)s and %(paragraphs)s",
        statements=count(language, "statement", measures.checked.statements),
        paragraphs=language.ngettext("%(num)s paragraph", "%(num)s paragraphs", measures.checked.paragraphs),
    )


def _first(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[str]:
    first = measures.share_of("role", "first")
    often = int(first["count"].max())
    roles = [language.quoted(styles[label].label) for label in first.loc[first["count"] == often, "label"]]
    told = {"often": language.number(often), "articles": count(language, "article", int(first["count"].sum()))}
    if len(roles) == 1:
        yield language.gettext(
            "The role most often heard first is %(role)s, in %(often)s of %(articles)s with statements.",
            role=roles[0],
            **told,
        )
    elif len(roles) <= NAMED_SILENT:
        yield language.gettext(
            "The roles most often heard first are %(roles)s, each in %(often)s of %(articles)s with statements.",
            roles=language.listed(roles),
            **told,
        )


def _silent(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[str]:
    roles = measures.share_of("role")
    silent = [language.quoted(styles[label].label) for label in roles.loc[roles["count"] == 0, "label"]]
    if len(silent) > NAMED_SILENT:
        yield language.ngettext("In %(num)s role nobody speaks.", "In %(num)s of the roles nobody speaks.", len(silent))
    elif silent:
        yield language.ngettext(
            "Nobody speaks in the role %(roles)s.",
            "Nobody speaks in the roles %(roles)s.",
            len(silent),
            roles=language.listed(silent, "or"),
        )


def article_rows(articles: pd.DataFrame, measures: Balance) -> list[dict[str, Any]]:
    """Each article with its numbers, in the order of the articles table, which may be a part of all."""
    columns = ["article", "statements", "sources", "role", "role_share"]
    own = measures.by_article[measures.by_article["article"].isin(articles["article"])]
    found = {row["article"]: row for row in rows_of(own[columns])}
    none = {"statements": 0, "sources": 0, "role": "", "role_share": 0.0}
    known = ["article", "title", "outlet", "date", "no_comments"]
    return [row | found.get(row["article"], none) for row in rows_of(articles[known])]


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame``; a missing text is empty."""
    rows = frame.to_dict("records")
    # Which of the two stands for a missing text depends on the release of pandas.
    return [{str(name): "" if cell is pd.NA or cell is None else cell for name, cell in row.items()} for row in rows]
