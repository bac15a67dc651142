"""Sources and a codebook in, sources with roles out: each with the words that decided it, the rule, a confidence.

What the article tells of a source (``evidence``) is put before a trained model (``role_model``) as it sees it
(``portrayal``); ``likeliest`` makes roles of what it says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotes.document import Document
from quotes.lexicon.lists import LISTS
from quotes.model import Attribution, Role, Source, SourceKind
from quotes.roles.codebook import Codebook
from quotes.roles.evidence import Evidence
from quotes.roles.likeliest import judged, likeliest_roles, role_told
from quotes.roles.plugin_rules import surest
from quotes.roles.portrayal import Portrayal, WordViews, portray, portray_here
from quotes.roles.role_model import Judgement
from quotes.roles.rules import Rule, RuleKind

TYPES_RIGHT = 0.87
"""Share of types of sources that were right, of 60 sources read for docs/roles.md."""
EVEN = 0.5
"""Probability from which a source is taken to be named, or to be a text."""


def assign_roles(
    document: Document, attributions: Sequence[Attribution], sources: Sequence[Source], codebook: Codebook
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """The sources, each with its ``role``, and the attributions, with one where somebody speaks in another role there.

    Whether a source is ``named``, and whether a body or a text, is decided anew, by all that is seen of it.
    The role of a source is ``codebook.unknown`` where nothing in the article tells. The document must have its vectors.
    """
    evidence = Evidence(document, attributions, sources, codebook)
    seen = list(portrayals(evidence)) if sources else []
    judgements = judged((one, None) for one in seen)
    found = [_as_judged(source, judgement) for source, judgement in zip(sources, judgements, strict=True)]
    by_type = [_by_type(source, codebook) for source in found]
    both = zip(seen, judgements, strict=True)
    by_model = iter(likeliest_roles([one for one, role in zip(both, by_type, strict=True) if role is None], codebook))
    likeliest = [role or next(by_model) for role in by_type]
    roles = [surest(role, source, document, codebook) for role, source in zip(likeliest, found, strict=True)]
    own = _own_roles(evidence, seen, roles, codebook)
    return (
        tuple(replace(source, role=role) for source, role in zip(found, roles, strict=True)),
        tuple(replace(one, own_role=own.get(number)) for number, one in enumerate(attributions)),
    )


def portrayals(evidence: Evidence) -> Iterator[Portrayal]:
    """For each source in turn what its article shows of it."""
    views = WordViews(evidence.document)
    for position, source in enumerate(evidence.sources):
        yield portray(views, source, evidence.spoken[position], evidence.of(position), evidence.field)


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


def _by_type(source: Source, codebook: Codebook) -> Role | None:
    """The role of a source in a codebook of types."""
    name = codebook.by_type.get(source.source_type)
    if name is None:
        return None
    rule = Rule(RuleKind.SOURCE_TYPE)
    return Role(name, source.mentions[0], str(rule), TYPES_RIGHT, "", TYPES_RIGHT, rule.kind)


def _own_roles(
    evidence: Evidence, seen: Sequence[Portrayal], roles: Sequence[Role], codebook: Codebook
) -> Mapping[int, Role]:
    """By the number of an attribution the role in which its source speaks there, where its words tell another."""
    told = []
    for number, one in enumerate(evidence.attributions):
        if one.source is None or one.source_index is None:
            continue
        usual = roles[one.source_index]
        verdict = evidence.here(one) if usual.rule_kind != RuleKind.SOURCE_TYPE else None
        if verdict is not None:
            told.append((number, usual.name, verdict, portray_here(seen[one.source_index], verdict, one.source)))
    here = [shown for *_, shown in told]
    found = likeliest_roles(list(zip(here, judged((one, None) for one in here), strict=True)), codebook)
    return {
        number: replace(
            role, evidence=verdict.evidence, rule=str(verdict.rule), rule_kind=verdict.rule.kind, runner_up=usual
        )
        for (number, usual, verdict, _), role in zip(told, found, strict=True)
        if role.name not in (usual, codebook.unknown) and role.name == role_told(verdict, codebook)
    }
