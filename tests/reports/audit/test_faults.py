"""A run that is ended by force, finds the disk full, or meets another run: in the end all is as if it had not."""

import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import psutil
import pytest
from audit_runs import KILLS, PATIENCE, SEED, Undisturbed, audit, differing, is_killed
from forked import Forked

pytestmark = [pytest.mark.models, pytest.mark.slow]


@pytest.mark.parametrize("in_report", [False, True], ids=["in the work", "in the report"])
def test_killed_at_random_moments_it_ends_as_if_nothing_had_been(
    in_report: bool, articles: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    moment, kills = random.Random(SEED), 0
    longest = undisturbed.report if in_report else undisturbed.work
    for folder in range(2 * KILLS):
        out = tmp_path / str(folder)
        if in_report:
            shutil.copytree(undisturbed.out, out)
        kills += sum(is_killed(articles, out, in_report, moment.uniform(0, longest)) for _ in range(2))
        assert audit(articles, out).wait(PATIENCE) == 0
        assert differing(out, undisturbed.files) == []
        if kills >= KILLS:
            return
    pytest.fail(f"only {kills} of {KILLS} kills met the run where they should")


def test_of_two_runs_at_once_one_is_refused(articles: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    out = tmp_path / "report"
    both = [audit(articles, out) for _ in range(2)]
    ends = {process.communicate(timeout=PATIENCE)[1].splitlines()[-1]: process.returncode for process in both}
    assert sorted(ends.values()) == [0, 1]
    assert any("another audit is writing there" in line for line in ends)
    assert differing(out, undisturbed.files) == []


@pytest.mark.parametrize("most", [int(one) for one in os.environ.get("ROOM", "80000").split(",")])
def test_on_a_full_disk_it_says_so_and_goes_on_when_there_is_room(
    most: int, articles: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    # No file may grow beyond this: what a system says then is like what it says on a full disk.
    process = audit(articles, out, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)))
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "make room" in said.splitlines()[-1] and "Traceback" not in said
    assert audit(articles, out).wait(PATIENCE) == 0
    assert differing(out, undisturbed.files) == []


def children(process: Forked) -> list[int]:
    """The processes that analyse for another; Python's own helper is none of them."""
    with suppress(psutil.NoSuchProcess):
        return [child.pid for child in psutil.Process(process.pid).children() if "spawn_main" in str(child.cmdline())]
    return []


def test_where_a_worker_is_killed_at_a_random_moment_its_articles_are_done_again(
    articles: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    moment, seconds = random.Random(SEED), undisturbed.work + undisturbed.report
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
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        assert "Traceback" not in said
        assert differing(out, undisturbed.files) == []


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
    articles: Path, undisturbed: Undisturbed, cluster: str, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    process = audit(articles, out, None, "--scheduler", cluster)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert differing(out, undisturbed.files) == []
