"""A statement in an article in, whether it was made to somebody else out: then the article cannot ask its source."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from quotes.lexicon.cues import load_cues
from quotes.lexicon.lists import LISTS
from quotes.model import Attribution
from reports.checks.reading import Reading, either, statement_span

MEDIA = "media"
NEAR = 12
"""Characters before a source in which a word such as "quoting" may stand."""
OFTEN = 2
"""Statements made to a medium by name from which an article is an interview by it."""
PRONOUN = re.compile(r"\s+(\w+)")
NAME = re.compile(r"\s+(?:the\s+)?[\"“]?([A-Z][\w’'-]*(?:\.\w+)*)")
ADDRESSEE = r"\s+(?:to\s+)?(?:[\w.&’'-]+\s+){0,5}?[\"“]?"
"""What may stand between a cue and the medium that is told: "told the official"."""


def is_passed_on(one: Attribution, reading: Reading, passing_on: re.Pattern[str]) -> bool:
    """Whether another medium is credited in the same sentence, or quotes the source: "the paper quoted two officials".

    What stands before such a source is found by ``passing_on``.
    """
    if one.source is not None and passing_on.search(reading.text, max(0, one.source.start - NEAR), one.source.start):
        return True
    sentence = reading.sentence(statement_span(one))
    return any(
        other.source_index != one.source_index
        and reading.role(other) == MEDIA
        and sentence.overlaps(statement_span(other))
        for other in reading.analysis.attributions
    )


def is_told_to_another_medium(one: Attribution, reading: Reading) -> bool:
    """Whether a statement was made to a medium other than the article's own: "a source told the newspaper"."""
    return any(_is_another_medium(*place, reading) for place in _behind_cues(one, reading))


def speaks_to_another_medium(one: Attribution, reading: Reading, speaking_to: re.Pattern[str]) -> bool:
    """Whether a source speaks to a medium other than the article's own: "an official, speaking to a newspaper, said".

    What stands before the medium is found by ``speaking_to``, between source and cue.
    """
    if one.source is None:
        return False
    cues = (cue.start for cue in one.cue if cue.start >= one.source.end)
    end = min(cues, default=one.source.end)
    spoken = speaking_to.search(reading.text, one.source.start, end)
    return spoken is not None and _is_another_medium(spoken.end(), end, reading)


def speaks_with_a_medium(one: Attribution, reading: Reading) -> bool:
    """Whether a source is joined to a medium, which tells what it was told: "police sources and local media"."""
    if one.source is None:
        return False
    joining = _joining().finditer(reading.text, one.source.start, one.source.end)
    return any(_is_another_medium(match.end(), one.source.end, reading) for match in joining)


def _is_another_medium(start: int, end: int, reading: Reading) -> bool:
    """Whether a medium other than the article's own stands there."""
    names, kinds = _media()
    told = names.match(reading.text, start, end)
    return kinds.match(reading.text, start, end) is not None or (
        told is not None and not _may_be_own(told[1].lower(), reading)
    )


def is_interview(statements: Iterable[tuple[int, Attribution]], reading: Reading) -> bool:
    """Whether statements were made to the article's own medium again and again: "she tells Al Jazeera"."""
    names, _ = _media()
    told = sum(any(names.match(reading.text, *place) for place in _behind_cues(one, reading)) for _, one in statements)
    return told >= OFTEN


def is_told_in_the_story(one: Attribution, reading: Reading) -> bool:
    """Whether somebody of the story heard it, or a medium that no list has, and no reporter: "a guard told him"."""
    return any(_is_told_to_somebody(*place, reading) for place in _behind_cues(one, reading))


def _is_told_to_somebody(start: int, end: int, reading: Reading) -> bool:
    """Whether a pronoun stands there, or a name that is none of the article's own medium, and no day."""
    if any(pattern.match(reading.text, start, end) for pattern in _media()):
        return False
    grammar, pronoun, name = LISTS.grammar, *(pattern.match(reading.text, start, end) for pattern in (PRONOUN, NAME))
    if pronoun and pronoun[1].lower() in grammar.male | grammar.female | grammar.plural | grammar.first_person:
        return True
    if name is None or name[1].lower() in load_cues().times:
        return False
    return not (reading.analysis.article.outlet and _may_be_own(name[1].lower(), reading))


def _behind_cues(one: Attribution, reading: Reading) -> Iterator[tuple[int, int]]:
    """From where to where somebody may stand who is told it: behind each cue, before what is said and who says it."""
    sentence = reading.sentence(statement_span(one))
    for cue in one.cue:
        parts = (*one.content, *((one.source,) if one.source else ()))
        yield cue.end, min((span.start for span in parts if span.start >= cue.end), default=sentence.end)


def _may_be_own(medium: str, reading: Reading) -> bool:
    """Whether a medium is the article's, by its outlet or its dateline, or no outlet is known."""
    outlet = reading.analysis.article.outlet.lower()
    words = medium.removeprefix("the ").removesuffix(".com").split()
    return not outlet or all(word in outlet for word in words) or f"({medium})" in reading.text.lower()


@lru_cache(maxsize=1)
def _joining() -> re.Pattern[str]:
    """A pattern that finds words which join two sources."""
    return re.compile(rf"\b(?:{either(LISTS.grammar.joining)})(?=\s)")


@lru_cache(maxsize=1)
def _media() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns that find the names of media, and words for one or several, as those who are told something."""
    bodies = LISTS.bodies
    kinds = bodies.kinds[MEDIA]
    return _told(bodies.names[MEDIA]), _told({*kinds, *map(_plural, kinds)})


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _told(phrases: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"{ADDRESSEE}({either(phrases)})\b", re.IGNORECASE)
