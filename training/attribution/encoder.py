"""Annotated articles in, a contextual encoder that tags attributions out, with what runs it without PyTorch.

MiniLM with six layers (Wang et al. 2020; ``all-MiniLM-L6-v2``) is trained further, together with two heads: for each
word the part of an attribution that it belongs to, as a chain of tags (a linear-chain CRF; Lafferty, McCallum and
Pereira 2001), and, for the words of a source or content, the word that begins its cue. The learning rate falls in a
line. Of several annotators each is followed in turn, by chance. With a fixed seed and one thread the same input gives
the same weights on one machine. The state is saved every few minutes, and an interrupted run goes on from there.
"""

from __future__ import annotations

import bisect
import hashlib
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console
from torch import nn
from torch.nn.functional import cross_entropy

from quotes.attribution.tagger.probabilities import FIRST, TAGS
from quotes.errors import ModelError
from quotes.parse.encoder import UNITS
from quotes.parse.windows import Window, load_tokenizer, windows, word_pieces
from training.attribution.polnear import Annotated
from training.attribution.tags import outermost, tags

SEED = 1234
EPOCHS = 5
RATE, HEAD_RATE = 1.2e-4, 1e-3
"""Highest learning rates, of the encoder and of the heads."""
WARM = 0.06
"""Share of the steps in which the learning rate rises."""
BATCH = 4
"""Windows of a step."""
DROPOUT = 0.1
ALONE = 0.5
"""Weight of the loss of each word's tag by itself, beside that of the chain of tags."""
BARRED = -4.0
"""With what a transition begins that no annotation has: inside a part that nothing began."""
LINK = 0.3
"""Weight of the loss of the cue that a word belongs to."""
LINK_UNITS = 64
LONGEST_GRADIENT = 1.0
SAVE_EVERY = 240.0
"""Seconds between two savings of the state."""
SHA_256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the ``model.safetensors`` that sentence-transformers published; the package that carries it has another author."""


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its words: the pieces of each (``first`` up to ``last``), its tags and its cue.

    ``tags`` is (annotators, words), the place in ``TAGS`` of what each gave; ``cue`` the place among the window's words
    at which the cue of a word of a source or content begins, -1 for none.
    """

    window: Window
    first: np.ndarray
    last: np.ndarray
    tags: np.ndarray
    cue: np.ndarray


