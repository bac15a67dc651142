"""Files as databases, programs and people hand them over, each an invented stand-in for a real kind: all come in right.

``stand_ins`` has a folder for each kind. Most tell the same two stories, so that what comes out can be compared.
"""

import re
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from places import CORPUS
from reading import read

from quotes.analyze import Analyzer
from quotes.model import Analysis, Article
from quotes.text.paragraphs import as_read, paragraphs

FOLDER = Path(__file__).parent / "stand_ins"
BRIDGE = (
    "The town council voted on Tuesday to keep the old harbour bridge closed until spring after engineers found cracks "
    "in two of its piers.",
    "“We will not gamble with anybody's life,” said Omar Reed, who heads the works department. He said repairs would "
    "cost four million euros.",
    "Shopkeepers on the quay said the closure had halved their takings since the autumn.",
)
CLINIC = (
    "The regional health board plans to end night shifts at the Lowland clinic in July, according to a letter sent to "
    "staff.",
    "“Nobody asked us,” said Petra Lund, a nurse there for twenty years. She said patients would have to travel 40 "
    "kilometres after ten at night.",
    "A board spokesman, Karl Weiss, declined to comment.",
)
TITLES = ("Harbour bridge to stay shut until spring", "Clinic to lose its night nurses")
OUTLETS = ("The Arne Gazette", "Lowland Post")
AUTHORS = ("Ines Falk", "Tom Adair")


def lines_of(article: Article) -> list[str]:
    """The paragraphs of an article, each on one line."""
    return [as_read(article.text, span) for span in paragraphs(article.text)]


def one_line(article: Article) -> str:
    return " ".join(article.text.split())


def articles_of(name: str) -> list[Article]:
    articles, skipped = read(FOLDER / name)
    assert not skipped
    return articles


@pytest.mark.parametrize(
    "name",
    [
        "nexis-txt/two-articles.TXT",
        "nexis-html/two-articles.html",
        "nexis-pdf/two-articles.pdf",
        "nexis-rtf/two-articles.rtf",
        "nexis-uni-docx/two-articles.docx",
        "factiva-html/two-articles.html",
        "factiva-txt/two-articles.txt",
        "missing-formats/factiva-two-articles.rtf",
        "proquest-txt/two-articles.txt",
    ],
)
def test_an_export_comes_apart_into_its_articles(name: str) -> None:
    articles = articles_of(name)
    texts = [" ".join(story) for story in (BRIDGE, CLINIC)]
    assert [" ".join(lines_of(article)) for article in articles] == texts
    if "proquest" not in name:  # there, all is one paragraph
        assert [tuple(lines_of(article)) for article in articles] == [BRIDGE, CLINIC]
    assert tuple(article.title for article in articles) == TITLES
    assert tuple(article.outlet for article in articles) == OUTLETS
    assert tuple(article.date for article in articles) == ("2024-05-02", "2024-05-03")
    reversed_names = tuple(", ".join(reversed(name.split())) for name in AUTHORS)
    assert tuple(article.author for article in articles) in (AUTHORS, reversed_names)
    assert len({article.id for article in articles}) == 2
    if "nexis" in name:
        assert [article.section for article in articles] == ["NEWS; Pg. 3", "NEWS; Pg. 4"]


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("json/array.json", 2),
        ("json/guardian-lines.jsonl", 1),
        ("json/guardian-page.json", 1),
        ("json/lines.json", 2),
        ("json/nested-source.jsonl", 2),
        ("json/newsapi-page.json", 2),
        ("missing-formats/two-articles.ods", 2),
        ("missing-formats/two-articles.xls", 2),
        ("missing-formats/two-articles.xlsx", 2),
        ("missing-formats/articles.jsonl.gz", 2),
        ("xml-named/feed.rss", 2),
        ("xml-named/article-nitf.xml", 1),
        ("xml-named/gigaword.sgml", 1),
        ("csv-names/guardian-flat.csv", 1),
        ("csv-names/mediacloud.csv", 1),
        ("csv-names/newsplease.csv", 1),
        ("mhtml/page.mhtml", 1),
        ("boilerplate-html/page.html", 1),
    ],
)
def test_formats_and_what_they_tell_of_the_article(name: str, titles: int) -> None:
    articles = articles_of(name)
    assert [one_line(article) for article in articles] == [" ".join(story) for story in (BRIDGE, CLINIC)[:titles]]
    if "boilerplate" not in name:
        assert tuple(article.title for article in articles) == TITLES[:titles]
    told = [bool(article.date and article.author) for article in articles]
    assert (
        all(told)
        or name in ("missing-formats/articles.jsonl.gz", "xml-named/gigaword.sgml")
        or name in ("mhtml/page.mhtml", "csv-names/mediacloud.csv")
    )
    if "gigaword" in name:  # it tells no author, and the day in the number alone
        assert articles[0].date == "2024-05-02"
    if name.startswith("json") and "guardian" not in name:
        assert tuple(article.outlet for article in articles) == OUTLETS


