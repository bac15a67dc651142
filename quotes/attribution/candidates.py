"""Words of a tree in, candidate attributions out: what every construction builds with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.attribution import clauses
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement
from quotes.attribution.content_frames import ALL_BEFORE, CLAUSE_BEFORE, HOST, QUOTATION, Frame
from quotes.attribution.cue import Cue, asked_before
from quotes.attribution.spans import content_spans, cue_spans
from quotes.document import Sentence, Word
from quotes.model import Quotation, Span, hull

Where = Literal["verb", "noun", "preposition", "mark", "silence", "sentence", "anywhere"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a cue, a source and a content together: ``name`` is for readers, ``where`` the kind of word of its cue.
    ``sentence`` is the first word of one, from which set phrases are looked for.

    Most are constructions; others are seen by the sequence tagger or in the layout.
    """

    name: str
    where: Where

    @property
    def is_silence(self) -> bool:
        """Whether it tells that somebody gave no answer, and no statement."""
        return self.where in ("silence", "sentence")

    @property
    def is_label(self) -> bool:
        """Whether nothing but a colon or dash stands between a name and what it says."""
        return self.where == "mark"

    @property
    def only_reports(self) -> bool:
        """Whether its cue, which is no verb or noun, can do nothing but report."""
        return self.where in ("preposition", "mark")

    @property
    def is_grammatical(self) -> bool:
        """Whether it is a pattern of the grammar, which tells a reader more than a stretch of words."""
        return self.where != "anywhere"


OPENING_CLAUSE = ("ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN")
"""What a main clause begins with, if no adverbial stands before it."""
UNTIED = Tie("", "anywhere")
"""What a candidate has until the table says which construction proposed it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution, with the words that its parts turn on for whoever has to decide."""

    frame: Frame
    path: SourcePath
    sentence: Sentence
    head: Word
    cue: tuple[Span, ...]
    source: Span | None
    source_head: Word | None
    content: tuple[Span, ...]
    content_head: Word | None = None
    quoted: bool = False
    construction: Tie = UNTIED

    @property
    def is_branding(self) -> bool:
        """Whether words in marks are told to be somebody's: "branded “an eyesore” by parents", "Bell's verdict"."""
        by_agent = self.path == SourcePath.AGENT and self.construction.name == "passive report"
        return self.frame == QUOTATION and (by_agent or self.path == SourcePath.POSSESSIVE)

    @property
    def is_plain(self) -> bool:
        """Whether nothing else can be meant: words branded so, or what somebody "was quoted as saying" or so said."""
        reported = self.construction.name in ("passive report", "as-clause") and self.path == SourcePath.OWN
        return self.is_branding or (reported and self.frame == CLAUSE_BEFORE)

    @property
    def is_set_off(self) -> bool:
        """Whether the sentence is a clause and, behind a comma, who says it: "Half of them were dry, Bell found."

        So is "…, reports the Courier".
        """
        source = self.source
        before = (ALL_BEFORE, CLAUSE_BEFORE, HOST)
        if self.frame not in before or self.path != SourcePath.OWN or source is None or len(self.content) > 1:
            return False
        words, content = self.sentence.words, self.content[0]
        tag = hull([source, *self.cue])
        ends = all(w.upos == "PUNCT" for w in words if w.start >= tag.end)
        said = self.sentence.beginning_in(content)
        between = self.sentence.between(content.end, tag.start)
        finite = any(w.is_finite for w in said) and said[0].upos in OPENING_CLAUSE
        comma = [w.text for w in between] == [","] or (not between and said[-1].text == ",")
        return ends and finite and comma and content.start == words[0].start


def of_quotations(
    cue: Cue, marked: tuple[Span, ...], source: Subject, said_by: Span, quotes: Sequence[Quotation]
) -> Candidate:
    """The candidate of whole quotations, whatever the parse makes of them; ``marked`` are the words of the cue."""
    content = tuple(quoted.span for quoted in quotes)
    tied = (QUOTATION, source.path, cue.sentence, cue.word)
    return Candidate(*tied, marked, said_by, source.word, content, quoted=True)


def build(
    cue: Cue, complement: Complement, source: Subject | None, group: Sequence[Word] | None = None
) -> Iterator[Candidate]:
    """The candidate with these parts, if any content is left once cue and source are taken out of it.

    ``group`` are the words of the cue, by default those of its verb group.
    """
    context, sentence = cue.context, cue.sentence
    marked = cue_spans(sentence, [*(group or cue.group), *complement.joined])
    said_by = None if source is None else cue.source_span(source)
    apart = list(marked)
    if source is not None and said_by is not None:
        if any(said_by.overlaps(c) for c in marked):
            said_by = Span(source.word.start, source.word.end)
        apart += [said_by, *clauses.by_of_agent(sentence, source.word, source.path)]
        if source.path == SourcePath.OWN and any(w.index == source.word.index for w in complement.words):
            # What stands between source and cue ("Bell, a farmer, said on Monday") is no content either.
            apart.append(hull([said_by, *marked]))
    asked = asked_before(context)
    content = content_spans([w for w in complement.words if w.index >= asked], apart, context.quotes)
    if content:
        yield Candidate(
            frame=complement.frame,
            path=source.path if source else SourcePath.NONE,
            sentence=sentence,
            head=cue.word,
            cue=marked,
            source=said_by,
            source_head=source.word if source else None,
            content=content,
            content_head=complement.head,
            quoted=bool(context.quotes_in(content)),
        )
