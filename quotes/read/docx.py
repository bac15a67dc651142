"""A Word file (.docx) in, its article out: the text that a reader sees, and the title, author and date it declares."""

from __future__ import annotations

from typing import IO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from quotes.model import Article
from quotes.read.archive import check_xml, open_archive

DAMAGED = "damaged, protected by a password or no Word file: open it in Word and save it again as .docx"

TEMPLATE_AUTHOR, TEMPLATE_CREATED = "python-docx", "2013-12-23T23:15"
"""What python-docx's own template declares, and every document that a program makes from it without saying more."""

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
    text = "\n\n".join(paragraph for paragraph in _paragraphs(document) if paragraph)
    # Without a properties part, python-docx invents one with a title and today's date.
    if not any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in document.part.package.rels.values()):
        return Article(id="", text=text)
    properties = document.core_properties
    author = "" if properties.author == TEMPLATE_AUTHOR else properties.author
    created = properties.created
    date = "" if created is None or created.isoformat().startswith(TEMPLATE_CREATED) else created.date().isoformat()
    return Article(id="", text=text, title=properties.title, author=author, date=date)


def _paragraphs(document: WordDocument) -> list[str]:
    """The text of each paragraph, in the order of the file, those in tables and text boxes included."""
    body = document.element.body
    texts: dict[object, list[str]] = {paragraph: [] for paragraph in body.xpath(PARAGRAPHS)}
    for piece in body.xpath(PIECES):
        owner = next(piece.iterancestors(qn("w:p")))
        texts[owner].append(BREAKS.get(piece.tag) or piece.text or "")
    return ["".join(pieces).strip() for pieces in texts.values()]
