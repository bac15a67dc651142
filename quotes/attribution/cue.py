"""A word that may be a cue in, what its clause and its sentence tell of it out: who speaks, what it may report.

A :class:`Cue` reads the clause of a word once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from quotes.attribution import clauses
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement, complements, stretches
from quotes.attribution.spans import cue_spans, source_span, touching
from quotes.attribution.tagger.probabilities import TagProbabilities
from quotes.document import Document, Sentence, Word
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.cues import CueEntry, CueLexicon, lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Quotation, Span, hull

FEWEST_BEFORE = 2
"""Words of the shortest clause before "or so Bell says"."""
LEADING_IN = ("ADP", "SCONJ", "DET", "PUNCT")
"""What may stand between "branded" and the words in marks: "as", "of", "an"."""


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What a construction may look at: a sentence, its article, the outermost quotations of its paragraph, the tagger.

    ``entries`` are what the lexicon says of each word, ``cues`` the words of which it says anything; ``read`` are the
    words that were looked at as a cue, by position (``cue_of``).
    """

    document: Document
    sentence: Sentence
    quotes: Sequence[Quotation]
    lexicon: CueLexicon
    probabilities: TagProbabilities
    entries: Sequence[CueEntry | None]
    cues: Sequence[tuple[Word, CueEntry]]
    read: dict[int, "Cue"] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    def quotes_in(self, spans: Iterable[Span]) -> list[Quotation]:
        """The quotations that share a character with any of the spans, in text order, each once."""
        return list(dict.fromkeys(quoted for span in spans for quoted in touching(self.quotes, span)))

    def quotes_before(self, position: int) -> Sequence[Quotation]:
        """The quotations that end at a position or before."""
        return self.quotes[: bisect_right(self.quotes, position, key=lambda quoted: quoted.span.end)]

    def quotes_behind(self, position: int) -> Sequence[Quotation]:
        """The quotations that begin at a position or behind."""
        return self.quotes[bisect_left(self.quotes, position, key=lambda quoted: quoted.span.start) :]

    def entry(self, word: Word) -> CueEntry | None:
        """What the lexicon says of a word of the sentence, ``None`` where it is no cue."""
        return self.entries[word.index]

    def cues_in(self, span: Span) -> Sequence[tuple[Word, CueEntry]]:
        """The ``cues`` that begin in a span."""
        first = bisect_left(self.cues, span.start, key=lambda cue: cue[0].start)
        return self.cues[first : bisect_left(self.cues, span.end, key=lambda cue: cue[0].start)]


@dataclass(frozen=True, slots=True)
class Branding:
    """Words in marks behind a passive with whose words they are: "branded “an eyesore” by parents"."""

    quoted: Quotation
    agent: Word


