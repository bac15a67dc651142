"""Stanza users: the processor ``quote`` in a pipeline, and documents that somebody else has parsed."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import stanza
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document as StanzaDocument
from stanza.pipeline.core import PipelineRequirementsException
from stanza.utils.conll import CoNLL

import quotes.parse.stanza_processor  # noqa: F401  registers the processor
from quotes import Analyzer
from quotes.errors import AnalysisError, CodebookError, ModelError
from quotes.model import Attribution, Span
from quotes.models import FOLDER
from quotes.parse.from_stanza import document_from_stanza

PARSE = "tokenize,pos,lemma,depparse,ner"
STORY = (
    "\n \n  “The officer said, ‘Leave now,’ and we lost the barn,” farmer Orla Finch said.\n\n\n"
    "Mayor Lena Holt wrote in a letter that the dam must be raised.\n\n"
    "She told reporters that her engineer said the river was safe. Holt’s office declined to comment.\n"
)
FIRE = "The fire started in the kitchen, Capt. Dee Rowe said."


def pipeline(processors: str, **options: Any) -> Any:
    """A pipeline of the bundled models that asks nobody for anything."""
    return stanza.Pipeline(
        "en",
        dir=str(FOLDER),
        package="news",
        processors=processors,
        download_method=None,
        logging_level="ERROR",
        **options,
    )


@pytest.fixture(scope="module")
def nlp() -> Any:
    return pipeline(f"{PARSE},quote")


@pytest.fixture(scope="module")
def story(nlp: Any) -> Any:
    return nlp(STORY)


def said(document: Any) -> list[tuple[str, str]]:
    """Who says what in a document: speaker and words."""
    return [(quote.speaker.speaker, quote.content_text) for quote in document.quotes if quote.speaker]


def spans_of(quote: Attribution) -> list[Span]:
    return [*quote.content, *quote.cue, *([quote.source] if quote.source else [])]


def test_a_text_gives_its_quotes_with_speakers_and_roles(story: Any) -> None:
    assert said(story)[0] == ("Orla Finch", "“The officer said, ‘Leave now,’ and we lost the barn,”")
    told = next(quote for quote in story.quotes if "her engineer" in quote.content_text)
    assert told.speaker is not None and "Lena Holt" in told.speaker.speaker
    assert told.role is not None and told.role.name == "official"
    assert story.quotes == story.quote_analysis.attributions


def test_offsets_are_those_of_the_document(story: Any) -> None:
    barn = story.quotes[0]
    assert story.text == STORY
    assert [span.of(story.text) for span in barn.content] == ["“The officer said, ‘Leave now,’ and we lost the barn,”"]
    assert [span.of(story.text) for span in barn.cue] == ["said"]
    assert barn.source.of(story.text) == "farmer Orla Finch"


def test_many_documents_at_once_are_as_each_alone(nlp: Any, story: Any) -> None:
    documents = nlp.bulk_process([STORY, "", FIRE, " \n\n", "Nothing was heard."])
    assert documents[0].quotes == story.quotes
    assert [len(document.quotes) for document in documents] == [len(story.quotes), 0, 1, 0, 0]
    assert documents[1].quotes == ()
    assert said(documents[2]) == [("Capt. Dee Rowe", "The fire started in the kitchen")]


def test_a_parsed_document_gives_what_the_processor_gives(nlp: Any, story: Any) -> None:
    assert Analyzer().from_stanza(story) == story.quote_analysis
    stored = StanzaDocument.from_serialized(nlp.process(STORY, PARSE).to_serialized())
    assert Analyzer().from_stanza(stored) == story.quote_analysis


def test_a_parsed_document_needs_no_model(tmp_path: Path, story: Any) -> None:
    (tmp_path / "resources.json").write_bytes((FOLDER / "resources.json").read_bytes())
    for model in FOLDER.rglob("*.pt"):
        empty = tmp_path / model.relative_to(FOLDER)
        empty.parent.mkdir(parents=True, exist_ok=True)
        empty.touch()
    analyzer = Analyzer(model_dir=tmp_path)
    assert analyzer.from_stanza(story) == story.quote_analysis
    with pytest.raises(ModelError):
        analyzer("Nobody said a word.")


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        ({"quote_acts": ["writing"]}, lambda found: {one.act for one in found} == {"writing"}),
        ({"quote_min_confidence": 1.0}, lambda found: not found),
        ({"quote_nested": True}, lambda found: any(one.nested for one in found)),
        ({"quote_codebook": "elite-ordinary"}, lambda found: {one.role.name for one in found} == {"elite", "ordinary"}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_options(story: Any, options: dict[str, Any], holds: Callable[[tuple[Attribution, ...]], bool]) -> None:
    """The parse is there already, so that a pipeline of this processor alone can be asked again."""
    again = StanzaDocument.from_serialized(story.to_serialized())
    assert not holds(story.quotes)
    assert holds(pipeline("quote", quote_check_requirements=False, **options)(again).quotes)


def test_options_that_cannot_be_used_are_refused_at_once() -> None:
    with pytest.raises(ValueError, match="no such act: shouting"):
        pipeline("quote", quote_check_requirements=False, quote_acts=["shouting"])
    with pytest.raises(CodebookError, match="nowhere"):
        pipeline("quote", quote_check_requirements=False, quote_codebook="nowhere.toml")


def test_a_pipeline_without_what_it_needs_is_told_what() -> None:
    with pytest.raises(PipelineRequirementsException, match=r"QuoteProcessor[^$]*missing: \{[^}]*'depparse'"):
        pipeline("tokenize,quote")


def test_a_document_without_what_it_needs_is_told_what(nlp: Any, story: Any) -> None:
    analyzer = Analyzer()
    with pytest.raises(AnalysisError, match=r"without lemma, depparse, ner; .*'tokenize,pos,lemma,depparse,ner'"):
        analyzer.from_stanza(nlp.process(FIRE, "tokenize,pos"))
    with pytest.raises(AnalysisError, match="without tokenize, pos"):
        analyzer.from_stanza(StanzaDocument([], text=FIRE))
    with pytest.raises(AnalysisError, match="has no text"):
        analyzer.from_stanza(StanzaDocument(story.to_dict()))
    elsewhere = StanzaDocument.from_serialized(story.to_serialized())
    elsewhere.text = FIRE
    with pytest.raises(AnalysisError, match="no place in its text"):
        analyzer.from_stanza(elsewhere)


CONTRACTED = """\
1	Police	police	NOUN	NNS	_	2	nsubj	_	start_char=0|end_char=6|ner=O
2	said	say	VERB	VBD	_	0	root	_	start_char=7|end_char=11|ner=O
3	Dana	Dana	PROPN	NNP	_	7	nsubj	_	start_char=12|end_char=16|ner=B-PERSON
4	Cole	Cole	PROPN	NNP	_	3	flat	_	start_char=17|end_char=21|ner=E-PERSON
5-6	wasn't	_	_	_	_	_	_	_	start_char=22|end_char=28|ner=O
5	was	be	AUX	VBD	_	7	cop	_	_
6	not	not	PART	RB	_	7	advmod	_	_
7	home	home	ADV	RB	_	2	ccomp	_	SpaceAfter=No|start_char=29|end_char=33|ner=O
8	.	.	PUNCT	.	_	2	punct	_	SpaceAfter=No|start_char=33|end_char=34|ner=O

