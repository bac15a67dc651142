"""An article, its gold standard where it has one, and the tool's analysis in, the key of the article out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.evaluate import GoldAttribution, marked, paired, read_corpus_gold
from quotes.lesson.lesson import KEPT, KeyArticle, KeyStatement, numbered
from quotes.lesson.reasons import Reason, read_reasons, rule_behind, rule_sentence
from quotes.lexicon.lists import LISTS
from quotes.messages import single_spaced
from quotes.model import Analysis, Article, Attribution
from quotes.review.corrections import Reading, quoted_at, reading_of
from quotes.review.doubts import CLOSE, SURE
from quotes.roles.codebook import Codebook

GOLD = "gold"
"""The folder beside that of the articles in which their gold standard lies."""


@dataclass(frozen=True, slots=True)
class ArticleGold:
    """The gold standard of one article: what is said in it, and why its sources have their roles, by speaker."""

    attributions: tuple[GoldAttribution, ...]
    reasons: Mapping[str, Reason]


def gold_of(articles: Iterable[Article]) -> dict[str, ArticleGold]:
    """The gold standards that lie beside articles, by the articles' identifiers; raises ReadError for a broken one."""
    read: dict[Path, Mapping[str, tuple[GoldAttribution, ...]]] = {}
    found = {}
    for article in articles:
        path = Path(article.path)
        folder = path.resolve().parent.parent / GOLD
        file = folder / f"{path.stem}.json"
        if article.path and file.is_file():
            if folder not in read:
                read[folder] = read_corpus_gold(folder)
            if path.stem in read[folder]:
                found[article.id] = ArticleGold(read[folder][path.stem], read_reasons(file))
    return found


def key_of(
    article: Article, codebook: Codebook, gold: ArticleGold | None, analysis: Analysis | None = None
) -> KeyArticle:
    """The key of ``article``: from ``gold``, or, where that is ``None``, from ``analysis``.

    Where both are there, the analysis adds the words that decide a role, and what it reads otherwise is worth a
    discussion: a class sees where a program goes wrong.
    """
    article = Article(**{name: getattr(article, name) for name in KEPT})
    if gold is None:
        found = analysis.attributions if analysis else ()
        statements = [_from_tool(article, attribution, codebook) for attribution in found]
        return KeyArticle(article, _finished(statements, codebook), "tool")
    paired = _paired(gold.attributions, analysis)
    statements = [
        _from_gold(article, one, gold.reasons.get(one.speaker), paired[number], codebook)
        for number, one in enumerate(gold.attributions)
    ]
    return KeyArticle(article, _finished(statements, codebook), "gold")


def why(one: KeyStatement, codebook: Codebook) -> str:
    """The reason for a role in sentences that a student understands: the words that decide, the codebook's rule."""
    role = codebook.by_name.get(one.reading.role)
    return f"{_deciding(one)} {rule_sentence(one.rule, role, codebook)}" if role else ""


def _deciding(one: KeyStatement) -> str:
    if one.evidence:
        return f"{_sentence([_said(one.evidence)])} decide{'' if ' ' in one.evidence else 's'}."
    called = max(one.names, key=len, default=one.reading.speaker)
    return f"The article calls this source “{called}”." if called else "The article does not say whose words these are."


def _said(words: str) -> str:
    return f"the word{'s' if ' ' in words else ''} “{words}”"


def _from_tool(article: Article, attribution: Attribution, codebook: Codebook) -> KeyStatement:
    reading = reading_of(attribution, article)
    reading = replace(reading, role=reading.role or codebook.unknown)
    role = attribution.role
    close = role.runner_up if role and role.margin < CLOSE else ""
    evidence = single_spaced(attribution.evidence_text)
    doubts = []
    if close and role:
        doubts.append(f"both {_label(role.name, codebook)} and {_label(close, codebook)} can be argued for")
    elif role and role.runner_up and role.confidence < SURE:
        sides = f"{_label(role.name, codebook)} or {_label(role.runner_up, codebook)}"
        doubts.append(f"the program is not sure whether this is {sides}")
    if attribution.confidence < SURE:
        doubts.append(
            "the program is not sure whether these words, and just these, are what somebody says, or the reporter’s own"
        )
    if attribution.speaker is None:
        doubts.append("nobody is named as its source")
    rule = rule_behind(role.rule_kind) if role else ""
    return KeyStatement(0, reading, (), close, evidence, discuss=_sentence(doubts), rule=rule)


