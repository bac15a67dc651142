"""The attributions table in, piece by piece; the pages of the list of all statements out, which filter themselves.

Each statement stands on a page as plain HTML, with what can be asked of it in its attributes: so a page can be read
without JavaScript, and filtered from a disk, where a page may fetch nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pandas as pd

from quotes.table.rows import UNKNOWN
from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.language.words import term
from reports.pages.doubts import COLUMNS as DOUBTED
from reports.pages.doubts import doubts_of
from reports.pages.frame_rows import rows_of
from reports.pages.page_names import statements_path

LISTED = 10_000
"""Statements on a page at most, unless one article has more."""
COLUMNS = (
    "article", "attribution", "title", "outlet", "date", "section", "speaker", "named", "corpus_source", "role", "kind",
    "cue_text", "content_text", "position", *DOUBTED,
)  # fmt: skip
"""The columns of the attributions table that the list needs."""


@dataclass
class StatementPage:
    """The articles of a page of the list, each with its statements; ``first`` is the number of the first, from 1."""

    first: int
    articles: list[dict[str, Any]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many statements it has."""
        return len(self.rows)

    @property
    def last(self) -> int:
        """The number of its last statement."""
        return self.first + self.number - 1

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The statements of all its articles."""
        return [row for article in self.articles for row in article["statements"]]


def statement_pages(frames: Iterable[pd.DataFrame]) -> Iterator[StatementPage]:
    """The pages of the list, in the order of the table; one at least."""
    page = StatementPage(1)
    for article, rows in groupby(_rows(frames), key=lambda row: row["article"]):
        statements = list(rows)
        if page.articles and page.number + len(statements) > LISTED:
            yield page
            page = StatementPage(page.last + 1)
        first = statements[0]
        page.articles.append(
            {"article": article, "statements": _placed(statements)}
            | {name: first[name] for name in ("title", "outlet", "date", "section")}
        )
    yield page


def _rows(frames: Iterable[pd.DataFrame]) -> Iterator[dict[str, Any]]:
    for frame in frames:
        known = frame.assign(role=frame["role"].fillna(UNKNOWN), named=frame["named"].fillna(False))
        yield from rows_of(known.astype(object).where(known.notna(), None))


def _placed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The statements of an article with what of them is asked: what is doubtful, and first or last."""
    said = [row for row in rows if row["kind"] != "no-comment" and row["position"] != ""]
    ordered = sorted(said, key=lambda row: (row["position"], row["attribution"]))
    first, last = (ordered[0]["attribution"], ordered[-1]["attribution"]) if ordered else (0, 0)
    found = []
    for row in rows:
        places = [name for name, number in (("first", first), ("last", last)) if row["attribution"] == number]
        found.append(row | {"doubts": doubts_of(row), "place": " ".join(places)})
    return found


def statements_values(
    page: StatementPage, every: Sequence[tuple[int, int]], styles: Mapping[str, RoleStyle], language: Language
) -> dict[str, Any]:
    """What a page of the list shows; ``every`` are the first and last statement of each page."""
    unanswered = sum(row["kind"] == "no-comment" for row in page.rows)
    paths = {bounds: statements_path(number) for number, bounds in enumerate(every, start=1)}
    return {
        "styles": styles,
        "articles": page.articles,
        "spoken": page.number - unanswered,
        "unanswered": unanswered,
        "first": page.first,
        "last": page.last,
        "total": every[-1][1],
        "here": paths[page.first, page.last],
        "pages": [{"path": path, "first": first, "last": last} for (first, last), path in paths.items()],
        "explorer_words": explorer_words(language, len(every)),
        "role_words": {style.name: style.label for style in styles.values()},
    }


def explorer_words(language: Language, pages: int = 1) -> dict[str, Any]:
    """The words of the filters on a list of so many ``pages``, each of which finds its own statements."""
    text = language.gettext
    return {
        "all": text("all"),
        "reset": text("Show all"),
        "found": text("%(num)s found", num="#") if pages == 1 else text("%(num)s found on this page", num="#"),
        "in_articles": {"one": text("in one article"), "more": text("in %(num)s articles", num="#")},
        "sources": {
            "one": text("one source"),
            "more": text("%(num)s sources", num="#"),
            "mostly": text("%(sources)s, mostly heard in the role %(role)s", sources="#", role="@"),
        },
        "quoted": text("direct or mixed"),
        "said": text("all that was said"),
        "kinds": {kind: term(language, kind) for kind in ("direct", "indirect", "mixed", "no-comment")},
        "named": {"yes": text("named"), "no": text("not named")},
        "place": {"first": text("first in the article"), "last": text("last in the article")},
        "doubtful": {"yes": text("doubtful")},
        "labels": {
            "role": text("Role"),
            "source": text("Source"),
            "kind": text("Kind"),
            "named": text("Named"),
            "place": text("Place"),
            "doubtful": text("Doubtful"),
            "outlet": text("Outlet"),
            "section": text("Section"),
            "month": text("Month"),
            "text": text("Words"),
        },
    }
