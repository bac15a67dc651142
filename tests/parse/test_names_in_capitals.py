"""Names in headings and in capitals: typed as in the running text, whatever the entity tagger makes of capitals."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from speaking import speakers
from trees import Trees

from quotes.document import Document, Sentence, Word
from quotes.model import Layout, Span
from quotes.parse.names_in_capitals import is_heading, settle_loud_names

WORDS = st.sampled_from(["Bell", "BELL", "bell", "Harlan", "HARLAN", "Sees", "sees", "bridge", "Bridge", "of", "NATO"])
TAGGED = st.tuples(WORDS, st.sampled_from(["", "PER", "ORG", "LOC"]), st.sampled_from(["NNP", "VBZ", "NN"]))


def parse_of(sentences: list[list[tuple[str, str, str]]]) -> Document:
    """A parse of words with entity and Penn tags, a paragraph a sentence; each tagged word is a name of its own."""
    parsed: list[Sentence] = []
    text = ""
    for number, tagged in enumerate(sentences):
        words = []
        for index, (word, entity, tag) in enumerate(tagged):
            words.append(Word(index, word, word, "X", tag, "dep", -1, len(text), len(text) + len(word), entity))
            text += word + " "
        names = tuple((Span(w.start, w.end), w.entity) for w in words if w.entity)
        parsed.append(Sentence(tuple(words), number, names))
    return Document(text, Layout(tuple(s.span for s in parsed), ()), tuple(parsed))


@given(st.lists(st.lists(TAGGED, min_size=1, max_size=8), min_size=1, max_size=4))
def test_only_loud_words_change_and_names_are_their_words(sentences: list[list[tuple[str, str, str]]]) -> None:
    before = parse_of(sentences)
    after = settle_loud_names(before)
    assert after.text == before.text
    for old, new in zip(before.sentences, after.sentences, strict=True):
        heading = is_heading([w.text for w in old.words])
        for was, now in zip(old.words, new.words, strict=True):
            assert (was.text, was.start, was.end, was.xpos) == (now.text, now.start, now.end, now.xpos)
            if was.entity != now.entity:
                assert heading or was.text.isupper()
        inside = {w.start for span, _ in new.entities for w in new.between(span.start, span.end)}
        assert inside == {w.start for w in new.words if w.entity}
        assert all(one.end <= other.start for (one, _), (other, _) in pairwise(new.entities))
        assert all(word.sentence is sentence for sentence in (old, new) for word in sentence.words)
    assert settle_loud_names(after) == after


def test_a_verb_in_a_heading_is_no_name() -> None:
    running = [("Bell", "PER", "NNP"), ("sees", "", "VBZ"), ("a", "", "DT"), ("bridge", "", "NN"), ("today", "", "NN")]
    heading = [("Bell", "PER", "NNP"), ("Sees", "PER", "VBZ"), ("Bridge", "ORG", "NN"), ("Today", "", "NN")]
    settled = settle_loud_names(parse_of([heading, running]))
    assert [(span.of(settled.text), tag) for span, tag in settled.sentences[0].entities] == [("Bell", "PER")]


def test_a_name_in_capitals_is_what_it_is_elsewhere() -> None:
    running = [("Chris", "PER", "NNP"), ("Bell", "PER", "NNP"), ("asked", "", "VBD"), ("about", "", "IN")]
    settled = settle_loud_names(parse_of([running, [("BELL", "ORG", "NNP"), (":", "", ":")]]))
    assert settled.sentences[1].words[0].entity == "PER"


def test_the_speaker_of_a_headline_is_the_one_of_the_text(trees: Trees) -> None:
    text = (
        "[[Bell]] Sees Quick Repair of Harlan Bridge\n\n"
        "[[Mayor Dana Bell]] said on Monday that the bridge would open in May.\n\n"
        "“It was never closed for long,” [[Bell]] said."
    )
    assert speakers(trees, text) == ["Mayor Dana Bell"] * 3
