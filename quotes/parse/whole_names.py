"""A Stanza pipeline in, the same out whose tokenizer cuts no name: "Ivo", "Its", "Ng'ang'a", "Sir Roland Tye"."""

import re
from itertools import pairwise
from typing import Any

PRONOUN = "I"
CONTRACTED = frozenset(("d", "ll", "m", "ve"))
"""What stands right behind the pronoun where an apostrophe is forgotten: "Ive"."""
POSSESSIVE = ("It", "s")
ENDING = re.compile(r"['’](?!(?:d|em|ll|m|n|re|s|t|ve)$)[a-z]{1,2}$")
"""What an apostrophe inside a name cuts off: the last two characters of "Ng'ang'a"."""


def with_whole_names(pipeline: Any) -> Any:
    """The pipeline, which leaves "Ivo", "Its" and "Ng'ang'a" one word, and "Sir Roland Tye" in one sentence."""
    processor = pipeline.processors["tokenize"]
    tokenized = processor.process

    def process(document: Any) -> Any:
        found = _with_whole_sentences(tokenized(document))
        for sentence in found.sentences:
            _join(sentence)
        return found

    processor.process = process
    return pipeline


def _with_whole_sentences(document: Any) -> Any:
    """The document, in which no sentence ends without a mark between two capitals of one line."""
    cut = [_is_cut(document.text, one, other) for one, other in pairwise(document.sentences)]
    if not any(cut):
        return document
    whole: list[list[dict[str, Any]]] = []
    for sentence, goes_on in zip(document.sentences, [False, *cut], strict=True):
        tokens = sentence.to_dict()
        if goes_on:
            whole[-1] += [token | {"id": number} for number, token in enumerate(tokens, start=len(whole[-1]) + 1)]
        else:
            whole.append(tokens)
    return type(document)(whole, document.text)


def _is_cut(text: str, sentence: Any, following: Any) -> bool:
    last, first = sentence.tokens[-1], following.tokens[0]
    capitals = all(t.text.isalpha() and t.text[0].isupper() and t.text[1:].islower() for t in (last, first))
    return capitals and text[last.end_char : first.start_char] == " "


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
