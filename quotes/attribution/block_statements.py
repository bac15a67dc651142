"""A parsed article in, its statements without quotation marks out: the paragraphs behind "Bell wrote on Facebook:"."""

from collections.abc import Iterator

from quotes.attribution import clauses
from quotes.attribution.spans import source_span
from quotes.attribution.transcripts import Turn
from quotes.document import Document, Sentence, Word
from quotes.lexicon.cues import CueLexicon, is_verbal, lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Span


def statements_without_marks(document: Document, lexicon: CueLexicon) -> Iterator[Turn]:
    """The paragraph behind "The governor added:", where indentation or a box may stand for the marks.

    Paragraphs behind the first belong to it as long as they speak in the first person, which reporters do not, and
    none has a quotation.
    """
    own = LISTS.grammar.first_person
    speaking = {
        s.paragraph
        for s in document.sentences
        if any(w.xpos.startswith("PRP") and w.text != "US" and w.text.lower() in own for w in s.words)
    }
    quoted = {document.paragraph_at(q.span.start) for q in document.outermost if document.is_statement_like(q)}
    for sentence in document.sentences:
        first = sentence.paragraph + 1
        ends = document.text[sentence.end - 1] == ":" and document.paragraphs[sentence.paragraph].end == sentence.end
        if not ends or first >= len(document.paragraphs) or first in quoted:
            continue
        led_in = _led_in(sentence, lexicon)
        if led_in is not None:
            verb, subject = led_in
            last = first
            while last + 1 in speaking and last + 1 not in quoted:
                last += 1
            name = source_span(sentence, subject, barred=[verb])
            yield Turn(name, Span(verb.start, verb.end), document.paragraphs[first : last + 1])


def _led_in(sentence: Sentence, lexicon: CueLexicon) -> tuple[Word, Word] | None:
    """The verb of speech or writing that lacks what is said at the end of a sentence, and its subject."""
    verbs = [w for w in sentence.words if is_verbal(w) and w.base_relation not in ("aux", "cop")]
    verb = next(reversed(verbs), None)
    if verb is None:
        return None
    entry, posts = lexicon.entry(verb), lemma(verb) in lexicon.blocks["posting"]
    subject = sentence.child(verb, "nsubj")
    if subject is None and posts and verb.base_relation == "acl" and not clauses.is_past(verb):
        subject = sentence.head(verb)  # "Bell posted on Instagram:", taken for a phrase
    said = (entry is not None and entry.is_said) or posts
    if subject is None or not said or sentence.children(verb, "ccomp", "xcomp"):
        return None
    objects = sentence.children(verb, "obj")
    pointing = all(lemma(o) in lexicon.blocks["pointing"] for o in objects)
    return (verb, subject) if lemma(verb) in lexicon.blocks["addressing"] or pointing else None
