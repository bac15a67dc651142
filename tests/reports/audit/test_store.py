"""Finished analyses come back as they were, for the same article and settings and no others."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import analysis_of, corpus, road

from quotes.model import Analysis, Article, Attribution, Role, Source, Span, Tone
from reports.audit.store import Store, resumed

SETTINGS = {"acts": ["speech"], "min_confidence": 0.0}

spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(*sorted(pair)))
several = st.lists(spans, max_size=3).map(tuple)
share = st.floats(0, 1)
text = st.text(st.characters(exclude_categories=[]), max_size=9)
attributions = st.builds(
    Attribution,
    st.sampled_from(["direct", "indirect", "mixed", "no-comment"]),
    several,
    several,
    st.none() | spans,
    text,
    share,
    text,
    negated=st.booleans(),
    modality=text,
    reasons=st.lists(text, max_size=3).map(tuple),
    source_index=st.none() | st.integers(0, 1),
    tone=st.none() | st.builds(Tone, share, share),
)
sources = st.builds(
    Source,
    text,
    several,
    st.booleans(),
    st.sampled_from(["person", "group", "document"]),
    several,
    st.sampled_from(["female", "male", ""]),
    role=st.none() | st.builds(Role, text, st.none() | spans, text, share),
)


@settings(max_examples=40)
@given(
    st.lists(attributions, max_size=3),
    st.lists(sources, min_size=2, max_size=3),
    text,
    st.dictionaries(text, text, max_size=2),
)
def test_what_is_stored_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    found: list[Attribution],
    who: list[Source],
    words: str,
    metadata: dict[str, str],
) -> None:
    analysis = analysis_of(Article("a", words, metadata=metadata), tuple(found), tuple(who))
    path = tmp_path_factory.mktemp("store") / "workspace.sqlite"
    store = Store(path, SETTINGS)
    assert store.get(analysis.article) is None
    store.add(analysis)
    assert store.get(analysis.article) == analysis
    assert Store(path, SETTINGS).get(analysis.article) == analysis


@pytest.mark.parametrize("field", ["id", "text", "title", "date", "outlet", "author", "section", "url"])
def test_a_changed_article_is_not_found(tmp_path: Path, field: str) -> None:
    store = Store(tmp_path / "workspace.sqlite", SETTINGS)
    store.add(road())
    changed = replace(road().article, **{field: "changed"})
    assert store.get(road().article) == road()
    assert store.get(changed) is None
    assert store.get(replace(road().article, metadata={"desk": "city"})) is None


def test_a_moved_article_is_found_where_it_is_now(tmp_path: Path) -> None:
    store = Store(tmp_path / "workspace.sqlite", SETTINGS)
    store.add(road())
    moved = replace(road().article, path="elsewhere/road.txt")
    assert store.get(moved) == replace(road(), article=moved)


def test_a_changed_setting_finds_nothing_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    Store(path, SETTINGS).add(road())
    other = Store(path, SETTINGS | {"min_confidence": 0.5})
    assert other.get(road().article) is None
    other.add(replace(road(), attributions=()))
    assert Store(path, SETTINGS).get(road().article) == road()


def stored(path: Path, analyses: Iterable[Analysis]) -> None:
    """A store with these analyses, closed."""
    with closing(Store(path, SETTINGS)) as store:
        for analysis in analyses:
            store.add(analysis)


def mended(path: Path, analyses: Sequence[Analysis]) -> int:
    """How many of the analyses are found as they were; the others are put in again, and all are there then."""
    with closing(Store(path, SETTINGS)) as store:
        found = [store.get(analysis.article) for analysis in analyses]
        lost = [analysis for analysis, was in zip(analyses, found, strict=True) if was is None]
        assert all(was in (None, analysis) for analysis, was in zip(analyses, found, strict=True))
        assert not any(analysis.article in store for analysis in lost)
        for analysis in lost:
            store.add(analysis)
    with closing(Store(path, SETTINGS)) as store:
        assert [store.get(analysis.article) for analysis in analyses] == list(analyses)
    return len(analyses) - len(lost)


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        ("UPDATE analyses SET data = replace(data, '\"direct\"', '\"mixed\"')", 1),
        ("UPDATE analyses SET data = replace(data, '\"confidence\": 0', '\"confidence\": 1')", 1),
        ("UPDATE analyses SET data = substr(data, 1, 40) WHERE rowid = 1", 1),
        ("UPDATE analyses SET data = x'00ff00' WHERE rowid = 1", 1),
        ("UPDATE analyses SET sum = 7 WHERE rowid = 1", 1),
        ("UPDATE analyses SET key = 'other' || key", 0),
        ("UPDATE analyses SET data = (SELECT data FROM analyses AS other WHERE other.rowid <> analyses.rowid)", 1),
        ("DELETE FROM analyses WHERE rowid = 2", 1),
        ("DROP TABLE articles", 2),
        ("DROP TABLE analyses", 0),
        ("DROP VIEW attributions", 2),
        ("CREATE TABLE of_my_own (words TEXT)", 2),
    ],
)
def test_what_was_edited_is_not_taken_and_is_mended(tmp_path: Path, edit: str, left: int) -> None:
    path = tmp_path / "workspace.sqlite"
    analyses = corpus()[:2]
    stored(path, analyses)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(edit)
    assert mended(path, analyses) == left


def test_a_damaged_file_is_made_anew_with_what_is_sound_in_it(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    analyses = [
        replace(one, article=replace(one.article, id=f"{one.article.id}-{n}")) for n in range(4) for one in corpus()
    ]
    stored(path, analyses)
    sound = path.read_bytes()
    kept = []
    for damaged in (
        sound[: len(sound) // 2],
        sound[:-5_000] + b"\0" * 5_000,
        sound[: len(sound) // 2] + b"\xff" * 4_096 + sound[len(sound) // 2 + 4_096 :],
        b"\0" * 4_096 + sound[4_096:],
        b"no database\n" * 1_000,
        b"",
    ):
        path.write_bytes(damaged)
        kept.append(mended(path, analyses))
    assert kept[1] > 0 and kept[2] > len(analyses) / 2, kept
    assert {one.name for one in tmp_path.iterdir()} == {"workspace.sqlite"}


def test_a_finished_store_is_one_file_and_can_be_asked_in_sql(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    with closing(Store(path, SETTINGS)) as store:
        store.begin()
        store.report_on(road().article)
        store.add(road())
        store.end("", 1, 0)
    assert [one.name for one in tmp_path.iterdir()] == ["workspace.sqlite"]
    with closing(sqlite3.connect(path)) as database:
        said = database.execute("SELECT content_text, speaker, role FROM attributions ORDER BY attribution").fetchall()
    own = road()
    assert said == [
        (one.content_text or None, str(one.speaker or "") or None, str(own.sources[one.source_index].role))
        for one in own.attributions
    ]


@settings(max_examples=40)
@given(st.lists(st.booleans(), max_size=12), st.lists(st.booleans(), max_size=12))
def test_resumed_keeps_the_order_whatever_was_done_or_fails(
    tmp_path_factory: pytest.TempPathFactory, done: list[bool], failing: list[bool]
) -> None:
    articles = [Article(str(number), "x" * 9_000) for number in range(len(done))]
    store = Store(tmp_path_factory.mktemp("store") / "workspace.sqlite", SETTINGS)
    for article, before in zip(articles, done, strict=True):
        if before:
            store.add(analysis_of(article, (), ()))
    bad = {str(n) for n, fails in enumerate(failing) if fails}
    asked: list[str] = []

    def analyze(some: Iterable[Article]) -> Iterator[Analysis]:
        for article in some:
            asked.append(article.id)
            if article.id not in bad:
                yield analysis_of(article, (), ())

    got = [(analysis.article.id, before) for analysis, before in resumed(articles, store, analyze)]
    expected = [(a.id, before) for a, before in zip(articles, done, strict=True) if before or a.id not in bad]
    assert got == expected
    assert asked == [a.id for a, before in zip(articles, done, strict=True) if not before]


def test_resumed_reads_no_further_than_a_batch(tmp_path: Path) -> None:
    handed_out: list[str] = []

    def articles() -> Iterator[Article]:
        for number in range(1_000):
            handed_out.append(str(number))
            yield Article(str(number), "x" * 9_000)

    store = Store(tmp_path / "workspace.sqlite", SETTINGS)
    stream = resumed(articles(), store, lambda some: (analysis_of(article, (), ()) for article in some))
    next(stream)
    assert len(handed_out) <= 3


def test_what_was_analysed_when_the_process_was_killed_is_named_at_the_next_start(tmp_path: Path) -> None:
    store = Store(tmp_path / "workspace.sqlite", SETTINGS)
    assert store.killed_at == ""
    store.at_work([Article("a", "text", path="folder/a.txt"), Article("b\n", "text")])  # and here it is killed
    again = Store(tmp_path / "workspace.sqlite", SETTINGS)
    assert again.killed_at == "folder/a.txt, b\\n"
    assert list(resumed([], again, lambda some: ())) == []
    assert Store(tmp_path / "workspace.sqlite", SETTINGS).killed_at == ""


def test_while_articles_are_analysed_the_store_names_them_and_those_that_are_done_no_more(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    store, seen = Store(path, SETTINGS), []
    articles = [Article(str(number), "x" * 9_000) for number in range(5)]

    def analyze(some: Iterable[Article]) -> Iterator[Analysis]:
        for article in some:
            seen.append(Store(path, SETTINGS, read_only=True).killed_at)
            yield analysis_of(article, (), ())

    assert len(list(resumed(articles, store, analyze))) == 5
    assert seen == ["0, 1, 2"] * 3 + ["3, 4"] * 2
    assert Store(path, SETTINGS).killed_at == ""
