"""Articles with labelled speakers in, ``quotes/models/speakers.safetensors`` out: the ranker's weights and calibration.

Each labelled pronoun or description is an example: its options, and which of them the label means. The resolver reads
on as if the right one had been chosen. How sure a speaker is, is counted on articles that the weights have not seen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold
from torch import nn

from quotes.document import LAYERS, Document
from quotes.evaluate import same_speaker
from quotes.model import Article, Attribution, Span
from quotes.parse.encoder import UNITS
from quotes.sources.entities import Entity
from quotes.sources.mention_vectors import VIEWS
from quotes.sources.mentions.mention import Mention
from quotes.sources.ranking import Calibration, Judge, Option, Question, Ranker, Weights
from quotes.sources.resolve import resolve
from training.calibration import calibration_error, reliability

FOLDS = 3
ROUNDS = 2
"""Times that the examples are gathered, each with the weights of the time before for what is not labelled."""
RARE = 5
"""A feature seen with fewer options than this is left out."""
NETWORKS, HIDDEN, COMPONENTS = 4, 64, 48
EPOCHS, BATCH, RATE = 5, 64, 1e-3
DROPPED, UNSEEN = 0.5, 0.1
"""Shares of the inputs and units left out in a step of training, and of the questions put without their vectors."""
DECAY, DIRECT_DECAY = 1e-4, 0.02
SEED = 1234
FEWEST = 25
"""Speakers found by a pass from which it has a calibration of its own."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A parsed article with its attributions and the labelled speakers: span, speaker and kind of each.

    ``meant`` are labels of further pronouns and descriptions, which teach and are not counted.
    """

    article: Article
    document: Document
    attributions: Sequence[Attribution]
    speakers: Sequence[tuple[Span, str, str]]
    meant: Sequence[tuple[Span, str, str]] = ()

    def label(self, span: Span) -> tuple[str, str] | None:
        """Speaker and kind of the labelled mention that shares most with a span."""
        near = [(min(s.end, span.end) - max(s.start, span.start), who, kind) for s, who, kind in self.speakers]
        best = max(near, default=(0, "", ""))
        return best[1:] if best[0] > 0 else None


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the options that are right, (options,), and the article it is from; vectors with 16 bits."""

    features: Sequence[dict[str, float]]
    own: np.ndarray
    seen: np.ndarray
    right: np.ndarray
    article: str


class Teacher:
    """Chooses the labelled one among options and notes the example; else what a ranker holds likeliest."""

    def __init__(self, labelled: Labelled, judge: Judge, examples: list[Example]) -> None:
        self._labelled, self._judge, self._examples = labelled, judge, examples
        self._known: dict[str, list[Entity]] = defaultdict(list)

    def decide(self, question: Question) -> tuple[int, float]:
        text = self._labelled.article.text
        all_labels = (*self._labelled.speakers, *self._labelled.meant)
        labels = [(who, kind) for span, who, kind in all_labels if _labels(span, question.mention, text)]
        right = self._right(*labels[0], question.options) if labels else []
        if not any(right):
            return self._judge.decide(question)
        features = [option.in_full for option in question.options]
        vectors = (question.own.astype(np.float16), question.seen_vectors.astype(np.float16))
        self._examples.append(Example(features, *vectors, np.array(right, np.float32), self._labelled.article.id))
        chosen = right.index(True)
        known = question.options[chosen].known
        if known is not None:
            self._known[labels[0][0]].append(known)
        return chosen, 1.0

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
    """Whether a label is that of a mention: "his party leader" does not label "his", nor "the firm's head" the firm."""
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

    def decide(self, question: Question) -> tuple[int, float]:
        return self._ranker.decide(question)

    def confidence(self, found_by: str, chance: float) -> float:
        self.notes.append((found_by, chance))
        return float(len(self.notes) - 1)


class First:
    """Who judges before anything is learned: the first option, which is the nearest."""

    def decide(self, question: Question) -> tuple[int, float]:
        return 0, 1.0

    def confidence(self, found_by: str, chance: float) -> float:
        return chance


def gather(labelled: Iterable[Labelled], judge: Judge) -> list[Example]:
    """The labelled mentions of all articles as examples."""
    examples: list[Example] = []
    for one in labelled:
        resolve(one.article, one.document, one.attributions, Teacher(one, judge, examples))
    return examples


