"""A run that is ended by force, finds the disk full, or meets another run: in the end all is as if it had not."""

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest
from audit_runs import audit, differing, files
from places import CORPUS

pytestmark = [pytest.mark.models, pytest.mark.slow]

KILLS = int(os.environ.get("KILLS", "2"))
"""How often a run, and a worker, is killed; ``KILLS=20 pytest tests/reports/audit/test_faults.py`` looks longer."""
SEED = int(os.environ.get("SEED", "1"))
ARTICLES = 4


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for path in sorted((CORPUS / "articles").glob("*.txt"))[:ARTICLES]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The files of a run that nothing disturbed, and how many seconds it took."""
    out = tmp_path_factory.mktemp("undisturbed") / "report"
    began = time.monotonic()
    assert audit(articles, out).wait(300) == 0
    return files(out), time.monotonic() - began


def test_killed_at_random_moments_and_run_twice_at_once_it_ends_as_if_nothing_had_been(
    articles: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    out, moment = tmp_path / "report", random.Random(SEED)
    for kill in range(KILLS):
        process = audit(articles, out)
        try:
            # Later ones have less to analyse, and are killed while they write tables and pages.
            _, said = process.communicate(timeout=moment.uniform(0.3, 1) * (seconds if kill < KILLS / 2 else 3.5))
            assert process.returncode == 0, said
        except subprocess.TimeoutExpired:
            process.kill()
            _, said = process.communicate()
        assert "Traceback" not in said
    both = [audit(articles, out) for _ in range(2)]
    ends = {process.communicate(timeout=300)[1].splitlines()[-1]: process.returncode for process in both}
    assert sorted(ends.values()) == [0, 1]
    assert any("another audit is writing there" in line for line in ends)
    assert differing(out, expected) == []


@pytest.mark.parametrize("most", [int(one) for one in os.environ.get("ROOM", "80000").split(",")])
def test_on_a_full_disk_it_says_so_and_goes_on_when_there_is_room(
    most: int, articles: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    out = tmp_path / "report"
    # No file may grow beyond this: what a system says then is like what it says on a full disk.
    process = audit(articles, out, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    _, said = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "make room" in said.splitlines()[-1] and "Traceback" not in said
    assert audit(articles, out).wait(300) == 0
    assert differing(out, undisturbed[0]) == []


def children(process: subprocess.Popen[str]) -> list[int]:
    """The processes that analyse for another; Python's own helper is none of them."""
    with suppress(psutil.NoSuchProcess):
        return [child.pid for child in psutil.Process(process.pid).children() if "spawn_main" in str(child.cmdline())]
    return []


def test_where_a_worker_is_killed_at_a_random_moment_its_articles_are_done_again(
    articles: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    moment = random.Random(SEED)
    for kill in range(KILLS):
        out = tmp_path / str(kill)
        process = audit(articles, out, None, "--workers", "2")
        deadline = time.monotonic() + 60
        while len(children(process)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(moment.uniform(0, 1) * seconds)
        for worker in children(process)[:1]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
        assert "Traceback" not in said
        assert differing(out, expected) == []


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a Dask cluster with two workers, started as docs/scaling.md says."""
    with socket.socket() as free, ExitStack() as ending:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        address = f"tcp://127.0.0.1:{port}"
        for command in (
            ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
            ["worker", address, "--nworkers", "2", "--nthreads", "1", "--no-dashboard"],
        ):
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                stderr=subprocess.DEVNULL,
                env=os.environ | {"OMP_NUM_THREADS": "1"},
            )
            ending.callback(process.wait)
            ending.callback(process.terminate)
        yield address


def test_a_cluster_makes_what_one_process_makes(
    articles: Path, undisturbed: tuple[dict[str, bytes], float], cluster: str, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    process = audit(articles, out, None, "--scheduler", cluster)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert differing(out, undisturbed[0]) == []
