"""The corpus: every gold span is what it says, every kind fits its marks, and everything of the issue occurs in it."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
from places import CORPUS

from quotes.model import Article, Span
from quotes.read import read_articles

SLUGS = sorted(path.stem for path in (CORPUS / "articles").glob("*.txt"))
KINDS = ("direct", "indirect", "mixed", "no-comment")
CONSTRUCTIONS = (
    "said-that clause",
    "quotation with cue",
    "told addressee",
    "shared subject",
    "relative clause",
    "according to",
    "colon",
    "dash",
    "passive report",
    "nominal cue",
    "participle",
    "continued quotation",
    "cue and infinitive",
    "cue and object",
    "written statement",
    "no comment",
)
ROLES = (
    "official",
    "political",
    "witness",
    "activist",
    "expert",
    "business",
    "media",
    "legal-party",
    "public-figure",
    "document",
    "unknown",
)
KEYS = {
    "article": str,
    "kind": str,
    "content": list,
    "content_text": list,
    "cue": list,
    "cue_text": list,
    "source": list | None,
    "source_text": str | None,
    "speaker": str,
    "role": str,
    "named": bool,
    "source_kind": str,
    "construction": str,
}
MARKS = {"“": "”", "``": "''", "''": "''", '"': '"', "‘": "’", "«": "»", "„": "“"}


@cache
def articles() -> dict[str, Article]:
    return {article.id: article for article in read_articles([CORPUS / "articles"])}


@cache
def gold(slug: str) -> list[dict[str, Any]]:
    document = json.loads((CORPUS / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
    assert document["doc"] == slug
    return list(document["attributions"])


def everything() -> list[dict[str, Any]]:
    return [attribution for slug in SLUGS for attribution in gold(slug)]


def spans(pairs: list[list[int]] | None) -> list[Span]:
    return [Span(start, end) for start, end in pairs or []]


def parts(attribution: dict[str, Any]) -> dict[str, list[Span]]:
    source = attribution["source"]
    return {
        "content": spans(attribution["content"]),
        "cue": spans(attribution["cue"]),
        "source": spans([source] if source else []),
    }


def house_mark(text: str) -> str:
    """The opening mark of an article's own outer quotations: the one it uses first."""
    return min((mark for mark in MARKS if mark in text), key=text.index)


def wholly_quoted(words: str, mark: str) -> bool:
    """Whether ``words`` stand in one pair of marks, which need not close (the next paragraph opens again)."""
    body = words.removeprefix(mark)
    if body == words:
        return False
    closing = MARKS[mark]
    return words.endswith(closing) or closing not in re.sub(r"(?<=\w)[’'](?=\w)", "", body)


def test_there_are_at_least_24_articles_each_with_its_gold() -> None:
    assert len(SLUGS) >= 24
    assert sorted(path.stem for path in (CORPUS / "gold").iterdir()) == SLUGS
    assert sorted(articles()) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_has_its_front_matter_and_a_newspaper_length(slug: str) -> None:
    article = articles()[slug]
    assert article.title and article.outlet and article.author and article.section
    assert 2024 <= date.fromisoformat(article.date).year <= 2026
    assert 250 <= len(article.text.split()) <= 700
    raw = (CORPUS / "articles" / f"{slug}.txt").read_text(encoding="utf-8")
    assert raw.split("\n\n", 1)[1] == article.text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_span_is_what_its_text_says(slug: str) -> None:
    text = articles()[slug].text
    assert gold(slug)
    for attribution in gold(slug):
        for part, found in parts(attribution).items():
            said = attribution[f"{part}_text"]
            expected = said if isinstance(said, list) else [said] * (said is not None)
            assert [span.of(text) for span in found] == expected
            assert all(span.end <= len(text) and len(span) for span in found)
            assert all(span.trimmed(text) == span for span in found), expected
            assert not any("\n" in words for words in expected), "a span may not run over a paragraph's end"


@pytest.mark.parametrize("slug", SLUGS)
def test_content_cue_and_source_of_one_attribution_stay_apart(slug: str) -> None:
    for attribution in gold(slug):
        if attribution["construction"] == "continued quotation":
            assert not attribution["cue"]
        every = sorted(span for found in parts(attribution).values() for span in found)
        assert all(one.end <= other.start for one, other in itertools.pairwise(every)), attribution


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_attributions_share_a_word_of_content(slug: str) -> None:
    every = sorted(span for row in gold(slug) for span in parts(row)["content"])
    assert all(one.end <= other.start for one, other in itertools.pairwise(every))


