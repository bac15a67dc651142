"""A Stanza pipeline in, the same one out with its processors run the quick way, where their models are of a known kind.

It is what a processor variant with ``OVERRIDE`` does, which puts its own ``process`` into the place of the processor's.
Stanza makes variants without the pipeline, so that each would load vectors of its own, and ``ner`` takes none: so the
loaded processors are overridden here.
"""

from collections.abc import Callable
from typing import Any

import torch

from quotes.parse.quick.lemmas import QuickLemmas
from quotes.parse.quick.names import QuickNames
from quotes.parse.quick.parser import QuickParser
from quotes.parse.quick.products import WANTED
from quotes.parse.quick.tagger import QuickTagger

QUICK: dict[str, Any] = {"pos": QuickTagger, "lemma": QuickLemmas, "depparse": QuickParser, "ner": QuickNames}


def quick(pipeline: Any, rounded: bool = True) -> Any:
    """The pipeline, which gives what it gave before; a processor whose model is of another kind is left as it is.

    So is all of a pipeline on a graphics card, which is quick as it is. With ``rounded``, weights have 8 bits where
    the machine is fast with those: about one word in 500 is then read otherwise. Without, it gives the very same.
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
    return pipeline


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