def _from_gold(
    article: Article, one: GoldAttribution, reason: Reason | None, found: Attribution | None, codebook: Codebook
) -> KeyStatement:
    read = found.role if found is not None else None
    role = _role_in(codebook, one.role) or (read.name if read else codebook.unknown)
    reading = Reading(
        content=tuple(quoted_at(article.text, span) for span in one.content),
        cue=tuple(quoted_at(article.text, span) for span in one.cue),
        source=() if one.source is None else (quoted_at(article.text, one.source),),
        speaker=one.speaker,
        role=role,
        named=one.named if one.source is not None else None,
        kind=one.kind,  # type: ignore[arg-type]
    )
    statement = KeyStatement(0, reading)
    words = single_spaced(found.evidence_text) if found is not None else ""
    if reason is not None:
        second = _role_in(codebook, reason.second_role)
        # A codebook that puts both roles into one leaves nothing to argue about.
        argued = role == one.role and second == reason.second_role
        statement = replace(
            statement,
            second_role=second if argued else "",
            evidence=reason.evidence,
            rule=reason.rule,
            discuss=reason.discuss if argued else "",
        )
    elif read is not None and read.name == role:
        statement = replace(statement, evidence=words, rule=rule_behind(read.rule_kind))
    if read is not None and read.name != role:
        by = f", by {_said(words)}" if words else ""
        theirs = f"a program has {_label(read.name, codebook)}{by}"
        told = f"The key has {_label(role, codebook)}, {theirs}: who is right, and why?"
        if statement.discuss and read.name == statement.second_role:
            told = f"{_sentence([theirs])}."
        statement = replace(statement, discuss=f"{statement.discuss} {told}".strip())
    return statement


def _role_in(codebook: Codebook, role: str) -> str:
    """The role of ``codebook`` that a gold standard's role belongs to; empty where it asks for something else."""
    return role if role in codebook.by_name else codebook.by_capacity.get(role, "")


def _paired(gold: Sequence[GoldAttribution], analysis: Analysis | None) -> list[Attribution | None]:
    if analysis is None:
        return [None] * len(gold)
    pairs = paired(gold, marked(analysis))
    return [analysis.attributions[pairs[number]] if number in pairs else None for number in range(len(gold))]


def _finished(statements: Sequence[KeyStatement], codebook: Codebook) -> tuple[KeyStatement, ...]:
    return numbered([replace(one, why=why(one, codebook)) for one in _with_names(statements)])


def _with_names(statements: Sequence[KeyStatement]) -> list[KeyStatement]:
    """Each statement with the words that name its source anywhere in the article, pronouns left out."""
    grammar = LISTS.grammar
    pronouns = grammar.third_person | grammar.possessive | grammar.relative | grammar.first_person
    names: dict[str, dict[str, None]] = {}
    for one in statements:
        own = names.setdefault(one.reading.speaker, {})
        for place in one.reading.source:
            words = single_spaced(place.words).rstrip(",")
            if words.lower() not in pronouns:
                own[words] = None
    return [
        replace(one, names=tuple(name for name in names[speaker] if name.casefold() != speaker.casefold()))
        if (speaker := one.reading.speaker)
        else one
        for one in statements
    ]


def _label(role: str, codebook: Codebook) -> str:
    known = codebook.by_name.get(role)
    return f"“{known.label}”" if known else f"“{role}”"


def _sentence(parts: Sequence[str]) -> str:
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]
