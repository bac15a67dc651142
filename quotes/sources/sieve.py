"""A mention in, whom it means out: the sieve, a table of passes of which the first that finds somebody decides.

After Lee et al. (2013, "Deterministic coreference resolution based on entity-centric, precision-ranked rules",
Computational Linguistics 39): what is surest comes first. What a name or the grammar settles, rules settle; among
those whom a pronoun or a description may mean, a trained model chooses (``ranking``). Each pass has an example that is
also its test. To add one is to add one entry.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quotes.lexicon.lists import LISTS
from quotes.model import Span
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.ahead import Ahead
from quotes.sources.passes.bodies import Bodies
from quotes.sources.passes.descriptions import Descriptions
from quotes.sources.passes.families import Families
from quotes.sources.passes.in_order import InOrder
from quotes.sources.passes.pairs import Pairs
from quotes.sources.passes.persons import Persons
from quotes.sources.passes.ranked import Choice, Ranked
from quotes.sources.passes.resolution import Resolution
from quotes.sources.ranking import Decide

NAMES = ("person", "body", "place")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a mention means, by which pass, and how likely the ranker held it (1 where it had nothing to choose)."""

    entity: Entity
    by: str
    chance: float = 1.0


class Sieve:
    """What the passes look at while one article is read."""

    def __init__(self, resolution: Resolution, decide: Decide, contents: Mapping[int, Sequence[Span]]) -> None:
        self.persons = Persons(resolution)
        self.bodies = Bodies(resolution, self.persons)
        self.descriptions = Descriptions(resolution)
        self.pairs = Pairs(resolution)
        self.ranked = Ranked(resolution, self.pairs, decide, contents)
        self.families = Families(resolution, self.ranked)
        self.ahead = Ahead(resolution, self.persons)
        self.in_order = InOrder(resolution, self.pairs)
        self.resolution = resolution
        self._by_mention: dict[int, Entity] = {}

    def found(self, mention: Mention, is_source: bool) -> Meant | None:
        """Whom a mention means by the first pass that finds somebody, ``None`` where none does."""
        for one in PASSES:
            who = one.find(self, mention, is_source) if mention.type in one.types else None
            if who is not None:
                entity, chance = (who.entity, who.chance) if isinstance(who, Choice) else (who, 1.0)
                self._by_mention[id(mention)] = entity
                return Meant(entity, one.name, chance)
        return None

    def several(self, mention: Mention) -> Entity | None:
        """The source that "A and B" is together."""
        if not mention.members:
            return None
        members = []
        for member in mention.members:
            known = self._by_mention.get(id(member))
            found = Meant(known, "") if known is not None else self.found(member, True)
            members += [found.entity] if found is not None else []
        body = self.bodies.known(mention)
        return body or self.pairs.joined(tuple(members))


Find = Callable[[Sieve, Mention, bool], Entity | Choice | None]


