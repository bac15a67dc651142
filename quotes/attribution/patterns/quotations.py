"""A cue in, candidates with the quotations before, after and around it out, whatever the parse makes of them."""

from collections.abc import Iterator, Sequence

from quotes.attribution.candidates import Candidate, Cue, SentenceContext, of_quotations
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.spans import cue_spans
from quotes.document import Sentence, Word, span_of
from quotes.lexicon.cues import lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Quotation, Span, hull
from quotes.text.dashes import DASH_CHARACTERS

NOUNS = ("NOUN", "PROPN", "PRON")
GAP = 20
"""White space between a quotation and what follows is shorter than this many characters."""
FAR = 80
"""Characters between a cue and a quotation after it beyond which they do not belong together."""
LONGEST_NAME = 12
"""Words between a quotation and its cue that can still be a name with its description."""


def quotation_with_cue(cue: Cue) -> Iterator[Candidate]:
    """Quotations before, after and around a cue, whatever the parse makes of them."""
    source = _subject_after(cue) or cue.subject
    between = between_quotation_and_cue(cue) if source is None else []
    is_empty = source is not None and source.word.text.lower() in LISTS.grammar.empty_subjects
    if is_empty and (cue.entry is None or not cue.entry.is_said):
        return
    if between:
        source, said_by = Subject(topmost_noun(cue.sentence, between), SourcePath.OWN), span_of(between)
    elif source is not None:
        said_by = cue.source_span(source)
    else:
        return
    marked = cue_spans(cue.sentence, cue.group)
    near = quotations_of_cue(cue.context, hull([said_by, *marked]))
    # With a verb that the lexicon does not know, words in marks are as likely a title ("played “Over the River”").
    if near and (cue.entry is not None or any(cue.context.document.is_statement_like(q) for q in near)):
        yield of_quotations(cue, marked, source, said_by, near)


def _subject_after(cue: Cue) -> Subject | None:
    """“…,” said Bell: the noun behind the cue is its subject, even where the parse takes it for an object."""
    if cue.subject is not None:
        return None
    begin = max(0, cue.word.start - GAP)
    end = begin + len(cue.context.text[begin : cue.word.start].rstrip())
    if not any(q.span.end == end for q in cue.context.quotes):
        return None
    behind = next((w for w in cue.sentence.children(cue.word, "obj") if w.index > cue.word.index), None)
    return Subject(behind, SourcePath.OWN) if behind is not None else _noun_behind(cue)


def between_quotation_and_cue(cue: Cue) -> list[Word]:
    """“…,” Rep. Ann Bell (D-Ohio) said: the words between mark and cue, where the parse hangs them on the quotation."""
    before = [q for q in cue.context.quotes if q.span.end <= cue.word.start]
    if cue.entry is None or not cue.entry.is_said or not before:
        return []
    words = cue.sentence.between(before[-1].span.end, min(w.start for w in cue.group))
    kinds = {w.upos for w in words}
    is_name = not kinds.isdisjoint(NOUNS) and kinds.isdisjoint(("VERB", "SCONJ")) and words[0].upos != "PUNCT"
    return words if is_name and len(words) <= LONGEST_NAME else []


def topmost_noun(sentence: Sentence, words: Sequence[Word]) -> Word:
    """The first noun of ``words`` that no other of them governs."""
    nouns = [w for w in words if w.upos in NOUNS]
    return next((w for w in sentence.tops(words) if w in nouns), nouns[0])


def _noun_behind(cue: Cue) -> Subject | None:
    """The noun phrase right behind the cue, whatever it hangs on."""
    near = cue.sentence.words[cue.word.index + 1 : cue.word.index + 6]
    noun = next((w for w in near if w.upos in NOUNS), None)
    if noun is not None and lemma(noun) in cue.context.lexicon.times:
        return None
    while noun is not None:
        above = cue.sentence.head(noun)
        if above is None or above.index <= cue.word.index or above.upos not in ("NOUN", "PROPN"):
            return Subject(noun, SourcePath.OWN)
        noun = above
    return None


def quotations_of_cue(context: SentenceContext, clause: Span) -> list[Quotation]:
    """The quotations that touch the cue clause: right before, right after, and going on in the next sentence."""
    before = [q for q in context.quotes if q.span.end <= clause.start]
    after = [q for q in context.quotes if q.span.start >= clause.end]
    found = before[-1:] if before and _only_joins(context.text[before[-1].span.end : clause.start]) else []
    if after:
        start, end = after[0].span.start, context.sentence.end
        same_sentence = start <= end and start - clause.end < FAR and not _has_verb(context, clause.end, start)
        led_in = context.text[end - 1] == ":" and end - clause.end < FAR and not _has_verb(context, clause.end, end)
        goes_on = start > end and (bool(found) or led_in) and not context.text[end:start].strip()
        if same_sentence or goes_on:
            found += [after[0], *(q for q in after[1:] if q.continues)]
    return found


def _only_joins(gap: str) -> bool:
    """Whether nothing but white space and a comma or dash stands in ``gap``."""
    return not gap.strip(" \u00a0\t\r\n," + DASH_CHARACTERS)


def _has_verb(context: SentenceContext, start: int, end: int) -> bool:
    """Whether a clause stands in between; "in a statement released on Friday" is none."""
    return any(w.upos in ("VERB", "AUX") and w.relation != "acl" for w in context.sentence.between(start, end))
