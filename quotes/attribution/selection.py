"""The sentences of an article with their candidates in, the weighed candidates that can stand together out.

Constructions and the tagger propose, the linear model of ``choice_model`` weighs, and here one reading of each cue is
taken; what a plugin's construction proposes comes with its own confidence.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.attribution.candidates import Candidate
from quotes.attribution.choice_model import ChoiceModel
from quotes.attribution.clauses import SourcePath
from quotes.attribution.constructions import candidates
from quotes.attribution.content_frames import QUOTATION
from quotes.attribution.cue import SentenceContext
from quotes.attribution.features import features
from quotes.attribution.neighbours import Neighbours
from quotes.attribution.no_statements import is_none
from quotes.attribution.plugin_constructions import PluginConstruction, proposals
from quotes.attribution.span_variants import variants, varied
from quotes.attribution.tagged_spans import tagged
from quotes.document import Word
from quotes.lexicon.cues import CueLexicon, lemma
from quotes.model import Quotation, Span, shared
from quotes.plugins import Registered

NAMELESS = 0.8
"""What a reading without a source counts against one that names somebody: of two as likely the latter says more."""
SAME = 0.8
"""Share of the longer of two contents from which both are one."""
NEAR = 20
"""Attributions before and behind one that may claim the same quotation."""


@dataclass(frozen=True, slots=True)
class WeighedCandidate:
    """A candidate with its features, the chance that its cue attributes at all (``score``), and that of this reading.

    ``lone``: taken because its quotation needs a speaker. ``proposer``: the construction of a plugin that proposes
    it, whose share right is both score and chance.
    """

    candidate: Candidate
    score: float
    chance: float
    features: Mapping[str, float]
    lone: bool = False
    proposer: Registered[PluginConstruction] | None = None

    def confidence(self, choice_model: ChoiceModel) -> float:
        """How often such a reading is right: as the model's calibration has it, or as its plugin measured."""
        return choice_model.confidence(self.chance) if self.proposer is None else self.chance


def rivals(context: SentenceContext) -> Iterator[list[Candidate]]:
    """The candidates of a sentence, those of one cue together, in the order of the cues."""
    proposed = list(candidates(context))
    proposed += tagged(context, proposed)
    of_cue: dict[int, list[Candidate]] = {}
    seen = set()
    proposed = [one for one in proposed if one.construction.is_silence or not is_none(context, one)]
    for candidate in proposed:
        of_cue.setdefault(candidate.head.index, []).append(candidate)
        seen.add((candidate.head.index, candidate.content, candidate.source, candidate.cue))
    for candidate in proposed:
        head = candidate.head.index
        for parts in () if candidate.construction.is_silence else variants(context, candidate):
            if (head, *parts) not in seen and not is_none(context, variant := varied(context, candidate, parts)):
                seen.add((head, *parts))
                of_cue[head].append(variant)
    return (of_cue[head] for head in sorted(of_cue))


def weigh(context: SentenceContext, choice_model: ChoiceModel) -> Iterable[WeighedCandidate]:
    """For each cue word of a sentence its likeliest reading, with the probability that the cue attributes at all.

    A plugin's reading is taken where it is right more often than the model's reading of the same word.
    """
    best = {one.candidate.head.index: one for one in _weighed(context, choice_model)}
    for proposer, candidate in proposals(context):
        right = proposer.thing.right
        other = best.get(candidate.head.index)
        if other is None or right > other.confidence(choice_model):
            best[candidate.head.index] = WeighedCandidate(candidate, right, right, {}, proposer=proposer)
    return best.values()


def _weighed(context: SentenceContext, choice_model: ChoiceModel) -> Iterator[WeighedCandidate]:
    """The reading of each cue word that the model finds likeliest."""
    weighed = []
    for competing in rivals(context):
        silent = next((c for c in competing if c.construction.is_silence), None)
        if silent is not None:
            yield WeighedCandidate(silent, 1.0, 1.0, {})
            continue
        names = features(context, competing)
        weighed.append((competing, names, choice_model.probabilities(names)))
    scores = [(competing[0].head, sum(chances)) for competing, _, chances in weighed]
    likely = [(word, score) for word, score in scores if score > 0.5]
    for competing, names, chances in weighed:
        best, chance = _likeliest(competing, chances, likely)
        yield WeighedCandidate(competing[best], sum(chances), chance, names[best])


def _likeliest(
    competing: Sequence[Candidate], chances: Sequence[float], likely: Sequence[tuple[Word, float]]
) -> tuple[int, float]:
    """Position and chance of the reading to take: constructions that agree on source and content add up theirs.

    A reading whose content holds a cue that is itself likely to attribute loses by the odds of that: no
    attribution stands inside another. ``likely`` are such cues, each with the chance that it attributes.
    """
    together: dict[tuple[tuple[Span, ...], Span | None], float] = {}
    for candidate, chance in zip(competing, chances, strict=True):
        key = (candidate.content, candidate.source)
        together[key] = together.get(key, 0.0) + chance
    joint = [together[candidate.content, candidate.source] for candidate in competing]
    weight = [
        chance * _odds_against(candidate, likely) * (1.0 if candidate.source else NAMELESS)
        for candidate, chance in zip(competing, joint, strict=True)
    ]
    best = max(range(len(competing)), key=lambda i: (weight[i], _tells_more(competing[i]), chances[i]))
    return best, joint[best]


