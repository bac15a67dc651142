"""An article's text and paragraphs in, the labels with which the turns of a transcript or interview begin, out.

Three forms: a name in capitals ("SEN. DANA HALL (R-TX):", "[02:50] BELL (voice-over):"), a name in ordinary case
("Courier:", "Kate Ormond (Harrow) (Con):"), and the record of a parliament ("Mr. DALE. I rise …"). A single label may
be anything ("UPDATE: …"); what tells a transcript is that several speak, and in ordinary case that somebody asks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.lexicon.cues import load_cues
from quotes.lexicon.lists import LISTS
from quotes.model import Span

FEWEST = 2
"""Speakers of a transcript, and paragraphs with a label."""
_STAMP = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+(?:[-–—]\s+)?)?"
_LABEL = re.compile(
    rf"{_STAMP}[“\"‘'«]?\s?(?P<name>@?[^\W\d_](?:[^:\n“”\"?!()]|\([^()\n]{{1,40}}\)){{1,80}}?)"
    r"(?P<aside>\s\([a-z][^()\n]{1,40}\))?(?P<mark>:)\s+(?=.*[^\W\d_])"
)
_OF_RECORD = re.compile(
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr)\. [A-Z][A-Z'’-]+(?: of [A-Z][\w ]+?)?|The [A-Z]{5,}(?: pro tempore)?)"
    r"(?P<mark>\.)\s+(?=[A-Z])"
)
_LETTERED = r"(?P<label>Q(?:uestion)?|A(?:nswer)?)\s?\d{0,2}"
INTERVIEW_LINE = re.compile(_LETTERED + r"(?P<mark>[.:)])\s")
"""How the lines of an interview begin; an article with lines of one label alone is none."""
_LETTER_ALONE = re.compile(_LETTERED + "[.:)]?")
_QUIET_NAME = re.compile(r"(?:[A-Z][\w.’'-]*)(?:\s(?:[A-Z][\w.’'-]*|of|the|de|van|von|der|al|y)){0,5}")
_CAPITALS = re.compile(r"(?<![\w(-])(?=[^\W\d_]*[AEIOUY])[^\W\d_]{2,}|(?<![\w(])(?:DR|MR|MRS|MS|SGT|ST|LT|PROF)\b")
"""Words in capitals outside of brackets that can be spoken; the others are acronyms."""
_PARTY = re.compile(r"\([A-Z][\w .’'-]*\)")


@dataclass(frozen=True, slots=True)
class Label:
    """The paragraph of a turn: who speaks, the mark behind the name, and what is said."""

    name: Span
    mark: Span
    content: Span


def turn_labels(text: str, paragraphs: Sequence[Span]) -> tuple[Label, ...]:
    """The labels of an article in text order; none where it is no transcript."""
    loud = [label for p in paragraphs if (label := _label(text, p, _LABEL)) and _is_loud(text, label)]
    if len({label.name.of(text) for label in loud}) >= FEWEST:
        return tuple(loud)
    recorded = [label for p in paragraphs if (label := _label(text, p, _OF_RECORD)) is not None]
    if len(recorded) >= FEWEST:
        return tuple(recorded)
    return _lettered(text, paragraphs) or _quiet(text, paragraphs)


def with_quiet_labels(text: str, paragraphs: Sequence[Span]) -> str:
    """``text``, same length, with the names of labels in ordinary case, as taggers know them: "Sen. Dana Hall"."""
    letters = list(text)
    for label in turn_labels(text, paragraphs):
        for word in _CAPITALS.finditer(text, label.name.start, label.name.end):
            letters[word.start() + 1 : word.end()] = word[0][1:].lower()
    return "".join(letters)


def interview_label(words: str) -> str:
    """``Q`` or ``A`` for words that are nothing but the label of an interview's line, else empty."""
    label = _LETTER_ALONE.fullmatch(words)
    return label["label"][0] if label is not None else ""


def _label(text: str, paragraph: Span, form: re.Pattern[str]) -> Label | None:
    match = form.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    content = Span(match.end(), paragraph.end).trimmed(text)
    return Label(Span(*match.span("name")).trimmed(text), Span(*match.span("mark")), content)


def _is_loud(text: str, label: Label) -> bool:
    """Whether a name before a comma or bracket stands in capitals, and is no label of another kind."""
    name = re.split(r"[,(]", label.name.of(text))[0].strip()
    if name.startswith("@"):
        return " " not in name
    return name.isupper() and sum(map(str.isalpha, name)) >= FEWEST and not _is_other(name)


def _is_other(name: str) -> bool:
    return name.lower() in load_cues().labels


def _lettered(text: str, paragraphs: Sequence[Span]) -> tuple[Label, ...]:
    """The lines of "Q: …" and "A: …"; whom the letters stand for is found with the sources."""
    lines = [(p, m) for p in paragraphs if (m := INTERVIEW_LINE.match(text, p.start, p.end)) is not None]
    if len({m["label"][0] for _, m in lines}) < FEWEST:
        return ()
    return tuple(
        Label(Span(m.start("label"), m.start("mark")).trimmed(text), Span(*m.span("mark")), content)
        for p, m in lines
        if len(content := Span(m.end(), p.end).trimmed(text))
    )


def _quiet(text: str, paragraphs: Sequence[Span]) -> tuple[Label, ...]:
    """Labels in ordinary case: somebody asks, and they come again or are all names of persons told as such."""
    found = [label for p in paragraphs if (label := _label(text, p, _LABEL)) and _is_quiet(text, label)]
    times = Counter(label.name.of(text) for label in found)
    asks = any(label.content.of(text).rstrip("”\"'’ ").endswith("?") for label in found)
    if len(times) < FEWEST or not asks:
        return ()
    known = [name for name in times if _is_known(text, name)]
    if any(times[name] > 1 for name in known) or len(known) == len(times):
        return tuple(found)
    return ()


def _is_quiet(text: str, label: Label) -> bool:
    name = _PARTY.sub("", label.name.of(text)).split(",")[0].strip()
    return _QUIET_NAME.fullmatch(name) is not None and not _is_other(name)


def _is_known(text: str, label: str) -> bool:
    """Whether a label names somebody: with a party or place in brackets, a given name, or as named elsewhere."""
    name = _PARTY.sub("", label).split(",")[0].strip()
    first, last = name.split()[0], name.split()[-1]
    given = LISTS.names.is_given(first.lower()) and first != last
    return name != label or given or re.search(rf"\w ?{re.escape(last)}\b(?!\s?\(?[^:\n]{{0,30}}:)", text) is not None