class Cue:
    """A word that may be a cue, with what the tree says of its clause; each is read when first asked for."""

    def __init__(self, context: SentenceContext, word: Word) -> None:
        self.context = context
        self.sentence = context.sentence
        self.word = word

    @cached_property
    def entry(self) -> CueEntry | None:
        """What the lexicon says of the word."""
        return self.context.entry(self.word)

    @cached_property
    def subject(self) -> Subject | None:
        """Who the clause names as its speaker; nobody inside a quotation in which the cue does not stand."""
        found = self._quoted_one or clauses.subject(self.sentence, self.word, self.context.lexicon.times)
        found = found or self._agent_below
        if found is None or not self.is_quoted_apart(found.word):
            return found
        return None

    @cached_property
    def _quoted_one(self) -> Subject | None:
        """Who speaks in "the Courier quoted Anja Holm as saying"."""
        quoted = self.sentence.child(self.word, "obj")
        return Subject(quoted, SourcePath.AGENT) if quoted is not None and self.is_quoting else None

    @property
    def is_quoting(self) -> bool:
        """Whether this is the "quoted" of "was quoted as saying"; who "reported hearing nothing" quotes nobody."""
        if lemma(self.word) not in self.context.lexicon.blocks["quoting"] or self.as_saying is None:
            return False
        return clauses.is_passive(self.sentence, self.word) or self.sentence.child(self.word, "obj") is not None

    @cached_property
    def as_saying(self) -> Word | None:
        """The "saying" of "was quoted as saying"."""
        above = (self.word, *self.sentence.children(self.word, "obj", "obl:agent"))
        below = [w for head in above for w in self.sentence.children(head, "advcl", "xcomp", "acl")]
        return next((w for w in below if w.start > self.word.start and w.xpos == "VBG" and self.context.entry(w)), None)

    @property
    def _agent_below(self) -> Subject | None:
        """The agent of "was dismissed as a stunt by farmers"; an author of works is none ("as a work by Rembrandt")."""
        for noun in clauses.agents_below(self.sentence, self.word):
            above = self.sentence.words[noun.head]
            words = self.is_quoted_apart(above) and not self.is_quoted_apart(noun)  # "described as “madness” by Bell"
            if can_speak(self.sentence, noun) and (not noun.entity or above.upos == "ADJ" or words):
                return Subject(noun, SourcePath.AGENT)
        return None

    @cached_property
    def branding(self) -> Branding | None:
        """Whose words in marks behind a passive are, by the "by" behind them or before."""
        sentence = self.sentence
        if not (clauses.is_passive(sentence, self.word) or clauses.is_past(self.word) or self._beside_passive):
            return None
        quoted = next(iter(self.context.quotes_behind(self.word.end)), None)
        if quoted is None or quoted.span.start >= sentence.end:
            return None
        before = sentence.between(self.group[-1].end, quoted.span.start)
        agent = self._agent_of_by(before)
        if agent is not None:
            before = [w for w in before if w.index > agent.index]
        else:
            agent = self._agent_of_by([w for w in sentence.words if w.start >= quoted.span.end])
        if agent is None or any(w.upos not in LEADING_IN for w in before):
            return None
        if self.entry is None and not any(w.text.lower() in LISTS.grammar.capacity for w in before):
            return None
        return Branding(quoted, agent) if can_speak(sentence, agent) else None

    @cached_property
    def brandings_behind(self) -> Sequence[tuple[Word, Branding]]:
        """Further ones that share the passive, each with its "by": "branded “art” by some and “a scar” by others"."""
        first = self.branding
        if first is None or first.agent.start <= first.quoted.span.end:
            return []
        found: list[tuple[Word, Branding]] = []
        joined = self._joined_to(first)
        while joined is not None:
            found.append(joined)
            joined = self._joined_to(joined[1])
        return found

    def _joined_to(self, branding: Branding) -> tuple[Word, Branding] | None:
        """The next words in marks with the "by" behind them, where nothing but "and" joins them to others."""
        quoted = next(iter(self.context.quotes_behind(branding.agent.end)), None)
        if quoted is None or quoted.span.start >= self.sentence.end:
            return None
        between = self.sentence.between(branding.agent.end, quoted.span.start)
        behind = [w for w in self.sentence.words if w.start >= quoted.span.end]
        agent = self._agent_of_by(behind)
        if agent is None or not between or any(w.upos not in ("CCONJ", *LEADING_IN) for w in between):
            return None
        return (behind[0], Branding(quoted, agent)) if can_speak(self.sentence, agent) else None

    @property
    def _beside_passive(self) -> bool:
        """Whether "hailed" shares the "was" of a passive: "was panned by critics and hailed as “art” by its makers"."""
        above = self.sentence.head(self.word)
        joined = self.word.base_relation == "conj" and not self.sentence.children(self.word, "nsubj", "aux")
        return joined and above is not None and clauses.is_passive(self.sentence, above)

    def _agent_of_by(self, words: Sequence[Word]) -> Word | None:
        """The noun of the phrase with which words begin, behind a "by"; ``None`` where they begin with none."""
        if len(words) < 2 or words[0].text.lower() not in LISTS.grammar.agent:
            return None
        return clauses.head_of_phrase(self.sentence, words[1])

    @cached_property
    def or_so(self) -> Word | None:
        """The "or" before "or so Bell says" and "or so says Bell", behind what is said."""
        so = next((w for w in self.sentence.children(self.word, "advmod") if w.text.lower() in LISTS.grammar.so), None)
        before = self.sentence.words[so.index - 1] if so is not None and so.index > FEWEST_BEFORE else None
        return before if before is not None and before.upos == "CCONJ" and before.start < self.word.start else None

    @property
    def pointed_at(self) -> Quotation | None:
        """The quotation right before "That was Bell's verdict", where the word is that noun."""
        words, here = self.sentence.words, self.word.index
        points = here > 3 and words[0].text.lower() in LISTS.grammar.demonstrative and words[1].upos == "AUX"
        if not points or lemma(self.word) not in LISTS.documents.voice:
            return None
        before = self.context.quotes_before(words[0].start)
        return before[-1] if before and not self.context.text[before[-1].span.end : words[0].start].strip() else None

    @property
    def keeps_back_own_name(self) -> bool:
        """Whether the own name is what is, or is not, given: "declined to be named", "did not give her name".

        Nor is more kept back by whom one may not quote "by name".
        """
        sentence, kept = self.sentence, self.context.lexicon.kept_back
        for verb in [self.word, *sentence.children(self.word, "xcomp")]:
            given = sentence.children(verb, "obj")
            reflexive = any(w.text.lower().endswith(tuple(LISTS.grammar.reflexive)) for w in given)
            if lemma(verb) in kept["verbs"] and (reflexive or sentence.child(verb, "aux:pass") is not None):
                return True
            names = [noun for noun in (*given, *sentence.children(verb, "obl")) if lemma(noun) in kept["nouns"]]
            whose = [sentence.children(noun, "nmod:poss", "nmod", "det") for noun in names]
            if any(all(w.text.lower() in LISTS.grammar.possessive for w in owners) for owners in whose):
                return True
        return False

    def is_quoted_apart(self, word: Word) -> bool:
        """Whether a word stands in a quotation in which the cue does not."""
        place, here = Span(word.start, word.end), Span(self.word.start, self.word.end)
        return any(q.span.contains(place) and not q.span.contains(here) for q in self.context.quotes_in([place]))

    @property
    def own_subject(self) -> Subject | None:
        """The subject, where it is that of the cue's own clause."""
        return self.subject if self.subject is not None and self.subject.path == SourcePath.OWN else None

    @cached_property
    def group(self) -> list[Word]:
        """The word with its auxiliaries, negation, adverbs and particles."""
        return clauses.verb_group(self.sentence, self.word)

    @cached_property
    def addressees(self) -> list[Word]:
        """Objects behind the verb: whom somebody told."""
        return [w for w in self.sentence.children(self.word, "obj", "iobj") if w.start > self.word.start]

    @cached_property
    def complements(self) -> tuple[Complement, ...]:
        """All that the verb may take as content, most clause-like first."""
        behind = self.group[-1].index + 1
        found = list(complements(self.sentence, self.word, behind, self._cues_in))
        if self.entry is not None:
            found += stretches(self.sentence, behind, self.context.lexicon.times)
        # "denied … and said …": what the second verb reports is no part of what the first does.
        coordinated = {w.index for w in self._cues_in(self.sentence.children(self.word, "conj"))}
        return tuple(
            c for c in found if coordinated.isdisjoint(w.index for w in c.words) and not self._is_time(c.words)
        )

    def _is_time(self, words: Sequence[Word]) -> bool:
        """Whether a phrase says when: "announced Thursday" announces no Thursday."""
        nouns = [lemma(w) for w in words if w.upos not in ("ADP", "DET", "ADJ", "NUM", "PUNCT", "ADV")]
        return bool(nouns) and all(noun in self.context.lexicon.times for noun in nouns)

    @cached_property
    def behind_agent(self) -> list[Word]:
        """The heads of phrases that the parse hangs on the agent though they go with the passive.

        "was described by friends as quiet", "was accused by the mayor of lying".
        """
        if self.subject is None or self.subject.path != SourcePath.AGENT:
            return []
        below = [w for w in self.sentence.subtree(self.subject.word) if w.index > self.subject.word.index]
        completing = [w for w in below if self.is_completed_by(w)]
        return [
            w
            for w in completing
            if w.text.endswith("ing") or clauses.led_in_by(self.sentence, w) in LISTS.grammar.capacity
        ][:1]

    def is_completed_by(self, word: Word) -> bool:
        """Whether a phrase or clause behind the cue says what it is about: "as quiet", with some verbs "of lying"."""
        led_in = clauses.led_in_by(self.sentence, word)
        return led_in in LISTS.grammar.capacity or lemma(self.word) in self.context.lexicon.completed_by.get(led_in, ())

    @property
    def reports_clause(self) -> bool:
        """Whether this is a verb of speech or writing with a clause of its own: a statement wherever it stands."""
        said = self.entry is not None and self.entry.is_said
        return said and self.sentence.child(self.word, "ccomp") is not None

    def _cues_in(self, words: Sequence[Word]) -> list[Word]:
        return [w for w in words if cue_of(self.context, w).reports_clause] if self.reports_clause else []

    def source_span(self, source: Subject) -> Span:
        """The span of a source, without the branch that leads to the cue itself ("police, who said …")."""
        key = (source.word.index, source.path)
        if key not in self._source_spans:
            self._source_spans[key] = self._source_span(source)
        return self._source_spans[key]

    @cached_property
    def _source_spans(self) -> dict[tuple[int, SourcePath], Span]:
        """Those asked for so far: all complements have the same source."""
        return {}

    def _source_span(self, source: Subject) -> Span:
        branch: Word | None = self.word
        while branch is not None and branch.head != source.word.index:
            branch = self.sentence.head(branch)
        clause = clauses.complement_clause(self.sentence, self.word)
        barred = [w for w in (branch, clause) if w is not None and w.index != source.word.index]
        if source.path == SourcePath.AGENT:
            barred += self.behind_agent
        span = source_span(self.sentence, source.word, barred=barred)
        for other in self._split_subject(source):
            span = hull([span, source_span(self.sentence, other)])
        if any(span.overlaps(c) for c in cue_spans(self.sentence, self.group)):
            return Span(source.word.start, source.word.end)
        return span

    def _split_subject(self, source: Subject) -> list[Word]:
        """Other subjects of the cue right in front of ``source``: a name that the parse cut off from its title."""
        verb = self.sentence.head(source.word)
        if verb is None or source.word.base_relation != "nsubj" or source.word.index > verb.index:
            return []
        beside = [w for w in self.sentence.children(verb, "nsubj") if w.index < source.word.index]
        behind = self.sentence.words[self.group[-1].index + 1 : self.group[-1].index + 2]
        if not beside or any(w.text == "," for w in behind):
            return []
        start = self.sentence.subtree(beside[0])[0].index
        parts = [w for b in (*beside, source.word) for w in self.sentence.subtree(b)]
        gaps = self.sentence.words[start : max(w.index for w in parts)]
        covered = {w.index for w in parts}
        return beside if all(w.index in covered or w.text == "," for w in gaps) else []


def cue_of(context: SentenceContext, word: Word) -> Cue:
    """A word of the sentence as a possible cue, whose clause is read once."""
    if word.index not in context.read:
        context.read[word.index] = Cue(context, word)
    return context.read[word.index]


def is_reporters_question(context: SentenceContext, head: Word) -> bool:
    """Whether a verb is the "Asked" of "Asked whether …, Bell said …": it has no subject, and the reporter asks."""
    if lemma(head) not in context.lexicon.questions or head.xpos not in ("VBN", "VBD"):
        return False
    before = context.sentence.words[head.index - 1].text.lower() if head.index else ""
    opens = not head.index or before in context.lexicon.no_statement["before_question"]
    behind = context.sentence.words[head.index + 1 : head.index + 2]
    opens = opens and bool(behind) and behind[0].xpos.startswith(("IN", "W", "TO", ",", "RB", "RP"))
    return opens and not context.sentence.children(head, "nsubj", "aux")


def asked_before(context: SentenceContext) -> int:
    """The position behind the reporter's question with which a sentence begins, 0 where none does."""
    words = context.sentence.words
    if not any(is_reporters_question(context, word) for word in words[:2]):
        return 0
    return next((word.index + 1 for word in words if word.text == ","), 0)
