"""A run with its store on a PostgreSQL server is killed, or loses the server: in the end all is as if it had not."""

import random
import time
from pathlib import Path

import pytest
from audit_runs import ARTICLES, KILLS, PATIENCE, SEED, Undisturbed, audit, differing, is_killed, undisturbed_run
from postgresql import QUOTED, PostgresqlServer

pytestmark = [pytest.mark.models, pytest.mark.slow]

IN_REPORT = [False, True] if KILLS > 2 else [False]
"""Where a run is killed; with its store in a file it is killed in the report each time (test_faults.py)."""


@pytest.fixture(scope="module")
def on_server(articles: Path, postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    out = tmp_path_factory.mktemp("server") / "report"
    return undisturbed_run(articles, out, "--store", postgresql.new_database())


def analyses(server: PostgresqlServer, address: str) -> int:
    """How many are there, as far as there is a table yet."""
    made = server.ask(address, "SELECT to_regclass('quotes.analyses') IS NOT NULL")
    return int(server.ask(address, "SELECT count(*) FROM quotes.analyses")[0][0]) if made == [(True,)] else 0


def test_the_tables_are_those_of_a_store_in_a_file_and_no_file_tells_the_password(
    undisturbed: Undisturbed, on_server: Undisturbed
) -> None:
    in_file, there = (
        {name: data for name, data in one.files.items() if name.endswith(".csv")} for one in (undisturbed, on_server)
    )
    assert in_file == there
    paths = [path for path in on_server.out.rglob("*") if path.is_file()]
    assert not any(QUOTED.encode() in path.read_bytes() for path in paths)
    assert QUOTED not in on_server.said and not (on_server.out / "workspace.sqlite").exists()


@pytest.mark.parametrize("in_report", IN_REPORT, ids=["in the work", "in the report"][: len(IN_REPORT)])
def test_killed_at_random_moments_and_run_beside_another_it_ends_as_if_nothing_had_been(
    in_report: bool, articles: Path, on_server: Undisturbed, postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    moment, kills = random.Random(SEED), 0
    longest = on_server.report if in_report else on_server.work
    other = tmp_path / "other"
    for number in range(2 * KILLS):
        if not (in_report and number):
            address, out = postgresql.new_database(), tmp_path / str(number)
        if in_report and not number:
            assert audit(articles, out, None, "--store", address).wait(PATIENCE) == 0
        for _ in range(2):
            kills += is_killed(articles, out, in_report, moment.uniform(0, longest), "--store", address)
        folders = (out, other) if kills >= KILLS else (out,)
        for process in [audit(articles, folder, None, "--store", address) for folder in folders]:
            _, said = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, said
        assert [differing(folder, on_server.files) for folder in folders] == [[]] * len(folders)
        assert analyses(postgresql, address) == ARTICLES
        listed = "SELECT count(*) FROM quotes.articles JOIN quotes.runs USING (run) GROUP BY report"
        assert {found for (found,) in postgresql.ask(address, listed)} == {ARTICLES}
        assert postgresql.ask(address, "SELECT * FROM quotes.working") == []
        if kills >= KILLS:
            return
    pytest.fail(f"only {kills} of {KILLS} kills met the run where they should")


@pytest.mark.parametrize("back", [True, False], ids=["stopped and started", "stopped"])
def test_where_the_server_goes_away_it_says_so_and_the_same_command_goes_on(
    back: bool, articles: Path, on_server: Undisturbed, postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    moment, stops = random.Random(SEED), 0
    for number in range(2 * KILLS):
        address, out = postgresql.new_database(), tmp_path / str(number)
        process = audit(articles, out, None, "--store", address)
        while process.poll() is None and not analyses(postgresql, address):
            time.sleep(0.02)
        # In the midst of the work, and of the report.
        time.sleep(moment.uniform(0, on_server.report + on_server.work / ARTICLES))
        done = analyses(postgresql, address)
        postgresql.stop()
        if back:
            postgresql.start()
        _, said = process.communicate(timeout=PATIENCE)
        if not back:
            postgresql.start()
        assert "Traceback" not in said and QUOTED not in said
        if process.returncode:  # else it had ended by then
            stops += 1
            told = [line for line in said.splitlines() if "--store" in line]
            assert process.returncode == 1 and told == said.splitlines()[-1:], said
            assert "run the same command again" in told[0]
        assert analyses(postgresql, address) >= done
        assert audit(articles, out, None, "--store", address).wait(PATIENCE) == 0
        assert differing(out, on_server.files) == []
        if stops >= KILLS / 2:
            return
    pytest.fail(f"only {stops} of {KILLS / 2} stops met the run")
