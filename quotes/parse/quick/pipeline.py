"""A Stanza pipeline in, the same one out with its processors run the quick way, where their models are of a known kind.

It is what a processor variant with ``OVERRIDE`` does, which puts its own ``process`` into the place of the processor's.
Stanza makes variants without the pipeline, so that each would load vectors of its own, and ``ner`` takes none: so the
loaded processors are overridden here.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import torch
from stanza.models.depparse.model import GraphParser

from quotes.parse.quick.lemmas import QuickLemmas
from quotes.parse.quick.names import QuickNames
from quotes.parse.quick.parser import QuickParser
from quotes.parse.quick.products import WANTED
from quotes.parse.quick.sequences import BothWays
from quotes.parse.quick.tagger import QuickTagger
from quotes.parse.quick.tokenizer import QuickTokenizer
from quotes.parse.quick.trees import decode

QUICK: dict[str, Any] = {"pos": QuickTagger, "lemma": QuickLemmas, "depparse": QuickParser, "ner": QuickNames}

LETTERS = 4_096
"""Different letters whose numbers are kept."""


def quick(pipeline: Any, rounded: bool = True) -> Any:
    """The pipeline, which gives what it gave before; a processor whose network is of another kind is left as it is.

    Of a parser the search for trees is quick whatever its network. A pipeline on a graphics card is left as it is.
    With ``rounded``, weights have 8 bits where the machine is fast with those: about one word in 400 is then read
    otherwise. Without, the pipeline gives the very same.
    """
    if torch.device(pipeline.device).type != "cpu":
        return pipeline
    before = WANTED.set(rounded)
    try:
        for name, made in QUICK.items():
            processor = pipeline.processors.get(name)
            if processor is not None and made.knows(processor):
                with torch.inference_mode():
                    processor.process = _alone(made(processor).process)
    finally:
        WANTED.reset(before)
    _quicken_tokenizer(pipeline.processors.get("tokenize"))
    parser = pipeline.processors.get("depparse")
    if parser is not None and isinstance(parser.trainer.model, GraphParser):
        parser.trainer.model.decode_graph_predictions = decode
    return pipeline


def _quicken_tokenizer(processor: Any) -> None:
    """Have the tokenizer look up each letter once, and run its LSTMs the quick way."""
    network = getattr(getattr(processor, "trainer", None), "model", None)
    if network is None:
        return
    processor.vocab.unit2id = lru_cache(LETTERS)(processor.vocab.unit2id)
    for name, part in network.named_children():
        if BothWays.knows(part):
            setattr(network, name, BothWays(part))
    tokenizer = QuickTokenizer(processor) if QuickTokenizer.knows(processor) else processor
    processor.process = _alone(tokenizer.process)


def _alone(process: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """``process`` on one thread and without a thought of training.

    The products are so small that threads wait for one another; several cores are for several processes.
    """

    def on_one_thread(document: Any) -> Any:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                return process(document)
        finally:
            torch.set_num_threads(threads)

    return on_one_thread
