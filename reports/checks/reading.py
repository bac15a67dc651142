"""One article's analysis in, what every check asks of it out: its statements, sources, sentences, words for questions.

A rule errs on the side of silence: where a reply, a reason or another voice might be there, it asks nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from quotes.lexicon.lists import LISTS
from quotes.model import Analysis, Attribution, Span, hull
from quotes.roles.codebook import Codebook
from quotes.table.rows import word_count
from reports.checks.question_words import A_SOURCE, Listed, Value

WORD = re.compile(r"[A-Za-z]+")
AGAIN_AND_AGAIN = 3
SIGNED = 6
"""The part of a text, from its end, in which stands who wrote it: the last sixth."""
SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the words that it is about, the attributions (from 1), and what its question puts in."""

    spans: tuple[Span, ...]
    attributions: tuple[int, ...]
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """The thresholds and word lists of one check."""

    values: Mapping[str, Any]

    def number(self, name: str) -> float:
        """A threshold."""
        return float(self.values[name])

    def words(self, name: str) -> frozenset[str]:
        """A word list."""
        listed = self.values[name]
        return _listed(listed if isinstance(listed, str) else tuple(listed))

    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern that finds the phrases of a word list."""
        return _pattern(self.words(name))

    def told(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """Phrases that were found, each once, as a question says them: "people living" as "people living there"."""
        said: Mapping[str, str] = self.values["said"]
        return tuple(dict.fromkeys(said.get(" ".join(phrase.lower().split()), phrase.lower()) for phrase in phrases))

    def roles(self, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        """The roles that the check names, else ``otherwise``."""
        return tuple(self.values.get("roles", otherwise))


@lru_cache(maxsize=256)
def _listed(phrases: str | tuple[str, ...]) -> frozenset[str]:
    """The phrases of a list, or of a text separated by commas or line ends, white space made single."""
    parts = re.split(r"[,\n]", phrases) if isinstance(phrases, str) else phrases
    return frozenset(phrase for part in parts if (phrase := " ".join(part.split()).lower()))


@lru_cache(maxsize=256)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    listed = either(words).replace(r"\ ", r"\s+").replace("'", "['’]")
    return re.compile(rf"\b(?:{listed})\b" if listed else r"(?!)", re.IGNORECASE)


def either(phrases: Collection[str]) -> str:
    """A pattern for one of some phrases, the longest first, so that what is found is the whole phrase."""
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


@dataclass(frozen=True)
class Reading:
    """An article's analysis with what several rules ask of it."""

    analysis: Analysis
    codebook: Codebook

    @property
    def text(self) -> str:
        """The article's text."""
        return self.analysis.article.text

    @property
    def headline(self) -> str:
        """The article's title, else its first paragraph."""
        first = self.paragraphs[0].of(self.text) if self.paragraphs else ""
        return self.analysis.article.title or first

    def is_comment(self, settings: Settings, first_persons: int = AGAIN_AND_AGAIN) -> bool:
        """Whether the author's own view is told: the article says so, or they speak in the first person.

        That they do again and again, outside quotation marks ("our shores", "as I wrote"), and not only as the one whom
        somebody told something: ``first_persons`` says how often.
        """
        return self.first_persons >= first_persons or self._is_called_comment(settings)

    def _is_called_comment(self, settings: Settings) -> bool:
        """Whether headline or section begin with a word such as "opinion", or the end says whose view it was."""
        article, end = self.analysis.article, len(self.text) - len(self.text) // SIGNED
        called = re.compile(rf"\s*(?:{either(settings.words('comment_titles'))})\s*(?:[:|–—-]|$)", re.IGNORECASE)
        titled = any(map(called.match, (article.title, article.section)))
        return titled or settings.pattern("comment_ends").search(self.text, end) is not None

    @cached_property
    def first_persons(self) -> int:
        """How often a word of the first person stands outside quotation marks."""
        quoted = [quotation.span for quotation in self.analysis.layout.quotations]
        return sum(
            match[0].lower() in LISTS.grammar.first_person
            and (match[0] == "I" or not match[0].isupper())  # "US" is a country
            and not any(span.start <= match.start() < span.end for span in quoted)
            for match in WORD.finditer(self.text)
        )

    @cached_property
    def words(self) -> int:
        """Words of the article."""
        return word_count(self.text)

    def is_brief(self, settings: Settings) -> bool:
        """Whether the article has no room for what a check asks of whole ones."""
        return self.words < settings.number("fewest_words")

    @cached_property
    def statements(self) -> tuple[tuple[int, Attribution], ...]:
        """The attributions that are statements, each with its number."""
        numbered = enumerate(self.analysis.attributions, start=1)
        return tuple((number, one) for number, one in numbered if one.kind != "no-comment")

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of the text."""
        return self.analysis.layout.paragraphs

    def paragraph(self, span: Span) -> int:
        """The number of the paragraph, from 0, in which ``span`` begins."""
        return bisect_right(self.paragraphs, span.start, key=lambda paragraph: paragraph.start) - 1

    def by(self, source: int) -> tuple[tuple[int, Attribution], ...]:
        """The statements of one source."""
        return tuple((number, one) for number, one in self.statements if one.source_index == source)

    @cached_property
    def speakers(self) -> tuple[int, ...]:
        """The sources that make a statement, in the order of their first."""
        return tuple(dict.fromkeys(one.source_index for _, one in self.statements if one.source_index is not None))

    def role(self, attribution: Attribution) -> str:
        """The role in which an attribution's source speaks."""
        role = attribution.role
        return role.name if role else self.codebook.unknown

    def labels(self, roles: tuple[str, ...]) -> Listed:
        """The roles as a question names them."""
        known = tuple(self.codebook.by_name[role].label for role in roles if role in self.codebook.by_name)
        return Listed(known, "role", "or")

    def speaker(self, source: int | None, attribution: Attribution, capital: bool = False) -> Listed:
        """A source as a question names it."""
        if source is not None:
            return Listed((self.analysis.sources[source].speaker,), capital=capital)
        if attribution.source:
            return Listed((attribution.source.of(self.text),), capital=capital)
        return Listed((A_SOURCE,), "check", capital=capital)

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences in which ``span`` stands, by their punctuation."""
        start = max((match.end() for match in SENTENCE_END.finditer(self.text, 0, span.start)), default=0)
        end = SENTENCE_END.search(self.text, max(span.start, span.end - 1))
        return Span(start, end.end() if end else len(self.text))

    def found(self, statements: Sequence[tuple[int, Attribution]], **values: Value) -> Found:
        """What a rule found that is about the contents of some statements."""
        spans = tuple(span for _, one in statements for span in one.content)
        return Found(spans, tuple(number for number, _ in statements), values)


def statement_span(attribution: Attribution) -> Span:
    """From the first to the last word of an attribution."""
    own = (attribution.source,) if attribution.source else ()
    return hull((*attribution.content, *attribution.cue, *own))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for, and the places that its question may have."""

    find: Callable[[Reading, Settings], Iterator[Found]]
    values: tuple[str, ...] = ()

    def __call__(self, reading: Reading, settings: Settings) -> Iterator[Found]:
        return self.find(reading, settings)
