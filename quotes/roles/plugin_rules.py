"""The role of a source in, the one that rules of plugins tell where they are surer out.

The role model has learned nothing about them. So whoever brings a rule states how many of its answers are right, and
that share stands against the confidence of our own decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from quotes.document import Document
from quotes.model import Role, Source, Span
from quotes.plugins import check_share, registered
from quotes.roles.codebook import Codebook
from quotes.roles.plugin_codebooks import RoleExample


@dataclass(frozen=True, slots=True)
class Told:
    """What some words tell of a source: ``role`` is one of the codebook, or one of its ``CAPACITIES``."""

    role: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class PluginRoleRule:
    """A rule of a plugin: a source and its article in, the roles that it tells out.

    ``right`` is the share of its answers that are right, above 0 up to 1, counted on articles that it was not written
    for; it becomes their confidence. ``example`` goes by the default codebook.
    """

    name: str
    tell: Callable[[Source, Document], Iterable[Told]]
    right: float
    example: RoleExample

    def __post_init__(self) -> None:
        check_share(self.name, self.right)


def surest(role: Role, source: Source, document: Document, codebook: Codebook) -> Role:
    """``role``, or that of the plugin's rule which is right more often than ``role`` has confidence."""
    for one in registered("add_role_rules", PluginRoleRule):
        rule = one.thing
        surer = round(rule.right - role.confidence, 2)
        for told in one.all_of(partial(rule.tell, source, document)) if surer > 0 else ():
            name = told.role if told.role in codebook.by_name else codebook.role_of(told.role)
            if name == role.name:
                role = replace(role, evidence=told.evidence, rule=rule.name, confidence=rule.right, rule_kind=rule.name)
            elif name != codebook.unknown:
                runner_up = role.name if role.evidence is not None else ""
                role = Role(name, told.evidence, rule.name, rule.right, runner_up, surer, rule.name)
            else:
                continue
            break
    return role
