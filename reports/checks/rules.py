"""One article's analysis in, what each check finds in it out: spans, attributions and the words for its question.

A rule errs on the side of silence: where a reply, a reason or another voice might be there, it asks nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from quotes.model import Analysis, Attribution, Source, Span, hull
from quotes.roles.codebook import Codebook
from quotes.table.rows import word_count
from reports.checks.question_words import A_SOURCE, SOMEBODY, Listed, Value

KNOWN_BY_OTHERS = re.compile(r"the\s|its\s|their\s|his\s|her\s|.*[’']s?\s", re.IGNORECASE)
"""What a source is called that the article has spoken of before, or that is told by somebody it belongs to."""
NAME = re.compile(r"[A-Z][\w’'-]*(?:[ ]+(?:of[ ]+|the[ ]+)*[A-Z][\w’'-]*)*")
FULL_NAME = r"[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+"
PERSON = re.compile(rf"{FULL_NAME}(?=$|,| (?:of|from|at|with)\b)")
PERSON_BEHIND = re.compile(rf" {FULL_NAME}")
TARGET = re.compile(r"\s+((?:[\w’'-]+\s+){0,5}?[\w’'-]+)\s+of\s+\w+ing\b")
"""Whom a cue accuses: "the board" in "accused the board of favoring the cities"."""
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
    # The longest first, so that what is shown is the whole phrase.
    listed = sorted(words, key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in listed)
    return re.compile(rf"\b(?:{either})\b" if either else r"(?!)", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """An article's analysis with what several rules ask of it."""

    analysis: Analysis
    codebook: Codebook

    @property
    def text(self) -> str:
        """The article's text."""
        return self.analysis.article.text

    @cached_property
    def words(self) -> int:
        """Words of the article."""
        return word_count(self.text)

    @cached_property
    def statements(self) -> tuple[tuple[int, Attribution], ...]:
        """The attributions that are statements, each with its number."""
        numbered = enumerate(self.analysis.attributions, start=1)
        return tuple((number, one) for number, one in numbered if one.kind != "no-comment")

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of the text."""
        return self.analysis.layout.paragraphs

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


def single_source(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Every statement has the same source."""
    speakers = {one.source_index for _, one in reading.statements}
    enough = len(reading.statements) >= settings.number("fewest_statements")
    if not enough or len(speakers) != 1 or None in speakers or reading.words < settings.number("fewest_words"):
        return
    yield reading.found(reading.statements, speaker=reading.speaker(speakers.pop(), reading.statements[0][1]))


def officials_only(reading: Reading, settings: Settings) -> Iterator[Found]:
    """All statements of a known role are by officials, and there is no document that speaks for somebody else."""
    roles = settings.roles(reading.codebook.official)
    known = [(number, one) for number, one in reading.statements if reading.role(one) != reading.codebook.unknown]
    if len(known) < settings.number("fewest_statements") or any(reading.role(one) not in roles for _, one in known):
        return
    if len({one.source_index for _, one in known}) < settings.number("fewest_sources"):
        return
    heard = tuple(dict.fromkeys(reading.role(one) for _, one in known))
    yield reading.found(known, roles=reading.labels(heard))


def accusation_without_reply(reading: Reading, settings: Settings) -> Iterator[Found]:
    """A statement accuses somebody, who neither speaks in the article nor is said to have been asked."""
    for number, one in reading.statements:
        by_cue = one.cue_lemma in settings.words("cues") and not one.negated
        by_name = one.cue_lemma in settings.words("cues_with_name") and not one.negated
        words = settings.pattern("words")
        found = (match for span in one.content for match in words.finditer(reading.text, span.start, span.end))
        charges = [Span(*match.span()) for match in found]
        if not (by_cue or by_name or charges):
            continue
        accused = _accused(reading, one, settings)
        if (not accused and not by_cue) or _replied(reading, one, accused, settings):
            continue
        names = tuple(dict.fromkeys(name.of(reading.text) for name in accused))
        who = Listed(names) if names else Listed((SOMEBODY,), "check")
        sentences = tuple(reading.sentence(charge).trimmed(reading.text) for charge in charges)
        speaker = reading.speaker(one.source_index, one, capital=True)
        places = (statement_span(one),) if by_cue or by_name else sentences
        yield Found(places, (number,), {"speaker": speaker, "accused": who})


