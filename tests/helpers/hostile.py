"""A seed in, an input that nobody would make on purpose out, and what must hold of whatever is made of it.

    python tests/helpers/hostile.py [--minutes 10] [--seed 1]

tries seed after seed and prints those at which something does not hold; they are kept in ``tests/cases/seeds.txt``,
which the tests try first.
"""

from __future__ import annotations

import gzip
import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from places import ROOT
from report_samples import corpus

from quotes.errors import QuotesError
from quotes.export.result import open_result
from quotes.export.write import export
from quotes.linking.aliases import read_aliases
from quotes.messages import Skipped
from quotes.model import Analysis, Attribution
from quotes.read import count_articles, read_articles
from quotes.read.kinds import ENDINGS
from quotes.review.corrections import (
    Decision,
    append_decisions,
    digest_of,
    main_places,
    read_decisions,
    reading_of,
    subject_of,
)
from quotes.roles.codebook import DEFAULT as CODEBOOK
from quotes.roles.codebook import load_codebook
from quotes.table.csv_files import write_csv
from quotes.table.rows import articles_table, attributions_table, mentions_table, sources_table
from quotes.text.layout import layout_of
from quotes.text.paragraphs import joined_lines
from reports.audit.corrections import Corrections
from reports.audit.store import Store
from reports.checks.checks import DEFAULT as CHECKS
from reports.checks.checks import load_checks

