"""The plain data of a lesson: its articles, the statements of its key, what is asked; and the file that keeps it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Literal

from quotes.errors import UsageError
from quotes.lesson.tasks import PER_STATEMENT, Level, Question, questions
from quotes.model import Analysis, Article, Attribution, Role, Source
from quotes.review.corrections import Quoted, Reading, digest_of, main_places
from quotes.review.places import places_of
from quotes.roles.codebook import Codebook, CodebookRole
from quotes.text.layout import layout_of

LESSON = "lesson.json"
"""The file beside a key that has the articles and what is asked."""
KEPT = ("id", "text", "title", "date", "outlet", "author", "section")
"""What a lesson keeps of an article."""

Origin = Literal["gold", "tool", "teacher"]


@dataclass(frozen=True, slots=True)
class KeyStatement:
    """One statement of the key.

    ``reading`` has its words, who says it and in what role. ``names`` are other names of the same source that count as
    right, ``second_role`` is one that can be defended too. ``evidence`` are the words that decide the role, ``rule``
    names the codebook's rule where it is not the role's own, ``why`` is both in sentences; ``discuss``, where it is
    worth a discussion, says what about it. ``weighed`` has what the source was weighed by and whether it passes.
    """

    number: int
    reading: Reading
    names: tuple[str, ...] = ()
    second_role: str = ""
    evidence: str = ""
    why: str = ""
    discuss: str = ""
    rule: str = ""
    weighed: tuple[tuple[str, bool], ...] = ()

    @property
    def unanswered(self) -> bool:
        """Whether somebody was asked and did not answer."""
        return self.reading.kind == "no-comment"


@dataclass(frozen=True)
class KeyArticle:
    """An article with the statements of its key in the order of the text, and who found them."""

    article: Article
    statements: tuple[KeyStatement, ...]
    origin: Origin

    @cached_property
    def digest(self) -> str:
        """The digest by which answers know the article."""
        return digest_of(self.article.text)

    @property
    def last(self) -> int:
        """The highest number of a statement, 0 where there is none."""
        return max((one.number for one in self.statements), default=0)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Who is heard, in the order in which they are."""
        said = (one.reading.speaker for one in self.statements if not one.unanswered)
        return tuple(dict.fromkeys(speaker for speaker in said if speaker))

    def names_of(self, speaker: str) -> frozenset[str]:
        """Every name that the key gives the source with this one."""
        own = (one for one in self.statements if one.reading.speaker == speaker)
        return frozenset({speaker, *(name for one in own for name in one.names)})

    def analysis(self) -> Analysis:
        """The key as an analysis, for all that works with one."""
        speakers = list(dict.fromkeys(one.reading.speaker for one in self.statements if one.reading.speaker))
        sources = []
        for speaker in speakers:
            own = [one for one in self.statements if one.reading.speaker == speaker]
            mentions = tuple(sorted({place.span for one in own for place in one.reading.source}))
            named = any(one.reading.named for one in own)
            sources.append(Source(speaker, mentions, named, "person", role=_role(own[0], self.article.text)))
        attributions = []
        for one in self.statements:
            index = speakers.index(one.reading.speaker) if one.reading.speaker else None
            role = _role(one, self.article.text)
            source = one.reading.source
            attribution = Attribution(
                one.reading.kind,
                tuple(place.span for place in one.reading.content),
                tuple(place.span for place in one.reading.cue),
                source[0].span if source else None,
                "key",
                1.0,
                source_index=index,
                own_role=role if index is None or sources[index].role != role else None,
            )
            attributions.append(attribution)
        return Analysis(self.article, tuple(attributions), tuple(sources), layout_of(self.article.text))


def _role(one: KeyStatement, text: str) -> Role | None:
    evidence = next(iter(places_of(one.evidence, text)), None)
    return Role(one.reading.role, evidence, "the key", 1.0, one.second_role) if one.reading.role else None


@dataclass(frozen=True)
class Lesson:
    """Articles with their key, the tasks that are set, how much is given, and the roles to choose from."""

    articles: tuple[KeyArticle, ...]
    tasks: tuple[str, ...]
    level: Level
    codebook: Codebook

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked of each article besides its statements."""
        asked = [question for question in questions() if question.task in self.tasks]
        names = {question.name for question in asked}
        return tuple(question for question in asked if question.like not in names)

    @property
    def of_statements(self) -> tuple[str, ...]:
        """The tasks that every statement has; finding is none where the statements are given."""
        given = {"find"} if self.level == "marked" else set()
        return tuple(name for name in PER_STATEMENT if name in self.tasks and name not in given)

    @property
    def letters(self) -> tuple[str, ...]:
        """What its questions weigh sources by: columns of the key, empty until the teacher says who passes."""
        return tuple(question.weighs for question in self.questions if question.weighs)

    @cached_property
    def by_id(self) -> dict[str, KeyArticle]:
        """The articles by their identifiers."""
        return {one.article.id: one for one in self.articles}

    def label(self, role: str) -> str:
        """What readers call a role."""
        known = self.codebook.by_name.get(role)
        return known.label if known else role


def numbered(statements: Sequence[KeyStatement], last: int = 0) -> tuple[KeyStatement, ...]:
    """``statements`` in the order of the text; those without a number get those behind ``last``.

    A number that stands on sheets stays: who answered to 7 means 7, whatever the teacher took out since.
    """

    def begin(one: KeyStatement) -> int:
        return min((place.start for place in main_places(one.reading)), default=0)

    further = count(last + 1)
    return tuple(one if one.number else replace(one, number=next(further)) for one in sorted(statements, key=begin))


def lesson_data(lesson: Lesson) -> dict[str, Any]:
    """A lesson fit for JSON."""
    return {
        "tasks": list(lesson.tasks),
        "level": lesson.level,
        "codebook": asdict(lesson.codebook),
        "articles": [
            {name: getattr(one.article, name) for name in KEPT}
            | {"origin": one.origin, "statements": [asdict(statement) for statement in one.statements]}
            for one in lesson.articles
        ],
    }


def read_lesson(path: Path) -> Lesson:
    """The lesson of a file; raises UsageError where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        book = data["codebook"]
        roles = tuple(
            CodebookRole(**role | {name: tuple(role[name]) for name in ("capacities", "words", "types")})
            for role in book["roles"]
        )
        codebook = Codebook(book["name"], roles, book["unknown"], tuple(book["official"]), tuple(book["citizens"]))
        articles = tuple(
            KeyArticle(
                Article(**{name: one[name] for name in KEPT}), tuple(map(_statement, one["statements"])), one["origin"]
            )
            for one in data["articles"]
        )
        return Lesson(articles, tuple(data["tasks"]), data["level"], codebook)
    except OSError as error:
        raise UsageError(
            f"{path} is not there; a key counts together with the {LESSON} that `quotes lesson make` wrote beside it"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: no lesson ({error!r}); make it anew with `quotes lesson make`") from error


def _statement(data: dict[str, Any]) -> KeyStatement:
    reading = data["reading"]
    places = {name: tuple(Quoted(**place) for place in reading[name]) for name in ("content", "cue", "source")}
    weighed = tuple((letter, bool(passes)) for letter, passes in data["weighed"])
    return KeyStatement(
        **data | {"reading": Reading(**reading | places), "names": tuple(data["names"]), "weighed": weighed}
    )
