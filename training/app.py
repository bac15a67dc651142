"""Arguments in, the command that they name run out: ``python -m training attribution fit`` and the like.

Exit status: 0 all done, 2 wrong usage or something missing, 3 steps left out for want of data.
"""

from collections.abc import Sequence

import typer

from quotes.errors import QuotesError
from training.attribution.commands import attribution_app
from training.measure.commands import measure_app
from training.parser.commands import parser_app
from training.roles.commands import roles_app
from training.sources.commands import sources_app

WRONG_USAGE = 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Make the bundled models again, and measure how good, how fast and how large the toolkit is.",
    epilog="Exit status: 0 all done, 2 wrong usage or something missing, 3 steps left out for want of data.",
)
app.add_typer(parser_app, name="parser")
app.add_typer(attribution_app, name="attribution")
app.add_typer(sources_app, name="sources")
app.add_typer(roles_app, name="roles")
app.add_typer(measure_app, name="measure")


def run(arguments: Sequence[str]) -> int:
    """Run the program with ``arguments``; returns the exit status. What a user can mend is told in one line."""
    try:
        app(list(arguments), prog_name="python -m training")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except (QuotesError, OSError) as error:
        typer.echo(str(error), err=True)
        return WRONG_USAGE
    return 0
