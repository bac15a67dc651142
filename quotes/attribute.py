"""A parsed article in, its attributions out: candidates judged, nested ones dropped, quotations completed.

Constructions propose, the linear model of ``decide`` judges, and what stands here is what only the
whole article can tell: which reading of a cue wins, which quotation goes on after its cue, and whose
a quotation without a cue is.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.candidates import Candidate, Scene
from quotes.constructions import candidates
from quotes.cues import CueLexicon, lemma, load_cues
from quotes.decide import Decider, load_decider
from quotes.features import features
from quotes.marks import Quoted, is_statement_like, quoted_spans
from quotes.model import Act, Attribution, Kind, Span, hull
from quotes.nested import nested
from quotes.spans import merged, source_span
from quotes.tagged import SEQUENCE_TAGGER, tagged
from quotes.tagger import Tagger, load_tagger
from quotes.transcripts import Turn, turns
from quotes.tree import Parse, Sentence, Word

NO_COMMENT_CONFIDENCE = 0.9
"""The lexicon alone decides on these; on ``corpus/`` 30 of 32 are right."""

LONE_QUOTATION_CONFIDENCE = 0.6
"""Least confidence in the best reading of a quotation that must be somebody's; on PolNeAR dev 28 of 35 are right."""

CONTINUED_SHARE = 0.8
"""What is left of the confidence in the speaker in front for a quotation that names none itself."""

AFTER_SENTENCE_CONFIDENCE = 0.5
"""For a quotation behind a sentence about somebody: an even chance, gold data have too few to count."""

MARKS = frozenset({"according to", "colon", "dash"})
"""Constructions whose cue is no verb or noun, but all of them report."""

PERSONAL = frozenset({"he", "she", "they", "i", "we", "one", "another", "others", "some", "many"})

TURN_CONFIDENCE = 0.9
"""For a turn of a transcript; all of the 11 in PolNeAR dev are right."""

NEAR = 8
"""Attributions on each side of a quotation that are looked at."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, the chance that its cue attributes at all (``score``), and that of this reading.

    ``lone``: taken because its quotation needs a speaker.
    """

    candidate: Candidate
    score: float
    chance: float
    features: Mapping[str, float]
    lone: bool = False


def attribute(
    parse: Parse,
    lexicon: CueLexicon | None = None,
    decider: Decider | None = None,
    tagger: Tagger | None = None,
    with_nested: bool = False,
) -> tuple[Attribution, ...]:
    """All attributions of an article in text order, with confidence, construction and reasons; no speakers yet.

    ``with_nested`` adds those inside the content of another, marked as ``nested``.
    """
    lexicon = lexicon or load_cues()
    decider = decider or load_decider()
    tagger = tagger or load_tagger()
    every = quoted_spans(parse.text, parse.paragraphs)
    quotes = tuple(quoted for quoted in every if quoted.depth == 0)
    statements = tuple(q for q in quotes if is_statement_like(parse.text, q))
    seen = tuple(scenes(parse, quotes, lexicon, tagger))
    spoken = turns(parse, lexicon.labels)
    judged = [
        best
        for scene in seen
        for best in judge(scene, decider)
        if not any(turn.content.contains(best.candidate.cue[0]) or turn.colon in best.candidate.cue for turn in spoken)
    ]
    accepted = each_its_own(outermost(without_rivals(accept(judged, statements, lexicon, decider))))
    found = [as_attribution(parse, j, quotes, lexicon, decider) for j in accepted]
    found += [_as_said(parse.text, turn, quotes) for turn in spoken]
    outermost_ones = complete(parse, found, quotes, statements)
    inside = nested(seen, every, outermost_ones) if with_nested else ()
    return tuple(sorted([*outermost_ones, *inside], key=_place))


def scenes(parse: Parse, quotes: Sequence[Quoted], lexicon: CueLexicon, tagger: Tagger) -> Iterator[Scene]:
    """Each sentence with the outermost quotations of its paragraph, and of the next where it ends in a colon."""
    views = tagger.views(parse, quotes, lexicon)
    by_paragraph: dict[int, list[Quoted]] = {}
    position = 0
    for quoted in quotes:
        while parse.paragraphs[position].end <= quoted.span.start:
            position += 1
        by_paragraph.setdefault(position, []).append(quoted)
    for sentence, view in zip(parse.sentences, views, strict=True):
        near = by_paragraph.get(sentence.paragraph, [])
        if parse.text[sentence.end - 1] == ":" and parse.paragraphs[sentence.paragraph].end == sentence.end:
            near = near + by_paragraph.get(sentence.paragraph + 1, [])[:1]
        yield Scene(parse.text, sentence, near, lexicon, view)


