"""The plain data that flows through the toolkit: spans, articles, attributions and sources.

Nothing here depends on more than the standard library. All positions are character offsets into
``Article.text``, half open, so that ``article.text[span.start:span.end]`` is the quoted evidence.
The words are the field's (Pareti 2012, "A database of attribution relations", LREC).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["direct", "indirect", "mixed", "no-comment"]
Act = Literal["speech", "writing", "belief", "attitude"]
Stance = Literal["neutral", "endorsing", "distancing"]
SourceKind = Literal["person", "group", "document"]
Gender = Literal["female", "male", ""]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: characters ``start`` up to but not including ``end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: start {self.start}, end {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that this span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def trimmed(self, text: str) -> Span:
        """This span without the white space at its two ends."""
        words = self.of(text)
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, max(start, self.start + len(words.rstrip())))


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all ``spans``; raises ValueError where there are none."""
    several = list(spans)
    if not several:
        raise ValueError("no spans to cover")
    return Span(min(s.start for s in several), max(s.end for s in several))


def shared(first: Iterable[Span], second: Collection[Span]) -> int:
    """How many characters two sets of spans have in common; the spans of a set do not overlap."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, or the part of it that stands in one paragraph.

    ``span`` includes the marks, ``inner`` is what stands between them without white space at its ends.
    ``depth`` is 0 for an outermost quotation, 1 for one inside it, and so on. ``closed`` is False where
    the closing mark is missing: the span then ends with its paragraph, or before the mark that shows that
    it had ended. ``continues`` is True where the paragraph opens again a quotation that the paragraph
    before left open: the same quotation goes on.
    """

    span: Span
    inner: Span
    depth: int
    closed: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What a text shows before anybody parses it: its trimmed paragraphs and its quotations, both in text order.

    An outer quotation stands before those inside it. ``quotes.text.layout`` finds both, once an article.
    """

    paragraphs: tuple[Span, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: its text, unchanged, and what is known about it.

    ``id`` is the file name without its ending, or the row's identifier; ``path`` is the file it was
    read from. ``metadata`` keeps the columns of a table that are none of the named ones.
    """

    id: str
    text: str
    title: str = ""
    date: str = ""
    outlet: str = ""
    author: str = ""
    section: str = ""
    url: str = ""
    path: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tone:
    """Tone of a content: polarity from -1 to 1, subjectivity from 0 to 1 (TextBlob)."""

    polarity: float
    subjectivity: float


@dataclass(frozen=True, slots=True)
class Role:
    """The role in which a source speaks, and why.

    ``name`` is a role of the codebook; ``evidence`` the words that decided it, ``None`` where
    nothing in the article tells; ``rule`` the deciding rule in words and ``rule_kind`` its kind; ``confidence`` from
    0 to 1, the share of labelled sources for which that rule was right. ``runner_up`` is the role that came second,
    empty where there was none, and ``margin`` how far it stayed behind, from 0 to 1: the smaller, the more in doubt.
    """

    name: str
    evidence: Span | None
    rule: str
    confidence: float
    runner_up: str = ""
    margin: float = 0.0
    rule_kind: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The person, group or document behind all its mentions in one article.

    ``speaker`` is the fullest name or description that the article gives. ``mentions`` are the
    words that name it, ``descriptions`` those that say who it is (titles, appositions, …), ``backing`` those that
    name or describe the body or person it is said to speak for ("its president"). ``signs`` tells that it signs a text.
    ``name`` is the proper name without titles, empty where the article gives none; ``member_of`` are the positions of
    the article's sources of which this one is part or for which it speaks ("a police spokeswoman" of "police").
    """

    speaker: str
    mentions: tuple[Span, ...]
    named: bool
    kind: SourceKind
    descriptions: tuple[Span, ...] = ()
    gender: Gender = ""
    role: Role | None = None
    backing: tuple[Span, ...] = ()
    signs: bool = False
    name: str = ""
    member_of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement credited to somebody: its source mention, cue and content.

    ``kind`` is ``direct`` (content wholly inside quotation marks), ``indirect`` (without marks),
    ``mixed``, or ``no-comment`` (asked, but did not answer; content may be empty).
    ``construction`` names the grammatical pattern that ties the parts together, ``confidence`` is
    from 0 to 1. ``act`` says what the cue reports: ``speech``, ``writing``, ``belief``, or an ``attitude``
    ("wants", "supports"), which is no statement. ``reasons`` are the features that weighed most in
    the decision, strongest first. ``speaker`` is the position of the source in ``Analysis.sources``, set by
    ``resolve``; ``tone`` is set by ``tone``. ``role`` is set by ``roles`` where it differs from the source's:
    one person may speak in two roles within an article (``Analysis.role_of``). ``nested`` is what stands inside the
    content of another attribution.
    """

    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: Span | None
    construction: str
    confidence: float
    cue_lemma: str = ""
    act: Act = "speech"
    stance: Stance = "neutral"
    negated: bool = False
    modality: str = ""
    reasons: tuple[str, ...] = ()
    speaker: int | None = None
    tone: Tone | None = None
    role: Role | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article: its attributions in text order, their sources, paragraphs and quotations."""

    article: Article
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    layout: Layout

    def source_of(self, attribution: Attribution) -> Source | None:
        """The resolved source of one of this article's attributions."""
        return None if attribution.speaker is None else self.sources[attribution.speaker]

    def role_of(self, attribution: Attribution) -> Role | None:
        """The role in which the source speaks in one attribution: its own there, else the source's."""
        source = self.source_of(attribution)
        return attribution.role or (source.role if source is not None else None)
