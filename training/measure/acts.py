"""PolNeAR's annotation in, what the lexicon knows of its cues out: how many are in it, and which act it gives them.

PolNeAR marks no acts; so what can be measured is for how many of its cues the lexicon has one.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quotes.document import Word
from quotes.lexicon.cues import CueLexicon, lemma, load_cues
from training.attribution.polnear import read_part, words_of

UNKNOWN = "in no list"
SHOWN = 30
"""Lemmas of unknown cues that are printed, most frequent first."""


def act_of(words: list[Word], lexicon: CueLexicon) -> str:
    """The act of a cue's first word that the lexicon knows; a preposition such as "according to" reports speech."""
    known = (entry.act for word in words if (entry := lexicon.entry(word)) is not None)
    phrase = tuple(word.text.lower() for word in words)
    return next(known, "speech" if phrase in lexicon.prepositions or phrase == (":",) else UNKNOWN)


def report(polnear: Path, work: Path, part: str) -> Iterator[str]:
    """How many annotated cues there are of each act, and the most frequent words of those in no list, as lines."""
    acts: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for article in read_part(polnear, part, work):
        for one in article.gold:
            words = words_of(article.document.sentences, one.cue)
            act = act_of(words, load_cues()) if words else "no cue"
            acts[act] += 1
            if act == UNKNOWN:
                unknown.update(lemma(word) for word in words if word.upos in ("VERB", "NOUN", "ADJ"))
    for act, count in acts.most_common():
        yield f"{act:12}{count:7d}  {count / acts.total():6.1%}"
    yield f"most frequent words of unknown cues: {', '.join(f'{w} {n}' for w, n in unknown.most_common(SHOWN))}"
