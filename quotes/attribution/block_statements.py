"""A parsed article in, its statements without quotation marks out: the paragraphs behind "Bell wrote on Facebook:".

Posts that are set into a page come as words with who wrote them behind a dash, "— Ann Bell (@annbell) May 3, 2024", or
in a line above, "Ann Bell @annbell · 4h".
"""

import re
from collections.abc import Iterator

from quotes.attribution import clauses
from quotes.attribution.spans import source_span
from quotes.attribution.transcripts import Turn
from quotes.capitals import CAPITAL
from quotes.document import Document, Sentence, Word
from quotes.lexicon.cues import CueLexicon, is_verbal, lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Span

_SIGNED = re.compile(
    r"(?:^|(?<=[\s.!?]))(?P<mark>[–—-]{1,2})\s*(?P<name>[^\s–—()][^–—()\n]{1,60}?)\s\(@\w{1,30}\)[^()\n]{0,40}$"
)
"""The end of a paragraph that is a post, or the line below one."""
_HEADED = re.compile(
    r"(?P<name>[^\W\d_][^@()\n·•|]{1,60}?)\s(?P<mark>\(?@\w{1,30}\)?)"
    r"(?:\s?[·•|,–-]?\s?(?=[^\n]{0,20}\d)[\w .,:·•]{1,25})?(?=\n|$)"
)
"""The line above a post, or two lines."""
_SIGNATURE = re.compile(
    rf"[–—-]{{1,2}}\s?(?P<name>{CAPITAL}[\w.’'-]*(?: {CAPITAL}[\w.’'-]*){{1,3}})(?:, [^\n]{{2,30}})?"
)
"""The line below a statement that does nothing but name who made it."""
_HANDLE = re.compile(r"@\w{1,30}")
SHORTEST_POSTED = 2
"""Words behind "posted" in "posted on X"."""


def statements_without_marks(document: Document, lexicon: CueLexicon) -> Iterator[Turn]:
    """The posts and statements of an article that stand without marks, in text order of each kind."""
    yield from _posts(document)
    yield from _led_in_paragraphs(document, lexicon)


def _posts(document: Document) -> Iterator[Turn]:
    """What stands in front of "— Ann Bell (@annbell)" or below "Ann Bell @annbell", in its paragraph or the next."""
    text, paragraphs = document.text, document.paragraphs
    for number, paragraph in enumerate(paragraphs):
        signed = _SIGNED.search(text, paragraph.start, paragraph.end)
        above = (
            paragraphs[number - 1] if number and _HANDLE.fullmatch(text, paragraph.start, paragraph.end) else paragraph
        )
        found = signed or _HEADED.match(text, above.start, paragraph.end)
        if found is None:
            continue
        said = Span(paragraph.start, found.start()) if signed else Span(found.end(), paragraph.end)
        beside = number - 1 if signed else number + 1
        content = said.trimmed(text) or (paragraphs[beside] if 0 <= beside < len(paragraphs) else None)
        if content is not None and not any(content.overlaps(q.span) for q in document.outermost):
            name = Span(*found.span("name"))
            yield Turn(_without_signs(text, name), Span(*found.span("mark")), (content,))


def _without_signs(text: str, name: Span) -> Span:
    """A name without signs behind it: "Ann Bell ✔"."""
    words = name.of(text).rstrip()
    while words and not (words[-1].isalnum() or words[-1] in ".)"):
        words = words[:-1]
    return Span(name.start, name.start + len(words))


def _led_in_paragraphs(document: Document, lexicon: CueLexicon) -> Iterator[Turn]:
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
            signed = _signed_below(document, last + 1)
            yield Turn(signed or name, Span(verb.start, verb.end), document.paragraphs[first : last + 1])


def _signed_below(document: Document, number: int) -> Span | None:
    """Who signs in a paragraph that is nothing but a signature: "— Ann Bell, June 2"."""
    paragraphs = document.paragraphs[number : number + 1]
    found = _SIGNATURE.fullmatch(document.text, paragraphs[0].start, paragraphs[0].end) if paragraphs else None
    return Span(*found.span("name")) if found is not None else None


def _led_in(sentence: Sentence, lexicon: CueLexicon) -> tuple[Word, Word] | None:
    """The verb of speech or writing that lacks what is said at the end of a sentence, and its subject."""
    verbs = [w for w in sentence.words if is_verbal(w) and w.base_relation not in ("aux", "cop", "amod")]
    verb = next(reversed(verbs), None)
    if verb is None:
        return None
    entry, posts = lexicon.entry(verb), lemma(verb) in lexicon.blocks["posting"]
    subject = sentence.child(verb, "nsubj")
    if subject is None and posts and verb.base_relation == "acl" and not clauses.is_past(verb):
        subject = sentence.head(verb)  # "Bell posted on Instagram:", taken for a phrase
    if subject is None or sentence.children(verb, "ccomp", "xcomp"):
        return None
    if _is_in_text(sentence, verb, lexicon) and subject.relation != "nsubj:pass":
        return verb, subject
    said = (entry is not None and entry.is_said) or posts
    objects = sentence.children(verb, "obj")
    pointing = all(lemma(o) in lexicon.blocks["pointing"] for o in objects)
    return (verb, subject) if said and (lemma(verb) in lexicon.blocks["addressing"] or pointing) else None


def _is_in_text(sentence: Sentence, verb: Word, lexicon: CueLexicon) -> bool:
    """Whether what is told with a verb stands "in a post:", or "on Facebook:" at the end."""
    behind = sentence.words[verb.index :]
    texts = [w for w in behind if w.xpos == "NN" and lemma(w) in lexicon.blocks["texts"]]
    on, place = (w.text.lower() for w in behind[-3:-1]) if len(behind) > SHORTEST_POSTED else ("", "")
    on_platform = on in LISTS.grammar.posted_on and place in lexicon.blocks["platforms"]
    return on_platform or any(clauses.case_of(sentence, text) in LISTS.grammar.spoken_in for text in texts)
