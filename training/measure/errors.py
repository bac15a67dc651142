"""PolNeAR articles in, why their annotated attributions are not found out: counts and examples.

Each annotated attribution counts once, at the first of these that holds; the examples are news text and for
reading here only.

- ``exact``: an attribution with exactly this content was found
- ``no cue``: nobody looks at any word of its cue; ``quotation without cue``: it has none
- ``parse wrong``: no candidate has exactly its content, and the tree ties cue and content nowhere
- ``structure missed``: its cue is looked at, but no candidate shares a third of its content
- ``span boundary``: a candidate comes close, none has exactly this content
- ``score too low``: the right candidate was there, but its cue scored below the threshold of its kind
- ``another reading``: the right candidate was there, but another reading of its cue scored better
- ``nested``: the right candidate won, but stands inside another attribution or shares words with its cue
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.attribution.candidates import Candidate
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.features import features
from quotes.attribution.selection import WeighedCandidate, least_score, rivals, weigh
from quotes.attribution.sentence_contexts import sentence_contexts
from quotes.attribution.tagger.head import load_tagger
from quotes.evaluate import GoldAttribution, overlap
from quotes.lexicon.cues import load_cues
from quotes.model import Span
from quotes.parse.encoder import encoded
from training.attribution.polnear import Annotated, read_annotators, read_part, words_of

EXACT = 0.97
"""Overlap of contents from which they count as the same: a quotation mark more or less is no error."""
CLOSE = 0.33
SHOWN = 160
"""Characters of a part in an example."""

Seen = tuple[Candidate, float]
"""A candidate and its chance."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A candidate with its chance, and the reading that was taken of its cue word if that scores enough."""

    candidate: Candidate
    chance: float
    taken: WeighedCandidate | None


def explain(one: Annotated) -> list[tuple[str, str]]:
    """For each annotated attribution of an article why it was not found, and an example line."""
    found, rated = attribute(one.document), _rated(one)
    reasons = []
    for gold in one.gold:
        exact = any(_same(f.content, gold) for f in found)
        reason, seen = ("exact", None) if exact else _why_not(one, gold, rated)
        reasons.append((reason, _example(one.document.text, gold, seen)))
    return reasons


def _why_not(one: Annotated, gold: GoldAttribution, rated: Sequence[Rated]) -> tuple[str, Seen | None]:
    """Why an attribution was not found, and the candidate that came closest or was taken instead."""
    near = [r for r in rated if any(c.start <= r.candidate.head.start < c.end for c in gold.cue)]
    if not near:
        return ("no cue" if gold.cue else "quotation without cue"), None
    same = [r for r in near if _same(r.candidate.content, gold)]
    if not same:
        closest = max(near, key=lambda r: overlap(r.candidate.content, gold.content))
        if not _tied(one, gold):
            reason = "parse wrong"
        else:
            far = overlap(closest.candidate.content, gold.content) < CLOSE
            reason = "structure missed" if far else "span boundary"
        return reason, (closest.candidate, closest.chance)
    taken = [r.taken for r in near if r.taken is not None]
    if not taken:
        right = max(same, key=lambda r: r.chance)
        return "score too low", (right.candidate, right.chance)
    best = max(taken, key=lambda j: (_same(j.candidate.content, gold), j.score))
    reason = "nested" if _same(best.candidate.content, gold) else "another reading"
    return reason, (best.candidate, best.chance)


def _same(content: Sequence[Span], gold: GoldAttribution) -> bool:
    return overlap(content, gold.content) >= EXACT


def _tied(one: Annotated, gold: GoldAttribution) -> bool:
    """Whether the tree ties cue and content: a topmost word of the one stands above or below a word of the other."""
    for sentence in one.document.sentences:
        cue, content = words_of([sentence], gold.cue), words_of([sentence], gold.content)
        if cue and content:
            cues, contents = {w.index for w in cue}, {w.index for w in content}
            below = any(w.index in cues for top in sentence.tops(content) for w in sentence.ancestors(top))
            above = any(w.index in contents for top in sentence.tops(cue) for w in sentence.ancestors(top))
            return below or above
    return True


def _rated(one: Annotated) -> list[Rated]:
    """All candidates of an article with their chances and what was taken."""
    choice_model, lexicon = load_choice_model(), load_cues()
    found: list[Rated] = []
    for context in sentence_contexts(one.document, lexicon, load_tagger()):
        best = {j.candidate.head: j for j in weigh(context, choice_model)}
        for competing in rivals(context):
            taken = best[competing[0].head]
            enough = taken if taken.score >= least_score(taken, lexicon, choice_model) else None
            chances = choice_model.probabilities(features(context, competing))
            found.extend(Rated(c, chance, enough) for c, chance in zip(competing, chances, strict=True))
    return found


def _example(text: str, gold: GoldAttribution, seen: Seen | None) -> str:
    source = gold.source.of(text) if gold.source else "–"
    line = f"{source} | {_shown(text, gold.cue)} | {_shown(text, gold.content)}"
    if seen is None:
        return line
    candidate, chance = seen
    names = f"{candidate.construction.name}, {candidate.frame.name}"
    return f"{line}\n      {names}, {chance:.2f}: {_shown(text, candidate.content)}"


def _shown(text: str, spans: Sequence[Span]) -> str:
    words = " … ".join(" ".join(span.of(text).split()) for span in spans)
    return words if len(words) <= SHOWN else f"{words[: SHOWN // 2]} … {words[-SHOWN // 2 :]}"


def report(polnear: Path, work: Path, part: str, articles: int, examples: int) -> Iterator[str]:
    """The counts of each reason over some articles, drawn at random, and a few examples of each, as lines."""
    names = sorted(read_annotators(polnear / part))
    draw = random.Random(1)
    drawn = draw.sample(names, min(articles, len(names)))
    found: dict[str, list[str]] = defaultdict(list)
    for one in read_part(polnear, part, work, drawn):
        for reason, example in explain(replace(one, document=encoded(one.document))):
            found[reason].append(example)
    counts = Counter({reason: len(lines) for reason, lines in found.items()})
    for reason, count in counts.most_common():
        yield f"{reason:18}{count:6d}  {count / counts.total():6.1%}"
    for reason, lines in found.items():
        if reason != "exact" and examples:
            yield f"\n{reason}"
            yield from (f"  {line}" for line in draw.sample(lines, min(examples, len(lines))))
