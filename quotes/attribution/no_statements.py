"""A candidate in, why it is nobody's statement out: the table of what looks like one and is none.

What they credit somebody with, nobody said; each row has a sentence that is also its test. What somebody did, rather
than said, a model tells (``deeds``). The words are in ``lexicon/cues.toml``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from quotes.attribution import clauses
from quotes.attribution.candidates import Candidate
from quotes.attribution.clauses import SourcePath
from quotes.attribution.content_frames import QUOTATION
from quotes.attribution.cue import SentenceContext, cue_of, is_reporters_question
from quotes.document import Word
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.cues import CueEntry, is_verbal, lemma
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import document_word, person_word
from quotes.model import Span
from quotes.parse.names_in_capitals import is_heading
from quotes.parse.turn_labels import has_label

SHORT = 6
"""Words of a quotation that may be a mere name."""
LONGEST_LABEL = 40
_LABEL_END = re.compile(r"\s?[:|>»–—]\s")


@dataclass(frozen=True)
class CandidateReading:
    """A candidate as this table looks at it: ``top`` governs its content, ``entry`` is what is known of its cue."""

    context: SentenceContext
    candidate: Candidate
    entry: CueEntry | None
    top: Word | None

    @cached_property
    def cue(self) -> str:
        """The cue's lemma."""
        return lemma(self.candidate.head)

    @cached_property
    def is_phrase(self) -> bool:
        """Whether the content is words for a thing, without marks or a clause of its own."""
        noun = self.top is not None and self.top.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADV", "ADJ")
        return noun and not self.candidate.quoted and not self.candidate.frame.is_clause and not self.holds_verb

    @cached_property
    def holds_verb(self) -> bool:
        """Whether the content's topmost word has a clause below it: "nothing surprised him"."""
        sentence = self.candidate.sentence
        return self.top is not None and (is_verbal(self.top) or bool(sentence.children(self.top, "nsubj", "cop")))

    @cached_property
    def led_in(self) -> str:
        """The preposition of the content, in it or right before it."""
        if self.top is None:
            return ""
        before = self.candidate.sentence.words[: self.top.index]
        inside = [w for w in before if w.start >= self.candidate.content[0].start]
        beside = [w for w in (*before[: len(before) - len(inside)][-1:], *inside) if w.upos == "ADP"]
        return (beside or [self.top])[-1 if not inside else 0].text.lower()

    def words(self, name: str) -> frozenset[str]:
        """A list of ``[no_statement]`` in the cue lexicon."""
        return self.context.lexicon.no_statement[name]


@dataclass(frozen=True, slots=True)
class NoStatement:
    """Why a reading is no statement: a name, a sentence that shows it, and the test.

    ``beside`` tells that another reading of the sentence is one.
    """

    name: str
    example: str
    holds: Callable[[CandidateReading], bool]
    beside: bool = False


def _is_question_of_reporter(one: CandidateReading) -> bool:
    return is_reporters_question(one.context, one.candidate.head)


def _is_said_of_source(one: CandidateReading) -> bool:
    candidate = one.candidate
    if one.entry is None or not one.entry.is_said or candidate.quoted:
        return False
    if candidate.source_head is None:
        return one.cue in one.words("charging")
    before = one.context.sentence.words[max(0, candidate.head.index - 1)].text
    below = candidate.head.base_relation in ("acl", "advcl")
    below = below and not one.context.sentence.children(candidate.head, "nsubj", "aux")
    participle = candidate.head.xpos == "VBN" or before == ","  # "Holm, accused of lying," by whatever tag
    passive = candidate.head.xpos in ("VBN", "VBD") and (
        clauses.is_passive(one.context.sentence, candidate.head) or (participle and below)
    )
    return passive and candidate.path != SourcePath.AGENT and one.cue in one.words("said_of_somebody")


def _is_said_to_be(one: CandidateReading) -> bool:
    if one.cue not in one.words("reputed") or one.candidate.head.xpos not in ("VBN", "VBD"):
        return False
    words = one.context.sentence.words[one.candidate.head.index + 1 : one.candidate.head.index + 3]
    to_be = len(words) == 2 and words[0].xpos == "TO" and is_verbal(words[1])
    before = one.context.sentence.words[max(0, one.candidate.head.index - 2) : one.candidate.head.index]
    helped = one.context.sentence.children(one.candidate.head, "aux")
    apart = any(w.text in {",", "”", '"'} for w in before) and not helped
    return to_be and apart


