"""Characters of a plain text or Markdown file in, its Article out (``id`` and ``path`` are the caller's).

The text of a plain text file is kept as it is; that of a Markdown file is what a reader of the
rendered page sees, paragraphs apart by a blank line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml.html import document_fromstring
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quotes.model import Article
from quotes.read.front_matter import FrontMatter, split_front_matter
from quotes.read.heading import with_heading

MARKDOWN = MarkdownIt("commonmark").enable("table")
HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*$", re.MULTILINE)
LINE_END = re.compile(r"\r\n|\r")


def read_plain(text: str) -> Article:
    """The article of a plain text file: all of ``text`` but its front matter, unchanged."""
    found = split_front_matter(text)
    article = _article(found, found.text)
    return article if article.title else with_heading(article)


def read_document(text: str) -> Article:
    """The article of the text of a document that has no fields of its own: a PDF, Rich Text."""
    return with_heading(Article(id="", text=text.strip()))


def read_markdown(text: str) -> Article:
    """The article of a Markdown file, without its markup."""
    found = split_front_matter(text)
    article = _article(found, plain_text(found.text))
    heading = HEADING.search(LINE_END.sub("\n", found.text))
    if heading and not article.title:
        article = replace(article, title=plain_text(heading[1]).strip())
    return article if article.title else with_heading(article)


def plain_text(markdown: str) -> str:
    """What a reader sees of ``markdown``: its paragraphs, headings, items and cells, apart by blank lines."""
    paragraphs = []
    number = ""
    # The library reads a lone carriage return as a character, not as the line end that it is in old Mac files.
    for token in MARKDOWN.parse(LINE_END.sub("\n", markdown)):
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.content.strip():
            paragraphs.append(number + _block_text(token))
            number = ""
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _article(found: FrontMatter, text: str) -> Article:
    return Article(id="", text=text, metadata=found.other, **found.known)


def _block_text(block: Token) -> str:
    if block.type == "html_block":
        return _html_text(block.content)
    if block.type != "inline":
        return block.content.strip("\n")
    return "".join(_inline_text(token) for token in block.children or []).strip()


def _html_text(content: str) -> str:
    block = document_fromstring(f"<div>{content}</div>")
    etree.strip_elements(block, "script", "style", with_tail=False)
    return str(block.text_content()).strip()


def _inline_text(token: Token) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image" | "html_inline":
            return ""
    return token.content
