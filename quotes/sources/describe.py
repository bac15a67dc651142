"""A mention in its sentence in, the spans that tell who it is out: titles, appositions, clauses, phrases, ages.

What is found is evidence, shown to the reader as it stands; what it means is decided in ``roles``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.model import Span
from quotes.sources.mentions.mention import Mention, phrase_before
from quotes.sources.mentions.names import is_post_nominal, is_suffix
from quotes.sources.mentions.noun_phrases import leading_phrase
from quotes.text.dashes import LONG_DASHES

ENDING = LONG_DASHES | {";", ":", "“", "”", '"', "(", "."}
"""Marks that end a description behind a name, beside a comma …"""
PARTING = LONG_DASHES | {",", ";", ":", "“", "”", '"', "''", "‘", "’"}
"""… and that one before a name starts behind."""
LONGEST = 40
"""Words of the longest description."""


def descriptions(sentence: Sentence, mention: Mention) -> Iterator[Span]:
    """The descriptions of a mention in its own sentence, in no fixed order; each is trimmed and never empty."""
    if mention.before:
        yield span_of(mention.before)
    if mention.type == "pronoun":
        yield from _predicates(sentence, mention)
        return
    yield from _span(mention.leading)
    yield from _after(sentence, mention)
    yield from _before_comma(sentence, mention)
    yield from _before_named(sentence, mention)
    yield from _of_several(sentence, mention)
    yield from _predicates(sentence, mention)


def _last_word(mention: Mention) -> Word:
    return mention.name_words[-1] if mention.name_words else mention.head


def _after(sentence: Sentence, mention: Mention) -> Iterator[Span]:
    """Appositions, ages, party marks, "with …" phrases and relative clauses right behind a mention."""
    words = sentence.words
    position = _last_word(mention).index + 1
    while position < len(words):
        word = words[position]
        text = word.text.lower()
        if text == "(":
            end = _closing(words, position)
            if end is None:
                return
            yield from _span(words[position + 1 : end])
            position = end + 1
        elif mention.type == "person" and is_post_nominal(word.text):
            yield span_of([word])
            position += 1
        elif text in LISTS.grammar.genitive and mention.type == "noun":
            return
        elif text in LISTS.grammar.describing_relative or (text in LISTS.grammar.telling and _tells(words, position)):
            end = _until_comma(words, position)
            yield from _span(words[position:end])
            position = end
        elif text == "," and position + 1 < len(words) and _may_describe(sentence, position + 1):
            end = _until_comma(words, position + 1)
            yield from _span(words[position + 1 : end])
            position = end
        else:
            return


def _tells(words: Sequence[Word], position: int) -> bool:
    """Whether a preposition behind a mention leads to a body, a place or "the …": not "said Bell at noon"."""
    if words[position].text.lower() in LISTS.grammar.behind_name:
        return any(w.xpos.startswith("NN") for w in words[position + 1 : position + 5])
    end = _until_comma(words, position)
    return any(
        body_word(words[position + 1 : end], i) is not None and w.is_proper_noun
        for i, w in enumerate(words[position + 1 : end])
    )


def _may_describe(sentence: Sentence, position: int) -> bool:
    """Whether what starts after a comma is an apposition, an age or a clause about the mention."""
    words = sentence.words
    word = words[position]
    text = word.text.lower()
    if word.xpos == "CD" or text in LISTS.grammar.describing_relative | LISTS.grammar.age:
        return True
    if text in LISTS.grammar.behind_name | LISTS.grammar.time_of_post:
        return True
    end = _until_comma(words, position)
    if word.xpos == "VBG" and (word.lemma.lower() in _told_by_doing() or _is_post(words[position:end])):
        return True
    if end - position > LONGEST or any(w.xpos in ("VBD", "VBZ", "VBP") for w in _before_relative(words[position:end])):
        return False
    if end < len(words) and words[end].is_finite:
        return False
    chunk = _before_relative(words[position:end])
    if any(w.relation == "appos" for w in chunk):
        return True
    return any(
        w.xpos.startswith("NN") and (person_word(chunk, i) is not None or body_word(chunk, i) is not None)
        for i, w in enumerate(chunk)
    ) and (
        (word.is_singular_noun or word.xpos in ("DT", "PRP$", "JJ", "VBN", "RB", "CD"))
        and not _starts_person(sentence, position)
    )


def _told_by_doing() -> frozenset[str]:
    """Verbs that tell who somebody is: "Ann Moss, prosecuting", "Bo Lund, driving home from work"."""
    return LISTS.events.witness.daily | LISTS.events.active["official"] | LISTS.events.legal_party.lawyer


def _is_post(words: Sequence[Word]) -> bool:
    """Whether words start with a post, whatever they are tagged as: "managing director of the bank"."""
    return any(
        found.first == 0 and " " in found.phrase for i in range(1, len(words)) if (found := person_word(words, i))
    )


def _starts_person(sentence: Sentence, position: int) -> bool:
    """Whether a list of names goes on rather than an apposition starting."""
    word = sentence.words[position]
    return word.entity == "PER"


def _before_relative(words: Sequence[Word]) -> Sequence[Word]:
    for position, word in enumerate(words):
        if position and word.xpos.startswith("W"):
            return words[:position]
    return words


def _until_comma(words: Sequence[Word], start: int) -> int:
    """The position of the mark that ends a description starting at ``start``; a list "a, b and c" goes on."""
    relative = words[start].xpos.startswith("W")
    for position in range(start, min(len(words), start + LONGEST)):
        word = words[position]
        if word.text in ENDING:
            return position
        if word.text == "," and not (position + 1 < len(words) and is_suffix(words[position + 1].text)):
            return position
        if not relative and word.is_finite and position > start:
            if any(w.xpos.startswith("W") for w in words[start:position]):
                continue
            return position
    return min(len(words), start + LONGEST)


def _closing(words: Sequence[Word], start: int) -> int | None:
    return next((i for i in range(start + 1, min(len(words), start + 12)) if words[i].text == ")"), None)


def _before_comma(sentence: Sentence, mention: Mention) -> Iterator[Span]:
    """A description that a name in commas follows: "The mayor, Dana Hall, said"; "said its president, Dana Hall"."""
    first = mention.words[0].index
    if mention.type not in ("person", "body") or first < 2 or sentence.words[first - 1].text != ",":
        return
    start = first - 1
    while (
        start > 0
        and first - start < 20
        and sentence.words[start - 1].text not in PARTING
        and not sentence.words[start - 1].is_finite
    ):
        start -= 1
    while start < first - 1 and sentence.words[start].xpos in ("RB", "IN", "CC", "RP") and start:
        start += 1
    chunk = sentence.words[start : first - 1]
    if not chunk or chunk[0].xpos in ("IN", "CC", "VBG", "RB", "WRB"):
        return
    chunk = _behind_and(chunk)
    phrase = leading_phrase(chunk)
    mark = next((i for i, w in enumerate(chunk) if w.xpos == "POS"), 0)
    if phrase is not None and mark and phrase.rest and chunk[mark].start > phrase.head.start:
        chunk = chunk[mark + 1 :]  # "The Museum of Scotland's curator of coins"
        phrase = leading_phrase(chunk)
    if phrase is None or not phrase.head.is_singular_noun:
        return
    find = person_word if mention.type == "person" else body_word
    found = find(phrase.words, len(phrase.words) - 1)
    if found is None and mention.type == "person" and phrase.rest:
        link = max((i for i, w in enumerate(chunk) if w.xpos == "IN"), default=0)
        nearer = leading_phrase(chunk[link + 1 :]) if link else None
        if nearer is not None and not nearer.rest and person_word(nearer.words, len(nearer.words) - 1) is not None:
            chunk, phrase = nearer.words, nearer  # "Interview with the union president"
            found = find(phrase.words, len(phrase.words) - 1)
    if found is not None and found.value != "unknown":
        yield span_of(chunk)
    elif mention.type == "person" and phrase.head.xpos == "NN" and not phrase.rest and _starts_definite(phrase.words):
        yield span_of(phrase.words)


def _before_named(sentence: Sentence, mention: Mention) -> Iterator[Span]:
    """Who is told to be so named: "a fisherman named Suharto"."""
    first = mention.words[0].index
    if mention.type == "person" and first > 1 and sentence.words[first - 1].text.lower() in LISTS.grammar.giving_name:
        yield from _span(phrase_before(sentence, first - 1))


def _behind_and(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """What stands behind the name of another person: "his wife" in "Harold Beck and his wife, Irene Beck"."""
    joints = (i for i, w in enumerate(words[:-1]) if w.text.lower() in LISTS.grammar.joining)
    link = next((i for i in joints if words[i + 1].xpos == "PRP$"), -1)
    return words[link + 1 :] if link > 0 and words[link - 1].is_singular_name else words


def _starts_definite(words: Sequence[Word]) -> bool:
    """Whether a phrase presents somebody by what they are: "the hut keeper", "its host"."""
    return words[0].text.lower() in LISTS.grammar.definite_article | LISTS.grammar.possessive or any(
        w.xpos == "POS" for w in words
    )


def _of_several(sentence: Sentence, mention: Mention) -> Iterator[Span]:
    """A plural description in front of two names that are joined: "two voters, Ann Moss and Bo Lund"."""
    if mention.type != "person":
        return
    first, last = mention.words[0], _last_word(mention)
    at = last.index + 1
    words = sentence.words
    joined_after = (
        at + 1 < len(words) and words[at].text.lower() in LISTS.grammar.joining and words[at + 1].is_singular_name
    )
    start = first.index
    if not joined_after:
        if (
            start < 3
            or words[start - 1].text.lower() not in LISTS.grammar.joining
            or not words[start - 2].is_singular_name
        ):
            return
        start -= 2
        while start > 0 and words[start - 1].is_singular_name:
            start -= 1
    if start and words[start - 1].text in (",", ":"):
        start -= 1
    if not start or not words[start - 1].is_plural_noun:
        return
    phrase = (*phrase_before(sentence, start - 1), words[start - 1])
    found = person_word(phrase, len(phrase) - 1)
    if found is not None and found.value != "unknown":
        yield span_of(phrase)


def _predicates(sentence: Sentence, mention: Mention) -> Iterator[Span]:
    """What a copular sentence says the mention is or was: "Hall is a nurse", "she became principal"."""
    for word in {w.index: w for w in (mention.head, *mention.name_words[:1])}.values():
        governor = sentence.head(word)
        if governor is None or word.base_relation != "nsubj":
            continue
        if sentence.child(governor, "cop") is not None and governor.xpos.startswith("NN"):
            below = sentence.children(
                governor, "nsubj", "cop", "advcl", "conj", "parataxis", "punct", "advmod", "ccomp"
            )
            found = [w for w in sentence.subtree(governor, without=below) if w.index > word.index]
            yield from _span(found[:LONGEST])
        elif governor.lemma in LISTS.events.becoming | LISTS.events.serving:
            complement = (
                sentence.child(governor, "xcomp", "obj")
                if governor.lemma in LISTS.events.becoming
                else sentence.child(governor, "obl")
            )
            if complement is not None and complement.xpos.startswith("NN"):
                yield from _span(sentence.subtree(complement)[:LONGEST])


def _span(words: Sequence[Word]) -> Iterator[Span]:
    """The span of ``words`` without punctuation at its ends; nothing where no word is left."""
    kept = list(words)
    while kept and not any(c.isalnum() for c in kept[-1].text):
        kept.pop()
    while kept and not any(c.isalnum() for c in kept[0].text):
        kept.pop(0)
    if kept:
        yield span_of(kept)
