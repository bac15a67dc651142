"""The entities of an article's sources in, whose part each is out: "a police spokeswoman" and "officers" of "police".

They stay sources of their own, since an officer's words are not the department's; the relation lets a reader add them
up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotes.document import Document, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, members_of, person_word
from quotes.lexicon.trie import forms
from quotes.sources.entities import Entity, body_key, body_keys
from quotes.sources.mentions.mention import Mention

SPOKEN = frozenset({"body", "client"})
LOOKED_AT = 6
"""Mentions of an entity, and groups of one name, that are looked at."""


def memberships(entities: Sequence[Entity], document: Document) -> dict[int, tuple[int, ...]]:
    """For each position of ``entities`` the positions of those that it is part of or speaks for."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for position, entity in enumerate(entities):
        for key in _keys(entity) if entity.kind == "group" else ():
            groups[key].append(position)
    number = {id(entity): position for position, entity in enumerate(entities)}
    found: dict[int, tuple[int, ...]] = {}
    for position, entity in enumerate(entities):
        backed = {number[id(body)] for body in entity.backing if id(body) in number}
        tied = {
            other for key in _ties(entity, document) | _general(entity) for other in groups.get(key, ())[:LOOKED_AT]
        }
        bodies = sorted(other for other in (backed | tied) - {position} if position not in found.get(other, ()))
        if bodies:
            found[position] = tuple(bodies)
    return found


def _keys(group: Entity) -> set[str]:
    """The names under which a group is tied to its members: its proper name, else its noun without article."""
    found: set[str] = set()
    for mention in group.mentions[:LOOKED_AT]:
        if mention.name_words:
            found |= body_keys(mention.name_words)
        elif mention.type == "noun":
            found.add(body_key(mention.words))
            if body_word(mention.words, len(mention.words) - 1) is not None:
                found.add(mention.head.text.lower())
    return found


def _ties(entity: Entity, document: Document) -> set[str]:
    """The bodies in the words around an entity's nouns: "a police spokeswoman", "Lt. Bell of the Harlan police"."""
    found: set[str] = set()
    for mention in entity.mentions[:LOOKED_AT]:
        if mention.type == "pronoun":
            continue
        before = mention.before if mention.name_words else mention.words[:-1]
        found |= _endings(before)
        found |= _behind(mention, document)
    return found


def _behind(mention: Mention, document: Document) -> set[str]:
    """The body after "of", "with" or "for" right behind a mention."""
    words = document.sentences[mention.sentence].words
    start = (mention.name_words[-1] if mention.name_words else mention.head).index + 1
    if start < len(words) and words[start].text == ",":
        start += 1
        while start < len(words) and words[start].xpos.startswith(("NN", "DT", "JJ")):
            start += 1
    if start >= len(words) or words[start].text.lower() not in LISTS.grammar.belonging:
        return set()
    end = start + 1
    while end < len(words) and end - start < 9 and words[end].xpos.startswith(("NN", "DT", "JJ", "POS", "HYPH")):
        end += 1
    return _endings(words[start + 1 : end])


def _endings(words: Sequence[Word]) -> set[str]:
    """The phrases that end in a word for a body or a proper name: "harlan police", "police"."""
    found: set[str] = set()
    kept = [w for w in words if w.xpos not in ("DT", "PRP$")]
    for end, word in enumerate(kept):
        if word.is_proper_noun or (word.xpos.startswith("NN") and body_word(kept, end) is not None):
            found |= {body_key(tuple(kept[start : end + 1])) for start in range(end + 1)}
    return found


def _general(entity: Entity) -> set[str]:
    """The bodies that an unnamed plural is part of by its noun alone: "officers" of "police"."""
    found: set[str] = set()
    for mention in entity.mentions[:LOOKED_AT]:
        if mention.type != "noun" or not mention.words or entity.named:
            continue
        match = person_word(mention.words, len(mention.words) - 1)
        if match is not None and match.value not in SPOKEN:
            found |= {body for form in forms(mention.head) for body in members_of(form)}
    return found
