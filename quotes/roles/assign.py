"""Sources and a codebook in, sources with roles out: each with the words that decided it, the rule, a confidence.

What the article says of a source is judged phrase by phrase (``capacities``) and weighed; what only the setting tells
(``standing``) counts where no phrase does. The rules are those of the codebook's section on deciding between two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, family_tie, person_word
from quotes.lexicon.trie import forms
from quotes.model import Attribution, Role, Source, Span
from quotes.roles.capacities import verdict_of_phrase, verdicts_of
from quotes.roles.codebook import Codebook
from quotes.roles.confidence import confidence_of
from quotes.roles.events import files_suit, in_suit, is_livelihood, is_tried, may_tell
from quotes.roles.plugin_rules import surest
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.setting import Setting
from quotes.roles.standing import Standing
from quotes.roles.ties import following_body
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import Phrase, examples_in, leading_phrase

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
POSTS = frozenset({"official", "political", "activist", "business", "legal-party"})
"""Capacities that come with a post or a case: who has two speaks in the one by which the article takes them up."""
MOST_MENTIONS = 60
"""Mentions of one source that are looked at."""


def assign_roles(
    document: Document,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    codebook: Codebook,
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """The sources, each with its ``role``, and the attributions, with one where somebody speaks in another role there.

    The role of a source is ``codebook.unknown`` where nothing in the article tells.
    """
    decider = _RoleDecider(document, attributions, sources, codebook)
    roles = [decider.role(position) for position in range(len(sources))]
    found = [
        one if one.source_index is None else replace(one, own_role=decider.here(one, roles[one.source_index]))
        for one in attributions
    ]
    return tuple(replace(source, role=role) for source, role in zip(sources, roles, strict=True)), tuple(found)


class _RoleDecider:
    """What deciding the roles of one article needs to know."""

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
        codebook: Codebook,
    ) -> None:
        self.document = document
        self.sources = sources
        self.codebook = codebook
        self.own = dict(codebook.words)
        self.standing = Standing(document)
        self.spoken: defaultdict[int, list[Span]] = defaultdict(list)
        self.read_out = {
            a.source_index for a in attributions if a.cue_lemma in LISTS.documents.read_out and a.kind == "direct"
        }
        for attribution in attributions:
            if attribution.source_index is not None and attribution.source is not None:
                self.spoken[attribution.source_index].append(attribution.source)
        self.setting = Setting(document, self.standing, sources, self.spoken, self.own, self._person_role)

    def role(self, position: int) -> Role:
        """The role of one source: that of the heaviest verdict on it with the runner-up, or of a surer plugin."""
        own = self._role([*self.verdicts(position), *self.setting.verdicts(position)])
        return surest(own, self.sources[position], self.document, self.codebook)

    def _role(self, verdicts: Sequence[Verdict]) -> Role:
        if not verdicts:
            untold = RuleKind.UNTOLD
            return Role(self.codebook.unknown, None, str(Rule(untold)), confidence_of(untold, 0.0), rule_kind=untold)
        weights = self._weights(verdicts)
        best, weight = weights[0]
        name = self._name(best)
        other, second = next(((v, w) for v, w in weights if self._name(v) != name), (None, 0.0))
        margin = round(min(1.0, max(0.0, weight - second)), 2)
        kind = best.rule.kind
        confidence = best.weight if kind is RuleKind.CODEBOOK_WORD else confidence_of(kind, margin)
        runner_up = self._name(other) if other is not None else ""
        return Role(name, best.evidence, str(best.rule), confidence, runner_up, margin, kind)

    def _name(self, verdict: Verdict) -> str:
        return (
            verdict.capacity if verdict.rule.kind is RuleKind.CODEBOOK_WORD else self.codebook.role_of(verdict.capacity)
        )

    def _weights(self, verdicts: Sequence[Verdict]) -> list[tuple[Verdict, float]]:
        """The verdicts with what they weigh, heaviest first: more of a kind add to it, an office beats a candidacy."""
        times: defaultdict[str, int] = defaultdict(int)
        for capacity, _ in {(v.capacity, v.evidence) for v in verdicts}:
            times[capacity] += 1
        in_office = any(
            v.capacity == "official" and v.weight >= 0.7 and v.rule.kind is not RuleKind.FULL_NAME for v in verdicts
        )

        def weight(verdict: Verdict) -> float:
            more = verdict.weight + 0.02 * min(5, times[verdict.capacity] - 1)
            return more - 0.3 if verdict.capacity == "political" and in_office else more

        def rank(verdict: Verdict) -> int:
            return RANK.index(verdict.capacity) if verdict.capacity in RANK else len(RANK)

        return sorted(((v, weight(v)) for v in verdicts), key=lambda pair: (-pair[1], -rank(pair[0])))

    def here(self, attribution: Attribution, role: Role) -> Role | None:
        """The role in which a source speaks in one attribution, where the words there tell another; else ``None``."""
        if attribution.source is None or attribution.source_index is None:
            return None
        if self.sources[attribution.source_index].kind != "person":
            return None
        verdict = self._in_capacity(attribution, attribution.source) or self._by_post(attribution.source)
        if verdict is None or self._name(verdict) in (role.name, self.codebook.unknown):
            return None
        return replace(self._role([verdict]), runner_up=role.name)

    def _in_capacity(self, attribution: Attribution, source: Span) -> Verdict | None:
        """What "speaking as a father of two" or "in her role as union president" tells beside a cue."""
        sentence = self.document.sentences[self.document.sentence_at(source.start)]
        inside = [c for c in attribution.content if c.overlaps(sentence.span)]
        for word in sentence.words[1:-1]:
            if word.text.lower() not in LISTS.grammar.capacity or any(c.start <= word.start < c.end for c in inside):
                continue
            before = sentence.words[word.index - 1].text.lower()
            if before not in LISTS.events.in_capacity and word.index > 1:
                continue
            phrase = leading_phrase(sentence.words[word.index + 1 :])
            found = verdict_of_phrase(phrase, self.own, self._person_role) if phrase is not None else None
            if found is not None and found.capacity not in ("unknown", "document") and found.weight >= 0.5:
                return replace(found, weight=0.9, rule=Rule(RuleKind.IN_CAPACITY))
        return None

    def _by_post(self, source: Span) -> Verdict | None:
        """What a description tells by which somebody is taken up: "the union president said" of a councilman."""
        words = self.document.words(source)
        if any(w.entity == "PER" for w in words):
            return None
        phrase = leading_phrase(words) if words and words[0].text.lower() in LISTS.grammar.pointing else None
        if phrase is None or phrase.head.xpos != "NN":
            return None
        found = verdict_of_phrase(phrase, self.own, self._person_role)
        return found if found is not None and found.capacity in POSTS and found.weight >= 0.8 else None

    def verdicts(self, position: int) -> Iterator[Verdict]:
        """All that the article's words about a source tell."""
        source = self.sources[position]
        if position in self.read_out and source.kind == "document":  # "a bedsheet read “Stay”"
            yield Verdict("document", 0.7, Rule(RuleKind.READ), source.mentions[0])
        starts = {m.start for m in source.mentions}
        retired = any(
            span.of(self.document.text).lower().strip(".") in LISTS.grammar.former_behind_name
            for span in source.descriptions
        )
        mentions = sorted({*self.spoken[position][:MOST_MENTIONS], *source.mentions[:MOST_MENTIONS]})
        for span in source.descriptions:
            words = self.document.words(span)
            own = 0.05 if words and words[0].xpos == "PRP$" else 0.0  # "Her father, Dr. Ben Hall, a physician"
            held = bool(words) and words[0].text.lower() in LISTS.grammar.present  # "a former aide, now a consultant"
            now = 0.1 if held else 0.0
            nearer = 0.03 if span.start in starts and self.document.text[span.end : span.end + 1] == " " else 0.0
            for verdict in verdicts_of(words, self.own, self._person_role):
                if retired and verdict.capacity == "official":
                    yield Verdict("expert", 0.6, Rule(RuleKind.FORMER_OFFICE, over=verdict.rule), verdict.evidence)
                elif verdict.rule.kind is RuleKind.NAMELESS and source.named and verdict.weight > 0.5:
                    yield replace(verdict, capacity="public-figure", weight=verdict.weight + 0.1)
                elif self.standing.field == "political" and _was_elected(verdict):
                    yield replace(verdict, capacity="political", weight=0.62)
                elif self.standing.field != "political" and _is_of_contest(verdict):
                    yield replace(verdict, capacity="unknown", weight=0.3)
                elif self.standing.field == "public-figure" and _is_post_of_sport(verdict):
                    yield replace(verdict, capacity="public-figure", rule=Rule(RuleKind.SPORT_OR_ART))
                elif source.kind != "person" or verdict.capacity != "document":
                    kin = own if verdict.capacity == "witness" and _is_relative(verdict.rule) else 0.0
                    yield replace(verdict, weight=verdict.weight + nearer + now + kin - self._doubt(words, verdict))
        yield from self._of_case(source)
        named = source.named and source.kind == "person"
        for span in mentions:
            words = self.document.words(span)
            if words and not named:
                yield from self._of_phrase(words, source)
            elif words and span in self.spoken[position]:
                yield from self._of_leading_description(words, source)
            if source.kind == "person" or not source.named:
                yield from (self._sure_of_harm(v, position) for v in self._of_deeds(words, source))
        if named:
            parts = source.speaker.partition(" and ")[0].split()
            shown = self.standing.capacity(parts[-1], {p.lower() for p in parts[:-1]}) if parts else None
            if shown is not None and not retired:
                yield Verdict(shown[0], 0.8 if shown[0] == "official" else 0.72, Rule(RuleKind.STANDING), shown[1])

    def _of_case(self, source: Source) -> Iterator[Verdict]:
        """What a clause tells of a lawyer's client: "Attorney Dana Hall, who filed the suit", "who represents them"."""
        told = [self.document.words(span) for span in source.descriptions]
        if not any(w.lemma.lower() in LISTS.events.legal_party.lawyers for words in told for w in words):
            return
        for words in told:
            verbs = [w for w in words[1:4] if w.lemma.lower() in LISTS.events.legal_party.case and w.xpos[:2] == "VB"]
            if words and words[0].xpos.startswith("W") and verbs:
                yield Verdict("legal-party", 0.88, Rule(RuleKind.LAWYER), span_of(verbs[:1]))

    def _of_leading_description(self, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What a source phrase tells that leads up to a name: "the union's president, Dana Hall"."""
        phrase = leading_phrase(words)
        if phrase is not None and phrase.head.lemma.lower() in LISTS.documents.voice:
            return
        if (
            phrase is None
            or phrase.head.text in source.speaker
            or phrase.head.is_proper_noun
            or phrase.head.xpos.startswith(("PRP", "W"))
        ):
            return
        verdict = verdict_of_phrase(phrase, self.own, self._person_role)
        if verdict is not None and verdict.capacity not in ("unknown", "document"):
            yield verdict

    def _doubt(self, words: Sequence[Word], verdict: Verdict) -> float:
        """What a verdict loses by where it stands: after "is", or for a daily deed where all are players or singers."""
        if verdict.rule.kind is RuleKind.NO_POST and self._is_predicate(words):
            return verdict.weight
        if verdict.rule.kind is RuleKind.DAILY_LIFE and self.standing.field == "public-figure":
            return 0.2
        return 0.2 if self._is_predicate(words) else 0.0

    def _is_predicate(self, words: Sequence[Word]) -> bool:
        """Whether a description stands after "is", "was": often a comparison ("he is a sprinter, not a marathoner")."""
        before = self.document.sentences[self.document.sentence_at(words[0].start)].words[
            max(0, words[0].index - 2) : words[0].index
        ]
        return any(w.lemma in LISTS.grammar.copula for w in before)

    def _of_phrase(self, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What the words of a group, a document or an unnamed person tell themselves."""
        sentence = self.document.sentences[self.document.sentence_at(words[0].start)]
        phrase = leading_phrase(words)
        if phrase is not None and not phrase.rest and phrase.words[-1] is words[-1]:
            phrase = phrase.followed_by(sentence.words[words[-1].index + 1 : words[-1].index + 12])
        if phrase is None or (len(phrase.words) == 1 and phrase.head.xpos.startswith(("PRP", "W"))):
            return
        if source.kind == "group" and source.named:
            yield from _of_full_name(words)
            party = _of_party_mark(sentence.words[max(0, words[0].index - 1) : words[-1].index + 1])
            if party is not None:
                yield party
                return
        if self.standing.field == "activist" and phrase.head.lemma.lower() in LISTS.people.protesting:
            yield Verdict("activist", 0.86, Rule(RuleKind.PROTEST), span_of(phrase.words))
            return
        if set(forms(phrase.head)) & LISTS.events.sides:
            yield from self._of_examples(phrase)
        verdict = verdict_of_phrase(phrase, self.own, self._person_role)
        if verdict is not None and self.standing.field != "political" and _is_of_contest(verdict):
            verdict = replace(verdict, capacity="unknown", weight=0.3)
        if verdict is not None:
            yield verdict
            if verdict.capacity != "unknown" and verdict.weight > 0.3:
                return
        head = phrase.meant.head
        is_address = "." in head.text.rstrip(".")  # "Rentals.ca" is no place
        if (
            head.is_plural_name
            or is_address
            or any(w.text.lower() in LISTS.grammar.behind_place for w in phrase.meant.words)
        ):
            return
        if head.entity == "LOC":
            yield Verdict("official", 0.65, Rule(RuleKind.PLACE), span_of(phrase.meant.words))

    def _of_examples(self, side: Phrase) -> Iterator[Verdict]:
        """What those tell whom the article names among a side: "critics of the plan, like Senators Hall and Moss"."""
        examples = examples_in(side.rest)
        phrase = leading_phrase(examples) if examples else None
        if phrase is None or not any(w.is_proper_noun for w in phrase.words):
            return
        found = verdict_of_phrase(phrase, self.own, self._person_role) or following_body(phrase, self._person_role)
        titles = (person_word(phrase.words[: i + 1], i) for i in range(len(phrase.words) - 1))
        title = next((t for t in titles if t is not None and t.value not in ("body", "client", "unknown")), None)
        capacity = found.capacity if found is not None else title.value if title is not None else ""
        if capacity not in ("", "unknown"):
            yield Verdict(capacity, 0.9, Rule(RuleKind.SIDE), span_of(phrase.words))

    def _of_deeds(self, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What the source did or underwent as the subject of a sentence: "Bell was charged", "Bell survived"."""
        if not words:
            return
        sentence = self.document.sentences[self.document.sentence_at(words[0].start)]
        inside = {w.index for w in words}
        titles = [t for w in words if w.relation == "appos" and (t := sentence.head(w)) is not None]
        for word in (*words, *titles):  # "the warden, Ann Moss, was charged"
            yield from _of_what_was_done_to(sentence, word)
            if word.base_relation != "nsubj" or word.head in inside or word.head < 0:
                continue
            verb, passive = sentence.words[word.head], word.relation == "nsubj:pass"
            deed = verb.lemma.lower()
            telling = verb.xpos.startswith("VB") and may_tell(sentence.words, verb.index)
            happened = Rule(RuleKind.WHAT_HAPPENED, deed)
            verbs = LISTS.events.passive if passive else LISTS.events.active
            if not passive and in_suit(sentence, verb):
                yield Verdict("legal-party", 0.87, Rule(RuleKind.IN_LAWSUIT), span_of((verb,)))
            if not passive and is_tried(sentence, verb):
                yield Verdict("legal-party", 0.87, Rule(RuleKind.CHARGED), span_of((verb,)))
            filed = not passive and verb.xpos.startswith("VB") and files_suit(sentence, verb)
            if filed or (telling and deed in verbs["legal-party"]):
                sure = passive and deed in LISTS.events.legal_party.before_court
                yield Verdict("legal-party", 0.87 if sure else 0.8, happened, span_of((verb,)))
            if not passive and source.kind == "person" and is_livelihood(sentence, verb):
                yield Verdict("witness", 0.45, Rule(RuleKind.DAILY_LIFE, deed), span_of((verb,)))
            if passive and telling and deed in LISTS.events.passive["witness"]:
                yield Verdict("witness", 0.7, happened, span_of((verb,)))

    def _sure_of_harm(self, verdict: Verdict, position: int) -> Verdict:
        """The verdict on a victim, heavier where harm introduces somebody who speaks of it: "a surgeon, was shot"."""
        source = self.sources[position]
        harm = verdict.rule.kind is RuleKind.WHAT_HAPPENED and verdict.rule.word in LISTS.events.witness.harm
        if verdict.capacity != "witness" or not harm or source.kind != "person":
            return verdict
        introduced = self.document.sentence_at(source.mentions[0].start) == self.document.sentence_at(
            verdict.evidence.start
        )
        if not introduced or not any(self._is_of_itself(span, source) for span in self.spoken[position]):
            return verdict
        return replace(verdict, weight=0.9, rule=Rule(RuleKind.HARMED_SPEAKER))

    def _is_of_itself(self, span: Span, source: Source) -> bool:
        """Whether a statement speaks of its source: "I" in a quotation, "she" or "her" of a woman."""
        male, female = LISTS.grammar.male, LISTS.grammar.female
        own = LISTS.grammar.first_person | {"male": male, "female": female}.get(source.gender, male | female)
        words = self.document.sentences[self.document.sentence_at(span.start)].words
        return any(w.text.lower() in own and not span.start <= w.start < span.end for w in words)

    def _person_role(self, words: Sequence[Word]) -> str:
        """The role of the person whose last name some words end in, as the setting shows it."""
        shown = self.standing.capacity(words[-1].text) or self.standing.body(words[-1].text)
        return shown[0] if shown is not None else ""


def _of_what_was_done_to(sentence: Sentence, word: Word) -> Iterator[Verdict]:
    """What a court or the police did to somebody: "The judge sentenced Bell", "Police arrested Bell"."""
    verb = sentence.head(word) if word.base_relation == "obj" else None
    if verb is not None and verb.xpos.startswith("VB") and verb.lemma.lower() in LISTS.events.legal_party.before_court:
        yield Verdict("legal-party", 0.87, Rule(RuleKind.WHAT_HAPPENED, verb.lemma.lower()), span_of((verb,)))


def _of_full_name(words: Sequence[Word]) -> Iterator[Verdict]:
    """What a body's name tells that goes on after "of": "Chamber of Commerce"."""
    end = next((i for i in range(len(words) - 1, -1, -1) if words[i].is_proper_noun), 0)
    found = body_word(words[: end + 1], end) if end else None
    if found is not None and any(
        w.text.lower() in LISTS.grammar.goes_on_in_name | LISTS.grammar.joining for w in words[found.first : end]
    ):
        yield Verdict(found.value, 0.88, Rule(RuleKind.BODY, found.phrase), found.span)


def _of_party_mark(words: Sequence[Word]) -> Verdict | None:
    """What stands before a party's name: "the opposition National Congress", "the ruling Alliance for Progress"."""
    for word, following in pairwise(words):
        if word.text.lower() in LISTS.events.before_party and following.text[:1].isupper():
            return Verdict(
                "political", 0.92, Rule(RuleKind.NAME_OF_PARTY, word.text.lower()), span_of((word, following))
            )
    return None


def _is_post_of_sport(verdict: Verdict) -> bool:
    """Whether a post is of sport or the arts where the article is: "Rovers captain Jon Frame"."""
    rule = verdict.rule
    return _names(rule, LISTS.events.posts_of_sport) and (
        verdict.capacity == "official" or rule.word in LISTS.events.in_sport_alone
    )


def _is_of_contest(verdict: Verdict) -> bool:
    """Whether a word is of politics only where the article is: "rival", "backer", "contender"."""
    return verdict.capacity == "political" and _names(verdict.rule, LISTS.events.contest)


def _was_elected(verdict: Verdict) -> bool:
    """Whether a verdict is of a former office that makes a politician still."""
    over = verdict.rule.over if verdict.rule.kind is RuleKind.FORMER_OFFICE else None
    return over is not None and _names(over, LISTS.events.elected)


def _is_relative(rule: Rule) -> bool:
    """Whether a rule goes back to a relative: "father" or "late father"."""
    return bool(family_tie(rule.word.rpartition(" ")[2]))


def _names(rule: Rule, words: Collection[str]) -> bool:
    """Whether a rule goes back to one of ``words`` for a person."""
    return rule.kind is RuleKind.WORD_FOR_PERSON and rule.word in words
