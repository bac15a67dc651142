"""A person's decisions on statements in, lines of ``corrections.jsonl`` out; and back.

A decision is addressed by the article, a digest of its text, and the words at their places, so that it can be found
again in another run. The file only grows: a later decision on the same subject takes the place of the earlier one,
whose line stays. ``docs/corrections.md`` explains the format for those who read it with other programs.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from filelock import FileLock

from quotes.errors import WriteError
from quotes.messages import OnSkip, Skipped, log_skipped, one_line
from quotes.model import Article, Attribution, Kind, Span

if TYPE_CHECKING:
    from cattrs import Converter

CORRECTIONS = "corrections.jsonl"
"""The file of decisions, in the folder of the report that they are about."""

Action = Literal["confirm", "change", "delete", "add", "cannot-tell", "looked-through", "answer", "withdraw"]
Reach = Literal["statement", "speaker"]
Field = Literal["content", "cue", "source", "speaker", "role", "named", "kind"]
OF_STATEMENTS: tuple[Action, ...] = ("confirm", "change", "delete", "add", "cannot-tell", "withdraw")
"""What can be decided of a statement, and so written into a sheet of statements."""
FIELDS: tuple[Field, ...] = get_args(Field)
"""What a person can put right in a statement."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a text with its words: the words find it again where the text around them has changed."""

    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or len(self.words) != self.end - self.start:
            raise ValueError(f"“{self.words}” does not stand from character {self.start} to {self.end}")

    @property
    def span(self) -> Span:
        """The place alone."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a statement, the tool's or a person's: its words, who says it and in what role.

    ``source`` is empty or one stretch. ``named`` is ``None`` where nobody is credited.
    """

    content: tuple[Quoted, ...] = ()
    cue: tuple[Quoted, ...] = ()
    source: tuple[Quoted, ...] = ()
    speaker: str = ""
    role: str = ""
    named: bool | None = None
    kind: Kind = "direct"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on one subject: a statement that the tool found, one that it missed, or a stretch of text.

    ``action`` is one of

    - ``confirm``: the statement is right as ``found``;
    - ``change``: it is right as ``decided``, in which ``fields`` differ from ``found``;
    - ``delete``: ``found`` is no statement;
    - ``add``: the statement ``decided`` is there and was not found;
    - ``cannot-tell``: the person looked at ``found`` and cannot say;
    - ``looked-through``: of ``stretch`` the person has recorded every statement;
    - ``answer``: ``why`` is what the person answers to ``question``, one on the whole article;
    - ``withdraw``: the earlier decision counts no more, and none takes its place.

    ``reach`` says whether a change of speaker, role or named holds for this statement only or for all statements of its
    speaker in the article. ``subject`` is ``subject_of`` a statement that the tool found or ``subject_of_stretch``, and
    for one that was added a name that stays the same. ``replaces`` is the ``id`` of the decision on the same subject
    that the person saw, empty where there was none. ``who`` may be a name, initials or a number, ``when`` is ISO 8601
    in UTC, ``why`` a note. ``task`` names the work in which it was decided (a sample, a lesson); empty for plain
    corrections. ``digest`` is ``digest_of`` the article's text.
    """

    id: str
    subject: str
    action: Action
    who: str
    when: str
    article: str
    digest: str
    found: Reading | None = None
    decided: Reading | None = None
    fields: tuple[Field, ...] = ()
    reach: Reach = "statement"
    stretch: Quoted | None = None
    why: str = ""
    replaces: str = ""
    task: str = ""
    question: str = ""

    def __post_init__(self) -> None:
        missing = [name for name in _NEEDED[self.action] if getattr(self, name) in (None, "")]
        if missing:
            raise ValueError(f"“{self.action}” needs {' and '.join(missing)}")

    @property
    def reading(self) -> Reading | None:
        """The statement as the person leaves it; ``None`` where there is none or where the person cannot tell."""
        return self.found if self.action == "confirm" else self.decided


_NEEDED: Mapping[Action, tuple[str, ...]] = {
    "confirm": ("found",),
    "change": ("found", "decided"),
    "delete": ("found",),
    "add": ("decided",),
    "cannot-tell": ("found",),
    "looked-through": ("stretch",),
    "answer": ("question", "why"),
    "withdraw": (),
}


def digest_of(text: str) -> str:
    """A digest of a text by which decisions know whether it is still the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def subject_of(digest: str, places: Iterable[Quoted]) -> str:
    """The subject that statements with these places in the text with ``digest`` are, whoever looks at them."""
    key = json.dumps([digest, *([place.start, place.end] for place in places)])
    return hashlib.sha256(key.encode("ascii")).hexdigest()[:32]


