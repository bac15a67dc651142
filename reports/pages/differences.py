"""The differences of attributions from a gold standard in, a page that shows them article by article out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from reports.pages.templating import templates


def differences_page(rows: Iterable[Mapping[str, str]]) -> str:
    """The page with ``rows`` as ``quotes.differences`` gives them."""
    return templates().fill(
        "differences.html.j2",
        title="Differences from the gold standard",
        up="",
        links=[],
        versions={},
        styles={},
        articles=[(article, list(own)) for article, own in groupby(rows, key=lambda row: row["article"])],
    )
