"""An article's text and paragraphs in, the labels with which the turns of a transcript or interview begin, out.

Three forms: a name in capitals ("SEN. DANA HALL (R-TX):", "[02:50] BELL (voice-over):"), a name in ordinary case
("Courier:", "Kate Ormond (Harrow) (Con):"), and the record of a parliament ("Mr. DALE. I rise …"). A single label may
be anything ("UPDATE: …"); what tells a transcript is that several speak, and in ordinary case that somebody asks or
says "I", or that two are persons and one speaks again.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.capitals import CAPITAL, CAPITALS
from quotes.lexicon.cues import load_cues
from quotes.lexicon.lists import LISTS
from quotes.model import Span

FEWEST = 2
"""Speakers of a transcript, and paragraphs with a label."""
_STAMP = r"(?:[\[(]?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?[\])]?\s+(?:[-–—]\s+)?)?"
_EMPHASIS = r"[*_]{0,3}"
_LABEL = re.compile(
    rf"{_STAMP}{_EMPHASIS}[“\"‘'«]?\s?(?P<name>@?[^\W\d_](?:[^:\n“”\"?!()]|\([^()\n]{{1,60}}\)){{0,80}}?)"
    rf"(?P<aside>\s\([a-z][^()\n]{{1,40}}\))?{_EMPHASIS}(?P<mark>:){_EMPHASIS}\s+(?=.*[^\W\d_])"
)
_OF_RECORD = re.compile(
    rf"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr)\. {CAPITAL}[{CAPITALS}'’-]+(?: of {CAPITAL}[\w ]+?)?"
    rf"|The {CAPITAL}{{5,}}(?: pro tempore)?)"
    rf"(?P<mark>\.)\s+(?={CAPITAL})"
)
_LETTERED = r"(?P<label>Q(?:uestion)?|A(?:nswer)?)\s?\d{0,2}"
INTERVIEW_LINE = re.compile(_EMPHASIS + _LETTERED + rf"{_EMPHASIS}(?P<mark>[.:)]){_EMPHASIS}\s")
"""How the lines of an interview begin; an article with lines of one label alone is none."""
_LETTER_ALONE = re.compile(_LETTERED + "[.:)]?")
_WORD = rf"{CAPITAL}[\w.’'-]*"
_QUIET_NAME = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|of|for|and|the|de|van|von|der|al|y)){{0,7}}")
_NOBODY_KNOWN = re.compile(rf"{CAPITAL}\w*(?: [\w.]+){{0,3}}")
"""Who speaks among others that are named: "Audience member", "Some hon. members"."""
_CAPITALS = re.compile(r"(?<![\w(-])(?=[^\W\d_]*[AEIOUY])[^\W\d_]{2,}|(?<![\w(])(?:DR|MR|MRS|MS|SGT|ST|LT|PROF)\b")
"""Words in capitals outside of brackets that can be spoken; the others are acronyms."""
_PARTY = re.compile(rf"\({CAPITAL}[\w .,’'-]*\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_HOLDER = re.compile(rf"(?P<office>{CAPITAL}[^()]*) \((?P<holder>{_WORD}(?: {_WORD}){{1,3}})\)")
"""An office with the name of who holds it: "The Minister for Health (Owain Teague)"."""


@dataclass(frozen=True, slots=True)
class Label:
    """The paragraph of a turn: who speaks, the mark behind the name, and what is said."""

    name: Span
    mark: Span
    content: Span


def turn_labels(text: str, paragraphs: Sequence[Span]) -> tuple[Label, ...]:
    """The labels of an article in text order; none where it is no transcript."""
    loud = [label for p in paragraphs if (label := _label(text, p, _LABEL)) and _is_loud(text, label)]
    lettered = _lettered(text, paragraphs)
    several = len({label.name.of(text) for label in loud}) >= FEWEST
    talk = several and _is_talk(text, loud) and not _are_headings(text, loud)
    if talk or lettered:
        # in court "THE WITNESS:" stands between "Q." and "A."
        beside = loud if talk else [label for label in loud if _has_title(text, label)]
        return tuple(sorted([*beside, *lettered.values()], key=lambda label: label.name.start))
    recorded = [label for p in paragraphs if (label := _label(text, p, _OF_RECORD)) is not None]
    if len(recorded) >= FEWEST:
        return tuple(recorded)
    return _quiet(text, paragraphs)


def has_label(text: str, paragraph: Span) -> bool:
    """Whether a paragraph begins with what may be a label, of whatever kind."""
    label = _label(text, paragraph, _LABEL)
    return label is not None and _QUIET_NAME.fullmatch(_without_party(label.name.of(text))) is not None


def with_quiet_labels(text: str, paragraphs: Sequence[Span]) -> str:
    """``text``, same length, with the names of labels in ordinary case, as taggers know them: "Sen. Dana Hall"."""
    letters = list(text)
    for label in turn_labels(text, paragraphs):
        for word in _CAPITALS.finditer(label.name.of(text)):
            start = label.name.start + word.start()
            letters[start + 1 : start + len(word[0])] = word[0][1:].lower()
    return "".join(letters)


def behind_letters(text: str, paragraphs: Sequence[Span]) -> dict[int, int]:
    """For each paragraph that begins with "Q." or "A.", by its start, where what is asked or said begins."""
    return {start: label.content.start for start, label in _lettered(text, paragraphs).items()}


def interview_label(words: str) -> str:
    """``Q`` or ``A`` for words that are nothing but the label of an interview's line, else empty."""
    label = _LETTER_ALONE.fullmatch(words)
    return label["label"][0] if label is not None else ""


