"""What several commands share: options with their help in, lines on standard output out.

The modules of the commands load what computes inside the functions, so that ``--help`` need not wait for PyTorch.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

PartOption = Annotated[Literal["train", "dev"], typer.Option("--part", help="Part of PolNeAR to read.")]
DeviceOption = Annotated[Literal["cpu", "cuda"], typer.Option("--device", help="What the models run on.")]
Polnear = Annotated[Path, typer.Option("--polnear", help="Folder of PolNeAR, with train/ and dev/.")]
Work = Annotated[Path, typer.Option("--work", help="Folder that keeps the parses, so that each is made once.")]
Corpus = Annotated[Path, typer.Option("--corpus", help="Folder with articles/ and gold/.")]
Models = Annotated[Path, typer.Option("--models", help="Stanza resource folder.")]
Articles = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of articles.", show_default=False)]
Most = Annotated[int, typer.Option("--most", min=1, help="How many articles to take at most.")]
Rounds = Annotated[int, typer.Option("--rounds", min=1, help="How often the articles are read; the median counts.")]

CORPUS = Path("corpus")
DOCS = Path("docs")
MOST = 24
ROUNDS = 3
LEFT_OUT = 3
"""The exit status where something was left out for want of data."""


def print_lines(lines: Iterable[str]) -> None:
    """Print each line as soon as it is there."""
    for line in lines:
        print(line, flush=True)
