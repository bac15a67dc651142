"""The plain data that flows through the toolkit: articles, spans, attributions, sources and analyses.

Nothing here depends on more than the standard library. All positions are character offsets into
``Article.text``, half open, so that ``article.text[span.start:span.end]`` is the quoted evidence.
The words are the field's (Pareti 2012, "A database of attribution relations", LREC).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from quotes.messages import shortened

Kind = Literal["direct", "indirect", "mixed", "no-comment"]
Act = Literal["speech", "writing", "belief", "attitude"]
ACTS: tuple[Act, ...] = get_args(Act)
STATEMENTS: tuple[Act, ...] = ("speech", "writing", "belief")
"""The acts that count as statements; an attitude ("wants", "supports") does not."""
Stance = Literal["neutral", "endorsing", "distancing"]
SourceType = Literal["named person", "named organisation", "document", "unnamed person", "unnamed group"]
SourceKind = Literal["person", "group", "document"]
Gender = Literal["female", "male", ""]
GenderFrom = Literal["", "words", "first name"]

BETWEEN = " … "
"""What stands between the pieces of a content or cue where they are shown as one text."""
LONGEST_SHOWN = 80
"""Characters of a content that a short line shows."""


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
    if len(several) == 1:
        return several[0]
    return Span(min(s.start for s in several), max(s.end for s in several))


def shared(first: Iterable[Span], second: Collection[Span]) -> int:
    """How many characters two sets of spans have in common; the spans of a set do not overlap."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, or the part of it that stands in one paragraph.

    ``span`` includes the marks, ``inner`` is what stands between them without white space at its ends.
    ``depth`` is 0 for an outermost quotation, 1 for one inside it, and so on. ``closed`` is False where
    the closing mark is missing: the span then ends with its paragraph, or before the mark or the words
    ("said Ann Bell") that show that it had ended. In a dialogue the dash is the opening mark.
    ``continues`` is True where the paragraph opens again a quotation that the paragraph before left
    open: the same quotation goes on.
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

    @property
    def outermost(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other."""
        return tuple(quotation for quotation in self.quotations if quotation.depth == 0)

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph that covers ``position``, or of the last before it; else of the first.

        Paragraphs are trimmed: a span that begins in front of the first one still belongs to it.
        """
        return max(0, bisect_right(self.paragraphs, position, key=lambda p: p.start) - 1)


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: its text, unchanged, and what is known about it.

    ``id`` is the file name without its ending, or the row's identifier; ``path`` is the file it was
    read from. ``metadata`` keeps the columns of a table that are none of the named ones. ``duplicate_of`` is the
    identifier of an earlier article that tells the same story in the same words, where doubles were looked for.
    """

    id: str
    text: str = field(repr=False)
    title: str = ""
    date: str = ""
    outlet: str = ""
    author: str = ""
    section: str = ""
    url: str = ""
    path: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class Tone:
    """Tone of a content: polarity from -1 to 1, subjectivity from 0 to 1 (TextBlob)."""

    polarity: float
    subjectivity: float


@dataclass(frozen=True, slots=True)
class Role:
    """The role in which a source speaks, and why.

    ``name`` is a role of the codebook; ``evidence`` the words that decided it, ``None`` where
    nothing in the article tells; ``rule`` what they tell, in words, and ``rule_kind`` its kind; ``confidence`` from 0
    to 1, the role's probability, calibrated on labelled articles that the model had not seen. ``runner_up`` is the
    role that came second and ``margin`` how far it stayed behind, from 0 to 1: the smaller, the more in doubt.
    """

    name: str
    evidence: Span | None
    rule: str
    confidence: float
    runner_up: str = ""
    margin: float = 0.0
    rule_kind: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Check:
    """That a person looked at a statement: what they did, who they are, and what of it is by their word.

    ``action`` is confirm, change, add or cannot-tell; ``fields`` are the parts that they set, ``why`` is their note.
    """

    action: str
    who: str
    when: str
    fields: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Elements:
    """What an auditor lists of a source, each where the article has words for it, else ``None``.

    ``name`` is the proper name without titles, ``title`` the post or profession, ``affiliation`` the body it belongs to
    or speaks for, by its fullest name, ``justification`` why it can know, ``issuer`` whose document it is.
    """

    name: Span | None = None
    title: Span | None = None
    affiliation: Span | None = None
    justification: Span | None = None
    issuer: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The person, group or document behind all its mentions in one article.

    ``speaker`` is the fullest name or description that the article gives. ``mentions`` are the
    words that name it, ``descriptions`` those that say who it is (titles, appositions, …), ``backing`` those that
    name or describe the body or person it is said to speak for ("its president"). ``signs`` tells that it signs a text.
    ``name`` is the proper name without titles, empty where the article gives none; ``member_of`` are the positions of
    the article's sources of which this one is part or for which it speaks ("a police spokeswoman" of "police").
    ``elements`` are what an auditor lists of it. ``gender_from`` tells what ``gender`` rests on: words of the article
    for the person (a pronoun, a title, a noun), or a list of first names, which may be wrong of this one.
    ``article`` is set by ``Analysis``, as it is in Attribution.
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
    elements: Elements = Elements()
    gender_from: GenderFrom = ""
    article: Article | None = field(default=None, compare=False)

    @property
    def source_type(self) -> SourceType:
        """What the source is for an auditor: a named person or organisation, a document, somebody unnamed."""
        if self.kind == "document":
            return "document"
        if self.kind == "person":
            return "named person" if self.named else "unnamed person"
        return "named organisation" if self.named else "unnamed group"

    @property
    def mention_texts(self) -> tuple[str, ...]:
        """The words that name the source, in the order of ``mentions``."""
        return _words(self.mentions, self.article)

    @property
    def description_texts(self) -> tuple[str, ...]:
        """The words that say who the source is, in the order of ``descriptions``."""
        return _words(self.descriptions, self.article)

    @property
    def evidence_text(self) -> str:
        """The words that decided the source's role; empty where nothing in the article tells."""
        return _evidence(self.role, self.article)

    def __str__(self) -> str:
        return self.speaker

    def __repr__(self) -> str:
        return f"{self.speaker} ({self.role})" if self.role else self.speaker


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement credited to somebody: its source mention, cue and content.

    ``kind`` is ``direct`` (content wholly inside quotation marks), ``indirect`` (without marks),
    ``mixed``, or ``no-comment`` (asked, but did not answer; content may be empty).
    ``construction`` names the grammatical pattern that ties the parts together, ``confidence`` is
    from 0 to 1. ``act`` says what the cue reports: ``speech``, ``writing``, ``belief``, or an ``attitude``
    ("wants", "supports"), which is no statement. ``reasons`` are the features that weighed most in
    the decision, strongest first. ``source_index`` is the position of the source in ``Analysis.sources``, set by
    ``resolve`` with ``speaker_confidence``, how sure that is; ``tone`` is set by ``tone``. ``own_role`` is set by
    ``roles`` where the source speaks in another role here than in the rest of the article. ``nested`` is what stands
    inside the content of another attribution. ``check`` tells what a person said of it, ``None`` where nobody looked.

    In an analysis it also knows its ``article`` and ``speaker``, the source with that index. Both follow from the
    analysis: they are not compared, and need not be stored.
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
    source_index: int | None = None
    speaker_confidence: float | None = None
    tone: Tone | None = None
    own_role: Role | None = None
    nested: bool = False
    check: Check | None = None
    article: Article | None = field(default=None, compare=False)
    speaker: Source | None = field(default=None, compare=False)

    @property
    def role(self) -> Role | None:
        """The role in which the source speaks here; ``None`` where there is no source."""
        return self.own_role or (self.speaker.role if self.speaker is not None else None)

    @property
    def content_text(self) -> str:
        """The words credited to the source, pieces joined by " … "; empty where there are none."""
        return BETWEEN.join(_words(self.content, self.article))

    @property
    def cue_text(self) -> str:
        """The words that tie source and content together, pieces joined by " … "."""
        return BETWEEN.join(_words(self.cue, self.article))

    @property
    def source_text(self) -> str:
        """The words that name the source here ("she", "Sgt. Bell"); empty where nothing does."""
        return BETWEEN.join(_words((self.source,) if self.source is not None else (), self.article))

    @property
    def evidence_text(self) -> str:
        """The words that decided the role in which the source speaks here; empty where nothing tells."""
        return _evidence(self.role, self.article)

    def __repr__(self) -> str:
        if self.article is None:
            return f"Attribution({self.kind}, content {self.content}, cue {self.cue}, source {self.source})"
        words = " ".join(self.content_text.split()) or self.kind
        shown = shortened(words, LONGEST_SHOWN)
        who = repr(self.speaker) if self.speaker is not None else "nobody named"
        return f"{who}: {shown} [{self.cue_text}]"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article: its attributions in text order, their sources, paragraphs and quotations.

    Its attributions and sources are those that it is given, but know this article, and the attributions their speaker.
    ``sentences`` are the places at which the parser has a sentence begin; none where there was no parse.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    layout: Layout
    sentences: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        sources = tuple(replace(source, article=self.article) for source in self.sources)
        attributions = tuple(
            replace(one, article=self.article, speaker=None if one.source_index is None else sources[one.source_index])
            for one in self.attributions
        )
        object.__setattr__(self, "sources", sources)
        object.__setattr__(self, "attributions", attributions)

    def __repr__(self) -> str:
        kinds = Counter(attribution.kind for attribution in self.attributions)
        counts = f" ({', '.join(f'{number} {kind}' for kind, number in kinds.most_common())})" if kinds else ""
        return f"{self.article.id}: {len(self.attributions)} attributions{counts}, {len(self.sources)} sources"


def _words(spans: Iterable[Span], article: Article | None) -> tuple[str, ...]:
    if article is None:
        raise ValueError("not in an article yet: the attributions and sources of an Analysis know their words")
    return tuple(span.of(article.text) for span in spans)


def _evidence(role: Role | None, article: Article | None) -> str:
    return "".join(_words((role.evidence,) if role is not None and role.evidence is not None else (), article))
