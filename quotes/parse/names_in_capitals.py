"""A parse in, the same with the names in headings and capitals typed as the running text types them, out.

Where nearly every word has a capital, an entity tagger takes words for names ("Obama Sees") and names for words.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from quotes.document import Document, Sentence, Word
from quotes.model import Span

SHORTEST = 4
"""Letters of a word of which capitals tell something: shorter ones are acronyms, or small words of a heading."""
LOUD = 0.8
"""Share of the longer words of a heading that have a capital."""


def settle_loud_names(document: Document) -> Document:
    """The parse with the entity tags of headings and of words in capitals as most often in running text."""
    headings = {n for n, s in enumerate(document.sentences) if is_heading([w.text for w in s.words])}
    tags: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, sentence in enumerate(document.sentences):
        for word in sentence.words if number not in headings else ():
            if word.text[:1].isupper() and not word.text.isupper():
                tags[word.text.lower()][word.entity] += 1
    usual = {name: counts.most_common(1)[0][0] for name, counts in tags.items()}
    sentences = tuple(_settled(s, number in headings, usual) for number, s in enumerate(document.sentences))
    return replace(document, sentences=sentences)


def is_heading(words: Sequence[str]) -> bool:
    """Whether nearly all longer words have a capital."""
    longer = [word for word in words if len(word) >= SHORTEST and word[0].isalpha()]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > LOUD * len(longer)


def _settled(sentence: Sentence, heading: bool, usual: Mapping[str, str]) -> Sentence:
    words = tuple(_word(word, heading, usual) for word in sentence.words)
    if words == sentence.words:
        return sentence
    runs = ((tag, list(run)) for tag, run in groupby(words, key=lambda word: word.entity))
    names = tuple((Span(run[0].start, run[-1].end), tag) for tag, run in runs if tag)
    return replace(sentence, words=words, entities=names)


def _word(word: Word, heading: bool, usual: Mapping[str, str]) -> Word:
    in_capitals = len(word.text) >= SHORTEST and word.text.isupper()
    if not in_capitals and not (heading and word.entity):
        return word
    tag = usual.get(word.text.lower())
    if tag is None or (in_capitals and not tag):
        tag = word.entity if in_capitals or word.is_proper_noun else ""
    return word if tag == word.entity else replace(word, entity=tag)
