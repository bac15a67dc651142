"""All checks together: their findings as a table, and how they are worded."""

import json
import re

import pytest
from asking import wanted
from checked_articles import ACCUSED

from quotes.model import Analysis
from quotes.roles.codebook import Codebook
from quotes.table.rows import frame_of
from reports.checks.checks import all_words, findings_rows, load_checks

pytestmark = pytest.mark.models


def test_findings_as_a_table(analyses: dict[str, Analysis], codebook: Codebook) -> None:
    analysis = analyses["accused"]
    findings = wanted(load_checks()).findings(analysis, codebook)
    frame = frame_of(findings_rows(analysis, findings), "findings")
    assert frame["check_name"].tolist() == [finding.check for finding in findings]
    row = frame[frame["check_name"] == "accusation-without-reply"].iloc[0]
    words = [ACCUSED[start:end] for start, end in json.loads(row["spans"])]
    assert " … ".join(words) == row["finding_text"] and "accused" in row["finding_text"]
    assert [analysis.attributions[number - 1].cue_lemma for number in json.loads(row["about"])] == ["accuse"]


def test_checks_are_questions_with_reason_and_code() -> None:
    checks = load_checks()
    for check in checks.checks:
        assert check.question.endswith("?") and check.reason.endswith(".") and check.codes
        assert all(clause.url.startswith("https://") for clause in check.codes)
    assert not re.search(r"\b(must not|violat|breach|wrongly|unethical|biased)", " ".join(all_words(checks)))
