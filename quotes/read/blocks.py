"""A piece of HTML in, the text that a reader sees of it out: blocks apart by blank lines, nothing that is no prose."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

LEFT_OUT = ("script", "style", "figure", "aside", "nav", "form", "button", "iframe", "template", "noscript", "head")
BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "footer",
            "h1",
            "h2",
        ),
        *(
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "td",
            "th",
            "tr",
            "ul",
        ),
    )
)
BLANK = re.compile(r"[^\S\u00a0]+")
LOOKS_LIKE_HTML = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|li|figure|table|blockquote)\s*>|<(?:p|br)\s*/?>", re.I
)


def is_html(text: str) -> bool:
    """Whether a text, of a cell or a feed, is marked up."""
    return LOOKS_LIKE_HTML.search(text) is not None


def html_text(html: str) -> str:
    """The text of a piece of HTML; nothing where there is none in it."""
    if not html.strip():
        return ""
    try:
        root = document_fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError):
        return ""
    return text_of(root)


def text_of(root: HtmlElement) -> str:
    """The text of an element of HTML or of an XML that uses its names, as ``html_text`` has it."""
    etree.strip_elements(root, *LEFT_OUT, with_tail=False)
    pieces: list[str] = []
    # Without recursion: nesting is the file's to choose.
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if event == "start":
            pieces.append("\n\n" if name in BLOCKS else "“" if name == "q" else "")
            pieces.append(BLANK.sub(" ", element.text or ""))
            continue
        if event == "end":
            pieces.append("\n\n" if name in BLOCKS else "”" if name == "q" else "\n" if name == "br" else "")
        if element is not root:
            pieces.append(BLANK.sub(" ", element.tail or ""))
    text = "".join(pieces).replace("\u00a0", " ")
    blocks = (re.sub(r" *\n *", "\n", block).strip() for block in re.split(r"\n{2,}", text))
    return "\n\n".join(block for block in blocks if block)
