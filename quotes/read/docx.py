"""A Word file (.docx) in, its article out: the text that a reader sees, with its headline and byline."""

from __future__ import annotations

from dataclasses import replace
from typing import IO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from quotes.model import Article
from quotes.read.archive import check_xml, open_archive
from quotes.read.heading import FIRST, with_heading

DAMAGED = "damaged, protected by a password or no Word file: open it in Word and save it again as .docx"

TITLES = ("Title", "Heading 1")
"""Word's own names of the styles of a headline, in every language of the program."""

BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Not python-docx's own paragraph text, which leaves out content controls and what tracked changes insert. Text that was
# moved away, and the second copy of a text box for old programs, are not seen.
VISIBLE = "not(ancestor::w:moveFrom) and not(ancestor::*[local-name()='Fallback'])"
PARAGRAPHS = f".//w:p[{VISIBLE}]"
PIECES = f".//w:r/*[(self::w:t or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen) and {VISIBLE}]"


def read_docx(file: IO[bytes]) -> Article:
    """The article of a Word file; paragraphs are apart by a blank line. Raises ReadError where it cannot be opened."""
    check_xml(open_archive(file, DAMAGED))
    file.seek(0)
    document = Document(file)
    paragraphs = [paragraph for paragraph in _paragraphs(document) if paragraph]
    article = Article(id="", text="\n\n".join(paragraphs), title=_styled(document))
    # Without a properties part, python-docx invents one with a title and today's date.
    if not any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in document.part.package.rels.values()):
        return with_heading(article)
    # Whoever saved the file is named there, and what it was made from: only what the text says too is the article's.
    properties = document.core_properties
    first = "\n".join(paragraphs[:FIRST])
    title, author = ((name or "").strip() for name in (properties.title, properties.author))
    return with_heading(
        replace(
            article,
            title=article.title or (title if title and title in first else ""),
            author=author if author and author in first else "",
        )
    )


def _styled(document: WordDocument) -> str:
    """The first paragraph that has the style of a title."""
    for paragraph in document.paragraphs[:FIRST]:
        if paragraph.style is not None and paragraph.style.name in TITLES and paragraph.text.strip():
            return str(paragraph.text).strip()
    return ""


def _paragraphs(document: WordDocument) -> list[str]:
    """The text of each paragraph, in the order of the file, those in tables and text boxes included."""
    body = document.element.body
    texts: dict[object, list[str]] = {paragraph: [] for paragraph in body.xpath(PARAGRAPHS)}
    for piece in body.xpath(PIECES):
        owner = next(piece.iterancestors(qn("w:p")))
        texts[owner].append(BREAKS.get(piece.tag) or piece.text or "")
    return ["".join(pieces).strip() for pieces in texts.values()]
