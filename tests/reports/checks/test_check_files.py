"""A file of one's own changes the checks; what is wrong with it is told in one line."""

import re
from pathlib import Path

import pytest
from asking import asked

from quotes.model import Analysis
from quotes.roles.codebook import Codebook
from reports.checks.check_files import ChecksError
from reports.checks.checks import load_checks
from reports.checks.reading import Settings

pytestmark = pytest.mark.models


def test_a_file_of_ones_own_changes_thresholds_and_switches_off(
    analyses: dict[str, Analysis], codebook: Codebook, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[check.single-source]\non = false\n[check.one-source-over-half]\non = true\nlargest_share = 0.99\n"
        '[check.officials-only]\nroles = ["witness"]\n'
        '[check.anonymous-without-reason]\nquestion = "Who is %(speaker)s?"\n',
        encoding="utf-8",
    )
    assert asked(analyses["single"], codebook, "single-source", own) == []
    assert asked(analyses["mostly"], codebook, "one-source-over-half", own) == []
    assert asked(analyses["officials"], codebook, "officials-only", own) == []
    (finding,) = asked(analyses["anonymous"], codebook, "anonymous-without-reason", own)
    assert finding.question == "Who is a person familiar with the talks?"


def test_a_word_list_may_be_an_array_or_one_text(tmp_path: Path) -> None:
    asked_of = []
    for people in ('["Keepers", "beekeepers of the valley"]', '"keepers,\\nbeekeepers of the valley"'):
        own = tmp_path / "own.toml"
        own.write_text(f"[check.affected-not-heard]\npeople = {people}\n", encoding="utf-8")
        (check,) = (c for c in load_checks(own).checks if c.name == "affected-not-heard")
        asked_of.append(Settings(check.settings).words("people"))
    assert asked_of == [{"keepers", "beekeepers of the valley"}] * 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[check.one-source]\non = false\n", "no check “one-source”; there are single-source"),
        ("[check.single-source]\nfewest = 3\n", "no key “fewest”; there are"),
        ('[check.single-source]\nfewest_words = "many"\n', "fewest_words should be like 300"),
        ("[check.single-source]\non = 1\n", "on should be like False"),
        ("[check.affected-not-heard]\npeople = [1]\n", "people should be like"),
        ('[check.single-source]\nquestion = "Why %(who)s?"\n', "can hold speaker, not who"),
        ('[check.single-source]\nquestion = "100% of it?"\n', "percent sign"),
        ("on = false\n", "only tables"),
        ('[lists]\ncounting = ["two"]\n', "no list “counting”; there are"),
        ("[lists]\ncounted = [1]\n", "counted should be a list of words"),
        ('[check.bare-label]\ncounted = { list = "number" }\n', "no list 'number'; there are"),
        ('[check.bare-label]\ncounted = { list = "counted", and = [] }\n', 'like { list = "counted", also'),
        ("[check.single-source\n", "not TOML"),
    ],
)
def test_a_malformed_file_is_one_line_that_names_it(tmp_path: Path, content: str, words: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ChecksError, match=re.escape(words)) as caught:
        load_checks(own)
    assert str(own) in str(caught.value) and "\n" not in str(caught.value)


def test_a_list_goes_for_all_checks_that_refer_to_it(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[lists]\ncounted = "dozens of"\npolls = ["ballot"]\n'
        '[check.unnamed-attack]\ncounted = ["some"]\n'
        '[check.single-source]\npolls = { list = "polls", also = ["count"] }\n',
        encoding="utf-8",
    )
    counted, polls = (
        {
            name: Settings(check.settings).words(key)
            for name, check in load_checks(own).by_name.items()
            if key in check.settings
        }
        for key in ("counted", "polls")
    )
    assert counted == {
        "anonymous-without-reason": {"dozens of"},
        "unnamed-attack": {"some"},
        "bare-label": {"dozens of", "most"},
    }
    assert polls["single-source"] == {"ballot", "count"} and polls["documents-only"] == {"ballot"}