@pytest.mark.parametrize(
    "name", ["missing-formats/page.pdf", "missing-formats/article.odt", "missing-formats/book.epub"]
)
def test_documents(name: str) -> None:
    (article,) = articles_of(name)
    title, *text = lines_of(article)
    assert title == TITLES[0] == article.title and tuple(text) == BRIDGE


def test_an_archive_gives_the_articles_of_its_files() -> None:
    clinic, bridge = articles_of("missing-formats/nexis-files-2.zip")
    assert (bridge.id, clinic.id) == TITLES
    assert tuple(lines_of(bridge)[1:]) == BRIDGE and tuple(lines_of(clinic)[1:]) == CLINIC


@pytest.mark.parametrize("name", ["eml/newsletter.eml", "missing-formats/mail.msg"])
def test_a_mail_is_its_text_with_subject_date_and_sender(name: str) -> None:
    (article,) = articles_of(name)
    assert [line for line in lines_of(article) if line in BRIDGE] == list(BRIDGE)
    assert (article.date, article.outlet) == ("2024-05-02", "Morning Brief")
    assert article.title == f"Your morning brief: {TITLES[0]}" and "MIME" not in article.text


@pytest.mark.parametrize("kind", ["plain", "html", "both"])
def test_an_alert_by_mail_comes_apart_as_the_export_does(tmp_path: Path, kind: str) -> None:
    text = (FOLDER / "proquest-txt" / "two-articles.txt").read_text(encoding="utf-8")
    bold = partial(re.compile(r"^([A-Z][A-Za-z ]+: )").sub, r"<b>\1</b>")
    lines = "".join(f"<p>{bold(line)}</p>" for line in text.splitlines() if line)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Alerts <alerts@database.example>", "Your alert: bridges"
    mail["Date"], mail["Message-ID"] = "Sat, 04 May 2024 10:15:00 GMT", "<1@database.example>"
    if kind != "html":
        mail.set_content(text if kind == "plain" else "Your alert has two new results. See the page.")
    if kind != "plain":
        (mail.set_content if kind == "html" else mail.add_alternative)(f"<html><body>{lines}</body></html>", "html")
    (tmp_path / "alert.eml").write_bytes(bytes(mail))
    articles, skipped = read(tmp_path)
    assert not skipped and tuple(article.title for article in articles) == TITLES
    assert [one_line(article) for article in articles] == [" ".join(story) for story in (BRIDGE, CLINIC)]
    assert tuple(article.outlet for article in articles) == OUTLETS


@pytest.mark.parametrize("name", sorted(path.name for path in (FOLDER / "hard-wrap").iterdir()))
def test_lines_that_were_broken_are_joined_whatever_the_layout(name: str) -> None:
    (article,) = articles_of(f"hard-wrap/{name}")
    assert tuple(lines_of(article)) == BRIDGE


def test_a_word_that_was_broken_at_a_line_end_is_one() -> None:
    (article,) = articles_of("crash-hyphen/jean-pierre.txt")
    assert lines_of(article)[0].startswith("Jean-Pierre Lang said")


