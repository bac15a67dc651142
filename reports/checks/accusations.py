"""An article in, who is accused in it by whom without a word of their own out."""

import re
from collections.abc import Iterator

from quotes.model import Attribution, Source, Span
from reports.checks.question_words import Listed
from reports.checks.reading import Found, Reading, Settings, statement_span

NAME = re.compile(r"[A-Z][\w’'-]*(?:[ ]+(?:of[ ]+|the[ ]+)*[A-Z][\w’'-]*)*")
TARGET = re.compile(r"\s+((?:[\w’'-]+\s+){0,5}?[\w’'-]+)\s+of\s+\w+ing\b")
"""Whom a cue accuses: "the board" in "accused the board of favoring the cities"."""
BEHIND = re.compile(rf"\s+(?:the\s+)?({NAME.pattern})\s+(?:of|for)\b")
BETWEEN = r"(?:\s+(?:also|had|has|have|is|repeatedly|simply|then|was|were))*"
CLOSE_BEFORE = re.compile(rf"({NAME.pattern}){BETWEEN}\s+$")
"""Of whom a charge is said: "Brandt" in "Brandt had simply lied"."""
PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being)\s+(?:\w+ly\s+)?\w+$")
NEAR = 60
"""Characters in front of a charge or cue in which it is looked what it is said of."""


def accusation_without_reply(reading: Reading, settings: Settings) -> Iterator[Found]:
    """A statement accuses somebody, who neither speaks in the article nor is said to have been asked."""
    for number, one in reading.statements:
        by_cue = _by_cue(reading, one, settings)
        charges = {} if by_cue else _charges(reading, one, settings)
        accused = tuple(by_cue or dict.fromkeys(charges.values()))
        if not accused or _replied(reading, one, accused, settings):
            continue
        names = tuple(dict.fromkeys(name.of(reading.text) for name in accused))
        sentences = tuple(reading.sentence(charge).trimmed(reading.text) for charge in charges)
        speaker = reading.speaker(one.source_index, one)
        yield Found(sentences or (statement_span(one),), (number,), {"speaker": speaker, "accused": Listed(names)})


def _by_cue(reading: Reading, one: Attribution, settings: Settings) -> list[Span]:
    """Whom the cue accuses: "the board" in "accused the board of …", "Kestrel" in "blamed Kestrel for …"."""
    words = settings.words("cues") | settings.words("cues_with_name")
    if one.negated or one.cue_lemma not in words:
        return []
    found = []
    for cue in one.cue:
        before = reading.text[max(0, cue.start - NEAR) : cue.start] + cue.of(reading.text)
        if PASSIVE.search(before):
            continue
        if target := TARGET.match(reading.text, cue.end) or BEHIND.match(reading.text, cue.end):
            found.append(Span(*target.span(1)))
    return [span for span in found if _is_somebody(span, reading, one, settings)]


def _charges(reading: Reading, one: Attribution, settings: Settings) -> dict[Span, Span]:
    """The words of the content that accuse, each with the name that it is said of: the one close before it."""
    found = {}
    for span in one.content:
        for match in settings.pattern("words").finditer(reading.text, span.start, span.end):
            before = CLOSE_BEFORE.search(reading.text, max(span.start, match.start() - NEAR), match.start())
            if before is not None:
                name = Span(*before.span(1))
                if _is_somebody(name, reading, one, settings):
                    found[Span(*match.span())] = name
    return found


def _is_somebody(name: Span, reading: Reading, one: Attribution, settings: Settings) -> bool:
    """Whether a name is that of somebody else than the accuser."""
    text = reading.text
    words = [word.lower().replace("’", "'") for word in re.findall(r"[\w’'-]+", name.of(text))]
    own = one.speaker
    own_words = set(re.findall(r"\w+", " ".join(m.of(text) for m in own.mentions).lower())) if own else set()
    # A word that stands in small letters elsewhere has its capital from the beginning of a sentence.
    capital = name.of(text)[:1].isupper()
    common = capital and len(words) == 1 and re.search(rf"(?<![\w’'-]){re.escape(words[0])}(?![\w’'-])", text)
    return not (common or set(words) & own_words or set(words) <= settings.words("nobody"))


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
