"""Lines of questions and answers, and lines that a label with a description begins."""

import pytest
from speaking import has_words, speakers

from quotes.model import Article, Attribution, Span
from quotes.parse.parser import Parser
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import load_codebook
from quotes.sources.resolve import resolve

HEADS = [
    ("Ten questions for Harlan’s new fire chief, Dana Moss", "Q", "A", ":", "official"),
    ("Olga Brandt, a bee scientist at the state college, has kept hives for years.", "Q", "A", ".", "expert"),
    ("An interview with the novelist Petra Hahn", "Question", "Answer", ":", "public-figure"),
]


@pytest.mark.parametrize(("head", "asks", "answers", "mark", "role"), HEADS)
def test_who_asks_and_who_answers(parser: Parser, head: str, asks: str, answers: str, mark: str, role: str) -> None:
    text = (
        f"{head}\n\n{asks}{mark} Why do you do it?\n\n{answers}{mark} I like the quiet.\n\n{asks}{mark} What "
        f"comes next?"
        f"\n\n{answers}{mark} Sleep. I think that I have earned it.\n"
    )
    starts = [text.index(f"\n{asks}{mark}") + 1, text.index(f"\n{answers}{mark}") + 1]
    spans = [Span(start, start + len(label)) for start, label in zip(starts, (asks, answers), strict=True)]
    spans.append(Span(i := text.index("I think"), i + 1))  # in a line whose label is no source
    article = Article("interview", text)
    document = next(parser.parse([article]))
    found, sources = resolve(article, document, [Attribution("indirect", (), (), s, "test", 1.0) for s in spans])
    sources, found = assign_roles(document, found, sources, load_codebook())
    asked, answered, first_person = (sources[a.source_index or 0] for a in found)
    assert answered is first_person
    assert answered.speaker.removeprefix("Fire Chief ") in head
    assert answered.named and not asked.named
    assert [s.role.name for s in (asked, answered) if s.role is not None] == ["media", role]


def test_an_article_without_questions_has_no_interviewer(parser: Parser) -> None:
    found = speakers(parser, "Plan [[A]]: stay, said Dana Moss. Plan B: go. [[Moss]] said nobody liked it.")
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
def test_label_lines_with_a_description(parser: Parser, line: str, name: str, role: str) -> None:
    text = f"We asked people in Mill Street about the bridge.\n\n{line}: “It is too narrow.”\n"
    start = text.index(line)
    article = Article("vox-pop", text)
    document = next(parser.parse([article]))
    said = [Attribution("direct", (), (), Span(start, start + len(line)), "test", 1.0)]
    found, sources = resolve(article, document, said)
    (source, *_), _ = assign_roles(document, found, sources, load_codebook())
    assert has_words(source.speaker, name)
    assert source.role is not None and source.role.name == role
