"""The questions of a quiz in, a file in GIFT out, which Moodle imports (https://docs.moodle.org/en/GIFT_format)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.lesson.quiz import QuizQuestion

SPECIAL = re.compile(r"([~=#{}:\\])")


def gift(questions: Iterable[QuizQuestion]) -> str:
    """The file; each question has a title, its passage and its answers."""
    return "\n\n".join(map(_question, questions)) + "\n"


def _question(one: QuizQuestion) -> str:
    text = f"::{_plain(one.title)}::{_plain(one.passage)}\\n\\n{_plain(one.text)}"
    match one.kind:
        case "choice":
            right, *wrong = one.choices
            return f"{text} {{={_plain(right)} {' '.join(f'~{_plain(choice)}' for choice in wrong)}}}"
        case "number":
            return f"{text} {{#{one.number:g}:{one.tolerance:g}}}"
        case "essay":
            return f"{text} {{}}"


def _plain(words: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(words.split()))
