"""A run with its store on a PostgreSQL server is killed, or loses the server: in the end all is as if it had not."""

import random
import subprocess
import time
from pathlib import Path

import pytest
from audit_runs import ARTICLES, KILLS, SEED, audit, differing, few_articles, files
from postgresql import QUOTED, PostgresqlServer

pytestmark = [pytest.mark.models, pytest.mark.slow]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return few_articles(tmp_path_factory.mktemp("articles"))


@pytest.fixture(scope="module")
def undisturbed(
    articles: Path, postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], float]:
    """The files of a run that nothing disturbed, and how many seconds it took."""
    out = tmp_path_factory.mktemp("undisturbed") / "report"
    began = time.monotonic()
    assert audit(articles, out, None, "--store", postgresql.new_database()).wait(300) == 0
    return files(out), time.monotonic() - began


def analyses(server: PostgresqlServer, address: str) -> int:
    """How many are there, as far as there is a table yet."""
    made = server.ask(address, "SELECT to_regclass('quotes.analyses') IS NOT NULL")
    return int(server.ask(address, "SELECT count(*) FROM quotes.analyses")[0][0]) if made == [(True,)] else 0


def wait_for(process: subprocess.Popen[str], number: int, server: PostgresqlServer, address: str) -> None:
    while process.poll() is None and analyses(server, address) < number:
        time.sleep(0.02)


def test_the_tables_are_those_of_a_store_in_a_file_and_no_file_tells_the_password(
    articles: Path, undisturbed: tuple[dict[str, bytes], float], postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    in_file, on_server = tmp_path / "file", tmp_path / "server"
    assert audit(articles, in_file).wait(300) == 0
    tables = {name: data for name, data in undisturbed[0].items() if name.endswith(".csv")}
    assert {name: data for name, data in files(in_file).items() if name.endswith(".csv")} == tables
    process = audit(articles, on_server, None, "--store", postgresql.new_database())
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert not any(QUOTED.encode() in path.read_bytes() for path in on_server.rglob("*") if path.is_file())
    assert QUOTED not in said and not (on_server / "workspace.sqlite").exists()


def test_killed_at_random_moments_and_run_beside_another_it_ends_as_if_nothing_had_been(
    articles: Path, undisturbed: tuple[dict[str, bytes], float], postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    address, moment = postgresql.new_database(), random.Random(SEED)
    out, other = tmp_path / "report", tmp_path / "other"
    for kill in range(KILLS):
        process = audit(articles, out, None, "--store", address)
        try:
            # Later ones have less to analyse, and are killed while they write tables and pages.
            _, said = process.communicate(timeout=moment.uniform(0.3, 1) * (seconds if kill < KILLS / 2 else 5))
            assert process.returncode == 0, said
        except subprocess.TimeoutExpired:
            process.kill()
            _, said = process.communicate()
        assert "Traceback" not in said
    both = [audit(articles, folder, None, "--store", address) for folder in (out, other)]
    for process in both:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert differing(out, expected) == [] and differing(other, expected) == []
    assert analyses(postgresql, address) == ARTICLES
    listed = "SELECT report, count(*) FROM quotes.articles JOIN quotes.runs USING (run) GROUP BY report"
    assert sorted(number for _, number in postgresql.ask(address, listed)) == [ARTICLES, ARTICLES]
    assert postgresql.ask(address, "SELECT * FROM quotes.working") == []


@pytest.mark.parametrize("back", [True, False], ids=["stopped and started", "stopped"])
def test_where_the_server_goes_away_it_says_so_and_the_same_command_goes_on(
    back: bool,
    articles: Path,
    undisturbed: tuple[dict[str, bytes], float],
    postgresql: PostgresqlServer,
    tmp_path: Path,
) -> None:
    address, out = postgresql.new_database(), tmp_path / "report"
    process = audit(articles, out, None, "--store", address)
    wait_for(process, 1, postgresql, address)
    done = analyses(postgresql, address)
    postgresql.stop()
    if back:
        postgresql.start()
    _, said = process.communicate(timeout=300)
    if not back:
        postgresql.start()
    assert process.returncode == 1, said
    told = [line for line in said.splitlines() if "--store" in line]
    assert len(told) == 1 and told[0] == said.splitlines()[-1], said
    assert "run the same command again" in told[0] and QUOTED not in said and "Traceback" not in said
    assert analyses(postgresql, address) >= done
    assert audit(articles, out, None, "--store", address).wait(300) == 0
    assert differing(out, undisturbed[0]) == []