def _odds_against(candidate: Candidate, likely: Sequence[tuple[Word, float]]) -> float:
    """The odds that no cue inside the content attributes; 1 where none is likelier to than not.

    ``likely`` are in text order.
    """
    odds = 1.0
    within = {place for span in candidate.content for place in _places(likely, span)}
    for word, score in (likely[place] for place in sorted(within)):
        if word.index != candidate.head.index:
            odds *= max(1.0 - score, 0.001) / score
            if not odds:  # a hundred cues: whatever else is inside
                break
    return odds


def _places(likely: Sequence[tuple[Word, float]], span: Span) -> range:
    """The places of those whose word lies in a span."""
    first = bisect_left(likely, span.start, key=lambda one: one[0].start)
    return range(first, max(first, bisect_right(likely, span.end, key=lambda one: one[0].end)))


def _tells_more(candidate: Candidate) -> bool:
    """Whether a construction names a grammatical pattern, which tells a reader more than a stretch of words."""
    return candidate.construction.is_grammatical and not candidate.frame.is_stretch


def accept(
    weighed: Sequence[WeighedCandidate], statements: Sequence[Quotation], lexicon: CueLexicon, choice_model: ChoiceModel
) -> list[WeighedCandidate]:
    """Those that score enough; a quotation that reads as a statement has a speaker, so less will do for its cue."""
    quoted_threshold = choice_model.thresholds["quotation"]
    kept = [j for j in weighed if j.score >= least_score(j, lexicon, choice_model)]
    taken: Neighbours[Span] = Neighbours()
    for j in kept:
        taken.add_each(j.candidate.content)
    places: Neighbours[int] = Neighbours()
    for place, j in enumerate(weighed):
        if j.score >= quoted_threshold or _is_label(j.candidate):
            places.add(place, j.candidate.content)
    for quoted in statements:
        if any(s.overlaps(quoted.span) for s in taken.near([quoted.span])):
            continue
        near = [weighed[place] for place in sorted(set(places.near([quoted.span])))]
        holding = [j for j in near if _holds(j.candidate, quoted)]
        if holding:
            winner = max(holding, key=lambda j: j.score)
            kept.append(replace(winner, lone=True))
            taken.add_each(winner.candidate.content)
    return kept


def least_score(weighed: WeighedCandidate, lexicon: CueLexicon, choice_model: ChoiceModel) -> float:
    """The least score to accept: to any reader "said that", "was dismissed by" and "according to" report statements.

    So do words in marks with their agent: "branded “a disgrace” by parents".

    A plugin's reading needs none: how often it is right is known, and ``min_confidence`` is the user's to set.
    """
    if weighed.proposer is not None or weighed.candidate.construction.where == "preposition":
        return 0.0
    if weighed.candidate.is_plain:
        return 0.0
    entry = lexicon.entry(weighed.candidate.head)
    reports = weighed.candidate.frame.is_clause or weighed.candidate.path == SourcePath.AGENT
    is_said = entry is not None and entry.is_said
    if is_said and weighed.candidate.is_set_off:
        return 0.0
    if is_said and reports:
        return choice_model.thresholds["clause"]
    if weighed.candidate.quoted:
        return choice_model.thresholds["quoted"]
    if weighed.candidate.source is None:
        return choice_model.thresholds["nameless"]
    return choice_model.thresholds["any" if entry is not None or reports else "unlisted"]


def _is_label(candidate: Candidate) -> bool:
    """Whether a colon or dash and nothing else ties a name to a quotation: nobody else can be meant."""
    return candidate.construction.is_label and candidate.frame == QUOTATION


def _holds(candidate: Candidate, quoted: Quotation) -> bool:
    inside = any(quoted.span.overlaps(c) for c in candidate.cue)
    return not inside and any(s.contains(quoted.span) for s in candidate.content)


def without_rivals(weighed: Sequence[WeighedCandidate]) -> list[WeighedCandidate]:
    """Of candidates whose cues share words only the one that scores best."""
    kept: list[WeighedCandidate] = []
    places: Neighbours[Span] = Neighbours()
    for one in sorted(weighed, key=lambda j: -j.score):
        cue = one.candidate.cue
        if not any(taken.overlaps(span) for taken in places.near(cue) for span in cue):
            kept.append(one)
            places.add_each(cue)
    return kept


