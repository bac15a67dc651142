"""A parsed article in, its statements without quotation marks out: the paragraphs behind "Bell wrote on Facebook:"."""

from collections.abc import Collection, Iterator

from quotes.document import Document, Sentence
from quotes.lexicon.cues import CueLexicon, is_verbal, lemma
from quotes.lexicon.lists import LISTS


def statements_without_marks(
    document: Document, lexicon: CueLexicon, quoted: Collection[int]
) -> Iterator[tuple[int, int]]:
    """First and last paragraph behind "The governor added:", where indentation or a box may stand for the marks.

    Paragraphs behind the first belong to it as long as they speak in the first person, which reporters do not, and
    are none of those with quotation marks, ``quoted``.
    """
    own = LISTS.grammar.first_person
    speaking = {
        s.paragraph
        for s in document.sentences
        if any(w.xpos.startswith("PRP") and w.text != "US" and w.text.lower() in own for w in s.words)
    }
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        if document.text[sentence.end - 1] == ":" and paragraph.end == sentence.end and _leads_in(sentence, lexicon):
            first = last = sentence.paragraph + 1
            while last + 1 in speaking and last + 1 not in quoted:
                last += 1
            if first < len(document.paragraphs):
                yield first, last


def _leads_in(sentence: Sentence, lexicon: CueLexicon) -> bool:
    """Whether the last clause of a sentence has a verb of speech or writing that still lacks what is said."""
    verbs = [w for w in sentence.words if is_verbal(w) and w.relation != "acl"]
    verb = next((w for w in reversed(verbs) if w.base_relation not in ("aux", "cop")), None)
    entry = None if verb is None else lexicon.entry(verb)
    if verb is None or entry is None or not entry.is_said or not sentence.children(verb, "nsubj"):
        return False
    if sentence.children(verb, "ccomp", "xcomp"):
        return False
    objects = sentence.children(verb, "obj")
    return lemma(verb) in lexicon.blocks["addressing"] or all(lemma(o) in lexicon.blocks["pointing"] for o in objects)
