"""A pronoun and the entities in front of it in, the one it stands for out.

A score over the candidates of the last sentences, after Lappin and Leass (1994, "An algorithm for pronominal anaphora
resolution", Computational Linguistics 20): recency, subjects before objects, names before other nouns; added to it, who
was the source of the statement before, since news writing goes on with the speaker.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quotes.document import Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import pronoun_gender
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention

REACH = 7
"""Sentences that a pronoun looks back."""
KEPT = 40
"""Mentions that are kept in mind."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An earlier mention of an entity, and whether it was the source of a statement."""

    entity: Entity
    mention: Mention
    is_source: bool


class Memory:
    """The mentions of the last sentences, in text order."""

    def __init__(self) -> None:
        self._heard: deque[Heard] = deque(maxlen=KEPT)

    def add(self, entity: Entity, mention: Mention, is_source: bool) -> None:
        """Keep a resolved mention in mind."""
        self._heard.append(Heard(entity, mention, is_source))

    def heard(self) -> Iterator[Heard]:
        """What is kept in mind, in text order."""
        yield from self._heard

    def antecedent(
        self, pronoun: Mention, sentence: Sentence, paragraphs: tuple[int, ...], is_source: bool
    ) -> Entity | None:
        """The entity that a pronoun of the third person most likely stands for, ``None`` where none fits."""
        text = pronoun.head.text.lower()
        scores: dict[int, tuple[float, Entity]] = {}
        for heard in self._heard:
            if not fits(text, heard.entity) or _bound(sentence, pronoun, heard.mention):
                continue
            distance = pronoun.sentence - heard.mention.sentence
            if distance > REACH:
                continue
            score = self._score(pronoun, heard, distance, paragraphs, is_source) + agreement(text, heard.entity)
            best, _ = scores.get(id(heard.entity), (-99.0, heard.entity))
            scores[id(heard.entity)] = (max(best, score) + 0.15 * (best > -99), heard.entity)
        if not scores:
            return None
        return max(scores.values(), key=lambda pair: pair[0])[1]

    def latest(self, wanted: Callable[[Entity], bool]) -> Entity | None:
        """The entity heard last that is wanted, ``None`` where there is none in mind."""
        return next((h.entity for h in reversed(self._heard) if wanted(h.entity)), None)

    def _score(
        self, pronoun: Mention, heard: Heard, distance: int, paragraphs: tuple[int, ...], is_source: bool
    ) -> float:
        mention = heard.mention
        score = -1.0 * min(distance, 4) - 0.3 * max(0, distance - 4)
        if paragraphs[pronoun.sentence] == paragraphs[mention.sentence]:
            score += 0.5
            if mention.subject and distance == 1 and mention.name is not None and mention.name.given:
                score += 0.8  # a paragraph that opens with somebody in full goes on with them
        score += (
            1.2 * (mention.subject or heard.is_source)
            + 0.8 * heard.is_source
            + (0.4 if is_source and heard.is_source else 0.0)
        )
        if mention.quoted and not pronoun.quoted:
            score -= 2.5
        if mention.type == "person":
            score += 0.3
        if not mention.subject and mention.head.base_relation in ("nmod", "compound", "nmod:poss"):
            score -= 0.6
        return score


def fits(pronoun: str, entity: Entity) -> bool:
    """Whether number, kind and gender of an entity let a pronoun stand for it."""
    if pronoun in LISTS.grammar.plural:
        return entity.plural or entity.kind == "group" or bool(entity.members)
    if pronoun_gender(pronoun):
        if (
            entity.kind != "person"
            or entity.plural
            or entity.members
            or entity.label.lower() in LISTS.grammar.quantifiers
        ):
            return False
        return entity.gender in ("", pronoun_gender(pronoun))
    if pronoun in LISTS.grammar.neuter:
        return entity.kind != "person" and not entity.plural
    return entity.kind == "person" and entity.named and not entity.plural and not entity.members


def agreement(pronoun: str, entity: Entity) -> float:
    """How well number and gender agree beyond fitting."""
    if pronoun in LISTS.grammar.plural:
        return 0.8 if entity.plural else -0.8
    if pronoun_gender(pronoun):
        return 0.7 if entity.gender else 0.0
    return -0.6 if entity.kind == "document" else 0.0


def _bound(sentence: Sentence, pronoun: Mention, mention: Mention) -> bool:
    """Whether both hang on one verb, so that the pronoun cannot stand for the other: "she told her"."""
    if (
        pronoun.sentence != mention.sentence
        or pronoun.head.xpos == "PRP$"
        or pronoun.head.text.endswith(("self", "selves"))
    ):
        return False
    return _governor(sentence, pronoun.head) is _governor(sentence, mention.head)


def _governor(sentence: Sentence, word: Word) -> Word | None:
    return sentence.head(word)
