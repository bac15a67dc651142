"""One of Stanza's trainers and its arguments in, the same model out, on a CPU several times as fast.

Three sums of theirs are done another way, with the same results: words are put into packed sequences by one choice of
rows, not a copy for each length; bilinear layers are products of matrices; and the parser, when it learns, scores
the relations of the right heads only, which are all that its loss reads. Beside that the learning rate may rise over
the first steps and then fall in a straight line, which neither of Stanza's schedules does, and a trainer may begin with
the weights of a trained tagger or parser and keep its vocabulary, whatever words the training file has.
"""

import runpy
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import rnn
from torch.optim.optimizer import register_optimizer_step_pre_hook

WARM_UP = 50
"""Steps over which the learning rate rises."""
LOWEST = 0.01
"""Share of the learning rate that is left at the end."""
HEADS = 9
"""Where a batch of Stanza's parser has the heads."""
PACK: Callable[..., rnn.PackedSequence] = rnn.pack_padded_sequence
UNPACK: Callable[..., tuple[Tensor, Tensor]] = rnn.pad_packed_sequence


def packed(input: Tensor, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True) -> rnn.PackedSequence:
    """``torch.nn.utils.rnn.pack_padded_sequence`` for sorted sequences, the longest first."""
    if not batch_first or not enforce_sorted:
        return PACK(input, lengths, batch_first, enforce_sorted)
    rows, sizes = _rows(torch.as_tensor(lengths), input.shape[1])
    return rnn.PackedSequence(input.flatten(0, 1).index_select(0, rows.to(input.device)), sizes)


def unpacked(
    sequence: rnn.PackedSequence, batch_first: bool = False, padding_value: float = 0.0, total_length: int | None = None
) -> tuple[Tensor, Tensor]:
    """``torch.nn.utils.rnn.pad_packed_sequence`` for what ``packed`` packed."""
    if not batch_first or sequence.unsorted_indices is not None or padding_value or total_length:
        return UNPACK(sequence, batch_first, padding_value, total_length)
    data, sizes = sequence.data, sequence.batch_sizes
    sequences, longest = int(sizes[0]), len(sizes)
    lengths = (sizes.unsqueeze(0) > torch.arange(sequences).unsqueeze(1)).sum(1)
    rows, _ = _rows(lengths, longest)
    filled = data.new_zeros(sequences * longest, *data.shape[1:]).index_copy(0, rows.to(data.device), data)
    return filled.view(sequences, longest, *data.shape[1:]), lengths


def _rows(lengths: Tensor, longest: int) -> tuple[Tensor, Tensor]:
    """The rows of a flattened (sequences, longest) batch in packed order, and how many sequences each place has."""
    places = torch.arange(longest).unsqueeze(1)
    there = lengths.unsqueeze(0) > places
    sizes = there.sum(1)
    return (torch.arange(len(lengths)).unsqueeze(0) * longest + places)[there], sizes[sizes > 0]


def bilinear(layer: nn.Bilinear, left: Tensor, right: Tensor) -> Tensor:
    """``torch.nn.Bilinear``: (…, in1) and (…, in2) → (…, out)."""
    scores = _of_pairs(left.flatten(0, -2), right.flatten(0, -2), layer.weight)
    return (scores if layer.bias is None else scores + layer.bias).view(*left.shape[:-1], -1)


def _of_pairs(left: Tensor, right: Tensor, weight: Tensor) -> Tensor:
    """(pairs, in1), (pairs, in2) and (out, in1, in2) → (pairs, out): left · weight · right, pair by pair."""
    outputs, width, other = weight.shape
    half = left @ weight.transpose(0, 1).reshape(width, outputs * other)
    return torch.bmm(half.view(-1, outputs, other), right.unsqueeze(2)).squeeze(2)


def relations(scorer: Any, words: Tensor, heads: Tensor) -> Tensor:
    """Stanza's ``PairwiseBilinear`` for each word with its own head only.

    ``words`` and ``heads`` are (sentences, words, width). Returns (sentences, words, words, relations) as Stanza does;
    the third dimension has the scores of the one head everywhere.
    """
    scores: Tensor = _of_pairs(words.flatten(0, 1), heads.flatten(0, 1), scorer.weight.permute(2, 0, 1)) + scorer.bias
    sentences, length = words.shape[:2]
    return scores.view(sentences, length, 1, -1).expand(-1, -1, length, -1)


