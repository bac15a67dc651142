"""Corpora in, the word vectors that the models share out: word2vec by gensim, stored as Stanza reads them."""

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.parser.recipe import TrainingError

Tokenizer = Callable[[str], list[list[str]]]
"""Running text → the words of its sentences."""


def tagged_corpora(names: Iterable[str], report: Callable[[str], None]) -> Iterator[list[str]]:
    """Sentences of NLTK's corpora that come cut into words; ``report`` is told of those not installed."""
    for name in names:
        corpus = _corpus(name, report)
        if corpus is not None:
            yield from (list(sentence) for sentence in corpus.sents())


def plain_corpora(names: Iterable[str], tokenizer: Tokenizer, report: Callable[[str], None]) -> Iterator[list[str]]:
    """Sentences of NLTK's corpora that are plain text, cut into words by ``tokenizer``."""
    for name in names:
        corpus = _corpus(name, report)
        if corpus is not None:
            for file in corpus.fileids():
                yield from tokenizer(corpus.raw(file))


def _corpus(name: str, report: Callable[[str], None]) -> Any:
    """The corpus by its NLTK name; ``None`` if it or NLTK is not installed."""
    if importlib.util.find_spec("nltk") is None:
        report(f"words: NLTK is not installed, so {name} is left out (pip install 'quotes-toolkit[train]')")
        return None
    from nltk import corpus

    reader = getattr(corpus, name)
    try:
        reader.ensure_loaded()
    except LookupError:
        report(f"words: corpus {name} is left out, it is not installed (python -m nltk.downloader {name})")
        return None
    return reader


def train_vectors(sentences: Iterable[list[str]], path: Path, arguments: dict[str, Any], seed: int) -> int:
    """Train word vectors on lower-cased sentences and write them to ``path``; returns how many words have one.

    Runs on one thread, so that the same corpora and seed give the same vectors. Raises TrainingError without gensim.
    """
    if importlib.util.find_spec("gensim") is None:
        raise TrainingError(
            "word vectors need gensim: pip install 'quotes-toolkit[train]', or give ready ones with --vectors FILE"
        )
    from gensim.models import Word2Vec

    lowered = [[word.lower().replace(" ", "\xa0") for word in sentence] for sentence in sentences]
    model = Word2Vec(lowered, seed=seed, workers=1, **arguments)
    store_vectors(model.wv.index_to_key, model.wv.vectors, path)
    return len(model.wv)


def store_vectors(words: Sequence[str], vectors: np.ndarray, path: Path) -> None:
    """Write words, the frequent first, and their vectors (words, width) as Stanza's models read them."""
    from stanza.models.common.pretrain import Pretrain

    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.with_suffix(".vectors.txt")
    with text.open("w", encoding="utf-8") as file:
        file.write(f"{len(words)} {vectors.shape[1]}\n")
        for word, row in zip(words, vectors, strict=True):
            file.write(f"{word} {' '.join(f'{value:.6f}' for value in row)}\n")
    path.unlink(missing_ok=True)
    Pretrain(str(path), str(text)).load()
    text.unlink()
