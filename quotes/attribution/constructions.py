"""A sentence's tree in, candidate attributions out: the table of constructions.

Each construction is one entry of ``CONSTRUCTIONS``: a name, where it looks, an example sentence that is
also its test, and a short function over one possible cue. To add one is to add one entry.
Constructions propose freely; ``attribute`` decides which candidates stand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quotes.attribution.candidates import Candidate, Tie, Where
from quotes.attribution.cue import Cue, SentenceContext, cue_of
from quotes.attribution.patterns import own_subjects
from quotes.attribution.patterns.borrowed_subjects import participle, relative_clause, shared_subject
from quotes.attribution.patterns.labels import colon, dash
from quotes.attribution.patterns.no_answers import no_comment, set_phrase
from quotes.attribution.patterns.passives import branded_by, nobody_in_particular, passive_report
from quotes.attribution.patterns.phrases import according_to, in_ones_words, nominal_cue
from quotes.attribution.patterns.quotations import quotation_with_cue, verdict
from quotes.document import Word
from quotes.lexicon.cues import CueLexicon, is_verbal, lemma
from quotes.text.dashes import DASHES

FAINT = 0.01
"""The tagger's chance for a cue below which verbs and nouns are passed over that the lexicon knows for no speech."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the attribution that its construction must find in it; ``source`` is ``None`` for nobody."""

    sentence: str
    source: str | None
    cue: str
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Construction(Tie):
    """A named pattern: the kind of word it looks at, its example, and the function that proposes candidates."""

    example: Example
    propose: Callable[[Cue], Iterator[Candidate]]


CONSTRUCTIONS: tuple[Construction, ...] = (
    Construction(
        "said-that clause", "verb",
        Example("Sheriff Bell said that the road was closed.", "Sheriff Bell", "said", ("that the road was closed",)),
        own_subjects.said_that,
    ),
    Construction(
        "told addressee", "verb",
        Example("Bell told reporters the road was closed.", "Bell", "told", ("the road was closed",)),
        own_subjects.told_addressee,
    ),
    Construction(
        "said-that clause", "verb",
        Example("The road, Bell said, was closed.", "Bell", "said", ("The road", "was closed")),
        own_subjects.trailing_cue,
    ),
    Construction(
        "as-clause", "verb",
        Example("As Bell pointed out, the road was closed.", "Bell", "pointed out", ("the road was closed",)),
        own_subjects.as_clause,
    ),
    Construction(
        "as-clause", "verb",
        Example("The road was closed, or so Bell says.", "Bell", "says", ("The road was closed",)),
        own_subjects.or_so,
    ),
    Construction(
        "said-that clause", "verb",
        Example("The road was closed, Bell said.", "Bell", "said", ("The road was closed",)),
        own_subjects.set_off_cue,
    ),
    Construction(
        "quotation with cue", "verb",
        Example("“We closed the road,” Bell said, “and it stays closed.”", "Bell", "said",
                ("“We closed the road,”", "“and it stays closed.”")),
        quotation_with_cue,
    ),
    Construction(
        "quotation with cue", "noun",
        Example("“The road is a disgrace.” That was Bell's verdict.", "Bell's", "verdict",
                ("“The road is a disgrace.”",)),
        verdict,
    ),
    Construction(
        "cue and infinitive", "verb",
        Example("The mayor promised to repair the bridge.", "The mayor", "promised", ("to repair the bridge",)),
        own_subjects.infinitive,
    ),
    Construction(
        "cue and object", "verb",
        Example("Residents criticized the plan.", "Residents", "criticized", ("the plan",)),
        own_subjects.cue_and_object,
    ),
    Construction(
        "shared subject", "verb",
        Example("Bell denied the charge and said he would appeal.", "Bell", "said", ("he would appeal",)),
        shared_subject,
    ),
    Construction(
        "relative clause", "verb",
        Example("Deputies met Bell, who said the dog was his.", "who", "said", ("the dog was his",)),
        relative_clause,
    ),
    Construction(
        "participle", "verb",
        Example("Bell left the meeting, adding that he was tired.", "Bell", "adding", ("that he was tired",)),
        participle,
    ),
    Construction(
        "what-clause", "verb",
        Example("Strikes followed what the union called broken promises.", "the union", "called", ("broken promises",)),
        own_subjects.what_they_called,
    ),
    Construction(
        "passive report", "verb",
        Example("It has been claimed by prosecutors that the two men met in May.", "prosecutors", "has been claimed",
                ("that the two men met in May",)),
        passive_report,
    ),
    Construction(
        "passive report", "verb",
        Example("The crossing was branded “a disgrace” by parents.", "parents", "was branded", ("“a disgrace”",)),
        branded_by,
    ),
    Construction(
        "nobody in particular", "verb",
        Example("The dam is believed to be safe.", None, "is believed", ("The dam", "to be safe")),
        nobody_in_particular,
    ),
    Construction(
        "nominal cue", "noun",
        Example("The deal rests on the mayor's promise to repair the bridge.", "the mayor's", "promise",
                ("to repair the bridge",)),
        nominal_cue,
    ),
    Construction(
        "according to", "preposition",
        Example("The road was closed, according to police.", "police", "according to", ("The road was closed",)),
        according_to,
    ),
    Construction(
        "according to", "noun",
        Example("In the mayor's words, the road was closed.", "the mayor's", "In words", ("the road was closed",)),
        in_ones_words,
    ),
    Construction(
        "colon", "mark",
        Example("Bell: “The road is closed.”", "Bell", ":", ("“The road is closed.”",)),
        colon,
    ),
    Construction(
        "dash", "mark",
        Example("“The road is closed.” — Anna Bell", "Anna Bell", "—", ("“The road is closed.”",)),
        dash,
    ),
    Construction(
        "no comment", "silence",
        Example("The company declined to comment.", "The company", "declined to comment", ()),
        no_comment,
    ),
    Construction(
        "no comment", "sentence",
        Example("Calls to the company went unanswered.", "the company", "Calls to went unanswered", ()),
        set_phrase,
    ),
)  # fmt: skip


