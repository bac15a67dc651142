"""How unequally sources are heard, where in the articles and when in, the charts of it out."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from reports.charts.bars import interval
from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture, Table, pictured
from reports.charts.place import lorenz_chart, tenths_chart, timeline_chart
from reports.charts.svg import NEUTRAL
from reports.language.language import Language
from reports.measures.balance import Balance

LANES = 6
"""Roles that the strip of the whole corpus shows."""

FEWEST_MONTHS = 3
"""Months with enough articles below which nothing of a course can be seen."""

STEPS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Shares of the sources for which the table behind the Lorenz curve gives theirs of the statements."""


def lorenz_picture(measures: Balance, language: Language) -> Picture | None:
    """The Lorenz curve of sources; none where fewer than two are heard."""
    if measures.sources < 2 or measures.lorenz.empty:
        return None
    text = language.gettext
    title = text("How unequally sources are heard")
    note = text(
        "Sources stand from the least to the most heard. The further the curve hangs below the broken line, the more "
        "a few of them say. The curve describes these articles; the Gini coefficient of it has an interval."
    )
    curve = measures.lorenz.set_index("sources")["statements"]
    rows = []
    for step in STEPS:
        said = curve[curve.index <= step + 1e-9].iloc[-1]  # the curve begins at 0
        rows.append((text("the %(share)s least heard", share=language.percent(step)), language.percent(float(said))))
    across, up = text("share of sources"), text("share of statements")
    draw = partial(lorenz_chart, measures.lorenz, across, up, language)
    told = (f"{label}: {share}" for label, share in rows)
    return pictured(draw, "lorenz", title, note, told, Table((text("sources"), up), tuple(rows)))


def tenths_picture(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Picture | None:
    """Who holds the floor where, over all articles; none where nobody speaks."""
    floor = measures.floor
    if floor.empty or not floor["words"].sum():
        return None
    order = floor.groupby("role")["words"].sum().sort_values(ascending=False, kind="stable")
    roles = list(order[order > 0].index[:LANES])
    shown = floor[floor["role"].isin(roles)]
    label = {role: styles[role].label for role in roles}
    text = language.gettext
    title = text("Who holds the floor where")
    note = text(
        "All articles laid over each other, from their first tenth (left) to their last: the higher a column, the "
        "larger the role’s share of the credited words there. It describes these articles: a tenth holds too few words "
        "for an interval."
    )
    shares = shown.pivot_table(index="role", columns="tenth", values="share", fill_value=0.0).reindex(roles)
    rows = tuple(
        (label[role], *(language.percent(float(shares.loc[role].get(tenth, 0.0))) for tenth in range(1, 11)))
        for role in roles
    )
    colours = {styles[role].label: styles[role].bar for role in roles}
    draw = partial(tenths_chart, shown.assign(label=shown["role"].map(label)), list(label.values()), colours)
    head = (text("role"), *(text("tenth %(number)s", number=number) for number in range(1, 11)))
    told = (f"{row[0]} {row[1]} … {row[-1]}" for row in rows)
    return pictured(draw, "tenths", title, note, told, Table(head, rows))


def timeline_picture(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Picture | None:
    """The official share from month to month; none where too few months have enough articles."""
    months = measures.timeline
    if int(months["enough"].sum()) < FEWEST_MONTHS:
        return None
    text = language.gettext
    title = text("Official share by month")
    note = text(
        "Share of statements by official roles, with its 95%% interval. A ring is a month with too few articles to say."
    )
    rows = tuple(
        (
            language.month(row["month"]),
            language.number(int(row["articles_with_statements"])),
            language.number(int(row["statements"])),
            "–" if pd.isna(row["share"]) else language.percent(row["share"]),
            interval(language, row["low"], row["high"]) or ("" if row["enough"] else text("too few articles")),
        )
        for row in months.to_dict("records")
    )
    colour = next((styles[role].bar for role in measures.official if role in styles), NEUTRAL)
    draw = partial(timeline_chart, months.assign(label=[row[0] for row in rows]), colour, language)
    head = (text("month"), text("articles with statements"), text("statements"), text("share"), text("95%% interval"))
    told = (f"{month} {share}" for month, _, _, share, _ in rows)
    return pictured(draw, "timeline", title, note, told, Table(head, rows))
