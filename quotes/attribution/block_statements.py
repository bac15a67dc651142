"""A parsed article in, its statements without quotation marks out: the paragraphs behind "Bell wrote on Facebook:".

Posts that are set into a page come as words with who wrote them behind a dash, "— Ann Bell (@annbell) May 3, 2024", or
in a line above, "Ann Bell @annbell · 4h".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from quotes.attribution import clauses
from quotes.attribution.spans import source_span
from quotes.attribution.transcripts import Turn
from quotes.capitals import CAPITAL
from quotes.document import Document, Sentence, Word
from quotes.lexicon.cues import CueLexicon, is_verbal, lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Span
from quotes.text.paragraphs import BULLETS

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
_ITEM = re.compile(rf"(?:[{BULLETS}*–—-]|\(?(?:\d{{1,2}}|[a-z])[.)])\s+(?=\S)")
"""The sign before an item of a list."""
NO_CLAUSE = ("aux", "cop", "amod", "obj", "obl")
"""Relations of a verb's form that has no clause of its own: "the following"."""
SHORTEST_POSTED = 2
"""Words behind "posted" in "posted on X"."""


def statements_without_marks(document: Document, lexicon: CueLexicon) -> Iterator[Turn]:
    """The posts and statements of an article that stand without marks, in text order of each kind."""
    yield from _posts(document)
    yield from _led_in_paragraphs(document, lexicon)
    yield from _led_in_beside(document, lexicon)


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
    speaking = {s.paragraph for s in document.sentences if _is_first_person(s.words)}
    quoted = {document.paragraph_at(q.span.start) for q in document.outermost if document.is_statement_like(q)}
    for sentence in document.sentences:
        first = sentence.paragraph + 1
        ends = document.text[sentence.end - 1] == ":" and document.paragraphs[sentence.paragraph].end == sentence.end
        if not ends or first >= len(document.paragraphs):
            continue
        items = tuple(_items(document, first))
        led_in = _led_in(sentence, sentence.words, lexicon, bool(items))
        if led_in is None or (first in quoted and not items):
            continue
        verb, subject = led_in
        said, name = Span(verb.start, verb.end), source_span(sentence, subject, barred=[verb])
        if items:
            listed = Span(sentence.end, items[-1].end)
            if not any(_has_speaker(s, lexicon) for s in document.sentences_between(listed.start, listed.end)):
                yield Turn(name, said, items)
            continue
        last = first
        while last + 1 in speaking and last + 1 not in quoted:
            last += 1
        signed = _signed_below(document, last + 1)
        yield Turn(signed or name, said, document.paragraphs[first : last + 1])


def _led_in_beside(document: Document, lexicon: CueLexicon) -> Iterator[Turn]:
    """What stands behind "the club wrote on X:" in its paragraph, where it begins with "we" or "I".

    A sentence there with "he" or "they", a quotation or a verb of saying is the reporter's again.
    """
    for sentence in document.sentences:
        colon = next((w for w in sentence.words if w.text == ":"), None)
        if colon is None or not _is_first_person(sentence.words[colon.index + 1 :]):
            continue
        led_in = _led_in(sentence, sentence.words[: colon.index], lexicon)
        paragraph = document.paragraphs[sentence.paragraph]
        said = Span(sentence.words[colon.index + 1].start, paragraph.end)
        if led_in is None or not said.of(document.text)[0].isupper():
            continue
        verb, subject = led_in
        in_text = _is_in_text(sentence.words[verb.index : colon.index + 1], sentence, lexicon)
        behind = document.sentences_between(sentence.end, paragraph.end)
        if in_text and not any(said.overlaps(q.span) for q in document.outermost):
            own = list(takewhile(lambda s: not _is_told(s, lexicon), behind))
            end = own[-1].end if own else sentence.end
            name = source_span(sentence, subject, barred=[verb])
            yield Turn(name, Span(verb.start, verb.end), (Span(said.start, end),))