def says_i(words: str) -> bool:
    """Whether words are somebody's who says "I"."""
    return any(
        word.lower() in LISTS.grammar.first_person for word in _LETTERS.findall(words) if word not in ("US", "i")
    )


def names_person(name: str) -> bool:
    """Whether a label names a person, with a title or given name in front or a party behind."""
    first, *others = _without_party(name).lower().split()
    return bool(others) and (_is_title(first) or LISTS.names.is_given(first) or _PARTY.search(name) is not None)


def _is_title(word: str) -> bool:
    names, people = LISTS.names, LISTS.people
    told = word in names.titles_before_names or word in names.honorifics or word in people.abbreviations
    return told or any(word in listed for listed in people.roles.values())


def _label(text: str, paragraph: Span, form: re.Pattern[str]) -> Label | None:
    match = form.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    content = Span(match.end(), paragraph.end).trimmed(text)
    name = Span(*match.span("name")).trimmed(text)
    holder = _HOLDER.fullmatch(text, name.start, name.end)
    if holder is not None and (holder["office"].startswith("The ") or _is_titled(holder)):
        name = Span(*holder.span("holder"))
    return Label(name, Span(*match.span("mark")), content)


def _is_titled(holder: re.Match[str]) -> bool:
    """Whether the name of a person stands behind an office: "Deputy Prime Minister (Dr Hala Nasser)"."""
    return names_person(holder["holder"]) and not LISTS.names.is_given(holder["office"].split()[0].lower())


def _is_loud(text: str, label: Label) -> bool:
    """Whether a name before a comma or bracket stands in capitals, and is no label of another kind."""
    name = re.split(r"[,(]", label.name.of(text))[0].strip()
    if name.startswith("@"):
        return " " not in name
    title, _, named = name.partition(" ")
    name = named if named and (title == "The" or _is_title(title.lower())) else name
    return name.isupper() and sum(map(str.isalpha, name)) >= FEWEST and not _is_other(name)


def _has_title(text: str, label: Label) -> bool:
    """Whether a name begins as those of people in court do: "THE WITNESS", "MR. DUNN"."""
    first = label.name.of(text).lower().split()[0]
    return first in LISTS.grammar.definite_article or _is_title(first.rstrip("."))


