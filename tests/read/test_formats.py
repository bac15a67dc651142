"""Kinds of files beyond the stand-ins, written here: read, or refused with the remedy; and never taken for another."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from reading import read
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.model import Article
from quotes.read.kinds import ENDINGS, UNREADABLE

FIRST = "The ferry was halted on Tuesday after a crack was found, “out of caution,” port director Ann Bell said."
SECOND = "Two barns burnt down by the river on Monday night. “We lost the hay,” said Orla Finch, who farms there."


def saved(folder: Path, name: str, content: str | bytes) -> list[Article]:
    """The articles of a file with this content, nothing of which may be skipped."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    articles, skipped = read(path)
    assert not skipped
    return articles


def refused(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    articles, (skipped,) = read(path)
    assert not articles
    return skipped.reason


def known(article: Article) -> tuple[str, ...]:
    return (article.text, article.title, article.date, article.outlet, article.author)


EUROPRESSE = """<html><body><article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Harbor Ledger (site web)</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">News, Thursday, May 2, 2024 - 512 words, p. 3</span></div>
<div class="rdp__articletitle titreArticle"><p class="titreArticleVisu">{title}</p></div>
<div class="docAuthors">Mara Quill</div></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>{text}</p></div></div></section></article>"""


def test_europresse(tmp_path: Path) -> None:
    page = (
        EUROPRESSE.format(title="Ferry", text=FIRST) + EUROPRESSE.format(title="Barns", text=SECOND) + "</body></html>"
    )
    first, second = saved(tmp_path, "e.html", page)
    assert known(first) == (FIRST, "Ferry", "2024-05-02", "Harbor Ledger", "Mara Quill")
    assert second.text == SECOND and first.section == "News"


def test_factiva_pages_without_codes(tmp_path: Path) -> None:
    block = """<div class="article enArticle"><div id="hd"><span class='enHeadline'>{title}</span></div>
<div class="author">By Mara Quill</div><div>512 words</div><div>2 May 2024</div><div>Harbor Ledger</div><div>HLED</div>
<div>English</div><div>Copyright 2024 Harbor Ledger</div><p class="articleParagraph enarticleParagraph">{text}</p>
<p>Document HLED0020240502ek520000{number}</p></div>"""
    page = block.format(title="Ferry", text=FIRST, number=1) + block.format(title="Barns", text=SECOND, number=2)
    first, second = saved(tmp_path, "f.html", f"<html><body>{page}</body></html>")
    assert known(first) == (FIRST, "Ferry", "2024-05-02", "Harbor Ledger", "Mara Quill")
    assert (second.id, second.text) == ("HLED0020240502ek5200002", SECOND)


def test_factiva_xml(tmp_path: Path) -> None:
    article = f"""<article accessionNo="HLED1"><headline><paragraph>Ferry</paragraph></headline><byline>By Mara Quill
</byline><publicationDate><date>2024-05-02</date></publicationDate><sourceName>Harbor Ledger</sourceName>
<leadParagraph><paragraph>{FIRST}</paragraph></leadParagraph><tailParagraphs><paragraph>{SECOND}</paragraph>
</tailParagraphs></article>"""
    (found,) = saved(tmp_path, "f.xml", f"<articles>{article}</articles>")
    assert known(found) == (f"{FIRST}\n\n{SECOND}", "Ferry", "2024-05-02", "Harbor Ledger", "Mara Quill")


def test_proquest_pages(tmp_path: Path) -> None:
    record = "".join(
        f"<p><b>{name}: </b>{value}</p>"
        for name, value in {
            "Author": "Quill, Mara",
            "Abstract": "Left out.",
            "Full text": f"{FIRST}</p><p>{SECOND}",
            "Subject": "Ferries",
            "Title": "Ferry",
            "Publication title": "Harbor Ledger; Arne",
            "Publication date": "May 2, 2024",
            "ProQuest document ID": "77",
        }.items()
    )
    (found,) = saved(tmp_path, "p.html", f"<html><body>{record}</body></html>")
    assert known(found) == (f"{FIRST}\n\n{SECOND}", "Ferry", "2024-05-02", "Harbor Ledger", "Quill, Mara")


@pytest.mark.parametrize(
    "text",
    [
        f"1 of 2 DOCUMENTS\n\n2 of 2 DOCUMENTS\n\nLOAD-DATE: May 2, 2024\n\n{FIRST}",
        f"{FIRST}\n\nLOAD-DATE: May 2, 2024\n\n{SECOND}\n\nLOAD-DATE: May 3, 2024\n",
        f"{FIRST}\n\nDocument HLED0020240502ek5200001\n\n{SECOND}\n\nDocument HLED0020240502ek5200002\n",
        f"{FIRST}\n\nProQuest document link\n\n{SECOND}\n\nProQuest document link\n",
    ],
)
def test_what_looks_like_an_export_and_cannot_be_split_is_refused(tmp_path: Path, text: str) -> None:
    why = refused(tmp_path, "export.txt", text)
    assert "export of" in why and "export it again" in why


def test_an_article_that_names_a_database_is_an_article(tmp_path: Path) -> None:
    text = f"{FIRST}\n\nThe paper is in Nexis. Document: a memo of 1 of 2 documents, ProQuest said.\n\n{SECOND}"
    assert saved(tmp_path, "a.txt", text)[0].text == text


def test_feeds(tmp_path: Path) -> None:
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title><entry>
<title>Ferry</title><updated>2024-05-02T10:00:00Z</updated><author><name>Mara Quill</name></author>
<link href="https://x.example/1"/><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry></feed>"""
    (found,) = saved(tmp_path, "feed.xml", atom)
    assert (*known(found), found.url) == (FIRST, "Ferry", "2024-05-02", "Ledger", "Mara Quill", "https://x.example/1")


def test_newsml(tmp_path: Path) -> None:
    newsml = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><provider><name>Wire</name></provider>
<firstCreated>2024-05-02T10:00:00Z</firstCreated></itemMeta><contentMeta><headline>Ferry</headline><by>Mara Quill</by>
</contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p><p>{SECOND}</p></body>
</html></inlineXML></contentSet></newsItem>"""
    (found,) = saved(tmp_path, "item.xml", newsml)
    assert known(found) == (f"{FIRST}\n\n{SECOND}", "Ferry", "2024-05-02", "Wire", "Mara Quill")


def test_reuters_sgml(tmp_path: Path) -> None:
    sgml = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS NEWID="12"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT><TITLE>FERRY &lt;HLED&gt;</TITLE><BODY>    {FIRST}
 Reuter</BODY></TEXT></REUTERS>"""
    (found,) = saved(tmp_path, "reut.sgm", sgml)
    assert (found.id, found.title, found.date) == ("12", "FERRY <HLED>", "1987-02-26") and FIRST in found.text


@pytest.mark.parametrize(
    "value",
    [
        {"response": {"docs": [{"headline": {"main": "Ferry"}, "pub_date": "2024-05-02T10:00:00Z", "body": FIRST}]}},
        [{"title": {"rendered": "Ferry"}, "date": "2024-05-02T10:00:00", "content": {"rendered": f"<p>{FIRST}</p>"}}],
        {"headline": "Ferry", "versioncreated": "2024-05-02T10:00:00Z", "body_text": FIRST, "type": "text"},
        {"hits": {"hits": [{"_source": {"title": "Ferry", "published": "2024-05-02", "text": FIRST}}]}},
    ],
    ids=["new york times", "wordpress", "ninjs", "elasticsearch"],
)
def test_answers_of_apis(tmp_path: Path, value: object) -> None:
    (found,) = saved(tmp_path, "answer.json", json.dumps(value))
    assert (found.text, found.title, found.date) == (FIRST, "Ferry", "2024-05-02")


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    with (tmp_path / "pages.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, text in enumerate((FIRST, SECOND)):
            page = f"<html><head><title>T{number}</title></head><body><p>{text}</p><p>{text}</p></body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            url = f"https://x.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(page.encode()), http_headers=headers)
            )
    articles, skipped = read(tmp_path / "pages.warc.gz")
    assert not skipped and [article.title for article in articles] == ["T0", "T1"]


def test_tables_with_lines_above_the_header_and_other_delimiters(tmp_path: Path) -> None:
    above = "Search results for ferry\nDownloaded 10 May 2024\n\n"
    for name, content in {
        "a.csv": f'{above}id,title,text\n7,Ferry,"{FIRST}"\n',
        "b.csv": f"id|title|text\n7|Ferry|{FIRST}\n",
        "c.csv": f'sep=;\nid;title;text\n7;Ferry;"{FIRST}"\n',
        "d.txt": f"id\ttitle\ttext\n7\tFerry\t{FIRST}\n",
    }.items():
        (found,) = saved(tmp_path, name, content)
        assert (found.id, found.title, found.text) == ("7", "Ferry", FIRST), name


def test_an_archive_in_which_one_file_is_bad_gives_the_others(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/._a.txt", "x")
        archive.writestr("a.txt", FIRST)
        archive.writestr("b.pdf", b"%PDF-\x00\x01")
        archive.writestr("deep/../../c.txt", SECOND)
        archive.writestr("d.gz", gzip.compress(SECOND.encode()))
    articles, (bad,) = read(path)
    assert [article.text for article in articles] == [FIRST, SECOND, SECOND] and "b.pdf" in bad.path
    assert sorted(tmp_path.iterdir()) == [path]


def test_archives_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    large = b"\0" * 301_000_000
    assert "too large" in refused(tmp_path, "bomb.txt.gz", gzip.compress(large, 1))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("a.txt", large)
    assert "too large" in refused(tmp_path, "bomb.zip", (tmp_path / "bomb.zip").read_bytes())
    data = FIRST.encode()
    for _ in range(6):
        data = gzip.compress(data)
    assert "archives in archives" in refused(tmp_path, "deep.gz", data)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"%!PS-Adobe-3.0\n", "PostScript"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.txt", b"SQLite format 3\0", "database"),
        ("a.html", b"Rar!\x1a\x07", "unpack"),
        ("a.xml", "<?xml version='1.0'?><plist/>", "<plist>"),
        (
            "a.xml",
            "<?xml version='1.0'?><rss><channel><item><title>T</title></item></channel></rss>",
            "no article's text",
        ),
        ("a.json", '{"a": 1}', "which column holds the text"),
        ("a.eml", "From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n\n", "without text"),
        ("a.epub", b"PK\x03\x04", "damaged"),
    ],
)
def test_what_is_no_article_is_refused_by_its_first_bytes(tmp_path: Path, name: str, content: str, words: str) -> None:
    assert words in refused(tmp_path, name, content)


def test_external_entities_are_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    item = f"<item><title>T</title><description>{FIRST} &x;</description></item>"
    (found,) = saved(tmp_path, "feed.xml", f"<?xml version='1.0'?>{entity}<rss><channel>{item}</channel></rss>")
    assert "secret" not in found.text and FIRST in found.text


def test_what_is_called_something_else_is_read_as_what_it_is(tmp_path: Path) -> None:
    body = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
    page = f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"
    for name in ("page.txt", "page.doc", "page"):
        (found,) = saved(tmp_path, name, page)
        assert found.title == "T" and found.text == f"{FIRST}\n\n{SECOND}"
    (found,) = saved(
        tmp_path, "mail.txt", f"From: a@x.example\nTo: b@x.example\nSubject: Ferry\nMIME-Version: 1.0\n\n{FIRST}"
    )
    assert (found.title, found.text) == ("Ferry", FIRST)
    text = f"From: the port to the city\nDate: a fruit\n\n{FIRST}"
    assert saved(tmp_path, "poem.txt", text)[0].text == text


def test_every_ending_is_either_read_or_has_a_remedy() -> None:
    assert not set(ENDINGS) & set(UNREADABLE) and all("save" in how or "unpack" in how for how in UNREADABLE.values())
