"""Stanza's processor ``lemma`` in, the same lemmas out: each different word is looked up once."""

from typing import Any

from stanza.models.common.doc import Document

from quotes.parse.quick.forms import Forms


class QuickLemmas:
    """A loaded processor ``lemma`` for the different words among many."""

    def __init__(self, processor: Any) -> None:
        self._process = processor.process
        self._dictionary = processor.trainer

    @staticmethod
    def knows(processor: Any) -> bool:
        """Whether a lemma depends on nothing but the word and its part of speech, and known ones are looked up."""
        return (
            not processor.use_identity
            and bool(processor.config.get("ensemble_dict"))
            and not processor.trainer.has_contextual_lemmatizers()
        )

    def process(self, document: Any) -> Any:
        """The document, its words with ``lemma``."""
        words = [word for sentence in document.sentences for word in sentence.words]
        forms = Forms((word.text, word.upos) for word in words)
        known = self._dictionary.skip_seq2seq(forms.forms)
        lemmas = [lemma or "_" for lemma in self._dictionary.predict_dict(forms.forms)]
        others = [number for number, is_known in enumerate(known) if not is_known]
        if others:
            for number, lemma in zip(others, self._guessed([forms.forms[number] for number in others]), strict=True):
                lemmas[number] = lemma
        for word, form in zip(words, forms.which.tolist(), strict=True):
            word.lemma = lemmas[form]
        return document

    def _guessed(self, forms: list[tuple[str, str]]) -> list[str]:
        """The lemmas of words that no dictionary has, from their letters."""
        listed = [{"id": number, "text": text, "upos": upos} for number, (text, upos) in enumerate(forms, start=1)]
        return [word.lemma for word in self._process(Document([listed])).sentences[0].words]
