"""A parsed article in, its attributions out: candidates judged, quotations completed, transcripts read turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.attribution.block_statements import statements_without_marks
from quotes.attribution.candidates import Candidate
from quotes.attribution.choice_model import ChoiceModel, load_choice_model
from quotes.attribution.constructions import TRANSCRIPT
from quotes.attribution.continuations import complete, place
from quotes.attribution.neighbours import Neighbours
from quotes.attribution.nested import nested
from quotes.attribution.selection import (
    WeighedCandidate,
    accept,
    each_content_once,
    each_its_own,
    outermost,
    silences_apart,
    weigh,
    without_rivals,
)
from quotes.attribution.sentence_contexts import sentence_contexts
from quotes.attribution.spans import without_conjunction
from quotes.attribution.transcripts import Turn, turns
from quotes.document import Document
from quotes.lexicon.cues import CueLexicon, lemma, load_cues
from quotes.lexicon.lists import LISTS
from quotes.model import Act, Attribution, Span, hull
from quotes.text.statements import statement_kind

if TYPE_CHECKING:
    from quotes.attribution.tagger.head import Tagger

NO_COMMENT_CONFIDENCE = 0.9
"""The lexicon alone decides on these; on ``corpus/`` 30 of 32 are right."""


LONE_QUOTATION_CONFIDENCE = 0.6
"""Least confidence in the best reading of a quotation that must be somebody's; on PolNeAR dev 28 of 35 are right."""


BEFORE_NOUN = frozenset({"compound", "amod", "det", "nummod"})
"""Relations of words that stand before the noun that they belong to."""


NESTED_CONFIDENCE = 0.85
"""For a quotation inside a quotation; on 84 articles of PolNeAR dev and 84 of train 18 of 21 are right."""
SILENT_REASONS = ("words for an answer not given",)
TURN_CONFIDENCE = 0.9
"""For a turn of a transcript; all of the 11 in PolNeAR dev are right."""


def attribute(
    document: Document,
    choice_model: ChoiceModel | None = None,
    tagger: Tagger | None = None,
    with_nested: bool = False,
) -> tuple[Attribution, ...]:
    """All attributions of an article in text order, with confidence, construction and reasons; no speakers yet.

    ``with_nested`` adds those inside the content of another, marked as ``nested``.
    """
    # PyTorch comes with it: who has no article need not wait for it.
    from quotes.attribution.deeds import load_deed_model
    from quotes.attribution.tagger.head import load_tagger

    lexicon = load_cues()
    choice_model = choice_model or load_choice_model()
    tagger = tagger or load_tagger()
    quotes = document.outermost
    statements = tuple(filter(document.is_statement_like, quotes))
    seen = tuple(sentence_contexts(document, lexicon, tagger))
    spoken = turns(document) or tuple(statements_without_marks(document, lexicon))
    weighed = [
        best
        for context in seen
        for best in weigh(context, choice_model)
        if not any(_is_in_turn(best.candidate.cue, turn) for turn in spoken)
    ]
    said, silent = silences_apart(without_rivals(accept(weighed, statements, lexicon, choice_model)), lexicon)
    accepted = [*each_content_once(each_its_own(outermost(said))), *silent]
    deeds = load_deed_model()
    found = [
        as_attribution(
            document,
            one,
            lexicon,
            choice_model,
            deeds.is_deed(seen[document.sentence_at(one.candidate.head.start)], one.candidate),
        )
        for one in accepted
    ]
    asked = {turn.content for turn in spoken if turn.asks}
    completed = _completed(document, found, [_as_said(document, turn) for turn in spoken])
    outermost_ones = [one for one in completed if one.content not in asked]
    within = nested(seen, document.quotations, outermost_ones) if with_nested else ()
    inside = [
        _as_nested(as_attribution(document, WeighedCandidate(c, 1.0, 1.0, {}), lexicon, choice_model)) for c in within
    ]
    return tuple(sorted([*outermost_ones, *inside], key=place))


def _is_in_turn(cue: Sequence[Span], turn: Turn) -> bool:
    """Whether a cue stands in a turn, or is what leads it in."""
    return any(said.contains(cue[0]) for said in turn.content) or any(turn.mark.overlaps(span) for span in cue)


def _completed(document: Document, found: Sequence[Attribution], turns: Sequence[Attribution]) -> Sequence[Attribution]:
    """``found`` and ``turns`` with the quotations that no cue claimed; what stands inside of one goes into it."""
    inside = [_is_quoted(document, one) for one in found]
    whole = complete(document, [*(one for one, quoted in zip(found, inside, strict=True) if not quoted), *turns])
    claimed: Neighbours[Span] = Neighbours()
    for one in whole:
        claimed.add_each(one.content)
    own = (one for one, quoted in zip(found, inside, strict=True) if quoted)
    return [*whole, *(one for one in own if not any(span.contains(one.cue[0]) for span in claimed.near(one.cue)))]


def _is_quoted(document: Document, found: Attribution) -> bool:
    """Whether cue and content stand in one quotation of some length."""
    around = document.spoken_at(found.cue[0].start) if found.cue else None
    return around is not None and around.contains(hull([*found.cue, *found.content]))