def outermost(weighed: Sequence[WeighedCandidate]) -> list[WeighedCandidate]:
    """Without those whose cue stands in the content of another, or the other way round: the more certain one stands.

    Whom a source quotes, it is the source that speaks: the model has learned to rate a cue inside a statement low.
    """
    kept: list[WeighedCandidate] = []
    places: Neighbours[WeighedCandidate] = Neighbours()
    for one in sorted(weighed, key=lambda j: (-j.score, -sum(map(len, j.candidate.content)))):
        spans = (one.candidate.cue[0], *one.candidate.content)
        if not any(_holds_cue(other, one) or _holds_cue(one, other) for other in places.near(spans)):
            kept.append(one)
            places.add(one, spans)
    return sorted(kept, key=lambda j: j.candidate.cue[0])


def silences_apart(
    weighed: Sequence[WeighedCandidate], lexicon: CueLexicon
) -> tuple[list[WeighedCandidate], list[WeighedCandidate]]:
    """The statements, and the answers not given that count beside or instead of them.

    "The firm said it would not comment" is a silence and no statement; "the firm, which declined to comment, is closed,
    police said" is both; "Bell said the landlord never responded" is a statement alone.
    """
    silences = [j for j in weighed if j.candidate.construction.is_silence]
    statements = [j for j in weighed if not j.candidate.construction.is_silence]
    counted = []
    for silence in silences:
        around = [j for j in statements if _holds_cue(j, silence)]
        instead = [j for j in around if _is_only_silence(j, silence, lexicon)]
        if instead or not around or silence.candidate.path == SourcePath.RELATIVE:
            counted.append(_of_speaker(silence, instead))
            statements = [j for j in statements if not any(j is other for other in instead)]
            statements = [j for j in statements if not _holds_cue(silence, j)]
    return statements, counted


def _of_speaker(silence: WeighedCandidate, instead: Sequence[WeighedCandidate]) -> WeighedCandidate:
    """A silence with the source of the statement that it stands for: "the firm" of "the firm said it would not"."""
    if not instead or instead[0].candidate.source is None:
        return silence
    said = instead[0].candidate
    return replace(
        silence,
        candidate=replace(silence.candidate, source=said.source, source_head=said.source_head, path=said.path),
    )


def _is_only_silence(outer: WeighedCandidate, silence: WeighedCandidate, lexicon: CueLexicon) -> bool:
    """Whether a statement says nothing but that its source gives no answer; not that it "will refuse to answer"."""
    inner = silence.candidate
    clause = inner.sentence.subtree(inner.head)
    auxiliaries = inner.sentence.children(inner.head, "aux")
    planned = any(w.text.lower() in lexicon.modality["future"] for w in auxiliaries)
    if planned and lemma(inner.head) in lexicon.modality["planned"]:
        return False
    spoken = inner.source_head is not None and inner.source_head.upos == "PRON"
    beside = inner.sentence.children(inner.head, "conj")
    within = all(clause[0].start <= s.start and s.end <= clause[-1].end for s in outer.candidate.content)
    return spoken and within and not beside and outer.candidate.content_head == inner.head


def each_its_own(weighed: Sequence[WeighedCandidate]) -> list[WeighedCandidate]:
    """Without what a later sentence or the whole of another reading gives to a cue of its own.

    “A,” Bell said. “B,” she added; and “A?” Bell asked. “B,” Pike answered, which the parse may take for one sentence.
    """
    found = []
    for number, one in enumerate(weighed):
        near = weighed[max(0, number - NEAR) : number + NEAR + 1]
        end = one.candidate.sentence.end
        later = [s for j in near if j.candidate.sentence.start >= end for s in j.candidate.content]
        singles = [j.candidate.content[0] for j in near if j is not one and len(j.candidate.content) == 1]
        content = tuple(
            s
            for s in one.candidate.content
            if s not in singles and (s.start < end or not any(s.overlaps(other) for other in later))
        )
        found.append(replace(one, candidate=replace(one.candidate, content=content)) if content else one)
    return found


def each_content_once(weighed: Sequence[WeighedCandidate]) -> list[WeighedCandidate]:
    """Of those that have the same content only the one that scores best: "an affidavit filed Friday alleges …"."""
    kept: list[WeighedCandidate] = []
    places: Neighbours[Sequence[Span]] = Neighbours()
    for one in sorted(weighed, key=lambda j: -j.score):
        content = one.candidate.content
        if not any(_is_same(other, content) for other in places.near(content)):
            kept.append(one)
            places.add(content, content)
    return sorted(kept, key=lambda j: j.candidate.cue[0])


def _is_same(first: Sequence[Span], second: Sequence[Span]) -> bool:
    return shared(first, second) > SAME * max(sum(map(len, first)), sum(map(len, second)))


def _holds_cue(outer: WeighedCandidate, inner: WeighedCandidate) -> bool:
    return any(span.contains(inner.candidate.cue[0]) for span in outer.candidate.content)
