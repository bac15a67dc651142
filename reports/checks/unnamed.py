"""An article in, the unnamed sources about which an editor should ask out."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from quotes.model import Attribution, Source, Span
from reports.checks.question_words import Listed
from reports.checks.reading import Found, Reading, Settings, statement_span

KNOWN_BY_OTHERS = re.compile(
    r"(?:the|its|my|our|their|his|her|both|each|either|every|most|neither|no)\s"
    r"|(?:all|one|some|two|many) of th(?:e|em|ese|ose)\s|.*[’']s?(?:\s|$)",
    re.IGNORECASE,
)
"""What a source is called that the article has spoken of before, or that is told by somebody it belongs to."""
FULL_NAME = r"[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+"
PERSON = re.compile(rf"{FULL_NAME}(?=$|,| (?:of|from|at|with)\b)")
NAMED_AT_END = re.compile(r"[A-Z][\w’'-]+ (?:(?:[A-Z]\.|al|bin|da|de|del|di|la|van|von|der) )*[A-Z][\w’'-]+$")
COUNTED = re.compile(
    r"at least |(?:\d+|one|two|three|four|nine)[ -](?:in|out of)[ -]|(?:a|one|two)[ -](?:third|quarter|half)"
    r"|\d+ ?(?:%|per ?cent)",
    re.IGNORECASE,
)
"""People whom somebody has counted, and no speaker."""
PERSON_BEHIND = re.compile(rf" {FULL_NAME}")
BEHIND_NOUN = re.compile(
    r",|(?<=\w)\s(?:at|briefed|close|familiar|from|in|involved|of|on|to|who|with)\b", re.IGNORECASE
)
CAPITAL = re.compile(r"\b(?!The\b)[A-Z]")
JOINED = re.compile(r"\w (?:and|or)\s$")
"""What stands before a label that is one of two words for its source."""
SUCH_AS = re.compile(r",? (?:like|such as|including) ")
LEAD, BEHIND = 3, 1
"""Paragraphs in which a story begins, headline and standfirst among them; in how many behind others a name may come."""


def anonymous_without_reason(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Unnamed persons speak, and no paragraph on them, or on others called so, says why they are not named.

    Those in one of the check's roles are not meant: whom a reporter meets in the street is no informant.
    """
    asked: list[tuple[int, Attribution]] = []
    for source in reading.speakers:
        own = reading.analysis.sources[source]
        bystander = settings.roles(())
        statements = [
            (number, one)
            for number, one in reading.by(source)
            if one.act == "speech" and not one.modality and reading.role(one) not in bystander
        ]
        if statements and _is_anonymous(own, reading.text, settings) and not _is_told(own, statements, reading):
            places = [*own.mentions, *(statement_span(one) for _, one in statements)]
            noun = _noun(own.speaker)
            about = (
                paragraph.of(reading.text)
                for paragraph in reading.paragraphs
                if any(map(paragraph.overlaps, places)) or noun.search(paragraph.of(reading.text))
            )
            if not any(map(settings.pattern("reasons").search, about)):
                asked.append((source, statements[0][1]))
    if asked:
        shown = tuple(_introduced(reading, source) or statement_span(first) for source, first in asked)
        numbers = tuple(number for source, _ in asked for number, _ in reading.by(source))
        yield Found(shown, numbers, {"speaker": Listed(tuple(_called(reading, source) for source, _ in asked))})


def _noun(speaker: str, behind: str = "") -> re.Pattern[str]:
    """A pattern that finds the noun of an unnamed source, of one or several: "source" for "a source close to her".

    ``behind`` is a pattern of what stands behind it.
    """
    noun = BEHIND_NOUN.split(speaker)[0].split()[-1].removesuffix("s")
    return re.compile(rf"\b{re.escape(noun)}s?\b{behind}", re.IGNORECASE)


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
    if any(map(COUNTED.match, words)) or _is_name(source, text) or source.speaker.istitle():
        return False
    if not source.speaker.split()[1:]:  # "man" alone, "surveyor": a word that the program cut; "sources": a bare label
        return False
    return source.kind == "person" or settings.pattern("groups").search(source.speaker) is not None


def _is_name(source: Source, text: str) -> bool:
    """Whether the words for a source end in a full name: "former governor Ana Sousa", which the program cut."""
    called = (source.speaker, *(" ".join(span.of(text).split()) for span in source.mentions))
    return any(map(NAMED_AT_END.search, called))


def _is_told(source: Source, statements: Sequence[tuple[int, Attribution]], reading: Reading) -> bool:
    """Whether the article tells later who the unnamed source is."""
    return _named_elsewhere(source, reading) or _named_next(statements, reading)


