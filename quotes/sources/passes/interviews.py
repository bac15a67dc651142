"""A parsed article and its mentions in, who asks and who answers in an interview's "Q:" and "A:" lines out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotes.document import Document
from quotes.model import Span
from quotes.parse.turn_labels import INTERVIEW_LINE, interview_label
from quotes.sources.mentions.mention import Mention


class Interviews:
    """The lines of one article that begin with "Q:" or "A."; none where it has not both."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        found = {
            p.start: m["label"][0]
            for p in document.paragraphs
            if (m := INTERVIEW_LINE.match(document.text, p.start, p.end))
        }
        self._labels = found if len(set(found.values())) == 2 else {}
        self.answering = self._named_in_head(mentions) if self._labels else None
        """The full name of whom the article introduces as the one who answers, where it names anybody."""

    def line(self, start: int) -> str:
        """``Q`` or ``A`` for a paragraph that starts with the label, else empty."""
        return self._labels.get(start, "")

    def label(self, span: Span) -> str:
        """``Q`` or ``A`` for a source that is nothing but this label at the start of its line, else empty."""
        label = self._labels.get(span.start, "")
        return label if interview_label(span.of(self._document.text).strip()) else ""

    def _named_in_head(self, mentions: Sequence[Mention]) -> Mention | None:
        """The person most named before the first question, the first of them; else after it."""
        first = min(self._labels)
        people = [m for m in mentions if m.type == "person" and m.name is not None]
        head = [m for m in people if m.head.start < first] or people
        times = Counter(m.name.last for m in head if m.name is not None)
        full = [m for m in head if m.name is not None and m.name.given]
        return max(full, key=lambda m: times[m.name.last] if m.name is not None else 0, default=None)