SEEDS = ROOT / "tests" / "cases" / "seeds.txt"
STAND_INS = sorted(path for path in (ROOT / "tests" / "read" / "stand_ins").rglob("*") if path.is_file())
SLOWEST = 20.0
"""Seconds for one input of at most a thousand words."""
TOKENS: Sequence[bytes] = (
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1b[31m",
        "\u202e".encode(),
        "“".encode(),
        b"\xed\xa0\x80",
        b"\r",
    ),
    *(
        b"<",
        b">",
        b"<p>",
        b"</p>",
        b"<script>",
        b"]]>",
        b"<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
        b"&#0;",
        b"&" * 50,
    ),
    *(
        b"[" * 3_000,
        b"{" * 3_000,
        b'{"a":' * 500,
        b'"' * 999,
        b"," * 5_000,
        b";" * 99,
        b"|" * 99,
        b"\t" * 99,
        b"9" * 5_000,
    ),
    *(
        b"=cmd|' /C calc'!A0",
        b"1 of 2 DOCUMENTS\n",
        b"LOAD-DATE: x\n",
        b"Document ABCD0020240502ek5200001\n",
        b"> " * 99,
    ),
    *(b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf1", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"WARC/1.0\r\n", b"PAR1", b"sep=;\n"),
    *(
        b"MIME-Version: 1.0\nFrom: a\nTo: b\n\n",
        b"<DOC id='a'>",
        b"---\ntitle: x\n",
        b"-\n",
        b"\n" * 2_000,
        b" " * 5_000,
    ),
)


def mutated(data: bytes, random_: random.Random) -> bytes:
    """``data`` with one to eight changes."""
    for _ in range(random_.randint(1, 8)):
        data = _changed(data, random_)[:400_000]
    return data


def _changed(data: bytes, random_: random.Random) -> bytes:
    """``data`` with a byte turned, a part cut or repeated, the rest cut off, or a token of ``TOKENS`` put in."""
    place = random_.randint(0, len(data))
    length = random_.choice((1, 1, 2, 10, 100, max(1, len(data) // 3)))
    before, part, after = data[:place], data[place : place + length], data[place + length :]
    match random_.randrange(6):
        case 0:
            return before + bytes([random_.randrange(256)]) + data[place + 1 :]
        case 1:
            return before + after
        case 2:
            return before
        case 3:
            return before + part * random_.randint(2, 20) + after
        case 4:
            return before + random_.choice(TOKENS) + data[place:]
        case _:
            return random_.choice(TOKENS) + data


def hostile_file(seed: int, folder: Path) -> Path:
    """A file made of one of the stand-ins."""
    random_ = random.Random(seed)
    model = random_.choice(STAND_INS)
    data = model.read_bytes()
    if data.startswith(b"PK") and random_.random() < 0.7:
        data = _zip_part(data, random_)
    elif data.startswith(b"\x1f\x8b") and random_.random() < 0.7:
        data = gzip.compress(mutated(gzip.decompress(data), random_))
    else:
        data = mutated(data, random_)
    ending = random_.choice((model.suffix, model.suffix, model.suffix, *ENDINGS))
    path = folder / f"story{ending}"
    path.write_bytes(data)
    return path


def _zip_part(data: bytes, random_: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    name = random_.choice(sorted(parts))
    parts[name] = mutated(parts[name], random_)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return packed.getvalue()


def check_file(seed: int) -> None:
    """A hostile file gives articles, or is told on one line; nothing is written, nothing takes long."""
    with tempfile.TemporaryDirectory() as folder:
        path = hostile_file(seed, Path(folder))
        skipped: list[Skipped] = []
        began = time.process_time()
        count_articles([path])
        articles = list(read_articles([path], on_skip=skipped.append))
        assert articles or skipped, "neither read nor told"
        assert all("\n" not in str(one) and str(one).isprintable() for one in skipped), "not one line"
        for article in articles:
            layout = layout_of(article.text)
            for span in layout.paragraphs:
                line, places = joined_lines(article.text, span)
                assert len(line) == len(places) and all(span.start <= place < span.end for place in places)
            assert all(q.span.of(article.text) for q in layout.quotations)
        assert time.process_time() - began < SLOWEST, "too slow"
        assert list(Path(folder).iterdir()) == [path], "something was written"


SETTINGS: Mapping[str, tuple[Path | None, Callable[[Path], object]]] = {
    "codebook.toml": (CODEBOOK, load_codebook),
    "checks.toml": (CHECKS, load_checks),
    "aliases.toml": (None, read_aliases),
}
ALIASES = b'[[join]]\nsources = ["Ann Moss", {name = "A. Moss", article = "a"}]\n\n[[split]]\nsources = ["B", "C"]\n'


def check_settings(seed: int) -> None:
    """Damaged settings are sound all the same, or an error of ours."""
    random_ = random.Random(seed)
    name = random_.choice(sorted(SETTINGS))
    model, read = SETTINGS[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(mutated(ALIASES if model is None else model.read_bytes(), random_))
        try:
            read(path)
        except QuotesError as error:
            assert name in str(error)


def check_store(seed: int) -> None:
    """A damaged store gives back what it was given, or nothing, and takes it again."""
    random_ = random.Random(seed)
    analyses = corpus()[:3]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.sqlite"
        with closing(Store(path, {})) as store:
            for analysis in analyses:
                store.add(analysis)
        path.write_bytes(mutated(path.read_bytes(), random_))
        with closing(Store(path, {})) as again:
            for analysis in analyses:
                found = again.get(analysis.article)
                assert found in (None, analysis)
                if found is None:
                    again.add(analysis)
        with closing(Store(path, {})) as store:
            assert [store.get(analysis.article) for analysis in analyses] == analyses


def check_tables(seed: int) -> None:
    """Damaged tables are exported as a whole or not at all, and the folder of the export holds nothing half."""
    random_ = random.Random(seed)
    analyses: list[Analysis] = corpus()[:3]
    with tempfile.TemporaryDirectory() as folder:
        report, out = Path(folder) / "report", Path(folder) / "out"
        report.mkdir()
        for name, make in TABLES.items():
            write_csv(make(analyses), report / f"{name}.csv")
        path = report / f"{random_.choice(sorted(TABLES))}.csv"
        path.write_bytes(mutated(path.read_bytes(), random_))
        try:
            export(open_result(report), out, ["csv", "jsonl", "sqlite"])
        except QuotesError:
            assert not out.exists()
        else:
            assert not [one for one in out.iterdir() if one.name.startswith(".")]


def of_an_expert(analysis: Analysis, attribution: Attribution) -> Decision:
    """The decision of a person who takes a speaker for an expert."""
    article, digest = analysis.article, digest_of(analysis.article.text)
    found = reading_of(attribution, article)
    subject = subject_of(digest, main_places(found))
    decided = replace(found, role="expert")
    return Decision(
        subject, subject, "change", "Kim", "2026-01-01T10:00:00Z", article.id, digest, found, decided, ("role",)
    )


def check_corrections(seed: int) -> None:
    """Of damaged corrections the sound lines are taken, and every other is told on one line."""
    random_ = random.Random(seed)
    analysis = corpus()[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.jsonl"
        append_decisions(path, [of_an_expert(analysis, one) for one in analysis.attributions])
        path.write_bytes(mutated(path.read_bytes(), random_))
        skipped: list[Skipped] = []
        decisions = read_decisions(path, skipped.append)
        lines = sum(bool(line.strip()) for line in path.read_bytes().split(b"\n"))
        assert len(decisions) + len(skipped) == lines, "neither taken nor told"
        assert all(str(one).isprintable() for one in skipped), "not one line"
        corrected = Corrections(decisions).correct(analysis)
        assert corrected.article == analysis.article


TABLES: Mapping[str, Callable[[list[Analysis]], object]] = {
    "articles": articles_table,
    "attributions": attributions_table,
    "mentions": mentions_table,
    "sources": sources_table,
}
CHECKS_OF: Mapping[str, Callable[[int], None]] = {
    "file": check_file,
    "settings": check_settings,
    "store": check_store,
    "tables": check_tables,
    "corrections": check_corrections,
}


def seeds() -> list[tuple[str, int]]:
    """What once did not hold: the name of a check and its seed."""
    lines = SEEDS.read_text(encoding="utf-8").splitlines()
    return [(name, int(seed)) for name, seed in (line.split() for line in lines if line and not line.startswith("#"))]


def main(options: Sequence[str]) -> int:
    minutes = float(options[options.index("--minutes") + 1]) if "--minutes" in options else 10.0
    seed = int(options[options.index("--seed") + 1]) if "--seed" in options else int(time.time())
    end = time.monotonic() + 60 * minutes
    tried = dict.fromkeys(CHECKS_OF, 0)
    failed = 0
    while time.monotonic() < end:
        for name, check in CHECKS_OF.items():
            for _ in range(20 if name == "file" else 1):
                seed += 1
                tried[name] += 1
                try:
                    check(seed)
                except KeyboardInterrupt:
                    raise
                except BaseException as error:  # what is looked for; a panic of Rust is no Exception
                    failed += 1
                    print(f"{name} {seed}  # {type(error).__name__}: {str(error)[:100]!r}", flush=True)
    print(", ".join(f"{number:,} of {name}" for name, number in tried.items()), f"tried, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
