"""A mention that tells a place in an order in, whom it means out: "the latter" of two, "the first" of several.

Two are the last two named or described together; strangers are those whom the article tells one by one: "One resident
said … Another said … The first said …".
"""

from collections.abc import Sequence

from quotes.document import Word
from quotes.lexicon.lists import LISTS
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.pairs import REACH, Pairs
from quotes.sources.passes.resolution import Resolution


class InOrder:
    """Finds whom "the former", "the latter", "the first" and "the second" mean in one article."""

    def __init__(self, resolution: Resolution, pairs: Pairs) -> None:
        self._resolution = resolution
        self._pairs = pairs

    def meant(self, mention: Mention) -> Entity | None:
        """The one whom a mention tells by a place in an order alone, ``None`` for any other mention."""
        order = self._word_of_order(mention)
        place = 0 if order in LISTS.grammar.first_of_several else 1
        if order not in LISTS.grammar.first_of_several | LISTS.grammar.second_of_several:
            return None
        told = self._strangers(mention)
        if order not in LISTS.grammar.of_two_alone and len(told) > place:
            return told[place]
        two = self._pairs.last_two(mention)
        return two[place] if two is not None else None

    def _word_of_order(self, mention: Mention) -> str:
        """What stands alone behind "the": "latter"; empty where a noun follows, or anything else stands there."""
        words = self._resolution.document.sentences[mention.sentence].words
        if mention.words[0].text.lower() not in LISTS.grammar.definite_article:
            return ""
        behind: Sequence[Word] = words[mention.words[0].index + 1 : mention.words[0].index + 3]
        alone = mention.head.index <= mention.words[0].index + 1 and len(behind) == 2
        goes_on = alone and behind[1].xpos.startswith(("NN", "JJ", "CD", "IN", "HYPH"))
        return behind[0].text.lower() if alone and not goes_on else ""

    def _strangers(self, mention: Mention) -> Sequence[Entity]:
        """Those without a name whom the sentences before tell one by one, in their order: "one resident", "another"."""
        told = [
            heard.entity
            for heard in self._resolution.memory.heard()
            if mention.sentence - heard.mention.sentence <= REACH
            and not (heard.entity.named or heard.entity.plural or heard.entity.kind == "document")
            and heard.entity.mentions[0].words[0].text.lower() in LISTS.grammar.one_of_several
        ]
        return list(dict.fromkeys(told))
