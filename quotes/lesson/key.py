"""An article, its gold standard where it has one, and the tool's analysis in, the key of the article out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quotes.evaluate import GoldAttribution, marked, paired, read_corpus_gold
from quotes.lesson.lesson import KEPT, KeyArticle, KeyStatement, numbered
from quotes.lexicon.lists import LISTS
from quotes.model import Analysis, Article, Attribution
from quotes.review.corrections import Reading, quoted_at, reading_of
from quotes.review.doubts import CLOSE, SURE
from quotes.roles.codebook import Codebook

GOLD = "gold"
"""The folder beside that of the articles in which their gold standard lies."""


def gold_of(articles: Iterable[Article]) -> dict[str, tuple[GoldAttribution, ...]]:
    """The gold standards that lie beside articles, by the articles' identifiers; raises ReadError for a broken one."""
    read: dict[Path, Mapping[str, tuple[GoldAttribution, ...]]] = {}
    found = {}
    for article in articles:
        path = Path(article.path)
        folder = path.resolve().parent.parent / GOLD
        if article.path and (folder / f"{path.stem}.json").is_file():
            if folder not in read:
                read[folder] = read_corpus_gold(folder)
            if path.stem in read[folder]:
                found[article.id] = read[folder][path.stem]
    return found


def key_of(
    article: Article, codebook: Codebook, gold: Sequence[GoldAttribution] | None, analysis: Analysis | None = None
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
    paired = _paired(gold, analysis)
    statements = [_from_gold(article, one, paired[number], codebook) for number, one in enumerate(gold)]
    return KeyArticle(article, _finished(statements, codebook), "gold")


def why(one: KeyStatement, codebook: Codebook) -> str:
    """The reason for a role in a sentence that a student understands; the codebook's rule stands in its definition."""
    role = codebook.by_name.get(one.reading.role)
    if role is None:
        return ""
    called = max(one.names, key=len, default=one.reading.speaker)
    if one.reading.role == codebook.unknown:
        return "Nothing in the article tells in what role this source speaks."
    if not one.evidence:
        return f"The article calls this source “{called}”."
    several = len(one.evidence.split()) > 1
    return f"The words “{one.evidence}” tell it." if several else f"The word “{one.evidence}” tells it."


def _from_tool(article: Article, attribution: Attribution, codebook: Codebook) -> KeyStatement:
    reading = reading_of(attribution, article)
    role = attribution.role
    close = role.runner_up if role and role.margin < CLOSE else ""
    evidence = _plain(attribution.evidence_text)
    doubts = []
    if close and role:
        doubts.append(f"both {_label(role.name, codebook)} and {_label(close, codebook)} can be argued for")
    elif role and role.confidence < SURE:
        doubts.append("the program is not sure of the role")
    if attribution.confidence < SURE:
        doubts.append("the program is not sure that this is a statement with just these words")
    if attribution.speaker is None:
        doubts.append("nobody is named as its source")
    return KeyStatement(0, reading, (), close, evidence, discuss=_sentence(doubts))


def _from_gold(article: Article, one: GoldAttribution, found: Attribution | None, codebook: Codebook) -> KeyStatement:
    reading = Reading(
        content=tuple(quoted_at(article.text, span) for span in one.content),
        cue=tuple(quoted_at(article.text, span) for span in one.cue),
        source=() if one.source is None else (quoted_at(article.text, one.source),),
        speaker=one.speaker,
        role=one.role,
        named=one.named if one.source is not None else None,
        kind=one.kind,  # type: ignore[arg-type]
    )
    agrees = found is not None and found.role is not None and found.role.name == one.role
    evidence = _plain(found.evidence_text) if found is not None and agrees else ""
    doubts = []
    if found is not None and found.role is not None and not agrees:
        doubts.append(f"a program takes this source for {_label(found.role.name, codebook)}: why, and who is right?")
    return KeyStatement(0, reading, (), "", evidence, discuss=_sentence(doubts))


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
            words = _plain(place.words).rstrip(",")
            if words.lower() not in pronouns:
                own[words] = None
    return [
        replace(one, names=tuple(name for name in names[one.reading.speaker] if name != one.reading.speaker))
        if one.reading.speaker
        else one
        for one in statements
    ]


def _label(role: str, codebook: Codebook) -> str:
    known = codebook.by_name.get(role)
    return f"“{known.label}”" if known else f"“{role}”"


def _sentence(parts: Sequence[str]) -> str:
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
