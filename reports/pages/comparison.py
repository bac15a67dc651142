"""A comparison of groups, or of two audits, in, what its page says and shows out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from reports.charts.bars import dot_chart, widest
from reports.charts.colours import RoleStyle
from reports.charts.exported import Chart, exported
from reports.charts.picture import Picture, Table, pictured
from reports.charts.svg import NEUTRAL
from reports.language.language import Language
from reports.language.words import term
from reports.measures.comparison import REST, Comparison
from reports.measures.grouping import TIMES

DRAWN = 20
"""Differences that the chart shows; the table holds all."""

ROLES = 6
"""Roles whose shares stand beside groups too small to compare, the most heard first."""

LAST = "\U0010ffff"
"""Sorts behind every name."""
LISTED = 200
"""Rows of differences that the page lists; the tables hold all."""


def group_name(group: str, comparison: Comparison, language: Language) -> str:
    """What readers call a group."""
    if group == REST:
        return language.gettext("the rest")
    if not group:
        return language.gettext("not given")
    if comparison.by == "month":
        return language.month(group)
    names = {"before": language.gettext("before"), "after": language.gettext("after")}
    return names.get(group, group) if comparison.by == "audit" else group


def comparison_title(comparison: Comparison, language: Language) -> str:
    """What the page is called."""
    by = {
        "outlet": language.gettext("outlet"),
        "author": language.gettext("author"),
        "section": language.gettext("section"),
        "month": language.gettext("month"),
        "year": language.gettext("year"),
        "audit": language.gettext("audit"),
    }
    return language.gettext("Source balance by %(column)s", column=by.get(comparison.by, comparison.by))


def headlines(comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[str]:
    """What can be said of the groups, in plain sentences."""
    groups = comparison.groups
    enough = int(groups["enough"].sum())
    small = len(groups) - enough
    told = {"groups": language.number(len(groups)), "fewest": language.number(comparison.fewest)}
    if len(groups) == 1:
        yield language.gettext("There is one group only, and nothing to compare it with.")
    elif not enough:
        yield language.gettext(
            "None of the %(groups)s groups has enough articles to be compared: at least %(fewest)s with statements. "
            "They are shown, and not ranked.",
            **told,
        )
    elif small:
        yield language.ngettext(
            "%(num)s of %(groups)s groups has enough articles to be compared: at least %(fewest)s with statements.",
            "%(num)s of %(groups)s groups have enough articles to be compared: at least %(fewest)s with statements.",
            enough,
            **told,
        )
        yield language.ngettext(
            "%(num)s group has too few to say anything of it: it is shown, and not ranked.",
            "%(num)s groups have too few to say anything of them: they are shown, and not ranked.",
            small,
        )
    if enough < 2:
        return
    clear = comparison.differences[comparison.differences["clear"]]
    if clear.empty:
        yield language.gettext(
            "No difference between the groups is clear: chance alone makes differences as large as these. That is no "
            "proof that there are none."
        )
        return
    yield language.ngettext(
        "%(num)s difference is clear, of %(tests)s that were tested.",
        "%(num)s differences are clear, of %(tests)s that were tested.",
        len(clear),
        tests=language.number(comparison.family),
    )
    largest = max(clear.to_dict("records"), key=lambda row: abs(row["difference"]))
    yield language.gettext(
        "The largest: “%(label)s” has %(share)s of statements in “%(group)s” and %(other_share)s in “%(other)s”.",
        label=label_name(str(largest["by"]), str(largest["label"]), styles, language),
        share=language.percent(largest["share"]),
        group=group_name(str(largest["group"]), comparison, language),
        other_share=language.percent(largest["other_share"]),
        other=group_name(str(largest["other"]), comparison, language),
    )


def comparison_values(comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language) -> dict[str, Any]:
    """What the templates of a comparison show."""
    picture = comparison_picture(comparison, styles, language)
    return {
        "title": comparison_title(comparison, language),
        "styles": styles,
        "comparison": comparison,
        "headlines": list(headlines(comparison, styles, language)),
        "groups": group_rows(comparison, language),
        "pictures": [picture] if picture else [],
        "dumbbells": dumbbells(comparison, styles, language) if picture else None,
        "small": small_shares(comparison, styles, language),
        "differences": difference_table(comparison, styles, language),
    }


def label_name(by: str, label: str, styles: Mapping[str, RoleStyle], language: Language) -> str:
    """What readers call a role, a kind or a naming."""
    return styles[label].label if by == "role" and label in styles else term(language, label)


def group_rows(comparison: Comparison, language: Language) -> Table:
    """The groups with what they hold; those too small to compare are shown as such, ranks where officials differ."""
    text, rows = language.gettext, []
    groups = comparison.groups
    if comparison.by == "audit":
        groups = groups.sort_values("group", key=lambda names: names != "before", kind="stable")
    clear = comparison.differences[comparison.differences["clear"]]
    ranked = comparable(comparison) and bool(clear["label"].isin(comparison.official).any())
    if not ranked and comparison.by not in ("audit", *TIMES):
        # By name, what has none last: an order by shares would be a rank in all but the word.
        groups = groups.sort_values("group", key=lambda names: names.str.casefold().where(names != "", LAST))
    for row in groups.to_dict("records"):
        numbers = (language.number(int(row[column])) for column in ("articles", "statements", "sources"))
        own = comparison.shares[(comparison.shares["group"] == row["group"]) & (comparison.shares["by"] == "role")]
        own = own[(own["of"] == "statements") & own["label"].isin(comparison.official)]
        share = language.percent(float(own["share"].sum())) if row["statements"] else "–"
        cells = [group_name(row["group"], comparison, language), *numbers, share]
        if ranked:
            cells.append(language.number(int(row["rank"])) if row["enough"] else text("too few articles"))
        elif not row["enough"]:
            cells[-1] += f" ({text('too few articles')})"
        rows.append(tuple(cells))
    head = [text("group"), text("articles"), text("statements"), text("sources"), text("official share")]
    return Table(tuple([*head, text("rank by official share")] if ranked else head), tuple(rows))


def comparison_picture(comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language) -> Picture | None:
    """What differs, clear differences first: a dot for a group, a ring for what it is held against."""
    shown = dumbbells(comparison, styles, language)
    if not comparable(comparison) or not shown.rows:
        return None
    text, rows = language.gettext, shown.rows
    others = [f": {language.percent(row.other)}" for row in rows]

    def labels(between: str) -> list[str]:
        return [row.label if shown.groups else f"{row.group}{between}{row.label}" for row in rows]

    frame = pd.DataFrame(
        {
            "label": unique(labels("\n")),
            "share": [row.share for row in rows],
            "other": [row.other for row in rows],
            "range": [
                f"{other}  {text('clear')}" if row.clear else other for other, row in zip(others, rows, strict=True)
            ],
        }
    )
    bars = [row.style.bar if row.style else NEUTRAL for row in rows]
    colours, scale = dict(zip(frame["label"], bars, strict=True)), min(1.0, widest(frame) or 1.0)
    note = text("Dot: the group. Ring: all other articles. Shares of statements, clear differences first.")
    if shown.groups:
        group, other = shown.groups
        note = text(
            "Dot: “%(group)s”. Ring: “%(other)s”. Shares of statements, clear differences first.",
            group=group,
            other=other,
        )
    draw = partial(dot_chart, frame, colours=colours, scale=scale, language=language)
    told = (
        f"{label} {language.percent(row.share)}{other}"
        for label, row, other in zip(labels(": "), rows, others, strict=True)
    )
    return pictured(draw, "compared", text("What differs"), note, told, difference_table(comparison, styles, language))


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the chart: what is compared, of which group, its share, that of the other, whether they differ.

    ``style`` is that of a role.
    """

    label: str
    style: RoleStyle | None
    group: str
    share: float
    other: float
    clear: bool


