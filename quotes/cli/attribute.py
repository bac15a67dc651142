"""The command ``quotes attribute``: articles in, their attributions on standard output out."""

import sys
from contextlib import closing
from typing import Annotated

import typer

from quotes.cli import options
from quotes.cli.article_run import ArticleRun
from quotes.cli.column_options import with_column_options
from quotes.cli.exits import Interrupted, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.cli.streams import standard_output
from quotes.parse.stanza_models import BUNDLED
from quotes.read import Columns
from quotes.read.metadata import known_before


@with_column_options
def attribute(
    paths: options.Paths,
    columns: Columns,
    format: Annotated[options.PrintFormat, typer.Option("--format", help="How to print.")] = options.PrintFormat.table,
    model: options.Model = BUNDLED,
    model_dir: options.ModelDir = None,
    codebook: options.CodebookFile = None,
    acts: options.ActsOption = options.EVERY_STATEMENT,
    min_confidence: options.MinConfidence = 0.0,
    nested: Annotated[
        bool, typer.Option("--nested", help="Also what the sources let others say, in quotations inside quotations.")
    ] = False,
    aliases: options.AliasesFile = None,
    article_timeout: options.ArticleTimeout = options.PATIENCE,
    metadata: options.MetadataFile = None,
    folders: options.Folders = "",
) -> None:
    """Print every statement that the articles credit to somebody.

    Example: quotes attribute story.txt --format csv > statements.csv
    """
    from quotes.analyze import Analyzer
    from quotes.cli.printing import print_analyses, print_joined
    from quotes.linking.aliases import read_aliases

    wanted = options.chosen_acts(acts)
    settled = read_aliases(aliases) if aliases else None
    run = ArticleRun(paths, columns, Messages(), known=known_before(metadata, folders), article_timeout=article_timeout)
    need_files(run)
    try:
        with standard_output():
            analyzer = Analyzer(model, model_dir, codebook, wanted, min_confidence, nested, article_timeout)
            # On a terminal the attributions themselves show how far it is.
            with closing(run.analyses(analyzer, progress=not sys.stdout.isatty())) as analyses:
                if settled is None:
                    print_analyses(analyses, format)
                else:
                    print_joined(analyses, format, settled, run.messages.print)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted after {plural(run.read, 'article')}") from None
    leave(run)