def _only_names(one: CandidateReading) -> bool:
    candidate = one.candidate
    if not candidate.quoted:
        return False
    short = sum(len(s.of(one.context.text).split()) for s in candidate.content) <= SHORT
    bare = candidate.head.xpos in ("VBN", "VBD") and not one.context.sentence.children(candidate.head, "nsubj")
    if candidate.head.upos == "NOUN" and candidate.source is None and one.cue in one.words("names"):
        return short  # "the word “tarn”"
    return bare and short and candidate.path != SourcePath.AGENT and one.cue in one.words("naming")


def _cuts_name(one: CandidateReading) -> bool:
    """Whether the source tells more of somebody whose name the reading takes for what is said."""
    source, sentence = one.candidate.source_head, one.context.sentence
    if source is None or source.xpos != "NN":
        return False
    beside = [w for w in sentence.children(source, "appos") if w.index == source.index + 2]
    beside += [sentence.words[source.head]] if source.base_relation == "appos" else []
    names = [w for w in beside if w.entity == "PER"]
    return any(s.start <= name.start < s.end for s in one.candidate.content for name in names)


def _is_addressee(one: CandidateReading) -> bool:
    if not one.is_phrase or one.entry is None or not one.entry.is_said:
        return False
    return one.led_in in LISTS.grammar.addressed and one.cue in one.words("addressing")


def _is_circumstance(one: CandidateReading) -> bool:
    """When or where something was said, or what the reporter writes about."""
    if not one.is_phrase or one.entry is None or not one.entry.is_said or one.top is None:
        return False
    when = one.led_in in one.words("before_times") and lemma(one.top) in one.context.lexicon.times
    where = one.led_in in one.words("before_places") and one.cue in one.words("reporting")
    where = where or (one.led_in in one.words("before_times") and one.cue in one.words("speaking"))
    about = (
        one.cue in one.words("reporting")
        and one.candidate.head.xpos in ("VBZ", "VBP")
        and one.led_in in LISTS.grammar.about
    )
    return when or where or about


def _is_of_author(one: CandidateReading) -> bool:
    """Whether a paragraph presents somebody who writes for the paper, and no clause is said."""
    source, document = one.candidate.source_head, one.context.document
    if source is None or source.xpos != "PRP" or not one.is_phrase:
        return False
    paragraph = document.paragraphs[one.context.sentence.paragraph]
    first = document.sentences[document.sentence_at(paragraph.start)]
    root = first.root
    reports = root.xpos == "VBZ" and lemma(root) in one.words("reporting")
    told = person_word(first.words, root.index) if first.children(root, "cop") else None
    return first.words[0].entity == "PER" and (reports or (told is not None and told.value == "media"))


def _only_links(one: CandidateReading) -> bool:
    if one.cue not in one.words("reputed"):
        return False
    words = one.context.sentence.words
    at = one.candidate.head.index
    opens = (
        at > 0
        and words[at - 1].text.lower() in one.words("linking")
        and (at == 1 or not words[at - 2].text[0].isalnum())
    )
    return opens and words[at + 1 : at + 2] != () and words[at + 1].text == ","


def _nobody_speaks(one: CandidateReading) -> bool:
    source = one.candidate.source_head
    if source is None:
        return False
    asks = source.text.lower() in LISTS.grammar.interrogative and one.context.sentence.words[-1].text == "?"
    return source.text.lower() in one.words("nobody") or (asks and source.index <= 1 and not one.candidate.quoted)


def _says_nothing(one: CandidateReading) -> bool:
    if one.entry is None or not one.entry.is_said or not one.is_phrase:
        return False
    first = one.candidate.content[0].of(one.context.text).split(maxsplit=1)[0].lower().strip(".,;")
    pronoun = one.top is not None and one.top.xpos == "PRP" and first in LISTS.grammar.neuter
    if pronoun and one.top is not None and one.context.quotes:
        return one.candidate.content == (Span(one.top.start, one.top.end),)  # “A disgrace” was how Bell described it
    return first in one.words("nothing")


