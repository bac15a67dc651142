"""Articles in, the share of processor time that each stage of the toolkit takes out."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import quotes.analyze
import quotes.parse.encoder
from quotes import Analyzer
from quotes.model import Article
from quotes.parse.stanza_models import load_pipeline

STEPS = ("attribute", "resolve", "assign_roles", "with_tone")
"""What ``quotes.analyze`` calls one after the other."""


def shares(articles: Sequence[Article]) -> dict[str, float]:
    """The share of each stage, from 0 to 1, in the order of the work; the rest is what joins them."""
    taken: dict[str, float] = defaultdict(float)

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def timed_work(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return work(*given, **named)
            finally:
                taken[stage] += time.process_time() - began

        return timed_work

    analyzer, pipeline = Analyzer(), load_pipeline()
    list(analyzer.pipe(articles[:1]))
    replaced: list[tuple[Any, str]] = [
        *((processor, "bulk_process") for processor in pipeline.processors.values()),
        (quotes.parse.encoder, "encoded"),
        *((quotes.analyze, step) for step in STEPS),
    ]
    stages = [*pipeline.processors, "encoder", *STEPS]
    before = [getattr(owner, name) for owner, name in replaced]
    for stage, (owner, name), work in zip(stages, replaced, before, strict=True):
        setattr(owner, name, timed(stage, work))
    try:
        began = time.process_time()
        list(analyzer.pipe(articles))
        whole = time.process_time() - began
    finally:
        for (owner, name), work in zip(replaced, before, strict=True):
            setattr(owner, name, work)
    taken["the rest"] = whole - sum(taken.values())
    return {stage: taken[stage] / whole for stage in [*stages, "the rest"]}
