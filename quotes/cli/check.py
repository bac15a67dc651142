"""The command ``quotes check``: drafts in, who speaks in each and what an editor should ask out, before publication."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options
from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import SOME_SKIPPED
from quotes.cli.messages import Messages, plural
from quotes.cli.streams import print_lines
from quotes.errors import QuotesError, UsageError
from quotes.messages import one_line, shortened
from quotes.parse.stanza_models import BUNDLED
from quotes.read.columns import GUESSED
from quotes.version import __version__
from reports.language.codes import languages

if TYPE_CHECKING:
    from reports.draft import Draft, DraftQuestion

QUESTIONS = 1
"""The exit status of drafts that give rise to a question."""
SHOWN_PLACES = 3
"""Places of a question that the terminal lists."""
LONGEST_PLACE = 100
"""Characters of such a place."""


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="DRAFT…", help="Files of articles; - is standard input.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document, for another program.")] = False,
    checks: Annotated[
        Path | None, typer.Option("--checks", help="TOML file that changes the questions to the editor.")
    ] = None,
    codebook: options.CodebookFile = None,
    language: Annotated[str, typer.Option("--lang", help=f"Language of questions: {', '.join(languages())}.")] = "en",
    model: options.Model = BUNDLED,
    model_dir: options.ModelDir = None,
    min_confidence: options.MinConfidence = 0.0,
    article_timeout: options.ArticleTimeout = options.PATIENCE,
) -> None:
    """Ask of a draft what an editor should, before it is published: seconds from start to answer.

    Exit status: 0 no question, 1 a question, 2 wrong usage, 3 a draft that could not be checked, 130 interrupted.

    Example: quotes check draft.docx

    Example: pbpaste | quotes check -
    """
    with _never_taken_for_questions():
        from quotes.analyze import Analyzer
        from reports.checks.checks import load_checks
        from reports.draft import draft_of
        from reports.language.language import load

        asked, words = load_checks(checks), load(language)
        run = ArticleRun(paths, GUESSED, Messages())
        analyzer = Analyzer(
            model, model_dir, codebook, min_confidence=min_confidence, article_timeout=article_timeout, with_tone=False
        )
        with closing(run.analyses(analyzer, progress=False)) as analyses:
            drafts = [draft_of(analysis, analyzer.codebook, asked, words) for analysis in analyses]
        print_lines([_as_json(drafts, run)] if as_json else _lines(drafts))
    if run.skipped or not drafts:
        raise typer.Exit(SOME_SKIPPED)
    if any(draft.questions for draft in drafts):
        raise typer.Exit(QUESTIONS)


@contextmanager
def _never_taken_for_questions() -> Iterator[None]:
    """A block whose failure ends with the status of a draft that could not be checked."""
    try:
        yield
    except UsageError:
        raise
    except (QuotesError, OSError) as error:
        Messages().print(f"quotes: {error}")
        raise typer.Exit(SOME_SKIPPED) from error


def _as_json(drafts: list[Draft], run: ArticleRun) -> str:
    data = {
        "version": __version__,
        "drafts": [asdict(draft) for draft in drafts],
        "skipped": [asdict(one) for one in run.skipped],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _lines(drafts: list[Draft]) -> Iterator[str]:
    for draft in drafts:
        yield f"{one_line(draft.title or draft.article)}: {plural(draft.words, 'word')}, " + (
            f"{plural(draft.statements, 'statement')} by {plural(len(draft.speakers), 'source')}"
        )
        for one in draft.speakers:
            said = f"{plural(one.statements, 'statement')}, {plural(one.words, 'word')}"
            yield f"  {one_line(one.speaker)} ({one.label}): {said}"
        if draft.nobody_named:
            yield f"  nobody named: {plural(draft.nobody_named, 'statement')}"
        yield plural(len(draft.questions), "question") if draft.questions else "no question"
        for number, question in enumerate(draft.questions, start=1):
            yield from _question_lines(number, question)
        yield ""


def _question_lines(number: int, question: DraftQuestion) -> Iterator[str]:
    yield f"  {number}. {one_line(question.question)} ({question.check})"
    for place in question.places[:SHOWN_PLACES]:
        yield f"     paragraph {place.paragraph}: {one_line(shortened(place.text, LONGEST_PLACE))}"
    if len(question.places) > SHOWN_PLACES:
        yield f"     and {plural(len(question.places) - SHOWN_PLACES, 'more place')}"
