"""The command ``quotes training export``: a report with corrections in, a folder that ``training/`` reads out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.messages import Messages, plural
from quotes.errors import WriteError

training_app = typer.Typer(no_args_is_help=True, help="What people put right in a report, for training and measuring.")


@training_app.callback()
def _training() -> None:
    """Keeps ``export`` a command of its own, beside those to come."""


@training_app.command("export")
def export(
    report: Annotated[Path, typer.Argument(help="Folder of a report that `quotes audit` wrote.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the files; made if it is not there.")],
) -> None:
    """Write what people decided as gold annotation: roles of all they looked at, statements of whole articles.

    Example: quotes training export report --out gold

    Then: python -m training roles confidence --labels gold/roles.tsv --texts gold/text

    Or: quotes evaluate gold
    """
    from quotes.review.apply import corrected
    from quotes.review.corrections import CORRECTIONS, read_decisions
    from quotes.review.gold import write_gold
    from reports.audit.corrections import Corrections
    from reports.audit.finished import open_finished

    messages = Messages()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WriteError(f"--out {out} is there already; name a new folder")
    finished = open_finished(report)
    corrections = Corrections(read_decisions(report / CORRECTIONS, lambda skipped: messages.print(str(skipped))))
    gold = write_gold(
        out,
        (
            corrected(finished.found(article), corrections.on(article))
            for article in finished.articles()
            if corrections.on(article)
        ),
    )
    messages.print(
        f"{plural(gold.mentions, 'source mention')} with a role, of {plural(gold.articles, 'article')}, and the "
        f"statements of {plural(gold.whole, 'article')} of which every one was looked at: {out}"
    )
