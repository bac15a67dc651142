"""Decisions in, rows of the table ``corrections`` out, with words where the decisions have offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quotes.messages import shortened
from quotes.model import BETWEEN, Analysis
from quotes.review.apply import Unfit
from quotes.review.corrections import Decision, Quoted, Reading, digest_of, main_places, reading_of, subject_of
from quotes.table.rows import writable

LONGEST_NAMED = 60
"""Characters of a statement by which a message names it."""
WORDS = ("content", "cue", "source")
VALUES = ("speaker", "role", "named", "kind")
NOBODY = "nobody"
"""What stands in a sheet for the speaker of a statement that the article credits to nobody: empty means as before."""
NOTHING = "(nothing)"
"""What stands in a sheet for words that a person took away."""

Row = dict[str, Any]


def correction_rows(outcomes: Iterable[tuple[Decision, str]]) -> Iterator[Row]:
    """One row a decision; beside each why it could not be carried out, empty where it was."""
    for decision, problem in outcomes:
        yield {
            "decision": decision.id,
            "subject": decision.subject,
            "article": writable(decision.article),
            "action": decision.action,
            "why": writable(decision.why) or None,
            **_cells(decision.found),
            **_new_cells(decision),
            "reach": decision.reach,
            "who": writable(decision.who),
            "decided_at": decision.when,
            "task": writable(decision.task) or None,
            "problem": problem or None,
        }


def open_rows(analysis: Analysis, decided: Iterable[str]) -> Iterator[Row]:
    """One row for each statement of ``analysis`` whose subject is not among ``decided``, with no action yet."""
    done = set(decided)
    digest = digest_of(analysis.article.text)
    nothing = dict.fromkeys(("decision", "action", "why", "reach", "who", "decided_at", "task", "problem"))
    for attribution in analysis.attributions:
        found = reading_of(attribution, analysis.article)
        subject = subject_of(digest, main_places(found))
        if subject not in done:
            named = {"subject": subject, "article": writable(analysis.article.id)}
            yield nothing | named | _cells(found) | dict.fromkeys(f"new_{name}" for name in _cells(None))


def line_of(decision: Decision, problem: str) -> str:
    """A decision as a line for people: where, what, by whom, and why it could not be carried out."""
    after = decision.decided
    changes = [f"{name} {_shown(getattr(after, name))}" for name in decision.fields if after is not None]
    what = f"{decision.action}{': ' if changes else ''}{', '.join(changes)}"
    end = f"; does not fit: {problem}" if problem else ""
    return f"{decision.article}: “{_words_of(decision)}”: {what} ({decision.who}, {decision.when[:10]}){end}"


def unfit_line(unfit: Unfit) -> str:
    """One that no longer fits, as a line of a message: article, words and reason."""
    decision = unfit.decision
    return f"{decision.article}: “{_words_of(decision)}” ({decision.action} by {decision.who}): {unfit.reason}"


def _words_of(decision: Decision) -> str:
    reading = decision.found or decision.decided or Reading()
    places = reading.content or main_places(reading) or ((decision.stretch,) if decision.stretch else ())
    return _short(places[0].words) if places else ""


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return f"“{_short(one_text(value))}”"
    return {True: "yes", False: "no", None: "unknown"}.get(value, str(value)) if not isinstance(value, str) else value


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), LONGEST_NAMED)


def _cells(reading: Reading | None) -> Row:
    if reading is None:
        return dict.fromkeys([f"{name}_text" for name in WORDS] + list(VALUES))
    words: Row = {f"{name}_text": writable(one_text(getattr(reading, name))) or None for name in WORDS}
    return words | {name: _plain(getattr(reading, name)) for name in VALUES}


def _new_cells(decision: Decision) -> Row:
    """What the person has other than the tool; all of it where the tool had nothing."""
    before, after = _cells(decision.found), _cells(decision.decided)
    if decision.decided and not decision.decided.speaker and "speaker" in decision.fields:
        after["speaker"] = NOBODY
    for name in WORDS:
        if decision.decided and name in decision.fields and not getattr(decision.decided, name):
            after[f"{name}_text"] = NOTHING
    return {f"new_{name}": cell if cell != before[name] else None for name, cell in after.items()}


def one_text(places: Iterable[Quoted]) -> str:
    """The words of several places as one text."""
    return BETWEEN.join(place.words for place in places)


def _plain(value: Any) -> Any:
    return writable(value) or None if isinstance(value, str) else value
