"""Sources and a codebook in, sources with roles out: each with the words that decided it, the rule, a confidence.

What the article says of a source is judged phrase by phrase (``capacities``) and weighed; what only the setting tells
(``standing``) counts where no phrase does. The rules are those of the codebook's section on deciding between two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.capacities import Verdict, judge, judge_phrase
from quotes.codebook import Codebook
from quotes.lexicons import joined
from quotes.model import Article, Attribution, Role, Source, Span
from quotes.phrases import leading_phrase
from quotes.standing import Standing
from quotes.tree import Parse, Word, span_of
from quotes.vocabulary import events, person_word

RANK = (
    "unknown",
    "witness",
    "expert",
    "public-figure",
    "media",
    "business",
    "political",
    "official",
    "activist",
    "legal-party",
    "document",
)
"""Of capacities that weigh the same the later one decides: a post or a cause before a profession."""
MOST_MENTIONS = 60
"""Mentions of one source that are looked at."""
OWN_VOICE = frozenset({"i", "we", "he", "she", "they"})
VOICES = 4
"""Names signed under quotations from which on they are voices of the public."""


def assign_roles(
    article: Article, parse: Parse, attributions: Sequence[Attribution], sources: Sequence[Source], codebook: Codebook
) -> tuple[Source, ...]:
    """The sources, each with ``role`` set; ``codebook.unknown`` where nothing in the article tells."""
    decider = _Decider(article, parse, attributions, sources, codebook)
    return tuple(replace(source, role=decider.role(position)) for position, source in enumerate(sources))


class _Decider:
    """What deciding the roles of one article needs to know."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
        codebook: Codebook,
    ) -> None:
        self.parse = parse
        self.sources = sources
        self.codebook = codebook
        self.own = dict(codebook.words)
        self.starts = [s.start for s in parse.sentences]
        self.standing = Standing(parse)
        self.spoken: defaultdict[int, list[Span]] = defaultdict(list)
        for attribution in attributions:
            if attribution.speaker is not None and attribution.source is not None:
                self.spoken[attribution.speaker].append(attribution.source)
        self.asking = {i for i in range(len(sources)) if self._asks(i)}
        self.signed = {i for i in range(len(sources)) if self._is_signature(i)}

    def role(self, position: int) -> Role:
        """The role of one source: the heaviest of all verdicts on it."""
        verdicts = [*self.verdicts(position), *self._setting(position)]
        if not verdicts:
            return Role(self.codebook.unknown, None, "nothing in the article tells", 0.3)
        best = self._heaviest(verdicts)
        if best.rule == "codebook word":
            return Role(best.capacity, best.evidence, best.rule, best.weight)
        return Role(self.codebook.role_of(best.capacity), best.evidence, best.rule, round(min(0.99, best.weight), 2))

    def _heaviest(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The verdict that weighs most; more of its capacity add to it; an office held beats a candidacy."""
        times: defaultdict[str, int] = defaultdict(int)
        for verdict in verdicts:
            times[verdict.capacity] += 1
        in_office = any(v.capacity == "official" and v.weight >= 0.7 for v in verdicts)

        def weight(verdict: Verdict) -> tuple[float, int]:
            more = verdict.weight + 0.02 * min(5, times[verdict.capacity] - 1)
            if verdict.capacity == "political" and in_office:
                more -= 0.3
            return more, RANK.index(verdict.capacity) if verdict.capacity in RANK else len(RANK)

        return max(verdicts, key=weight)

    def verdicts(self, position: int) -> Iterator[Verdict]:
        """All that the article's words about a source tell."""
        source = self.sources[position]
        mentions = sorted({*self.spoken[position][:MOST_MENTIONS], *source.mentions[:MOST_MENTIONS]})
        for span in source.descriptions:
            words = self._words(span)
            verdict = judge(words, self.own, self._person_role) if words else None
            if verdict is not None:
                yield replace(verdict, weight=verdict.weight - 0.2) if self._is_predicate(words) else verdict
        named = source.named and source.kind == "person"
        for span in mentions:
            words = self._words(span)
            if words and not named:
                yield from self._of_phrase(words, source)
            elif words and span in self.spoken[position]:
                yield from self._of_leading_description(words, source)
            if source.kind == "person":
                yield from self._of_deeds(words)
        if named:
            parts = source.speaker.partition(" and ")[0].split()
            shown = self.standing.capacity(parts[-1], {p.lower() for p in parts[:-1]}) if parts else None
            if shown is not None:
                yield Verdict(shown[0], 0.8 if shown[0] == "official" else 0.72, "standing of the name", shown[1])

    def _of_leading_description(self, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What a source phrase tells that leads up to a name: "the union's president, Dana Hall"."""
        phrase = leading_phrase(words)
        if phrase is None or phrase.head.text in source.speaker or phrase.head.xpos.startswith(("PRP", "W", "NNP")):
            return
        verdict = judge_phrase(phrase, self.own, self._person_role)
        if verdict is not None and verdict.capacity != "unknown":
            yield verdict

    def _is_predicate(self, words: Sequence[Word]) -> bool:
        """Whether a description stands after "is", "was": often a comparison ("he is a sprinter, not a marathoner")."""
        before = self.parse.sentences[self._sentence(words[0].start)].words[max(0, words[0].index - 2) : words[0].index]
        return any(w.lemma == "be" for w in before)

    def _of_phrase(self, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What the words of a group, a document or an unnamed person tell themselves."""
        sentence = self.parse.sentences[self._sentence(words[0].start)]
        phrase = leading_phrase(words)
        if phrase is not None and not phrase.rest and phrase.words[-1] is words[-1]:
            phrase = phrase.followed_by(sentence.words[words[-1].index + 1 : words[-1].index + 12])
        if phrase is None or (len(phrase.words) == 1 and phrase.head.xpos.startswith(("PRP", "W"))):
            return
        verdict = judge_phrase(phrase, self.own, self._person_role)
        if verdict is not None:
            yield verdict
            if verdict.capacity != "unknown":
                return
        head = phrase.meant.head
        if head.entity in ("LOC", "GPE") or (head.xpos in ("NNP", "NNPS") and source.named and head.entity == "LOC"):
            yield Verdict("official", 0.65, "a place for its government", span_of(phrase.meant.words))

    def _of_deeds(self, words: Sequence[Word]) -> Iterator[Verdict]:
        """What the source did or underwent as the subject of a sentence: "Bell was charged", "Bell survived"."""
        if not words:
            return
        sentence = self.parse.sentences[self._sentence(words[0].start)]
        inside = {w.index for w in words}
        for word in words:
            if word.base_relation != "nsubj" or word.head in inside or word.head < 0:
                continue
            verb = sentence.words[word.head]
            passive = word.relation == "nsubj:pass"
            for role, weight in (("legal-party", 0.8), ("witness", 0.7)):
                listed = (
                    events(role, "passive")
                    if passive
                    else events(role, "active")
                    if role == "legal-party"
                    else frozenset()
                )
                if verb.xpos.startswith("VB") and verb.lemma.lower() in listed:
                    yield Verdict(role, weight, f"what happened: {verb.lemma.lower()}", span_of((verb,)))

    def _setting(self, position: int) -> Iterator[Verdict]:
        """What the setting tells of a person of whom no words do."""
        source = self.sources[position]
        if source.kind == "group" and source.named:
            yield from self._named_body(source)
        for span in self.spoken[position][:3]:
            yield from self._unknown_body(self._words(span))
        if source.kind != "person" or not source.named:
            return
        mention = source.mentions[0]
        if position in self.signed and len(self.signed) >= VOICES:
            yield Verdict("witness", 0.6, "one of several signed voices", mention)
        if position in self.asking:
            yield Verdict("media", 0.6, "asks the questions", mention)
        for span in source.descriptions:
            if self._is_age_or_home(span):
                yield Verdict("witness", 0.5, "age or home", span)
        for span in source.descriptions:
            yield from self._unknown_body(self._words(span))
            yield from self._unlisted(self._words(span))
        told = self._tells_of_itself(position)
        if told is not None:
            yield Verdict("witness", 0.42, "speaks of what happened to itself", told)
        last = source.speaker.split()[-1]
        field = self.standing.company(last)
        if field is not None:
            sure = len(source.mentions) > 3 or field[0] == "public-figure"
            yield Verdict(field[0], 0.52 if sure else 0.45, "words in the company of the name", field[1])

    def _named_body(self, source: Source) -> Iterator[Verdict]:
        """What a body's fuller name tells for its short one; a proper name that tells nothing is likely a company's."""
        words = [w for span in source.mentions[:3] for w in self._words(span) if w.xpos in ("NNP", "NNPS")]
        for word in words:
            told = self.standing.body(word.text)
            if told is not None:
                yield Verdict(told[0], 0.7, "full name of the body", told[1])
                return
        if words and not any(w.entity in ("LOC", "GPE") for w in words):
            yield Verdict("business", 0.35, "a proper name alone", span_of(words[:1]))

    def _unknown_body(self, words: Sequence[Word]) -> Iterator[Verdict]:
        """Who speaks for a body that no word tells of: the body spoken of before, else the kind most usual."""
        phrase = leading_phrase(words) if words else None
        if phrase is None:
            return
        match = person_word(phrase.meant.words, len(phrase.meant.words) - 1)
        its = joined(words).startswith(("its ", "their "))
        if match is None or not (match.value == "body" or (its and match.value == "official")):
            return
        before = phrase.meant.words[: match.first]
        if its:
            near = self.standing.nearest_body(words[0].start)
            if near is not None:
                yield Verdict(near[0], 0.9, "speaks for the body spoken of", near[1])
            return
        evidence = span_of(phrase.meant.words[match.first :])
        if not any(w.xpos == "NNP" for w in (*before, *phrase.rest[:8])):
            near = self.standing.nearest_body(phrase.words[0].start)
            if near is not None:
                yield Verdict(near[0], 0.58, "speaks for the body spoken of", near[1])
        else:
            yield Verdict("business", 0.4, "speaks for a body of unknown kind", evidence)

    def _unlisted(self, words: Sequence[Word]) -> Iterator[Verdict]:
        """An occupation that is in no list, told without a body ("projectionist"): ordinary work."""
        phrase = leading_phrase(words) if words and not words[0].xpos.startswith(("W", "IN", "CD")) else None
        if (
            phrase is None
            or phrase.head.xpos != "NN"
            or (phrase.rest[:1] and phrase.rest[0].text.lower() in ("of", "for", "at"))
        ):
            return
        if person_word(phrase.words, len(phrase.words) - 1) is None:
            yield Verdict("witness", 0.38, "occupation in no list", span_of(phrase.words))

    def _tells_of_itself(self, position: int) -> Span | None:
        """The "I", "we" or "he" with which a source's statement starts, and what it did or underwent."""
        for span in self.spoken[position]:
            sentence = self.parse.sentences[self._sentence(span.start)]
            for word in sentence.words:
                if word.start <= span.end or word.text.lower() not in OWN_VOICE or word.base_relation != "nsubj":
                    continue
                verb = sentence.head(word)
                cue = sentence.head(verb) if verb is not None and verb.base_relation == "ccomp" else None
                if verb is not None and cue is not None and verb.xpos in ("VBD", "VBN") and cue.start > span.start:
                    return span_of((word, verb))
        return None

    def _is_signature(self, position: int) -> bool:
        """Whether a source is named under its words: alone in a sentence or behind a dash."""
        for span in self.spoken[position]:
            sentence = self.parse.sentences[self._sentence(span.start)]
            alone = len([w for w in sentence.words if w.text[0].isalnum()]) <= span.of(self.parse.text).count(" ") + 2
            if alone or self.parse.text[: span.start].rstrip(" \t")[-1:] in ("—", "–", "-", "―"):
                return True
        return False

    def _asks(self, position: int) -> bool:
        """Whether a source speaks in questions for the most part, as an interviewer in a transcript ("BELL: Why?")."""
        turns = [s for s in self.spoken[position] if self.parse.text[s.end : s.end + 1] == ":"]
        asked = 0
        for span in turns:
            sentence = self.parse.sentences[self._sentence(span.start)]
            paragraph = self.parse.paragraphs[sentence.paragraph]
            asked += "?" in paragraph.of(self.parse.text)
        return len(turns) > 1 and 2 * asked >= len(turns)

    def _is_age_or_home(self, span: Span) -> bool:
        """Whether a description is an age or a place: how news introduces a person without a post."""
        words = self._words(span)
        if not words:
            return False
        if (
            (words[0].text.isdigit() and len(words) < 4)
            or words[0].text.lower() in ("age", "aged")
            or "-year-old" in span.of(self.parse.text)
        ):
            return True
        return words[0].text.lower() in ("of", "from") and any(w.entity in ("LOC", "GPE") for w in words[1:4])

    def _person_role(self, words: Sequence[Word]) -> str:
        """The role of the person whose last name some words end in, as the setting shows it."""
        shown = self.standing.capacity(words[-1].text) or self.standing.body(words[-1].text)
        return shown[0] if shown is not None else ""

    def _sentence(self, start: int) -> int:
        return max(0, bisect_right(self.starts, start) - 1)

    def _words(self, span: Span) -> tuple[Word, ...]:
        if not self.parse.sentences:
            return ()
        sentence = self.parse.sentences[self._sentence(span.start)]
        return tuple(w for w in sentence.words if w.start < span.end and w.end > span.start)
