"""Analyses written by hand over invented text, for the tests of tables and reports."""

from __future__ import annotations

from quotes.model import Analysis, Article, Attribution, Kind, Role, Source, Span, Tone
from quotes.text.layout import layout_of

ROAD = """Two bridges over the Tarn stay shut until spring, the county of Ellmoor said on Monday.

“Nobody is going to drive over that steel,” Mayor Ruth Adeyemi told the council. “Not on my watch, and not for a \
month of Sundays.”

Her engineer, Tomas Vrba, was less certain. According to Vrba, the older bridge could carry “a car at a time” by \
Easter.

Residents of Mill Lane were angry. “It takes me an hour to get to my own mother,” said Joan Pike, who lives by the \
water.

A person briefed on the repairs said that Vrba had said the money was gone. Kestrel Bridges, the contractor, did \
not return three calls.
"""


def at(text: str, words: str, after: str = "") -> Span:
    """Where ``words`` stand first in ``text``, behind the first ``after``; raises ValueError where they do not."""
    start = text.index(words, text.index(after))
    return Span(start, start + len(words))


def analysis_of(article: Article, attributions: tuple[Attribution, ...], sources: tuple[Source, ...]) -> Analysis:
    """An analysis with the paragraphs and quotations that the article's text has."""
    return Analysis(article, attributions, sources, layout_of(article.text))


def road() -> Analysis:
    """Every kind of attribution: direct in two pieces, indirect, mixed, nested, and no-comment."""

    def span(words: str, after: str = "") -> Span:
        return at(ROAD, words, after)

    county = span("the county of Ellmoor")
    ruth = span("Mayor Ruth Adeyemi")
    sources = (
        Source("the county of Ellmoor", (county,), True, "group", role=Role("official", county, "government", 0.93)),
        Source(
            "Ruth Adeyemi",
            (ruth,),
            True,
            "person",
            gender="female",
            role=Role("official", span("Mayor"), "title", 0.97),
        ),
        Source(
            "Tomas Vrba",
            (span("Tomas Vrba"), span("Vrba", "According to")),
            True,
            "person",
            role=Role("official", span("engineer"), "works for an official", 0.62),
        ),
        Source(
            "Joan Pike",
            (span("Joan Pike"),),
            True,
            "person",
            gender="female",
            role=Role("witness", span("who lives by the water"), "description", 0.88),
        ),
        Source(
            "A person briefed on the repairs",
            (span("A person briefed on the repairs"),),
            False,
            "person",
            role=Role("unknown", None, "nothing tells", 0.4),
        ),
        Source(
            "Kestrel Bridges",
            (span("Kestrel Bridges"),),
            True,
            "group",
            role=Role("business", span("the contractor"), "description", 0.9),
        ),
    )

    def attribution(
        kind: Kind,
        content: tuple[Span, ...],
        cue: Span,
        source: Span,
        speaker: int,
        construction: str,
        confidence: float = 0.9,
    ) -> Attribution:
        lemma = "say" if kind != "no-comment" else "return"
        return Attribution(
            kind, content, (cue,), source, construction, confidence, cue_lemma=lemma, source_index=speaker
        )

    briefed = span("Vrba had said the money was gone")
    attributions = (
        attribution(
            "indirect",
            (span("Two bridges over the Tarn stay shut until spring"),),
            span("said"),
            county,
            0,
            "subject and verb after content",
        ),
        attribution(
            "direct",
            (
                span("“Nobody is going to drive over that steel,”"),
                span("“Not on my watch, and not for a month of Sundays.”"),
            ),
            span("told"),
            ruth,
            1,
            "told with addressee",
            0.98,
        ),
        attribution(
            "mixed",
            (span("the older bridge could carry “a car at a time” by Easter"),),
            span("According to"),
            span("Vrba", "According to"),
            2,
            "according to",
            0.8,
        ),
        attribution(
            "direct",
            (span("“It takes me an hour to get to my own mother,”"),),
            span("said", "mother"),
            span("Joan Pike, who lives by the water"),
            3,
            "inverted said",
        ),
        attribution(
            "indirect",
            (briefed,),
            span("said", "A person briefed"),
            span("A person briefed on the repairs"),
            4,
            "said-that clause",
            0.55,
        ),
        attribution(
            "indirect",
            (span("the money was gone"),),
            span("said", "Vrba had"),
            span("Vrba", "said that"),
            2,
            "bare clause",
            0.3,
        ),
        attribution(
            "no-comment",
            (),
            span("did not return three calls"),
            span("Kestrel Bridges, the contractor"),
            5,
            "no comment",
        ),
    )
    article = Article(
        "ellmoor-bridges",
        ROAD,
        title="Ellmoor’s bridges stay shut until spring",
        date="2024-11-04",
        outlet="Ellmoor Courier",
        author="P. Lindqvist",
        section="Local",
        url="https://example.org/bridges",
        path="in/ellmoor-bridges.txt",
        metadata={"page": "3"},
    )
    return analysis_of(article, attributions, sources)


def short(article_id: str, name: str, role: str, content: str, *, named: bool = True, title: str = "") -> Analysis:
    """One statement by one source: ``content`` is whatever text it is to say."""
    text = f"{content}, {name} said.\n"
    who = at(text, name, ", ")
    source = Source(name, (who,), named, "person", role=Role(role, who, "title", 0.9))
    said = Span(text.rindex("said"), text.rindex("said") + 4)
    attribution = Attribution(
        "indirect",
        (Span(0, len(content)),),
        (said,),
        who,
        "after content",
        0.9,
        "say",
        source_index=0,
        tone=Tone(0.25, 0.5),
    )
    return analysis_of(Article(article_id, text, title=title), (attribution,), (source,))


def silent(article_id: str = "weather") -> Analysis:
    """An article in which nobody is credited with anything."""
    return analysis_of(Article(article_id, "It rained all day.\n"), (), ())


def corpus() -> list[Analysis]:
    """Ten articles in which some are heard often and some not at all."""
    return [
        road(),
        silent(),
        short("a1", "Ruth Adeyemi", "official", "The money will come in March", title="Money in March"),
        short("a2", "Ruth Adeyemi", "official", "The council has nothing to hide", title="Council has its say"),
        short("a3", "Ngozi Bell", "expert", "Steel of that age tires quickly", title="Old steel"),
        short(
            "a4", "Ines Roth", "activist", "The lane has been forgotten for twenty years", title="A march on Mill Lane"
        ),
        short("a5", "Paul Okri", "political", "My party would have mended it", title="On the stump"),
        short("a6", "police", "official", "A lorry ignored the barrier", named=False, title="Lorry stuck"),
        short("a7", "a neighbour", "witness", "The noise woke the whole street", named=False, title="A loud night"),
        short("a8", "the report", "document", "Rust had eaten a third of the bolts", named=False, title="Bolts"),
    ]
