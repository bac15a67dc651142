"""Weights of a layer in, its products with rows out: in whole numbers of 8 bits where the processor has them.

Weights are rounded once, a row of inputs when it comes, each by its own largest value (a dynamic quantisation as of
Jacob et al. 2018). Products and sums of whole numbers are exact, so that a row gets the same result in any batch,
which sums of fractions do not promise. Weights keep within 64, not 127: processors without VNNI add two products in
16 bits, which larger ones would overflow.
"""

from contextvars import ContextVar

import torch
from torch import Tensor

LARGEST_WEIGHT = 64
LARGEST_INPUT = 127
LANES = 32
"""Numbers that a processor takes at once at most: what is left over at an end it may round another way."""
BLOCK = 256
"""Rows that are multiplied at once, so that what comes of them is still in the cache when it is scaled."""


WANTED = ContextVar("WANTED", default=True)
"""Whether layers that are made now may round their weights."""


def in_eight_bits() -> bool:
    """Whether products of whole numbers are wanted and fast: on x86 with oneDNN; others do them slowly."""
    fast = torch._C._has_mkldnn and torch.backends.cpu.get_cpu_capability() in ("AVX2", "AVX512")
    return WANTED.get() and fast


class Layer:
    """``rows @ weight.T + bias``: ``weight`` is (out, in), ``bias`` (out,).

    ``bound`` is what no value of a row exceeds, where that is known; else the largest of each row is looked for.
    """

    def __init__(self, weight: Tensor, bias: Tensor | None = None, bound: float | None = None) -> None:
        self._width = len(weight)
        weight = padded(weight.detach().float(), 0)
        self._bias = weight.new_zeros(len(weight)) if bias is None else padded(bias.detach().float(), 0)
        self._bound = bound
        self._whole = in_eight_bits()
        if self._whole:
            self._scale = (weight.abs().amax(1) / LARGEST_WEIGHT).clamp(min=torch.finfo(torch.float32).tiny)
            weight = (weight / self._scale.unsqueeze(1)).round_().to(torch.int8)
            if bound is not None:
                self._scale = self._scale * (bound / LARGEST_INPUT)
        self._weight = weight.t().contiguous()

    def __call__(self, rows: Tensor) -> Tensor:
        """(n, in) → (n, out)."""
        if not self._whole:
            return torch.addmm(self._bias, rows, self._weight)[:, : self._width]
        made = rows.new_empty(len(rows), len(self._bias))
        for start in range(0, len(rows), BLOCK):
            self._multiply(rows[start : start + BLOCK], made[start : start + BLOCK])
        return made[:, : self._width]

    def _multiply(self, rows: Tensor, made: Tensor) -> None:
        if self._bound is not None:
            whole = (rows * (LARGEST_INPUT / self._bound)).round_().to(torch.int8)
            torch.addcmul(self._bias, torch._int_mm(whole, self._weight).float(), self._scale, out=made)
            return
        largest = rows.abs().amax(1, keepdim=True).clamp_(min=torch.finfo(torch.float32).tiny)
        whole = (rows * (LARGEST_INPUT / largest)).round_().to(torch.int8)
        products = torch._int_mm(whole, self._weight).float().mul_(self._scale)
        torch.addcmul(self._bias, products, largest.div_(LARGEST_INPUT), out=made)


def padded(values: Tensor, axis: int) -> Tensor:
    """``values`` with zeros behind them on an axis, up to whole ``LANES``."""
    more = list(values.shape)
    more[axis] = -more[axis] % LANES
    return torch.cat([values, values.new_zeros(more)], axis)
