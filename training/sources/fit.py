"""Articles with labelled speakers in, ``quotes/models/speakers.json`` out: the ranker's weights and calibration.

Each pronoun or description that is a labelled source is an example: its options, and which of them the label means. The
resolver reads on as if the right one had been chosen. How sure a speaker is, is counted on articles that the weights
have not seen.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

from quotes.document import Document
from quotes.evaluate import same_speaker
from quotes.model import Article, Attribution, Span
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention
from quotes.sources.ranking import WEIGHTS, Option, Ranker
from quotes.sources.resolve import resolve

FOLDS = 5
ROUNDS = 2
"""Times that the examples are gathered, each with the weights of the time before for what is not labelled."""
PENALTY = 20.0
"""Strength of the L2 regularisation."""
RARE = 3
"""A feature seen with fewer options than this is left out."""
FEWEST = 25
"""Speakers found by a pass from which it has a calibration of its own."""
SURE = 0.02
"""Weights nearer to 0 are left out."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A parsed article with its attributions and the labelled speakers: span, speaker and kind of each."""

    article: Article
    document: Document
    attributions: Sequence[Attribution]
    speakers: Sequence[tuple[Span, str, str]]

    def label(self, span: Span) -> tuple[str, str] | None:
        """Speaker and kind of the labelled mention that shares most with a span."""
        near = [(min(s.end, span.end) - max(s.start, span.start), who, kind) for s, who, kind in self.speakers]
        best = max(near, default=(0, "", ""))
        return best[1:] if best[0] > 0 else None


