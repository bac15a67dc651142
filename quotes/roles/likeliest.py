"""What is seen of sources and a codebook in, the likeliest role of each out, with the words that tell it.

The codebook says which role takes which capacity of the model (``role_model``). The words whose absence would change
the probability most are shown as the evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.model import Role, Span
from quotes.roles.codebook import Codebook
from quotes.roles.portrayal import Portrayal
from quotes.roles.role_model import Judgement, load_role_model
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict

MOST_PHRASES = 12
"""Phrases of a source that are tried as its evidence."""


@dataclass(frozen=True)
class Likely:
    """The two likeliest roles of a source with their probabilities, and the phrases that may have told the first."""

    seen: Portrayal
    role: str
    share: float
    runner_up: str
    second: float
    phrases: Sequence[Span]


def judged(several: Iterable[tuple[Portrayal, Span | None]]) -> list[Judgement]:
    """What the model says of each of several sources, as if the words beside it did not stand there."""
    seen = ((one.features(without), one.vector(without)) for one, without in several)
    return load_role_model().judged_together(seen)


def likeliest_roles(several: Sequence[tuple[Portrayal, Judgement]], codebook: Codebook) -> list[Role]:
    """The role of each with its evidence; the model is asked for the evidence of all together."""
    likely = [_likely(seen, judgement, codebook) for seen, judgement in several]
    without = iter(judged((one.seen, phrase) for one in likely for phrase in one.phrases))
    left = [[_shares(next(without), codebook).get(one.role, 0.0) for _ in one.phrases] for one in likely]
    return [_role(one, shares, codebook) for one, shares in zip(likely, left, strict=True)]


def role_told(verdict: Verdict, codebook: Codebook) -> str:
    """The role that a verdict tells."""
    own = verdict.rule.kind is RuleKind.CODEBOOK_WORD
    return verdict.capacity if own else codebook.role_of(verdict.capacity)


def _likely(seen: Portrayal, judgement: Judgement, codebook: Codebook) -> Likely:
    """No phrase is tried where the role needs no evidence or the codebook told it."""
    shares = sorted(_shares(judgement, codebook).items(), key=lambda item: -item[1])
    (role, share), (runner_up, second) = [*shares, ("", 0.0)][:2]
    phrases: Sequence[Span] = ()
    if role != codebook.unknown and _by_codebook(seen) is None:
        telling = [v.evidence for v in seen.verdicts if role_told(v, codebook) == role]
        phrases = _innermost([*telling, *seen.descriptions])[:MOST_PHRASES]
    return Likely(seen, role, share, runner_up, second, phrases)


def _shares(judgement: Judgement, codebook: Codebook) -> dict[str, float]:
    """The probability of each role of the codebook."""
    shares: defaultdict[str, float] = defaultdict(float)
    for capacity, share in judgement.capacities.items():
        shares[codebook.role_of(capacity)] += share
    return shares


def _by_codebook(seen: Portrayal) -> Verdict | None:
    """What the codebook itself tells of somebody called so; whoever writes one has said it."""
    return next((v for v in seen.verdicts if v.rule.kind is RuleKind.CODEBOOK_WORD), None)


def _role(one: Likely, left: Sequence[float], codebook: Codebook) -> Role:
    """The role with its evidence; ``left`` is the probability that is left of it without each of the phrases."""
    own = _by_codebook(one.seen)
    if own is not None:
        return Role(own.capacity, own.evidence, str(own.rule), 1.0, "", 1.0, own.rule.kind)
    untold = one.role == codebook.unknown
    evidence, rule = (None, Rule(RuleKind.UNTOLD)) if untold else _why(one, left, codebook)
    lead = round(one.share - one.second, 2)
    return Role(one.role, evidence, str(rule), round(one.share, 2), one.runner_up, lead, rule.kind)


def _why(one: Likely, left: Sequence[float], codebook: Codebook) -> tuple[Span, Rule]:
    """The phrase without which the role would be least likely, and what it tells."""
    itself = one.seen.shown_by
    least, span = min(zip(left, one.phrases, strict=True), key=lambda pair: pair[0], default=(1.0, itself))
    if least >= one.share:  # no phrase about it tells as much as it itself
        span = itself
    telling = [v for v in one.seen.verdicts if role_told(v, codebook) == one.role and v.evidence.overlaps(span)]
    told = next((v for v in telling if v.evidence == span), None) or next(iter(telling), None)
    if told is not None:
        return told.evidence, told.rule
    return span, Rule(RuleKind.MENTION if span == itself else RuleKind.DESCRIPTION)


def _innermost(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that have another of them inside: "Mayor", not "Mayor Tom Reed"."""
    several = dict.fromkeys(spans)
    return [span for span in several if not any(span != other and span.contains(other) for other in several)]
