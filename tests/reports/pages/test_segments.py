"""Nested, crossing and empty marks: the text comes out whole, and every marked character inside its mark."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Span
from reports.pages.segments import Close, Mark, Open, Text, pieces

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))
MARKS = st.lists(
    st.builds(Mark, SPANS, st.sampled_from(["content", "cue", "source", "evidence"]), st.integers(1, 4)), max_size=12
)


@given(SPANS, MARKS)
def test_text_is_whole_and_marks_are_nested_and_cover_their_spans(within: Span, marks: list[Mark]) -> None:
    position = within.start
    stack: list[Mark] = []
    covered: dict[tuple[str, int], set[int]] = {}
    begun: list[Mark] = []
    for piece in pieces(within, marks):
        match piece:
            case Text(span):
                assert span.start == position < span.end
                position = span.end
                for mark in stack:
                    covered.setdefault((mark.part, mark.number), set()).update(range(span.start, span.end))
            case Open(mark, first):
                stack.append(mark)
                if first:
                    begun.append(mark)
            case Close(mark, last):
                assert stack.pop() == mark
                assert last == (position == mark.span.end)
    assert not stack
    assert position == within.end
    assert len(begun) == len(set(begun))
    expected: dict[tuple[str, int], set[int]] = {}
    for mark in marks:
        inside = set(range(max(mark.span.start, within.start), min(mark.span.end, within.end)))
        if inside:
            expected.setdefault((mark.part, mark.number), set()).update(inside)
    assert covered == expected


def test_crossing_marks_are_interrupted_only_where_they_cross() -> None:
    one, other = Mark(Span(0, 5), "content", 1), Mark(Span(3, 8), "content", 2)
    assert list(pieces(Span(0, 9), [one, other])) == [
        Open(one, first=True),
        Text(Span(0, 3)),
        Open(other, first=True),
        Text(Span(3, 5)),
        Close(other, last=False),
        Close(one, last=True),
        Open(other, first=False),
        Text(Span(5, 8)),
        Close(other, last=True),
        Text(Span(8, 9)),
    ]


def test_thousands_of_marks_in_one_another_need_no_deep_stack() -> None:
    marks = [Mark(Span(i, 10_000 - i), "content", i) for i in range(2_000)]
    found = list(pieces(Span(0, 10_000), marks))
    assert sum(isinstance(piece, Open) for piece in found) == 2_000
