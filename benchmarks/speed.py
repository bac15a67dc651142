"""Articles in, how fast the toolkit reads them beside plain Stanza out: ratios of rounds in which each has its turn.

The machine may have other work: what counts is processor time, and each ratio is of two turns of one round, so that
what slows both down is not in it. Time of the clock stands beside it, which alone tells what several cores are worth.
"""

import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from multiprocessing import get_context

from benchmarks.contenders import CONTENDERS, Cost, serve
from benchmarks.stages import shares
from quotes.model import Article

PAIRS = (("p", "b"), ("p", "a"), ("c", "b"), ("c", "a"))
"""Whose processor time is compared; of ``d`` and ``c`` it is the time of the clock."""


def report(articles: Sequence[Article], rounds: int) -> Iterator[str]:
    """The readings as lines."""
    words = sum(len(article.text.split()) for article in articles)
    yield f"{len(articles):,} articles, {words:,} words, {rounds} rounds; medians, from the least to the most"
    readings = in_turn(articles, rounds)
    for name, (told, _) in CONTENDERS.items():
        paces = [words / reading.processors for reading in readings[name]]
        clock = [words / reading.clock for reading in readings[name]]
        memory = max(reading.memory for reading in readings[name])
        yield (
            f"({name}) {told:26} {_spread(paces, ',.0f')} words a processor second, "
            f"{_spread(clock, ',.0f')} a second; {memory:,.0f} MB at most"
        )
    for one, other in PAIRS:
        yield f"({one}) is {_spread(_ratios(readings, one, other, lambda r: r.processors), '.2f')} × ({other})"
    yield f"(d) is {_spread(_ratios(readings, 'd', 'c', lambda r: r.clock), '.2f')} × (c) by the clock"
    yield from (f"{share:6.1%} {stage}" for stage, share in shares(articles).items())


def in_turn(articles: Sequence[Article], rounds: int) -> dict[str, list[Cost]]:
    """For each contender its readings, one a round; all wait while one reads."""
    context = get_context("spawn")
    found: dict[str, list[Cost]] = {name: [] for name in CONTENDERS}
    with ExitStack() as ending:
        lines = {}
        for name in CONTENDERS:
            lines[name], theirs = context.Pipe()
            process = context.Process(target=serve, args=(name, articles, theirs))
            process.start()
            ending.callback(process.join)
            ending.callback(lines[name].send, False)
            lines[name].recv()  # loaded and warm
        for number in range(1, rounds + 1):
            for name, line in lines.items():
                line.send(True)
                found[name].append(line.recv())
            taken = ", ".join(f"({name}) {readings[-1].processors:.1f} s" for name, readings in found.items())
            print(f"round {number} of {rounds}: {taken}", file=sys.stderr, flush=True)
    return found


def _ratios(
    readings: Mapping[str, Sequence[Cost]], one: str, other: str, seconds: Callable[[Cost], float]
) -> list[float]:
    """How many times as fast ``one`` was as ``other``, round by round."""
    return [seconds(theirs) / seconds(ours) for ours, theirs in zip(readings[one], readings[other], strict=True)]


def _spread(values: Sequence[float], form: str) -> str:
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"
