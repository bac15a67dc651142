"""Paths that a user names in, the codings that lie there out: annotations of any program, or a report of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import UsageError

if TYPE_CHECKING:
    from quotes.annotations.coding import Coding, Texts

TOOL = "tool"


def texts_of(path: Path | None) -> dict[str, str]:
    """The texts of the articles of a report, or of a file or folder that can be analysed; none without a path."""
    from quotes.read.articles import read_articles
    from reports.audit.finished import open_finished

    if path is None:
        return {}
    if _is_report(path):
        return {article.id: article.text for article in open_finished(path).articles()}
    return {article.id: article.text for article in read_articles([path])}


def codings_at(paths: Sequence[str], texts: Texts) -> list[Coding]:
    """The codings of all paths; ``NAME=PATH`` names a coder. Raises UsageError where two have one name."""
    found = [coding for path in paths for coding in _named(path, texts)]
    names = [coding.coder for coding in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"two coders are called {twice}; tell them apart: NAME=PATH")
    return found


def _named(given: str, texts: Texts) -> list[Coding]:
    from quotes.annotations.formats import read_codings

    name, _, path = given.rpartition("=") if not Path(given).exists() else ("", "", given)
    found = read_codings(_answers(Path(path)), texts)
    if name and len(found) > 1:
        raise UsageError(f"{path} has {len(found)} coders, so that {name} cannot be the name of one")
    return [replace(coding, coder=name) for coding in found] if name else found


def _answers(path: Path) -> Path:
    """Of a report the answers to its sample, or else its corrections; any other path as it is."""
    from quotes.review.corrections import CORRECTIONS
    from quotes.validation.samples import FOLDER
    from quotes.validation.sheets import ANSWERS

    if not _is_report(path):
        return path
    places = (path / FOLDER / ANSWERS, path / CORRECTIONS)
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise UsageError(f"{path}: nobody has answered a sample or corrected anything there yet")
    return found


def coding_of_tool(report: Path) -> Coding:
    """What the tool says in a report, as one more coder."""
    from quotes.annotations.coding import Coding, in_order
    from quotes.review.corrections import reading_of
    from quotes.validation.samples import statements_of
    from reports.audit.finished import open_finished

    statements, texts = {}, {}
    for analysis in open_finished(report).analyses():
        article = analysis.article
        statements[article.id] = in_order(reading_of(one, article) for one in statements_of(analysis))
        texts[article.id] = article.text
    return Coding(TOOL, statements, texts=texts)


def _is_report(path: Path) -> bool:
    from reports.audit.folder import RUN

    return (path / RUN).is_file()