def _is_first_person(words: Sequence[Word]) -> bool:
    own = LISTS.grammar.first_person
    return any(w.xpos.startswith("PRP") and w.text != "US" and w.text.lower() in own for w in words)


def _is_told(sentence: Sentence, lexicon: CueLexicon) -> bool:
    """Whether a sentence is a reporter's, who tells of others and of what they say."""
    others = LISTS.grammar.third_person & LISTS.grammar.able_to_speak
    third = any(w.text.lower() in others for w in sentence.words)
    return not _is_first_person(sentence.words) and (third or _has_speaker(sentence, lexicon))


def _items(document: Document, first: int) -> Iterator[Span]:
    """The items of the list that begins with a paragraph, each without its sign."""
    for paragraph in document.paragraphs[first:]:
        sign = _ITEM.match(document.text, paragraph.start, paragraph.end)
        if sign is None:
            return
        yield Span(sign.end(), paragraph.end)


def _has_speaker(sentence: Sentence, lexicon: CueLexicon) -> bool:
    """Whether somebody says something in a sentence, who is not "I"."""
    entries = [(w, lexicon.entry(w)) for w in sentence.words if w.is_finite]
    speaking = [s for w, e in entries if e is not None and e.is_said for s in sentence.children(w, "nsubj")]
    return any(s.text.lower() not in LISTS.grammar.first_person for s in speaking)


def _signed_below(document: Document, number: int) -> Span | None:
    """Who signs in a paragraph that is nothing but a signature: "— Ann Bell, June 2"."""
    paragraphs = document.paragraphs[number : number + 1]
    found = _SIGNATURE.fullmatch(document.text, paragraphs[0].start, paragraphs[0].end) if paragraphs else None
    return Span(*found.span("name")) if found is not None else None


def _led_in(
    sentence: Sentence, words: Sequence[Word], lexicon: CueLexicon, lists: bool = False
) -> tuple[Word, Word] | None:
    """The verb of speech or writing that lacks what is said at the end of words of a sentence, and its subject.

    ``lists``: what follows is a list, which may be of demands.
    """
    verbs = [w for w in words if is_verbal(w) and w.base_relation not in NO_CLAUSE]
    verb = next(reversed(verbs), None)
    if verb is None:
        return None
    entry, posts = lexicon.entry(verb), lemma(verb) in lexicon.blocks["posting"]
    subject = sentence.child(verb, "nsubj")
    if subject is None and posts and verb.base_relation == "acl" and not clauses.is_past(verb):
        subject = sentence.head(verb)  # "Bell posted on Instagram:", taken for a phrase
    end = words[-1].index
    inside = [w for w in sentence.children(verb, "ccomp", "xcomp") if w.index <= end]
    if subject is None or inside:
        return None
    if subject.relation == "nsubj:pass":
        return None
    if _is_in_text(words[verb.index :], sentence, lexicon):
        return verb, subject
    said = (entry is not None and entry.is_said) or posts
    objects = [w for w in sentence.children(verb, "obj") if w.index <= end]
    named = lexicon.blocks["pointing"] | (lexicon.nouns.keys() if lists else frozenset())
    pointing = all({lemma(o), o.text.lower()} & named for o in objects)
    return (verb, subject) if said and (lemma(verb) in lexicon.blocks["addressing"] or pointing) else None


def _is_in_text(behind: Sequence[Word], sentence: Sentence, lexicon: CueLexicon) -> bool:
    """Whether what is told with the first of some words stands "in a post:", or "on Facebook:" at the end."""
    texts = [w for w in behind if w.xpos == "NN" and lemma(w) in lexicon.blocks["texts"]]
    on, place = (w.text.lower() for w in behind[-3:-1]) if len(behind) > SHORTEST_POSTED else ("", "")
    on_platform = on in LISTS.grammar.posted_on and place in lexicon.blocks["platforms"]
    return on_platform or any(clauses.case_of(sentence, text) in LISTS.grammar.spoken_in for text in texts)
