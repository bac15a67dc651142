"""A lesson in, the folder with everything for its students and its teacher out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.lesson.answer_sheet import form_questions, write_answer_sheets
from quotes.lesson.gift import gift
from quotes.lesson.h5p import write_h5p
from quotes.lesson.key_sheet import write_key
from quotes.lesson.lesson import LESSON, KeyArticle, Lesson, lesson_data
from quotes.lesson.qti import write_qti
from quotes.lesson.quiz import quiz
from quotes.table.csv_files import write_rows
from reports.audit.folder import write_whole
from reports.lesson.blocks import Block, Numbers, key_blocks, sheet_blocks
from reports.lesson.form import answer_form, key_form
from reports.lesson.html import Paper, page
from reports.lesson.markdown import markdown
from reports.lesson.word import write_word
from reports.pages.page_names import page_name
from reports.pdf import write_pdf

FORMATS = ("html", "docx", "pdf", "md")
STUDENTS, TEACHER = "students", "teacher"
"""The two folders of a lesson: nothing in the first tells an answer."""
ANSWER_FORM, KEY_FORM = "answer-form.html", "key-form.html"
FORM_QUESTIONS = "form-questions.csv"
GIFT, QTI = "quiz-gift.txt", "quiz-qti.zip"
"""The same as a quiz: for Moodle, and for Canvas."""
H5P = "-mark-the-words.h5p"


@dataclass(frozen=True)
class Maker:
    """What writes a lesson into ``folder``, in ``formats``; raises OSError, and UsageError for a bad ``template``."""

    folder: Path
    lesson: Lesson
    formats: Sequence[str]
    paper: Paper = "a4"
    numbers: Numbers = "paragraphs"
    template: Path | None = None

    def write(self) -> None:
        """Write everything; what a teacher edited before must have been read already."""
        students, teacher = self.folder / STUDENTS, self.folder / TEACHER
        students.mkdir(parents=True, exist_ok=True)
        teacher.mkdir(exist_ok=True)
        lesson, title = self.lesson, self.title
        for one in lesson.articles:
            name = page_name(one.article.id).removesuffix(".html")
            self._write_sheet(students / f"{name}-sheet", one, list(sheet_blocks(lesson, one, self.numbers)), False)
            self._write_sheet(teacher / f"{name}-key", one, list(key_blocks(lesson, one, self.numbers)), True)
            if "find" in lesson.tasks:
                write_h5p(teacher / f"{name}{H5P}", one)
        write_answer_sheets(students, lesson)
        write_whole(students / ANSWER_FORM, answer_form(lesson, title))
        write_whole(teacher / KEY_FORM, key_form(lesson, title))
        write_whole(teacher / LESSON, json.dumps(lesson_data(lesson), ensure_ascii=False, indent=1) + "\n")
        write_key(teacher, lesson)
        write_rows(teacher / FORM_QUESTIONS, ["title", "type", "choices"], form_questions(lesson))
        questions = list(quiz(lesson))
        if questions:
            write_whole(teacher / GIFT, gift(questions))
            write_qti(teacher / QTI, title, questions)

    @property
    def title(self) -> str:
        """What the lesson is called: as its folder."""
        return self.folder.resolve().name

    def _write_sheet(self, path: Path, one: KeyArticle, blocks: Sequence[Block], key: bool) -> None:
        title = f"{'Key' if key else 'Sheet'}: {one.article.title or one.article.id}"
        html = page(self.lesson, title, blocks, self.paper, key)
        if "html" in self.formats:
            write_whole(path.with_suffix(".html"), html)
        if "md" in self.formats:
            write_whole(path.with_suffix(".md"), markdown(self.lesson, blocks))
        if "docx" in self.formats:
            write_word(path.with_suffix(".docx"), self.lesson, blocks, self.paper, key, self.template)
        if "pdf" in self.formats:
            write_pdf(html, path.with_suffix(".pdf"))
