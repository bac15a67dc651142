"""A PDF file in, its text out, page after page; lines stay lines, which the paragraphs are told from later."""

from __future__ import annotations

import re
from collections import Counter

from quotes.errors import ReadError

MOST_PAGES = 2_000
FEWEST_LETTERS = 20
"""Letters a page on average below which it is a picture of a page."""
HYPHEN = re.compile("[\u0002\ufffe]")
"""What the library has for a hyphen at the end of a line, and for that end."""
RUNNING = 3
"""Pages on which a first or last line stands that is the name of the paper or the number of the page."""


def pdf_text(data: bytes) -> str:
    """The text of a PDF file. Raises ReadError where it cannot be opened, is protected, or holds pictures of pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            f"not opened ({error}): protected by a password or damaged; save it again without one"
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise ReadError(
                f"{len(document):,} pages, at most {MOST_PAGES:,} are read; split it into one file an article"
            )
        pages = [_lines(document[number]) for number in range(len(document))]
    finally:
        document.close()
    letters = sum(character.isalpha() for page in pages for line in page for character in line)
    if letters < FEWEST_LETTERS * max(1, len(pages)):
        raise ReadError("a scan, pictures of pages without text: run text recognition (OCR) on it first")
    return "\n".join(line for page in _without_running(pages) for line in page)


def _lines(page: object) -> list[str]:
    text = page.get_textpage().get_text_range()  # type: ignore[attr-defined]
    return HYPHEN.sub("-\n", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def _without_running(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the first and last lines that they have in common but for numbers."""
    edges = Counter(edge for page in pages for edge in {_plain(line) for line in (*page[:1], *page[-1:])})
    running = {edge for edge, number in edges.items() if edge and number >= RUNNING}
    kept = []
    for page in pages:
        start = 1 if page and _plain(page[0]) in running else 0
        end = len(page) - 1 if len(page) > 1 and _plain(page[-1]) in running else len(page)
        kept.append(page[start:end])
    return kept


def _plain(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip()).casefold()
