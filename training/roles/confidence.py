"""Labelled sources in, how often each rule of the roles is right out: ``quotes/models/role_confidence.toml``.

Counted over the articles in ``corpus/`` and, if there are any, articles labelled elsewhere (tab-separated: doc, start,
end, source, role, named, kind, speaker). The source mentions are given, so that only who they are and their role is
judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.evaluate import read_corpus_gold
from quotes.model import Article, Attribution, Role, Span
from quotes.models import FOLDER
from quotes.parse.parser import Parser
from quotes.read import read_articles
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import load_codebook
from quotes.roles.confidence import CLOSE
from quotes.sources.resolve import resolve
from training.attribution import polnear

TARGET = FOLDER / "role_confidence.toml"
PRIOR = 4
"""Decisions that a rule is credited with at the share of all rules, so that one of few is not sure of itself."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its source mentions and the role of each."""

    article: Article
    roles: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The role that was right and the one that was decided."""

    right: str
    role: Role


def read_corpus(corpus: Path) -> list[Labelled]:
    """The articles of ``corpus`` with the roles of its gold annotation."""
    gold = read_corpus_gold(corpus / "gold")
    return [
        Labelled(a, tuple((g.source, g.role) for g in gold[a.id] if g.source is not None))
        for a in read_articles([corpus / "articles"])
    ]


def read_labels(labels: Path, texts: Path) -> list[Labelled]:
    """Articles labelled in a tab-separated file, their texts in ``texts``."""
    return [
        Labelled(
            Article(name, polnear.read_text(texts / f"{name}.txt")), tuple((span, row["role"]) for span, row in rows)
        )
        for name, rows in polnear.read_labels(labels).items()
    ]


def decisions(labelled: Sequence[Labelled], parser: Parser) -> Iterator[Decision]:
    """For each labelled source mention the role that the toolkit decides."""
    codebook = load_codebook()
    for one, document in zip(labelled, parser.parse([x.article for x in labelled]), strict=True):
        said = [Attribution("indirect", (), (), span, "labelled", 1.0) for span, _ in one.roles]
        found, sources = resolve(one.article, document, said)
        sources, found = assign_roles(document, found, sources, codebook)
        for attribution, (_, right) in zip(found, one.roles, strict=True):
            source = sources[attribution.source_index] if attribution.source_index is not None else None
            role = attribution.own_role or (source.role if source is not None else None)
            if role is not None:
                yield Decision(right, role)


def shares(decided: Sequence[Decision]) -> tuple[float, dict[str, dict[str, tuple[float, int]]]]:
    """The share right over all, and for clear and close decisions by kind of rule its share and how many there were."""
    overall = sum(d.right == d.role.name for d in decided) / len(decided)
    counted: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for d in decided:
        counted["close" if d.role.margin < CLOSE else "clear", d.role.rule_kind].append(d.right == d.role.name)
    tables: dict[str, dict[str, tuple[float, int]]] = {"clear": {}, "close": {}}
    for (table, kind), right in sorted(counted.items()):
        tables[table][kind] = (round((sum(right) + PRIOR * overall) / (len(right) + PRIOR), 2), len(right))
    return overall, tables


def as_toml(overall: float, tables: dict[str, dict[str, tuple[float, int]]], data: str) -> str:
    """The shares as the text of ``role_confidence.toml``."""
    lines = [
        "# How often each rule that decides a role was right on labelled sources. Made by",
        "# `python -m training roles confidence`; do not change by hand.",
        "# Behind each share: how many decisions it was counted over.",
        f"# Counted over {data}.",
        "# The rules were improved with these articles in view: on others they are right less often.",
        f"# Each is credited with {PRIOR} more at the overall share; `close`: the runner-up was within {CLOSE}.",
        f"overall = {overall:.2f}",
    ]
    for table, kinds in tables.items():
        lines += ["", f"[{table}]", *(f'"{kind}" = {share}  # {count}' for kind, (share, count) in kinds.items())]
    return "\n".join(lines) + "\n"


def matrix(decided: Iterable[Decision]) -> Iterator[str]:
    """The confusion matrix as lines: a row for each right role, a column for each decided one."""
    counted = Counter((d.right, d.role.name) for d in decided)
    names = [role.name for role in load_codebook().roles]
    yield "| right \\ decided | " + " | ".join(names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for right in names:
        yield f"| {right} | " + " | ".join(str(counted[right, name] or "") for name in names) + " |"


def report(corpus: Path, labels: Path | None, texts: Path | None) -> Iterator[str]:
    """The confusion matrix and the share right, as lines."""
    decided, data = _counted(corpus, labels, texts)
    yield from matrix(decided)
    yield f"right: {shares(decided)[0]:.3f} of {data}"


def write(corpus: Path, labels: Path | None, texts: Path | None) -> str:
    """Write the file of the shares; returns the share right in words."""
    decided, data = _counted(corpus, labels, texts)
    overall, tables = shares(decided)
    TARGET.write_text(as_toml(overall, tables, data), encoding="utf-8")
    return f"{TARGET}: {overall:.3f} right over {data}"


def _counted(corpus: Path, labels: Path | None, texts: Path | None) -> tuple[list[Decision], str]:
    """All decisions, and the articles that they were made on in words."""
    labelled = read_corpus(corpus)
    if labels is not None and texts is not None:
        labelled += read_labels(labels, texts)
    decided = list(decisions(labelled, Parser()))
    return decided, f"{len(decided)} source mentions of {len(labelled)} articles"
