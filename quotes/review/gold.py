"""Corrected analyses in, a folder that ``training/`` and ``quotes evaluate`` read out.

Roles are taken of every statement that a person looked at. Statements are only taken of articles in which a person
looked at every one: what nobody looked at is no gold, and nor is an article from which it is missing.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from quotes.model import Analysis, Attribution, Span
from quotes.review.apply import CorrectedAnalysis
from quotes.table.rows import records, writable

SOUND = ("confirm", "change", "add")
ROLES = ("doc", "start", "end", "source", "role", "named", "kind", "speaker", "evidence", "sure")
ANNOTATOR = "_hum"
"""What stands behind an article's name in the name of a brat file: who annotated it."""
GOLD = ("kind", "content", "cue", "source", "speaker", "role", "named", "source_kind", "construction")


@dataclass(frozen=True, slots=True)
class GoldWritten:
    """How much was written: articles, those of them that are whole, and source mentions with a role."""

    articles: int
    whole: int
    mentions: int


def write_gold(folder: Path, corrected: Iterable[CorrectedAnalysis]) -> GoldWritten:
    """Write what people decided; raises OSError where that cannot be done.

    ``roles.tsv`` and ``text/`` are as ``python -m training roles fit --labels`` reads them,
    ``attributions/`` is brat standoff as PolNeAR has it, ``articles/`` and ``gold/`` are as in ``corpus/``.
    """
    for name in ("text", "attributions", "articles", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    articles = whole = 0
    mentions: list[Sequence[Any]] = []
    for one in corrected:
        name = file_name(one.analysis.article.id)
        rows = list(_role_rows(name, one))
        if not rows and not one.decided and not one.removed:
            continue
        articles += 1
        mentions += rows
        _write(folder / "text" / f"{name}.txt", one.analysis.article.text)
        if all(attribution.check and attribution.check.action in SOUND for attribution in one.analysis.attributions):
            whole += 1
            _write(folder / "attributions" / f"{name}{ANNOTATOR}.ann", "".join(_brat_lines(one.analysis)))
            _write(folder / "articles" / f"{name}.txt", one.analysis.article.text)
            gold = {"doc": name, "attributions": [{k: row[k] for k in GOLD} for row in records(one.analysis)]}
            _write(folder / "gold" / f"{name}.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
    table = StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(ROLES)
    writer.writerows(mentions)
    _write(folder / "roles.tsv", table.getvalue())
    return GoldWritten(articles, whole, len(mentions))


def _role_rows(name: str, one: CorrectedAnalysis) -> Iterator[Sequence[Any]]:
    """A row for each source mention that a person judged; "none" where nobody is credited with anything."""
    text = one.analysis.article.text
    for attribution in one.analysis.attributions:
        source, role = attribution.speaker, attribution.role
        if attribution.check and attribution.check.action in SOUND and attribution.source and source and role:
            evidence = attribution.evidence_text or "-"
            yield _row(name, text, attribution.source, role.name, source.named, source.kind, source.speaker, evidence)
    for _, removed in one.removed:
        if removed.source is not None:
            yield _row(name, text, removed.source, "none", False, "person", "-", "-")


def _row(
    name: str, text: str, span: Span, role: str, named: bool, kind: str, speaker: str, evidence: str
) -> Sequence[Any]:
    words = (" ".join(cell.split()) for cell in (span.of(text), speaker, evidence))
    shown, who, why = (writable(cell) for cell in words)
    return name, span.start, span.end, shown, role, "yes" if named else "no", kind, who, why, "yes"


def _brat_lines(analysis: Analysis) -> Iterator[str]:
    """Standoff lines: each part a text-bound annotation, in several pieces where it has them, tied by an event."""
    number = 0
    for event, attribution in enumerate(analysis.attributions, start=1):
        tied = []
        for part, spans in _parts(attribution):
            if not spans:
                continue
            number += 1
            words = " ".join(" ".join(span.of(analysis.article.text).split()) for span in spans)
            yield f"T{number}\t{part} {';'.join(f'{s.start} {s.end}' for s in spans)}\t{writable(words)}\n"
            tied.append(f"{part}:T{number}")
        anchor = (attribution.cue or attribution.content or tuple(filter(None, [attribution.source])))[0]
        number += 1
        words = " ".join(anchor.of(analysis.article.text).split())
        yield f"T{number}\tAttribution {anchor.start} {anchor.end}\t{writable(words)}\n"
        yield f"E{event}\tAttribution:T{number} {' '.join(tied)}\n"


def _parts(attribution: Attribution) -> Iterator[tuple[str, Sequence[Span]]]:
    yield "Content", attribution.content
    yield "Cue", attribution.cue
    yield "Source", (attribution.source,) if attribution.source else ()


def file_name(identifier: str) -> str:
    """A file name of an article's own: its identifier, with a digest of it where that cannot be a name as it is."""
    plain = re.sub(r"[^\w.-]+", "-", writable(identifier)).strip(".-")[:80]
    if plain == identifier:
        return plain
    return f"{plain}-{sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _write(path: Path, text: str) -> None:
    path.write_text(writable(text), encoding="utf-8", newline="")
