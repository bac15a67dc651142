"""A folder of articles in, the time and memory of reports on 1,000 and 10,000 articles like them out.

The articles are parsed once. Their analyses are repeated under new identifiers, with two speakers in three renamed,
until there are enough; what is measured is everything behind the parser: pages, tables, measures, and the report. Each
size runs in a process of its own, whose largest memory the system tells. Times are those of the processor, since what
else the machine does would count in any other.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.memory import largest_memory
from quotes.analyze import Analyzer
from quotes.errors import WriteError
from quotes.model import Analysis, Source
from quotes.roles.codebook import load_codebook
from reports.audit.audit import Audit, run_audit
from training.measure.timing import articles_to_time

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


def measured(analyses: Sequence[Analysis], number: int, folder: Path) -> str:
    """Write the report on ``number`` articles; returns processor time and the largest memory of this process."""
    began = time.process_time()
    before = largest_memory()
    audit = Audit(folder, load_codebook())
    marks = [(began, before)]

    def timed() -> Iterator[Analysis]:
        yield from islice(repeated(analyses), number)
        marks.append((time.process_time(), largest_memory()))

    run_audit(timed(), audit)
    ended = time.process_time()
    (_, before), (half, streamed) = marks
    files = [path for path in folder.rglob("*") if path.is_file()]
    return (
        f"{number:6,} articles: {ended - began:.0f} CPU seconds, {half - began:.0f} of them article by article; "
        f"largest memory {largest_memory():,.0f} MB ({before:,.0f} before, {streamed:,.0f} article by article); "
        f"{len(files):,} files, {sum(path.stat().st_size for path in files) / 1e6:,.0f} MB; "
        f"index.html {(folder / 'index.html').stat().st_size / 1e6:.2f} MB"
    )


def report(folder: Path, sizes: Sequence[int], keep: Path | None) -> Iterator[str]:
    """A line for each size; the reports stay in ``keep``, if that is given.

    Raises ReadError without articles, WriteError where a report cannot be written: on a full disk its process may die.
    """
    analyses = list(Analyzer().pipe(articles_to_time(folder)))
    # A worker of its own for each size, by a small server: the child of a process begins with the peak of its parent.
    workers = ProcessPoolExecutor(1, mp_context=get_context("forkserver"), max_tasks_per_child=1)
    with workers, tempfile.TemporaryDirectory() as made:
        for size in sizes:
            place = (keep or Path(made)) / str(size)
            try:
                yield workers.submit(measured, analyses, size, place).result()
            except BrokenProcessPool as error:
                what = f"{place}: the process that wrote the report on {size:,} articles died"
                raise WriteError(f"{what}; make room on the disk and in memory, or name another --size") from error
