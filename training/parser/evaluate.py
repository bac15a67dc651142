"""A resource folder and gold files in, scores out: what the model card states, by Stanza's own scorers.

Words and trees: the CoNLL 2018 shared task's measures, as ``stanza.models.common.utils.ud_scores``
computes them: F1 in percent; UAS and LAS count punctuation; LAS leaves subtypes of relations aside
(``nsubj:pass`` is as good as ``nsubj``). Entities: exact spans with their type.
"""

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotes.read.articles import read_articles
from training.parser.data import read_entities, require
from training.parser.recipe import TrainingError
from training.parser.resources import open_pipeline

MEASURES = {
    "tokens": "Tokens",
    "sentences": "Sentences",
    "UPOS": "UPOS",
    "XPOS": "XPOS",
    "features": "UFeats",
    "lemma": "Lemmas",
    "UAS": "UAS",
    "LAS": "LAS",
}
"""Heading in our table → name in Stanza's scorer."""

SENTENCE_ENDS = "sentence ends"
WITH_SUBTYPES = "LAS with subtypes"
ALL = "all"
"""Entities of whatever type."""


@dataclass(frozen=True, slots=True)
class TestScores:
    """Scores on one test, from ``raw text`` or ``gold words``: ``values`` in percent; ``words`` of the test."""

    test: str
    text: str
    values: dict[str, float]
    words: int

    def line(self) -> dict[str, object]:
        """A line of ``log.jsonl``, from which the model card is made."""
        return {"step": "evaluate", **asdict(self)}


def scores(
    models: Path, treebanks: Path, entities: Sequence[Path], corpus: Path | None, device: str = "cpu"
) -> list[TestScores]:
    """Everything that can be scored: each ``*test*.conllu`` of a folder, files of entities, a folder as ``corpus/``.

    Raises TrainingError where the folder has no such file.
    """
    tests = sorted(treebanks.glob("*test*.conllu"))
    if not tests:
        raise TrainingError(f"{treebanks} has no *test*.conllu to score on")
    found = [score for test in tests for score in score_treebank(models, test, device)]
    found += [score_entities(models, path, device) for path in entities]
    return found if corpus is None else [*found, score_corpus_entities(models, corpus, device)]


def score_treebank(models: Path, gold: Path, device: str = "cpu") -> list[TestScores]:
    """Two results for a CoNLL-U file: from its raw text, and from its words as the treebank has them."""
    from stanza.utils.conll import CoNLL

    require(gold)
    gold_document = CoNLL.conll2doc(input_file=str(gold))
    words = [[word.text for word in sentence.words] for sentence in gold_document.sentences]
    raw = open_pipeline(models, ("tokenize", "pos", "lemma", "depparse"), device)
    pretokenized = open_pipeline(models, ("tokenize", "pos", "lemma", "depparse"), device, tokenize_pretokenized=True)
    return [
        _score("raw text", raw, raw_text(gold), gold, gold_document),
        _score("gold words", pretokenized, words, gold, gold_document),
    ]


def raw_text(gold: Path) -> str:
    """The running text of a CoNLL-U file by Stanza's own converter: paragraphs, with lines of 80 characters."""
    from stanza.utils.datasets.conllu_to_text import convert_text

    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        convert_text(str(gold), str(path))
        return path.read_text(encoding="utf-8")


def _score(text: str, pipeline: Any, given: str | list[list[str]], gold: Path, gold_document: Any) -> TestScores:
    from stanza.models.common.utils import ud_scores

    document = pipeline(given)
    restore_long_words(document)
    evaluation = ud_scores(str(gold), io.StringIO(f"{document:C}\n\n"))
    values = {heading: 100 * evaluation[name].f1 for heading, name in MEASURES.items()}
    values[SENTENCE_ENDS] = 100 * boundary_f1(document, gold_document)
    if text == "gold words":
        values[WITH_SUBTYPES] = 100 * labelled_attachment(document, gold_document)
    return TestScores(gold.stem, text, values, gold_document.num_words)


def restore_long_words(document: Any) -> None:
    """Put back the words (web addresses) that Stanza's tokenizer replaced with ``<UNK>`` for their length."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.text == "<UNK>" and len(token.words) == 1:
                token.text = token.words[0].text = document.text[token.start_char : token.end_char]


def boundary_f1(document: Any, gold_document: Any) -> float:
    """F1 of the places where sentences end: kinder than that of whole sentences, which want both ends right."""
    ours, theirs = (_sentence_ends(each) for each in (document, gold_document))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _sentence_ends(document: Any) -> set[int]:
    """How many letters stand in front of each sentence's end, white space left aside."""
    letters = [sum(len("".join(token.text.split())) for token in sentence.tokens) for sentence in document.sentences]
    return set(accumulate(letters))


def labelled_attachment(document: Any, gold_document: Any) -> float:
    """Share of words with the right head and the right relation, subtypes included, where the words are the same."""
    right = [
        bool(ours.head == theirs.head and ours.deprel == theirs.deprel)
        for sentence, gold_sentence in zip(document.sentences, gold_document.sentences, strict=True)
        for ours, theirs in zip(sentence.words, gold_sentence.words, strict=True)
    ]
    return sum(right) / len(right)


def score_entities(models: Path, gold: Path, device: str = "cpu") -> TestScores:
    """Entity F1 on a file of tagged words, of all entities and of each type."""
    from stanza.models.ner.scorer import score_by_entity
    from stanza.models.ner.utils import process_tags

    sentences = read_entities(gold)
    pipeline = open_pipeline(models, ("tokenize", "ner"), device, tokenize_pretokenized=True)
    document = pipeline([[word for word, _ in sentence] for sentence in sentences])
    predicted = [[token.ner for token in sentence.tokens] for sentence in document.sentences]
    bioes = process_tags([[(word, (tag,)) for word, tag in sentence] for sentence in sentences], "bioes")
    expected = [[tag for _, (tag,) in sentence] for sentence in bioes]
    _, _, everything, by_type = score_by_entity(predicted, expected, verbose=False)
    values = {ALL: 100 * everything} | {name: 100 * value for name, value in sorted(by_type.items())}
    return TestScores(gold.stem, "gold words", values, sum(map(len, sentences)))


def score_corpus_entities(models: Path, corpus: Path, device: str = "cpu") -> TestScores:
    """Entity F1 on a folder with ``articles/`` and ``entities/``, of all entities and of each type."""
    pipeline = open_pipeline(models, ("tokenize", "ner"), device)
    ours: list[tuple[str, str, int, int]] = []
    theirs: list[tuple[str, str, int, int]] = []
    words = 0
    for path in sorted((corpus / "entities").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))["entities"]
        document = pipeline(next(read_articles([corpus / "articles" / f"{path.stem}.txt"])).text)
        theirs += [(e["type"], path.stem, e["start"], e["end"]) for e in gold]
        ours += [(e.type, path.stem, e.start_char, e.end_char) for e in document.entities]
        words += document.num_words
    if not theirs:
        raise TrainingError(f"{corpus} has no entities/*.json: --corpus wants a folder with articles/ and entities/")
    right = Counter(kind for kind, *_ in set(ours) & set(theirs))
    sizes = Counter(kind for kind, *_ in ours + theirs)
    values = {ALL: 200 * right.total() / sizes.total()}
    values |= {kind: 200 * right[kind] / size for kind, size in sorted(sizes.items())}
    return TestScores(corpus.name, "raw text", values, words)
