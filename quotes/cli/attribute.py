"""The command ``quotes attribute``: articles in, their attributions on standard output, or as a data set, out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.cli import options
from quotes.cli.analyzing import Analysing, deciding
from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import Interrupted, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.cli.option_groups import columns_of, with_options
from quotes.cli.streams import standard_output
from quotes.errors import UsageError
from quotes.read import Columns
from quotes.read.metadata import known_before

if TYPE_CHECKING:
    from quotes.analyze import Analyzer
    from quotes.linking.aliases import Aliases
    from quotes.workers import Workers


@with_options(columns=columns_of, analysing=Analysing)
def attribute(
    paths: options.Paths,
    columns: Columns,
    format: Annotated[options.PrintFormat, typer.Option("--format", help="How to print.")] = "table",
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for --format parquet, a data set in parts; goes on there.")
    ] = None,
    *,
    analysing: Analysing,
    nested: Annotated[
        bool, typer.Option("--nested", help="Also what the sources let others say, in quotations inside quotations.")
    ] = False,
    aliases: options.AliasesFile = None,
    article_timeout: options.ArticleTimeout = options.PATIENCE,
    metadata: options.MetadataFile = None,
    folders: options.Folders = "",
    workers: options.Workers = 1,
    scheduler: options.Scheduler = "",
) -> None:
    """Print every statement that the articles credit to somebody.

    Example: quotes attribute story.txt --format csv > statements.csv

    Example: quotes attribute archive/ --format parquet --out found --workers 4
    """
    from quotes.linking.aliases import read_aliases

    settled = read_aliases(aliases) if aliases else None
    if (out is None) is (format == "parquet"):
        raise UsageError("--out names the folder for --format parquet: give both, or neither")
    if out is not None and settled is not None:
        raise UsageError("--aliases joins sources when all are there: leave it out, or use quotes audit")
    run = ArticleRun(paths, columns, Messages(), out, known_before(metadata, folders), article_timeout=article_timeout)
    need_files(run)
    try:
        with standard_output():
            analyzer, who = analysing.by(workers, scheduler, with_nested=nested, article_timeout=article_timeout)
            if out is not None:
                settings = deciding(analyzer, analysing.files, {**analysing.keeping, "nested": nested})
                _write(out, run, who, settings)
            else:
                _print(run, who, format, settled)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted after {plural(run.read, 'article')}") from None
    leave(run)


def _print(
    run: ArticleRun, analyzing: Analyzer | Workers, format: options.PrintFormat, aliases: Aliases | None
) -> None:
    """Print each article's attributions as they come; where ``aliases`` join sources, when all are there."""
    from quotes.cli.printing import print_analyses, print_joined

    # On a terminal the attributions themselves show how far it is.
    with closing(run.analyses(analyzing, progress=not sys.stdout.isatty())) as analyses:
        if aliases is None:
            print_analyses(analyses, format)
        else:
            print_joined(analyses, format, aliases, run.messages.print)


def _write(out: Path, run: ArticleRun, analyzing: Analyzer | Workers, settings: Mapping[str, Any]) -> None:
    """Write a data set in parts, and say how many articles it holds."""
    from quotes.export.dataset import DataSet

    with closing(run.analyses(analyzing, DataSet(out, settings, run.skipped, run.skip))) as analyses:
        for _ in analyses:
            pass
    before = f" ({run.done_before} of them done before)" if run.done_before else ""
    run.messages.print(f"{plural(run.read, 'article')}{before} in {out}")
