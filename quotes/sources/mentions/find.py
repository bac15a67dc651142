"""A parsed article in, its mentions out: names, pronouns and noun phrases for persons, bodies and documents.

A mention is found by its words first and by the tree where words leave a choice: proper names and what stands before
them ("Fire Chief Dana Hall") are told more surely by titles and capitals than by a parser's relations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.document import Document, Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.sources.mentions.mention import Mention, is_plural, phrase_before
from quotes.sources.mentions.name_runs import NameTypes
from quotes.sources.mentions.names import is_post_nominal
from quotes.sources.mentions.proper_names import named_mentions
from quotes.text.dashes import LONG_DASHES

INSIDE = ("NN", "JJ", "DT", "IN", "TO", "CC", "CD", "HYPH", "POS", "PRP$")
"""Tags of what may stand in the phrases behind a description."""


def find_mentions(document: Document) -> list[Mention]:
    """All mentions of an article in text order of their heads. A name may stand inside what comes before another."""
    types = NameTypes(document)
    found: list[Mention] = []
    for number, sentence in enumerate(document.sentences):
        quoted = [document.spoken_at(w.start) is not None for w in sentence.words]
        taken: set[int] = set()
        here: list[Mention] = []
        dateline = document.after_dateline(sentence)
        for mention in named_mentions(sentence, number, types):
            if mention.head.end <= dateline:
                continue
            taken.update(w.index for w in mention.words)
            here.append(mention)
        for word in sentence.words:
            if word.index not in taken:
                common = common_mention(sentence, number, word)
                if common is not None:
                    here.append(common)
        names = [mention for mention in here if mention.type in ("person", "body")]
        behind = [(mention, name) for mention in here if (name := _name_behind(sentence, mention, names))]
        left_out = {id(mention) for mention, _ in behind}
        leading = {id(name): _up_to(sentence, mention, name) for mention, name in reversed(behind)}
        for mention in here:
            if id(mention) not in left_out:
                placed = _placed(sentence, mention, quoted[mention.head.index])
                found.append(replace(placed, leading=leading.get(id(mention), ())))
    found.sort(key=lambda m: m.head.start)
    return found


def _name_behind(sentence: Sentence, mention: Mention, names: Sequence[Mention]) -> Mention | None:
    """That of ``names`` which a description leads up to: "a former aide, Dana Hall, who …"."""
    if mention.type != "noun" or mention.plural or not names:
        return None
    person = person_word(mention.words, len(mention.words) - 1) is not None
    below = {word.index for word in sentence.children(mention.head, "appos")} if person else set()
    end = _phrases_behind(sentence, mention) if person else mention.head.index + 1
    comma = end < len(sentence.words) and sentence.words[end].text == ","
    for other in names:
        if other.type != ("person" if person else "body"):
            continue
        if other.name_words[0].index in below:
            return other
        if other.words[0].index == end + comma and (comma or end > mention.head.index + 1):
            after = _behind_honours(sentence.words[other.name_words[-1].index + 1 :])[:1]
            if not comma or not after or after[0].text in {",", ".", ";", "”", *LONG_DASHES}:
                return other
    return None


def _behind_honours(words: Sequence[Word]) -> Sequence[Word]:
    """Words behind a name without the letters with which they begin: "Hugh Lister KC"."""
    return words[1:] if words and is_post_nominal(words[0].text) else words


def _up_to(sentence: Sentence, mention: Mention, name: Mention) -> tuple[Word, ...]:
    """The words of a description up to the name that it leads up to, without the comma between."""
    words = sentence.words[mention.words[0].index : name.words[0].index]
    return words[:-1] if words and words[-1].text == "," else words


def _phrases_behind(sentence: Sentence, mention: Mention) -> int:
    """Where what belongs to a description ends: "the head of the agency" before "Dana Hall", with or without comma.

    Where that ends in a person's noun, a name behind it may be that person's: "a friend of the mayor, Dana Hall".
    """
    words = sentence.words
    start = at = mention.head.index + 1
    if at >= len(words) or words[at].xpos not in ("IN", "TO"):
        return start
    while at < len(words) and words[at].xpos.startswith(INSIDE) and words[at].entity != "PER":
        at += 1
    behind = words[start:at]
    if not behind or not behind[-1].xpos.startswith("NN") or person_word(behind, len(behind) - 1) is not None:
        return start
    return at


def _placed(sentence: Sentence, mention: Mention, quoted: bool) -> Mention:
    heads = [mention.head, *mention.name_words[:1]]
    title = sentence.head(mention.head) if mention.head.relation == "appos" else None
    if title is not None and 0 < mention.head.index - title.index < 3:  # "the striker Ann Moss said"
        heads.append(title)
    if mention.before and mention.head.relation == "flat":  # "State Auditor Nell Finch", hung on the title
        heads.extend(w for w in mention.before if w.index == mention.head.head)
    subject = any(w.base_relation in ("nsubj", "root") for w in heads)
    return replace(mention, quoted=quoted, subject=subject)


def common_mention(sentence: Sentence, number: int, word: Word) -> Mention | None:
    """The mention that a pronoun or a noun for a person or body is the head of, ``None`` for any other word."""
    if word.xpos in ("PRP", "PRP$"):
        text = word.text.lower()
        if text in LISTS.grammar.third_person:
            plural = text in LISTS.grammar.plural
            return Mention(number, word, (word,), "pronoun", plural=plural)
        return None
    if not word.xpos.startswith("NN") or not is_phrase_head(sentence, word) or is_predicate(sentence, word):
        return None
    phrase = (*phrase_before(sentence, word.index), word)
    if phrase[0].text.lower() in LISTS.grammar.not_third_person:
        return None
    person = person_word(phrase, len(phrase) - 1)
    if (
        person is None
        and body_word(phrase, len(phrase) - 1) is None
        and word.lemma.lower() not in LISTS.documents.taken_up
        and word.lemma.lower() not in LISTS.bodies.role_untold
    ):
        return None
    if (
        person is not None
        and person.value == "unknown"
        and not is_plural(word)
        and person.phrase not in LISTS.people.nobody_in_particular
    ):
        return None
    return Mention(number, word, phrase, "noun", plural=is_plural(word))


def is_phrase_head(sentence: Sentence, word: Word) -> bool:
    """Whether no further noun of the same phrase follows: "chief" is no head in "the chief executive officer"."""
    if word.index + 1 >= len(sentence.words):
        return True
    following = sentence.words[word.index + 1]
    return not following.xpos.startswith(("NN", "HYPH"))


def is_predicate(sentence: Sentence, word: Word) -> bool:
    """Whether a noun describes somebody rather than standing for one: after a copula, as apposition, in "as a …".

    So does one that is joined to such a noun: "Ana Holm, a nurse and author of a report".
    """
    first = sentence.head(word) if word.relation == "conj" and not is_plural(word) else word
    if first is None or first.relation == "appos" or any(c.relation == "cop" for c in sentence.children(first)):
        return True
    return any(c.relation == "case" and c.text.lower() in LISTS.grammar.capacity for c in sentence.children(word))
