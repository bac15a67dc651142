"""A parsed article in, the turns of its transcripts out: paragraphs with a label, and the answers of an interview.

An interview in a magazine often has no labels at all: short paragraphs that ask "you", or stand apart in bold or behind
a sign, each with an answer below. Who answers is then the person whom the article names before the first question, or
else below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from quotes.document import Document
from quotes.lexicon.lists import LISTS
from quotes.model import Span
from quotes.parse.turn_labels import Label, interview_label, names_person, says_i, turn_labels
from quotes.read.heading import author_of

FEWEST_QUESTIONS = FEWEST_SPEAKERS = 2
PRESS = LISTS.people.roles["media"]
LONGEST_INITIALS = 3
"""Letters of a label that stands for a name, or for "Question"."""
LONGEST_QUESTION = 200
"""Characters of a paragraph that only asks."""
_SIGN = re.compile(r"(?P<sign>\*\*|__|[*_>–—-]|(?P<number>\d{1,2})[.)](?=\s))?\s*")
"""What sets the questions of an interview apart, or its answers."""
_SENTENCES = re.compile(r"[^(\[].*[.!?…][”’\"')\]]*", re.DOTALL)
"""A paragraph of sentences, not in brackets."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a transcript: who speaks, the mark that tells it, and what is said in one or more.

    ``asks``: it is a question of the paper's own, which counts for no statement.
    """

    name: Span
    mark: Span
    content: tuple[Span, ...]
    asks: bool = False


def turns(document: Document) -> tuple[Turn, ...]:
    """The turns of an article in text order."""
    text = document.text
    labels = turn_labels(text, document.paragraphs)
    asking = _interviewer(text, labels)
    said = _said(document, labels)
    labelled = tuple(
        Turn(one.name, one.mark, content, one.name.of(text) == asking)
        for one, content in zip(labels, said, strict=True)
    )
    return labelled or tuple(_answers(document))


def _said(document: Document, labels: Sequence[Label]) -> Iterator[tuple[Span, ...]]:
    """For each label what stands behind it, with the paragraphs below that go on.

    Those do that stand before another label, say "I", or stand between turns of which the text mostly consists; notes
    in brackets and lines that end no sentence do not.
    """
    text, paragraphs = document.text, document.paragraphs
    at = [document.paragraph_at(one.content.start) for one in labels]
    mostly = bool(at) and 2 * len(at) > at[-1] - at[0] + 1
    for one, number, following in zip(labels, at, [*at[1:], 0], strict=False):
        below = paragraphs[number + 1 : following]
        goes_on = takewhile(lambda p: (mostly or says_i(p.of(text))) and _SENTENCES.fullmatch(p.of(text)), below)
        yield one.content, *goes_on


def _interviewer(text: str, labels: Sequence[Label]) -> str | None:
    """Whose questions are the paper's: the one label, "Question", initials or in ordinary case, that only asks."""
    said: dict[str, list[str]] = {}
    for one in labels:
        said.setdefault(one.name.of(text), []).append(one.content.of(text))
    press = [name for name in said if interview_label(name.capitalize()) == "Q" or name.lower() in PRESS]
    if press and len(said) >= FEWEST_SPEAKERS:
        return press[0]
    asking = [name for name, words in said.items() if all(map(_ends_asking, words)) and not names_person(name)]
    if len(asking) != 1 or len(said) < FEWEST_SPEAKERS:
        return None
    is_short = len(asking[0]) <= LONGEST_INITIALS and not any(name.endswith(f" {asking[0]}") for name in said)
    return asking[0] if is_short or not asking[0].isupper() else None


def _answers(document: Document) -> Iterator[Turn]:
    """The questions that are paragraphs of their own and the answers below them, where somebody is named in full."""
    text, paragraphs = document.text, document.paragraphs
    asked = [number for number, p in enumerate(paragraphs) if _asks(text, p)]
    asked = asked[1:] if [n + 1 for n in asked[:1]] == asked[1:2] else asked  # an introduction may end in a question
    answers = [paragraphs[number + 1] for number in asked if number + 1 < len(paragraphs)]
    who = _named_in_full(document, paragraphs[asked[0]].start) if len(asked) >= FEWEST_QUESTIONS else None
    if who is None or any(_asks(text, answer) for answer in answers):
        return
    apart = _stand_apart(text, [paragraphs[number] for number in asked], answers)
    if not apart and not _address(text, [paragraphs[number] for number in asked], answers):
        return
    for number, following in pairwise([*asked, min(asked[-1] + 2, len(paragraphs))]):
        question = paragraphs[number]
        mark = Span(question.start + question.of(text).rindex("?"), question.end)
        yield Turn(who, mark, (question,), asks=True)
        said = paragraphs[number + 1 : following if apart else number + 2]
        if said:
            yield Turn(who, mark, said)


def _stand_apart(text: str, questions: Sequence[Span], answers: Sequence[Span]) -> bool:
    """Whether questions have a sign that their answers have not, or the other way round, and an answer says "I"."""
    signs, below = {_sign(text, p) for p in questions}, {_sign(text, p) for p in answers}
    spoken = bool(below & {"–", "—", "-"}) or any(says_i(answer.of(text)) for answer in answers)
    return len(signs) == len(below) == 1 and signs != below and spoken


def _sign(text: str, paragraph: Span) -> str:
    found = _SIGN.match(text, paragraph.start, paragraph.end)
    return "" if found is None else "1." if found["number"] else found["sign"] or ""


def _asks(text: str, paragraph: Span) -> bool:
    """Whether a paragraph does nothing but ask."""
    words = _SIGN.sub("", paragraph.of(text), count=1)
    return len(words) <= LONGEST_QUESTION and words[:1].isupper() and _ends_asking(words)


def _ends_asking(words: str) -> bool:
    return words.rstrip("*_ ").endswith("?")


def _address(text: str, questions: Sequence[Span], answers: Sequence[Span]) -> bool:
    """Whether questions are to whoever answers: all say "you", or most, if an answer says "I"."""
    to_you = sum(not LISTS.grammar.second_person.isdisjoint(q.of(text).lower().rstrip("?").split()) for q in questions)
    spoken = any(says_i(answer.of(text)) for answer in answers)
    return to_you == len(questions) or (spoken and FEWEST_QUESTIONS <= to_you > len(questions) / 2)


def _named_in_full(document: Document, first: int) -> Span | None:
    """The first person whom the article names in full before its first question, else after; never its author."""
    bylines = [p for p in document.paragraphs if author_of(p.of(document.text))]
    named = [
        span
        for sentence in document.sentences
        for span, kind in sentence.entities
        if kind == "PER" and " " in span.of(document.text) and not any(p.contains(span) for p in bylines)
    ]
    return min(named, key=lambda span: (span.start >= first, span.start), default=None)
