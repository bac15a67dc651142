"""Sequences of rows in, what an LSTM makes of them out: all of them step by step at once, none of them padded."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from quotes.parse.quick.products import Layer, padded


class Steps:
    """The order in which an LSTM goes through sequences that lie one behind the other: the longest first.

    ``ahead`` has the row of each place of that order, ``back`` the same from the ends of the sequences, ``sizes`` how
    many sequences are still there at each step. ``starts`` and ``ends`` are the first and last row of each sequence.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        counts = torch.tensor(lengths)
        self.ends = counts.cumsum(0) - 1
        self.starts = self.ends - counts + 1
        counts, longest = counts.sort(descending=True, stable=True)
        step = torch.arange(int(counts[0])).unsqueeze(1)
        there = step < counts
        self.sizes: list[int] = there.sum(1).tolist()
        self.ahead = (self.starts[longest] + step)[there]
        self.back = (self.ends[longest] - step)[there]


class Direction:
    """One direction of one layer of a trained ``torch.nn.LSTM``, its units padded with some that stay zero."""

    def __init__(self, lstm: nn.LSTM, layer: int, backwards: bool, hidden: Tensor, cell: Tensor) -> None:
        name = f"l{layer}{'_reverse' if backwards else ''}"
        self._backwards = backwards
        self._units = lstm.hidden_size
        self._hidden, self._cell = padded(hidden.detach().float(), 1), padded(cell.detach().float(), 1)
        self.weight = _as_sigmoids(getattr(lstm, f"weight_ih_{name}"))
        self.bias = _as_sigmoids(getattr(lstm, f"bias_ih_{name}") + getattr(lstm, f"bias_hh_{name}"))
        # What an LSTM hands on is below 1, but for what it begins with.
        bound = max(1.0, float(self._hidden.abs().max()))
        self._recurrent = Layer(padded(_as_sigmoids(getattr(lstm, f"weight_hh_{name}")), 1), bound=bound)

    def __call__(self, inputs: Tensor, rows: Tensor, steps: Steps) -> Tensor:
        """(rows, units) in the order of the sequences; ``inputs`` are products with ``weight``, ``rows`` which of them.

        Several rows may have the same product, so that equal inputs need be multiplied once.
        """
        order = steps.back if self._backwards else steps.ahead
        gates = inputs.index_select(0, rows[order])
        made = gates.new_empty(len(order), self._hidden.shape[1])
        hidden = self._hidden.expand(steps.sizes[0], -1)
        cell = self._cell.repeat(steps.sizes[0], 1)
        start = 0
        for size in steps.sizes:
            cell = cell[:size]
            now = gates[start : start + size].add_(self._recurrent(hidden[:size])).sigmoid_()
            into, keep, new, out = now.chunk(4, 1)
            cell.mul_(keep).addcmul_(into, new, value=2).sub_(into)
            hidden = torch.mul(out, _tanh(cell), out=made[start : start + size])
            start += size
        return torch.empty_like(made).index_copy_(0, order, made)[:, : self._units]


def _as_sigmoids(weight: Tensor) -> Tensor:
    """A weight of an LSTM as if all four parts went through a sigmoid, each padded: tanh x = 2 sigmoid 2x - 1.

    PyTorch's sigmoid takes an eighth of the time of its tanh.
    """
    into, keep, new, out = (padded(part, 0) for part in weight.detach().float().chunk(4))
    return torch.cat([into, keep, 2 * new, out])


def _tanh(values: Tensor) -> Tensor:
    return (values * 2).sigmoid_().mul_(2).sub_(1)


class Highway:
    """One layer of Stanza's ``HighwayLSTM``: both directions, and what goes past them."""

    def __init__(self, network: Any, layer: int, hidden: Tensor, cell: Tensor) -> None:
        lstm = network.lstm[layer].lstm
        self._directions = directions(lstm, 0, hidden[2 * layer : 2 * layer + 2], cell[2 * layer : 2 * layer + 2])
        ahead, back = self._directions
        gate, past = network.gate[layer], network.highway[layer]
        self._inward = Layer(
            torch.cat([ahead.weight, back.weight, gate.weight, 2 * past.weight]),
            torch.cat([ahead.bias, back.bias, gate.bias, 2 * past.bias]),
        )
        self._parts = [len(part) for part in (ahead.bias, back.bias, gate.bias, past.bias)]

    def __call__(self, inputs: Tensor, rows: Tensor, steps: Steps) -> Tensor:
        """(rows, 2 × units); ``inputs`` may be fewer where several ``rows`` are the same."""
        ahead, back, gate, past = self._inward(inputs).split_with_sizes(self._parts, 1)
        made = torch.cat([run(part, rows, steps) for run, part in zip(self._directions, (ahead, back), strict=True)], 1)
        return made.add_(gate.sigmoid_().mul_(past.sigmoid_().mul_(2).sub_(1)).index_select(0, rows))


def directions(lstm: nn.LSTM, layer: int, hidden: Tensor, cell: Tensor) -> list[Direction]:
    """The directions of a layer; ``hidden`` and ``cell`` are what it begins with, (directions, 1, units)."""
    return [
        Direction(lstm, layer, bool(number), hidden[number], cell[number]) for number in range(1 + lstm.bidirectional)
    ]


class BothWays(nn.Module):
    """A trained ``torch.nn.LSTM`` of one layer and two directions, for packed sequences of several lengths.

    PyTorch takes twice as long where sequences end one after the other. So each direction goes by itself over all as if
    they were as long as the longest, the one back over sequences turned round: what is behind an end changes nothing.
    """

    def __init__(self, lstm: nn.LSTM) -> None:
        super().__init__()
        self._ahead, self._back = _one_way(lstm, ""), _one_way(lstm, "_reverse")

    @staticmethod
    def knows(network: nn.Module) -> bool:
        """Whether a network is such an LSTM."""
        return isinstance(network, nn.LSTM) and network.num_layers == network.bias == network.bidirectional == 1

    def forward(self, packed: PackedSequence) -> tuple[PackedSequence, None]:
        """The states of both directions side by side; those at the ends, which nobody asks for, are left out."""
        rows, lengths = pad_packed_sequence(packed)  # (places, sequences, units)
        place = torch.arange(len(rows)).unsqueeze(1)
        turned = torch.where(place < lengths, lengths - 1 - place, place)
        ahead, back = _run(self._ahead, rows), _in_order(_run(self._back, _in_order(rows, turned)), turned)
        return pack_padded_sequence(torch.cat([ahead, back], 2), lengths), None


def _one_way(lstm: nn.LSTM, direction: str) -> nn.LSTM:
    """One direction of a layer as an LSTM of its own."""
    made = nn.LSTM(lstm.input_size, lstm.hidden_size)
    made.load_state_dict({name: getattr(lstm, name + direction) for name in made.state_dict()})
    return made.eval()


def _run(lstm: nn.LSTM, rows: Tensor) -> Tensor:
    """Packed all the same: that is PyTorch's quicker way on any processor."""
    packed = PackedSequence(rows.flatten(0, 1), torch.full((len(rows),), rows.shape[1]))
    states: Tensor = lstm(packed)[0].data
    return states.view(*rows.shape[:2], -1)


def _in_order(rows: Tensor, places: Tensor) -> Tensor:
    """The rows of each sequence in another order."""
    return rows.gather(0, places.unsqueeze(2).expand_as(rows))
