"""The words of a source or description in, its parts out: the leading noun phrase, its head, what follows.

Reads left to right rather than down the tree: a description is short, starts with its noun phrase and is often a
fragment, where a parser is least sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.document import Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import person_word
from quotes.lexicon.trie import joined
from quotes.text.dashes import DASHES, HYPHENS, LONG_DASHES

STOP_TAGS = ("IN", "TO", "W", "VB", "MD", "RB", "EX", ",", ":", "-LRB-", "-RRB-", ".", "CC", "PRP")
EXAMPLES_WITHIN = 8
"""Words behind a noun phrase within which examples are looked for."""
BEFORE_NOUN = ("compound", "amod")
"""Relations of words that tell more of a noun behind them."""
EDGE = DASHES | frozenset("“”\"‘’'`,;:.()")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: ``words`` up to the ``head``, ``rest`` what follows it; ``of`` the phrase after a quantifier."""

    words: tuple[Word, ...]
    rest: tuple[Word, ...]
    of: Phrase | None = None

    def followed_by(self, rest: tuple[Word, ...]) -> Phrase:
        """The same phrase with other words behind it."""
        return Phrase(self.words, rest, _after_quantifier(self.words, rest))

    @property
    def head(self) -> Word:
        """The last word of the leading noun phrase."""
        return self.words[-1]

    @property
    def meant(self) -> Phrase:
        """The phrase that tells what is meant: the one after a quantifier, else itself."""
        return self.of.meant if self.of is not None else self


def leading_phrase(words: Sequence[Word]) -> Phrase | None:
    """The noun phrase with which ``words`` start; ``None`` where they hold none."""
    start = 0
    while start < len(words) and (
        words[start].text in EDGE or words[start].text.lower() in LISTS.grammar.before_phrase
    ):
        start += 1
    if start + 2 < len(words) and words[start + 1].text == "," and _is_aside(words[start], words[start + 2]):
        return leading_phrase(words[start + 2 :])
    if start == len(words):
        return None
    end = _phrase_end(words, start)
    dash = next(
        (i for i in range(start + 1, end) if words[i].text in DASHES and words[i].start > words[i - 1].end), None
    )
    if dash is not None and end - dash > 1:
        return leading_phrase(words[dash + 1 :])
    phrase = words[start:end]
    while phrase and (phrase[-1].text in EDGE or (phrase[-1].xpos in ("POS", "DT") and len(phrase) > 1)):
        phrase = phrase[:-1]
    if not phrase:
        return None
    rest = tuple(words[end:])
    return Phrase(tuple(phrase), rest, _after_quantifier(phrase, rest))


def examples_in(rest: Sequence[Word]) -> Sequence[Word]:
    """The words behind "like", "including" or "such as" in what follows a noun phrase: whom it names as examples."""
    for position, word in enumerate(rest[:EXAMPLES_WITHIN]):
        for end in (position + 1, position + 2):
            if joined(rest[position:end]) in LISTS.grammar.examples and word.xpos not in ("VB", "VBP"):
                return rest[end:]
        if word.xpos.startswith(("W", "VBD", "VBZ", "VBP", "MD")):
            return ()
    return ()


def _is_aside(word: Word, following: Word) -> bool:
    """Whether one word before a comma tells where or how, and who speaks comes after: "Downstream, the mill"."""
    common = (
        not (word.is_proper_noun or word.xpos.startswith(("NNS", "PRP", "W", "DT")))
        and word.text.lower() not in LISTS.grammar.quantifiers
    )
    return word.xpos == "RB" or (common and following.text.lower() in LISTS.grammar.definite_article)


def _phrase_end(words: Sequence[Word], start: int) -> int:
    """The position after the noun phrase that starts at ``start``."""
    position = start
    nominal = False
    while position < len(words):
        word = words[position]
        if nominal and _stops(words, position):
            break
        if not nominal and word.xpos.startswith(("W", "PRP")) and word.xpos != "PRP$":
            return position + 1
        nominal = (
            nominal
            or word.xpos.startswith(("NN", "PRP", "CD"))
            or word.text.lower() in LISTS.grammar.quantifiers
            or (word.xpos == "DT" and position + 1 == len(words))
            or _ends_post(words, start, position)
        )
        position += 1
    return position


def _ends_post(words: Sequence[Word], start: int, position: int) -> bool:
    """Whether a post ends in a word that the tagger takes for an adjective: "the chief executive and …"."""
    word = words[position]
    if word.xpos != "JJ" or word.relation == "amod" or position == start or _noun_follows(words, position):
        return False
    return person_word(words[start : position + 1], position - start) is not None


def _stops(words: Sequence[Word], position: int) -> bool:
    word = words[position]
    if word.text == "/" or _lists_modifiers(words, position):
        return False
    if word.xpos == "," or word.text in {",", ";", ":", "(", "[", *LONG_DASHES}:
        return True
    if word.text.lower() in LISTS.grammar.behind_place:
        return False
    after_noun = position > 0 and words[position - 1].xpos in ("NN", "NNS")
    if after_noun and word.xpos.startswith("VB"):
        return True
    if after_noun and word.xpos == "JJ" and position + 1 < len(words) and words[position + 1].xpos in ("IN", "TO"):
        return True
    if word.xpos.startswith(("VBN", "VBG", "VBD", "JJ", "RB")) and _noun_follows(words, position):
        return False
    if word.text == "-" or word.xpos == "HYPH" or is_glued(words, position):
        return False
    return word.xpos.startswith(STOP_TAGS) and word.text != "&"


def _lists_modifiers(words: Sequence[Word], position: int) -> bool:
    """Whether a comma or "and" joins what stands before one noun: "an energy, health and transport group"."""
    joint = words[position].xpos == "," or words[position].upos == "CCONJ"
    if not joint or not position:
        return False
    first = next((w for w in reversed(words[:position]) if w.base_relation != "conj"), words[0])
    return first.base_relation in BEFORE_NOUN and words[position].index < first.head <= words[-1].index


def is_glued(words: Sequence[Word], position: int) -> bool:
    """Whether a word hangs on the one before it by a hyphen: "of" in "mother-of-two"."""
    before = words[position - 1] if position else None
    return before is not None and before.text in HYPHENS and before.end == words[position].start


def _noun_follows(words: Sequence[Word], position: int) -> bool:
    """Whether a noun follows without a word between that ends the phrase: "newly filed reports"."""
    for word in words[position + 1 : position + 3]:
        if word.xpos.startswith("NN"):
            return True
        if not word.xpos.startswith(("JJ", "VBN", "HYPH")):
            return False
    return False


def _after_quantifier(phrase: Sequence[Word], rest: Sequence[Word]) -> Phrase | None:
    if rest and rest[0].text.lower() in LISTS.grammar.genitive and phrase[-1].text.lower() in LISTS.grammar.quantifiers:
        return leading_phrase(rest[1:])
    return None