def install() -> None:
    """Put the faster sums in the place of PyTorch's and Stanza's, for this process."""
    rnn.pack_padded_sequence, rnn.pad_packed_sequence = packed, unpacked
    nn.Bilinear.forward = bilinear  # type: ignore[method-assign,assignment]
    # Stanza's modules take their names from PyTorch when they are imported: they come last.
    from stanza.models.common.biaffine import PairwiseBilinear
    from stanza.models.depparse.model import GraphParser

    whole_loss, all_pairs = GraphParser.forward, PairwiseBilinear.forward

    def loss(parser: Any, *batch: Any) -> Any:
        """``batch`` is Stanza's: the tenth is each word's head (sentences, words), the root left out."""
        scorer = parser.deprel.scorer.W_bilin if parser.training and hasattr(parser, "deprel") else None
        if scorer is None:
            return whole_loss(parser, *batch)
        heads = batch[HEADS]
        scorer.heads = torch.cat([heads.new_zeros(len(heads), 1), heads.clamp(min=0)], 1)
        try:
            return whole_loss(parser, *batch)
        finally:
            scorer.heads = None

    def pairs(scorer: Any, words: Tensor, others: Tensor) -> Tensor:
        heads = getattr(scorer, "heads", None)
        if heads is None:
            scores: Tensor = all_pairs(scorer, words, others)
            return scores
        return relations(scorer, words, others.gather(1, heads.unsqueeze(2).expand(-1, -1, others.shape[2])))

    GraphParser.forward, PairwiseBilinear.forward = loss, pairs


def decay(steps: int) -> torch.utils.hooks.RemovableHandle:
    """Let every optimizer's learning rates rise for ``WARM_UP`` steps and fall to ``LOWEST`` of them at ``steps``.

    An optimizer read from a checkpoint goes on where it was: the step is counted in its parameter groups.
    """

    def before_step(optimizer: torch.optim.Optimizer, *_: Any) -> None:
        for group in optimizer.param_groups:
            step = group["decay_step"] = group.get("decay_step", 0) + 1
            highest = group.setdefault("highest_lr", group["lr"])
            group["lr"] = highest * min(step / WARM_UP, max(LOWEST, 1 - step / steps))

    return register_optimizer_step_pre_hook(before_step)


def start(model: Path) -> None:
    """Let Stanza's tagger and parser begin as the trained ``model``, for this process.

    Stanza's parser can go on from a model (``--continue_from``), but then numbers words and tags anew by how often they
    are in the file at hand; its tagger cannot.
    """
    from stanza.models.depparse.data import Dataset as ParserData
    from stanza.models.depparse.trainer import GraphTrainer
    from stanza.models.pos.data import Dataset as TaggerData
    from stanza.models.pos.trainer import Trainer as TaggerTrainer
    from stanza.models.pos.vocab import MultiVocab

    trained = torch.load(model, map_location="cpu", weights_only=True)
    vocabulary = MultiVocab.load_state_dict(trained["vocab"])
    ParserData.init_vocab = lambda *_: vocabulary
    TaggerData.init_vocab = staticmethod(lambda *_: vocabulary)
    for trainer in (GraphTrainer, TaggerTrainer):
        _begin_with(trainer, trained["model"])


def _begin_with(trainer: Any, weights: dict[str, Tensor]) -> None:
    """Put the weights into the network of each trainer that does not read one from a file, as a checkpoint is."""
    make = trainer.__init__

    def make_trained(self: Any, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        if named.get("model") is None and named.get("model_file") is None:
            self.model.load_state_dict({name: weight.float() for name, weight in weights.items()}, strict=False)

    trainer.__init__ = make_trained


def run_trainer(module: str, arguments: Sequence[str], decaying: int | None = None, begin: Path | None = None) -> None:
    """Run one of Stanza's training modules as ``python -m`` would, with the faster sums."""
    install()
    if decaying:
        decay(decaying)
    if begin:
        start(begin)
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except OSError as error:  # the trainer's, which wants its traceback: no slip of the user's
        raise RuntimeError(f"{module} failed: {error}") from error
