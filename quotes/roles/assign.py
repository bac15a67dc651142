"""Sources and a codebook in, sources with roles out: each with the words that decided it, the rule, a confidence.

What the article tells of a source (``evidence``) is put before a trained model (``role_model``), and the codebook says
which role takes which capacity. The words whose absence would change the probability most are shown as the evidence.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotes.document import Document
from quotes.lexicon.lists import LISTS
from quotes.model import Attribution, Role, Source, SourceKind, Span
from quotes.roles.codebook import Codebook
from quotes.roles.evidence import Evidence
from quotes.roles.plugin_rules import surest
from quotes.roles.portrayal import Portrayal, WordViews, portray, portray_here
from quotes.roles.role_model import Judgement, RoleModel, load_role_model
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict

TYPES_RIGHT = 0.87
"""Share of types of sources that were right, of 60 sources read for docs/roles.md."""
EVEN = 0.5
"""Probability from which a source is taken to be named, or to be a text."""
MOST_PHRASES = 12
"""Phrases of a source that are tried as its evidence."""


def assign_roles(
    document: Document,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    codebook: Codebook,
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """The sources, each with its ``role``, and the attributions, with one where somebody speaks in another role there.

    Whether a source is ``named``, and whether a body or a text, is decided anew, by all that is seen of it.
    The role of a source is ``codebook.unknown`` where nothing in the article tells. The document must have its vectors.
    """
    decider = _RoleDecider(document, attributions, sources, codebook)
    roles = decider.roles()
    own = decider.here(attributions, roles)
    found = tuple(
        one if one.source_index is None else replace(one, own_role=own.get(number))
        for number, one in enumerate(attributions)
    )
    return tuple(replace(source, role=role) for source, role in zip(decider.sources, roles, strict=True)), found


def portrayals(evidence: Evidence) -> Iterator[Portrayal]:
    """For each source in turn what its article shows of it."""
    words = WordViews(evidence.document)
    for position, source in enumerate(evidence.sources):
        yield portray(words, source, evidence.spoken[position], evidence.of(position), evidence.field)


def _as_judged(source: Source, judgement: Judgement) -> Source:
    """A body or a text, and named or not, as the model has it; a person who has a name is named.

    Of persons without, the model finds pairs and names not told from their titles; "Q" names nobody. "A charity" has no
    name, whatever the model makes of it.
    """
    words = source.speaker.split()
    presented = bool(words) and words[0] in LISTS.grammar.presenting and source.speaker.islower()
    is_named = judgement.named >= EVEN and not (presented and source.kind == "group")
    if source.kind == "person":
        return replace(source, named=source.named or (is_named and len(source.speaker) > 1))
    kind: SourceKind = "document" if judgement.capacities["document"] >= EVEN else "group"
    return replace(source, kind=kind, named=is_named)


class _RoleDecider:
    """What deciding the roles of one article needs to know."""

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
        codebook: Codebook,
        model: RoleModel | None = None,
    ) -> None:
        self._document = document
        self._codebook = codebook
        self._model = model or load_role_model()
        self._evidence = Evidence(document, attributions, sources, codebook)
        self._portrayals = list(portrayals(self._evidence)) if sources else []
        self._judgements = self._model.judged_together([(seen.features(), seen.vector()) for seen in self._portrayals])
        judged = zip(sources, self._judgements, strict=True)
        self.sources = [_as_judged(source, judgement) for source, judgement in judged]

    def roles(self) -> list[Role]:
        """The role of each source: the likeliest, or that of a surer plugin."""
        own = [self._of_type(source) for source in self.sources]
        judged = zip(self._portrayals, self._judgements, strict=True)
        decided = iter(self._decided([one for one, role in zip(judged, own, strict=True) if role is None]))
        return [
            surest(next(decided) if role is None else role, source, self._document, self._codebook)
            for role, source in zip(own, self.sources, strict=True)
        ]

    def _of_type(self, source: Source) -> Role | None:
        """The role of a source in a codebook of types."""
        name = self._codebook.by_type.get(source.source_type)
        if name is None:
            return None
        rule = Rule(RuleKind.SOURCE_TYPE)
        return Role(name, source.mentions[0], str(rule), TYPES_RIGHT, "", TYPES_RIGHT, rule.kind)

    def here(self, attributions: Sequence[Attribution], roles: Sequence[Role]) -> dict[int, Role]:
        """By the number of an attribution the role in which its source speaks there, where its words tell another."""
        told = []
        for number, one in enumerate(attributions):
            if one.source is None or one.source_index is None:
                continue
            usual = roles[one.source_index]
            verdict = self._evidence.here(one) if usual.rule_kind != RuleKind.SOURCE_TYPE else None
            if verdict is not None:
                seen = portray_here(self._portrayals[one.source_index], verdict, one.source)
                told.append((number, usual, verdict, seen))
        judgements = self._model.judged_together((seen.features(), seen.vector()) for *_, seen in told)
        decided = self._decided([(seen, one) for (*_, seen), one in zip(told, judgements, strict=True)])
        return {
            number: replace(
                role,
                evidence=verdict.evidence,
                rule=str(verdict.rule),
                rule_kind=verdict.rule.kind,
                runner_up=usual.name,
            )
            for (number, usual, verdict, _), role in zip(told, decided, strict=True)
            if role.name not in (usual.name, self._codebook.unknown) and role.name == self._name(verdict)
        }

    def _decided(self, judged: Sequence[tuple[Portrayal, Judgement]]) -> list[Role]:
        """The roles of what was judged, each with its evidence; what to show is asked for all of them together."""
        shares = [self._shares(judgement) for _, judgement in judged]
        ranked = [[*sorted(each.items(), key=lambda item: -item[1]), ("", 0.0)][:2] for each in shares]
        phrases = [self._phrases(seen, first[0]) for (seen, _), (first, _) in zip(judged, ranked, strict=True)]
        without = iter(
            self._model.judged_together(
                (seen.features(phrase), seen.vector(phrase))
                for (seen, _), tried in zip(judged, phrases, strict=True)
                for phrase in tried
            )
        )
        found = []
        for (seen, _), tried, ((name, share), (other, second)) in zip(judged, phrases, ranked, strict=True):
            left = {phrase: self._shares(next(without)).get(name, 0.0) for phrase in tried}
            own = self._of_codebook(seen)
            if own is not None:  # whoever writes a codebook has said it
                found.append(Role(own.capacity, own.evidence, str(own.rule), 1.0, "", 1.0, own.rule.kind))
                continue
            untold = name == self._codebook.unknown
            evidence, rule = (None, Rule(RuleKind.UNTOLD)) if untold else self._why(seen, name, share, left)
            found.append(Role(name, evidence, str(rule), round(share, 2), other, round(share - second, 2), rule.kind))
        return found

    def _of_codebook(self, seen: Portrayal) -> Verdict | None:
        """What the codebook itself tells of somebody called so."""
        return next((v for v in seen.verdicts if v.rule.kind is RuleKind.CODEBOOK_WORD), None)

    def _phrases(self, seen: Portrayal, name: str) -> Sequence[Span]:
        """The phrases that may have told a role; none where the role needs no evidence or the codebook told it."""
        if name == self._codebook.unknown or self._of_codebook(seen) is not None:
            return ()
        telling = [v.evidence for v in seen.verdicts if self._name(v) == name]
        return _innermost([*telling, *seen.descriptions])[:MOST_PHRASES]

    def _shares(self, judgement: Judgement) -> dict[str, float]:
        """The probability of each role of the codebook."""
        shares: defaultdict[str, float] = defaultdict(float)
        for capacity, share in judgement.capacities.items():
            shares[self._codebook.role_of(capacity)] += share
        return dict(shares)

    def _why(self, seen: Portrayal, name: str, whole: float, share: Mapping[Span, float]) -> tuple[Span, Rule]:
        """The phrase without which the role would be least likely, and what it tells.

        ``whole`` is the probability of the role, ``share`` what is left of it without each phrase.
        """
        telling = [v for v in seen.verdicts if self._name(v) == name]
        span = min(share, key=lambda phrase: share[phrase], default=seen.introduced)
        if share.get(span, 1.0) >= whole:  # no phrase about it tells as much as it itself
            span = seen.introduced
        told = next((v for v in telling if v.evidence == span), None) or next(
            (v for v in telling if v.evidence.overlaps(span)), None
        )
        if told is not None:
            return told.evidence, told.rule
        return span, Rule(RuleKind.MENTION if span == seen.introduced else RuleKind.DESCRIPTION)

    def _name(self, verdict: Verdict) -> str:
        own = verdict.rule.kind is RuleKind.CODEBOOK_WORD
        return verdict.capacity if own else self._codebook.role_of(verdict.capacity)


def _innermost(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that have another of them inside: "Mayor", not "Mayor Tom Reed"."""
    several = dict.fromkeys(spans)
    return [span for span in several if not any(span != other and span.contains(other) for other in several)]
