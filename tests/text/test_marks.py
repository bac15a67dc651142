"""Quotation marks: every kind, every trap, and what holds for any text at all. All sentences are invented."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Quotation, Span
from quotes.text.marks import GLYPHS, QUOTE_CHARACTERS, find_quotations
from quotes.text.paragraphs import paragraphs
from quotes.text.statements import is_statement_like


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, paragraphs(text))


def words(text: str, depth: int | None = None) -> list[str]:
    """The quotations of a text with their marks, of one depth or of all."""
    return [q.span.of(text) for q in quotations(text) if depth in (None, q.depth)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is shut,” Ola Brandt said.", ["“The bridge is shut,”"]),
        ('"The bridge is shut," Ola Brandt said.', ['"The bridge is shut,"']),
        ("‘The bridge is shut,’ Ola Brandt said.", ["‘The bridge is shut,’"]),
        ("'The bridge is shut,' Ola Brandt said.", ["'The bridge is shut,'"]),
        ("''The bridge is shut,'' Ola Brandt said.", ["''The bridge is shut,''"]),
        ("‘‘The bridge is shut,’’ Ola Brandt said.", ["‘‘The bridge is shut,’’"]),
        ("``The bridge is shut,'' Ola Brandt said.", ["``The bridge is shut,''"]),
        ("`The bridge is shut,' Ola Brandt said.", ["`The bridge is shut,'"]),
        ("« The bridge is shut », Ola Brandt said.", ["« The bridge is shut »"]),
        ("«\u00a0The bridge is shut\u00a0», Ola Brandt said.", ["«\u00a0The bridge is shut\u00a0»"]),
        ("»The bridge is shut«, Ola Brandt said.", ["»The bridge is shut«"]),
        ("»The bridge is shut», Ola Brandt said.", ["»The bridge is shut»"]),
        ("‹The bridge is shut›, Ola Brandt said.", ["‹The bridge is shut›"]),
        ("›The bridge is shut‹, Ola Brandt said.", ["›The bridge is shut‹"]),
        ("„The bridge is shut“, Ola Brandt said.", ["„The bridge is shut“"]),
        ("„The bridge is shut”, Ola Brandt said.", ["„The bridge is shut”"]),
        ("‚The bridge is shut‘, Ola Brandt said.", ["‚The bridge is shut‘"]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    [quoted] = quotations(text)
    assert quoted.closed
    assert quoted.inner.of(text).startswith("The bridge") and quoted.inner.of(text).rstrip(",").endswith("shut")


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“She said ‘go home’ to us,” he said.", "“She said ‘go home’ to us,”", "‘go home’"),
        ("\"She said 'go home' to us,\" he said.", "\"She said 'go home' to us,\"", "'go home'"),
        ("''She said 'go home' to us,'' he said.", "''She said 'go home' to us,''", "'go home'"),
        ("''She said 'go home.''' He left.", "''She said 'go home.'''", "'go home.'"),
        ("'''Go home' is what she said,'' he said.", "'''Go home' is what she said,''", "'Go home'"),
        ("‘She said “go home” to us,’ he said.", "‘She said “go home” to us,’", "“go home”"),
        ("“‘Go home’ is what she said,” he said.", "“‘Go home’ is what she said,”", "‘Go home’"),
        ("“She told us, ‘Go home.’”", "“She told us, ‘Go home.’”", "‘Go home.’"),
        ("\"She told us, 'Go home.' \"", "\"She told us, 'Go home.' \"", "'Go home.'"),
        ("“She said “go home” to us,” he said.", "“She said “go home” to us,”", "“go home”"),
        ('"She said "go home" to us," he said.', '"She said "go home" to us,"', '"go home"'),
        ("«She said “go home” to us», he said.", "«She said “go home” to us»", "“go home”"),
    ],
)
def test_quotation_in_a_quotation(text: str, outer: str, inner: str) -> None:
    assert words(text, depth=0) == [outer]
    assert words(text, depth=1) == [inner]


def test_three_deep_in_text_order() -> None:
    text = "“He wrote ‘they call it “mud” here’ to me,” she said. “Odd.”"
    assert [(q.depth, q.span.of(text)) for q in quotations(text)] == [
        (0, "“He wrote ‘they call it “mud” here’ to me,”"),
        (1, "‘they call it “mud” here’"),
        (2, "“mud”"),
        (0, "“Odd.”"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("''We wait,\" the ferryman said.", ["''We wait,\""]),
        ("\"We wait,'' the ferryman said.", ["\"We wait,''"]),
        ('“We wait," the ferryman said. "Then we sail.”', ['“We wait,"', '"Then we sail.”']),
        ("”We wait,” the ferryman said.", ["”We wait,”"]),
        ("“We wait,“ the ferryman said. “Then we sail.”", ["“We wait,“", "“Then we sail.”"]),
        ("”We wait,“ the ferryman said.", ["”We wait,“"]),
        ('"We wait, "the ferryman said. "Then we sail."', ['"We wait, "', '"Then we sail."']),
        ('He said:"We wait."', ['"We wait."']),
        ('""We wait,"" the ferryman said.', ['""We wait,""']),
        ("We wait -- “and drink tea” -- he said.", ["“and drink tea”"]),
        ("The “go”/“stop” sign", ["“go”", "“stop”"]),
        ('"... and so we waited," he said.', ['"... and so we waited,"']),
        ('"Who --" he began.', ['"Who --"']),
    ],
)
def test_slips_of_the_pen(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert all(q.closed for q in quotations(text))


@pytest.mark.parametrize(
    "text",
    [
        "I don't know, she doesn’t care, and O‘Brien won't say.",
        "The '90s were loud; the ’60s louder; the class of ’04 was not.",
        "They played rock 'n' roll, and rock ’n’ roll only.",
        "The Joneses' car hit the boss's fence and the dogs’ bowls.",
        "At six o'clock the farmers' and the bakers' wives met.",
        "Give 'em time, 'cause they're tired, and ’tis late.",
        "Give 'em the dogs' bowls.",
        "Nothin' doin' here, said the ol' man of singin' and dancin'.",
        "He is 6'2\" tall and she is 5' 10\" in her shoes; the door is 5′ 10″ high.",
        "He stood 6’2” and the other 5’ 11”.",
        'The city laid a 12" pipe and then a 14" pipe.',
        "The wreck lies at 54°26'46\" N, 3°5'12.5\" E.",
        "The E.U.'s plan met the U.N.’s at CBS' door.",
        "Use ``` to fence code; '''''''' is a rule, and so is \"\"\"\"\"\"\"\".",
        '<img alt="A bridge" title="The old bridge">',
        'The cell holds "" or nothing.',
    ],
)
def test_what_only_looks_like_a_quotation_mark(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The dogs' bowls aren't full,' she said.", ["'The dogs' bowls aren't full,'"]),
        ("‘The dogs’ bowls aren’t full,’ she said.", ["‘The dogs’ bowls aren’t full,’"]),
        ("She called it 'rubbish' in front of the dogs' owners.", ["'rubbish'"]),
        ("'Give 'em time,' she said, 'and they're yours.'", ["'Give 'em time,'", "'and they're yours.'"]),
        ("“The ’80s were the Millers’ best years,” he said.", ["“The ’80s were the Millers’ best years,”"]),
        ('"We need a 12" pipe here," the plumber said.', ['"We need a 12" pipe here,"']),
        ("\"I'm 6'2\" and I don't fit,\" he said.", ["\"I'm 6'2\" and I don't fit,\""]),
        ("'20 people came,' she said.", ["'20 people came,'"]),
        ('He won "in 2016" and again in 2020.', ['"in 2016"']),
        ("The film's hero is Robert \"Bob\" Dahl, not Jim 'Red' Fox.", ['"Bob"', "'Red'"]),
    ],
)
def test_apostrophes_and_measures_beside_quotations(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_quotation_over_several_paragraphs_opens_again() -> None:
    text = "“We began at dawn,” she said. “It rained.\n\n“Then it stopped.\n\n“We went home.”\n\n“Who did?” he asked."
    assert [(q.span.of(text), q.closed, q.continues) for q in quotations(text)] == [
        ("“We began at dawn,”", True, False),
        ("“It rained.", False, False),
        ("“Then it stopped.", False, True),
        ("“We went home.”", True, True),
        ("“Who did?”", True, False),
    ]


@pytest.mark.parametrize(("opening", "closing"), [("‘", "’"), ("''", "''"), ('"', '"'), ("«", "»")])
def test_it_does_so_with_other_marks(opening: str, closing: str) -> None:
    text = f"{opening}It rained.\n\n{opening}We don't mind,{closing} she said."
    assert [(q.closed, q.continues) for q in quotations(text)] == [(False, False), (True, True)]


def test_inner_and_outer_quotation_both_open_again() -> None:
    text = "“He told me, ‘It rained.\n\n“‘Then it stopped.’ That was all.”"
    assert [(q.depth, q.span.of(text), q.continues) for q in quotations(text)] == [
        (0, "“He told me, ‘It rained.", False),
        (1, "‘It rained.", False),
        (0, "“‘Then it stopped.’ That was all.”", True),
        (1, "‘Then it stopped.’", True),
    ]


@pytest.mark.parametrize("mark", ["“", '"', "''", "‘", "«"])
def test_a_forgotten_close_ends_with_its_paragraph(mark: str) -> None:
    text = f"He said, {mark}No deal today.\n\nThe mill closed.\n\nThe men went home."
    [quoted] = quotations(text)
    assert quoted.span.of(text) == f"{mark}No deal today."
    assert not quoted.closed and not quoted.continues


@pytest.mark.parametrize(
    "tag", ["said Ola Brandt.", "says the port’s engineer, Mr. Brandt.", "she replied.", "the engineer said on Monday."]
)
def test_or_before_the_words_that_tell_who_says_it(tag: str) -> None:
    text = f"“The bridge is shut, {tag}\n\n“It is not,” said the mayor."
    assert [(q.span.of(text), q.continues) for q in quotations(text)] == [
        ("“The bridge is shut,", False),
        ("“It is not,”", False),
    ]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', ("''", "''")])
def test_or_before_the_next_opening_mark(opening: str, closing: str) -> None:
    text = f"{opening}No deal today, not with him. {opening}Come back tomorrow,{closing} he said."
    assert [(q.span.of(text), q.closed, q.depth) for q in quotations(text)] == [
        (f"{opening}No deal today, not with him.", False, 0),
        (f"{opening}Come back tomorrow,{closing}", True, 0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No deal today,” he said. “Come back.”", ["“Come back.”"]),
        ("No deal today,” he said. Come back.\n\n“Fine,” she said.", ["“Fine,”"]),
        ('“No deal today,” he said."', ["“No deal today,”"]),
        ("No deal today,'' he said. ''Come back.''", ["''Come back.''"]),
        ('No deal today," he said.', []),
        ("No deal today,’ he said.", []),
    ],
)
def test_a_stray_closing_mark_opens_nothing(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "pattern", ['"', "'", "“", "”“", "\"'", "' ", '" ', "“ ‘ ", "“a ‘b \"c 'd ", "''\" ", "«»", "'s "]
)
def test_hostile_text_takes_time_in_proportion(pattern: str) -> None:
    text = (pattern * 100_000)[:100_000]
    whole = paragraphs(text)
    start = time.process_time()
    find_quotations(text, whole)
    assert time.process_time() - start < 3  # a quadratic reading takes minutes


def test_a_hundred_kilobytes_of_quotation_marks_in_a_second() -> None:
    for text in ('"' * 100_000, "'" * 100_000, "“”" * 17_000, "\"'" * 50_000):
        start = time.process_time()
        assert words(text) == []
        assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "“No,” she said.",
        "He said: “No.”",
        "The mayor told them, “Get out!”",
        "She asked “who pays for it?” and left.",
        "“Pipes,” the plumber said.",
        "The plan “is a poor idea” to her.",
        "They want “a town where a child can cross the street alone” and more.",
        "He said, “It is.”",
    ],
)
def test_statements(text: str) -> None:
    assert [is_statement_like(text, q) for q in quotations(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” went home.",
        "Robert “Bob” Dahl won.",
        "She sang in “The Barber of the Marsh” last year.",
        "He wrote “Who Owns the River,” a novel.",
        "They reject what he calls “fake news.”",
        "The “in my back yard” crowd came.",
        "It read “…” only.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    assert [is_statement_like(text, q) for q in quotations(text)] == [False]


def test_what_goes_on_is_a_statement_however_short() -> None:
    text = "“It rained.\n\n“And then” it stopped."
    assert [is_statement_like(text, q) for q in quotations(text)] == [True, True]


# What holds for any text.

PIECES = st.sampled_from([*GLYPHS, *"abs9.,?-—([<>° \n", "\n\n", "\r\n", " Bell", "don't", "said", "é", "😀", "\u2028"])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_spans_lie_in_their_paragraph_in_order_and_nest(text: str) -> None:
    whole = paragraphs(text)
    found = find_quotations(text, whole)
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    for quoted in found:
        assert sum(paragraph.contains(quoted.span) for paragraph in whole) == 1
        assert quoted.span.contains(quoted.inner) and quoted.span.start < quoted.inner.start
        assert quoted.inner == quoted.inner.trimmed(text) and len(quoted.inner)
        assert quoted.closed == (quoted.inner.end < quoted.span.end)
        assert text[quoted.span.start] in QUOTE_CHARACTERS
        is_statement_like(text, quoted)
    for number, first in enumerate(found):
        for second in found[number + 1 :]:
            if first.span.overlaps(second.span):
                assert first.inner.contains(second.span) and second.depth > first.depth


@given(st.text().filter(lambda text: not set(text) & set(QUOTE_CHARACTERS)))
def test_no_marks_no_quotations(text: str) -> None:
    assert quotations(text) == ()


@given(TEXTS)
def test_a_paragraph_without_marks_changes_nothing_before_it(text: str) -> None:
    before, longer = paragraphs(text), f"{text}\n\nThe river fell again."
    behind = Span(len(text) + 2, len(longer))
    assert find_quotations(longer, (*before, behind)) == find_quotations(text, before)


@given(TEXTS)
def test_what_continues_follows_what_was_left_open(text: str) -> None:
    whole = paragraphs(text)
    ends_open: Sequence[int] = ()
    for paragraph in whole:
        here = [q for q in find_quotations(text, whole) if paragraph.contains(q.span)]
        assert all(q.depth in ends_open for q in here if q.continues)
        ends_open = [q.depth for q in here if not q.closed and q.span.end == paragraph.end]


STYLES = [
    (("“", "”"), ("‘", "’")),
    (('"', '"'), ("'", "'")),
    (("''", "''"), ("'", "'")),
    (("``", "''"), ("`", "'")),
    (("‘", "’"), ("“", "”")),
    (("'", "'"), ('"', '"')),
    (("«", "»"), ("‹", "›")),
    (("»", "«"), ("›", "‹")),
    (("„", "“"), ("‚", "‘")),
    (("‘‘", "’’"), ("'", "'")),
]
WORDS = st.lists(
    st.sampled_from(["rain", "mud", "we", "don't", "the", "old", "bridge", "fell", "9", "Ola"]), min_size=1
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A text of balanced quotations in one style, and each of them with its depth, in text order."""
    style = draw(st.sampled_from(STYLES))
    expected: list[tuple[int, str]] = []

    def quotation(depth: int) -> str:
        place = len(expected)
        expected.append((depth, ""))
        parts = [" ".join(draw(WORDS))]
        if depth < 2 and draw(st.booleans()):
            parts += [quotation(depth + 1), " ".join(draw(WORDS))]
        opening, closing = style[depth % 2]
        words = f"{opening}{' '.join(parts)}{draw(st.sampled_from(['', ',', '.', '?']))}{closing}"
        expected[place] = (depth, words)
        return words

    ends = st.sampled_from([". ", ".\n\n", ", "])
    pieces = [f"{quotation(0)} {' '.join(draw(WORDS))}{draw(ends)}" for _ in range(3)]
    return f"Ola said {''.join(pieces)}", expected


@given(articles())
def test_balanced_quotations_are_found_exactly(article: tuple[str, list[tuple[int, str]]]) -> None:
    text, expected = article
    assert [(q.depth, q.span.of(text)) for q in quotations(text)] == expected
    assert all(q.closed and not q.continues for q in quotations(text))
