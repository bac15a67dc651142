"""Arguments in, the command that they name run and its exit status out.

Exit status: 0 all read, 3 some files skipped, 2 wrong usage, 1 failure, 130 interrupted. What is slow to load is
imported in the function of a command, when it runs: help and version are there at once.
"""

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from quotes.cli.agreement import agreement
from quotes.cli.annotations import annotations
from quotes.cli.attribute import attribute
from quotes.cli.audit import audit
from quotes.cli.check import check
from quotes.cli.codebook import codebook_app
from quotes.cli.corrections import corrections_app
from quotes.cli.evaluate import evaluate
from quotes.cli.exits import ALL_READ, FAILED, INTERRUPTED, READER_GONE, WRONG_USAGE, Interrupted
from quotes.cli.export import export
from quotes.cli.history import history
from quotes.cli.inspect import inspect
from quotes.cli.lesson import lesson_app
from quotes.cli.messages import Messages
from quotes.cli.models import models_app
from quotes.cli.plugins import plugins
from quotes.cli.review import review
from quotes.cli.streams import ReaderGone, prepare_streams
from quotes.cli.training import training_app
from quotes.cli.validate import validate_app
from quotes.errors import QuotesError, UsageError
from quotes.version import __version__

COMMANDS: Mapping[str, Callable[..., None]] = {
    "attribute": attribute,
    "audit": audit,
    "check": check,
    "review": review,
    "agreement": agreement,
    "annotations": annotations,
    "inspect": inspect,
    "export": export,
    "evaluate": evaluate,
    "history": history,
    "plugins": plugins,
}
GROUPS: Mapping[str, typer.Typer] = {
    "corrections": corrections_app,
    "lesson": lesson_app,
    "codebook": codebook_app,
    "models": models_app,
    "training": training_app,
    "validate": validate_app,
}
"""Commands that have commands of their own."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who gets to speak in the news, and in what role: statements, speakers and roles from news articles.",
    epilog="Exit status: 0 all read, 3 some files skipped, 2 wrong usage, 1 failure, 130 interrupted.",
)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
for _name, _group in GROUPS.items():
    app.add_typer(_group, name=_name)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    # Libraries warn of their own inner matters; what a user can act on is said by us.
    warnings.filterwarnings("ignore")


def run(arguments: Sequence[str]) -> int:
    """Run the program with ``arguments``; returns the exit status. What a user can mend is told in one line."""
    try:
        app(list(arguments), prog_name="quotes")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            Messages().print("interrupted")
        return end.code if isinstance(end.code, int) else ALL_READ if end.code is None else FAILED
    except ReaderGone:
        return READER_GONE
    except QuotesError as error:
        Messages().print(str(error) if isinstance(error, Interrupted) else f"quotes: {error}")
        if isinstance(error, Interrupted):
            return INTERRUPTED
        return WRONG_USAGE if isinstance(error, UsageError) else FAILED
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        Messages().print(f"quotes: {name}{error.strerror or error}; check that it is there and may be read")
        return FAILED
    except KeyboardInterrupt:
        Messages().print("interrupted")
        return INTERRUPTED
    return ALL_READ


def main() -> None:
    """Prepare the streams, then :func:`run`; ``quotes.__main__`` has prepared the rest of the process."""
    prepare_streams()
    sys.exit(run(sys.argv[1:]))
