"""Annotated articles in, a contextual encoder that tags attributions out, with what runs it without PyTorch.

MiniLM with six layers (Wang et al. 2020; ``all-MiniLM-L6-v2``) is trained further, together with two heads: for each
word the part of an attribution that it belongs to, and, for the words of a source or content, the word that begins its
cue. The learning rate falls in a line, and where annotators disagree a word has a share of each tag. With a fixed seed
and one thread the same input gives the same weights on one machine. The state is saved every few minutes, and an
interrupted run goes on from there.
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
EPOCHS = 3
RATE, HEAD_RATE = 1.5e-4, 1e-3
"""Highest learning rates, of the encoder and of the heads."""
WARM = 0.06
"""Share of the steps in which the learning rate rises."""
BATCH = 8
"""Windows of a step."""
DROPOUT = 0.1
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

    ``tags`` is (words, tags), the share of annotators that gave each; ``cue`` the place among the window's words at
    which the cue of a word of a source or content begins, -1 for none.
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
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="sdpa", add_pooling_layer=False)
        self.tags = nn.Linear(UNITS, len(TAGS))
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
        tagged, linked = torch.zeros(()), torch.zeros(())
        words = links = 0
        for one, vectors in zip(batch, self.words(batch), strict=True):
            vectors = self.dropout(vectors)
            tagged = tagged - (self.tags(vectors).log_softmax(1) * torch.from_numpy(one.tags)).sum()
            words += len(vectors)
            bound = np.flatnonzero(one.cue >= 0)
            if len(bound):
                scores = self.query(vectors[torch.from_numpy(bound)]) @ self.key(vectors).T / LINK_UNITS**0.5
                linked = linked + cross_entropy(scores, torch.from_numpy(one.cue[bound]), reduction="sum")
                links += len(bound)
        return tagged / max(words, 1), linked / max(links, 1)


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
    shares = np.zeros((len(words), len(TAGS)), np.float32)
    labels = [tags(one.document, annotation) for annotation in one.annotators]
    for marked in labels:
        shares[np.arange(len(words)), marked] += 1 / len(labels)
    cues = _cues(one, labels[0], starts.tolist())
    found = []
    for window in windows(tokenizer, one.document.text, one.document.layout):
        rows, first, last = word_pieces(window, starts, ends)
        if len(rows):
            place = {number: position for position, number in enumerate(rows.tolist())}
            cue = np.array([place.get(number, -1) for number in cues[rows].tolist()])
            found.append(Example(window, first, last, shares[rows], cue))
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
    save_file(
        {name: v.numpy() for name, v in state.items() if not name.startswith("encoder.")}, out / "tagger.safetensors"
    )