def _accused(reading: Reading, attribution: Attribution, settings: Settings) -> tuple[Span, ...]:
    """The names of others in an attribution: who may be the one accused."""
    text, place = reading.text, statement_span(attribution)
    names = [Span(*found.span(1)) for cue in attribution.cue if (found := TARGET.match(text, cue.end))]
    own = attribution.speaker
    own_words = set(re.findall(r"\w+", " ".join(m.of(text) for m in own.mentions).lower())) if own else set()
    for match in NAME.finditer(text, names[0].end if names else place.start, place.end):
        name = Span(match.start(), match.end())
        words = [word.lower() for word in re.findall(r"[\w’'-]+", match[0])]
        # A word that stands in small letters elsewhere has its capital from the beginning of a sentence.
        common = len(words) == 1 and re.search(rf"(?<![\w’'-]){re.escape(words[0])}(?![\w’'-])", text)
        if common or set(words) & own_words or all(word in settings.words("nobody") for word in words):
            continue
        if not (attribution.source and attribution.source.overlaps(name)):
            names.append(name)
    return tuple(names)


def _replied(reading: Reading, accusation: Attribution, accused: tuple[Span, ...], settings: Settings) -> bool:
    for one in reading.analysis.attributions:
        if one is accusation or (one.source_index is not None and one.source_index == accusation.source_index):
            continue
        if one.kind == "no-comment" or one.cue_lemma in settings.words("replies"):
            return True
        source = one.speaker
        if source is not None and any(_speaks_for(source, name.of(reading.text), reading.text) for name in accused):
            return True
    return False


def _speaks_for(source: Source, name: str, text: str) -> bool:
    """Whether a source is the one with this name, or is described by it: its spokesman, lawyer, mother."""
    spans = (*source.mentions, *source.descriptions, *source.backing)
    told = " ".join((source.speaker, *(span.of(text) for span in spans)))
    words = [re.sub(r"[’']s$", "", word) for word in name.split()]
    telling = [word for word in words if word[:1].isupper() and len(word) > 2] or words[-1:]
    return re.search(rf"\b(?:{'|'.join(map(re.escape, telling))})\b", told) is not None


