"""Lines of questions and answers, and lines that a label with a description begins."""

import pytest
from speaking import analysed, has_words, mention, speakers
from trees import Trees

from quotes.model import Span

HEADS = [
    ("Ten questions for Harlan’s new fire chief, Dana Moss", "Q", "A", ":"),
    ("Olga Brandt, a bee scientist at the state college, has kept hives for years.", "Q", "A", "."),
    ("An interview with the novelist Petra Hahn", "Question", "Answer", ":"),
]


@pytest.mark.parametrize(("head", "asks", "answers", "mark"), HEADS)
def test_who_asks_and_who_answers(trees: Trees, head: str, asks: str, answers: str, mark: str) -> None:
    text = (
        f"{head}\n\n{asks}{mark} Why do you do it?\n\n{answers}{mark} I like the quiet.\n\n{asks}{mark} What "
        f"comes next?"
        f"\n\n{answers}{mark} Sleep. I think that I have earned it.\n"
    )
    starts = [text.index(f"\n{asks}{mark}") + 1, text.index(f"\n{answers}{mark}") + 1]
    spans = [Span(start, start + len(label)) for start, label in zip(starts, (asks, answers), strict=True)]
    spans.append(Span(i := text.index("I think"), i + 1))  # in a line whose label is no source
    analysis = analysed(trees, text, [mention(span) for span in spans])
    asked, answered, first_person = (a.speaker for a in analysis.attributions)
    assert asked is not None and answered is not None
    assert answered is first_person
    assert answered.speaker.removeprefix("Fire Chief ") in head
    assert answered.named and not asked.named
    assert asked.role is not None and asked.role.name == "media"


def test_an_article_without_questions_has_no_interviewer(trees: Trees) -> None:
    found = speakers(trees, "Plan [[A]]: stay, said Dana Moss. Plan B: go. [[Moss]] said nobody liked it.")
    assert has_words(found[1], "Dana Moss")
    assert not has_words(found[0], "Dana Moss")


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Martin Eze, a carpenter", "Martin Eze", "witness"),
        ("Lee Vu, 19, student", "Lee Vu", "witness"),
        ("Dr. Ama K. Boateng-Smith Jr., a physician", "Ama K. Boateng-Smith Jr", "expert"),
        ("Councillor Rashid Khan", "Rashid Khan", "official"),
    ],
)
def test_label_lines_with_a_description(trees: Trees, line: str, name: str, role: str) -> None:
    text = f"We asked people in Mill Street about the bridge.\n\n{line}: “It is too narrow.”\n"
    start = text.index(line)
    (source,) = analysed(trees, text, [mention(Span(start, start + len(line)))]).sources
    assert has_words(source.speaker, name)
    assert source.role is not None and source.role.name == role
