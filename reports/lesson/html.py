"""Blocks of a sheet or key in, a page of HTML out that prints as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from quotes.lesson.lesson import Lesson
from reports.charts.colours import role_styles
from reports.lesson.blocks import Block, Roles, numbers_before, role_of
from reports.pages.templating import templates

Paper = Literal["a4", "letter"]


def page(lesson: Lesson, title: str, blocks: Iterable[Block], paper: Paper, coloured: bool) -> str:
    """A page with ``blocks``; ``coloured`` where statements have the colours of their roles, as in a key."""
    styles = role_styles(lesson.codebook)
    kinds = [(type(block).__name__.lower(), block) for block in blocks]
    return templates().fill(
        "lesson_sheet.html.j2",
        title=title,
        styles=styles,
        blocks=kinds,
        page_size={"a4": "A4", "letter": "letter"}[paper],
        coloured=coloured,
        role_of=role_of,
        numbers_before=numbers_before,
        listed=lambda block: listed(lesson, block),
    )


def listed(lesson: Lesson, block: Roles) -> list[str]:
    """The names of the roles that a list of roles has, in the codebook's order."""
    return [role.name for role in lesson.codebook.roles if not block.used or role.name in block.used]