def anonymous_without_reason(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Unnamed persons speak, and no paragraph in which they stand says why they are not named."""
    asked: list[tuple[int, Attribution]] = []
    for source in reading.speakers:
        if _is_anonymous(reading.analysis.sources[source], reading.text, settings):
            statements = reading.by(source)
            places = [*reading.analysis.sources[source].mentions, *(statement_span(one) for _, one in statements)]
            here = [paragraph for paragraph in reading.paragraphs if any(map(paragraph.overlaps, places))]
            if not any(settings.pattern("reasons").search(paragraph.of(reading.text)) for paragraph in here):
                asked.append((source, statements[0][1]))
    if asked:
        shown = tuple(_introduced(reading, source) or statement_span(first) for source, first in asked)
        numbers = tuple(number for source, _ in asked for number, _ in reading.by(source))
        yield Found(shown, numbers, {"speaker": Listed(tuple(_called(reading, source) for source, _ in asked))})


def _introduced(reading: Reading, source: int) -> Span | None:
    """The longest words that name a source."""
    return max(reading.analysis.sources[source].mentions, key=len, default=None)


def _called(reading: Reading, source: int) -> str:
    """An unnamed source as a question names it: "a person familiar with the talks", and not "a person" alone."""
    speaker, span = reading.analysis.sources[source].speaker, _introduced(reading, source)
    words = " ".join(span.of(reading.text).split()) if span else ""
    return speaker + words[len(speaker) :].partition(",")[0] if words.lower().startswith(speaker.lower()) else speaker


def _named_beside(source: Source, text: str) -> bool:
    """Whether a name stands beside the words for a person: "senior guard Kiara Trask", "a scholar, Ruth Adeyemi"."""
    return any(PERSON.match(span.of(text)) for span in source.descriptions) or any(
        PERSON_BEHIND.match(text, span.end) for span in source.mentions
    )


def _is_anonymous(source: Source, text: str, settings: Settings) -> bool:
    if source.named or source.kind == "document" or _named_beside(source, text):
        return False
    words = {span.of(text).lower() for span in source.mentions} | {source.speaker.lower()}
    if words <= settings.words("nobody") or source.speaker.lower() in settings.words("nobody"):
        return False
    told = " ".join((source.speaker, *(span.of(text) for span in (*source.mentions, *source.descriptions))))
    if KNOWN_BY_OTHERS.match(source.speaker) or settings.pattern("known").search(told):
        return False
    return source.kind == "person" or settings.pattern("groups").search(source.speaker) is not None


def affected_not_heard(reading: Reading, settings: Settings) -> Iterator[Found]:
    """People whom something concerns are spoken of several times, and nobody of them speaks."""
    roles = settings.roles(reading.codebook.citizens)
    if not roles or len(reading.statements) < settings.number("fewest_statements"):
        return
    if any(reading.role(one) in roles for one in reading.analysis.attributions):
        return
    found = list(settings.pattern("people").finditer(reading.text))
    spoken_for = {reading.analysis.sources[source].speaker.lower() for source in reading.speakers}
    if len(found) < settings.number("fewest_mentions") or any(match[0].lower() in spoken_for for match in found):
        return
    words = Listed(tuple(dict.fromkeys(match[0].lower() for match in found)))
    spans = tuple(Span(*match.span()) for match in found)
    yield Found(spans, (), {"words": words, "roles": reading.labels(roles)})


def one_source_over_half(reading: Reading, settings: Settings) -> Iterator[Found]:
    """One source has more than its share of the words of all statements."""
    counted: Counter[int | None] = Counter()
    for _, one in reading.statements:
        counted[one.source_index] += sum(word_count(span.of(reading.text)) for span in one.content)
    total = counted.total()
    if total < settings.number("fewest_words") or len(counted) < settings.number("fewest_sources"):
        return
    source, words = counted.most_common(1)[0]
    if source is not None and words / total > settings.number("largest_share"):
        speaker = Listed((reading.analysis.sources[source].speaker,), capital=True)
        yield reading.found(reading.by(source), speaker=speaker, share=words / total)


def documents_only(reading: Reading, settings: Settings) -> Iterator[Found]:
    """No statement was made to a reporter: each comes from a document, from writing, or from a prepared statement."""
    if len(reading.statements) < settings.number("fewest_statements"):
        return
    for _, one in reading.statements:
        written = one.act == "writing" or (one.speaker is not None and one.speaker.kind == "document")
        around = reading.sentence(statement_span(one)).of(reading.text)
        if not written and not settings.pattern("prepared").search(around):
            return
    yield reading.found(reading.statements)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for, and the places that its question may have."""

    find: Callable[[Reading, Settings], Iterator[Found]]
    values: tuple[str, ...] = ()

    def __call__(self, reading: Reading, settings: Settings) -> Iterator[Found]:
        return self.find(reading, settings)


RULES: Mapping[str, Rule] = {
    "single-source": Rule(single_source, ("speaker",)),
    "officials-only": Rule(officials_only, ("roles",)),
    "accusation-without-reply": Rule(accusation_without_reply, ("speaker", "accused")),
    "anonymous-without-reason": Rule(anonymous_without_reason, ("speaker",)),
    "affected-not-heard": Rule(affected_not_heard, ("words", "roles")),
    "one-source-over-half": Rule(one_source_over_half, ("speaker", "share")),
    "documents-only": Rule(documents_only),
}