def rivals(scene: Scene) -> Iterator[list[Candidate]]:
    """The candidates of a sentence, those of one cue together, in the order of the cues."""
    proposed = list(candidates(scene))
    of_cue: dict[int, list[Candidate]] = {}
    for candidate in (*proposed, *tagged(scene, proposed)):
        of_cue.setdefault(candidate.head.index, []).append(candidate)
    return (of_cue[head] for head in sorted(of_cue))


def judge(scene: Scene, decider: Decider) -> Iterator[Judged]:
    """For each cue word of a sentence its likeliest reading, with the probability that the cue attributes at all."""
    weighed = []
    for readings in rivals(scene):
        silent = next((c for c in readings if c.construction == "no comment"), None)
        if silent is not None:
            yield Judged(silent, 1.0, 1.0, {})
            continue
        names = [features(scene, candidate) for candidate in readings]
        weighed.append((readings, names, decider.probabilities(names)))
    scores = {readings[0].head: sum(chances) for readings, _, chances in weighed}
    for readings, names, chances in weighed:
        best, chance = _likeliest(readings, chances, scores)
        yield Judged(readings[best], sum(chances), chance, names[best])


def _likeliest(
    readings: Sequence[Candidate], chances: Sequence[float], scores: Mapping[Word, float]
) -> tuple[int, float]:
    """Position and chance of the reading to take: constructions that agree on source and content add up theirs.

    A reading whose content holds a cue that is itself likely to attribute loses by the odds of that: no
    attribution stands inside another.
    """
    together: dict[tuple[tuple[Span, ...], Span | None], float] = {}
    for candidate, chance in zip(readings, chances, strict=True):
        key = (candidate.content, candidate.source)
        together[key] = together.get(key, 0.0) + chance
    joint = [together[candidate.content, candidate.source] for candidate in readings]
    weight = [chance * _odds_against(candidate, scores) for candidate, chance in zip(readings, joint, strict=True)]
    best = max(range(len(readings)), key=lambda i: (weight[i], _tells_more(readings[i]), chances[i]))
    return best, joint[best]


def _odds_against(candidate: Candidate, scores: Mapping[Word, float]) -> float:
    """The odds that no cue inside the content attributes; 1 where none is likelier to than not."""
    odds = 1.0
    likely = ((word, score) for word, score in scores.items() if score > 0.5 and word.index != candidate.head.index)
    for word, score in likely:
        if any(span.start <= word.start and word.end <= span.end for span in candidate.content):
            odds *= max(1.0 - score, 0.001) / score
    return odds


def _tells_more(candidate: Candidate) -> bool:
    """Whether a construction names a grammatical pattern, which tells a reader more than a stretch of words."""
    return candidate.construction != SEQUENCE_TAGGER and not candidate.frame.startswith("stretch")


def accept(
    judged: Sequence[Judged], statements: Sequence[Quoted], lexicon: CueLexicon, decider: Decider
) -> list[Judged]:
    """Those that score enough; a quotation that reads as a statement has a speaker, so less will do for its cue."""
    quoted_threshold = decider.thresholds["quotation"]
    kept = [j for j in judged if j.score >= _least(j, lexicon, decider)]
    taken = [s for j in kept for s in j.candidate.content]
    for quoted in statements:
        if any(s.overlaps(quoted.span) for s in taken):
            continue
        near = [
            j for j in judged if (j.score >= quoted_threshold or _is_label(j.candidate)) and _holds(j.candidate, quoted)
        ]
        if near:
            winner = max(near, key=lambda j: j.score)
            kept.append(replace(winner, lone=True))
            taken.extend(winner.candidate.content)
    return kept


def _least(judged: Judged, lexicon: CueLexicon, decider: Decider) -> float:
    """The least score to accept: a verb of speech with a clause is a statement to any reader, so is "according to"."""
    if judged.candidate.construction == "according to":
        return 0.0
    entry = lexicon.entry(judged.candidate.head)
    if entry is not None and entry.is_said and judged.candidate.frame.startswith("clause"):
        return decider.thresholds["clause"]
    return decider.thresholds["quoted" if judged.candidate.quoted else "any"]


def _is_label(candidate: Candidate) -> bool:
    """Whether a colon or dash and nothing else ties a name to a quotation: nobody else can be meant."""
    return candidate.construction in ("colon", "dash") and candidate.frame == "quotation"


def _holds(candidate: Candidate, quoted: Quoted) -> bool:
    inside = any(quoted.span.overlaps(c) for c in candidate.cue)
    return not inside and any(s.contains(quoted.span) for s in candidate.content)


def without_rivals(judged: Sequence[Judged]) -> list[Judged]:
    """Of candidates whose cues share words only the one that scores best."""
    kept: list[Judged] = []
    for one in sorted(judged, key=lambda j: -j.score):
        if not any(a.overlaps(b) for other in kept for a in other.candidate.cue for b in one.candidate.cue):
            kept.append(one)
    return kept


