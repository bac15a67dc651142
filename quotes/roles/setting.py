"""Sources and their article in, what only the setting tells of them out: the body spoken of, the field, who signs.

It is evidence as the words about a source are (``capacities``); what it is worth, the model has learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.lexicon.trie import joined
from quotes.model import Source, Span
from quotes.roles.capacities import verdicts_of
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.standing import Standing
from quotes.roles.verdict import PersonRole, Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase


class Setting:
    """What the setting of one article tells of its sources; ``spoken`` has the source mentions of each."""

    def __init__(
        self,
        document: Document,
        standing: Standing,
        sources: Sequence[Source],
        spoken: Mapping[int, Sequence[Span]],
        own: dict[str, str],
        person_role: PersonRole,
    ) -> None:
        self._document = document
        self._standing = standing
        self._sources = sources
        self._spoken = spoken
        self._own = own
        self._person_role = person_role

    def verdicts(self, position: int) -> Iterator[Verdict]:
        """What the setting tells of a person of whom no words do."""
        source = self._sources[position]
        if source.kind == "group" and source.named:
            yield from self._named_body(source)
        backed = list(self._backed(source))
        yield from backed
        for span in self._spoken[position][:3] if not backed else ():
            yield from self._unknown_body(self._document.words(span), bool(source.backing))
        if source.kind != "person" or not source.named:
            return
        for span in source.descriptions:
            yield from self._unknown_body(self._document.words(span), bool(source.backing)) if not backed else ()
        own = self._first_person(position)
        if own is not None:
            yield Verdict("witness", Rule(RuleKind.FIRST_PERSON), own)

    def _backed(self, source: Source) -> Iterator[Verdict]:
        """What is told of the body or person that a source speaks for: "its president"; its lawyer takes its case."""
        told = [w for span in source.descriptions for w in self._document.words(span)]
        if any(w.lemma.lower() in LISTS.events.legal_party.lawyers for w in told):
            return
        for span in source.backing:
            words = self._document.words(span)
            verdict = self._of_backing(words) if words else None
            if verdict is not None and verdict.capacity not in ("unknown", "document", "witness"):
                yield Verdict(verdict.capacity, Rule(RuleKind.SPEAKS_FOR_THE_BODY), verdict.evidence)

    def _of_backing(self, words: Sequence[Word]) -> Verdict | None:
        """What words that name or describe a body or person tell of it, or the rest of the article of the name."""
        told = next(iter(verdicts_of(words, self._own, self._person_role)), None) or _of_last_word(words)
        shown = self._person_role(words) if told is None and words[-1].is_proper_noun else ""
        return Verdict(shown, Rule(RuleKind.STANDING), span_of(words)) if shown else told

    def _named_body(self, source: Source) -> Iterator[Verdict]:
        """What a body's fuller name tells for its short one."""
        words = [w for span in source.mentions[:3] for w in self._document.words(span) if w.is_proper_noun]
        for word in words:
            told = self._standing.body(word.text)
            if told is not None:
                yield Verdict(told[0], Rule(RuleKind.FULL_NAME), told[1])
                return

    def _unknown_body(self, words: Sequence[Word], backed: bool = False) -> Iterator[Verdict]:
        """Who speaks for a body that no word tells of: the body spoken of before, else the kind most usual.

        ``backed`` tells that the body is known by name, though its name tells nothing.
        """
        phrase = leading_phrase(words) if words else None
        if phrase is None:
            return
        match = person_word(phrase.meant.words, len(phrase.meant.words) - 1)
        its = joined(words).partition(" ")[0] in LISTS.grammar.group_possessive
        if match is None or not (match.value == "body" or (its and match.value == "official")):
            return
        before = phrase.meant.words[: match.first]
        if its and backed and self._standing.field != "public-figure":  # there "its" may be a film's
            yield Verdict("business", Rule(RuleKind.SPEAKS_FOR_UNKNOWN), span_of(phrase.meant.words))
            return
        if its:
            near = self._standing.owner(words[0].start)
            if near is not None:
                yield Verdict(near[0], Rule(RuleKind.SPEAKS_FOR_SPOKEN_OF), near[1])
            return
        evidence = span_of(phrase.meant.words[match.first :])
        if not any(w.is_singular_name for w in (*before, *phrase.rest[:8])):
            near = self._standing.nearest_body(phrase.words[0].start)
            if near is not None:
                yield Verdict(near[0], Rule(RuleKind.SPEAKS_FOR_SPOKEN_OF), near[1])
        else:
            yield Verdict("business", Rule(RuleKind.SPEAKS_FOR_UNKNOWN), evidence)

    def _first_person(self, position: int) -> Span | None:
        """The "I" or "we" of a quotation in a sentence of the source."""
        for span in self._spoken[position]:
            number = self._document.sentence_at(span.start)
            here = self._document.sentences[number]
            following = self._document.sentences[number + 1 : number + 2]
            goes_on = [s for s in following if s.paragraph == here.paragraph and self._document.spoken_at(s.start)]
            for word in (w for sentence in (here, *goes_on) for w in sentence.once(_first_persons)):
                if self._document.spoken_at(word.start):
                    return span_of((word,))
        return None


def _first_persons(sentence: Sentence) -> list[Word]:
    words = LISTS.grammar.first_person
    return [word for word in sentence.words if word.text.lower() in words and word.xpos.startswith("PRP")]


def _of_last_word(words: Sequence[Word]) -> Verdict | None:
    """What the last word of a body's name tells where an "and" cuts it: "Harlow and Eastmere Hospitals Trust"."""
    found = body_word(words, len(words) - 1) if words[-1].is_proper_noun else None
    return Verdict(found.value, Rule(RuleKind.BODY, found.phrase), span_of(words)) if found is not None else None