@dataclass(frozen=True, slots=True)
class Dumbbells:
    """The rows of the chart, all on one scale from 0 to 1; ``groups`` are the two that all rows compare, if so."""

    groups: tuple[str, str] | None
    rows: tuple[Pair, ...]


def dumbbells(comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language) -> Dumbbells:
    """What differs, clear differences first; the page draws it with its own boxes, so that it fits any width."""
    found = ordered(comparison).head(DRAWN)
    both = found[["group", "other"]].drop_duplicates()
    names = [tuple(group_name(str(name), comparison, language) for name in pair) for pair in both.to_numpy()]
    return Dumbbells(
        (names[0][0], names[0][1]) if len(names) == 1 else None,
        tuple(
            Pair(
                label_name(str(row["by"]), str(row["label"]), styles, language),
                styles.get(row["label"]) if row["by"] == "role" else None,
                group_name(str(row["group"]), comparison, language),
                float(row["share"]),
                float(row["other_share"]),
                bool(row["clear"]),
            )
            for row in found.to_dict("records")
        ),
    )


def comparison_charts(
    comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language, about: str = ""
) -> list[Chart]:
    """The chart to take along, with the differences that it shows; ``low`` and ``high`` bound the difference."""
    shown = comparison_picture(comparison, styles, language)
    figures = ordered(comparison).head(DRAWN).drop(columns="size")
    return [exported(shown, figures, about)] if shown else []


