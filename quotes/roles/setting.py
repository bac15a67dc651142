"""Sources and their article in, what only the setting tells of them out: the body spoken of, the field, who signs.

It is evidence as the words about a source are (``capacities``); what it is worth, the model has learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotes.document import Document, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.lexicon.trie import joined
from quotes.model import Source, Span
from quotes.parse.turn_labels import interview_label
from quotes.roles.capacities import verdicts_of
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.standing import FIELDS, Standing
from quotes.roles.verdict import PersonRole, Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase

NEAR = 200
"""Characters between a body and "President Dana Hall" who heads it."""


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
        self._asking = {i for i in range(len(sources)) if self._asks(i)}

    def verdicts(self, position: int) -> Iterator[Verdict]:
        """What the setting tells of a person of whom no words do."""
        source = self._sources[position]
        if source.kind == "group" and source.named:
            yield from self._named_body(source)
        backed = list(self._backed(source))
        yield from backed
        for span in self._spoken[position][:3] if not backed else ():
            yield from self._unknown_body(self._document.words(span), bool(source.backing))
        mention = source.mentions[0]
        if position in self._asking:
            yield Verdict("media", Rule(RuleKind.ASKS), mention)
        if source.kind != "person" or not source.named:
            return
        for span in source.descriptions:
            if self._is_age_or_home(span):
                yield Verdict("witness", Rule(RuleKind.AGE_OR_HOME), span)
        for span in source.descriptions:
            yield from self._unknown_body(self._document.words(span), bool(source.backing)) if not backed else ()
        for span in self._spoken[position]:
            yield from self._one_of_several(span)
        own = self._first_person(position)
        if own is not None:
            yield Verdict("witness", Rule(RuleKind.FIRST_PERSON), own)
        last = source.speaker.split()[-1]
        field = self._standing.company(last)
        if field is not None:
            yield Verdict(field[0], Rule(RuleKind.COMPANY), field[1])
        if not source.descriptions:
            yield from self._one_of_candidates(mention)
        if self._standing.field in FIELDS and not any(self._is_told(span) for span in source.descriptions):
            yield Verdict(self._standing.field, Rule(RuleKind.FIELD), mention)

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

    def _one_of_several(self, span: Span) -> Iterator[Verdict]:
        """What "one" tells that a name follows: it is one of the people spoken of last ("one, Ann Moss")."""
        number = self._document.sentence_at(span.start)
        words = self._document.words(span)
        if not words or words[0].text.lower() not in LISTS.grammar.one_of_several:
            return
        before = [
            w for s in self._document.sentences[max(0, number - 2) : number + 1] for w in s.words if w.end < span.start
        ]
        for index in range(len(before) - 1, -1, -1):
            match = person_word(before[: index + 1], index) if before[index].xpos == "NNS" else None
            if match is not None and match.value not in ("unknown", "body", "client"):
                yield Verdict(match.value, Rule(RuleKind.SPOKEN_OF, before[index].text), span_of((before[index],)))
                return

    def _one_of_candidates(self, first: Span) -> Iterator[Verdict]:
        """What party words in the plural tell of who is named right behind: "the candidates differ. Hall wants"."""
        number = self._document.sentence_at(first.start)
        for sentence in self._document.sentences[max(0, number - 1) : number + 1]:
            for word in (w for w in sentence.words if w.xpos == "NNS" and w.end < first.start):
                match = person_word(sentence.words, word.index)
                if match is not None and match.value == "political":
                    yield Verdict("political", Rule(RuleKind.SPOKEN_OF, word.text), span_of((word,)))
                    return

    def _is_told(self, span: Span) -> bool:
        """Whether a description tells what somebody is, and not only their age or what they did."""
        words = self._document.words(span)
        return bool(words) and not words[0].xpos.startswith(("W", "CD"))

    def _named_body(self, source: Source) -> Iterator[Verdict]:
        """What a body's fuller name tells for its short one; a proper name that tells nothing is likely a company's."""
        words = [w for span in source.mentions[:3] for w in self._document.words(span) if w.is_proper_noun]
        for word in words:
            told = self._standing.body(word.text)
            if told is not None:
                yield Verdict(told[0], Rule(RuleKind.FULL_NAME), told[1])
                return
        if words and not any(w.entity == "LOC" for w in words):
            yield Verdict("business", Rule(RuleKind.NAME_ALONE), span_of(words[:1]))

    def _unknown_body(self, words: Sequence[Word], backed: bool = False) -> Iterator[Verdict]:
        """Who speaks for a body that no word tells of: the body spoken of before, else the kind most usual.

        ``backed`` tells that the body is known by name, though its name tells nothing.
        """
        phrase = leading_phrase(words) if words else None
        if phrase is None:
            return
        match = person_word(phrase.meant.words, len(phrase.meant.words) - 1)
        if match is not None and len(words) == 1 and match.phrase in LISTS.events.of_any_body:
            near = self._standing.owner(words[0].start, NEAR)
            if near is not None and near[0] not in ("official", "political") and self._follows(words[0], near[1]):
                yield Verdict(near[0], Rule(RuleKind.SPEAKS_FOR_SPOKEN_OF), near[1])
            return
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
        if self._standing.field == "public-figure" and match.phrase in LISTS.events.posts_of_sport:
            yield Verdict("public-figure", Rule(RuleKind.SPORT_OR_ART), evidence)
            return
        if not any(w.is_singular_name for w in (*before, *phrase.rest[:8])):
            near = self._standing.nearest_body(phrase.words[0].start)
            if near is not None:
                yield Verdict(near[0], Rule(RuleKind.SPEAKS_FOR_SPOKEN_OF), near[1])
        else:
            near = self._standing.several_before(words[0].start)
            if near is not None:
                yield Verdict(near[0], Rule(RuleKind.SPOKEN_OF, "bodies"), near[1])
            if self._standing.field == "political" and any(w.entity == "PER" for w in before):
                yield Verdict("political", Rule(RuleKind.SPEAKS_IN_ELECTION), evidence)
            yield Verdict("business", Rule(RuleKind.SPEAKS_FOR_UNKNOWN), evidence)

    def _follows(self, title: Word, body: Span) -> bool:
        """Whether a title with a full name starts the sentence behind a body's, in its paragraph."""
        number = self._document.sentence_at(title.start)
        sentence = self._document.sentences[number]
        name = sentence.words[title.index + 1 : title.index + 3]
        full = len(name) == 2 and all(w.entity == "PER" for w in name)
        before = self._document.sentences[number - 1] if number else sentence
        behind = before is not sentence and before.paragraph == sentence.paragraph and before.start <= body.start
        return full and behind and title.index == 0

    def _first_person(self, position: int) -> Span | None:
        """The "I" or "we" of a quotation in a sentence of the source."""
        for span in self._spoken[position]:
            number = self._document.sentence_at(span.start)
            here = self._document.sentences[number]
            following = self._document.sentences[number + 1 : number + 2]
            goes_on = [s for s in following if s.paragraph == here.paragraph and self._document.spoken_at(s.start)]
            for word in (w for sentence in (here, *goes_on) for w in sentence.words):
                if (
                    word.text.lower() in LISTS.grammar.first_person
                    and word.xpos.startswith("PRP")
                    and self._document.spoken_at(word.start)
                ):
                    return span_of((word,))
        return None

    def _asks(self, position: int) -> bool:
        """Whether a source speaks in questions for the most part, as an interviewer in a transcript ("BELL: Why?")."""
        text = self._document.text
        if any(interview_label(s.of(text)) == "Q" for s in self._spoken[position]):
            return True
        turns = [s for s in self._spoken[position] if text[s.end : s.end + 1] == ":"]
        asked = 0
        for span in turns:
            sentence = self._document.sentences[self._document.sentence_at(span.start)]
            paragraph = self._document.paragraphs[sentence.paragraph]
            asked += "?" in paragraph.of(self._document.text)
        return len(turns) > 1 and 2 * asked >= len(turns)

    def _is_age_or_home(self, span: Span) -> bool:
        """Whether a description is an age or a place: how news introduces a person without a post."""
        words = self._document.words(span)
        if not words:
            return False
        if (
            (words[0].text.isdigit() and len(words) < 4)
            or words[0].text.lower() in LISTS.grammar.age
            or "-year-old" in span.of(self._document.text)
        ):
            return True
        return words[0].text.lower() in LISTS.grammar.home and any(w.entity == "LOC" for w in words[1:4])


def _of_last_word(words: Sequence[Word]) -> Verdict | None:
    """What the last word of a body's name tells where an "and" cuts it: "Harlow and Eastmere Hospitals Trust"."""
    found = body_word(words, len(words) - 1) if words[-1].is_proper_noun else None
    return Verdict(found.value, Rule(RuleKind.BODY, found.phrase), span_of(words)) if found is not None else None
