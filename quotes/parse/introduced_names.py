"""A parse in, the same with last names that are words too ("May", "Long", "Said") read as names, out.

News introduces a person by given and last name before a comma: "Rose Long, 34," or "Omar Said, a driver,". From there
on the article's capital "Long" is hers, whatever a tagger and a parser make of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.document import Document, Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.parse.turn_labels import turn_labels

FULL = 2
"""Words of a name in full."""
NOMINAL = ("nsubj", "obj", "obl", "nmod", "appos", "conj", "flat", "compound", "root", "iobj", "dep", "xcomp", "ccomp")
"""Relations that a name may have; another is that of the word for which it was taken."""


def settle_introduced_names(document: Document) -> Document:
    """The parse with each introduced last name tagged as a person's wherever it stands with its capital."""
    introduced = {word.text for sentence in document.sentences for word in _introduced(sentence.words)}
    introduced |= set(_of_labels(document))
    return document.with_each(lambda sentence: _settled(sentence, introduced))


def _of_labels(document: Document) -> Iterator[str]:
    """Last names of turns that are labels by themselves and in full: "LENA MARCH, HOST: …", "MARCH: …"."""
    labels = [one.name.of(document.text) for one in turn_labels(document.text, document.paragraphs)]
    names = [label.split(",")[0].split(" (")[0].split() for label in labels]
    alone = {name[0] for name in names if len(name) == 1}
    for name in names:
        if len(name) == FULL and name[1].isalpha() and name[1] in alone:
            yield name[1].capitalize()


def _introduced(words: Sequence[Word]) -> Iterator[Word]:
    """Last names behind a given name and before an age, "a …" or "MP", that the tagger does not take for a person's."""
    for first, last, mark, after in zip(words, words[1:], words[2:], words[3:], strict=False):
        told = mark.text == "," and (after.xpos == "CD" or after.text.lower() in LISTS.grammar.introducing)
        given = LISTS.names.is_given(first.text.lower()) or first.entity == "PER"
        honour = mark.text.isupper() and mark.text.lower() in LISTS.names.post_nominals
        honoured = honour and last.entity != "LOC" and (given or after.xpos in ("VBD", "VBZ"))
        capitals = first.text[:1].isupper() and last.text[:1].isupper() and last.text[1:].islower()
        if capitals and last.entity != "PER" and (honoured or (told and given)):
            yield last


def _settled(sentence: Sentence, introduced: set[str]) -> Sentence:
    words = list(sentence.words)
    for before, word in pairwise([None, *sentence.words]):
        if word is None:
            continue
        if _ends_name(sentence, before, word) or (word.text in introduced and _is_name(sentence, before, word)):
            _make_name(words, word.index)
    return sentence if words == list(sentence.words) else replace(sentence, words=tuple(words))


def _ends_name(sentence: Sentence, before: Word | None, word: Word) -> bool:
    """Whether the verb for which a word is taken stands behind it: "Jo Fell asked", of whom the entities know."""
    if before is None or before.entity != "PER" or word.entity != "PER" or not word.xpos.startswith(("VB", "MD")):
        return False
    behind = sentence.words[word.index + 1 : word.index + 2]
    verb = bool(behind) and behind[0].text.islower() and behind[0].xpos in ("VBD", "VBZ")
    return verb and word.text[:1].isupper() and word.text[1:].islower()


def _is_name(sentence: Sentence, before: Word | None, word: Word) -> bool:
    """Whether a capital is the name's here: not of a date, nor the one with which any sentence starts."""
    if before is not None and before.text[0].isalnum():
        return before.text.lower() not in LISTS.grammar.before_date
    following = sentence.words[word.index + 1 : word.index + 2]
    return bool(following) and (following[0].xpos in ("VBD", "VBZ", "POS") or following[0].text == ",")


def _make_name(words: list[Word], at: int) -> None:
    """Tag a word as a person's name; what hangs on the verb for which it was taken goes to the next verb."""
    word, top = words[at], at
    below = [w for w in words if w.head == at]
    verb = next((w for w in below if w.index > at and w.xpos.startswith("VB")), None)
    if word.xpos.startswith("VB") and verb is not None:
        for hung in below:
            words[hung.index] = replace(hung, head=verb.index)
        words[verb.index] = replace(verb, head=word.head, relation=word.relation)
        word = replace(word, head=verb.index, relation="nsubj")
    elif word.relation.partition(":")[0] not in NOMINAL:
        word = replace(word, relation="nsubj")
    if at and (LISTS.names.is_given(words[at - 1].text.lower()) or words[at - 1].entity == "PER"):
        given, top = words[at - 1], at - 1
        above = (word.head, word.relation) if given.head in (at, word.head) else (given.head, given.relation)
        words[top] = replace(given, head=above[0], relation=above[1], upos="PROPN", xpos="NNP", entity="PER")
        word = replace(word, head=top, relation="flat")
    words[at] = replace(word, upos="PROPN", xpos="NNP", lemma=word.text, entity="PER")
    for other in words[at + 2 :]:
        beside = other.relation == "nsubj" and other.head == words[top].head and words[at + 1].text == ","
        if beside and words[top].relation == "nsubj":
            words[other.index] = replace(other, head=top, relation="appos")
