"""PolNeAR's annotation in, what the lexicon knows of its cues out: how many are in it, and which act it gives them.

    python -m training.measure.acts --polnear DIR --work DIR

PolNeAR marks no acts; so what can be measured is for how many of its cues the lexicon has one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from quotes.document import Word
from quotes.lexicon.cues import CueLexicon, lemma, load_cues
from training.attribution.polnear import read_part, words_of
from training.command import mistakes_in_one_line

UNKNOWN = "in no list"
SHOWN = 30
"""Lemmas of unknown cues that are printed, most frequent first."""


def act_of(words: list[Word], lexicon: CueLexicon) -> str:
    """The act of a cue's first word that the lexicon knows; a preposition such as "according to" reports speech."""
    known = (entry.act for word in words if (entry := lexicon.entry(word)) is not None)
    phrase = tuple(word.text.lower() for word in words)
    return next(known, "speech" if phrase in lexicon.prepositions or phrase == (":",) else UNKNOWN)


@mistakes_in_one_line()
def main() -> None:
    """Print how many annotated cues there are of each act, and the most frequent that are in no list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with PolNeAR's train/ and dev/")
    parser.add_argument("--work", type=Path, required=True, help="folder that keeps the parses")
    parser.add_argument("--part", choices=("train", "dev"), default="train")
    options = parser.parse_args()
    acts: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for article in read_part(options.polnear / options.part, options.work / options.part):
        for one in article.gold:
            words = words_of(article.document.sentences, one.cue)
            act = act_of(words, load_cues()) if words else "no cue"
            acts[act] += 1
            if act == UNKNOWN:
                unknown.update(lemma(word) for word in words if word.upos in ("VERB", "NOUN", "ADJ"))
    for act, count in acts.most_common():
        print(f"{act:12}{count:7d}  {count / acts.total():6.1%}")
    print("most frequent words of unknown cues:", ", ".join(f"{w} {n}" for w, n in unknown.most_common(SHOWN)))


if __name__ == "__main__":
    main()