@pytest.mark.parametrize("path", sorted((CORPUS / "articles").glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_with_a_paragraph_a_line_is_not_taken_for_broken(path: Path) -> None:
    (article,) = read(path)[0]
    close = re.sub(r"\n\s*\n", "\n", article.text)
    assert [one.of(close) for one in paragraphs(close)] == [one.of(article.text) for one in paragraphs(article.text)]


@pytest.mark.models
def test_who_says_what_is_the_same_in_every_layout(analyzer: Analyzer) -> None:
    def said(analysis: Analysis) -> list[tuple[str, str, str]]:
        return [
            (
                str(one.speaker),
                " ".join(as_read(analysis.article.text, span) for span in one.content),
                str(one.role and one.role.name),
            )
            for one in analysis.attributions
        ]

    articles = [article for path in sorted((FOLDER / "hard-wrap").iterdir()) for article in articles_of(str(path))]
    first, *others = map(said, analyzer.pipe(articles))
    assert [speaker for speaker, _, _ in first] == ["Omar Reed", "Omar Reed", "shopkeepers on the quay"]
    assert len(others) == 6 and all(one == first for one in others)


@pytest.mark.models
@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n", "\n> "])
def test_a_name_that_a_line_end_breaks_is_shown_as_it_is_read(analyzer: Analyzer, between: str) -> None:
    lines = (
        "The town council voted on Tuesday to keep the old bridge closed, and Jean-",
        "Pierre Lang said the plan was wrong. Officials said the works would go on.",
        "“We will not gamble with the lives of people here,” said Maria Theresia",
        "Oldenburg-Schmidt, who heads the works department and its two new offices.",
    )
    analysis = analyzer(between.lstrip("\r\n") + between.join(lines))
    speakers = [str(one.speaker) for one in analysis.attributions]
    assert speakers == ["Jean-Pierre Lang", "officials", "Maria Theresia Oldenburg-Schmidt"]
    assert "Maria Theresia Oldenburg-Schmidt" in [source.name for source in analysis.sources]


@pytest.mark.parametrize("name", ["excel-sep/sep.csv", "excel-unicode-txt/excel_unicode.txt", "macroman/mac.csv"])
def test_tables_as_programs_of_offices_save_them(name: str) -> None:
    articles = articles_of(name)
    assert articles[0].text == "“We lost the barn,” said Orla Finch, a farmer."
    assert (articles[0].title, articles[0].outlet) == ("Barn", "Herald")


@pytest.mark.parametrize("name", ["macroman/macroman.txt", "utf16-nobom/utf16le_nobom.txt"])
def test_old_encodings(name: str) -> None:
    (article,) = articles_of(name)
    assert article.text.startswith("“We lost the barn,” said Orla Finch, who farms at Kell’s Cross.")
    assert "—" in article.text


def test_a_cell_of_html_is_the_text_that_it_shows() -> None:
    (article,) = articles_of("html-in-cell/html_in_col.csv")
    assert article.text == (
        "“We lost the barn,” said Orla Finch, a farmer.\n\nThe fire chief, José Reyes, said the fire had been set."
    )


def test_dates_of_every_form_tell_the_day() -> None:
    days = [article.date for article in articles_of("dates/dates.csv")]
    assert days == ["2024-05-02", "2024-05-02", "2024-05-13", "2024-05-02", "2024-05-02", "2024-05-02"]


def test_source_lines_within_a_paragraph_of_a_page_are_no_paragraphs() -> None:
    (article,) = articles_of("html-div-wrapped/wrap_div.html")
    assert article.title == "Bridge stays shut" and len(lines_of(article)) == 3
    assert "said Ines Falk, the head of the works department" in article.text


def test_who_saved_a_word_file_is_not_who_wrote_the_article() -> None:
    (article,) = articles_of("docx-meta/clip-saved-by-an-assistant.docx")
    assert (article.title, article.author, article.date) == (TITLES[0], "Ines Falk", "")