"""


def test_words_of_one_token_stand_where_the_token_stands() -> None:
    document = CoNLL.conll2doc(input_str=CONTRACTED)
    document.text = "Police said Dana Cole wasn't home."
    ours = document_from_stanza(document)
    assert [ours.text[word.start : word.end] for word in ours.sentences[0].words[4:6]] == ["wasn't", "wasn't"]
    assert [span.of(ours.text) for span, _ in ours.sentences[0].entities] == ["Dana Cole"]
    (quote,) = Analyzer().from_stanza(document).attributions
    assert quote.content_text == "Dana Cole wasn't home"
    assert quote.source_text == "Police"


def test_a_sentence_over_two_paragraphs_is_a_tree_in_each(nlp: Any) -> None:
    """Stanza takes single line ends for spaces; here, in which nothing is split, all becomes one sentence."""
    document = nlp.process("Dam is safe, Holt says\nMayor Lena Holt defended the dam.\nIt holds, she said.", PARSE)
    one = StanzaDocument.from_serialized(document.to_serialized())
    merged: list[dict[str, Any]] = []
    for sentence in one.to_dict():
        behind = len(merged)
        merged.extend(w | {"id": w["id"] + behind, "head": w["head"] + behind if w["head"] else 1} for w in sentence)
    merged[0]["head"] = 0
    ours = document_from_stanza(StanzaDocument([merged], text=document.text))
    assert [sentence.span.of(ours.text) for sentence in ours.sentences] == document.text.split("\n")
    assert [sentence.paragraph for sentence in ours.sentences] == [0, 1, 2]
    for sentence in ours.sentences:
        assert [word.index for word in sentence.words] == list(range(len(sentence.words)))
        assert sum(word.head < 0 for word in sentence.words) == 1
        assert sentence.subtree(sentence.root) == list(sentence.words)


odd = st.text(st.one_of(st.sampled_from("aZ .,!?“”‘’'\"`«»„\n\r\t-–—…()'s0$\u200b\u00a0\u2028😀éß"), st.characters()))
pieces = st.lists(
    st.sampled_from(["“We lost it,”", " Finch said.", "\n", "\n\n", " ", "Lena Holt:", "’s", "according to her", "—"])
)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.one_of(odd, pieces.map("".join)), min_size=1, max_size=6))
def test_quotes_of_any_text_lie_in_it_in_order(nlp: Any, texts: list[str]) -> None:
    for document, text in zip(nlp.bulk_process(texts), texts, strict=True):
        assert document.text == text
        for quote in document.quotes:
            assert all(span.end <= len(text) and span.of(text).strip() for span in spans_of(quote))
            assert all(a.end <= b.start for a, b in pairwise(quote.content))


def test_an_endless_sentence_is_read_in_stretches(nlp: Any) -> None:
    """Time grows with the square of a sentence; one of thousands of words comes from lists and broken files."""
    clause, times = "Mayor Lena Holt said that the river rose and that “the dam is shut”, ", 130
    parsed = [word for sentence in nlp(clause.strip()).to_dict() for word in sentence]
    words = [
        word | {place: word[place] + again * len(clause) for place in ("start_char", "end_char")}
        for again in range(times)
        for word in parsed
    ]
    text = (clause * times).strip()
    for number, word in enumerate(words, start=1):
        word |= {"id": number, "head": 0 if number == 1 else 1, "deprel": "root" if number == 1 else "parataxis"}
    sentences = document_from_stanza(StanzaDocument([words], text=text)).sentences
    assert [len(sentence.words) <= 500 and sentence.is_tree for sentence in sentences] == [True] * len(sentences)
    assert [word.text for sentence in sentences for word in sentence.words] == [word["text"] for word in words]
    assert len(words) > 2_000 and {sentence.words[-1].text for sentence in sentences} == {","}