def _is_rate(one: CandidateReading) -> bool:
    source = one.candidate.source_head
    if source is None or one.candidate.head.text.lower() not in one.words("rates"):
        return False
    known = document_word(one.context.sentence.words, source.index) is not None
    return not known and (
        not can_speak(one.context.sentence, source)
        or (not one.context.sentence.children(source, "det") and source.upos == "NOUN" and not source.is_plural_noun)
    )


def _keeps_back(one: CandidateReading) -> bool:
    kept = one.cue in one.words("keeping_back") and one.is_phrase
    return kept and one.context.lexicon.negated(one.context.sentence, one.candidate.head)


def _keeps_back_own_name(one: CandidateReading) -> bool:
    lexicon, head = one.context.lexicon, one.candidate.head
    refused = one.cue in lexicon.no_comment or lexicon.negated(one.context.sentence, head)
    return refused and cue_of(one.context, head).keeps_back_own_name


def _only_quotes(one: CandidateReading) -> bool:
    source, head = one.candidate.source_head, one.candidate.head
    above = one.context.sentence.head(head)
    quoting = one.context.lexicon.blocks["quoting"]
    if above is not None and lemma(above) in quoting and cue_of(one.context, above).as_saying == head:
        return True  # it is the verb of quoting that counts
    cue = cue_of(one.context, head)
    saying = cue.as_saying if cue.is_quoting else None
    if saying is not None and any(span.contains(Span(saying.start, saying.end)) for span in one.candidate.content):
        return True
    quoted = one.context.sentence.child(head, "nsubj:pass")
    if quoted is not None and saying is not None:
        return source is None or source not in one.context.sentence.subtree(quoted)
    speaks = saying is not None and bool(cue.addressees)
    return speaks and (source is None or source.index != cue.addressees[0].index)


def _is_part_of_name(one: CandidateReading) -> bool:
    """Whether the cue stands with a capital between words with capitals, and not in a heading."""
    words, at = one.context.sentence.words, one.candidate.head.index
    beside = words[at - 1 : at] + words[at + 1 : at + 2] if at else ()
    loud = all(w.text[:1].isupper() for w in (one.candidate.head, *beside)) and len(beside) == 2
    return loud and not is_heading([w.text for w in words]) and not one.candidate.head.text.isupper()


def _is_branding_cut(one: CandidateReading) -> bool:
    cue = cue_of(one.context, one.candidate.head)
    source = one.candidate.source
    if one.candidate.is_branding and source and one.context.quotes_in([source]):
        return True
    quoted = cue.branding.quoted if cue.branding is not None else cue.pointed_at
    return quoted is not None and (one.candidate.frame != QUOTATION or one.candidate.content != (quoted.span,))


def _is_beside_or_so(one: CandidateReading) -> bool:
    """Whether another reading than all that stands before is made of "…, or so Bell says"."""
    cue, content = cue_of(one.context, one.candidate.head), one.candidate.content
    if cue.or_so is None or cue.entry is None:
        return False
    before = [w for w in one.context.sentence.words[: cue.or_so.index] if w.upos != "PUNCT"]
    return content != (Span(before[0].start, before[-1].end),)


def _is_who_says_it(one: CandidateReading) -> bool:
    """Whether the content is who says what stands before: "…, reports the Courier"."""
    head, sentence = one.candidate.head, one.context.sentence
    subject = sentence.child(head, "nsubj")
    if one.cue not in one.context.lexicon.blocks["inverted"] or subject is None or subject.index < head.index:
        return False
    before = sentence.words[head.index - 1].text if head.index else ""
    return before == "," and any(span.contains(Span(subject.start, subject.end)) for span in one.candidate.content)


def _is_of_list(one: CandidateReading) -> bool:
    """Whether a label that is no person's begins a paragraph beside another with a label: "Oregon: …"."""
    source, context, here = one.candidate.source_head, one.context, one.context.sentence.paragraph
    starts = context.document.paragraphs[here].start == context.sentence.start
    if not one.candidate.construction.is_label or one.candidate.quoted or not starts:
        return False
    words = context.sentence.words
    if source is not None and (
        person_word(words, source.index) is not None or "PER" in {w.entity for w in words[: source.index + 1]}
    ):
        return False
    beside = (*context.document.paragraphs[max(0, here - 1) : here], *context.document.paragraphs[here + 1 : here + 2])
    return any(has_label(context.text, paragraph) for paragraph in beside)


