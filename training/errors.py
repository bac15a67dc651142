"""PolNeAR articles in, why their annotated attributions are not found out: counts and examples.

    python -m training.errors --polnear DIR --work DIR [--part dev] [--articles 50] [--examples 10]

Each annotated attribution counts once, at the first of these that holds; the examples are news text and for
reading here only.

- ``exact``: an attribution with exactly this content was found
- ``no cue``: nobody looks at any word of its cue; ``quotation without cue``: it has none
- ``parse wrong``: no candidate has exactly its content, and the tree ties cue and content nowhere
- ``structure missed``: its cue is looked at, but no candidate shares a third of its content
- ``span boundary``: a candidate comes close, none has exactly this content
- ``score too low``: the right candidate was there, but its cue scored below the threshold
- ``another reading``: the right candidate was there, but another reading of its cue scored better
- ``nested``: the right candidate won, but stands inside another attribution or shares words with its cue
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from quotes.attribute import attribute
from quotes.candidates import Candidate
from quotes.cues import load_cues
from quotes.decide import load_decider
from quotes.evaluate import GoldAttribution, overlap
from quotes.features import features
from quotes.judge import rivals
from quotes.marks import outermost_quotations
from quotes.model import Span
from quotes.scenes import scenes
from quotes.tagger import load_tagger
from training.polnear import Annotated, read_part, words_of

EXACT = 0.97
"""Overlap of contents from which they count as the same: a quotation mark more or less is no error."""
CLOSE = 0.33
SHOWN = 160
"""Characters of a part in an example."""

Rated = tuple[Candidate, float]


def explain(one: Annotated) -> list[tuple[str, str]]:
    """For each annotated attribution of an article why it was not found, and an example line."""
    text = one.parse.text
    found = attribute(one.parse)
    rated = _rated(one)
    least = load_decider().thresholds["any"]
    reasons = []
    for gold in one.gold:
        near = [r for r in rated if any(c.start <= r[0].head.start < c.end for c in gold.cue)]
        same = [r for r in near if overlap(r[0].content, gold.content) >= EXACT]
        closest = max(near, key=lambda r: overlap(r[0].content, gold.content), default=None)
        if any(overlap(f.content, gold.content) >= EXACT for f in found):
            reason, seen = "exact", None
        elif closest is None:
            reason, seen = "no cue" if gold.cue else "quotation without cue", None
        elif not same and not _tied(one, gold):
            reason, seen = "parse wrong", closest
        elif overlap(closest[0].content, gold.content) < CLOSE:
            reason, seen = "structure missed", closest
        elif not same:
            reason, seen = "span boundary", closest
        else:
            best, right = max(near, key=_chance), max(same, key=_chance)
            any_chance = sum(chance for _, chance in near)
            reason = "nested" if best in same else "another reading"
            reason, seen = ("score too low", right) if any_chance < least else (reason, best)
        reasons.append((reason, _example(text, gold, seen)))
    return reasons


def _tied(one: Annotated, gold: GoldAttribution) -> bool:
    """Whether the tree ties cue and content: a topmost word of the one stands above or below a word of the other."""
    for sentence in one.parse.sentences:
        cue, content = words_of([sentence], gold.cue), words_of([sentence], gold.content)
        if cue and content:
            cues, contents = {w.index for w in cue}, {w.index for w in content}
            below = any(w.index in cues for top in sentence.tops(content) for w in sentence.ancestors(top))
            above = any(w.index in contents for top in sentence.tops(cue) for w in sentence.ancestors(top))
            return below or above
    return True


def _chance(rated: Rated) -> float:
    return rated[1]


def _rated(one: Annotated) -> list[Rated]:
    """All candidates of an article with their chances."""
    decider = load_decider()
    quotes = outermost_quotations(one.parse.text, one.parse.paragraphs)
    found: list[Rated] = []
    for scene in scenes(one.parse, quotes, load_cues(), load_tagger()):
        for readings in rivals(scene):
            chances = decider.probabilities(features(scene, readings))
            found.extend(zip(readings, chances, strict=True))
    return found


def _example(text: str, gold: GoldAttribution, seen: Rated | None) -> str:
    source = gold.source.of(text) if gold.source else "–"
    line = f"{source} | {_shown(text, gold.cue)} | {_shown(text, gold.content)}"
    if seen is None:
        return line
    candidate, chance = seen
    return f"{line}\n      {candidate.construction}, {candidate.frame}, {chance:.2f}: {_shown(text, candidate.content)}"


def _shown(text: str, spans: Sequence[Span]) -> str:
    words = " … ".join(" ".join(span.of(text).split()) for span in spans)
    return words if len(words) <= SHOWN else f"{words[: SHOWN // 2]} … {words[-SHOWN // 2 :]}"


def main() -> None:
    """Print the counts and a few examples of each reason."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with PolNeAR's train/ and dev/")
    parser.add_argument("--work", type=Path, required=True, help="folder that keeps the parses")
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--articles", type=int, default=50, help="how many articles, drawn at random")
    parser.add_argument("--examples", type=int, default=0, help="how many examples of each reason to print")
    options = parser.parse_args()
    articles = read_part(options.polnear / options.part, options.work / options.part)
    draw = random.Random(1)
    examples: dict[str, list[str]] = defaultdict(list)
    for one in draw.sample(articles, min(options.articles, len(articles))):
        for reason, example in explain(one):
            examples[reason].append(example)
    counts = Counter({reason: len(lines) for reason, lines in examples.items()})
    for reason, count in counts.most_common():
        print(f"{reason:18}{count:6d}  {count / counts.total():6.1%}")
    for reason, lines in examples.items():
        if reason != "exact" and options.examples:
            print(f"\n{reason}")
            for line in draw.sample(lines, min(options.examples, len(lines))):
                print(f"  {line}")


if __name__ == "__main__":
    main()
