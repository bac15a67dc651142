"""A run with its store on a PostgreSQL server is killed, or loses the server: in the end all is as if it had not."""

import random
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from audit_runs import ARTICLES, KILLS, SEED, Audit, Undisturbed, differing, files
from postgresql import QUOTED, PostgresqlServer

pytestmark = [pytest.mark.models, pytest.mark.slow]


@dataclass(frozen=True)
class OnServer:
    """A run that nothing disturbed, with its store on the server: its folder, its seconds, and what it said."""

    out: Path
    seconds: float
    said: str

    @property
    def files(self) -> dict[str, bytes]:
        return files(self.out)


@pytest.fixture(scope="module")
def on_server(articles: Path, postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> OnServer:
    out = tmp_path_factory.mktemp("server") / "report"
    process = Audit(articles, out, "--store", postgresql.new_database())
    began = time.monotonic()
    assert process.wait() == 0
    return OnServer(out, time.monotonic() - began, process.said())


def analyses(server: PostgresqlServer, address: str) -> int:
    """How many are there, as far as there is a table yet."""
    made = server.ask(address, "SELECT to_regclass('quotes.analyses') IS NOT NULL")
    return int(server.ask(address, "SELECT count(*) FROM quotes.analyses")[0][0]) if made == [(True,)] else 0


def wait_for(process: Audit, number: int, server: PostgresqlServer, address: str) -> None:
    while process.returncode is None and analyses(server, address) < number:
        time.sleep(0.02)


def test_the_tables_are_those_of_a_store_in_a_file_and_no_file_tells_the_password(
    undisturbed: Undisturbed, on_server: OnServer
) -> None:
    in_file, there = (
        {name: data for name, data in one.files.items() if name.endswith(".csv")} for one in (undisturbed, on_server)
    )
    assert in_file == there
    paths = [path for path in on_server.out.rglob("*") if path.is_file()]
    assert not any(QUOTED.encode() in path.read_bytes() for path in paths)
    assert QUOTED not in on_server.said and not (on_server.out / "workspace.sqlite").exists()


def test_killed_at_random_moments_and_run_beside_another_it_ends_as_if_nothing_had_been(
    articles: Path, on_server: OnServer, postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    address, moment = postgresql.new_database(), random.Random(SEED)
    out, other = tmp_path / "report", tmp_path / "other"
    for kill in range(KILLS):
        process = Audit(articles, out, "--store", address)
        try:
            # Later ones have less to analyse, and are killed while they write tables and pages.
            said = process.said(moment.uniform(0.3, 1) * on_server.seconds * (1 if kill < KILLS / 2 else 0.5))
            assert process.returncode == 0, said
        except subprocess.TimeoutExpired:
            process.kill()
            said = process.said()
        assert "Traceback" not in said
    both = [Audit(articles, folder, "--store", address) for folder in (out, other)]
    for process in both:
        said = process.said()
        assert process.returncode == 0, said
    assert differing(out, on_server.files) == [] and differing(other, on_server.files) == []
    assert analyses(postgresql, address) == ARTICLES
    listed = "SELECT report, count(*) FROM quotes.articles JOIN quotes.runs USING (run) GROUP BY report"
    assert sorted(number for _, number in postgresql.ask(address, listed)) == [ARTICLES, ARTICLES]
    assert postgresql.ask(address, "SELECT * FROM quotes.working") == []


@pytest.mark.parametrize("back", [True, False], ids=["stopped and started", "stopped"])
def test_where_the_server_goes_away_it_says_so_and_the_same_command_goes_on(
    back: bool,
    articles: Path,
    on_server: OnServer,
    postgresql: PostgresqlServer,
    tmp_path: Path,
) -> None:
    address, out = postgresql.new_database(), tmp_path / "report"
    process = Audit(articles, out, "--store", address)
    wait_for(process, 1, postgresql, address)
    done = analyses(postgresql, address)
    postgresql.stop()
    if back:
        postgresql.start()
    said = process.said()
    if not back:
        postgresql.start()
    assert process.returncode == 1, said
    told = [line for line in said.splitlines() if "--store" in line]
    assert len(told) == 1 and told[0] == said.splitlines()[-1], said
    assert "run the same command again" in told[0] and QUOTED not in said and "Traceback" not in said
    assert analyses(postgresql, address) >= done
    assert Audit(articles, out, "--store", address).wait() == 0
    assert differing(out, on_server.files) == []
