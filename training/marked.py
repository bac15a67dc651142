"""A line with ``[[words|label]]`` in it in, its text without the marks, and where the labelled words stand, out."""

import re

from quotes.model import Span

MARKED = re.compile(r"\[\[([^|]*)\|?([^\]]*)\]\]([^\[]*)")


def read_marked(line: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text of a line, and each marked stretch of it with its label."""
    text, labels = "", []
    for words, label, behind in MARKED.findall("[[|]]" + line):
        if label:
            labels.append((Span(len(text), len(text) + len(words)), label))
        text += words + behind
    return text, labels
