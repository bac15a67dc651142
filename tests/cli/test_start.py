"""Nobody waits for what is not used: help is there at once, and a model is loaded only for an article."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from places import QUOTES

from quotes.cli.app import app

SLOW = (
    *("torch", "stanza", "pandas", "numpy", "scipy", "pyarrow", "altair", "vl_convert", "trafilatura", "docx"),
    *("textblob", "nltk", "jinja2", "weasyprint", "babel", "xlsxwriter"),
)
"""Libraries that take long to import."""
IMPORT_SECONDS, HELP_SECONDS = 0.5, 0.9
"""CPU time that is allowed: several times what is needed, and little where one of ``SLOW`` comes in."""
TRIES = 3
"""A busy machine may be slow once."""

CHECK_SHARE = 2.2
"""CPU time of ``quotes check`` on one article, as a multiple of what ``import stanza`` takes on the same machine."""

MEASURED = """
import json, sys, time
{done}
sys.stdout.flush()
print(json.dumps([time.process_time(), list(sys.modules)]), file=sys.stderr)
"""
COMMAND = MEASURED.format(done="from quotes.cli.app import run\nassert run(sys.argv[2:]) == int(sys.argv[1])")
EACH = """
import json, sys, time
from quotes.cli.app import run
times = [time.process_time()]
for arguments in json.loads(sys.argv[1]):
    assert run(arguments) == 0
    times.append(time.process_time())
longest = max(after - before for before, after in zip(times, times[1:]))
sys.stdout.flush()
print(json.dumps([times[0] + longest, list(sys.modules)]), file=sys.stderr)
"""


class Process(NamedTuple):
    """What a new Python process needed: seconds of CPU time, and the libraries of ``SLOW`` that it imported."""

    seconds: float
    slow: set[str]


def process(code: str, *arguments: str) -> Process:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    seconds, modules = json.loads(done.stderr.splitlines()[-1])
    return Process(seconds, {name.partition(".")[0] for name in modules} & set(SLOW))


def command(*arguments: str, status: int = 0) -> Process:
    return process(COMMAND, str(status), *arguments)


def assert_at_once(measure: Callable[[], Process], limit: float) -> None:
    """``measure`` imports none of ``SLOW``, and needs less CPU time than ``limit`` at one of its tries."""
    tries = []
    while not tries or (tries[-1].seconds >= limit and len(tries) < TRIES):
        tries.append(measure())
        assert not tries[-1].slow
    assert tries[-1].seconds < limit, tries


def commands(group: object, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of each command of the program, and of each command of a command."""
    yield names
    for name, one in getattr(group, "commands", {}).items():
        yield from commands(one, (*names, name))


EVERY_HELP = [(*names, "--help") for names in commands(typer.main.get_command(app))]


def test_the_package_is_imported_at_once() -> None:
    assert_at_once(lambda: process(MEASURED.format(done="import quotes")), IMPORT_SECONDS)


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("audit", "--help")], ids=" ".join)
def test_version_and_help_are_there_at_once(arguments: tuple[str, ...]) -> None:
    assert_at_once(lambda: command(*arguments), HELP_SECONDS)


def test_the_help_of_every_command_is_there_at_once() -> None:
    """In one process: what it takes to start, and the most that any help takes from there."""
    assert {("audit", "--help"), ("models", "download", "--help"), ("--help",)} <= set(EVERY_HELP)
    assert_at_once(lambda: process(EACH, json.dumps(EVERY_HELP)), HELP_SECONDS)


def test_the_package_gives_what_it_promises() -> None:
    code = "import quotes; assert set(quotes.__all__) <= set(dir(quotes)); from quotes import *; Analyzer, Article"
    assert "torch" not in process(MEASURED.format(done=code)).slow


def test_no_model_is_loaded_for_no_article(tmp_path: Path) -> None:
    code = "from quotes import Analyzer; assert list(Analyzer().pipe([])) == []"
    assert not process(MEASURED.format(done=code)).slow & {"torch", "stanza"}
    (tmp_path / "empty.txt").touch()
    assert not command("attribute", str(tmp_path), status=1).slow & {"torch", "stanza"}


def test_no_model_is_loaded_where_all_was_done_before(tmp_path: Path) -> None:
    (tmp_path / "barn.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    audit = ("audit", str(tmp_path / "barn.txt"), "--out", str(tmp_path / "report"), "--format", "json")
    assert {"torch", "stanza"} <= command(*audit).slow
    assert not command(*audit).slow & {"torch", "stanza"}


def cpu_seconds(*command: str, status: int = 0) -> tuple[float, str]:
    """CPU time of a process from start to end, all its threads, and what it said on standard error."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # With compiled modules beside the sources, as an installed program has them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode == status, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr


DRAFT = """
import atexit, sys
atexit.register(lambda: print(*{"textblob", "torch._dynamo"} & set(sys.modules), file=sys.stderr))
from quotes.__main__ import main
main()
"""


@pytest.mark.slow
def test_a_draft_is_checked_in_seconds_and_what_it_does_not_need_is_not_loaded(corpus: Path) -> None:
    draft = str(corpus / "articles" / "apartment-fire.txt")
    tries: list[float] = []
    # The two run one after the other: a busy machine slows down both.
    while not tries or (tries[-1] >= CHECK_SHARE and len(tries) < TRIES):
        imported, _ = cpu_seconds(sys.executable, "-c", "import stanza")
        checked, said = cpu_seconds(sys.executable, "-c", DRAFT, "check", draft, status=1)
        assert said.splitlines()[-1] == "", "textblob or torch._dynamo is loaded"
        tries.append(checked / imported)
    assert tries[-1] < CHECK_SHARE, tries


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_ends_it_while_it_loads_gets_one_line(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "a.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    command = [*QUOTES, "attribute", str(tmp_path / "a.txt")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    maps = Path(f"/proc/{process.pid}/maps")
    deadline = time.monotonic() + 60
    while "numpy" not in maps.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "interrupted after 0 articles\n") or (
        (process.returncode, said) == (130, "interrupted\n")
    )
