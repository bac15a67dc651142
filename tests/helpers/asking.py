"""What a check asks of an article, for tests of checks."""

from dataclasses import replace
from pathlib import Path

from quotes.model import Analysis
from quotes.roles.codebook import Codebook
from reports.checks.checks import Checks, Finding, load_checks


def wanted(checks: Checks) -> Checks:
    """All of them, as if somebody had switched on those that are off."""
    return Checks(tuple(replace(one, on=True) for one in checks.checks))


def asked(
    analysis: Analysis, codebook: Codebook, check: str, path: Path | None = None, checks: Checks | None = None
) -> list[Finding]:
    """What a check asks."""
    return [one for one in (checks or load_checks(path)).findings(analysis, codebook) if one.check == check]


def assert_asks_and_shows_the_place(analysis: Analysis, codebook: Codebook, check: str, words: str) -> None:
    """Assert that a check asks one question of an article, with these words, and shows what of the text it is about."""
    findings = asked(analysis, codebook, check, checks=wanted(load_checks()))
    assert len(findings) == 1
    (finding,) = findings
    assert words.lower() in finding.question.lower() and finding.question.endswith("?")
    assert finding.article == analysis.article.id
    assert finding.spans and all(span.of(analysis.article.text).strip() for span in finding.spans)
    assert all(1 <= number <= len(analysis.attributions) for number in finding.attributions)
    if check != "affected-not-heard":
        about = [analysis.attributions[number - 1] for number in finding.attributions]
        assert about and any(
            span.overlaps(place)
            for one in about
            for span in finding.spans
            for place in (*one.content, *one.cue, *((one.source,) if one.source else ()))
        )


def assert_is_silent(analysis: Analysis, codebook: Codebook, check: str) -> None:
    """Assert that a check, switched on, asks nothing of an article."""
    assert asked(analysis, codebook, check, checks=wanted(load_checks())) == []