def outermost(judged: Sequence[Judged]) -> list[Judged]:
    """Without those whose cue stands in the content of another, or the other way round: the more certain one stands.

    Whom a source quotes, it is the source that speaks: the model has learned to rate a cue inside a statement low.
    """
    kept: list[Judged] = []
    for one in sorted(judged, key=lambda j: (-j.score, -sum(map(len, j.candidate.content)))):
        if not any(_holds_cue(other, one) or _holds_cue(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda j: j.candidate.cue[0])


def each_its_own(judged: Sequence[Judged]) -> list[Judged]:
    """Without what a later sentence gives to a cue of its own: “A,” Bell said. “B,” she added."""
    found = []
    for one in judged:
        end = one.candidate.sentence.end
        later = [s for j in judged if j.candidate.sentence.start >= end for s in j.candidate.content]
        content = tuple(
            s for s in one.candidate.content if s.start < end or not any(s.overlaps(other) for other in later)
        )
        found.append(replace(one, candidate=replace(one.candidate, content=content)) if content else one)
    return found


def _holds_cue(outer: Judged, inner: Judged) -> bool:
    return any(span.contains(inner.candidate.cue[0]) for span in outer.candidate.content)


def as_attribution(
    parse: Parse, judged: Judged, quotes: Sequence[Quoted], lexicon: CueLexicon, decider: Decider
) -> Attribution:
    """The attribution that an accepted candidate stands for."""
    candidate = judged.candidate
    entry = lexicon.entry(candidate.head)
    silent = candidate.construction == "no comment"
    return Attribution(
        kind="no-comment" if silent else kind_of(parse.text, candidate.content, quotes),
        content=candidate.content,
        cue=candidate.cue,
        source=candidate.source,
        construction=candidate.construction,
        confidence=NO_COMMENT_CONFIDENCE if silent else round(_confidence(judged, decider), 3),
        cue_lemma=_cue_lemma(parse.text, candidate),
        act="speech" if silent else _act(parse.text, candidate, lexicon),
        stance=entry.stance if entry else "neutral",
        negated=lexicon.negated(candidate.sentence, candidate.head),
        modality=lexicon.modal(candidate.sentence, candidate.head),
        reasons=decider.reasons(judged.features),
    )


def _act(text: str, candidate: Candidate, lexicon: CueLexicon) -> Act:
    """What the cue does; of one that the lexicon does not know a clause or quotation is said, the rest is an attitude.

    A question of nobody ("Asked about it, Bell said …") is the reporter's own and no statement of a source.
    """
    entry = lexicon.entry(candidate.head)
    if candidate.source is None and lemma(candidate.head) in lexicon.questions:
        return "attitude"
    if entry is not None:
        return entry.act
    cue = tuple(candidate.cue[0].of(text).lower().split())
    said = candidate.construction in MARKS or cue in lexicon.prepositions or cue[-1] == ":"
    opened = candidate.content[0].of(text).split(maxsplit=1)[:1] in (["that"], ["whether"])
    return "speech" if said or opened or candidate.quoted or candidate.frame.startswith("clause") else "attitude"


def _as_said(text: str, turn: Turn, quotes: Sequence[Quoted]) -> Attribution:
    """The attribution that a turn of a transcript stands for."""
    return Attribution(
        kind=kind_of(text, (turn.content,), quotes),
        content=(turn.content,),
        cue=(turn.colon,),
        source=turn.name,
        construction="transcript",
        confidence=TURN_CONFIDENCE,
        cue_lemma=":",
        reasons=("name in capitals and a colon before a paragraph",),
    )


def _confidence(judged: Judged, decider: Decider) -> float:
    return max(decider.confidence(judged.chance), LONE_QUOTATION_CONFIDENCE if judged.lone else 0.0)


def _cue_lemma(text: str, candidate: Candidate) -> str:
    if candidate.construction in MARKS:
        return candidate.cue[0].of(text).lower()
    return lemma(candidate.head)


def kind_of(text: str, content: Sequence[Span], quotes: Sequence[Quoted]) -> Kind:
    """``direct`` where all words stand inside quotation marks, ``indirect`` where none does, else ``mixed``."""
    inside = outside = 0
    for span in content:
        marked = [q.span for q in quotes if q.span.overlaps(span)]
        for position in range(span.start, span.end):
            if text[position].isalnum():
                if any(m.start <= position < m.end for m in marked):
                    inside += 1
                else:
                    outside += 1
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"


def complete(
    parse: Parse, found: list[Attribution], quotes: Sequence[Quoted], statements: Sequence[Quoted]
) -> list[Attribution]:
    """``found`` with the quotations that no cue claimed: the speaker in front goes on."""
    done = sorted((_from_its_start(parse, a, quotes) for a in found), key=_place)
    stated = frozenset(statements)
    for quoted in quotes:
        at = bisect.bisect_right(done, quoted.span.start, key=_place)
        near = done[max(0, at - NEAR) : at + NEAR]
        if any(s.overlaps(quoted.span) for a in near for s in (*a.content, *a.cue)):
            continue
        before = max((a for a in near if _ends(a) <= quoted.span.start), key=_ends, default=None)
        if before is not None and quoted.continues and _only_space(parse, _ends(before), quoted):
            done[done.index(before)] = replace(before, content=merged([*before.content, quoted.span]))
        elif quoted in stated:
            goes_on = _without_cue(parse, before, quoted)
            if goes_on is not None and before is not None and goes_on.cue:
                done[done.index(before)] = goes_on
            elif goes_on is not None:
                done.insert(at, goes_on)
    return done


def _from_its_start(parse: Parse, found: Attribution, quotes: Sequence[Quoted]) -> Attribution:
    """``found`` with the paragraphs before it of the quotation that its cue ends."""
    if not found.content:
        return found
    at = bisect.bisect_left(quotes, found.content[0].start, key=lambda q: q.span.start)
    while 0 < at < len(quotes) and quotes[at].span.start == found.content[0].start and quotes[at].continues:
        at -= 1
        if not _only_space(parse, quotes[at].span.end, quotes[at + 1]):
            break
        found = replace(found, content=merged([quotes[at].span, *found.content]))
    return found


def _without_cue(parse: Parse, before: Attribution | None, quoted: Quoted) -> Attribution | None:
    """What a statement in quotation marks without cue belongs to, ``None`` where nothing tells."""
    here = parse.paragraph_at(quoted.span.start)
    paragraph = parse.paragraphs[here]
    between = [] if before is None else parse.sentences_between(_reach(before), quoted.span.start)
    if before is not None and before.kind != "no-comment" and paragraph.contains(hull([*before.cue, *before.content])):
        if between:
            return _after_sentence(parse, between[-1], quoted)
        if before.kind == "indirect":
            return continued(before, quoted)
        return replace(before, content=merged([*before.content, quoted.span]))
    ahead = parse.sentences_between(paragraph.start, quoted.span.start)
    if ahead:
        return _after_sentence(parse, ahead[-1], quoted)
    spoke_before = (
        before is not None and here > 0 and parse.paragraphs[here - 1].overlaps(hull(before.content or before.cue))
    )
    if before is not None and spoke_before and before.kind != "no-comment" and _fills(paragraph, quoted):
        return continued(before, quoted)
    return None


def continued(before: Attribution, quoted: Quoted) -> Attribution:
    """A quotation that names no speaker: the one in front goes on."""
    return Attribution(
        kind="direct",
        content=(quoted.span,),
        cue=(),
        source=before.source,
        construction="continued quotation",
        confidence=round(before.confidence * CONTINUED_SHARE, 3),
        reasons=("quotation without cue behind a statement",),
    )


def _after_sentence(parse: Parse, ahead: Sentence, quoted: Quoted) -> Attribution | None:
    """“No.” after "Bell was blunt.": the quotation belongs to the subject of the sentence in front."""
    root = ahead.root
    subject = ahead.child(root, "nsubj")
    if subject is None or not _can_speak(subject):
        return None
    return Attribution(
        kind="direct",
        content=(quoted.span,),
        cue=(),
        source=source_span(ahead, subject),
        construction="continued quotation",
        confidence=AFTER_SENTENCE_CONFIDENCE,
        reasons=("quotation behind a sentence about somebody",),
    )


def _can_speak(subject: Word) -> bool:
    """Whether a subject is a person or a group by its tags: a name, "he", or a noun that is no thing's name tag."""
    if subject.upos == "PRON":
        return subject.text.lower() in PERSONAL
    return subject.entity in ("PER", "PERSON", "ORG") or subject.upos == "NOUN"


def _place(attribution: Attribution) -> int:
    return hull([*attribution.cue, *attribution.content]).start


def _ends(attribution: Attribution) -> int:
    return hull([*attribution.cue, *attribution.content]).end


def _reach(attribution: Attribution) -> int:
    """Where cue, source and content of an attribution end."""
    return hull([*attribution.cue, *attribution.content, *([attribution.source] if attribution.source else [])]).end


def _only_space(parse: Parse, start: int, quoted: Quoted) -> bool:
    return not parse.text[start : quoted.span.start].strip()


def _fills(paragraph: Span, quoted: Quoted) -> bool:
    return paragraph.start == quoted.span.start and len(quoted.span) >= 0.9 * len(paragraph)
