"""The table that a person reads: an attitude does not look like a statement, and how sure it is stands beside it."""

from dataclasses import replace

import pytest
from report_samples import road

from quotes.cli.printing import print_analyses


@pytest.mark.parametrize("width", [80, 119, 120, 200])
def test_act_and_confidence_are_shown_at_any_width(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    whole = road()
    acts = {"speech": 0.834, "belief": 0.996, "attitude": 0.0}
    pairs = zip(whole.attributions, acts.items(), strict=False)
    few = tuple(replace(one, act=act, confidence=sure) for one, (act, sure) in pairs)
    print_analyses([replace(whole, attributions=few)], "table")
    lines = capsys.readouterr().out.splitlines()
    for number, (act, sure) in enumerate((("speech", "0.83"), ("belief", "1.00"), ("attitude", "0.00")), start=1):
        (row,) = [line for line in lines if line.lstrip("│ ").startswith((f"{number}. ", f"{number} "))]
        assert act in row.split() and sure in row.split()
    assert max(map(len, lines)) <= width
