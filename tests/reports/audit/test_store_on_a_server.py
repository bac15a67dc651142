"""A store on a PostgreSQL server keeps what one in a file keeps, for several reports at once."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from postgresql import PASSWORD, QUOTED, PostgresqlServer, self_signed
from report_samples import corpus, road
from small_reports import audited
from sqlalchemy import create_engine, inspect

from quotes.cli.app import run
from quotes.errors import QuotesError, UsageError, WriteError
from quotes.model import Analysis, Article
from reports.audit.finished import open_finished
from reports.audit.store import Store
from reports.audit.workspace.tables import TABLES

SETTINGS = {"acts": ["speech"], "min_confidence": 0.0}
NAMES = [letter * 32 for letter in "abcd"]
VIEWS = {
    "reported": "place, article, key, title, date, outlet, path, text",
    "sources": "article, source_id, speaker, role, role_confidence, source_kind, named",
    "attributions": "article, attribution, kind, act, cue_lemma, construction, confidence, source_id, speaker, role, "
    "content_text",
}


def report(store: Store, analyses: list[Analysis]) -> None:
    """A whole run on these analyses."""
    with closing(store):
        store.begin()
        for one in analyses:
            store.report_on(one.article)
            if one.article not in store:
                store.add(one)
        store.end("", len(analyses), 0)


def test_it_gives_back_what_a_file_gives_back_and_the_same_views(postgresql: PostgresqlServer, tmp_path: Path) -> None:
    address, path = postgresql.new_database(), tmp_path / "workspace.sqlite"
    for store in (Store(address, SETTINGS, report=NAMES[0]), Store(path, SETTINGS)):
        report(store, corpus())
    with closing(Store(address, SETTINGS, True, NAMES[0])) as store:
        assert [store.get(article) for article in store.articles()] == list(corpus())
    with closing(sqlite3.connect(path)) as file:
        for view, columns in VIEWS.items():
            in_file = sorted(file.execute(f"SELECT {columns} FROM {view}"))
            assert sorted(postgresql.ask(address, f"SELECT {columns} FROM quotes.{view}")) == in_file


def test_it_keeps_parses_for_all_reports(postgresql: PostgresqlServer) -> None:
    address, parsing = postgresql.new_database(), {"model": "1"}
    with closing(Store(address, SETTINGS, report=NAMES[0], parsing=parsing, keep_parses=True)) as store:
        for parse in (b"one", b"\0\xff"):
            store.parses.keep("text\ud800", parse)
            store.add(road())
    with closing(Store(address, {}, report=NAMES[1], parsing=parsing)) as store:
        assert store.parses.get("text\ud800") == b"\0\xff"
        postgresql.ask(address, "UPDATE quotes.parses SET sum = 'other'")
        assert store.parses.get("text\ud800") is None and len(store.parses.damaged) == 1


def test_texts_that_postgresql_cannot_hold_come_back_and_spoil_no_view(postgresql: PostgresqlServer) -> None:
    address = postgresql.new_database()
    odd = [
        replace(road(), article=Article(f"odd{number}", f"{text}{road().article.text}", path=f"{text}.txt"))
        for number, text in enumerate(("\0", "\ud800", "😀"))
    ]
    report(Store(address, SETTINGS, report=NAMES[0]), [*odd, road()])
    with closing(Store(address, SETTINGS, True, NAMES[0])) as store:
        assert list(store.articles()) == [one.article for one in (*odd, road())]
        assert [store.get(one.article) for one in odd] == odd
        store.at_work([one.article for one in odd])
    seen = postgresql.ask(address, "SELECT article, text IS NULL FROM quotes.reported ORDER BY place")
    assert seen == [("odd0", True), ("odd1", True), ("odd2", False), (road().article.id, False)]
    (found,) = postgresql.ask(address, "SELECT count(*) FROM quotes.attributions")
    assert found == (4 * len(road().attributions),)


def test_reports_in_one_database_keep_apart_and_share_what_was_found(postgresql: PostgresqlServer) -> None:
    address = postgresql.new_database()
    first, second = corpus()[:4], corpus()[2:]
    report(Store(address, SETTINGS, report=NAMES[0]), list(first))
    with closing(Store(address, SETTINGS, report=NAMES[1])) as other:
        assert [one.article in other for one in second] == [one in first for one in second]
        other.begin()
        other.report_on(second[0].article)
        other.commit()
        report(Store(address, SETTINGS, report=NAMES[0]), list(first[:2]))
        assert [one.id for one in other.articles()] == [second[0].article.id]
        with pytest.raises(WriteError, match="another audit is writing this report"):
            Store(address, SETTINGS, report=NAMES[1])
    with closing(Store(address, SETTINGS, True, NAMES[0])) as store:
        assert [one.id for one in store.articles()] == [one.article.id for one in first[:2]]


def test_several_that_come_at_once_to_an_empty_database_write_the_same_and_lose_nothing(
    postgresql: PostgresqlServer,
) -> None:
    address = postgresql.new_database()
    failed: list[Exception] = []

    def run(name: str) -> None:
        try:
            report(Store(address, SETTINGS, report=name), list(corpus()))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(name,)) for name in NAMES]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert postgresql.ask(address, "SELECT count(*) FROM quotes.analyses") == [(len(corpus()),)]
    assert postgresql.ask(address, "SELECT count(*) FROM quotes.articles") == [(len(NAMES) * len(corpus()),)]


def test_where_the_server_goes_away_one_line_says_so_and_what_was_done_is_there_again(
    postgresql: PostgresqlServer,
) -> None:
    address, analyses = postgresql.new_database(), corpus()
    store = Store(address, SETTINGS, report=NAMES[0])
    store.begin()
    for one in analyses[:3]:
        store.report_on(one.article)
        store.add(one)
    postgresql.stop()
    for attempt in (
        lambda: store.add(analyses[3]),
        lambda: analyses[0].article in store,
        lambda: store.get(analyses[0].article),
        lambda: Store(address, SETTINGS),
    ):
        with pytest.raises(WriteError, match=r"--store .*; see that the server runs .* run the same command again"):
            attempt()
    store.close()
    postgresql.start()
    with closing(Store(address, SETTINGS, report=NAMES[0])) as store:
        assert [one.article in store for one in analyses[:4]] == [True, True, True, False]


def test_a_report_is_written_anew_with_corrections_from_the_server(
    postgresql: PostgresqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = postgresql.new_database()
    folder = audited(tmp_path / "report", corpus(), store=address)
    other = audited(tmp_path / "file", corpus())
    assert (folder / "attributions.csv").read_bytes() == (other / "attributions.csv").read_bytes()
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert run(["corrections", "apply", str(folder)]) == 1
    assert "the server asks for a password; give it as PGPASSWORD" in capsys.readouterr().err
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    before = (folder / "attributions.csv").read_bytes()
    assert run(["corrections", "apply", str(folder)]) == 0
    assert (folder / "attributions.csv").read_bytes() == before
    assert list(open_finished(folder).analyses()) == list(corpus())
    assert len(postgresql.ask(address, "SELECT DISTINCT report FROM quotes.runs")) == 1


def test_what_has_no_article_leaves_neither_a_folder_nor_a_run(postgresql: PostgresqlServer, tmp_path: Path) -> None:
    address = postgresql.new_database()
    audited(tmp_path / "first", [road()], store=address)
    audited(tmp_path / "none", [], store=address)
    with pytest.raises(WriteError, match="createdb"):
        audited(tmp_path / "none", [road()], store=postgresql.address("nowhere"))
    assert not (tmp_path / "none").exists()
    assert postgresql.ask(address, "SELECT count(*) FROM quotes.runs") == [(1,)]


def wrong(server: PostgresqlServer) -> Iterator[tuple[str, str]]:
    """Addresses with something wrong, each with words of the remedy."""
    right = server.new_database()
    yield server.address("nowhere"), "createdb"
    yield server.address("postgres", "s3cret"), "PGPASSWORD"
    yield right.replace(f":{QUOTED}", ""), "PGPASSWORD"
    yield right.replace(str(server.port), "1"), "see that the server runs"
    yield right.replace("127.0.0.1", "no-such-host.invalid"), "see that the server runs"
    yield right.replace("127.0.0.1", "h" * 70), "see that the server runs"
    yield f"{right}?sslmode=verify-full", "see that the server runs"
    yield f"{right}?sslmode=verify-full&sslrootcert=nowhere.pem", "there is no file nowhere.pem"
    for odd in ("p@ss", "p/ss", "p#ss", "p?ss", "p@ss/w:rd"):
        yield f"postgresql://u:{odd}@127.0.0.1/x", "%40"
    for form in (
        "nonsense",
        "mysql://u:s3cret@h/d",
        "postgresql://",
        "postgresql://h/d",
        "postgresql://u:s3cret@[::1/d",
        "postgresql://u:s3cret@h:port/d",
        "postgresql://u:s3cret@h:99999/d",
        "postgresql://u:s3cret@h/",
        "postgresql://u:s3cret@h/d%00",
        "postgresql://u@h/d?password=s3cret",
        "postgresql://u@h/d?sslmode=require&sslrootcert=s3cret",
    ):
        yield form, "postgresql://user@host/database"


def test_a_wrong_address_gets_one_line_with_the_remedy_and_without_the_password(
    postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    for address, remedy in wrong(postgresql):
        with pytest.raises((UsageError, WriteError)) as caught:
            Store(address, SETTINGS, report=NAMES[0])
        said = str(caught.value)
        assert remedy in said and "\n" not in said, said
        assert not any(part in said for part in ("s3cret", PASSWORD, QUOTED, "p@ss", "p/ss", "ss@", "p#ss", "p?ss")), (
            said
        )


def test_a_certificate_is_checked_where_that_is_asked_for(postgresql: PostgresqlServer, tmp_path: Path) -> None:
    address = postgresql.new_database()
    other, wrong_file = tmp_path / "other one.pem", tmp_path / "none.pem"
    self_signed(other, tmp_path / "other.key")
    wrong_file.write_text("no certificate", encoding="utf-8")
    with postgresql.encrypted() as root:
        checked = f"{address}?sslmode=verify-full"
        with closing(Store(f"{checked}&sslrootcert={root}", SETTINGS, report=NAMES[0])) as store:
            assert store.name.endswith(f"?sslmode=verify-full&sslrootcert={root}")
            in_use = (
                "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name LIKE 'quotes%'"
            )
            assert postgresql.ask(address, in_use) == [(True,)]
        for wrong, reason in (
            (checked, "self-signed certificate"),
            (f"{checked}&sslrootcert={quote(str(other))}", "self-signed certificate"),
            (f"{checked}&sslrootcert={wrong_file}", "certificate"),
            (f"{checked}&sslrootcert={root}".replace("127.0.0.1", "localhost"), "not valid for 'localhost'"),
        ):
            with pytest.raises(WriteError, match=f"{reason}.*; see that .*sslrootcert=FILE") as caught:
                Store(wrong, SETTINGS, report=NAMES[0])
            assert (
                "\n" not in str(caught.value) and PASSWORD not in str(caught.value) and QUOTED not in str(caught.value)
            )
    with pytest.raises(WriteError, match="Server refuses SSL"):
        Store(f"{checked}&sslrootcert={root}", SETTINGS, report=NAMES[0])


def test_the_password_may_be_in_the_environment(postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch) -> None:
    address = postgresql.new_database().replace(f":{QUOTED}", "")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    Store(address, SETTINGS, report=NAMES[0]).close()


def test_a_user_who_may_make_no_tables_and_tables_of_a_later_version_are_told(postgresql: PostgresqlServer) -> None:
    address = postgresql.new_database()
    postgresql.ask(address, "CREATE ROLE reader LOGIN PASSWORD 'reader'")
    with pytest.raises(WriteError, match="let the user make the schema"):
        Store(address.replace(f"newsroom:{QUOTED}", "reader:reader"), SETTINGS)
    Store(address, SETTINGS).close()
    postgresql.ask(address, "UPDATE quotes.alembic_version SET version_num = '999'")
    with pytest.raises(QuotesError, match="update the program"):
        Store(address, SETTINGS)


def first_workspace(path: Path) -> None:
    """A workspace as it was made before the tables had a version, with a report on a road."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(Path(__file__).with_name("first_workspace.sql").read_text(encoding="utf-8"))
    with closing(Store(path.with_name("new.sqlite"), SETTINGS)) as store:
        report(store, [road()])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("ATTACH ? AS new", (str(path.with_name("new.sqlite")),))
        database.execute("INSERT INTO analyses SELECT key, sum, data FROM new.analyses")
        database.execute("INSERT INTO runs SELECT run, began, ended, stopped, articles, done_before FROM new.runs")
        database.execute("INSERT INTO articles SELECT run, place, id, key, data FROM new.articles")


@pytest.mark.parametrize("read_only", [False, True])
def test_a_workspace_of_an_earlier_version_opens_with_all_that_is_in_it(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "workspace.sqlite"
    first_workspace(path)
    for _ in range(2):
        with closing(Store(path, SETTINGS, read_only)) as store:
            assert store.remark == "" and store.killed_at == ""
            assert [store.get(article) for article in store.articles()] == [road()]
    report(Store(path, SETTINGS), [road(), corpus()[1]])
    columns = {name: {column.name for column in table.columns} for name, table in TABLES.tables.items()}
    seen = inspect(create_engine(f"sqlite:///{path}"))
    assert {name: {one["name"] for one in seen.get_columns(name)} for name in seen.get_table_names()} == columns
    assert set(seen.get_view_names()) == set(VIEWS)
