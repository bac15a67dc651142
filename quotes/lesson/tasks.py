"""The file of tasks in, what students can be asked out."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from quotes.own_data import toml_beside

_FILE: Mapping[str, Any] = toml_beside(__file__, "tasks.toml")
Level = Literal["marked", "paragraphs", "plain"]
"""How much students are given: numbered and marked statements, numbered paragraphs, or nothing."""

Marked = Literal["find", "attribute", "role"]
PER_STATEMENT: tuple[Marked, ...] = get_args(Marked)
"""The tasks that have an answer for each statement; the others have questions for each article."""

AnswerKind = Literal["number", "percent", "names", "open"]


@dataclass(frozen=True, slots=True)
class Task:
    """One task, as a sheet introduces it."""

    name: str
    title: str
    instruction: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question on an article; an open one is for the teacher to judge, with ``answer`` to go by.

    ``like`` names a question of another task that asks the same. ``weighs`` is what the question weighs sources by: a
    column of the key, in which the teacher may say which sources pass.
    """

    task: str
    name: str
    kind: AnswerKind
    text: str
    answer: str = ""
    like: str = ""
    weighs: str = ""


@functools.cache
def tasks() -> Mapping[str, Task]:
    """All tasks by their names, in the order in which a lesson takes them."""
    return {name: Task(name, **texts) for name, texts in _FILE["task"].items()}


@functools.cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of their tasks."""
    return tuple(Question(**question) for question in _FILE["question"])


def words(name: str) -> tuple[str, ...]:
    """What students write that has a meaning of its own: ``nobody``, or what stands ``apart`` between two names."""
    return tuple(_FILE["words"][name])