@pytest.mark.parametrize("slug", SLUGS)
def test_keys_and_values_are_those_of_the_readme(slug: str) -> None:
    for attribution in gold(slug):
        assert list(attribution) == list(KEYS)
        for key, kind in KEYS.items():
            assert isinstance(attribution[key], kind), (key, attribution[key])
        assert attribution["article"] == slug
        assert attribution["kind"] in KINDS
        assert attribution["role"] in ROLES
        assert attribution["construction"] in CONSTRUCTIONS
        assert attribution["source_kind"] in ("person", "group", "document")


@pytest.mark.parametrize("slug", SLUGS)
def test_kind_fits_the_marks_of_the_house(slug: str) -> None:
    mark = house_mark(articles()[slug].text)
    for attribution in gold(slug):
        words = attribution["content_text"]
        if attribution["construction"] == "no comment":
            assert attribution["kind"] == "no-comment"
            continue
        if all(wholly_quoted(piece, mark) for piece in words):
            expected = "direct"
        else:
            expected = "mixed" if any(mark in piece for piece in words) else "indirect"
        assert words and attribution["kind"] == expected, words


@pytest.mark.parametrize("slug", SLUGS)
def test_sources_are_described_alike_throughout_an_article(slug: str) -> None:
    described: dict[str, set[tuple[bool, str]]] = {}
    for attribution in gold(slug):
        if attribution["source"] is None:
            assert (attribution["speaker"], attribution["role"], attribution["named"]) == ("", "unknown", False)
            continue
        assert attribution["speaker"]
        if attribution["construction"] != "continued quotation":
            assert attribution["cue"]
        if attribution["role"] == "document":
            assert attribution["source_kind"] == "document"
        described.setdefault(attribution["speaker"], set()).add((attribution["named"], attribution["source_kind"]))
    assert {speaker: facts for speaker, facts in described.items() if len(facts) > 1} == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_contents_have_no_stop_outside_of_their_marks(slug: str) -> None:
    closings = ("”", '"', "''", "’")
    for words in (attribution["content_text"][-1] for attribution in gold(slug) if attribution["content"]):
        assert not words.endswith((",", ";")), words
        is_abbreviation = re.search(r"\b(?:[a-z]\.[a-z]|[A-Z][a-z]{0,3}|\w)\.$", words)
        opens = words.startswith(tuple(MARKS))
        assert opens or words.endswith(closings) or not words.endswith(".") or is_abbreviation, words


@pytest.mark.parametrize(("key", "values"), [("construction", CONSTRUCTIONS), ("role", ROLES), ("kind", KINDS)])
def test_every_construction_role_and_kind_occurs_at_least_twice(key: str, values: tuple[str, ...]) -> None:
    counts = Counter(attribution[key] for attribution in everything())
    assert {value: counts[value] for value in values if counts[value] < 2} == {}


def test_every_style_of_marks_occurs_and_so_do_open_paragraphs_and_bare_sources() -> None:
    assert {house_mark(article.text) for article in articles().values()} == set(MARKS)
    assert any(len(row["content"]) > 2 for row in everything())
    assert any(row["source"] is None for row in everything())
    pronouns = {(row["source_text"] or "").lower() for row in everything()}
    assert {"he", "she", "who", "his", "her", "it"} <= pronouns


@pytest.mark.parametrize("slug", SLUGS)
def test_entities_stand_where_they_say(slug: str) -> None:
    (article,) = read_articles([CORPUS / "articles" / f"{slug}.txt"])
    annotation = json.loads((CORPUS / "entities" / f"{slug}.json").read_text(encoding="utf-8"))
    assert annotation["doc"] == slug
    spans = [Span(e["start"], e["end"]) for e in annotation["entities"]]
    assert [span.of(article.text) for span in spans] == [e["text"] for e in annotation["entities"]]
    assert {e["type"] for e in annotation["entities"]} <= {"PER", "ORG", "LOC"}
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize("slug", SLUGS)
def test_whoever_is_quoted_by_a_full_name_is_an_entity(slug: str) -> None:
    """The two annotations were made apart: what one calls a named person the other has among its persons."""
    annotation = json.loads((CORPUS / "entities" / f"{slug}.json").read_text(encoding="utf-8"))
    persons = {e["text"] for e in annotation["entities"] if e["type"] == "PER"}
    gold = json.loads((CORPUS / "gold" / f"{slug}.json").read_text(encoding="utf-8"))["attributions"]
    speakers = {a["speaker"] for a in gold if a["named"] and a["source_kind"] == "person"}
    assert {s for s in speakers if not any(p.split()[-1] in s for p in persons)} == set()
