"""The measures of a corpus in, what its page says and shows out: sentences, pictures and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from reports.balance import Balance
from reports.charts import percent, share_chart, widest
from reports.colours import RoleStyle


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of the corpus page with the table behind it."""

    title: str
    note: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plural(number: int, one: str, several: str = "") -> str:
    """``number`` with its noun: "1 article", "1,204 articles"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def headlines(measures: Balance) -> Iterator[str]:
    """The findings in plain sentences, the most general first."""
    if not measures.statements:
        yield f"No statement was found in {plural(measures.articles, 'article')}."
        return
    yield (
        f"{plural(measures.articles, 'article')} {'carries' if measures.articles == 1 else 'carry'} "
        f"{plural(measures.statements, 'statement')} by {plural(measures.sources, 'source')}."
    )
    top = measures.roles.iloc[0]
    interval = "" if pd.isna(top["low"]) else f" (95% interval {percent(top['low'])} to {percent(top['high'])})"
    yield f"The role most heard is {top['role']}, with {percent(top['statement_share'])} of statements{interval}."
    often = int(measures.roles["first"].max())
    opening = list(measures.roles.loc[measures.roles["first"] == often, "role"])
    one = len(opening) == 1
    yield (
        f"The {'role' if one else 'roles'} most often heard first {'is' if one else 'are'} {' and '.join(opening)}, "
        f"in {often:,} {'' if one else 'each '}of "
        f"{plural(int(measures.roles['first'].sum()), 'article')} with statements."
    )
    shares = measures.naming.set_index("label")["statement_share"]
    yield f"{percent(shares['unnamed'])} of statements come from sources that the article does not name."
    silent = [
        role for role, count in zip(measures.roles["role"], measures.roles["statements"], strict=True) if not count
    ]
    if silent:
        yield f"Nobody speaks in the {'role' if len(silent) == 1 else 'roles'} {_listed(silent)}."
    asked = len(measures.unanswered)
    if asked:
        yield f"In {plural(asked, 'case')} an article says that somebody was asked and did not answer."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def pictures(measures: Balance, styles: Mapping[str, RoleStyle]) -> list[Picture]:
    """The charts of the corpus page; none where there is no statement."""
    if not measures.statements:
        return []
    bars = {name: style.bar for name, style in styles.items()}
    by_role = {
        name: measures.roles[["role", count, share]].set_axis(["label", "count", "share"], axis="columns")
        for name, count, share in (
            ("statements", "statements", "statement_share"),
            ("words", "words", "word_share"),
            ("sources", "sources", "source_share"),
            ("first", "first", "first_share"),
        )
    }
    by_role["statements"] = by_role["statements"].assign(low=measures.roles["low"], high=measures.roles["high"])
    # One scale for all four, so that a bar means the same in each.
    scale = max(map(widest, by_role.values()))
    interval = "" if measures.roles["low"].isna().all() else " The line at a bar’s end is its 95% interval."
    notes = {
        "statements": ("Statements by role", f"Whose statements fill the articles.{interval}", "statements"),
        "words": ("Words by role", "How much room each role is given.", "words"),
        "sources": ("Sources by role", "How many different sources speak in each role.", "sources"),
        "first": ("Who is heard first", "The role of the first statement in each article.", "articles"),
    }
    found = [_picture(name, by_role[name], *notes[name], bars, scale) for name in by_role]
    for name, frame, title, note in (
        ("naming", measures.naming, "Named and unnamed", "Statements by whether the article names their source."),
        ("kinds", measures.kinds, "Quoted and reported", "Direct: inside quotation marks. Mixed: partly."),
    ):
        shares = frame.set_axis(["label", "count", "share"], axis="columns")
        found.append(_picture(name, shares, title, note, "statements", {}, None))
    return found


def _picture(
    name: str,
    shares: pd.DataFrame,
    title: str,
    note: str,
    unit: str,
    colours: Mapping[str, str],
    scale: float | None,
) -> Picture:
    rows = [(str(row["label"]), f"{row['count']:,}", percent(row["share"]), *_interval(row)) for row in rows_of(shares)]
    description = "; ".join(f"{label} {share}" for label, _, share, *_ in rows)
    svg = share_chart(shares, name, title, f"{note} {description}.", colours, scale)
    head = ("role" if colours else "", unit, "share", *(["95% interval"] if "low" in shares else []))
    # The picture is our own, made of numbers and role names, which the chart escapes.
    return Picture(title, note, Markup(svg), head, tuple(rows))


def _interval(row: Mapping[str, Any]) -> tuple[str, ...]:
    if "low" not in row:
        return ()
    return ("–" if pd.isna(row["low"]) else f"{percent(row['low'])} to {percent(row['high'])}",)


def article_list(articles: pd.DataFrame, measures: Balance) -> Iterator[dict[str, Any]]:
    """Each article with its numbers, in the order of the articles table."""
    found = {row["article"]: row for row in rows_of(measures.by_article)}
    for row in rows_of(articles[["article", "title", "outlet", "date", "no_comments"]]):
        heard = found.get(row["article"], {"statements": 0, "sources": 0, "role": "", "role_share": 0.0})
        yield row | heard


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame``; a missing text is empty."""
    rows = frame.to_dict("records")
    return [{str(name): "" if cell is pd.NA else cell for name, cell in row.items()} for row in rows]
