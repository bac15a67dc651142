"""A quotation that no cue claimed in, who says it out by the words right behind: “…,” deadpanned Isla Munro.

Verbs of saying are an open class, and behind a comma, "?" or "!" any verb in small letters says who spoke. A parse
often takes such a verb for an adjective, so the order of the words decides, and not the tree.
"""

import bisect
from collections.abc import Sequence
from itertools import takewhile

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.lists import LISTS
from quotes.model import Quotation, Span

GOING_ON = frozenset(",?!…—–-")
"""The last mark in a quotation whose sentence goes on behind it."""
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
VERBS = ("VB", "VBD", "VBN", "VBZ", "VBP")
FEWEST = 2
"""Words of the shortest tag: "she deadpanned"; as many are in "is how"."""
LONGEST_ASKING = 3
"""Words of "wanted to know"."""


Told = tuple[tuple[Span, ...], Span]
"""The words that tell who says a quotation, and who it is."""


def pointed_back(document: Document, quoted: Quotation) -> Told | None:
    """Who says a quotation by "is how" and the like right behind it: “A maze” is how Bell sums it up."""
    sentence, words = _behind(document, quoted)
    if sentence is None or " ".join(w.text.lower() for w in words[:FEWEST]) not in LISTS.grammar.points_back:
        return None
    return _told(sentence, words[:FEWEST], words[FEWEST:])


def told_behind(document: Document, quoted: Quotation) -> Told | None:
    """Who says a quotation by a verb right behind it, ``None`` where there is none."""
    sentence, words = _behind(document, quoted)
    goes_on = quoted.inner.of(document.text)[-1] in GOING_ON and not _goes_on_before(document, quoted)
    if sentence is None or len(words) < FEWEST or not goes_on:
        return None
    if _is_verb(words[0]) or _is_before_name(words):
        return _told(sentence, words[:1], words[1:])
    named = _phrase(words)
    leads_on = words[0].text[0].islower() or quoted.inner.of(document.text)[-1] == ","
    if leads_on and document.is_statement_like(quoted) and _is_verb_behind(words, named):
        return _told(sentence, words[len(named) : len(named) + 1], named)
    asks = [w for w in words if w.text[0].isalnum()][-LONGEST_ASKING:]
    asked = " ".join(w.text.lower() for w in asks) in LISTS.grammar.asking_behind
    return _told(sentence, asks, words) if asked else None


def _told(sentence: Sentence, cue: Sequence[Word], words: Sequence[Word]) -> Told | None:
    subject = _subject(sentence, words)
    return ((span_of(cue),), span_of(subject)) if subject is not None else None


def next_quotation(document: Document, quoted: Quotation) -> Quotation | None:
    """The outermost quotation behind one."""
    at = bisect.bisect_left(document.outermost, quoted.span.end, key=lambda q: q.span.start)
    return document.outermost[at] if at < len(document.outermost) else None


def _behind(document: Document, quoted: Quotation) -> tuple[Sentence | None, Sequence[Word]]:
    """The words between a quotation and the end of the sentence or the next quotation, and their sentence."""
    if not document.sentences:
        return None, ()
    following = next_quotation(document, quoted)
    end = len(document.text) if following is None else following.span.start
    at = quoted.span.end + len(_space(document.text, quoted.span.end))
    sentence = document.sentences[document.sentence_at(at)]
    words = sentence.between(quoted.span.end, end)
    return (sentence, words) if words and words[0].start == at else (None, ())


def _space(text: str, start: int) -> str:
    return "".join(takewhile(lambda c: c in " \u00a0,", text[start : start + 4]))


def _goes_on_before(document: Document, quoted: Quotation) -> bool:
    """Whether a quotation stands amid a clause, as a title does: her film, “Low Tide,” reminded him of home."""
    before = document.text[max(0, quoted.span.start - 2) : quoted.span.start].rstrip()[-1:]
    return before.isalnum() or before in (",", ";")


def _is_verb(word: Word) -> bool:
    return word.text[0].islower() and word.upos != "AUX" and (word.xpos in VERBS or word.text.endswith("ed"))


def _is_verb_behind(words: Sequence[Word], named: Sequence[Word]) -> bool:
    """Whether the verb without an object stands behind the noun phrase: “…,” a man called from the gallery."""
    verb, behind = words[len(named) : len(named) + 1], words[len(named) + 1 :]
    is_verb = bool(named and verb) and verb[0].xpos in VERBS and verb[0].upos == "VERB"
    alone = not behind or behind[0].upos in ("PUNCT", "ADP", "ADV")
    return is_verb and alone and not any(w.is_finite for w in behind)


def _is_before_name(words: Sequence[Word]) -> bool:
    """Whether a person behind a word in small letters ends the tag, whatever the word is taken for: "spat Meg Bell"."""
    phrase = _phrase(words[1:])
    behind = words[len(phrase) + 1 : len(phrase) + 2]
    ends = not behind or behind[0].upos in ("PUNCT", "ADP", "SCONJ")
    return words[0].upos == "NOUN" and words[0].text[0].islower() and any(w.entity == "PER" for w in phrase) and ends


def _subject(sentence: Sentence, words: Sequence[Word]) -> list[Word] | None:
    """The noun phrase with which words begin, behind a particle ("cut in another"), if it can speak."""
    first = 1 if words and words[0].text.lower() in LISTS.grammar.particles_of_saying else 0
    phrase = _phrase(words[first:])
    heads = [w for w in phrase if w.upos in NOUNS or w.text.lower() in LISTS.grammar.able_to_speak]
    return phrase if heads and any(can_speak(sentence, w) for w in heads) else None


def _phrase(words: Sequence[Word]) -> list[Word]:
    """The words of a noun phrase with which others begin."""
    return list(takewhile(lambda w: w.upos in PHRASE, words))
