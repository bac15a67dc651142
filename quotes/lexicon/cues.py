"""The cue lexicon: a word's lemma in, the act it reports and its stance out.

The words are in ``lexicon/cues.toml``; the acts follow the cue classes of PolNeAR (Newell,
Margolin and Ruths 2018), the stances the usage notes of newsroom style books.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from quotes.document import Sentence, Word
from quotes.errors import CodebookError
from quotes.model import Act, Stance

LEXICON = Path(__file__).with_name("cues.toml")


@dataclass(frozen=True, slots=True)
class CueEntry:
    """What the lexicon says of one word."""

    lemma: str
    act: Act
    stance: Stance

    @property
    def is_said(self) -> bool:
        """Whether the word reports speech or writing rather than what somebody thinks or wants."""
        return self.act in ("speech", "writing")


@dataclass(frozen=True)
class CueLexicon:
    """All cues, by part of speech.

    ``measures`` are words after "per" that count, ``times`` nouns that say when, not who, ``questions`` verbs of
    asking, ``labels`` words before a colon that name no speaker, ``beside`` those of lines that are not of the text,
    ``raising`` verbs whose subject is what seems so,
    ``completed_by`` the verbs that a phrase completes, by its preposition, ``means`` what one speaks by;
    ``no_comment…``, ``kept_back``, ``no_statement``, ``blocks`` and ``modality`` are tables of ``cues.toml``.
    """

    verbs: Mapping[str, CueEntry]
    nouns: Mapping[str, CueEntry]
    prepositions: tuple[tuple[str, ...], ...]
    measures: frozenset[str]
    times: frozenset[str]
    questions: frozenset[str]
    labels: frozenset[str]
    beside: Mapping[str, frozenset[str]]
    raising: frozenset[str]
    completed_by: Mapping[str, frozenset[str]]
    means: frozenset[str]
    blocks: Mapping[str, frozenset[str]]
    no_statement: Mapping[str, frozenset[str]]
    no_comment: Mapping[str, tuple[str, ...]]
    no_comment_negated: Mapping[str, tuple[str, ...]]
    no_comment_would_not: Mapping[str, tuple[str, ...]]
    no_comment_objects: Mapping[str, tuple[str, ...]]
    no_comment_to: Mapping[str, tuple[str, ...]]
    kept_back: Mapping[str, frozenset[str]]
    reached: frozenset[str]
    modality: Mapping[str, frozenset[str]]

    def entry(self, word: Word) -> CueEntry | None:
        """The entry for a word of a sentence, ``None`` where it is no cue."""
        if not is_verbal(word):
            return self.nouns.get(lemma(word))
        return self.verbs.get(lemma(word)) or self._in_ing.get(word.text.lower())

    @functools.cached_property
    def _in_ing(self) -> Mapping[str, CueEntry]:
        """The verbs by their form in -ing, which is often taken for a noun's lemma: "warning"."""
        return {f"{verb}ing": entry for verb, entry in self.verbs.items()}

    def negated(self, sentence: Sentence, verb: Word) -> bool:
        """Whether a negation hangs on the cue, or the cue itself denies."""
        return bool(self.negations(sentence, verb)) or lemma(verb) in self.modality["negative_verbs"]

    def negations(self, sentence: Sentence, word: Word) -> list[Word]:
        """The negations that hang on a word; "or" shares one: "did not call or reply"."""
        below = sentence.children(word, "advmod", "det", "aux", "cc")
        if word.relation == "conj" and any(w.text.lower() in self.modality["sharing"] for w in below):
            below += sentence.children(sentence.words[word.head], "advmod", "aux")
        return [w for w in below if w.text.lower() in self.modality["negations"]]

    def modal(self, sentence: Sentence, verb: Word) -> str:
        """The modal or adverb that weakens the cue ("may", "reportedly"), else the empty string."""
        told = (w.text.lower() for w in sentence.children(verb, "aux", "advmod"))
        return next((text for text in told if text in self._weakening), "")

    @functools.cached_property
    def _weakening(self) -> frozenset[str]:
        return self.modality["modals"] | self.modality["adverbs"]

    @functools.cached_property
    def first_of_prepositions(self) -> frozenset[str]:
        """The words with which the prepositions begin."""
        return frozenset(phrase[0] for phrase in self.prepositions)

    @functools.cached_property
    def silences(self) -> frozenset[str]:
        """The verbs of an answer not given, by lemma, if what they need stands beside them."""
        tables = (self.no_comment, self.no_comment_negated, self.no_comment_would_not, self.no_comment_objects)
        return frozenset(verb for table in tables for verb in table)


def lemma(word: Word) -> str:
    """The lemma in lower case."""
    return word.lemma.lower()


def is_verbal(word: Word) -> bool:
    """Whether the word is a verb by its universal or its Penn tag."""
    return word.upos in ("VERB", "AUX") or word.xpos.startswith("VB")


@functools.cache
def load_cues(path: Path = LEXICON) -> CueLexicon:
    """The lexicon in ``path``; raises CodebookError where a word stands in two lists of one part of speech."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    return CueLexicon(
        verbs=_entries(data["verbs"], path),
        nouns=_entries(data["nouns"], path),
        prepositions=tuple(tuple(p.split()) for p in data["prepositions"]["speech"]),
        measures=frozenset(data["prepositions"]["not_before"]),
        times=frozenset(data["times"]["nouns"]),
        questions=frozenset(data["questions"]["verbs"]),
        labels=frozenset(data["labels"]["words"]),
        beside={name: frozenset(words) for name, words in data["labels"].items()},
        raising=frozenset(data["raising"]["verbs"]),
        completed_by={preposition: frozenset(verbs) for preposition, verbs in data["completed_by"].items()},
        means=frozenset(data["means"]["by"]),
        **{
            table: {verb: tuple(words) for verb, words in data[table].items()}
            for table in data
            if table.startswith("no_comment")
        },
        kept_back={name: frozenset(words) for name, words in data["kept_back"].items()},
        reached=frozenset(data["reached"]["verbs"]),
        no_statement={name: frozenset(words) for name, words in data["no_statement"].items()},
        blocks={name: frozenset(words) for name, words in data["blocks"].items()},
        modality={k: frozenset(v) for k, v in data["modality"].items()},
    )


def _entries(table: dict[str, Any], path: Path) -> dict[str, CueEntry]:
    found: dict[str, CueEntry] = {}
    for act, stances in table.items():
        if act not in get_args(Act):
            raise CodebookError(f"{path}: no such act: “{act}”; use one of {', '.join(get_args(Act))}")
        for stance, lemmas in stances.items():
            if stance not in get_args(Stance):
                raise CodebookError(f"{path}: no such stance: “{stance}”; use one of {', '.join(get_args(Stance))}")
            for word in lemmas:
                if word in found:
                    raise CodebookError(f"{path}: “{word}” stands in two lists ({found[word].act} and {act}); keep one")
                found[word] = CueEntry(word, cast(Act, act), cast(Stance, stance))
    return found
