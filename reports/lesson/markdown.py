"""Blocks of a sheet or key in, Markdown out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes.lesson.lesson import Lesson
from reports.lesson.blocks import Block, Heading, Passage, Roles, Room, Run, Table, Text, numbers_before
from reports.lesson.html import listed

SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(lesson: Lesson, blocks: Iterable[Block]) -> str:
    """``blocks`` as Markdown with pipe tables; statements are bold, with their numbers in brackets in front."""
    return "\n\n".join(part for block in blocks for part in _parts(lesson, block)) + "\n"


def _parts(lesson: Lesson, block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words):
            yield f"{'#' * level} {_plain(words)}"
        case Text("question", words):
            yield f"**{_plain(words)}**"
        case Text(_, words):
            yield _plain(words)
        case Passage(lines):
            for line in lines:
                label = f"`{line.label}` " if line.label else ""
                yield label + "".join(map(_run, line.runs)).strip()
        case Table(head, rows):
            every = [head, ("---",) * len(head), *rows]
            yield "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in every)
        case Room(lines):
            yield "\n\n".join(["\\_" * 60] * lines)
        case Roles(heading):
            yield f"## {heading}"
            known = lesson.codebook.by_name
            yield "\n".join(f"- **{known[name].label}**: {known[name].definition}" for name in listed(lesson, block))


def _run(run: Run) -> str:
    words = _plain(re.sub(r"\s+", " ", run.text))
    if not run.statements:
        return words
    body = words.strip()
    return f"**{_plain(numbers_before(run))}{' ' if run.opens else ''}{body}**{words[len(words.rstrip()) :]}"


def _cell(words: str) -> str:
    return words if words == "---" else _plain(re.sub(r"\s+", " ", words))


def _plain(words: str) -> str:
    return SPECIAL.sub(r"\\\1", words)