def _is_label(one: CandidateReading) -> bool:
    """Whether the cue, or what stands before a colon, is a set label of several words."""
    cue, context = one.candidate.cue[0], one.context
    words = Span(context.sentence.start, cue.start) if one.candidate.construction.is_label else cue
    label = words.of(context.text).rstrip(": ").lower()
    return " " in label and label in context.lexicon.labels


def _is_beside_text(one: CandidateReading) -> bool:
    """Whether the line is a link, a caption or a call on the reader."""
    paragraph = one.context.document.paragraphs[one.context.sentence.paragraph]
    begins = one.context.text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST_LABEL)].lower()
    label, *behind = _LABEL_END.split(begins, maxsplit=1)
    words = one.context.lexicon.beside
    labelled = bool(behind) and (label in words["beside_text"] or label.startswith(tuple(words["more_of"])))
    return labelled or begins.startswith(tuple(words["calls"]))


NONE: tuple[NoStatement, ...] = (
    NoStatement(
        "question of the reporter", "Asked whether the toll would rise, Bell left the room.", _is_question_of_reporter
    ),
    NoStatement("said of the source", "Dean Roper was accused of lying to police.", _is_said_of_source),
    NoStatement("reputed", "The house, said to be haunted, was sold.", _is_said_to_be),
    NoStatement("a name", "The dog, named “Admiral”, slept.", _only_names),
    NoStatement("a name cut", "According to the coach, Ali Mehran, the robot scored.", _cuts_name, beside=True),
    NoStatement("an addressee", "Captain Dean Oduya apologised to fans.", _is_addressee),
    NoStatement("when, where or what about", "Gil Navarro reports from Carrow.", _is_circumstance),
    NoStatement(
        "of an author", "Gil Moss reports on farms for the Courier. He tells stories from the field.", _is_of_author
    ),
    NoStatement("a link between sentences", "That said, the road was closed.", _only_links),
    NoStatement("nobody", "Nobody said the bridge was safe.", _nobody_speaks),
    NoStatement("nothing", "The council said nothing of the noise.", _says_nothing),
    NoStatement("the own name kept back", "A neighbour refused to give her full name.", _keeps_back_own_name),
    NoStatement("a rate", "The school spends $90 per pupil.", _is_rate),
    NoStatement(
        "quoted by a paper", "The Courier quoted the mayor as saying that it was over.", _only_quotes, beside=True
    ),
    NoStatement("branded by", "The crossing was branded “a disgrace” by parents.", _is_branding_cut, beside=True),
    NoStatement("beside the text", "Read more: Bell says the road was closed.", _is_beside_text),
    NoStatement("a line of a list", "Oregon: The road was closed.\n\nMaine: A bank was robbed.", _is_of_list),
    NoStatement("or so", "The road was closed, or so Bell says.", _is_beside_or_so, beside=True),
    NoStatement("who says it", "Ten cows had died, notes the Evening Lantern.", _is_who_says_it, beside=True),
    NoStatement("a label", "Quote of the day: “Fares are theft.”", _is_label),
    NoStatement("part of a name", "The S&P U.S. Listed China 50 index stood at 2,295.", _is_part_of_name),
    NoStatement("kept back", "Police have not released the identity of the driver.", _keeps_back),
)


def reading(context: SentenceContext, candidate: Candidate) -> CandidateReading:
    """A candidate with what the table asks of it."""
    content: Sequence[Span] = candidate.content
    inside = [w for s in content for w in context.sentence.between(s.start, s.end)]
    tops = [w for w in context.sentence.tops(inside) if w.upos not in ("PUNCT", "CCONJ", "ADP")]
    top = candidate.content_head if candidate.content_head in tops else next(iter(tops), None)
    return CandidateReading(context, candidate, context.entry(candidate.head), top)


def is_none(context: SentenceContext, candidate: Candidate) -> bool:
    """Whether a candidate never stands."""
    if not candidate.content:
        return False
    one = reading(context, candidate)
    return any(reason.holds(one) for reason in NONE)
