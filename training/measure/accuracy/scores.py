"""Lines that a scorer printed in, the figures in them out: as printed, so that the page rounds nothing again."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from training.measure.accuracy.kept import MeasurementError

PARTS = ("source", "cue", "content")
Lines = Sequence[str]


class KindScores(NamedTuple):
    """Attributions of one kind in a gold standard: the share found, and the share of these with the right source."""

    recall: str
    source: str


class RoleScores(NamedTuple):
    """Source mentions of a gold standard: their number, the shares found and, of these, right in each respect."""

    mentions: str
    found: str
    role: str
    named: str
    speaker: str
    macro: str


class Bin(NamedTuple):
    """The readings with a confidence from ``low`` up to the next bin."""

    low: str
    mean: str
    right: str
    readings: str


def exact_f1(lines: Lines) -> tuple[str, ...]:
    """Source, cue and content of ``score.py spans``, in percent: ``exact  source   P  79.4  R  76.5  F1  77.9 …``."""
    return tuple(_only(rf"exact +{part} .* F1 +(\S+)", lines)[0] for part in PARTS)


def published(lines: Lines) -> list[tuple[str, ...]]:
    """System, source, cue and content of the last line of ``score.py spans``: ``… content): Rule 10.7/22.8/5.6; …``."""
    (told,) = _only(r"published exact F1 on the test set .*?: (.*)", lines)
    systems = (one.rpartition(" ") for one in told.split("; "))
    return [(name, *figures.replace("None", "–").split("/")) for name, _, figures in systems]


def without_published(lines: Lines) -> Lines:
    """The lines of ``score.py spans`` on the predictions themselves."""
    return [line for line in lines if not line.startswith("published")]


def precision(lines: Lines) -> str:
    """Of ``score.py brat`` or ``quotes evaluate``: ``precision 0.799 …``."""
    return _only(r"precision (\S+)", lines)[0]


def kinds(lines: Lines) -> dict[str, KindScores]:
    """Of ``score.py brat``: ``direct    gold   294  recall 0.969  source span right of found 0.972``."""
    found = _every(r"(\w+) +gold +\d+ +recall (\S+) +source span right of found (\S+)", lines)
    return {name: KindScores(recall, source) for name, recall, source in found}


def corpus_f1(lines: Lines) -> tuple[str, ...]:
    """Precision, recall and F1 of ``quotes evaluate``."""
    return _only(r"precision (\S+) +recall (\S+) +F1 (\S+)", lines)


def roles(lines: Lines) -> RoleScores:
    """Of ``score.py roles``: ``source mentions 568, found 456 (0.803)`` and the lines below it."""
    return RoleScores(
        *_only(r"source mentions (\d+), found \d+ \((\S+)\)", lines),
        *_only(r"of found: role right (\S+) +named right (\S+) +speaker right (\S+)", lines),
        *_only(r"macro F1 over found (\S+)", lines),
    )


def sure_roles(lines: Lines) -> str:
    """The share right where the reader was sure, of ``score.py roles``; empty where the labels do not tell."""
    found = _every(r"role right where the reader was sure (\S+)", lines)
    return found[0][0] if found else ""


def calibration_error(lines: Lines) -> str:
    """Of ``measure confidence``: ``expected calibration error 0.010``."""
    return _only(r"expected calibration error (\S+)", lines)[0]


def bins(lines: Lines) -> list[Bin]:
    """Of ``measure confidence``: ``confidence from 0.1: mean 0.148, right 0.264 of 140``."""
    return [Bin(*one) for one in _every(r"confidence from (\S+): mean (\S+), right (\S+) of (\d+)", lines)]


def begun_or_ended_elsewhere(lines: Lines) -> int:
    """Of ``measure errors``: how many of a hundred attributions not found exactly were found with another content.

    A line is ``span boundary        225   10.3%``; a reason that never held has none.
    """
    counts = Counter({name: int(count) for name, count in _every(r"(\S.*?)  +(\d+) +\S+%", lines)})
    missed = counts.total() - counts["exact"]
    return round(100 * (counts["span boundary"] + counts["another reading"]) / max(1, missed))


def counted(lines: Lines) -> Lines:
    """The lines of ``measure acts`` that count acts, and not words."""
    return [line for line in lines if line.endswith("%")]


def typical(line: str) -> tuple[str, str, str]:
    """Article, passage and cause of a line of ``measure typical``: ``river-flood: told the Wire …: the cause``."""
    article, _, rest = line.partition(": ")
    passage, _, cause = rest.rpartition(": ")
    return article, passage, cause


def per_hundred(*shares: str) -> int:
    """The product of printed shares, of a hundred."""
    product = 1.0
    for share in shares:
        product *= float(share)
    return round(100 * product)


def _every(pattern: str, lines: Lines) -> list[tuple[str, ...]]:
    return [found.groups() for line in lines if (found := re.match(pattern, line.strip()))]


def _only(pattern: str, lines: Lines) -> tuple[str, ...]:
    """The groups of the first line that matches; raises MeasurementError where none does."""
    for found in _every(pattern, lines):
        return found
    raise MeasurementError(f"no line `{pattern}` in the output that begins `{lines[0] if lines else ''}`")
