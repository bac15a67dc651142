"""Finished analyses come back as they were, for the same article and settings and no others."""

from collections.abc import Iterable, Iterator
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
    st.none() | st.builds(Role, text, st.none() | spans, text, share),
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
    path = tmp_path_factory.mktemp("store") / "resume.jsonl"
    store = Store(path, SETTINGS)
    assert store.get(analysis.article) is None
    store.add(analysis)
    assert store.get(analysis.article) == analysis
    assert Store(path, SETTINGS).get(analysis.article) == analysis


@pytest.mark.parametrize("field", ["id", "text", "title", "date", "outlet", "author", "section", "url", "path"])
def test_a_changed_article_is_not_found(tmp_path: Path, field: str) -> None:
    store = Store(tmp_path / "resume.jsonl", SETTINGS)
    store.add(road())
    changed = replace(road().article, **{field: "changed"})
    assert store.get(road().article) == road()
    assert store.get(changed) is None
    assert store.get(replace(road().article, metadata={"desk": "city"})) is None


def test_a_changed_setting_finds_nothing_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "resume.jsonl"
    Store(path, SETTINGS).add(road())
    other = Store(path, SETTINGS | {"min_confidence": 0.5})
    assert other.get(road().article) is None
    other.add(replace(road(), attributions=()))
    assert Store(path, SETTINGS).get(road().article) == road()


def test_a_line_that_was_cut_off_or_spoilt_counts_as_not_there(tmp_path: Path) -> None:
    path = tmp_path / "resume.jsonl"
    store = Store(path, SETTINGS)
    first, second, third = corpus()[:3]
    for analysis in (first, second):
        store.add(analysis)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0].replace(b'"cue"', b'"c\xffe"') + lines[1][:-40])
    again = Store(path, SETTINGS)
    assert again.get(first.article) is None and again.get(second.article) is None
    again.add(third)
    again.add(first)
    once_more = Store(path, SETTINGS)
    assert once_more.get(third.article) == third
    assert once_more.get(first.article) == first
    assert once_more.get(second.article) is None


@settings(max_examples=40)
@given(st.lists(st.booleans(), max_size=12), st.lists(st.booleans(), max_size=12))
def test_resumed_keeps_the_order_whatever_was_done_or_fails(
    tmp_path_factory: pytest.TempPathFactory, done: list[bool], failing: list[bool]
) -> None:
    articles = [Article(str(number), "x" * 9_000) for number in range(len(done))]
    store = Store(tmp_path_factory.mktemp("store") / "resume.jsonl", SETTINGS)
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

    store = Store(tmp_path / "resume.jsonl", SETTINGS)
    stream = resumed(articles(), store, lambda some: (analysis_of(article, (), ()) for article in some))
    next(stream)
    assert len(handed_out) <= 3


def test_a_damaged_line_is_mended_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "resume.jsonl"
    first, second = corpus()[:2]
    store = Store(path, SETTINGS)
    store.add(first)
    store.add(second)
    sound = path.read_bytes()
    edits = [
        sound.replace(b'"direct"', b'"mixed"', 1),
        sound.replace(b'"confidence": 0', b'"confidence": 1', 1),
        sound.replace(b'"cue"', b'"\0\0\0"', 1),
        sound.replace(b'"attributions": [', b'"attributions": ' + b"[" * 50_000, 1),
        sound.replace(b'"attributions": [', b'"attributions": [null, ', 1),
        b"".join(reversed(sound.splitlines(keepends=True))).replace(b'"key": "', b'"key": "0', 1),
    ]
    for edited in edits:
        assert edited != sound
        path.write_bytes(edited)
        again = Store(path, SETTINGS)
        for analysis in (first, second):
            if again.get(analysis.article) is None:
                assert analysis.article not in again
                again.add(analysis)
        once_more = Store(path, SETTINGS)
        assert [once_more.get(analysis.article) for analysis in (first, second)] == [first, second]


def test_lines_swapped_between_articles_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "resume.jsonl"
    first, second = corpus()[:2]
    store = Store(path, SETTINGS)
    store.add(first)
    store.add(second)
    one, two = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(one[:74] + two[74:] + two[:74] + one[74:])
    again = Store(path, SETTINGS)
    assert again.get(first.article) is None and again.get(second.article) is None


def test_what_was_analysed_when_the_process_was_killed_is_named_at_the_next_start(tmp_path: Path) -> None:
    store = Store(tmp_path / "resume.jsonl", SETTINGS)
    assert store.killed_at == ""
    working = store.at_work([Article("a", "text", path="folder/a.txt"), Article("b\n", "text")])
    working.__enter__()  # and here it is killed
    again = Store(tmp_path / "resume.jsonl", SETTINGS)
    assert again.killed_at == "folder/a.txt, b\\n"
    with again.at_work([Article("c", "text")]):
        pass
    assert Store(tmp_path / "resume.jsonl", SETTINGS).killed_at == ""