class TaggingEncoder(nn.Module):
    """The encoder with its heads."""

    def __init__(self, base: Path) -> None:
        from transformers import AutoModel

        check_base(base)
        super().__init__()
        # Dropout of the attention costs more time on a CPU than all the rest.
        self.encoder = AutoModel.from_pretrained(
            base, attn_implementation="sdpa", add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.tags = nn.Linear(UNITS, len(TAGS))
        self.transitions = nn.Parameter(_transitions())
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.query, self.key = nn.Linear(UNITS, LINK_UNITS), nn.Linear(UNITS, LINK_UNITS)
        self.dropout = nn.Dropout(DROPOUT)

    def words(self, batch: Sequence[Example]) -> list[torch.Tensor]:
        """For each window (words, ``UNITS``): the mean of the vectors of each word's pieces."""
        length = max(len(one.window.numbers) for one in batch)
        numbers, kinds, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
        for row, one in enumerate(batch):
            size = len(one.window.numbers)
            numbers[row, :size] = torch.from_numpy(one.window.numbers)
            kinds[row, :size] = torch.from_numpy(one.window.kinds)
            mask[row, :size] = 1
        with torch.autocast("cpu", torch.bfloat16):
            pieces = self.encoder(input_ids=numbers, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        found = []
        for row, one in enumerate(batch):
            sums = torch.cat([torch.zeros(1, UNITS), pieces[row].float().cumsum(0)])
            first, last = torch.from_numpy(one.first), torch.from_numpy(one.last)
            found.append((sums[last] - sums[first]) / (last - first)[:, None])
        return found

    def loss(self, batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
        """The mean loss of a word's tag, and of the cue of a word that has one."""
        linked, links = torch.zeros(()), 0
        scores, marked = [], []
        for one, vectors in zip(batch, map(self.dropout, self.words(batch)), strict=True):
            scores.append(self.tags(vectors))
            marked.append(torch.from_numpy(one.tags[random.randrange(len(one.tags))]))
            bound = np.flatnonzero(one.cue >= 0)
            if len(bound):
                ties = self.query(vectors[torch.from_numpy(bound)]) @ self.key(vectors).T / LINK_UNITS**0.5
                linked = linked + cross_entropy(ties, torch.from_numpy(one.cue[bound]), reduction="sum")
                links += len(bound)
        alone = cross_entropy(torch.cat(scores), torch.cat(marked))
        together = chain_loss(scores, marked, self.transitions, self.start)
        return together + ALONE * alone, linked / max(links, 1)


def chain_loss(
    scores: Sequence[torch.Tensor], right: Sequence[torch.Tensor], transitions: torch.Tensor, start: torch.Tensor
) -> torch.Tensor:
    """The negative logarithm of the chance of the right sequences of tags, for each word of theirs.

    ``scores`` are (words, tags) each, ``right`` (words,); see ``quotes.attribution.tagger.sequences``.
    """
    padded, tags = (nn.utils.rnn.pad_sequence(list(rows), batch_first=True) for rows in (scores, right))
    there = nn.utils.rnn.pad_sequence([row.new_ones(len(row)) for row in scores], batch_first=True)
    reached = start + padded[:, 0]
    for place in range(1, padded.shape[1]):
        further = torch.logsumexp(reached[:, :, None] + transitions, 1) + padded[:, place]
        reached = torch.where(there[:, place, None] > 0, further, reached)
    of_right = (padded.gather(2, tags[:, :, None])[:, :, 0] * there).sum() + start[tags[:, 0]].sum()
    of_right = of_right + (transitions[tags[:, :-1], tags[:, 1:]] * there[:, 1:]).sum()
    return (torch.logsumexp(reached, 1).sum() - of_right) / there.sum()


def _transitions() -> torch.Tensor:
    """(tags, tags): what the transitions begin with."""
    found = torch.zeros(len(TAGS), len(TAGS))
    for first in FIRST.values():
        found[[tag for tag in range(len(TAGS)) if tag not in (first, first + 1)], first + 1] = BARRED
    return found


def check_base(base: Path) -> None:
    """Raise ModelError where the weights in ``base`` are not those that sentence-transformers published."""
    file = base / "model.safetensors"
    if not file.is_file():
        raise ModelError(f"{file}: not there; name the folder of all-MiniLM-L6-v2, with model.safetensors")
    if hashlib.sha256(file.read_bytes()).hexdigest() != SHA_256:
        raise ModelError(f"{file}: not the published all-MiniLM-L6-v2 (its SHA-256 differs); get the original file")


def train(articles: Sequence[Annotated], base: Path, work: Path, console: Console, epochs: int = EPOCHS) -> Path:
    """Train on ``articles``; ``work`` keeps the state. Returns the file of the trained weights in it."""
    torch.set_num_threads(1)
    random.seed(SEED)
    torch.manual_seed(SEED)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base / "tokenizer.json")
    all_examples = [example for one in articles for example in examples(one, tokenizer)]
    model = TaggingEncoder(base)
    model.train()
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": list(model.encoder.parameters()), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01,
    )
    in_epoch = max(1, len(all_examples) // BATCH)
    steps = in_epoch * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    state, done = work / "state.pt", 0
    if state.is_file():
        done = _restored(state, model, optimizer, schedule)
        console.print(f"going on after step {done} of {steps}")
    saved = time.monotonic()
    for step in range(done, steps):
        epoch, place = divmod(step, in_epoch)
        order = random.Random(SEED + epoch).sample(range(len(all_examples)), len(all_examples))
        tagged, linked = model.loss([all_examples[i] for i in order[place * BATCH : (place + 1) * BATCH]])
        optimizer.zero_grad()
        (tagged + LINK * linked).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        schedule.step()
        if (step + 1) % 50 == 0:
            console.print(f"step {step + 1} of {steps}: loss {tagged.item():.3f}, of cues {linked.item():.3f}")
        if time.monotonic() - saved > SAVE_EVERY or step + 1 == steps:
            _save(state, model, optimizer, schedule, step + 1)
            saved = time.monotonic()
    file = work / "model.pt"
    torch.save(model.state_dict(), file)
    return file


def examples(one: Annotated, tokenizer: Any) -> list[Example]:
    """The windows of an article with what its annotators marked in them."""
    words = [word for sentence in one.document.sentences for word in sentence.words]
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    marked = np.array([tags(one.document, annotation) for annotation in one.annotators])
    cues = _cues(one, marked[0].tolist(), starts.tolist())
    found = []
    for window in windows(tokenizer, one.document.text, one.document.layout):
        rows, first, last = word_pieces(window, starts, ends)
        if len(rows):
            place = {number: position for position, number in enumerate(rows.tolist())}
            cue = np.array([place.get(number, -1) for number in cues[rows].tolist()])
            found.append(Example(window, first, last, marked[:, rows], cue))
    return found


def _cues(one: Annotated, labels: Sequence[int], starts: Sequence[int]) -> np.ndarray:
    """For each word that the first annotator's ``labels`` give to a source or content, the one that begins its cue."""
    found = np.full(len(starts), -1)
    bound = {FIRST["source"], FIRST["source"] + 1, FIRST["content"], FIRST["content"] + 1}
    for gold in outermost(one.gold):
        cue = bisect.bisect_left(starts, gold.cue[0].start) if gold.cue else len(starts)
        if cue == len(starts):
            continue
        for span in (*([gold.source] if gold.source else []), *gold.content):
            for number in range(bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)):
                if labels[number] in bound:
                    found[number] = cue
    return found


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(WARM * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def _save(file: Path, model: nn.Module, optimizer: Any, schedule: Any, step: int) -> None:
    unfinished = file.with_suffix(".part")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
        },
        unfinished,
    )
    unfinished.replace(file)


