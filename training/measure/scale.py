"""A folder of articles in, the time and memory of reports on 1,000 and 10,000 articles like them out.

    python -m training.measure.scale corpus/articles

The articles are parsed once. Their analyses are repeated under new identifiers, with two speakers in three renamed,
until there are enough; what is measured is everything behind the parser: pages, tables, measures, and the report. Each
size runs in a process of its own, whose largest memory the system tells. Times are those of the processor, since what
else the machine does would count in any other.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from quotes.analyze import Analyzer
from quotes.model import Analysis, Source
from quotes.read import read_articles
from quotes.roles.codebook import load_codebook
from reports.audit.audit import Audit, run_audit

SIZES = (1_000, 10_000)
OUTLETS = ("Courier", "Ledger", "Post", "Star")


def repeated(analyses: Sequence[Analysis]) -> Iterator[Analysis]:
    """``analyses`` over and over, each time under new identifiers."""
    for turn in count():
        for analysis in analyses:
            article = analysis.article
            known = replace(
                article,
                id=f"{article.id}-{turn}",
                outlet=OUTLETS[turn % len(OUTLETS)],
                date=f"20{20 + turn % 5}-{1 + turn % 12:02}-{1 + turn % 28:02}",
            )
            # Some are heard in many articles and most in one, as in a corpus of different articles.
            sources = tuple(
                source if number % 3 == 0 else _renamed(source, turn) for number, source in enumerate(analysis.sources)
            )
            yield replace(analysis, article=known, sources=sources)


def _renamed(source: Source, turn: int) -> Source:
    """A source with another last name, or the last word of another name, each turn."""
    front = "".join(chr(ord("a") + turn // 26**place % 26) for place in range(3)).capitalize()

    def other(name: str) -> str:
        *first, last = name.split() or [""]
        return " ".join([*first, front + last.lower()])

    return replace(source, speaker=other(source.speaker), name=other(source.name) if source.name else "")


def report(analyses: Sequence[Analysis], number: int, folder: Path) -> None:
    """Write the report on ``number`` articles; prints processor time and the largest memory of this process."""
    began = time.process_time()
    before = _megabytes()
    audit = Audit(folder, load_codebook())
    marks = [(began, before)]

    def timed() -> Iterator[Analysis]:
        yield from islice(repeated(analyses), number)
        marks.append((time.process_time(), _megabytes()))

    run_audit(timed(), audit)
    ended = time.process_time()
    (_, before), (half, streamed) = marks
    files = [path for path in folder.rglob("*") if path.is_file()]
    print(
        f"{number:6,} articles: {ended - began:.0f} CPU seconds, {half - began:.0f} of them article by article; "
        f"largest memory {_megabytes():,.0f} MB ({before:,.0f} before, {streamed:,.0f} article by article); "
        f"{len(files):,} files, {sum(path.stat().st_size for path in files) / 1e6:,.0f} MB; "
        f"index.html {(folder / 'index.html').stat().st_size / 1e6:.2f} MB",
        flush=True,
    )


def _megabytes() -> float:
    """The largest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    """Print time and memory for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many articles")
    options.add_argument("--analyses", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--keep", type=Path, help="folder that keeps the reports")
    chosen = options.parse_args()
    if chosen.analyses:
        with tempfile.TemporaryDirectory() as made:
            analyses = pickle.loads(chosen.analyses.read_bytes())
            folder = chosen.keep / str(chosen.sizes[0]) if chosen.keep else Path(made) / "report"
            report(analyses, chosen.sizes[0], folder)
        return
    with tempfile.TemporaryDirectory() as made:
        store = Path(made) / "analyses"
        articles = read_articles([chosen.folder])
        store.write_bytes(pickle.dumps(list(Analyzer().pipe(articles))))
        command = [sys.executable, "-m", "training.measure.scale", str(chosen.folder), "--analyses", str(store)]
        kept = ["--keep", str(chosen.keep)] if chosen.keep else []
        for size in chosen.sizes:
            subprocess.run([*command, *kept, "--sizes", str(size)], check=True)


if __name__ == "__main__":
    main()
