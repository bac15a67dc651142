"""Phrases of lists found among words: the longest, in one pass, however a tokenizer cut them."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.document import Sentence, Word
from quotes.lexicon.nouns import body_word, counted_parents, gender_of_noun, person_word, pronoun_gender
from quotes.lexicon.trie import Entry, Lexicon, forms, joined


def sentence(text: str, tag: str = "NN") -> Sentence:
    """Words between blanks; "|" cuts a word in two that no blank parts. A capital makes a proper noun."""
    words: list[Word] = []
    start = 0
    for token in text.split():
        for piece in token.split("|"):
            made = Word(
                len(words),
                piece,
                piece.lower(),
                "X",
                "NNP" if piece[0].isupper() else tag,
                "dep",
                -1,
                start,
                start + len(piece),
            )
            words.append(made)
            start += len(piece)
        start += 1
    return Sentence(tuple(words), 0)


def told(text: str, end: int = -1, first: int = 0) -> tuple[str, str, int] | None:
    words = sentence(text).words[first:]
    match = person_word(words, end % len(words))
    return (match.phrase, match.value, match.first) if match is not None else None


def test_the_longest_phrase_that_ends_at_a_word_and_begins_among_those_asked_about() -> None:
    assert told("the teachers union president") == ("union president", "activist", 2)
    assert told("the teachers union president", first=3) == ("president", "official", 0)
    assert told("the teachers union president spoke", end=3) == ("union president", "activist", 2)
    assert told("the teachers union president spoke") is None


def test_words_with_a_hole_are_joined_as_they_stand() -> None:
    words = sentence("police small chief").words
    match = person_word((words[0], words[2]), 1)
    assert match is not None and (match.phrase, match.first) == ("police chief", 0)


def test_plurals_and_words_cut_at_a_hyphen_are_found() -> None:
    assert told("two fire|-|fighters") == told("two fire|-|fighter")
    assert told("firefighters") == ("firefighter", "official", 0)
    assert told("vice|-|presidents") == told("vice|-|president")


def test_the_span_of_a_match_is_its_words() -> None:
    words = sentence("the police chief said").words
    match = person_word(words, 2)
    assert match is not None and (match.span.start, match.span.end) == (4, 16)


def test_a_known_name_needs_a_capital_and_a_title_word_a_name() -> None:
    paper, thing = body_word(sentence("the Guardian").words, 1), body_word(sentence("the guardian").words, 1)
    assert paper is not None and paper.value == "media" and (thing is None or thing.value != "media")
    assert body_word(sentence("Hadley Star").words, 1) is not None and body_word(sentence("a star").words, 1) is None


def test_a_parent_told_with_the_number_of_children_is_told_as_a_parent() -> None:
    assert told("a mother of five") == told("a mother|-|of|-|five") == ("mother", "witness", 1)
    assert "grandfather of twelve" in counted_parents()


def test_gender_of_nouns_and_pronouns() -> None:
    assert [gender_of_noun(word) for word in sentence("women brothers nurse").words] == ["female", "male", ""]
    assert [pronoun_gender(word) for word in ("She", "himself", "they")] == ["female", "male", ""]


pieces = st.sampled_from(["fire", "chief", "-", "chiefs", "'s", "of", "Fire", "a"])
written = st.lists(st.tuples(pieces, st.booleans()), min_size=1, max_size=9)
phrases = st.sets(
    st.sampled_from(["fire chief", "fire-chief", "chief", "chief of fire", "fire's chief", "a", "firechief"])
)


@given(written, phrases)
def test_one_pass_finds_what_looking_up_each_stretch_finds(text: list[tuple[str, bool]], listed: set[str]) -> None:
    words = sentence("".join(piece + (" " if apart else "|") for piece, apart in text).rstrip("|").rstrip()).words
    table = {phrase: Entry(phrase, "role") for phrase in listed}
    found = Lexicon({"list": table}).find(words)
    for end, last in enumerate(words):
        expected = []
        for first in range(end + 1):
            before = joined(words[first : end + 1])[: -len(last.text)]
            phrase = next((before + form for form in forms(last) if before + form in table), None)
            if phrase is not None and before[:1] not in ("-", "'"):
                expected.append((first, table[phrase]))
        assert list(found.get(("list", end), ())) == expected


def test_what_is_found_in_a_sentence_is_found_once() -> None:
    times: list[Sentence] = []

    def find(one: Sentence) -> int:
        times.append(one)
        return len(one.words)

    fire = sentence("fire chief")
    assert (fire.once(find), fire.once(find), len(times)) == (2, 2, 1)
    assert all(word.sentence is fire for word in fire.words)
