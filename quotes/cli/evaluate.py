"""The command ``quotes evaluate``: articles whose statements a person has marked in, scores out."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from quotes import evaluate as scoring
from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import Interrupted, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.cli.options import EVERY_STATEMENT, ActsOption, CodebookFile, Model, ModelDir, chosen_acts
from quotes.cli.streams import print_lines
from quotes.parse.stanza_models import BUNDLED
from quotes.read import Columns

MOST_NAMED = 5


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with articles/ and gold/.")],
    predictions: Annotated[
        Path | None,
        typer.Option(help="Score these attributions (JSON Lines as `quotes attribute` prints) and not the toolkit's."),
    ] = None,
    model: Model = BUNDLED,
    model_dir: ModelDir = None,
    codebook: CodebookFile = None,
    acts: ActsOption = EVERY_STATEMENT,
) -> None:
    """Score the toolkit, or anybody's attributions, against articles whose statements a person has marked.

    Example: quotes evaluate corpus

    Example: quotes evaluate corpus --predictions students.jsonl
    """
    kept = chosen_acts(acts)
    gold = scoring.of_acts(scoring.read_corpus_gold(folder / "gold"), kept)
    if predictions is not None:
        theirs = scoring.of_acts(scoring.read_predictions(predictions), kept)
        unknown = sorted(set(theirs) - set(gold))
        if unknown:
            shown = ", ".join(unknown[:MOST_NAMED]) + (", …" if len(unknown) > MOST_NAMED else "")
            Messages().print(
                f"{plural(len(unknown), 'article')} of {predictions} not in the gold standard, left out: {shown}; "
                "articles are known by the name of their file without its ending"
            )
        print_lines(scoring.report(scoring.score(gold, theirs)))
        return
    from quotes.analyze import Analyzer

    run = ArticleRun([str(folder / "articles")], Columns(), Messages())
    need_files(run)
    analyzer = Analyzer(model, model_dir, codebook, kept)
    try:
        with closing(run.analyses(analyzer)) as analyses:
            scores = scoring.evaluate(gold, analyses)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted after {plural(run.read, 'article')}; nothing was scored") from None
    print_lines(scoring.report(scores))
    leave(run)
