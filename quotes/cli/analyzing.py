"""The options that decide an analysis in, who analyses out: this process, several of this machine, or a cluster.

Also what their analyses depend on, by which a later run knows those that it need not make once more.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from quotes.cli import options
from quotes.errors import UsageError
from quotes.parse.stanza_models import BUNDLED, identity
from quotes.version import code_digest, versions

if TYPE_CHECKING:
    from quotes.analyze import Analyzer
    from quotes.workers import Workers


@dataclass(frozen=True)
class Analysing:
    """What decides an analysis besides its article, as the options of a command have it; raises UsageError."""

    model: options.Model = BUNDLED
    model_dir: options.ModelDir = None
    codebook: options.CodebookFile = None
    acts: options.ActsOption = options.EVERY_STATEMENT
    min_confidence: options.MinConfidence = 0.0

    def __post_init__(self) -> None:
        options.chosen_acts(self.acts)  # what is wrong with it is told before the work

    @property
    def files(self) -> dict[str, str]:
        """The files of the model, each with its digest."""
        return identity(self.model, self.model_dir)

    @property
    def keeping(self) -> dict[str, Any]:
        """What of all that is found is kept."""
        return {"acts": sorted(options.chosen_acts(self.acts)), "min_confidence": self.min_confidence}

    def by(self, workers: int, scheduler: str, **more: Any) -> tuple[Analyzer, Analyzer | Workers]:
        """The analyzer, with what ``more`` is chosen for it; and who works: itself, or processes with the same choice.

        Raises UsageError for a cluster with a number of workers.
        """
        from quotes.analyze import Analyzer

        chosen = {**asdict(self), "acts": options.chosen_acts(self.acts), **more}
        analyzer = Analyzer(**chosen)
        if scheduler and workers != 1:
            raise UsageError("--workers and --scheduler: give one of the two; a cluster has its own number of workers")
        number = workers or os.cpu_count() or 1
        if number == 1 and not scheduler:
            return analyzer, analyzer
        from quotes.workers import Workers

        # What was read of the codebook, and not its path: other machines have no such file.
        return analyzer, Workers(number, {**chosen, "codebook": analyzer.codebook}, scheduler)


def deciding(analyzer: Analyzer, model: Mapping[str, str], options: Mapping[str, Any]) -> dict[str, Any]:
    """What analyses depend on besides the article: the program, the files of its ``model``, codebook and options."""
    codebook = asdict(analyzer.codebook)
    return {"versions": versions(), "code": code_digest(), "model": dict(model), "codebook": codebook, **options}


def deciding_parse(model: Mapping[str, str]) -> dict[str, Any]:
    """What a parse depends on besides the text: the files of the ``model``, and who reads with it."""
    libraries = {name: versions()[name] for name in ("stanza", "torch")}
    return {"versions": libraries, "code": code_digest("parse"), "model": dict(model)}