def _named_next(statements: Sequence[tuple[int, Attribution]], reading: Reading) -> bool:
    """Whether a label ("officials said", "a lawmaker said") stands for somebody of the same role who is named next.

    It is how news is told: first what is said, who says so by name in the paragraphs behind, or for what only headline
    and lead say, anywhere behind.
    """
    places = [reading.paragraph(statement_span(one)) for _, one in statements]
    last = max(places)
    if last < LEAD:
        behind = len(reading.paragraphs)
    elif len(places) == 1:
        behind = BEHIND
    else:
        return False
    end = max(statement_span(one).end for _, one in statements)
    roles = {reading.role(one) for _, one in statements}
    return any(
        one.speaker is not None
        and one.speaker.named
        and reading.role(one) in roles
        and statement_span(one).end > end
        and reading.paragraph(statement_span(one)) <= last + behind
        for _, one in reading.statements
    )


def _named_elsewhere(source: Source, reading: Reading) -> bool:
    """Whether a named source is told to be what the unnamed one is: "a zoologist" before "the zoologist Ana Sousa"."""
    noun = _noun(source.speaker)
    others = (one for one in reading.analysis.sources if one.named and one is not source)
    return any(noun.search(span.of(reading.text)) for one in others for span in one.descriptions)


def unnamed_attack(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Somebody without a name attacks somebody, or gives an opinion of them, and not only information."""
    asked = []
    for number, one in reading.statements:
        source = one.speaker
        if source is None or one.modality or not _is_anonymous(source, reading.text, settings):
            continue
        if _named_elsewhere(source, reading):
            continue
        if any(settings.pattern("attacks").search(span.of(reading.text)) for span in one.content):
            asked.append((number, one))
    if asked:
        speakers = dict.fromkeys(_called(reading, one.source_index) for _, one in asked if one.source_index is not None)
        yield reading.found(asked, speaker=Listed(tuple(speakers)))


def bare_label(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Something said is credited to a word such as "sources" or "critics" and nothing more, in all of the article.

    Not where one of those called so is named behind, or the article has told before who they are.
    """
    by_noun: dict[str, list[tuple[int, Attribution]]] = {}
    for speaker in reading.speakers:
        source = reading.analysis.sources[speaker]
        statements = [(number, one) for number, one in reading.by(speaker) if one.act == "speech" and not one.modality]
        if statements and _is_bare(source, reading, settings):
            by_noun.setdefault(source.speaker.lower().split()[-1], []).extend(statements)
    bare = {noun: own for noun, own in by_noun.items() if not any(_is_label_told(one, reading) for one in own)}
    if bare:
        asked = sorted((one for own in bare.values() for one in own), key=itemgetter(0))
        yield reading.found(asked, speaker=Listed(tuple(bare)))


def _is_bare(source: Source, reading: Reading, settings: Settings) -> bool:
    """Whether a source is only ever called by a label alone, and not by "traders and analysts", "critics like …"."""
    if source.named or source.descriptions or source.member_of:
        return False
    words = {span.of(reading.text).lower() for span in source.mentions} | {source.speaker.lower()}
    text = reading.text
    told = any(JOINED.search(text, 0, span.start) or SUCH_AS.match(text, span.end) for span in source.mentions)
    return words <= settings.words("labels") and not told


def _is_label_told(statement: tuple[int, Attribution], reading: Reading) -> bool:
    """Whether the article tells whom the label of a statement stands for."""
    _, one = statement
    if one.speaker is None:
        return False
    return (
        _named_next([statement], reading)
        or _described_before(one.speaker, one, reading)
        or _of_body_before(one, reading)
    )


def _of_body_before(statement: Attribution, reading: Reading) -> bool:
    """Whether the statement before is by a body with a name, of the same role: "the Ministry", then "officials"."""
    start = statement_span(statement).start
    before = [one for _, one in reading.statements if statement_span(one).start < start]
    body = before[-1].speaker if before else None
    if body is None or body.kind != "group" or not CAPITAL.search(body.speaker):
        return False
    close = reading.paragraph(statement_span(before[-1])) + BEHIND >= reading.paragraph(statement_span(statement))
    return close and reading.role(before[-1]) == reading.role(statement)


def _described_before(source: Source, statement: Attribution, reading: Reading) -> bool:
    """Whether they were described before: "sources familiar with the effort", then "sources"."""
    told = _noun(source.speaker, r"\s+\w")
    spans = (span for one in reading.analysis.sources if one is not source for span in one.mentions)
    start = statement_span(statement).start
    return any(span.start < start and told.search(span.of(reading.text)) for span in spans)
