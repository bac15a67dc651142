"""Stanza's processor ``lemma`` in, the same lemmas out: each different word with its part of speech is looked up once."""

from typing import Any

from stanza.models.common.doc import Document

from quotes.parse.quick.forms import Forms


class QuickLemmas:
    """A loaded processor ``lemma`` for the different words among many."""

    def __init__(self, processor: Any) -> None:
        self._process = processor.process

    @staticmethod
    def knows(processor: Any) -> bool:
        """Whether a lemma depends on nothing but the word and its part of speech."""
        return not processor.use_identity and not processor.trainer.has_contextual_lemmatizers()

    def process(self, document: Any) -> Any:
        """The document, its words with ``lemma``."""
        words = [word for sentence in document.sentences for word in sentence.words]
        forms = Forms((word.text, word.upos) for word in words)
        if not words:
            return document
        listed = self._process(
            Document([[{"id": n, "text": text, "upos": upos} for n, (text, upos) in enumerate(forms.forms, start=1)]])
        )
        lemmas = [word.lemma for word in listed.sentences[0].words]
        for word, form in zip(words, forms.which.tolist(), strict=True):
            word.lemma = lemmas[form]
        return document
