"""A parse in, the same with bodies whose names are common words ("the charity Nine Lives") read as names, out.

News puts the kind of a body that few know in front of its name. The capitals behind it are the name, whatever a tagger
and a parser make of them: "campaign group Save Our Sands said". So are capitals with which a sentence begins: of "Save
Our Sands said" only the first has its capital from there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word

FEWEST, MOST = 2, 7
"""Words of such a name."""
BEHIND = ("VBD", "VBZ", "VBP", "MD", "POS", ",", ".", ":", "IN", "VBN")
"""Tags of what stands behind a name, which is no word of it."""


def settle_introduced_bodies(document: Document) -> Document:
    """The parse with the names behind their kind tagged as a body's and tied to it."""
    return document.with_each(_settled)


def _settled(sentence: Sentence) -> Sentence:
    words, entities = list(sentence.words), list(sentence.entities)
    for kind, name in _introduced(sentence):
        _tie(words, kind, name)
        span = span_of(name)
        entities = [one for one in entities if not one[0].overlaps(span)] + [(span, "ORG")]
    name = _in_front(words)
    if name:
        _make_subject(words, name, words[name[-1].index + 1])
        entities = [one for one in entities if not one[0].overlaps(span_of(name))] + [(span_of(name), "ORG")]
    if words == list(sentence.words):
        return sentence
    return replace(sentence, words=tuple(words), entities=tuple(sorted(entities)))


def _introduced(sentence: Sentence) -> Iterator[tuple[Word, list[Word]]]:
    """Each noun for a kind of body with the words of the name behind it, where these are not all names already."""
    words = sentence.words
    for kind, first in pairwise(words):
        small = kind.text.islower() or (not kind.index and not first.text.isupper())
        if not (small and kind.is_singular_noun and first.text[:1].isupper()) or body_word(words, kind.index) is None:
            continue
        name = _capitals(words, first.index)
        behind = words[name[-1].index + 1 : name[-1].index + 2]
        ends = bool(behind) and behind[0].xpos.startswith(BEHIND)
        known = all(word.is_proper_noun for word in name) or _has_other_name(name)
        if FEWEST <= len(name) <= MOST and ends and not known and not first.text.isupper():
            yield kind, name


def _has_other_name(name: Sequence[Word]) -> bool:
    """Whether capitals hold a person's, place's or day's name: not where one word alone is taken for it behind others.

    Nothing in "Trees Not Tarmac" is anybody's name.
    """
    other = [word for word in name if word.entity in ("PER", "LOC", "DATE")]
    return bool(other) and (len(other) > 1 or name[0] in other or name[0].is_proper_noun)


def _in_front(words: Sequence[Word]) -> list[Word]:
    """The name with which a sentence begins before its verb, where a later word of it is no name by itself."""
    name = _capitals(words, 0)
    verb = words[len(name)] if len(name) < len(words) else None
    said = verb is not None and verb.text.islower() and verb.xpos in ("VBD", "VBZ")
    if not (said and FEWEST <= len(name) <= MOST) or any(word.entity in ("PER", "LOC", "DATE") for word in name):
        return []
    common = [w for w in name[1:] if w.text[:1].isupper() and not w.is_proper_noun]
    person = any(w.xpos in ("PRP", "WP") for w in name) or person_word(words, name[-1].index) is not None
    return name if common and not person and not name[-1].text.isupper() else []


def _capitals(words: Sequence[Word], start: int) -> list[Word]:
    """The words from a place on that have a capital, with the small ones of a name between them."""
    end = start
    for word in words[start:]:
        if word.text[:1].isupper():
            end = word.index + 1
        elif word.text.lower() not in LISTS.grammar.inside_body_names:
            break
    return list(words[start:end])


def _make_subject(words: list[Word], name: list[Word], verb: Word) -> None:
    """Make the name one and the subject of the verb behind it; what hung on its words goes to that verb."""
    places = {word.index for word in name}
    above = next((w for w in name if w.head not in places), name[0])
    if verb.head in places:
        words[verb.index] = replace(verb, head=above.head, relation="root" if above.head < 0 else above.relation)
    for word in words[len(name) :]:
        if word.head in places:
            words[word.index] = replace(word, head=verb.index)
    _make_name(words, name, verb.index, "nsubj")


def _make_name(words: list[Word], name: Sequence[Word], head: int, relation: str) -> None:
    """Tag the words of a name as a body's; the first hangs on ``head``, the others on the first."""
    for word in name:
        first = word.index == name[0].index
        words[word.index] = replace(
            word, upos="PROPN", xpos="NNP", lemma=word.text, entity="ORG",
            head=head if first else name[0].index, relation=relation if first else "flat",
        )  # fmt: skip


def _tie(words: list[Word], kind: Word, name: list[Word]) -> None:
    """Make the name one and tie it to its kind; what hung on its words goes to the verb behind it."""
    places = {word.index for word in name}
    kind = words[kind.index]
    above = next((w for w in (words[i] for i in sorted(places)) if w.head not in places), name[0])
    verb = next((w for w in words[name[-1].index + 1 :] if w.xpos in ("VBD", "VBZ", "VBP")), None)
    if kind.head in places:  # the name was taken for the head of the phrase, or for a clause of its own
        subject = above.head < 0 or above.head == kind.index
        head = (verb.index if verb is not None else above.head) if subject else above.head
        words[kind.index] = replace(kind, head=head, relation="nsubj" if subject else above.relation)
    if verb is not None and (above.head < 0 or verb.head in places):
        taken = above if above.head not in places and above.head != kind.index else replace(above, head=-1)
        words[verb.index] = replace(verb, head=taken.head, relation="root" if taken.head < 0 else taken.relation)
    below = verb.index if verb is not None else kind.index
    for word in words:
        if word.head in places and word.index not in places:
            before = word.index < kind.index or word.index == below
            words[word.index] = replace(word, head=kind.index if before else below)
    _make_name(words, name, kind.index, "appos")
