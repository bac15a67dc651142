"""The command ``quotes evaluate``: articles whose statements a person has marked in, scores out."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes import evaluate as scoring
from quotes.cli.article_run import ArticleRun
from quotes.cli.exits import Interrupted, leave, need_files
from quotes.cli.messages import Messages, plural
from quotes.cli.options import EVERY_STATEMENT, ActsOption, CodebookFile, Model, ModelDir, chosen_acts
from quotes.cli.streams import print_lines
from quotes.errors import UsageError
from quotes.model import Analysis, Article
from quotes.parse.stanza_models import BUNDLED
from quotes.read import Columns, read_articles

if TYPE_CHECKING:
    from quotes.analyze import Analyzer

MOST_NAMED = 5

Marked = Mapping[str, Sequence[scoring.GoldAttribution]]
"""Attributions by article."""


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with articles/ and gold/.")],
    predictions: Annotated[
        Path | None,
        typer.Option(help="Score these attributions (JSON Lines as `quotes attribute` prints) and not the toolkit's."),
    ] = None,
    differences: Annotated[
        Path | None,
        typer.Option("--differences", help="Write every difference, in the words of the text: a .html or .csv file."),
    ] = None,
    model: Model = BUNDLED,
    model_dir: ModelDir = None,
    codebook: CodebookFile = None,
    acts: ActsOption = EVERY_STATEMENT,
) -> None:
    """Score the toolkit, or anybody's attributions, against articles whose statements a person has marked.

    Example: quotes evaluate corpus

    Example: quotes evaluate corpus --predictions students.jsonl --differences differences.html
    """
    kept = chosen_acts(acts)
    if differences is not None and differences.suffix.lower() not in (".html", ".csv"):
        raise UsageError(f"--differences {differences}: name a file that ends in .html or .csv")
    gold = scoring.of_acts(scoring.read_corpus_gold(folder / "gold"), kept)
    if predictions is not None:
        theirs = scoring.of_acts(scoring.read_predictions(predictions), kept)
        _tell_unknown(predictions, theirs, gold)
        print_lines(scoring.report(scoring.score(gold, theirs)))
        _tell_missing(gold, theirs)
        if differences is not None:
            _write_differences(differences, gold, theirs, read_articles([folder / "articles"]))
        return
    from quotes.analyze import Analyzer

    run = ArticleRun([str(folder / "articles")], Columns(), Messages())
    need_files(run)
    analyses = _analyses(run, Analyzer(model, model_dir, codebook, kept))
    found = {analysis.article.id: scoring.marked(analysis) for analysis in analyses}
    print_lines(scoring.report(scoring.score(gold, found)))
    if differences is not None:
        _write_differences(differences, gold, found, (analysis.article for analysis in analyses))
    leave(run)


def _analyses(run: ArticleRun, analyzer: "Analyzer") -> list[Analysis]:
    """What the toolkit finds in the articles."""
    try:
        with closing(run.analyses(analyzer)) as analyses:
            return list(analyses)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted after {plural(run.read, 'article')}; nothing was scored") from None


def _tell_unknown(predictions: Path, theirs: Marked, gold: Marked) -> None:
    """Warn of articles that the gold standard has not, with the name that was likely meant."""
    unknown = sorted(set(theirs) - set(gold))
    if not unknown:
        return
    shown = []
    for name in unknown[:MOST_NAMED]:
        (near,) = get_close_matches(name, gold, 1) or ("",)
        shown.append(f"“{name}” (“{near}”?)" if near else f"“{name}”")
    more = ", …" if len(unknown) > MOST_NAMED else ""
    what = f"{plural(len(unknown), 'article')} of {predictions} not in the gold standard, left out"
    Messages().print(
        f"{what}: {', '.join(shown)}{more}; articles are known by the name of their file without its ending"
    )


def _tell_missing(gold: Marked, theirs: Marked) -> None:
    """Say how good what was handed in is of its own articles, where it has not all of them."""
    own = {article: attributions for article, attributions in gold.items() if article in theirs}
    if not own or len(own) == len(gold):
        return
    scores = scoring.score(own, theirs)
    Messages().print(
        f"{plural(len(gold) - len(own), 'article')} not handed in; over the {plural(len(own), 'article')} handed in: "
        f"precision {scores.precision:.3f}, recall {scores.recall:.3f}, F1 {scores.f1:.3f}"
    )


def _write_differences(path: Path, gold: Marked, theirs: Marked, articles: Iterable[Article]) -> None:
    """Write how ``theirs`` differ from ``gold``, in the words of the ``articles``."""
    from quotes.differences import COLUMNS
    from quotes.differences import differences as found
    from quotes.table.csv_files import write_rows
    from reports.pages.differences import differences_page

    texts = {article.id: article.text for article in articles}
    rows = list(found(gold, theirs, texts))
    if path.suffix.lower() == ".csv":
        write_rows(path, COLUMNS, rows)
    else:
        path.write_text(differences_page(rows), encoding="utf-8")
    Messages().print(f"{plural(len(rows), 'difference')} in {path}")
