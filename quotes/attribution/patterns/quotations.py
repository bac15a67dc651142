"""A cue in, candidates with the quotations before, after and around it out, whatever the parse makes of them."""

import re
from collections.abc import Iterator, Sequence

from quotes.attribution.candidates import Candidate, of_quotations
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.cue import Cue, SentenceContext
from quotes.attribution.spans import cue_spans, source_span
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
INTERRUPTION = re.compile(rf"\s*[{re.escape(DASH_CHARACTERS)}]\s[^“”\"\n]{{1,60}}\s[{re.escape(DASH_CHARACTERS)}]\s*")
SENTENCE_ENDS = frozenset({".", "!", "?", "…"})
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
    beside = cue.sentence.children(cue.word, "nsubj") if source.path == SourcePath.AGENT else []
    near = quotations_of_cue(cue.context, hull([said_by, *marked, *(source_span(cue.sentence, w) for w in beside)]))
    if near and _is_another_sentence(cue, near[0], said_by):
        return
    # With a verb that the lexicon does not know, words in marks are as likely a title ("played “Over the River”").
    if near and (cue.entry is not None or any(cue.context.document.is_statement_like(q) for q in near)):
        yield of_quotations(cue, marked, source, said_by, near)


def verdict(cue: Cue) -> Iterator[Candidate]:
    """“It’s a scandal.” That was Bell's verdict: the quotation right in front is that of whose words they are."""
    quoted, owner = cue.pointed_at, next((w for w in cue.sentence.words if w.xpos == "POS"), None)
    if quoted is not None and owner is not None and owner.index > 2:
        head = cue.sentence.words[owner.index - 1]
        said_by = span_of(cue.sentence.words[2 : owner.index + 1])
        yield of_quotations(
            cue, cue_spans(cue.sentence, [cue.word]), Subject(head, SourcePath.POSSESSIVE), said_by, [quoted]
        )


def _is_another_sentence(cue: Cue, quoted: Quotation, said_by: Span) -> bool:
    """Whether a verb tells what happens next: “The lock is new.” Weil leaned forward.

    One of saying does, behind what others say or do, where it has words of its own: “It is new.” Weil denied it.
    """
    behind = cue.sentence.words[cue.group[-1].index + 1 : cue.group[-1].index + 2]
    ends = bool(behind) and behind[0].upos == "PUNCT"
    before = quoted.span.end <= said_by.start < cue.word.start
    if not before or not _is_whole(cue.context.text, quoted, said_by):
        return False
    mark = cue.context.text[quoted.inner.end - 1 : quoted.inner.end]
    if cue.entry is not None and cue.entry.is_said:
        paragraph = cue.context.document.paragraphs[cue.sentence.paragraph]
        return mark == "." and paragraph.start < quoted.span.start and _has_own_words(cue)
    return mark == "." or not ends


def _has_own_words(cue: Cue) -> bool:
    """Whether a verb of saying has behind it what is said, and not only whom it is said to."""
    addressing = cue.context.lexicon.blocks["addressing"]
    said = cue.sentence.children(cue.word, "ccomp", "xcomp")
    told = [] if lemma(cue.word) in addressing else cue.sentence.children(cue.word, "obj")
    return any(w.start > cue.word.end and w.upos != "PRON" for w in (*said, *told))


def _subject_after(cue: Cue) -> Subject | None:
    """“…,” said Bell: the noun behind the cue is its subject, even where the parse takes it for an object."""
    if cue.subject is not None:
        return None
    begin = max(0, cue.word.start - GAP)
    before = cue.context.text[begin : cue.word.start].rstrip()
    ends = {begin + len(before), begin + len(before.rstrip("?!,"))}
    if ends.isdisjoint(q.span.end for q in cue.context.quotes_before(cue.word.start)[-1:]):
        return None
    behind = next((w for w in cue.sentence.children(cue.word, "obj", "iobj") if w.index > cue.word.index), None)
    return Subject(behind, SourcePath.OWN) if behind is not None else _noun_behind(cue)


def between_quotation_and_cue(cue: Cue) -> list[Word]:
    """“…,” Rep. Ann Bell (D-Ohio) said: the words between mark and cue, where the parse hangs them on the quotation."""
    before = cue.context.quotes_before(cue.word.start)
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
    before, after = context.quotes_before(clause.start), context.quotes_behind(clause.end)
    found = list(before[-1:]) if before and _only_joins(context.text[before[-1].span.end : clause.start]) else []
    if found and len(before) > 1 and _is_interrupted(context, before[-2], before[-1]):
        found = list(before[-2:])
    if after:
        start, end = after[0].span.start, context.sentence.end
        aside = INTERRUPTION.fullmatch(context.text, clause.end, start) is not None
        same_sentence = (
            start <= end and start - clause.end < FAR and (aside or not _has_verb(context, clause.end, start))
        )
        led_in = context.text[end - 1] == ":" and end - clause.end < FAR and not _has_verb(context, clause.end, end)
        goes_on = start > end and (bool(found) or led_in) and not context.text[end:start].strip()
        goes_on = goes_on and not _leads_on(context, after[0])
        if same_sentence or goes_on:
            colon = ":" in context.text[clause.end - 1 : start]
            full_stop = found and context.text[found[-1].inner.end - 1] not in "!?"
            if (colon or (same_sentence and full_stop)) and found and _is_whole(context.text, found[-1], clause):
                found = []  # “A,” Bell said. “B.” Pike said: “C.”
            found += [after[0], *(q for q in after[1:] if q.continues)]
    return found


def _leads_on(context: SentenceContext, quoted: Quotation) -> bool:
    """Whether a quotation ends in a comma, "!" or "?" before small letters that tell who says it: “Liar!” rued Bell."""
    behind = context.text[quoted.span.end : quoted.span.end + 2].lstrip()
    return context.text[quoted.inner.end - 1] in ",!?" and behind[:1].islower()


def _is_whole(text: str, quoted: Quotation, clause: Span) -> bool:
    """Whether a quotation is a sentence that ends before another begins: “We had no warning.” Pike said."""
    ends = text[quoted.inner.end - 1 : quoted.inner.end] in SENTENCE_ENDS
    return ends and "," not in text[quoted.span.end : clause.start] and text[clause.start].isupper()


def _is_interrupted(context: SentenceContext, first: Quotation, second: Quotation) -> bool:
    """Whether only a clause between dashes parts two quotations: “I mean” – she laughed – “go.”"""
    return INTERRUPTION.fullmatch(context.text, first.span.end, second.span.start) is not None


def _only_joins(gap: str) -> bool:
    """Whether nothing but white space and a comma or dash stands in ``gap``, or "was how" and the like."""
    words = gap.strip(" \u00a0\t\r\n,?!" + DASH_CHARACTERS).lower().replace("’", "'")
    return not words or words in LISTS.grammar.points_back


def _has_verb(context: SentenceContext, start: int, end: int) -> bool:
    """Whether a clause stands in between; "in a statement released on Friday" is none."""
    return any(w.upos in ("VERB", "AUX") and w.relation != "acl" for w in context.sentence.between(start, end))
