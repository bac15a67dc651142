"""A row of the sources table in, what joining it with others needs out: its name in parts, the words that describe it.

Words of a description are of three sorts: *proper* names in it (towns, bodies), *posts* and occupations, and *weak*
words that describe too many people to tell one from another (``lexicon/linking.toml``). An age tells a year of birth
where the article has a date.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.lexicon.lists import LISTS
from quotes.model import Gender, SourceKind
from quotes.sources.ages import ages_beside, is_age
from quotes.sources.mentions.names import Name, gender_of, is_no_name, parse_name

WORD = re.compile(r"[^\W\d_][\w.'’&-]*")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
NICKNAME = re.compile(r"[“\"‘'](\w+)[”\"’']")
NAMELESS = Name("", (), "")
REMEMBERED = 4_096
"""Names whose parts are kept in memory: a corpus has more than that."""


@dataclass(frozen=True)  # without slots it is read back from a file several times faster
class Profile:
    """One source of one article as the joining sees it.

    ``descriptions`` are joined by " … ", ``date`` is whatever the article's file gives. ``name`` is empty for a source
    without a proper name. ``proper``, ``posts`` and ``weak`` are words of its
    ``descriptions``, in lower case; ``born`` the year of birth that an age tells, ``None`` where none does; ``ages``
    are ages of articles without a date. ``heard`` are the statements, words, quoted words and refusals to comment.
    """

    article: str
    source_id: int
    speaker: str
    name: str
    kind: SourceKind
    descriptions: str = ""
    date: str = ""
    role: str = ""
    gender: Gender = ""
    outlet: str = ""
    heard: tuple[int, int, int, int] = (0, 0, 0, 0)
    named: bool = False
    parts: Name = field(init=False)
    proper: frozenset[str] = field(init=False)
    posts: frozenset[str] = field(init=False)
    weak: frozenset[str] = field(init=False)
    born: int | None = field(init=False)
    ages: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        parts = _parts(self.name) if self.kind == "person" else NAMELESS
        ages = frozenset(filter(is_age, ages_beside(self.descriptions)))
        year = YEAR.search(self.date)
        # What is told of the source stands with it: it is worked out once, and goes to disk with the rest.
        vars(self).update(
            _sorted_words(self.descriptions, self.name),
            parts=parts,
            gender=self.gender or gender_of(parts),
            born=int(year[0]) - max(ages) if year and ages else None,
            ages=frozenset() if year else ages,
        )

    @property
    def key(self) -> tuple[str, int]:
        """What no two profiles share: the article, and the source's number in it."""
        return self.article, self.source_id

    @property
    def statements(self) -> int:
        """The attributions other than refusals to comment."""
        return self.heard[0]

    @property
    def is_person(self) -> bool:
        """Whether this is one person with a name."""
        return self.kind == "person" and bool(self.name)

    @property
    def is_described(self) -> bool:
        """Whether the article tells anything of this source besides the name."""
        return bool(self.proper or self.posts or self.weak or self.ages) or self.born is not None


@functools.lru_cache(REMEMBERED)
def comparable_name(name: str) -> str:
    """A name as names are compared: lower case, without leading article, marks and doubled spaces."""
    kept = re.sub(r"[^\w&'’ -]", " ", name.casefold().replace("’", "'"))
    first, gap, rest = kept.partition(" ")
    return " ".join((rest if gap and first in LISTS.grammar.definite_article else kept).split())


@functools.lru_cache(REMEMBERED)
def _parts(name: str) -> Name:
    called = NICKNAME.search(name)
    words = [w.strip("“”\"‘’',") for w in (name.replace(called[0], " ") if called else name).split()]
    return parse_name([w for w in words if w], called[1] if called else "")


@functools.cache
def _posts() -> frozenset[str]:
    """All words of the phrases for persons and bodies: "fire chief" gives "fire" and "chief"."""
    people = LISTS.people
    speaking = (people.speaking_for.body, people.speaking_for.client, *people.speaking_for.default.values())
    told = (people.independent, people.kin, people.collective, people.attribute, people.demonym, people.epithet)
    names = LISTS.bodies.title_words.values()
    return _words_of((*people.roles.values(), *speaking, *told, *names)) | body_words()


@functools.cache
def body_words() -> frozenset[str]:
    """All words of the kinds of bodies: a name of nothing else ("City Council") is borne by many bodies."""
    bodies = LISTS.bodies
    signs = (bodies.trade, bodies.employers, bodies.public, bodies.private, bodies.general)
    return _words_of((*bodies.kinds.values(), *signs))


def _words_of(lists: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(word for listed in lists for phrase in listed for word in phrase.split())


def _sorted_words(descriptions: str, name: str) -> dict[str, frozenset[str]]:
    """The ``proper`` names, ``posts`` and ``weak`` words of descriptions, those of the source's own name left out."""
    own = {w.casefold() for w in WORD.findall(name)}
    short, passed = LISTS.people.abbreviations, LISTS.linking.passed
    found: dict[str, set[str]] = {"proper": set(), "posts": set(), "weak": set()}
    for description in descriptions.split(" … "):
        for match in WORD.finditer(description):
            written = match[0].rstrip(".-'’") if match[0].lower() not in short else match[0]
            word = written.lower().replace("’", "'").removesuffix("'s")
            if word in own or word in passed or is_no_name(word):
                continue
            word = short.get(word, word)
            single = word[:-1] if word.endswith("s") and word[:-1] in _posts() else word
            if word in LISTS.linking.weak or single in LISTS.linking.weak:
                found["weak"].add(single)
            elif single in _posts() or " " in word:
                found["posts"].add(single)
            elif written[:1].isupper():
                found["proper"].add(word)
    return {sort: frozenset(words) for sort, words in found.items()}
