"""An OpenDocument text (.odt) in, its paragraphs out."""

from __future__ import annotations

from typing import IO

from lxml import etree

from quotes.read.archive import check_xml, open_archive, unpacked_part

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DAMAGED = "damaged, protected by a password or no OpenDocument file: open it in its program and save it again as .docx"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
LEFT_OUT = (f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}note")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def odt_text(file: IO[bytes]) -> str:
    """The text of an OpenDocument text; paragraphs are apart by a blank line. Raises ReadError where it is none."""
    archive = open_archive(file, DAMAGED)
    check_xml(archive)
    content = etree.fromstring(unpacked_part(archive, "content.xml"), PARSER)
    etree.strip_elements(content, *LEFT_OUT, with_tail=False)
    blocks = [_text(paragraph).strip() for paragraph in content.iter(*PARAGRAPHS)]
    return "\n\n".join(block for block in blocks if block)


def _text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if element.tag == f"{TEXT}s":
            pieces.append(" " * min(int(element.get(f"{TEXT}c", "1") or 1), 100))
        pieces += [BREAKS.get(element.tag, ""), element.text or "", element.tail or ""]
    return "".join(pieces)
