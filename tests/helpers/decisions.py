"""What a person decides on a statement of an analysis, as the review page keeps it."""

from dataclasses import replace

from quotes.model import Analysis
from quotes.review.corrections import Action, Decision, digest_of, main_places, reading_of, subject_of

KIM = {"who": "Kim", "when": "2026-01-02T03:04:05.000Z"}


def decision(analysis: Analysis, position: int, action: Action, **more: object) -> Decision:
    """Kim's on the statement at ``position``; ``role`` is short for a change of that."""
    reading = reading_of(analysis.attributions[position], analysis.article)
    digest = digest_of(analysis.article.text)
    values = KIM | {"id": f"{action}-{position}", "found": reading} | more
    if "role" in values:
        values["decided"] = replace(reading, role=str(values.pop("role")))
        values["fields"] = ("role",)
    subject = subject_of(digest, main_places(reading))
    return Decision(subject=subject, action=action, article=analysis.article.id, digest=digest, **values)


def change(analysis: Analysis, position: int, *fields: str, reach: str = "statement", **values: object) -> Decision:
    """That a statement is otherwise, in ``fields`` or in those that ``values`` name."""
    decided = replace(reading_of(analysis.attributions[position], analysis.article), **values)  # type: ignore[arg-type]
    return decision(analysis, position, "change", decided=decided, fields=fields or tuple(values), reach=reach)
