"""The questions of a quiz in, a package in QTI 1.2 out, which Canvas and others import; text2qti writes it."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable
from pathlib import Path

from quotes.errors import WriteError
from quotes.lesson.quiz import QuizQuestion
from quotes.messages import single_spaced

LETTERS = string.ascii_lowercase
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!$])")
"""What Markdown, and the formulas in it, take for more than it is."""


def write_qti(path: Path, title: str, questions: Iterable[QuizQuestion]) -> None:
    """Write the package, a zip file; raises WriteError where text2qti cannot make it, and OSError."""
    from text2qti.config import Config
    from text2qti.err import Text2qtiError
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    source = f"Quiz title: {single_spaced(title)}\n\n" + "\n\n".join(
        _question(number, one) for number, one in enumerate(questions, start=1)
    )
    try:
        QTI(Quiz(source, config=Config(), source_name=path.name)).save(path)
    except Text2qtiError as error:
        raise WriteError(f"{path} cannot be made ({error}); all else of the lesson is written") from error


def _question(number: int, one: QuizQuestion) -> str:
    begin = f"{number}. "
    indent = " " * max(len(begin), 4)
    head = f"Title: {single_spaced(one.title)}\nPoints: 1\n{begin}{_plain(one.passage)}\n\n{indent}{_plain(one.text)}\n"
    match one.kind:
        case "choice":
            choices = sorted(one.choices[: len(LETTERS)])  # the right one must not be the first
            lines = (
                f"{'*' if choice == one.choices[0] else ''}{LETTERS[place]}) {_plain(choice)}"
                for place, choice in enumerate(choices)
            )
            return head + "\n".join(lines)
        case "number" if one.number <= one.tolerance:  # text2qti has no range with zero in it
            return head + "\n".join(f"* {number}" for number in range(int(one.number + one.tolerance) + 1))
        case "number":
            return head + f"= {one.number:g} +- {one.tolerance:g}"
        case "essay":
            return head + "____"


def _plain(words: str) -> str:
    return SPECIAL.sub(r"\\\1", html.escape(single_spaced(words), quote=False))
