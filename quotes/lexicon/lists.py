"""The files of word lists beside this module in, each list under its name out: ``LISTS.people.kin``.

A class has the lists of one file as its fields, under the names that they have there; the file says what each is for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from quotes.errors import CodebookError

FOLDER = Path(__file__).parent
File = TypeVar("File")
Words = Annotated[frozenset[str], "words"]
"""Looked up by a single word, as written or by its lemma. All lists are in lower case."""
Phrases = Annotated[frozenset[str], "phrases"]
"""Looked up by one or more words as they stand in the text."""
Nouns = Annotated[frozenset[str], "nouns"]
"""Looked up by a noun, or by a phrase that the lists of persons, bodies and documents have."""
Chosen = Annotated[frozenset[str], "chosen"]
"""Looked up by a phrase that the lists of persons, bodies and documents have."""
Pieces = Annotated[frozenset[str], "pieces"]
"""Looked for inside a name or a word."""
WordsApart = Annotated[Mapping[str, Words], "apart"]
ByRole = Annotated[Mapping[str, Phrases], "apart"]
"""Lists of which no two have an entry in common."""


@dataclass(frozen=True, slots=True)
class Endings:
    """What the nouns of one kind end in."""

    endings: Pieces
    exceptions: Words

    def ends(self, noun: str) -> bool:
        """Whether a noun in small letters ends so, and is no exception."""
        return noun.endswith(tuple(self.endings)) and noun not in self.exceptions


@dataclass(frozen=True, slots=True)
class SpeakingFor:
    """Words for persons who speak for a body or a client; ``default`` has those of a body by role."""

    body: Phrases
    client: Phrases
    default: ByRole


@dataclass(frozen=True, slots=True)
class FamilyTie:
    """Words for one kind of relative, what the other one is to them, and whether they are of the elder generation."""

    words: Nouns
    inverse: str
    elder: bool


@dataclass(frozen=True, slots=True)
class TimeOfLife:
    """Words that tell how old a person is, within which years, and by which other nouns one of that age is told of."""

    words: Words
    told: Nouns
    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class People:
    """``people.toml``."""

    independent: Chosen
    kin: Nouns
    collective: Nouns
    attribute: Chosen
    demonym: Phrases
    epithet: Phrases
    nobody_in_particular: Chosen
    man_or_woman: Words
    pair: Words
    called_they: Phrases
    two_of_them: Words
    two_of_one_gender: Words
    elder: Words
    younger: Words
    plural: Words
    with_children: Pieces
    party_members: Chosen
    of_a_body: Words
    chief_officers: Chosen
    chief: Words
    having: Words
    roles: ByRole
    speaking_for: SpeakingFor
    abbreviations: Mapping[str, str]
    same: Mapping[str, Nouns]
    headline: Mapping[str, Nouns]
    gender: WordsApart
    by_deed: Mapping[str, Nouns]
    family: Mapping[str, FamilyTie]
    times_of_life: Mapping[str, TimeOfLife]
    scientist: Endings


@dataclass(frozen=True, slots=True)
class SortOfBody:
    """Nouns for bodies of one sort, the sorts that may be called by them, the roles of bodies that no noun tells."""

    words: Nouns
    also: Words
    roles: Words


@dataclass(frozen=True, slots=True)
class Bodies:
    """``bodies.toml``."""

    trade: Chosen
    employers: Words
    public: Pieces
    private: Pieces
    general: Words
    commercial: Words
    not_commercial: Nouns
    public_or_private: Chosen
    union_locals: Words
    party_marks: Phrases
    friends: Words
    unions: Words
    panels: Words
    of_a_legislature: Words
    legislatures: Words
    legal_forms: Words
    left_out_of_initials: Words
    role_untold: Words
    body_or_thing: Words
    parts: Chosen
    kinds: ByRole
    title_words: ByRole
    names: ByRole
    same: Mapping[str, Nouns]
    sorts: Mapping[str, SortOfBody]
    members: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Documents:
    """``documents.toml``."""

    words: Phrases
    own: Chosen
    taken_up: Words
    issued: Words
    voice: Words
    spoken: Words


@dataclass(frozen=True, slots=True)
class WitnessEvents:
    """What tells a witness."""

    figurative: Words
    with_words: Words
    daily: Words
    livelihood: Words


@dataclass(frozen=True, slots=True)
class LegalEvents:
    """What tells the parties of a case and their lawyers."""

    before_court: Words
    lawyer: Words
    case: Words
    lawyers: Words
    clients: Chosen
    pleas: Words
    for_client: Words
    defending: Words
    counts: Words
    goes_to_court: Words
    suits: Words
    pleading: Words
    sides: Words
    prosecution: Words
    parties: Words


@dataclass(frozen=True, slots=True)
class NearName:
    """What stands near a name and tells of it; a list is empty where nothing there does."""

    after: Phrases = frozenset()
    before: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Candidacy(NearName):
    """What stands near the name of who stands for election, and how that is told."""

    standing: Words = frozenset()
    standing_for: Words = frozenset()
    contested: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Outside:
    """How it is told that somebody had no part in the work of others."""

    negations: Words
    taking_part: Words
    works: Words


@dataclass(frozen=True, slots=True)
class Events:
    """``events.toml``."""

    in_capacity: Words
    contest: Chosen
    personal_experts: Chosen
    serving: Words
    heading: Words
    spoken_for: Phrases
    sides: Words
    works: Words
    tied_posts: Chosen
    working: Words
    becoming: Words
    active: WordsApart
    passive: WordsApart
    witness: WitnessEvents
    legal_party: LegalEvents
    whose: WordsApart
    outside: Outside
    candidacy: Candidacy
    office: NearName
    place: NearName
    agent: Endings
    topic: WordsApart


@dataclass(frozen=True, slots=True)
class Linking:
    """``linking.toml``."""

    weak: Words
    passed: Words


@dataclass(frozen=True, slots=True)
class Names:
    """``names.toml``."""

    honorifics: Words
    female_honorifics: Words
    male_honorifics: Words
    particles: Words
    suffixes: Words
    post_nominals: Words
    titles_before_names: Words
    surnames: Words
    no_names: Words
    not_compared: Words
    nicknames: tuple[Words, ...]
    female: Words
    male: Words

    def is_given(self, name: str) -> bool:
        """Whether a name in lower case is a given one."""
        return name in self.female or name in self.male


@dataclass(frozen=True, slots=True)
class Grammar:
    """``grammar.toml``."""

    first_person: Words
    male: Words
    female: Words
    neuter: Words
    plural: Words
    possessive: Words
    not_third_person: Words
    relative: Words
    expletives: Words
    able_to_speak: Words
    quantifiers: Words
    numbers: Words
    former: Words
    former_behind_name: Words
    focus: Words
    content_openers: Words
    statement_openers: Words
    about: Words
    inside_body_names: Words
    points_back: Phrases
    before_name: Words
    of_a_body: Words
    telling: Words
    belonging: Words
    of_a_place: Words
    inside_description: Words
    first_person_plural: Words
    empty_subjects: Words
    personal_relative: Words
    relative_of_things: Words
    describing_relative: Words
    taken_up_relative: Words
    definite_article: Words
    indefinite_article: Words
    introducing: Words
    one_of_several: Words
    first_of_several: Words
    second_of_several: Words
    of_two_alone: Words
    how_many: Mapping[str, int]
    all_of_them: Words
    demonstrative: Words
    several_known: Words
    outside_phrase: Words
    before_phrase: Words
    joining: Words
    genitive: Words
    agent: Words
    origin: Words
    capacity: Words
    on_behalf_of: Words
    in_charge_of: Words
    of_post: Words
    of_the_holder: Words
    for_a_cause: Words
    goes_on_in_name: Words
    behind_name: Words
    behind_place: Words
    giving_name: Words
    age: Words
    time_of_post: Words
    present: Words
    before_date: Words
    examples: Phrases
    copula: Words
    perfect: Words
    group_possessive: Words
    free_relative: Words
    infinitive_mark: Words
    addressed: Words
    plain_opener: Words
    clause_openers: Words
    months_in_full: Words
    months_shortened: Words
    lettered: Words
    abbreviations_at_end: Words
    sentence_openers: Words
    verbs_in_past: Words
    second_person: Words
    interrogative: Words
    spoken_in: Words
    so: Words
    posted_on: Words
    spoken_of: Words
    borrowing: Words
    asking_behind: Phrases
    particles_of_saying: Words
    before_nickname: Pieces
    one_of_many: Words
    tells_name: Pieces
    reflexive: Pieces

    @property
    def pointing(self) -> Words:
        """All that opens a phrase for one thing known already."""
        return self.definite_article | self.demonstrative

    @property
    def presenting(self) -> Words:
        """All that opens a phrase for one person not spoken of before."""
        return self.indefinite_article | self.one_of_several

    @property
    def third_person(self) -> Words:
        """All pronouns of the third person."""
        return self.male | self.female | self.neuter | self.plural


class Lists:
    """All files of word lists, each read when first asked for; raises CodebookError where one is not well formed."""

    people = cached_property(lambda _: _read("people", People))
    bodies = cached_property(lambda _: _read("bodies", Bodies))
    documents = cached_property(lambda _: _read("documents", Documents))
    events = cached_property(lambda _: _read("events", Events))
    grammar = cached_property(lambda _: _read("grammar", Grammar))
    linking = cached_property(lambda _: _read("linking", Linking))
    names = cached_property(lambda _: _read("names", Names))


LISTS = Lists()


def _read(name: str, kind: type[File]) -> File:
    path = FOLDER / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path}: {error}; correct that line") from error
    made: File = _made(kind, data, str(path))
    return made


def _made(kind: Any, value: Any, where: str) -> Any:
    """The value of a TOML file as ``kind``: a class of lists, a list, lists by name, or a value as it stands."""
    origin = get_origin(kind)
    if origin is frozenset:
        return frozenset(value)
    if origin is tuple:
        return tuple(frozenset(group) for group in value)
    if origin is Mapping:
        return {key: _made(get_args(kind)[1], entry, f"{where}, {key}") for key, entry in value.items()}
    if not isinstance(kind, type) or not is_dataclass(kind):
        return value
    types = get_type_hints(kind)
    lists = {key.replace("-", "_"): entry for key, entry in value.items()}
    try:
        return kind(**{key: _made(types[key], entry, f"{where}, {key}") for key, entry in lists.items()})
    except (KeyError, TypeError) as error:
        raise CodebookError(f"{where}: must have the lists {', '.join(types)}, and has {', '.join(lists)}") from error
