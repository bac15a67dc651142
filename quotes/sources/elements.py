"""Sources in, each with what an auditor lists of it out: its name, title, affiliation, justification and issuer.

These are the elements of a source in the sourcing benchmark of the Markkula Center for Applied Ethics; each is a span
of the article. They are read from the words that describe the source (``describe``); no model has a say in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.document import Document, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, document_word, family_tie, person_word
from quotes.lexicon.trie import joined
from quotes.model import Elements, Source, Span
from quotes.sources.ages import age_alone
from quotes.sources.entities import acronym
from quotes.sources.mentions.names import is_honorific
from quotes.sources.mentions.noun_phrases import Phrase, leading_phrase
from quotes.text.paragraphs import as_read

NO_TITLE = frozenset({"witness", "legal-party", "unknown"})
"""Words for persons that are neither post nor profession: neighbour, defendant, critic."""
LONGEST_FIELD = 3
"""Words behind the noun of the longest post in the lists: "of the board"."""
MODIFIERS = ("NN", "NNP", "NNS", "JJ", "HYPH", "VBN", "AFX")
BEHIND_DOCUMENT = 12
"""Words behind a document's name among which its issuer is looked for."""
LONGEST_NAME = 10
"""Words of the longest name of a body."""


@dataclass(frozen=True)
class Post:
    """A title in a description, with the words before and behind it, and whether its holder speaks for a body."""

    title: Span
    before: Sequence[Word]
    behind: Sequence[Word]
    for_body: bool


