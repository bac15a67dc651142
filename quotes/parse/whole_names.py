"""A Stanza pipeline in, the same out whose tokenizer takes no word for two: "Ivo", "Its", "Ng'ang'a"."""

import re
from typing import Any

PRONOUN = "I"
CONTRACTED = frozenset(("d", "ll", "m", "ve"))
"""What stands right behind the pronoun where an apostrophe is forgotten: "Ive"."""
POSSESSIVE = ("It", "s")
ENDING = re.compile(r"['’](?!(?:d|em|ll|m|n|re|s|t|ve)$)[a-z]{1,2}$")
"""What an apostrophe inside a name cuts off: the last two characters of "Ng'ang'a"."""


def with_whole_names(pipeline: Any) -> Any:
    """The pipeline, which leaves "Ivo", "Its" and "Ng'ang'a" one word."""
    processor = pipeline.processors["tokenize"]
    tokenized = processor.process

    def process(document: Any) -> Any:
        found = tokenized(document)
        for sentence in found.sentences:
            _join(sentence)
        return found

    processor.process = process
    return pipeline


def _join(sentence: Any) -> None:
    kept: list[Any] = []
    for token in sentence.tokens:
        before = kept[-1] if kept else None
        if before is not None and _goes_on(before, token):
            before.text = before.words[0].text = before.text + token.text
            before._end_char = before.words[0]._end_char = token.end_char  # as Stanza's own tokenizer moves them
            before.spaces_after = token.spaces_after
        else:
            kept.append(token)
    if len(kept) < len(sentence.tokens):
        sentence.tokens, sentence.words = kept, [word for token in kept for word in token.words]
        for number, token in enumerate(kept, start=1):
            token.id, token.words[0].id = (number,), number


def _goes_on(before: Any, token: Any) -> bool:
    """Whether a token goes on in the middle of a word."""
    name = before.text == PRONOUN and token.text.isalpha() and token.text.islower() and token.text not in CONTRACTED
    name = name or (before.text[:1].isupper() and before.text[1:].islower() and bool(ENDING.match(token.text)))
    return before.end_char == token.start_char and (name or (before.text, token.text) == POSSESSIVE)
