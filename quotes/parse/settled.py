"""A parse in, the same with names read as the article itself introduces them out."""

from quotes.document import Document, Sentence
from quotes.parse.apposed_names import settle_apposed_names
from quotes.parse.introduced_bodies import settle_introduced_bodies
from quotes.parse.introduced_names import settle_introduced_names


def settled(document: Document) -> Document:
    """A parse with the names read as news writes them, whatever the models make of them; each sentence is a tree."""
    changed = settle_introduced_bodies(settle_apposed_names(settle_introduced_names(document)))
    parsed = iter(document.sentences)
    return changed.with_each(lambda sentence: _tree(sentence, next(parsed)))


def _tree(sentence: Sentence, parsed: Sentence) -> Sentence:
    """The changed sentence, or the one parsed where what hangs on what would go round in a circle."""
    return sentence if sentence is parsed or _reaches_roots(sentence) else parsed


def _reaches_roots(sentence: Sentence) -> bool:
    """Whether every word hangs on a root, by however many others."""
    hung: set[int] = {-1}
    for word in sentence.words:
        line: list[int] = []
        at = word.index
        while at not in hung:
            if at in line:
                return False
            line.append(at)
            at = sentence.words[at].head
        hung.update(line)
    return True