def comparable(comparison: Comparison) -> bool:
    """Whether two groups at least have enough articles."""
    return int(comparison.groups["enough"].sum()) > 1


def _chosen(comparison: Comparison) -> list[tuple[str, str]]:
    """What the page shows of each group: the roles most heard, the unnamed and the quoted."""
    shares = comparison.shares[(comparison.shares["of"] == "statements") & (comparison.shares["by"] == "role")]
    roles = shares.groupby("label", sort=False)["count"].sum()
    roles = roles[roles > 0].sort_values(ascending=False, kind="stable")
    return [("role", str(role)) for role in roles.index[:ROLES]] + [("naming", "unnamed"), ("kind", "direct")]


def small_shares(comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language) -> Table | None:
    """The shares of groups of which fewer than two can be compared, in order of their names; none where they can be."""
    if comparable(comparison):
        return None
    chosen = _chosen(comparison)
    shares = comparison.shares[comparison.shares["of"] == "statements"].set_index(["group", "by", "label"])["share"]
    rows = []
    for group in sorted(comparison.groups["group"]):
        own = (shares.get((group, *one)) for one in chosen)
        cells = ("–" if share is None else language.percent(share) for share in own)
        rows.append((group_name(group, comparison, language), *cells))
    return Table((language.gettext("group"), *(label_name(*one, styles, language) for one in chosen)), tuple(rows))


def ordered(comparison: Comparison) -> pd.DataFrame:
    """The differences, clear ones first, then by size."""
    found = comparison.differences.assign(size=comparison.differences["difference"].abs())
    return found.sort_values(["clear", "size"], ascending=False, kind="stable")


def difference_table(comparison: Comparison, styles: Mapping[str, RoleStyle], language: Language) -> Table:
    """The differences, clear ones first, then by size; at most ``LISTED``."""
    text = language.gettext
    found = ordered(comparison).head(LISTED)
    rows = []
    for row in found.to_dict("records"):
        low, high, p_value = language.points(row["low"]), language.points(row["high"]), row["p_adjusted"]
        rows.append(
            (
                label_name(row["by"], row["label"], styles, language),
                group_name(row["group"], comparison, language),
                language.percent(row["share"]),
                group_name(row["other"], comparison, language),
                language.percent(row["other_share"]),
                language.points(row["difference"]),
                "–" if pd.isna(row["low"]) else text("%(low)s to %(high)s", low=low, high=high),
                "< " + language.decimal(0.001, 3) if p_value < 0.001 else language.decimal(p_value, 3),
                text("clear") if row["clear"] else text("not clear"),
            )
        )
    head = (
        *(text("statements"), text("group"), text("share"), text("against"), text("share"), text("points")),
        *(text("95%% interval"), text("p, corrected"), text("difference")),
    )
    return Table(head, tuple(rows), frozenset([1, 3, 8]))


def unique(names: list[str]) -> list[str]:
    """``names``, with a number behind those that stand there twice: a chart draws one row a name."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