def subject_of_stretch(digest: str, stretch: Quoted) -> str:
    """The subject that a stretch to look through is: no statement has it, be it as long as the stretch."""
    return hashlib.sha256(json.dumps([digest, "stretch", stretch.start, stretch.end]).encode("ascii")).hexdigest()[:32]


def subject_of_question(digest: str, question: str) -> str:
    """The subject that a question on the text with ``digest`` is, whoever answers it."""
    return hashlib.sha256(json.dumps([digest, question]).encode("ascii")).hexdigest()[:32]


def main_places(reading: Reading) -> tuple[Quoted, ...]:
    """The places that make a statement this one and no other: content and cue, or else its source."""
    return (*reading.content, *reading.cue) or reading.source


def reading_of(attribution: Attribution, article: Article) -> Reading:
    """What the tool says of a statement of ``article``."""

    def quoted(spans: Iterable[Span]) -> tuple[Quoted, ...]:
        return tuple(quoted_at(article.text, span) for span in spans)

    source, role = attribution.speaker, attribution.role
    return Reading(
        content=quoted(attribution.content),
        cue=quoted(attribution.cue),
        source=quoted(() if attribution.source is None else (attribution.source,)),
        speaker=source.speaker if source else "",
        role=role.name if role else "",
        named=source.named if source else None,
        kind=attribution.kind,
    )


def quoted_at(text: str, span: Span) -> Quoted:
    """The stretch of ``text`` at ``span``, with its words."""
    return Quoted(span.start, span.end, span.of(text))


def new_id() -> str:
    """An ``id`` that no other decision has."""
    return uuid.uuid4().hex


def now() -> str:
    """The time as ``when`` tells it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def as_record(decision: Decision) -> dict[str, Any]:
    """A decision as plain data fit for JSON; what is empty is left out."""
    data: dict[str, Any] = _converter().unstructure(decision)
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def as_decision(record: Mapping[str, Any]) -> Decision:
    """What ``as_record`` was given; raises ValueError, with the reason in words, for other data."""
    from cattrs.errors import CattrsError

    needed = [field.name for field in fields(Decision)][: len(_ALWAYS)]
    missing = [name for name in needed if not isinstance(record.get(name), str) or not record[name]]
    if missing:
        raise ValueError(f"without {', '.join(missing)}")
    if record["action"] not in get_args(Action):
        raise ValueError(f"action “{record['action']}” is none of {', '.join(get_args(Action))}")
    try:
        if any(not isinstance(record.get(name) or {}, dict) for name in ("found", "decided", "stretch")):
            raise TypeError("a statement or stretch is an object")
        return _converter().structure(record, Decision)
    except (CattrsError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"not as docs/corrections.md says ({error})") from error


_ALWAYS = ("id", "subject", "action", "who", "when", "article", "digest")


def read_decisions(path: Path, on_skip: OnSkip = log_skipped) -> list[Decision]:
    """The decisions of a file, in its order; none where there is no file.

    A line that is no decision is told to ``on_skip`` with its number and passed over. A last line that was cut off when
    a machine died had not been saved yet. Raises OSError where the file cannot be read.
    """
    if not path.exists():
        return []
    decisions = []
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8-sig"))
            if not isinstance(record, dict):
                raise ValueError("no decision")
            decisions.append(as_decision(record))
        except (ValueError, RecursionError) as error:
            on_skip(Skipped(f"{path}, line {number}", f"{one_line(str(error))}; mend the line, or take it out"))
    return decisions


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to a file, made where it is not there; they are on disk when this returns.

    Raises WriteError where that cannot be done.
    """
    lines = b"".join(json.dumps(as_record(one), ensure_ascii=False).encode("utf-8") + b"\n" for one in decisions)
    try:
        with path.open("a+b") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # what was cut off when a machine died
                    lines = b"\n" + lines
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise WriteError(f"cannot write {path} ({error.strerror or error}); make room or change permissions") from error


def lock_of(path: Path) -> FileLock:
    """A lock for who reads a file of decisions and adds to it in one go: no other adds in between."""
    return FileLock(path.with_name(f".{path.name}.lock"))


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """For each subject the decision that counts: the last one of the file, none where that one withdraws."""
    last = {decision.subject: decision for decision in decisions}
    return {subject: decision for subject, decision in last.items() if decision.action != "withdraw"}


@functools.cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    converter = Converter(unstruct_collection_overrides={tuple: list}, detailed_validation=False)
    for kind in (Quoted, Reading, Decision):
        converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter))
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool | None, lambda value, _: value if isinstance(value, bool) else None)
    return converter


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is wanted, not {value!r}")
    return value
