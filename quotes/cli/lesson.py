"""The commands ``quotes lesson make | mark``: articles in, sheets and a key out; answers in, marks out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quotes.cli import options
from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import SOME_SKIPPED, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.errors import QuotesError, UsageError
from quotes.lesson.tasks import Level
from quotes.messages import Skipped
from quotes.model import Analysis, Article
from quotes.read import Columns

if TYPE_CHECKING:
    from quotes.lesson.lesson import Lesson

lesson_app = typer.Typer(
    no_args_is_help=True,
    short_help="Make a lesson of articles, and mark what students hand in.",
    help="""\b
Make a lesson of articles, and mark what students hand in:
1. quotes lesson make corpus/articles/police-chase.txt --out chase
2. Print chase/students/*-sheet.docx, or hand out the answer-form.html there.
3. quotes lesson mark chase handed-in/ --out marks
4. Open marks/index.html: points, a page for each student, the whole class.
""",
)
ALL_TASKS = "find, attribute, role, balance, anonymous, reply, imvain"


@lesson_app.command("make")
def make(
    paths: Annotated[
        list[str], typer.Argument(metavar="ARTICLES…", help="Files, folders or globs of articles.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the lesson; made if it is not there.")],
    task: Annotated[
        str, typer.Option("--task", help=f"Some of {ALL_TASKS}, comma between; or all.")
    ] = "find,attribute,role",
    level: Annotated[
        Level,
        typer.Option("--level", help="Given: statements marked and numbered, numbered paragraphs, or plain text."),
    ] = "paragraphs",
    format: Annotated[
        str, typer.Option("--format", help="Sheets and keys as html, docx, pdf, md; comma between.")
    ] = "html,docx",
    numbers: Annotated[
        Literal["paragraphs", "lines", "none"] | None,
        typer.Option("--numbers", help="Number paragraphs, lines, or none."),
    ] = None,
    paper: Annotated[Literal["a4", "letter"], typer.Option("--paper", help="Paper of the sheets.")] = "a4",
    template: Annotated[
        Path | None, typer.Option("--template", help="Word file whose styles the Word sheets take.")
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", help="An edited key (key.csv, key.xlsx, or what key-form.html saved) to make all from."),
    ] = None,
    tool: Annotated[
        bool, typer.Option("--tool/--no-tool", help="Have the program read articles that have a gold standard, too.")
    ] = True,
    codebook: options.CodebookFile = None,
) -> None:
    """Make sheets, a key and an answer form of articles; the key is the gold standard where one lies beside them.

    Example: quotes lesson make corpus/articles/police-chase.txt --out chase

    Example: quotes lesson make articles/ --out week --task all --level marked --format docx,pdf

    Example: quotes lesson make articles/ --out week --key week/teacher/key.xlsx
    """
    from quotes.lesson.key_sheet import read_key
    from quotes.lesson.tasks import tasks
    from reports.lesson.make import FORMATS, Maker

    messages = Messages()
    asked = tuple(tasks()) if task.strip() == "all" else tuple(options.chosen("--task", task, tuple(tasks())))
    if level == "marked" and asked == ("find",):
        raise UsageError("--task find with --level marked leaves nothing to find; choose another level or more tasks")
    formats = options.chosen("--format", format, FORMATS)
    if "pdf" in formats:
        from reports.pdf import need_weasyprint

        need_weasyprint()
    run = ArticleRun(paths, Columns(), messages, out)
    need_files(run)
    edited = read_key(key) if key else None
    _check_out(out, edited)
    lesson = _lesson(run, asked, level, edited, tool, codebook)
    counted = numbers or ("none" if level == "plain" else "paragraphs")
    Maker(out, lesson, formats, paper, counted, template).write()
    for line in _made(lesson, out):
        messages.print(line)
    leave(run)


@lesson_app.command("mark")
def mark(
    key: Annotated[
        Path, typer.Argument(help="Folder of the lesson, or its key (key.csv, key.xlsx).", show_default=False)
    ],
    answers: Annotated[
        list[Path],
        typer.Argument(
            metavar="ANSWERS…",
            help="Files or folders: what the answer form saved, filled sheets, or a form’s CSV.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the marks; made if it is not there.")] = Path("marks"),
) -> None:
    """Mark what students handed in: points with partial credit, a page for each student, and the class.

    Example: quotes lesson mark chase handed-in/ --out marks

    Example: quotes lesson mark chase/teacher/key.xlsx kim.xlsx lee.jsonl form.csv --out marks

    What cannot be counted is named with the remedy, and left out.
    """
    from quotes.lesson.key_sheet import read_key
    from quotes.lesson.marking import marks_of
    from quotes.lesson.overview import Overview
    from quotes.lesson.read_answers import read_answers
    from reports.lesson.marks import write_marks

    messages = Messages()
    lesson = read_key(key)
    for path in answers:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder of answers")
    skipped: list[Skipped] = []

    def skip(what: Skipped) -> None:
        skipped.append(what)
        messages.print(f"not counted: {what}")

    handed_in = read_answers(answers, lesson, skip)
    if not handed_in:
        raise QuotesError("nothing could be marked; see above for each file")
    overview = Overview(lesson, [marks_of(lesson, one) for one in handed_in])
    index = write_marks(out, overview, skipped, handed_in)
    messages.print(f"{plural(len(handed_in), 'student')}; the class: {index}")
    if skipped:
        raise typer.Exit(SOME_SKIPPED)


def _check_out(out: Path, edited: Lesson | None) -> None:
    """Raise UsageError where ``out`` is a file, or has a key that somebody edited and that nobody asks to be used."""
    from quotes.lesson.key_sheet import read_key
    from quotes.lesson.lesson import LESSON, read_lesson
    from reports.lesson.make import TEACHER

    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is a file; name a folder, or one that is not there yet")
    before = out / TEACHER / LESSON
    if edited is None and before.is_file() and read_key(out).articles != read_lesson(before).articles:
        raise UsageError(f"--out {out} holds a key that was edited; add --key {out} to keep it, or name another folder")


def _lesson(
    run: ArticleRun, asked: Sequence[str], level: Level, edited: Lesson | None, tool: bool, codebook: Path | None
) -> Lesson:
    from quotes.lesson.key import gold_of, key_of
    from quotes.lesson.lesson import Lesson
    from quotes.review.corrections import digest_of
    from quotes.roles.codebook import load_codebook

    book = edited.codebook if edited else load_codebook(codebook)
    articles = list(run.articles())
    known = {one.digest: one for one in edited.articles} if edited else {}
    gold = gold_of(articles)
    if not articles:
        raise QuotesError("no article could be read; see above for each file")
    open_ones = [a for a in articles if digest_of(a.text) not in known and (tool or a.id not in gold)]
    found = _read_by_tool(open_ones, run, codebook) if open_ones else {}
    keys = [
        known.get(digest_of(article.text)) or key_of(article, book, gold.get(article.id), found.get(article.id))
        for article in articles
    ]
    return Lesson(tuple(keys), tuple(asked), level, book)


def _made(lesson: Lesson, out: Path) -> Iterator[str]:
    """What a teacher is told of a lesson that lies in ``out``."""
    from reports.lesson.make import STUDENTS, TEACHER

    statements = plural(sum(len(one.statements) for one in lesson.articles), "statement")
    yield f"{plural(len(lesson.articles), 'article')}, {statements}; for students: {out / STUDENTS}"
    if by_tool := [one.article.id for one in lesson.articles if one.origin == "tool"]:
        yield f"the key of {', '.join(by_tool)} was made by the program: check it in {out / TEACHER / 'key.xlsx'}"
    yield f"for you: {out / TEACHER}; then: quotes lesson mark {out} ANSWERS…"


def _read_by_tool(articles: Sequence[Article], run: ArticleRun, codebook: Path | None) -> dict[str, Analysis]:
    from quotes.analyze import Analyzer

    run.messages.print(f"reading {plural(len(articles), 'article')} …")
    with closing(Analyzer(codebook=codebook).pipe(articles, run.skip)) as analyses:  # type: ignore[type-var]
        return {analysis.article.id: analysis for analysis in analyses}
