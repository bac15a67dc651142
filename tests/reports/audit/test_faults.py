"""A run that is ended by force, finds the disk full, or meets another run: in the end all is as if it had not."""

import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from audit_runs import audit, differing, files
from places import CORPUS

pytestmark = [pytest.mark.models, pytest.mark.slow]

KILLS = int(os.environ.get("KILLS", "2"))
"""How often a run is killed; ``KILLS=20 pytest tests/reports/audit/test_faults.py`` looks longer."""
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
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="utf-8").split()
    return [int(pid) for pid in told if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_where_a_worker_is_killed_its_articles_are_done_again(
    articles: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    out = tmp_path / "report"
    process = audit(articles, out, None, "--workers", "2")
    deadline = time.monotonic() + 60
    while not children(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(random.Random(SEED).uniform(0, 0.3) * undisturbed[1])
    for worker in children(process)[:1]:
        os.kill(worker, signal.SIGKILL)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert differing(out, undisturbed[0]) == []
