"""Stanza's processor ``tokenize`` in, the same words and sentences out, each different letter looked up once."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from stanza.models.common.doc import TEXT, Document
from stanza.models.tokenization.data import NEWLINE_WHITESPACE_RE, PER_CHAR_FEAT_FUNCS, TokenizationDataset
from stanza.models.tokenization.utils import output_predictions
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT

SPACES = re.compile(r"[\s\u0080-\u009f]+")
"""What Stanza reads as one space."""
OF_PLACES = ("end_of_para", "start_of_para")
"""Features that only the last or the first letter of a paragraph has, in the order of their columns."""
MOST_KEPT = 4_096
"""Different letters that are kept."""


class QuickTokenizer:
    """The network of a loaded processor ``tokenize``; ``knows`` tells whether it looks at single letters alone."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._letters = _Letters(processor.config, processor.vocab)
        self._longest = processor.config.get("max_seqlen", processor.MAX_SEQ_LENGTH_DEFAULT)

    @staticmethod
    def knows(processor: Any) -> bool:
        """Whether text comes as it is, and features are of letters and their places."""
        config = processor.config
        others = ("use_dictionary", "skip_newline", "pretokenized", "speaker_delim", "num_workers")
        features = set(config.get("feat_funcs", ()))
        plain = not hasattr(processor, "_variant") and not any(config.get(other) for other in others)
        return plain and features <= {*PER_CHAR_FEAT_FUNCS, *OF_PLACES}

    def process(self, document: Any) -> Any:
        """A text, or a document with one, as a document of sentences."""
        text = document if isinstance(document, str) else document.text
        tokenizer = self._processor
        *_, sentences = output_predictions(
            None,
            tokenizer.trainer,
            _Paragraphs(text, self._letters),
            tokenizer.vocab,
            None,
            self._longest,
            orig_text=text,
            no_ssplit=tokenizer.config.get("no_ssplit", False),
            postprocessor=tokenizer._postprocessor,
        )
        for token in (token for sentence in sentences for token in sentence if len(token[TEXT]) > self._longest):
            token[TEXT] = TOKEN_TOO_LONG_REPLACEMENT
        return Document(sentences, text)


class _Letters:
    """What a tokenizer with this ``config`` and ``vocabulary`` knows of each letter, kept from text to text."""

    def __init__(self, config: Mapping[str, Any], vocabulary: Any) -> None:
        self.vocabulary = vocabulary
        self._of_letter = [PER_CHAR_FEAT_FUNCS[name] for name in config["feat_funcs"] if name in PER_CHAR_FEAT_FUNCS]
        self._of_places = [name for name in OF_PLACES if name in config["feat_funcs"]]
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, paragraph: str) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of its letters, (letters,), and their features, (letters, features)."""
        for letter in set(paragraph) - self._known.keys():
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
                return self(paragraph)
            told = [feature(letter) for feature in self._of_letter]
            self._known[letter] = (self.vocabulary.unit2id(letter), *told, *(0 for _ in self._of_places))
        table = np.array(list(map(self._known.__getitem__, paragraph)))
        features = table[:, 1:]
        for column, name in enumerate(self._of_places, start=len(self._of_letter)):
            features[-1 if name == "end_of_para" else 0, column] = 1
        return table[:, 0], features


class _Paragraphs(TokenizationDataset):  # type: ignore[misc]
    """Stanza's paragraphs of a text, as its tokenizer takes them; they are kept as texts."""

    def __init__(self, text: str, letters: _Letters) -> None:
        parts = (part.rstrip() for part in NEWLINE_WHITESPACE_RE.split(text))
        self.data = [SPACES.sub(" ", part) for part in parts if part]
        self.vocab = letters.vocabulary
        self._letters = letters

    def para_to_sentences(self, para: str) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]]:
        """A paragraph as Stanza has it: the numbers of its letters, no labels, their features, the letters."""
        numbers, features = self._letters(para)
        return [(numbers, np.zeros(len(para), int), features, list(para))]
