"""A sentence in, the candidates of constructions that plugins bring out, each with the share right that was measured.

The deciding model knows no weights for them. So whoever brings a construction states how many of its finds are right,
and that share stands against the model's confidence in its own reading of the same cue.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from quotes.attribution.candidates import Candidate, Where
from quotes.attribution.constructions import CONSTRUCTIONS, Construction, places
from quotes.attribution.cue import Cue, SentenceContext, cue_of
from quotes.model import Act
from quotes.plugins import Registered, by_name, check_share, registered


@dataclass(frozen=True, slots=True)
class PluginConstruction(Construction):
    """A named pattern of a plugin: which words it looks at, its example, and the function that proposes candidates.

    ``where`` is a kind of word as in ``CONSTRUCTIONS``, or ``anywhere`` for every word. ``right`` is the share of its
    finds whose source and content are right, above 0 up to 1, counted on articles that it was not written for; it
    becomes their confidence. ``act`` is what its cues report.
    """

    right: float
    act: Act = "speech"

    def __post_init__(self) -> None:
        check_share(self.name, self.right)
        if self.where not in get_args(Where):
            raise ValueError(f"“{self.name}” looks at “{self.where}”; name one of {', '.join(get_args(Where))}")


def proposals(context: SentenceContext) -> Iterator[tuple[Registered[PluginConstruction], Candidate]]:
    """What the plugins' constructions find in a sentence, at every word that they look at."""
    added = plugin_constructions()
    for word in context.sentence.words if added else ():
        cue, here = cue_of(context, word), {"anywhere", *places(word, context.lexicon)}
        for one in added:
            if one.thing.where in here:
                for found in one.all_of(functools.partial(_proposed, one.thing, cue)):
                    yield one, found


@functools.cache
def plugin_constructions() -> tuple[Registered[PluginConstruction], ...]:
    """The constructions of plugins; none bears the name of one of ours, by which ours may be decided upon."""
    named = by_name(registered("add_constructions", PluginConstruction), {one.name for one in CONSTRUCTIONS})
    return tuple(named.values())


def _proposed(construction: PluginConstruction, cue: Cue) -> Iterator[Candidate]:
    for found in construction.propose(cue):
        if not found.cue or not found.content:
            raise ValueError("a candidate without cue or without content")
        yield replace(found, construction=construction)
