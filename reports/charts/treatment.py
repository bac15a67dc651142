"""How each role is treated in (quoted or reported, with which cues, in what tone), its charts and tables out."""

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from reports.charts.bars import dot_chart
from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture, Table, pictured
from reports.charts.shares import with_bounds
from reports.language.language import Language
from reports.language.words import term
from reports.measures.balance import Balance
from reports.measures.treatment import TONES

CUES = 6
"""Cues listed for a role."""


def tone_pictures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[Picture]:
    """The tone of what each role is cited with."""
    for measure in TONES:
        yield _tone(measure, measures, styles, language)


def _tone(measure: str, measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Picture:
    text = language.gettext
    title, note = {
        "polarity": (text("Polarity"), text("From −1 (negative words) to 1 (positive words), on average.")),
        "subjectivity": (text("Subjectivity"), text("From 0 (factual words) to 1 (personal words), on average.")),
    }[measure]
    rows = measures.tone[(measures.tone["measure"] == measure) & measures.tone["mean"].notna()]
    means = [language.decimal(mean, 2) for mean in rows["mean"]]
    ranges = [
        "" if pd.isna(low) else f"{language.decimal(low, 2)} – {language.decimal(high, 2)}"
        for low, high in zip(rows["low"], rows["high"], strict=True)
    ]
    labels = [styles[role].label for role in rows["role"]]
    least, most = TONES[measure]
    frame = rows.rename(columns={"mean": "share"}).assign(label=labels, words=means, range=ranges)
    colours = {style.label: style.bar for style in styles.values()}
    draw = partial(dot_chart, frame, colours=colours, scale=most, language=language, least=least)
    head = (text("role"), text("statements"), text("mean"), text("95%% interval"))
    numbers = [language.number(int(number)) for number in rows["statements"]]
    table = Table(head, tuple(zip(labels, numbers, means, (one or "–" for one in ranges), strict=True)))
    told = (f"{label} {mean}" for label, mean in zip(labels, means, strict=True))
    return pictured(draw, measure, title, note, told, table)


def kind_table(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Table:
    """For each role that is heard: how its statements are given, and its most frequent cues."""
    given = measures.treatment[measures.treatment["aspect"] == "kind"]
    shares = {(row["role"], row["label"]): row for _, row in given.iterrows()}
    kinds = ("direct", "mixed", "indirect")
    worded = measures.cues[measures.cues["cue_lemma"].str.contains(r"\w")]
    rows = []
    for role in _heard(measures):
        cues = worded[worded["role"] == role].head(CUES).to_dict("records")
        told = ", ".join(f"{row['cue_lemma']} {language.number(int(row['statements']))}" for row in cues)
        rows.append((styles[role].label, *(with_bounds(shares[role, kind], language) for kind in kinds), told))
    head = (language.gettext("role"), *(term(language, kind) for kind in kinds), language.gettext("most frequent cues"))
    return Table(head, tuple(rows), frozenset([len(head) - 1]))


def _heard(measures: Balance) -> list[str]:
    roles = measures.share_of("role")
    return list(roles.loc[roles["count"] > 0, "label"])
