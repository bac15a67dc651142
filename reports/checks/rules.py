"""One article's analysis in, what each check finds in it out: spans, attributions and the words for its question."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from quotes.model import Span
from quotes.table.rows import word_count
from reports.checks.accusations import accusation_without_reply
from reports.checks.question_words import Listed
from reports.checks.reading import Found, Reading, Rule, Settings
from reports.checks.retold import is_interview, is_told_to_another_medium
from reports.checks.sourcing import (
    affiliation_not_told,
    headline_without_source,
    hedge_without_source,
    is_poll,
    is_prepared,
    late_attribution,
    prepared_statements,
)
from reports.checks.unnamed import anonymous_without_reason, bare_label, unnamed_attack
from reports.measures.prominence import voiceless_roles

WORD = re.compile(r"\w+")
SHORT = 3
"""Letters of a word that may be any ("the", "Mr")."""


def single_source(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Every statement has the same source, which was not interviewed, and is no document: of these others ask.

    Nor where somebody else was asked in vain, another medium is retold, or the author is the other voice.
    """
    if any(settings.pattern(words).search(reading.text) for words in ("interviews", "asked")):
        return
    if reading.is_comment(settings) or is_interview(reading.statements, reading):
        return
    if any(is_poll(one, settings) or is_told_to_another_medium(one, reading) for _, one in reading.statements):
        return
    speakers = {one.source_index for _, one in reading.statements}
    enough = len(reading.statements) >= settings.number("fewest_statements")
    if not enough or len(speakers) != 1 or None in speakers or reading.is_brief(settings):
        return
    first = reading.statements[0][1]
    if first.speaker is not None and first.speaker.kind != "document":
        yield reading.found(reading.statements, speaker=reading.speaker(first.source_index, first))


def officials_only(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Officials speak and nobody else does, as the measure has it, and the article tells of people whom it concerns.

    A comment is not meant: its author sees it otherwise. Nor one in which a role is doubtful: it may be wrong.
    """
    if reading.is_comment(settings, first_persons=1) or reading.is_brief(settings):
        return
    roles = settings.roles(reading.codebook.official)
    voiceless = voiceless_roles(reading.codebook)
    known = [(number, one) for number, one in reading.statements if reading.role(one) not in voiceless]
    if len(known) < settings.number("fewest_statements") or any(reading.role(one) not in roles for _, one in known):
        return
    if any(one.role is not None and one.role.confidence < settings.number("least_sure") for _, one in known):
        return
    if _voices({one.source_index for _, one in known}, reading) < settings.number("fewest_sources"):
        return
    told = Counter(match[0].lower() for match in settings.pattern("people").finditer(reading.text))
    concerned = [people for people, times in told.items() if times >= settings.number("fewest_mentions")]
    if concerned:
        heard = tuple(dict.fromkeys(reading.role(one) for _, one in known))
        yield reading.found(known, roles=reading.labels(heard), people=Listed(settings.told(concerned)))


def _voices(sources: set[int | None], reading: Reading) -> int:
    """How many sources that are: all bodies count as one, since a body has many names ("the bank", "officials")."""
    persons = sum(one is not None and reading.analysis.sources[one].kind == "person" for one in sources)
    return persons + (len(sources) > persons)


def affected_not_heard(reading: Reading, settings: Settings) -> Iterator[Found]:
    """People whom something concerns are spoken of several times, and nobody of them speaks."""
    roles = settings.roles(reading.codebook.citizens)
    if not roles or len(reading.statements) < settings.number("fewest_statements"):
        return
    if any(reading.role(one) in roles for one in reading.analysis.attributions):
        return
    found = list(settings.pattern("people").finditer(reading.text))
    most = max(Counter(match[0].lower() for match in found).values(), default=0)
    spoken_for = {reading.analysis.sources[source].speaker.lower() for source in reading.speakers}
    if most < settings.number("fewest_mentions") or any(match[0].lower() in spoken_for for match in found):
        return
    words = Listed(settings.told(match[0] for match in found))
    spans = tuple(Span(*match.span()) for match in found)
    yield Found(spans, (), {"words": words, "roles": reading.labels(roles)})


def one_source_over_half(reading: Reading, settings: Settings) -> Iterator[Found]:
    """A person or body has more than its share of the words of all statements.

    Not where it is interviewed, or where the headline names it: then the story is what it says.
    """
    if settings.pattern("interviews").search(reading.text):
        return
    counted: Counter[int | None] = Counter()
    for _, one in reading.statements:
        counted[one.source_index] += sum(word_count(span.of(reading.text)) for span in one.content)
    total = counted.total()
    if total < settings.number("fewest_words") or len(counted) < settings.number("fewest_sources"):
        return
    source, words = counted.most_common(1)[0]
    if source is None or reading.analysis.sources[source].kind == "document":
        return
    if words / total > settings.number("largest_share") and not _in_headline(source, reading):
        speaker = Listed((reading.analysis.sources[source].speaker,), capital=True)
        yield reading.found(reading.by(source), speaker=speaker, share=words / total)


def _in_headline(source: int, reading: Reading) -> bool:
    """Whether a word of what a source is called stands in the headline."""
    words = set(WORD.findall(reading.headline.lower()))
    return any(
        len(word) > SHORT and word in words for word in WORD.findall(reading.analysis.sources[source].speaker.lower())
    )


def documents_only(reading: Reading, settings: Settings) -> Iterator[Found]:
    """No statement was made to a reporter: each comes from a document, from writing, or from a prepared statement."""
    statements = [(number, one) for number, one in reading.statements if not is_poll(one, settings)]
    if len(statements) < settings.number("fewest_statements") or reading.is_brief(settings):
        return
    if all(is_prepared(reading, one, settings) for _, one in statements):
        yield reading.found(statements)


RULES: Mapping[str, Rule] = {
    "single-source": Rule(single_source, ("speaker",)),
    "officials-only": Rule(officials_only, ("roles", "people")),
    "accusation-without-reply": Rule(accusation_without_reply, ("speaker", "accused")),
    "anonymous-without-reason": Rule(anonymous_without_reason, ("speaker",)),
    "affected-not-heard": Rule(affected_not_heard, ("words", "roles")),
    "one-source-over-half": Rule(one_source_over_half, ("speaker", "share")),
    "documents-only": Rule(documents_only),
    "unnamed-attack": Rule(unnamed_attack, ("speaker",)),
    "bare-label": Rule(bare_label, ("speaker",)),
    "hedge-without-source": Rule(hedge_without_source, ("words",)),
    "late-attribution": Rule(late_attribution, ("speaker",)),
    "affiliation-not-told": Rule(affiliation_not_told, ("speaker",)),
    "headline-without-source": Rule(headline_without_source, ("speaker",)),
    "prepared-statements": Rule(prepared_statements, ("share",)),
}
