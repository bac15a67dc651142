"""A parse in, the same with a name and the noun beside it that tells what somebody is tied together, out.

"According to the coach, Ali Mehran, the robot scored" has one subject, and so have "Per Holt, a clerk, said" and "said
manager Corin Waite": where a parser finds another, the name and the noun beside it are one person.
"""

from dataclasses import replace
from itertools import pairwise

from quotes.document import Document, Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import person_word

BESIDE_VERB = ("nsubj", "obj", "iobj", "obl", "ccomp", "xcomp", "dep")
"""Relations of which a noun and the name right behind it cannot have one each to the same verb."""


def settle_apposed_names(document: Document) -> Document:
    """The parse with such names tied to their nouns."""
    return document.with_each(_settled)


def _settled(sentence: Sentence) -> Sentence:
    words = list(sentence.words)
    _noun_taken_for_verb(words)
    _verb_taken_for_noun(words)
    _given_name_behind_noun(words)
    _noun_before_name(words)
    _name_behind_noun(words)
    _noun_behind_name(words)
    return sentence if words == list(sentence.words) else replace(sentence, words=tuple(words))


def _noun_taken_for_verb(words: list[Word]) -> None:
    """ "Rovers coach Neil Tate said": between a plural name and a person's, who has a verb, a noun is no verb."""
    for body, noun, name in zip(words[:], words[1:], words[2:], strict=False):
        said = words[name.head]
        taken = noun.xpos.startswith("VB") and body.is_proper_noun and body.head == noun.index
        subject = name.entity == "PER" and name.base_relation == "nsubj" and said.index > name.index
        if taken and subject and said.head == noun.index and person_word(words, noun.index) is not None:
            for hung in [w for w in words if w.head == noun.index]:
                words[hung.index] = replace(hung, head=said.index)
            words[said.index] = replace(said, head=noun.head, relation=noun.relation)
            words[body.index] = replace(body, relation="compound")
            words[noun.index] = replace(
                noun, upos="NOUN", xpos="NN", lemma=noun.text.lower(), head=name.index, relation="nmod:desc"
            )


def _verb_taken_for_noun(words: list[Word]) -> None:
    """ "Elder Tom Bell points at the river.": behind a name and without another verb, a noun in -s is one."""
    verb = next((w for w in words if w.head < 0), None)
    if verb is None or verb.xpos != "NNS" or not verb.text.islower() or any(w.is_finite for w in words):
        return
    name = words[: verb.index]
    persons = [w for w in name if w.entity == "PER"]
    if not persons or not all(w.is_proper_noun and w.head >= 0 for w in name) or name[-1] != persons[-1]:
        return
    first = persons[0].index
    for word in name:
        above = (verb.index, "nsubj") if word.index == first else (first, "flat" if word.index > first else "nmod:desc")
        words[word.index] = replace(word, head=above[0], relation=above[1])
    words[verb.index] = replace(verb, upos="VERB", xpos="VBZ")


def _given_name_behind_noun(words: list[Word]) -> None:
    """ "spokesman Innocent Gara": the capital between the noun and the last name begins the name, whatever it means."""
    for noun, given, last in zip(words[:], words[1:], words[2:], strict=False):
        between = given.text[:1].isupper() and given.text[1:].islower() and given.entity != "PER" == last.entity
        if between and given.head == last.index and noun.text.islower() and _is_title(words, noun):
            for hung in [w for w in words if w.head == last.index]:
                words[hung.index] = replace(hung, head=given.index)
            words[given.index] = _as_name(given, last.head, last.relation)
            words[last.index] = _as_name(words[last.index], given.index, "flat")


def _noun_before_name(words: list[Word]) -> None:
    """ "said manager Corin Waite": noun and name are no two subjects or objects of the verb."""
    for noun, name in pairwise(words[:]):
        both = noun.head == name.head and {noun.relation, name.relation} <= set(BESIDE_VERB)
        if both and name.entity == "PER" and _is_title(words, noun):
            words[noun.index] = replace(noun, head=name.index, relation="nmod:desc")
            words[name.index] = replace(name, relation=noun.relation)
            for part in words[name.index + 1 : _end_of_name(words, name.index)]:
                if part.head == name.head:
                    words[part.index] = replace(part, head=name.index, relation="flat")


def _as_name(word: Word, head: int, relation: str) -> Word:
    return replace(word, upos="PROPN", xpos="NNP", lemma=word.text, entity="PER", head=head, relation=relation)


def _name_behind_noun(words: list[Word]) -> None:
    """ "the coach, Ali Mehran, the robot scored": the name is no second subject of the verb."""
    for word in list(words):
        if word.relation != "nsubj" or word.entity != "PER" or word.index < 2 or words[word.index - 1].text != ",":
            continue
        noun = words[word.index - 2]
        end = _end_of_name(words, word.index)
        other = any(w.relation.startswith("nsubj") and w.head == word.head and w.index > end for w in words)
        closed = end < len(words) and words[end].text == ","
        if other and closed and noun.xpos == "NN" and person_word(words, noun.index) is not None:
            words[word.index] = replace(word, head=noun.index, relation="appos")


def _noun_behind_name(words: list[Word]) -> None:
    """ "Per Holt, a clerk, said": the name in front is the subject, whatever its first word is taken for."""
    end = _end_of_capitals(words)
    if not 1 < end < len(words) - 3 or words[end].text != "," or words[end - 1].entity != "PER":
        return
    if words[end + 1].text.lower() not in LISTS.grammar.indefinite_article:
        return
    comma = next((w.index for w in words[end + 1 :] if w.text == ","), 0)
    noun = next((w for w in words[end + 2 : comma] if w.relation == "nsubj" and w.xpos == "NN"), None)
    verb = words[noun.head] if noun is not None else None
    if noun is None or verb is None or not comma or verb.index <= comma or not verb.is_finite:
        return
    words[noun.index] = replace(noun, head=0, relation="appos")
    top = _above_name(words, verb, end)
    if top.head < end:  # the name's first or last word was taken for the verb that governs all
        words[top.index] = replace(top, head=-1, relation="root")
    for word in words[:end]:
        first = not word.index
        words[word.index] = _as_name(word, verb.index if first else 0, "nsubj" if first else "flat")
    for word in words[end:]:
        if 0 < word.head < end:
            words[word.index] = replace(word, head=0)


def _above_name(words: list[Word], verb: Word, end: int) -> Word:
    """The topmost word behind a name of ``end`` words that a verb hangs on, the verb itself where nothing does."""
    top = verb
    while top.head >= end:
        top = words[top.head]
    return top


def _is_title(words: list[Word], noun: Word) -> bool:
    """Whether a noun may stand before a name and tell what somebody is."""
    told = noun.text.lower() in LISTS.names.titles_before_names or person_word(words, noun.index) is not None
    return noun.is_singular_noun and told


def _end_of_capitals(words: list[Word]) -> int:
    return next((w.index for w in words if not w.text[:1].isupper()), len(words))


def _end_of_name(words: list[Word], start: int) -> int:
    return next((w.index for w in words[start:] if w.entity != "PER"), len(words))