def _is_talk(text: str, labels: Sequence[Label]) -> bool:
    """Whether labels in capitals are of people who talk: one comes again, is a name, asks or says "I"."""
    names = [label.name.of(text) for label in labels]
    said = [label.content.of(text) for label in labels]
    named = any(name.startswith("@") or names_person(name) for name in names)
    return named or len(set(names)) < len(names) or any("?" in words or says_i(words) for words in said)


def _are_headings(text: str, labels: Sequence[Label]) -> bool:
    """Whether what stands below most labels tells of the one named there: "ANA HOLM: Hang on. Holm needs …"."""
    ends = [*(one.name.start for one in labels[1:]), len(text)]
    names = [_LETTERS.findall(one.name.of(text).lower()) for one in labels]
    below = [_LETTERS.findall(text[one.content.start : end].lower()) for one, end in zip(labels, ends, strict=True)]
    told = sum(bool(name) and name[-1] in words for name, words in zip(names, below, strict=True))
    return 2 * told > len(labels)


def _is_other(name: str) -> bool:
    return name.lower() in load_cues().labels and not interview_label(name.capitalize())


def _lettered(text: str, paragraphs: Sequence[Span]) -> dict[int, Label]:
    """The lines of "Q: …" and "A: …", by where they begin; whom the letters stand for is found with the sources."""
    lines = [(p, m) for p in paragraphs if (m := INTERVIEW_LINE.match(text, p.start, p.end)) is not None]
    if len({m["label"][0] for _, m in lines}) < FEWEST:
        return {}
    return {
        p.start: Label(Span(m.start("label"), m.start("mark")).trimmed(text), Span(*m.span("mark")), content)
        for p, m in lines
        if len(content := Span(m.end(), p.end).trimmed(text))
    }


def _quiet(text: str, paragraphs: Sequence[Span]) -> tuple[Label, ...]:
    """Labels in ordinary case: somebody asks or says "I", and they are two by turns, names of persons or all say "I".

    Nobody needs to where two are names of persons and one label comes again. Between them whoever has a label speaks
    too.
    """
    labels = [label for p in paragraphs if (label := _label(text, p, _LABEL)) is not None]
    found = [label for label in labels if _is_quiet(text, label)]
    surnames = Counter(_without_party(label.name.of(text)).split()[-1] for label in found)
    names = {label.name.of(text) for label in found}
    said = [label.content.of(text) for label in found]
    asks = any(words.rstrip("”\"'’* ").endswith("?") for words in said)
    persons = {_without_party(name).split()[-1] for name in names if names_person(name)}
    again = len(persons) >= FEWEST and max(surnames.values()) > 1
    if len(surnames) < FEWEST or not (asks or again or any(map(says_i, said))):
        return ()
    known = persons | {_without_party(name).split()[-1] for name in names if asks and _is_known(text, name)}
    two = asks and len(surnames) == FEWEST and min(surnames.values()) > 1
    everybody = all(map(says_i, said)) and all(" " in _without_party(name) for name in names)
    if (
        not (two or everybody or again or (asks and len(persons) >= FEWEST))
        and not any(surnames[name] > 1 for name in known)
        and known != set(surnames)
    ):
        return ()
    return tuple(
        label
        for label in labels
        if label in found
        or (found[0].name.start < label.name.start < found[-1].name.start and _is_nobody_known(label.name.of(text)))
    )


def _is_quiet(text: str, label: Label) -> bool:
    name = _without_party(label.name.of(text))
    return _QUIET_NAME.fullmatch(name) is not None and not _is_other(name)


def _is_nobody_known(name: str) -> bool:
    return _NOBODY_KNOWN.fullmatch(name) is not None and not _is_other(name)


def _without_party(label: str) -> str:
    """The name of a label without what stands behind it."""
    return _PARTY.sub("", label).split(",")[0].strip()


def _is_known(text: str, label: str) -> bool:
    """Whether a label stands with a party or place in brackets, or names whom the article names elsewhere."""
    name = _without_party(label)
    elsewhere = rf"\w ?{re.escape(name.split()[-1])}\b(?!\s?\(?[^:\n]{{0,30}}:)"
    return name != label or re.search(elsewhere, text) is not None