def as_attribution(
    document: Document,
    weighed: WeighedCandidate,
    lexicon: CueLexicon,
    choice_model: ChoiceModel,
    deed: bool = False,
) -> Attribution:
    """The attribution that an accepted candidate stands for; ``deed``: it tells of a deed, not of words."""
    candidate = weighed.candidate
    entry = lexicon.entry(candidate.head)
    silent = candidate.construction.is_silence
    content = without_conjunction(candidate.sentence, candidate.content) if candidate.content else ()
    return Attribution(
        kind="no-comment" if silent else statement_kind(document.text, content, document.outermost),
        content=content,
        cue=candidate.cue,
        source=_to_noun(candidate),
        construction=candidate.construction.name,
        confidence=NO_COMMENT_CONFIDENCE if silent else round(_confidence(weighed, choice_model), 3),
        cue_lemma=_cue_lemma(document.text, candidate, lexicon),
        act=_act(document.text, weighed, lexicon, deed),
        stance=entry.stance if entry else "neutral",
        negated=lexicon.negated(candidate.sentence, candidate.head),
        modality=lexicon.modal(candidate.sentence, candidate.head),
        reasons=_reasons(weighed, choice_model),
    )


def _to_noun(candidate: Candidate) -> Span | None:
    """The source up to the noun that its last word belongs to: "many E.U. nations" for "many E.U." of the tagger."""
    source, words = candidate.source, candidate.sentence.words
    last = next((w for w in words if source is not None and w.end == source.end), None)
    while last is not None and last.relation in BEFORE_NOUN and last.head == last.index + 1:
        noun = words[last.head]
        if any(c.overlaps(Span(noun.start, noun.end)) for c in (*candidate.cue, *candidate.content)):
            break
        last = noun
    return source if source is None or last is None else Span(source.start, last.end)


def _act(text: str, weighed: WeighedCandidate, lexicon: CueLexicon, deed: bool) -> Act:
    """What the cue does; of one that the lexicon does not know a clause or quotation is said, the rest is an attitude.

    A question of nobody ("Bell was asked about it") is the reporter's own and no statement of a source; a deed told
    with such a verb ("released new coins") is none either.
    """
    candidate = weighed.candidate
    if weighed.proposer is not None:
        return weighed.proposer.thing.act
    if candidate.construction.is_silence:
        return "speech"
    entry = lexicon.entry(candidate.head)
    if deed:
        return "attitude"
    asks = candidate.quoted or candidate.sentence.children(candidate.head, "nsubj", "aux")
    if lemma(candidate.head) in lexicon.questions and (candidate.source is None or not asks):
        return "attitude"
    if entry is not None:
        return entry.act
    cue = tuple(candidate.cue[0].of(text).lower().split())
    said = candidate.construction.only_reports or cue in lexicon.prepositions or cue[-1] == ":"
    opened = not LISTS.grammar.clause_openers.isdisjoint(candidate.content[0].of(text).split(maxsplit=1)[:1])
    return "speech" if said or opened or candidate.quoted or candidate.frame.is_clause else "attitude"


def _reasons(weighed: WeighedCandidate, choice_model: ChoiceModel) -> tuple[str, ...]:
    if weighed.proposer is not None:
        return (f"construction of the plugin {weighed.proposer.plugin.name}",)
    return SILENT_REASONS if weighed.candidate.construction.is_silence else choice_model.reasons(weighed.features)


def _as_nested(found: Attribution) -> Attribution:
    """An attribution inside the content of another, which no model has judged."""
    reasons = ("verb of speech beside a quotation inside a quotation",)
    return replace(found, confidence=NESTED_CONFIDENCE, reasons=reasons, nested=True)


def _as_said(document: Document, turn: Turn) -> Attribution:
    """The attribution that a turn of a transcript stands for."""
    return Attribution(
        kind=statement_kind(document.text, turn.content, document.outermost),
        content=turn.content,
        cue=(turn.mark,),
        source=turn.name,
        construction=TRANSCRIPT.name,
        confidence=TURN_CONFIDENCE,
        cue_lemma=turn.mark.of(document.text),
        reasons=("a paragraph with the name of who speaks before it, or an answer below a question",),
    )


def _confidence(weighed: WeighedCandidate, choice_model: ChoiceModel) -> float:
    whole = weighed.lone or weighed.candidate.is_plain
    return max(weighed.confidence(choice_model), LONE_QUOTATION_CONFIDENCE if whole else 0.0)


def _cue_lemma(text: str, candidate: Candidate, lexicon: CueLexicon) -> str:
    """The dictionary form of the cue's main word; a preposition stays whole, “according to”."""
    words = candidate.cue[0].of(text).lower()
    if candidate.construction.only_reports or tuple(words.split()) in lexicon.prepositions:
        return words
    found = lemma(candidate.head)
    short = found.removesuffix("e")  # the parse takes “shouted” for a form of “shoute”
    return short if found not in lexicon.verbs and short in lexicon.verbs else found