def _restored(file: Path, model: nn.Module, optimizer: Any, schedule: Any) -> int:
    state = torch.load(file, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


class _ForExport(nn.Module):
    """The encoder without mask and padding: a window by itself needs neither."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.encoder.embeddings(input_ids=ids, token_type_ids=kinds)
        for layer in self.encoder.encoder.layer:
            found = layer(hidden, attention_mask=None)
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden


def export(weights: Path, base: Path, out: Path) -> None:
    """Write to ``out`` what runs without PyTorch: the encoder with weights of 8 bits, its pieces, the heads."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.numpy import save_file
    from transformers import AutoModel

    state = torch.load(weights, weights_only=True)
    encoder = AutoModel.from_pretrained(base, attn_implementation="eager", add_pooling_layer=False)
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    out.mkdir(parents=True, exist_ok=True)
    whole, file = out / "encoder-32.onnx", out / "encoder.onnx"
    window = torch.zeros(1, 8, dtype=torch.long)
    torch.onnx.export(
        _ForExport(encoder).eval(),
        (window, window),
        str(whole),
        input_names=["ids", "kinds"],
        output_names=["vectors"],
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "kinds", "vectors")},
        opset_version=17,
        dynamo=False,
    )
    operations = ["MatMul", "Gather"]
    quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=operations)
    whole.unlink()
    shutil.copyfile(base / "tokenizer.json", out / "pieces.json")
    heads = {name: weights.numpy() for name, weights in state.items() if not name.startswith("encoder.")}
    save_file(heads, out / "tagger.safetensors")