class _Network(nn.Module):
    """One network as :class:`quotes.sources.ranking.Weights` has several."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.own = nn.ModuleList(nn.Linear(UNITS, COMPONENTS) for _ in range(LAYERS))
        self.seen = nn.ModuleList(nn.Linear(UNITS, COMPONENTS) for _ in range(VIEWS * LAYERS))
        self.named, self.direct = nn.Linear(features, HIDDEN), nn.Linear(features, 1, bias=False)
        self.hidden = nn.Linear(HIDDEN + VIEWS * LAYERS * COMPONENTS, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, features: torch.Tensor, own: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """(options,) from features (options, features), own (options, layers, units), seen (options, blocks, units)."""
        parts = [self.named(self.dropped(features)).relu()]
        owns = [project(own[:, layer]).tanh() for layer, project in enumerate(self.own)]
        for block, project in enumerate(self.seen):
            parts.append(self.dropped(project(seen[:, block]).tanh() * owns[block % LAYERS]))
        scores: torch.Tensor = self.out(self.dropped(self.hidden(torch.cat(parts, 1)).relu())) + self.direct(features)
        return scores[:, 0]


def weights_of(examples: Sequence[Example]) -> Weights:
    """The weights that make the right options likeliest."""
    torch.set_num_threads(1)
    times = Counter(name for example in examples for one in example.features for name in one)
    names = sorted(name for name, count in times.items() if count >= RARE)
    empty = Weights(names, *(np.zeros(0, np.float32) for _ in range(10)))
    features = [torch.from_numpy(empty.inputs(example.features)) for example in examples]
    networks = [_trained(examples, features, SEED + number) for number in range(NETWORKS)]
    return Weights(names, *(np.stack(parts) for parts in zip(*networks, strict=True)))


def _trained(examples: Sequence[Example], features: Sequence[torch.Tensor], seed: int) -> tuple[np.ndarray, ...]:
    """The weights of one network, in the order of :class:`quotes.sources.ranking.Weights`."""
    chance = np.random.default_rng(seed)
    torch.manual_seed(seed)
    network = _Network(features[0].shape[1])
    direct = [network.direct.weight]
    others = [weight for name, weight in network.named_parameters() if not name.startswith("direct")]
    groups = [{"params": direct, "weight_decay": DIRECT_DECAY}, {"params": others, "weight_decay": DECAY}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    steps = EPOCHS * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    network.train()
    for _ in range(EPOCHS):
        order = chance.permutation(len(examples))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            loss = _loss(network, [examples[row] for row in rows], [features[row] for row in rows], chance)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return _arrays(network)


def _loss(
    network: _Network, examples: Sequence[Example], features: Sequence[torch.Tensor], chance: np.random.Generator
) -> torch.Tensor:
    """The mean negative logarithm of the chance that a right option has."""
    told = [float(chance.random() >= UNSEEN) for _ in examples]
    own = np.concatenate([np.repeat(e.own[None] * t, len(e.right), 0) for e, t in zip(examples, told, strict=True)])
    seen = np.concatenate([e.seen * t for e, t in zip(examples, told, strict=True)])
    blocks = torch.from_numpy(seen.astype(np.float32)).reshape(len(seen), VIEWS * LAYERS, UNITS)
    scores = network(torch.cat(list(features)), torch.from_numpy(own.astype(np.float32)), blocks)
    losses = []
    at = 0
    for example in examples:
        of_these = scores[at : at + len(example.right)]
        at += len(example.right)
        right = torch.from_numpy(example.right) > 0
        losses.append(of_these.logsumexp(0) - of_these[right].logsumexp(0))
    return torch.stack(losses).mean()


def _arrays(network: _Network) -> tuple[np.ndarray, ...]:
    def stacked(layers: Iterable[nn.Linear]) -> tuple[torch.Tensor, torch.Tensor]:
        kept = list(layers)
        return torch.stack([one.weight.T for one in kept]), torch.stack([one.bias for one in kept])

    tensors = (
        *stacked(network.own), *stacked(network.seen),  # type: ignore[arg-type]
        network.named.weight.T, network.named.bias, network.hidden.weight.T, network.hidden.bias,
        network.out.weight[0], network.direct.weight[0],
    )  # fmt: skip
    return tuple(one.detach().numpy() for one in tensors)


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


def calibration_of(notes: Sequence[tuple[str, float, bool, str]]) -> Calibration:
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


def trained(
    labelled: Sequence[Labelled], invented: Sequence[Labelled] = ()
) -> tuple[Ranker, list[tuple[str, float, bool, str]]]:
    """The ranker trained on all articles, and what rankers that have not seen an article find in it.

    The ``invented`` ones teach, and nothing is counted on them.
    """
    unsure = {"": [(0.0, 0.5), (1.0, 0.5)]}
    judge: Judge = First()
    for _ in range(ROUNDS):
        examples = gather([*labelled, *invented], judge)
        ranker = Ranker(weights_of(examples), unsure)
        judge = ranker
    notes = []
    for _, unseen in folds(labelled):
        held_out = {labelled[i].article.id for i in unseen}
        by_others = Ranker(weights_of([e for e in examples if e.article not in held_out]), unsure)
        notes += [note for i in unseen for note in notes_of(labelled[i], by_others)]
    return Ranker(ranker.weights, calibration_of(notes)), notes


def report(ranker: Ranker, notes: Sequence[tuple[str, float, bool, str]]) -> Iterator[str]:
    """How often the speakers that each pass finds are right on articles held out from training, as lines."""
    by_pass: dict[str, list[bool]] = defaultdict(list)
    for by, _, right, _ in notes:
        by_pass[by or "otherwise"].append(right)
    for by, found in sorted(by_pass.items()):
        yield f"{sum(found) / len(found):.3f} of {len(found):4d}  {by}"
    yield f"{sum(note[2] for note in notes) / len(notes):.3f} of {len(notes):4d}  all"
    bins = reliability([ranker.confidence(by, chance) for by, chance, _, _ in notes], [note[2] for note in notes])
    yield f"{len(ranker.weights.names)} features; expected calibration error {calibration_error(bins):.3f}"