@dataclass
class Examples:
    """Options in a row each: the features, whether right, the number of its mention, and the article."""

    features: list[Mapping[str, float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    mention: list[int] = field(default_factory=list)
    article: list[str] = field(default_factory=list)


class Teacher:
    """Chooses the labelled one among options and notes the example; else what a ranker holds likeliest."""

    def __init__(self, labelled: Labelled, ranker: Ranker, examples: Examples) -> None:
        self._labelled, self._ranker, self._examples = labelled, ranker, examples
        self._known: dict[str, list[Entity]] = defaultdict(list)

    def decide(self, mention: Mention, options: Sequence[Option]) -> tuple[int, float]:
        begins = [(who, kind) for s, who, kind in self._labelled.speakers if _labels(s, mention, self._labelled.article.text)]
        right = self._right(*begins[0], options) if begins else []
        if any(right):
            number = self._examples.mention[-1] + 1 if self._examples.mention else 0
            for option, is_right in zip(options, right, strict=True):
                self._examples.features.append(option.features)
                self._examples.right.append(is_right)
                self._examples.mention.append(number)
                self._examples.article.append(self._labelled.article.id)
            chosen = right.index(True)
            known = options[chosen].known
            if known is not None:
                self._known[begins[0][0]].append(known)
            return chosen, 1.0
        return self._ranker.decide(mention, options)

    def confidence(self, found_by: str, chance: float) -> float:
        return chance

    def _right(self, speaker: str, kind: str, options: Sequence[Option]) -> list[bool]:
        shares = [self._share(speaker, kind, option.known, option.members) for option in options]
        if max(shares) > 0:
            return [share == max(shares) for share in shares]
        return [option.known is None and not option.members for option in options]

    def _share(self, speaker: str, kind: str, entity: Entity | None, members: Sequence[Entity] = ()) -> float:
        """How much of a labelled speaker's name an option bears; 0 where it is somebody else."""
        if members:
            return 1.0 if all(self._share(speaker, kind, member) for member in members) else 0.0
        if entity is None or (entity.kind != kind and kind == "person"):
            return 0.0
        if entity in self._known[speaker]:
            return 2.0
        if entity.members:
            return self._share(speaker, kind, None, entity.members)
        told = {" ".join(w.text for w in m.name_words or m.words) for m in entity.mentions if m.type != "pronoun"}
        parts = {speaker, speaker.partition(",")[0]}  # "Ana Holm, a nurse and author of …"
        return max((_alike(part, name) for name in told for part in parts if same_speaker(part, name)), default=0.0)


def _labels(span: Span, mention: Mention, text: str) -> bool:
    """Whether a labelled source is a mention: neither "his party leader" labels "his" nor "the firm's head" the firm."""
    possessor = text[mention.span.end : mention.span.end + 1] in ("'", "’") and span.end > mention.span.end + 2
    if possessor or (mention.type == "pronoun" and span.end > mention.span.end + 2):
        return False
    return abs(span.start - mention.span.start) < 4


def _alike(first: str, second: str) -> float:
    """Words that two names share, over the words that they have together."""
    one, other = set(first.lower().split()), set(second.lower().split())
    return len(one & other) / len(one | other)


class Recorder:
    """A ranker whose confidence of a speaker is the number of a note of who found it, and how sure."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker
        self.notes: list[tuple[str, float]] = []

    def decide(self, mention: Mention, options: Sequence[Option]) -> tuple[int, float]:
        return self._ranker.decide(mention, options)

    def confidence(self, found_by: str, chance: float) -> float:
        self.notes.append((found_by, chance))
        return float(len(self.notes) - 1)


def gather(labelled: Iterable[Labelled], ranker: Ranker) -> Examples:
    """The labelled mentions of all articles as examples."""
    examples = Examples()
    for one in labelled:
        resolve(one.article, one.document, one.attributions, Teacher(one, ranker, examples))
    return examples


def weights_of(examples: Examples, kept: np.ndarray | None = None) -> dict[str, float]:
    """The weights that make the right options likeliest."""
    rows = np.flatnonzero(kept) if kept is not None else np.arange(len(examples.right))
    vectorizer = DictVectorizer(dtype=np.float64)
    matrix = vectorizer.fit_transform([examples.features[i] for i in rows]).tocsr()
    frequent = np.flatnonzero(matrix.getnnz(axis=0) >= RARE)
    matrix, names = matrix[:, frequent], vectorizer.get_feature_names_out()[frequent]
    right = np.array(examples.right)[rows].astype(float)
    mentions = np.array(examples.mention)[rows]
    starts = np.flatnonzero(np.r_[True, mentions[1:] != mentions[:-1]])
    group = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(mentions)]))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        mass = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chances = mass / np.add.reduceat(mass, starts)[group]
        whole = np.add.reduceat(chances * right, starts)
        wanted = chances * right / np.maximum(whole, 1e-300)[group]
        value = -np.log(np.maximum(whole, 1e-300)).sum() + PENALTY / 2 * weights @ weights
        return float(value), matrix.T @ (chances - wanted) + PENALTY * weights

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {str(n): round(float(w), 3) for n, w in zip(names, found, strict=True) if abs(w) >= SURE}


def folds(labelled: Sequence[Labelled]) -> list[tuple[list[int], list[int]]]:
    """Articles seen and not seen, by their places, for each fold."""
    places = np.arange(len(labelled))
    return [(s.tolist(), u.tolist()) for s, u in GroupKFold(FOLDS).split(places, groups=places)]


def notes_of(one: Labelled, ranker: Ranker) -> list[tuple[str, float, bool, str]]:
    """For each labelled source of an article: who found its speaker, how sure, whether it is right, and its words."""
    recorder = Recorder(ranker)
    found, sources = resolve(one.article, one.document, one.attributions, recorder)
    notes = {}
    for attribution in found:
        label = one.label(attribution.source) if attribution.source is not None else None
        if label is None or attribution.source_index is None or attribution.speaker_confidence is None:
            continue
        by, chance = recorder.notes[int(attribution.speaker_confidence)]
        words = attribution.source.of(one.article.text) if attribution.source is not None else ""
        notes[attribution.source] = (
            by,
            chance,
            same_speaker(label[0], sources[attribution.source_index].speaker),
            words,
        )
    return list(notes.values())


def calibration_of(notes: Sequence[tuple[str, float, bool, str]]) -> dict[str, list[tuple[float, float]]]:
    """For each pass the corners of the isotonic curve from a chance to the share right; "" for all that have none."""
    by_pass: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for by, chance, right, _ in notes:
        by_pass[by].append((chance, right))
    rest = [pair for by, pairs in by_pass.items() if len(pairs) < FEWEST or not by for pair in pairs]
    kept = {by: pairs for by, pairs in by_pass.items() if by and len(pairs) >= FEWEST} | {"": rest}
    return {by: _corners(pairs) for by, pairs in sorted(kept.items())}


def _corners(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    chances, right = (np.array(column, float) for column in zip(*pairs, strict=True))
    if len(set(chances.tolist())) < 2:
        return [(0.0, round(float(right.mean()), 3)), (1.0, round(float(right.mean()), 3))]
    curve = IsotonicRegression(y_min=0.02, y_max=0.99, out_of_bounds="clip").fit(chances, right)
    corners = zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    return sorted({(round(float(x), 4), round(float(y), 3)) for x, y in corners})


def calibration_error(notes: Sequence[tuple[str, float, bool, str]], ranker: Ranker, bins: int = 10) -> float:
    """The expected calibration error of speakers (Naeini, Cooper and Hauskrecht 2015)."""
    sure = np.array([ranker.confidence(by, chance) for by, chance, _, _ in notes])
    right = np.array([note[2] for note in notes], float)
    numbers = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs((sure - right)[numbers == n].sum()) for n in np.unique(numbers)) / len(notes))


def trained(
    labelled: Sequence[Labelled], invented: Sequence[Labelled] = ()
) -> tuple[Ranker, list[tuple[str, float, bool, str]]]:
    """The ranker trained on all articles, and what rankers that have not seen an article find in it.

    The ``invented`` ones teach, and nothing is counted on them.
    """
    ranker = Ranker({}, {"": [(0.0, 0.5), (1.0, 0.5)]})
    for _ in range(ROUNDS):
        examples = gather([*labelled, *invented], ranker)
        ranker = Ranker(weights_of(examples), ranker.calibration)
    notes = []
    articles = np.array(examples.article)
    for _, unseen in folds(labelled):
        kept = ~np.isin(articles, [labelled[i].article.id for i in unseen])
        held_out = Ranker(weights_of(examples, kept), ranker.calibration)
        notes += [note for i in unseen for note in notes_of(labelled[i], held_out)]
    return Ranker(ranker.weights, calibration_of(notes)), notes


def write(ranker: Ranker, path: Path = WEIGHTS) -> None:
    """The ranker as the file that the package reads."""
    data = {"weights": dict(sorted(ranker.weights.items())), "calibration": ranker.calibration}
    path.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def report(ranker: Ranker, notes: Sequence[tuple[str, float, bool, str]]) -> Iterator[str]:
    """How often the speakers that each pass finds are right on articles held out from training, as lines."""
    by_pass: dict[str, list[bool]] = defaultdict(list)
    for by, _, right, _ in notes:
        by_pass[by or "otherwise"].append(right)
    for by, found in sorted(by_pass.items()):
        yield f"{sum(found) / len(found):.3f} of {len(found):4d}  {by}"
    yield f"{sum(note[2] for note in notes) / len(notes):.3f} of {len(notes):4d}  all"
    yield f"{len(ranker.weights)} weights; expected calibration error {calibration_error(notes, ranker):.3f}"
