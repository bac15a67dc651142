"""XML of the news trade in (RSS, Atom, NITF, NewsML-G2, Factiva), its articles out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from lxml import etree

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read.blocks import html_text, is_html, text_of
from quotes.read.heading import without_by

REMEDY = "no XML of news that is read here (RSS, Atom, NITF, NewsML-G2, Factiva); save the text as .docx or .txt"
# What the articles refer to outside of the file is never fetched, and no entity is put in.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
Element: TypeAlias = Any  # lxml has no types


def read_news_xml(data: bytes) -> list[Article]:
    """The articles of a file; raises ReadError where its root is that of no kind that is read here."""
    root = etree.fromstring(data, PARSER)
    name = "" if root is None else etree.QName(root).localname
    for names, read in KINDS.items():
        if name in names:
            articles = [article for article in read(root) if article.text.strip()]
            if not articles:
                raise ReadError("there is no article's text in it; it may only list where the articles are")
            return articles
    raise ReadError(f"its root is <{name[:40]}>: {REMEDY}")


def _rss(root: Element) -> Iterator[Article]:
    outlet = _said(root, "channel/title")
    for item in root.iterfind(".//{*}item"):
        yield Article(
            id="",
            text=_prose(_said(item, "encoded") or _said(item, "fulltext") or _said(item, "description")),
            title=_said(item, "title"),
            date=_said(item, "pubDate") or _said(item, "date"),
            outlet=_said(item, "source") or outlet,
            author=_said(item, "creator") or _said(item, "author"),
            section=_said(item, "category"),
            url=_said(item, "link"),
        )


def _atom(root: Element) -> Iterator[Article]:
    outlet = _said(root, "title")
    for entry in root.iterfind("{*}entry") if etree.QName(root).localname == "feed" else [root]:
        content = entry.find("{*}content")
        inside = "" if content is None else text_of(content) if len(content) else content.text or ""
        link = entry.find("{*}link")
        yield Article(
            id="",
            text=_prose(inside or _said(entry, "summary")),
            title=_said(entry, "title"),
            date=_said(entry, "published") or _said(entry, "updated"),
            outlet=outlet,
            author=_said(entry, "author/name"),
            url="" if link is None else link.get("href", ""),
        )


def _nitf(root: Element) -> Iterator[Article]:
    for story in [root] if etree.QName(root).localname == "nitf" else root.iterfind(".//{*}nitf"):
        data = story.find(".//{*}pubdata")
        content = story.find(".//{*}body.content")
        full = None if content is None else content.find(".//{*}block[@class='full_text']")
        body = content if full is None else full
        yield Article(
            id="",
            text="" if body is None else text_of(body),
            title=_said(story, "hl1") or _said(story, "title"),
            date="" if data is None else data.get("date.publication", ""),
            outlet="" if data is None else data.get("name", ""),
            author=_byline(_said(story, "byline")),
            section="" if data is None else data.get("position.section", ""),
            url="" if data is None else data.get("ex-ref", ""),
        )


def _newsml(root: Element) -> Iterator[Article]:
    found = False
    for item in root.iter("{*}newsItem"):
        inline = item.find(".//{*}inlineXML")
        data = item.findtext(".//{*}inlineData") or ""
        nested = None if inline is None else next(iter(inline), None)
        if nested is not None and etree.QName(nested).localname == "nitf":
            yield from _nitf(nested)
            continue
        body = None if nested is None else nested.find(".//{*}body")
        text = _prose(data) if nested is None else text_of(nested if body is None else body)
        if not text:
            continue
        found = True
        yield Article(
            id="",
            text=text,
            title=_said(item, "contentMeta/headline") or _said(item, "headline"),
            date=_said(item, "itemMeta/firstCreated") or _said(item, "versionCreated") or _said(item, "contentCreated"),
            outlet=_said(item, "itemMeta/provider/name") or _said(item, "infoSource/name"),
            author=_byline(_said(item, "contentMeta/by") or _said(item, "creator/name")),
            section=_said(item, "subject/name"),
        )
    if not found:
        yield from _nitf(root)


def _factiva(root: Element) -> Iterator[Article]:
    for article in root.iter("{*}article", "{*}Article"):
        parts = [part for name in PARTS for part in article.iterfind(f"{{*}}{name}")]
        paragraphs = [
            " ".join(one.itertext()).split() for part in parts for one in part.iter("{*}paragraph", "{*}para")
        ]
        yield Article(
            id=article.get("accessionNo", "") or _said(article, "accessionNo"),
            text="\n\n".join(" ".join(words) for words in paragraphs if words),
            title=_said(article, "headline"),
            date=_said(article, "publicationDate/date") or _said(article, "publicationDate"),
            outlet=_said(article, "sourceName"),
            author=_byline(_said(article, "byline")),
            section=_said(article, "sectionName"),
        )


PARTS = ("leadParagraph", "tailParagraphs")
KINDS: Mapping[tuple[str, ...], Callable[[Element], Iterator[Article]]] = {
    ("rss", "RDF"): _rss,
    ("feed", "entry"): _atom,
    ("nitf",): _nitf,
    ("newsItem", "newsMessage", "packageItem", "NewsML"): _newsml,
    (
        "PerformContentSearchResponse",
        "GetArticleResponse",
        "ArticleResponse",
        "articles",
        "article",
        "distDoc",
    ): _factiva,
}


def _said(element: Element, path: str) -> str:
    """The words of the first element at ``path``, whatever its namespace; of several names each is a step down."""
    first, *rest = path.split("/")
    found = element.find(f".//{{*}}{first}")
    for name in rest:
        found = None if found is None else found.find(f".//{{*}}{name}")
    return "" if found is None else "".join(found.itertext()).strip()


def _prose(text: str) -> str:
    return html_text(text) if is_html(text) else text


def _byline(text: str) -> str:
    return without_by(" ".join(text.split()))