SEQUENCE_TAGGER = Tie("sequence tagger", "anywhere")
"""Words that the tagger takes for cue, source and content, whatever the grammar."""
CONTINUED = Tie("continued quotation", "anywhere")
TOLD = Tie("words behind a quotation", "verb")
TRANSCRIPT = Tie("transcript", "mark")
NESTED = Tie("quotation inside a quotation", "verb")
TIES: tuple[Tie, ...] = (*CONSTRUCTIONS, SEQUENCE_TAGGER, TRANSCRIPT, CONTINUED, TOLD, NESTED)
"""All that an attribution may come from."""


def candidates(context: SentenceContext) -> Iterator[Candidate]:
    """All candidates of a sentence, from every construction at every word that it looks at."""
    for word in context.sentence.words:
        here = places(word, context.lexicon)
        if here and _is_hopeless(context, word, here):
            here = set()
        if not word.index:
            here.add("sentence")
        if here:
            cue = cue_of(context, word)
            for construction in CONSTRUCTIONS:
                if construction.where in here:
                    for found in construction.propose(cue):
                        yield replace(found, construction=construction)


def _is_hopeless(context: SentenceContext, word: Word, here: set[Where]) -> bool:
    """Whether a verb or noun says nothing by the lexicon, if it is in it at all, and is no cue to the tagger."""
    entry = context.entry(word)
    speaks = entry is not None and entry.is_said
    return not speaks and here <= {"verb", "noun"} and context.probabilities.inside["cue"][word.index] < FAINT


def places(word: Word, lexicon: CueLexicon) -> set[Where]:
    """The kinds of word that a word is to a construction; none for most."""
    found: set[Where] = set()
    if is_verbal(word):
        found.add("verb")
    elif word.upos == "NOUN":
        found.add("noun")
    if word.text.lower() in lexicon.first_of_prepositions:
        found.add("preposition")
    if word.text == ":" or word.text in DASHES:
        found.add("mark")
    if lemma(word) in lexicon.silences:
        found.add("silence")
    return found