@dataclass(frozen=True, slots=True)
class PassExample:
    """A text with a mention in ``[[ ]]``, and the speaker that the pass must find for it."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Pass:
    """A step of the sieve: its name, the types of mention that it looks at, its example, and what finds somebody."""

    name: str
    types: tuple[str, ...]
    example: PassExample
    find: Find


def _gives_own_name(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return sieve.ahead.self_named(mention)


def _relative_by_name(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return None if mention.plural else sieve.families.of_one_name(mention)


def _person(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return None if mention.plural else sieve.persons.named(mention)


def _family(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    family = sieve.families.together(mention)
    return sieve.pairs.joined(family) if family else None


def _demonym(sieve: Sieve, mention: Mention, is_source: bool) -> Choice | None:
    spoken_of = is_source and sieve.descriptions.is_demonym(mention)
    return sieve.ranked.description(mention, is_source, may_be_new=False) if spoken_of else None


def _body(sieve: Sieve, mention: Mention, is_source: bool) -> Entity:
    return sieve.bodies.named(mention)


def _subject_ahead(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return sieve.ahead.subject(mention)


def _pronoun(sieve: Sieve, mention: Mention, is_source: bool) -> Choice | None:
    known = mention.head.text.lower() in LISTS.grammar.third_person
    return sieve.ranked.pronoun(mention, is_source) if known else None


def _two(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    if not is_source or mention.members:
        return None
    together = sieve.pairs.two(mention) or sieve.pairs.more(mention)
    return sieve.pairs.joined(together) if together else None


def _in_order(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return sieve.in_order.meant(mention) if is_source else None


def _relative(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return sieve.families.meant(mention)


def _told(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    joined = mention.head.relation in ("conj", "appos") and not mention.plural
    return sieve.resolution.told.get(mention.head.start) if joined else None


def _again(sieve: Sieve, mention: Mention, is_source: bool) -> Entity | None:
    return None if sieve.descriptions.is_definite(mention) else sieve.descriptions.again(mention)


def _description(sieve: Sieve, mention: Mention, is_source: bool) -> Choice | None:
    return sieve.ranked.description(mention, is_source) if sieve.descriptions.is_definite(mention) else None


PASSES: tuple[Pass, ...] = (
    Pass(
        "gives the own name", ("person",),
        PassExample("A man in a yellow coat stood by. He gave his name as [[Pete Lowry]].", "Pete Lowry"),
        _gives_own_name,
    ),
    Pass(
        "relative of one name", ("person",),
        PassExample("Tom Marsh and his son Kevin Marsh farm here. The elder [[Marsh]] said so.", "Tom Marsh"),
        _relative_by_name,
    ),
    Pass(
        "person by name", ("person",),
        PassExample("Ana Holm and Bo Lund ran the shop. [[Lund]] said so.", "Bo Lund"),
        _person,
    ),
    Pass(
        "family by name", NAMES,
        PassExample("Ada Beck and Tom Beck ran the shop. The [[Becks]] said so.", "Ada Beck and Tom Beck"),
        _family,
    ),
    Pass(
        "people of a country", (*NAMES, "noun"),
        PassExample("Coach Gianni Rossi said they lost. [[The Italian]] said it hurt.", "Gianni Rossi"),
        _demonym,
    ),
    Pass(
        "body by name", NAMES,
        PassExample("The Harlan Water Board (HWB) met. The [[HWB]] said so.", "the Harlan Water Board"),
        _body,
    ),
    Pass(
        "pronoun before its name", ("pronoun",),
        PassExample("When [[she]] arrived, Ana Holm said nothing was left.", "Ana Holm"),
        _subject_ahead,
    ),
    Pass(
        "pronoun", ("pronoun",),
        PassExample("Ana Holm met Bo Lund. [[She]] said so.", "Ana Holm"),
        _pronoun,
    ),
    Pass(
        "told of somebody", ("noun",),
        PassExample("Ana Holm, a nurse and [[author of a report]], said so.", "Ana Holm"),
        _told,
    ),
    Pass(
        "two together", ("noun", "pronoun"),
        PassExample("Ana Holm met Bo Lund. [[Both]] said so.", "Ana Holm and Bo Lund"),
        _two,
    ),
    Pass(
        "in order", ("noun",),
        PassExample("Ana Holm met Bo Lund. [[The latter]] said so.", "Bo Lund"),
        _in_order,
    ),
    Pass(
        "several named", ("noun",),
        PassExample("[[Ana Holm and Bo Lund]] said so.", "Ana Holm and Bo Lund"),
        lambda sieve, mention, is_source: sieve.several(mention),
    ),
    Pass(
        "relative", ("noun",),
        PassExample(
            "Harold Beck and his wife, Irene Beck, farm. Mrs. Beck left. [[Her husband]] said so.", "Harold Beck"
        ),
        _relative,
    ),
    Pass(
        "whose words", ("noun",),
        PassExample("Ana Holm told them to wait. [[Her advice]] was to wait.", "Ana Holm"),
        lambda sieve, mention, is_source: sieve.descriptions.voice(mention),
    ),
    Pass(
        "the same words", ("noun",),
        PassExample("Police said so. Holm left. [[Police]] said so.", "police"),
        _again,
    ),
    Pass(
        "pair told before", ("noun",),
        PassExample(
            "[[Sen. Ana Holm and Sen. Bo Lund]] met. [[The senators]] said so.", "Sen. Ana Holm and Sen. Bo Lund"
        ),
        lambda sieve, mention, is_source: sieve.descriptions.both(mention),
    ),
    Pass(
        "description", ("noun",),
        PassExample("Farmer Ned Tolley lost two cows. [[The mayor]] said so.", "the mayor"),
        _description,
    ),
    Pass(
        "somebody new", ("noun",),
        PassExample("Ana Holm left. [[A nurse]] said so.", "a nurse"),
        lambda sieve, mention, is_source: sieve.descriptions.new(mention),
    ),
)  # fmt: skip
