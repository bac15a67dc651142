"""The source spans of an article and whom their mentions mean in, the entity that each span belongs to out.

Where no mention tells, the place does: a line of an interview, a turn of a transcript, a name signed below, the first
person named soon after, the quotation around.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import pronoun_gender
from quotes.model import Attribution, SourceKind, Span
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.signatures import Signatures
from quotes.sources.passes.interviews import Interviews
from quotes.sources.passes.resolution import Resolution

AUTHOR = "the author"
"""The speaker of "I" where it stands outside of quotation marks and nobody signs."""
SOON = 3
"""Sentences that a pronoun in front of its name looks ahead."""
AROUND = 8
"""Contents looked at for the quotation around an "I": those that start last before it."""

EntityOf = Callable[[Mention | None], Entity | None]
"""The entity that a mention means; ``None`` where nothing tells."""


class Owners:
    """Tells whose each source span of one article is, once all its mentions have been read."""

    def __init__(self, resolution: Resolution, interviews: Interviews, entity_of: EntityOf) -> None:
        self._resolution = resolution
        self._document = resolution.document
        self._interviews = interviews
        self._signatures = Signatures(resolution.document)
        self._entity_of = entity_of
        self._owners: dict[Span, Entity] = {}
        self._strangers: dict[str, Entity] = {}
        self._signers: dict[Span, Entity] = {}
        self._turns: dict[int, Entity] = {}  # paragraph → who has the floor there
        self._untold: list[Span] = []  # "I" and "we" whose speaker only a quotation around can tell

    def owners(
        self, mentions: Mapping[Span, Mention | None], attributions: Sequence[Attribution]
    ) -> dict[Span, Entity]:
        """The entity of each source span; ``mentions`` has the spans in text order, each with its mention, if any."""
        for span, mention in mentions.items():
            owner = self._owners[span] = self._owner(span, mention)
            if self._interviews.label(span) or self._document.text[span.end : span.end + 1] == ":":
                self._turns[self._paragraph(span)] = owner
        self._ask_quotations_around(attributions)
        return self._owners

    def _owner(self, span: Span, mention: Mention | None) -> Entity:
        label = self._interviews.label(span)
        if label:
            return self._interviewed(label)
        entity = self._entity_of(self._interviews.in_full(span)) or self._entity_of(mention)
        if entity is not None:
            return entity
        if self._words(span) not in LISTS.grammar.first_person:
            return self._named_soon(mention) or self._stranger(span)
        entity = self._of_this_turn(span) or self._signer(span)
        if entity is None:
            self._untold.append(span)
        return entity or self._stranger(span)

    def _words(self, span: Span) -> str:
        return span.of(self._document.text).lower()

    def _paragraph(self, span: Span) -> int:
        return self._document.paragraph_at(span.start)

    def _stranger(self, span: Span) -> Entity:
        """Somebody whom nothing tells: the same for the same words."""
        words = self._words(span)
        kind: SourceKind = "group" if words in LISTS.grammar.first_person_plural | LISTS.grammar.plural else "person"
        label = _as_called(span.of(self._document.text))
        return self._strangers.setdefault(words, Entity(kind, label=label))

    def _interviewed(self, label: str) -> Entity:
        """Who speaks in a line that begins with "Q:" or "A:": somebody unnamed, the one who is interviewed."""
        known = self._entity_of(self._interviews.answering) if label == "A" else None
        return known or self._strangers.setdefault(label, Entity("person", label=label))

    def _of_this_turn(self, span: Span) -> Entity | None:
        """Who has the floor where "I" stands outside of quotation marks: "BELL: I said that I would go."."""
        if self._document.spoken_at(span.start):
            return None
        turn = self._turns.get(self._paragraph(span))
        if turn is not None:
            return turn
        line = self._interviews.line(self._document.paragraphs[self._paragraph(span)].start)
        return self._interviewed(line) if line else None

    def _signer(self, span: Span) -> Entity | None:
        """Who signs below a text in which "I" stands outside of quotation marks."""
        signature = self._signatures.below(span.start)
        if signature is None:
            return None
        entity = self._entity_of(self._resolution.by_word.get(signature.start))
        if entity is None:
            label = signature.of(self._document.text)
            entity = self._signers.setdefault(signature, Entity("person", named=True, label=label))
        entity.signs = True
        return entity

    def _named_soon(self, mention: Mention | None) -> Entity | None:
        """The person whom "she" means that nobody before can be: the first named in the sentences after."""
        gender = pronoun_gender(mention.head.text) if mention is not None else ""
        if mention is None or not gender:
            return None
        mentions = self._resolution.mentions
        for later in islice(mentions, bisect_left(mentions, mention.head.start, key=lambda m: m.head.start), None):
            if later.sentence - mention.sentence > SOON:
                break
            entity = self._entity_of(later) if later.type == "person" and not later.quoted else None
            if entity is not None and entity.kind == "person" and entity.gender in ("", gender):
                return entity
        return None

    def _ask_quotations_around(self, attributions: Sequence[Attribution]) -> None:
        """Give "I" inside a quotation to its speaker."""
        contents = sorted((c, a.source) for a in attributions if a.source is not None for c in a.content)
        starts = [content.start for content, _ in contents]
        for span in self._untold:
            last = bisect_right(starts, span.start)
            around = [
                source
                for content, source in contents[max(0, last - AROUND) : last]
                if content.contains(span) and source != span and source not in self._untold
            ]
            if around:
                self._owners[span] = self._owners[around[-1]]


def _as_called(words: str) -> str:
    """What is shown of somebody whom nothing tells: "I" is the author, "we" and "you" stay what they are."""
    alone = LISTS.grammar.first_person - LISTS.grammar.first_person_plural
    if words.lower() in alone:
        return AUTHOR
    return words.lower() if words.lower() in LISTS.grammar.first_person | LISTS.grammar.second_person else words
