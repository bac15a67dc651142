"""A parsed article and its mentions in, who asks and who answers in an interview's "Q:" and "A:" lines out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.document import Document
from quotes.model import Span
from quotes.parse.turn_labels import INTERVIEW_LINE, interview_label
from quotes.read.heading import author_of
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import Name

INITIALS = (2, 3)
"""Letters of a label that stands for a name."""


class Interviews:
    """The lines of one article that begin with "Q:" or "A."; none where it has not both."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        found = {
            start: m["label"][0]
            for p in document.paragraphs
            if (m := INTERVIEW_LINE.match(document.text, p.start, p.end))
            for start in (p.start, m.start("label"))
        }
        self._labels = found if len(set(found.values())) == 2 else {}
        bylines = [p for p in document.paragraphs if author_of(p.of(document.text))]
        self._people = [m for m in mentions if m.type == "person" and m.name is not None]
        self._told = [m for m in self._people if not any(p.start <= m.head.start < p.end for p in bylines)]
        self.answering = self._named_in_head() if self._labels else None
        """The full name of whom the article introduces as the one who answers, where it names anybody."""

    def line(self, start: int) -> str:
        """``Q`` or ``A`` for a paragraph that starts with the label, else empty."""
        return self._labels.get(start, "")

    def label(self, span: Span) -> str:
        """``Q`` or ``A`` for a source that is nothing but this label at the start of its line, else empty."""
        label = self._labels.get(span.start, "")
        return label if interview_label(span.of(self._document.text).strip()) else ""

    def in_full(self, span: Span) -> Mention | None:
        """The one person named in full whose initials or last name a label is: "TD:" or "DOLAN:" of Tommy Dolan."""
        label = span.of(self._document.text)
        if self._document.text[span.end : span.end + 1] != ":":
            return None
        initials = tuple(label.lower()) if label.isupper() and len(label) in INITIALS else ()
        meant = {
            (m.name.given[0], m.name.last): m
            for m in self._people
            if m.name is not None
            and m.name.given
            and (m.name.last == label.lower() or (initials and initials in _initials(m.name)))
        }
        return next(iter(meant.values())) if len(meant) == 1 else None

    def _named_in_head(self) -> Mention | None:
        """The person most named before the first question, the first of them, never the author; else after it."""
        first = min(self._labels)
        head = [m for m in self._told if m.head.start < first] or self._told
        times = Counter(m.name.last for m in head if m.name is not None)
        full = [m for m in head if m.name is not None and m.name.given]
        return max(full, key=lambda m: times[m.name.last] if m.name is not None else 0, default=None)


def _initials(name: Name) -> Iterator[tuple[str, ...]]:
    """The first letters of a name, with those between the first and the last and without."""
    yield name.given[0], name.last[0]
    yield name.given[0], *(part[0] for part in name.middle), name.last[0]
