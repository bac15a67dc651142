"""Progress: a time left that is never silly, a bar on a terminal, plain lines elsewhere, standard output untouched."""

import os
import pty
import threading
import time
from collections.abc import Iterator

import pytest
from rich.console import Console

from quotes.cli.progress import Pace, Tracker, progress_line, spoken


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def batch(pace: Pace, clock: Clock, wait: float, size: int) -> list[float | None]:
    """A batch comes after ``wait`` seconds; returns what is said to be left after each of its items."""
    said = []
    for number in range(size):
        pace.asked()
        clock.now += 0.0 if number else wait
        pace.came()
        said.append(pace.seconds_left())
    return said


def test_nothing_is_said_before_a_batch_is_out() -> None:
    clock = Clock()
    pace = Pace(90, clock)
    assert batch(pace, clock, 10.0, 9) == [None] * 9


def test_the_estimate_goes_by_whole_batches_and_runs_down() -> None:
    clock = Clock()
    pace = Pace(90, clock)
    batch(pace, clock, 10.0, 9)
    pace.asked()
    clock.now += 1.0
    assert pace.seconds_left() == pytest.approx(90 - 1)
    clock.now += 9.0
    pace.came()
    assert pace.seconds_left() == pytest.approx(80)
    assert batch(pace, clock, 0.0, 8) == pytest.approx([80] * 8)


def test_what_was_done_before_makes_nothing_look_fast() -> None:
    clock = Clock()
    pace = Pace(120, clock)
    for _ in range(100):
        pace.asked()
        clock.now += 0.01
        pace.came(free=True)
    batch(pace, clock, 10.0, 10)
    pace.asked()
    clock.now += 2.0
    assert pace.seconds_left() == pytest.approx(10 - 2)


def test_loading_the_model_is_no_work_on_articles() -> None:
    clock = Clock()
    pace = Pace(20, clock)
    pace.asked()
    clock.now += 8.0
    pace.set_out()
    clock.now += 5.0
    pace.came()
    batch(pace, clock, 0.0, 4)
    pace.asked()
    clock.now += 1.0
    assert pace.seconds_left() == pytest.approx(15 - 1)


def test_what_is_left_out_is_not_waited_for() -> None:
    clock = Clock()
    pace = Pace(20, clock)
    for _ in range(5):
        pace.lost()
    batch(pace, clock, 10.0, 5)
    pace.asked()
    clock.now += 1.0
    assert pace.seconds_left() == pytest.approx(20 - 1)


def test_without_a_total_there_is_no_estimate() -> None:
    clock = Clock()
    pace = Pace(None, clock)
    batch(pace, clock, 10.0, 5)
    assert batch(pace, clock, 10.0, 5) == [None] * 5


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "0 s"), (99, "99 s"), (600, "10 min"), (7200, "2.0 h")])
def test_times_as_one_says_them(seconds: float, words: str) -> None:
    assert spoken(seconds) == words


def test_where_files_hold_more_articles_than_were_counted_nothing_is_foretold() -> None:
    assert progress_line(9, 24, 26.0) == "9 of 24 articles done, about 26 s left"
    assert progress_line(25, 24, 0.0) == "25 articles done"


def slow(batches: int, size: int, pause: float) -> Iterator[str]:
    for number in range(batches):
        time.sleep(pause)
        yield from (f"{number}-{i}" for i in range(size))


def test_plain_lines_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quotes.cli.progress.LINE_EVERY", 0.0)
    monkeypatch.setattr("quotes.cli.progress.WAITED", 0.05)
    items = list(Tracker(9, Console(stderr=True)).follow(slow(3, 3, 0.1)))
    assert len(items) == 9
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.partition(",")[0] for line in said.err.splitlines()] == [
        "3 of 9 articles done",
        "6 of 9 articles done",
    ]
    assert "\x1b" not in said.err


def test_a_bar_on_a_terminal_and_standard_output_stays_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quotes.cli.progress.WAITED", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    main, side = pty.openpty()
    shown: list[bytes] = []

    def read() -> None:
        with os.fdopen(main, "rb", buffering=0) as terminal:
            try:
                while data := terminal.read(4096):
                    shown.append(data)
            except OSError:  # what Linux says when the other side is closed
                pass

    reader = threading.Thread(target=read)
    reader.start()
    with os.fdopen(side, "w") as terminal:
        console = Console(file=terminal, width=80)
        assert console.is_terminal
        for item in Tracker(9, console).follow(slow(3, 3, 0.8)):
            print(item)
    reader.join(10)
    bar = b"".join(shown).decode()
    assert "6/9" in bar and "9/9" in bar
    assert "s left" in bar
    assert "0-0" not in bar
    assert capsys.readouterr().out.splitlines() == [f"{b}-{i}" for b in range(3) for i in range(3)]
