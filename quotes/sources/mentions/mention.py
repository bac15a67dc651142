"""What a mention is: words that stand for somebody, with their head, their name and what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.model import Span
from quotes.sources.mentions.names import Name
from quotes.sources.mentions.noun_phrases import is_glued
from quotes.text.dashes import DASHES

MentionType = Literal["person", "body", "place", "pronoun", "noun"]

MODIFIER_TAGS = ("NN", "JJ", "CD", "HYPH", "POS", "PRP$", "DT", "PDT", "RBS", "AFX", "``", "''", "VBN", "VBG")
LONGEST_BEFORE = 14
"""Words of the longest phrase before a name or noun."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody.

    ``words`` is the phrase up to its head; ``name_words`` the proper name in it, ``before`` what stands in front of
    that ("Fire Chief"). ``plural`` tells the head's number, ``subject`` whether it is one, ``quoted`` whether
    it stands in a quotation. ``members`` are the mentions of "A and B"; ``leading`` is a description with a noun of its
    own that leads up to a name: "Italian ambassador to China" before "Dana Hall".
    """

    sentence: int
    head: Word
    words: tuple[Word, ...]
    type: MentionType
    name: Name | None = None
    name_words: tuple[Word, ...] = ()
    before: tuple[Word, ...] = ()
    plural: bool = False
    quoted: bool = False
    subject: bool = False
    members: tuple[Mention, ...] = ()
    leading: tuple[Word, ...] = ()

    @property
    def span(self) -> Span:
        """From the first to the last word."""
        return span_of(self.words)


def is_plural(word: Word) -> bool:
    """Whether a noun is plural by its tag; "police" and "people" always are."""
    return word.is_plural_noun or word.text.lower() in LISTS.people.plural


def _goes_on_before(words: Sequence[Word], start: int) -> bool:
    """Whether a body's name goes on in front of "of" or "and": "Department of Health", "Parks and Wildlife Service"."""
    if start < 2 or not words[start].text[:1].isupper() or not words[start - 2].is_proper_noun:
        return False
    link = words[start - 1].text.lower()
    if link in LISTS.grammar.genitive:
        return body_word(words[: start - 1], start - 2) is not None
    one_name = all(w.entity == "ORG" for w in words[start - 2 : start + 1])
    return link in LISTS.grammar.joining and one_name


def _governs(word: Word) -> bool:
    """Whether a participle is the verb of a clause, not of the phrase: "the rallies led Prime Minister Hall to go"."""
    return word.base_relation in ("root", "parataxis", "ccomp", "advcl", "acl")


def phrase_before(sentence: Sentence, position: int) -> tuple[Word, ...]:
    """The words of the noun phrase that stand in front of ``position``: titles, bodies, possessors."""
    words = sentence.words
    start = position
    opening = next((i for i in range(position - 2, max(0, position - 7), -1) if words[i].text == "("), 0)
    if position > 3 and words[position - 1].text == ")" and opening and words[opening - 1].text[:1].isupper():
        # "Superintendent of Police (Rural) Meenakshi Rathore"
        title = phrase_before(sentence, opening)
        return title if title and title[0].text[:1].isupper() else ()
    while start > 0 and position - start < LONGEST_BEFORE:
        word = words[start - 1]
        tag = word.xpos
        if word.text.lower() in LISTS.grammar.former:
            start -= 1
            continue
        if start < position and _goes_on_before(words, start):  # "Department of Health spokeswoman"
            start -= 2
            continue
        if is_glued(words, start - 1) and tag == "IN":  # "mother-of-two"
            start -= 1
            continue
        if start == position and tag in ("VBD", "VBP", "VB") and start > 1 and words[start - 2].xpos.startswith("NN"):
            occupation = person_word(words[max(0, start - 4) : start], min(4, start) - 1)
            if occupation is not None and " " in occupation.phrase:  # "shop steward", whatever the tagger makes of it
                start -= 1
                continue
        if (
            not (tag.startswith(MODIFIER_TAGS) or word.text in ("/", "&"))
            or word.text.lower() in LISTS.grammar.outside_phrase
        ):
            break
        if word.text in DASHES and word.start > words[start - 2].end and start > 1:
            break
        if tag in ("VBN", "VBG") and (start == position or words[start].xpos in ("DT", "PRP$") or _governs(word)):
            break
        start -= 1
        if tag in ("DT", "PRP$"):
            break
    while start < position and (words[start].xpos in ("``", "''", "POS", "HYPH") or words[start].text in ("/", "&")):
        start += 1
    return words[start:position]
