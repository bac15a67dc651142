"""Blocks of a sheet or key in, a Word file out, in the styles of a template that a teacher can change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from quotes.errors import UsageError
from quotes.lesson.lesson import Lesson
from reports.charts.colours import RoleStyle, role_styles
from reports.lesson.blocks import Block, Heading, Line, Passage, Roles, Room, Table, Text, numbers_before, role_of
from reports.lesson.html import Paper, listed

SIZES = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
MARGIN = Mm(20)
NUMBER_COLUMN = Mm(9)
TEXT_STYLES = {
    "meta": "Lesson Meta",
    "instruction": "Lesson Instruction",
    "question": "Lesson Question",
    "answer": "Lesson Answer",
    "note": "Lesson Note",
}
ARTICLE, LINE, CELL, ROOM, STATEMENT = (
    "Lesson Article", "Lesson Article Line", "Lesson Cell", "Lesson Room", "Lesson Statement",
)  # fmt: skip


def write_word(
    path: Path, lesson: Lesson, blocks: Iterable[Block], paper: Paper, coloured: bool, template: Path | None
) -> None:
    """Write ``blocks``; of ``template``, any Word file, the styles and the page's head and foot count.

    Raises UsageError for a template that is none, and OSError.
    """
    document = _opened(template)
    if template is None:
        _prepare(document, paper)
    _add_styles(document)
    for block in blocks:
        _add(document, lesson, block, coloured)
    document.save(str(path))


def _opened(template: Path | None) -> Any:
    if template is None:
        return Document()
    try:
        document = Document(str(template))
    except (PackageNotFoundError, ValueError, KeyError) as error:
        raise UsageError(
            f"--template {template}: no Word file that can be read; give one that ends in .docx"
        ) from error
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _prepare(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = SIZES[paper]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name in ("Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = "Georgia", RGBColor(0, 0, 0)
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = "Georgia"
    document.styles["Title"].font.size = Pt(20)


def _add_styles(document: Any) -> None:
    """The styles that the document lacks: who gives a template with them has their own."""
    known = {style.name for style in document.styles}

    def added(name: str, size: float, font: str = "Georgia", **spacing: Any) -> Any:
        if name in known:
            return None
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = font, Pt(size)
        style.paragraph_format.space_after = Pt(spacing.get("after", 4))
        style.paragraph_format.space_before = Pt(spacing.get("before", 0))
        style.paragraph_format.left_indent = spacing.get("indent")
        style.paragraph_format.first_line_indent = spacing.get("first")
        return style

    added(TEXT_STYLES["meta"], 9, "Arial")
    added(TEXT_STYLES["instruction"], 10.5)
    question = added(TEXT_STYLES["question"], 10.5, before=8, after=2)
    if question:
        question.font.bold, question.paragraph_format.keep_with_next = True, True
    added(TEXT_STYLES["answer"], 10.5, indent=Mm(5))
    note = added(TEXT_STYLES["note"], 10.5)
    if note:
        note.font.italic = True
    added(ARTICLE, 11.5, after=6, indent=NUMBER_COLUMN, first=-NUMBER_COLUMN)
    added(LINE, 11, after=0, indent=NUMBER_COLUMN, first=-NUMBER_COLUMN)
    added(CELL, 9.5, "Arial", after=0)
    added(ROOM, 18, after=0)
    if STATEMENT not in known:
        document.styles.add_style(STATEMENT, WD_STYLE_TYPE.CHARACTER).font.underline = True


def _add(document: Any, lesson: Lesson, block: Block, coloured: bool) -> None:
    match block:
        case Heading(level, words):
            document.add_paragraph(words, style="Title" if level == 1 else "Heading 2")
        case Text(style, words):
            document.add_paragraph(words, style=TEXT_STYLES[style])
        case Passage(lines):
            whole = all(line.first for line in lines)
            for line in lines:
                _add_line(document, lesson, line, ARTICLE if whole else LINE, coloured)
        case Table():
            _add_table(document, block)
        case Room(lines):
            for number in range(lines):
                _add_rule(document, last=number == lines - 1)
        case Roles(heading):
            document.add_paragraph(heading, style="Heading 2")
            for name in listed(lesson, block):
                look = role_styles(lesson.codebook)[name]
                paragraph = document.add_paragraph(style=TEXT_STYLES["instruction"])
                label = paragraph.add_run(f"{look.label} ({look.abbreviation}). ")
                label.bold = True
                label._r.get_or_add_rPr().append(_shading(look))
                paragraph.add_run(look.definition)


def _add_line(document: Any, lesson: Lesson, line: Line, style: str, coloured: bool) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(f"{line.label}\t").font.size = Pt(8)
    if style == LINE and line.first:
        paragraph.paragraph_format.space_before = Pt(6)
    styles = role_styles(lesson.codebook)
    for run in line.runs:
        if run.opens:
            paragraph.add_run(f"{numbers_before(run)} ").bold = True
        said = paragraph.add_run(run.text, style=STATEMENT if run.statements else None)
        if coloured and (style_of_role := styles.get(role_of(run))):
            said._r.get_or_add_rPr().append(_shading(style_of_role))
            if run.closes:  # what tells the role in grey
                paragraph.add_run(f" {style_of_role.abbreviation}").font.size = Pt(7)


def _shading(look: RoleStyle) -> Any:
    """The tint of a role behind words."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.tint.removeprefix("#"))):
        shading.set(qn(f"w:{name}"), value)
    return shading


def _add_table(document: Any, block: Table) -> None:
    section = document.sections[0]
    whole = section.page_width - section.left_margin - section.right_margin
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    cell_style = document.styles[CELL]
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = int(whole * share / 100)
    for number, words in enumerate([block.head, *block.rows]):
        row = table.add_row() if number else table.rows[0]
        for cell, said, width in zip(row.cells, words, block.widths, strict=True):
            cell.width = int(whole * width / 100)
            paragraph = cell.paragraphs[0]
            paragraph.style = cell_style
            paragraph.add_run(said).bold = number == 0
        if number and not words[-1]:
            row.height = Mm(9)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))  # it comes again on each page
    document.add_paragraph(style=CELL)


def _add_rule(document: Any, last: bool) -> None:
    """A line to write on: a tab with a leader over the width of the page. No page ends before the ``last``."""
    section = document.sections[0]
    paragraph = document.add_paragraph("\t", style=ROOM)
    paragraph.paragraph_format.keep_with_next = not last
    whole = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(whole, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