def with_elements(document: Document, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of an article, each with its ``elements``."""
    reader = _ElementReader(document, sources)
    return tuple(replace(source, elements=reader.elements(source)) for source in sources)


class _ElementReader:
    """Reads the elements of the sources of one article."""

    def __init__(self, document: Document, sources: Sequence[Source]) -> None:
        self._document = document
        self._sources = sources
        named = [s for s in sources if s.kind == "group" and s.named]
        self._body_at = {span: body for body in named for span in body.mentions}
        entities = {span for s in document.sentences for span, label in s.entities if label == "ORG"}
        self._names = sorted(entities | {span for span, body in self._body_at.items() if body.name})

    def elements(self, source: Source) -> Elements:
        """What the article tells of one source."""
        name = self._name(source)
        if source.kind == "document":
            return Elements(name, justification=_clause(self._told(source)), issuer=self._issuer(source))
        posts = list(self._posts(source)) if source.kind == "person" else []
        return Elements(
            name=name,
            title=posts[0].title if posts else None,
            affiliation=self._affiliation(source, posts) if source.kind == "person" or not source.named else None,
            justification=self._justification(source, name),
        )

    def _name(self, source: Source) -> Span | None:
        """Where the proper name stands, without titles."""
        for span in source.mentions if source.name else ():
            words = self._document.words(span)
            for first in range(len(words)):
                last = first + len(source.name.split()) + 4
                for end in range(first, min(last, len(words))):
                    found = span_of(words[first : end + 1])
                    if as_read(self._document.text, found).casefold() == source.name.casefold():
                        return found
        return None

    def _words(self, spans: Iterable[Span]) -> list[Sequence[Word]]:
        return [words for span in spans if (words := self._document.words(span))]

    def _told(self, source: Source) -> list[Sequence[Word]]:
        """The words of each description; those of somebody without a name are such by themselves."""
        return self._words([*source.descriptions, *(() if source.name else source.mentions)])

    def _posts(self, source: Source) -> Iterator[Post]:
        """The titles, those in front of the name before the others, as they stand there; "Dr." last."""
        posts = [post for words in self._told(source) if (post := _post(words)) is not None]
        address = LISTS.names.titles_before_names
        yield from sorted(posts, key=lambda post: post.title.of(self._document.text).lower() in address)

    def _affiliation(self, source: Source, posts: Sequence[Post]) -> Span | None:
        """The body that somebody belongs to or speaks for, by the fullest name that the article has for it."""
        found = list(self._bodies(source, posts))
        named = [span for span in found if any(w.is_proper_noun for w in self._document.words(span))]
        return self._fullest([*named, *found][0]) if found else None

    def _bodies(self, source: Source, posts: Sequence[Post]) -> Iterator[Span]:
        for post in posts:
            owner, behind = _owner(post.before), _body_behind(post.behind)
            before = _body(owner) or (_unknown_body(owner) if post.for_body else None)
            yield from (span for span in (behind, before) if span is not None)
        for words in self._words(source.mentions):
            owner = _owner(words)
            found = _body(owner) if len(owner) < len(words) and words[-1].entity == "PER" else None
            yield from (found,) if found is not None else ()  # "the Post's Ann Moss"
        for words in self._told(source):
            if not posts and self._is_place(words):
                continue
            if words[0].text.lower() in LISTS.grammar.belonging:
                behind = _body_behind(words) or _bare_name(words[1:])
                yield from (behind,) if behind is not None else ()
            elif words[0].xpos.startswith("W"):
                yield from _body_worked_for(words)
        owners = [*source.backing, *(self._sources[position].mentions[0] for position in source.member_of)]
        for words in self._words(sorted(owners, key=lambda span: span not in self._body_at)):
            proper = [w for w in words if w.xpos != "DT"] if any(w.is_proper_noun for w in words) else []
            found = _body(words) or (span_of(proper) if proper else None)  # "Local 88"
            yield from (found,) if found is not None else ()

    def _is_place(self, words: Sequence[Word]) -> bool:
        """Whether words tell where somebody is from: "of Leeds"; behind an age "of" any name that is no body's."""
        phrase = leading_phrase(words[1:]) if words[0].text.lower() in LISTS.grammar.of_a_place else None
        if phrase is None or not phrase.head.is_proper_noun:
            return False
        entities = {w.entity for w in phrase.words}
        before = self._document.text[: words[0].start].rstrip(", ")
        aged = age_alone(before.rpartition(",")[2].strip()) is not None
        known = "ORG" in entities or body_word(phrase.words, len(phrase.words) - 1) is not None
        return entities == {"LOC"} or (aged and not known)

    def _fullest(self, span: Span) -> Span:
        """The fullest name of a body: one that begins so, or for which capitals or a last word ("the board") stand."""
        if span in self._body_at and self._body_at[span].name:
            return self._name(self._body_at[span]) or span
        words = self._document.words(span)
        if all(w.entity == "LOC" for w in words):
            return span
        names = [name for name in self._names if len(self._document.words(name)) <= LONGEST_NAME]
        if words[0].is_proper_noun:
            return max((name for name in names if self._is_short_for(words, name)), key=len, default=span)
        before = [name for name in names if name.end <= span.start]
        same = [name for name in before if self._document.words(name)[-1].lemma.lower() == words[-1].lemma.lower()]
        return self._fullest(same[-1]) if len(words) == 1 and same else span

    def _is_short_for(self, words: Sequence[Word], name: Span) -> bool:
        """Whether words are the beginning or the capitals of a name, or stand in brackets behind it."""
        short, full = joined(words), self._document.words(name)
        in_brackets = self._document.text.startswith(f" ({words[-1].text})", name.end)
        return joined(full).startswith(short + " ") or (len(words) == 1 and (in_brackets or acronym(full) == short))

    def _justification(self, source: Source, name: Span | None) -> Span | None:
        """Why this source can know, in the article's words: what it saw, did or is, told most fully."""
        told = self._words(source.descriptions)
        clause = _clause(told, LISTS.grammar.personal_relative if source.kind == "person" else None)
        if clause is not None:
            return clause
        whole = [words for words in self._words(() if source.named else source.mentions) if _goes_on(words)]
        phrases = [words for words in (*told, *whole) if _tells_who(words)]
        behind = [words for words in phrases if name is None or words[0].start > name.start]
        living = [words for words in told if words[0].text.lower() in LISTS.grammar.belonging and _is_phrase(words)]
        longest = max(behind or phrases or living, key=lambda words: len(words), default=None)
        return span_of(longest) if longest is not None else None

    def _issuer(self, source: Source) -> Span | None:
        """Whose document it is: "a report by the council", "the council's report", "a council report"."""
        for span in source.mentions:
            words = self._document.words(span)
            sentence = words[0].sentence if words else None
            phrase = leading_phrase(words) if words else None
            if sentence is None or phrase is None:
                continue
            head = phrase.head.index
            behind = sentence.words[head + 1 : head + 1 + BEHIND_DOCUMENT]
            issuer = _issuer_behind(behind) or _issuer_before(phrase)
            if issuer is not None:
                return self._fullest(issuer)
        return next(iter(source.backing), None)


def _post(words: Sequence[Word]) -> Post | None:
    """The title with which a description leads: "director of works" of "the council's director of works"."""
    if words[0].xpos.startswith(("W", "IN", "TO", "CD", "PRP")) and words[0].xpos != "PRP$":
        return None
    phrase = leading_phrase(words)
    if phrase is None:
        return None
    noun = _without_honorific(phrase.words)
    found = person_word(noun, len(noun) - 1) if noun else None
    if found is None or found.value in NO_TITLE or family_tie(noun[-1]):
        return None
    first = found.first
    while first and _modifies(noun, first - 1):
        first -= 1
    field = _listed_field(noun, phrase.rest) or _field(phrase.rest)
    title = span_of((*noun[first:], *phrase.rest[:field]))
    return Post(title, noun[:first], phrase.rest[field:], found.value == "body")


def _modifies(words: Sequence[Word], position: int) -> bool:
    """Whether a word in front of a post belongs to it: "assistant", "vice"; not a body, a place or a name."""
    word = words[position]
    if word.xpos == "HYPH":
        return position > 0 and _modifies(words, position - 1)
    if position and words[position - 1].xpos == "HYPH" and not word.is_singular_noun:  # "Slovenian-born former model"
        return False
    listed = body_word(words, position) is not None or word.text.lower() in LISTS.grammar.behind_place
    of_country = word.text.lower() in LISTS.people.demonym
    return word.xpos in MODIFIERS and not word.entity and not listed and not of_country


def _without_honorific(words: Sequence[Word]) -> Sequence[Word]:
    """A post without the form of address behind it: "chief executive Lord"; nothing of "Mr." alone."""
    if is_honorific(words[-1].text):
        return words[:-1]
    return words


def _goes_on(words: Sequence[Word]) -> bool:
    """Whether a phrase says more of somebody than its noun: "a man who lives nearby", "people close to the talks"."""
    phrase = leading_phrase(words)
    return phrase is not None and len(phrase.meant.rest) > 1


def _is_phrase(words: Sequence[Word]) -> bool:
    """Whether more than one word follows without a verb: no "for speeds to go up"."""
    return len(words) > 1 and not any(w.xpos.startswith("V") for w in words)


def _tells_who(words: Sequence[Word]) -> bool:
    """Whether a description is a noun phrase that the lists know a word of: no age, no party mark, no ticker sign."""
    if not words[0].xpos.startswith(("DT", "NN", "JJ", "PRP$", "VBN", "RB")):
        return False
    nouns = [i for i, w in enumerate(words) if w.xpos.startswith("NN")]
    return any(person_word(words, i) is not None or body_word(words, i) is not None for i in nouns)


def _bare_name(words: Sequence[Word]) -> Span | None:
    """A name that no list knows and that is no place: "from Agro Perkasa"."""
    phrase = leading_phrase(words)
    if phrase is None or len(phrase.words) < 2 or any(w.entity == "LOC" for w in phrase.words):
        return None
    return span_of(phrase.words) if all(w.is_proper_noun for w in phrase.words) else None


def _listed_field(noun: Sequence[Word], rest: Sequence[Word]) -> int:
    """How many words behind a post make a longer post with it that the lists know: "secretary of state"."""
    for end in range(min(LONGEST_FIELD, len(rest)), 1, -1):
        whole = (*noun, *rest[:end])
        found = person_word(whole, len(whole) - 1)
        if found is not None and found.first < len(noun):
            return end
    return 0


def _field(rest: Sequence[Word]) -> int:
    """How many words behind a post tell its field: "of economics", "for health"; none where a body follows."""
    if not rest or rest[0].text.lower() not in LISTS.grammar.in_charge_of:
        return 0
    field = leading_phrase(rest[1:])
    if field is None or any(w.entity for w in field.words) or field.words[0].xpos in ("DT", "PRP$", "CD"):
        return 0
    return 0 if body_word(field.words, len(field.words) - 1) is not None else 1 + len(field.words)


def _body_behind(words: Sequence[Word]) -> Span | None:
    """The body behind a preposition: "of the council"; "at Hasselblad" rather than "of Global Sales"."""
    found: list[Span] = []
    for position, word in enumerate(words):
        if word.text == "," or word.xpos.startswith(("W", "V", "MD")):
            break
        if word.text.lower() not in LISTS.grammar.of_a_body or word.xpos not in ("IN", "TO"):
            continue
        phrase = leading_phrase(words[position + 1 :])
        body = _body(phrase.words, phrase.rest) if phrase is not None else None
        if body is not None and word.text.lower() in LISTS.grammar.belonging - LISTS.grammar.in_charge_of:
            return body
        found.extend([body] if body is not None else [])
    return found[0] if found else None


def _body(words: Sequence[Word], rest: Sequence[Word] = ()) -> Span | None:
    """The name or description of a body in words, without the article before it; ``rest`` may go on with "of …"."""
    kept = [w for w in words if w.xpos not in ("DT", "PDT", "POS")]
    while kept and (kept[0].xpos == "PRP$" or _is_before_name(kept)):
        kept = kept[1:]
    if not kept:
        return None
    if any(w.entity == "ORG" for w in kept) or body_word(kept, len(kept) - 1) is not None:
        return _as_named(kept, rest)
    return span_of(kept) if all(w.entity == "LOC" for w in kept) else None


def _unknown_body(words: Sequence[Word]) -> Span | None:
    """The name that no list knows in front of a post in a body: "Alva director"."""
    kept = [w for w in words if w.xpos != "DT"]
    named = all(w.is_proper_noun and w.entity not in ("PER", "LOC") for w in kept)
    return span_of(kept) if kept and named else None


def _is_before_name(words: Sequence[Word]) -> bool:
    """Whether words begin with an adjective that is no part of the name behind it: "recent Ipsos", not "New York"."""
    first = words[0]
    of_holder = first.text.lower() in LISTS.grammar.of_the_holder and not first.entity
    return of_holder or (first.xpos == "JJ" and first.text.islower() and len(words) > 1 and words[1].is_proper_noun)


def _as_named(words: Sequence[Word], rest: Sequence[Word]) -> Span:
    """A body with what its name goes on with: "University" with "of West Munster"."""
    proper = words[-1].is_proper_noun
    if proper and len(rest) > 1 and rest[0].text.lower() in LISTS.grammar.genitive:
        behind = leading_phrase(rest[1:])
        if behind is not None and behind.head.is_proper_noun:
            return span_of((*words, *rest[:1], *behind.words))
    return span_of(words)


def _body_worked_for(words: Sequence[Word]) -> Iterator[Span]:
    """The body of a clause that tells where somebody works or what they head: "who runs the Red Cross"."""
    for position, word in enumerate(words[1:5], 1):
        lemma, behind = word.lemma.lower(), words[position + 1 :]
        if word.upos == "CCONJ":
            return
        if word.xpos.startswith("VB") and lemma in LISTS.events.heading:
            phrase = leading_phrase(behind)
            found = _body(phrase.words, phrase.rest) if phrase is not None else None
            yield from (found,) if found is not None else ()
        elif word.xpos.startswith("VB") and lemma in LISTS.events.working:
            found = _body_behind(behind)
            yield from (found,) if found is not None else ()


def _clause(told: Sequence[Sequence[Word]], relative: Collection[str] | None = None) -> Span | None:
    """The first clause about a source, with one of these pronouns: "who lives nearby"; "driving home from work"."""
    for words in told:
        of_it = words[0].xpos.startswith("W") and (relative is None or words[0].text.lower() in relative)
        of_it = of_it or words[0].xpos == "WP$"
        if of_it or words[0].xpos == "VBG":
            return span_of(words)
    return None


def _issuer_behind(words: Sequence[Word]) -> Span | None:
    for position, word in enumerate(words):
        if word.xpos.startswith(("VBD", "VBZ", "VBP", "MD", "W")):
            return None
        if word.text.lower() in LISTS.grammar.origin:
            phrase = leading_phrase(words[position + 1 :])
            return _issuing(phrase.words, phrase.rest) if phrase is not None else None
    return None


def _issuer_before(phrase: Phrase) -> Span | None:
    """Who is named in front of a document's noun: "the council's", "council"."""
    document = document_word(phrase.words, len(phrase.words) - 1)
    before = phrase.words[: document.first if document is not None else -1]
    return _issuing(_owner(before), ()) if before else None


def _owner(words: Sequence[Word]) -> Sequence[Word]:
    """The words of whose something is: "the council" of "the council's UK director"; all of them where nobody's."""
    mark = next((i for i, w in enumerate(words) if w.xpos == "POS"), len(words))
    return words[:mark]


def _issuing(words: Sequence[Word], rest: Sequence[Word]) -> Span | None:
    """A body or a person that may issue a document; not its subject or its month."""
    kept = [w for w in words if w.xpos not in ("DT", "PRP$", "CD")]
    if all(w.entity == "LOC" for w in kept):
        return None
    person = person_word(kept, len(kept) - 1)
    named = any(w.entity == "PER" for w in kept) or (person is not None and person.value != "unknown")
    return span_of(kept) if named else _body(kept, rest)
