"""An article in, what is told in it without a source, late, or without what its source is out."""

import re
from collections import Counter
from collections.abc import Iterator

from quotes.model import Attribution, Source, Span
from quotes.table.rows import word_count
from reports.checks.question_words import Listed
from reports.checks.reading import Found, Reading, Settings, statement_span

WORD = re.compile(r"[A-Za-z][\w’'-]+")
CLOSE = (-1, 0, 1, 2)
"""Paragraphs from a hedge, the one of a headline among them, in which the report may stand that it goes by."""
TOLD_IN_HEADLINE = re.compile(r"[“”‘\"]|(?:^|\s)['’]\w|:\s|\s[-–—]\s|\?")
"""What in a headline sets a claim apart as somebody's: quotation marks, a colon, a dash, a question mark."""


def hedge_without_source(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Hedges such as "reportedly" in sentences in which nobody is credited, and no report is close by.

    Nor where a story begins with one, and the sentence behind says on whose word; where somebody is credited with the
    same elsewhere; nor in a comment.
    """
    if reading.is_comment(settings):
        return
    reports = {
        reading.paragraph(statement_span(one))
        for _, one in reading.statements
        if reading.role(one) in settings.roles(())
    }
    found = tuple(
        span
        for span in uncredited(reading, settings, "hedges")
        if reports.isdisjoint(reading.paragraph(span) + step for step in CLOSE)
        and not _told_next(span, reading)
        and not _told_elsewhere(span, reading, settings.number("least_in_common"))
    )
    if found:
        words = Listed(tuple(dict.fromkeys(span.of(reading.text).lower() for span in found)))
        yield Found(found, (), {"words": words})


def _told_next(hedge: Span, reading: Reading) -> bool:
    """Whether nobody is credited before a hedge, and somebody in the sentence behind its own."""
    credited = [statement_span(one) for _, one in reading.statements]
    end = reading.sentence(hedge).end
    behind = reading.sentence(Span(end, min(end + 1, len(reading.text))))
    return not any(one.start < hedge.start for one in credited) and any(map(behind.overlaps, credited))


def _told_elsewhere(hedge: Span, reading: Reading, least: float) -> bool:
    """Whether somebody is credited with what stands behind a hedge: ``least`` of its words are in one statement."""
    claim = _telling(reading.text[hedge.end : reading.sentence(hedge).end])
    contents = (_telling(" ".join(span.of(reading.text) for span in one.content)) for _, one in reading.statements)
    return bool(claim) and any(len(claim & content) >= least * len(claim) for content in contents)


def uncredited(reading: Reading, settings: Settings, words: str) -> tuple[Span, ...]:
    """Where words of a list stand in sentences in which nobody is credited with anything."""
    credited = [statement_span(one) for one in reading.analysis.attributions]
    found = (Span(*match.span()) for match in settings.pattern(words).finditer(reading.text))
    return tuple(
        span for span in found if not any(reading.sentence(span).overlaps(statement) for statement in credited)
    )


def late_attribution(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Reported statements whose source the reader learns only after very many words, where nobody was just credited.

    What somebody announces is theirs to tell, and what stands in brackets begins with them.
    """
    late = [
        (number, one)
        for number, one in reading.statements
        if one.kind == "indirect"
        and one.cue_lemma not in settings.words("announcing")
        and _words_before_source(one, reading) > settings.number("most_words")
        and not _is_somebody_just_heard(one, reading)
    ]
    if late:
        speakers = dict.fromkeys(reading.speaker(one.source_index, one).words for _, one in late)
        spans = tuple(one.source for _, one in late if one.source is not None)
        names = Listed(tuple(name for words in speakers for name in words))
        yield Found(spans, tuple(number for number, _ in late), {"speaker": names})


def _words_before_source(one: Attribution, reading: Reading) -> int:
    """Words of a statement before its source or cue; none where it has not both, or where a report is told of."""
    if one.source is None or not one.content or not one.cue:
        return 0
    if one.speaker is not None and one.speaker.kind == "document":
        return 0
    told = min(one.source.start, *(span.start for span in one.cue))
    end = min(told, max(span.end for span in one.content))  # behind it may stand who the source is
    return word_count(reading.text[min(one.content).start : end].rpartition("(")[-1])


def _is_somebody_just_heard(statement: Attribution, reading: Reading) -> bool:
    """Whether anybody is credited before it, in its paragraph or the one before: then it does not read as a fact."""
    own = min(statement.content).start
    place = reading.paragraph(statement_span(statement))
    before = (statement_span(one) for _, one in reading.statements if statement_span(one).start < own)
    return any(reading.paragraph(span) >= place - 1 for span in before)


def affiliation_not_told(reading: Reading, settings: Settings) -> Iterator[Found]:
    """A named expert or campaigner of whom the article tells no body, place of work or interest."""
    roles = settings.values["roles"]
    asked = []
    for number in reading.speakers:
        source = reading.analysis.sources[number]
        spoken = reading.by(number)
        if source.kind != "person" or not source.named or reading.role(spoken[0][1]) not in roles:
            continue
        if not _has_affiliation(source, reading, settings):
            asked.append((number, spoken[0][1]))
    if asked:
        spans = tuple(one.source or statement_span(one) for _, one in asked)
        numbers = tuple(number for source, _ in asked for number, _ in reading.by(source))
        yield Found(spans, numbers, {"speaker": Listed(tuple(reading.analysis.sources[n].speaker for n, _ in asked))})


def _has_affiliation(source: Source, reading: Reading, settings: Settings) -> bool:
    """Whether a name with a capital, or a word for a body, stands in or beside what is said of the source."""
    if source.member_of:
        return True
    own = set(WORD.findall(source.speaker))
    for mention in source.mentions:
        around = reading.sentence(mention).of(reading.text)
        if settings.pattern("bodies").search(around):
            return True
    told = " ".join(span.of(reading.text) for span in source.descriptions)
    return any(word[:1].isupper() and word not in own for word in WORD.findall(told))


def headline_without_source(reading: Reading, settings: Settings) -> Iterator[Found]:
    """The headline says as a fact what in the text one statement says."""
    title = reading.analysis.article.title
    words = _telling(title)
    if len(words) < settings.number("fewest_words") or TOLD_IN_HEADLINE.search(title):
        return
    if settings.pattern("said").search(title):
        return
    for number, one in reading.statements:
        content = _telling(" ".join(span.of(reading.text) for span in one.content))
        named = _telling(one.speaker.speaker if one.speaker else one.source_text)
        if named & words or not content:
            continue
        if len(words & content) / len(words) >= settings.number("least_in_common"):
            yield reading.found([(number, one)], speaker=reading.speaker(one.source_index, one))
            return


def _telling(text: str) -> set[str]:
    """The words of a text that tell something, by their first letters, so that forms of a word are one."""
    return {word.lower()[:5] for word in WORD.findall(text) if len(word) > 3}


def prepared_statements(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Most statements, but not all, come from press releases and the like.

    "In a press release" is told once and goes for what the source says before and behind: so a part of its statements
    is enough. Letters, posts and documents are not meant: an article on them has nothing else to tell.
    """
    statements = [(number, one) for number, one in reading.statements if not is_poll(one, settings)]
    all_said = Counter(one.source_index for _, one in statements)
    told = Counter(one.source_index for _, one in statements if _is_released(reading, one, settings))
    least = settings.number("least_told")
    prepared = [
        (number, one) for number, one in statements if told[one.source_index] >= least * all_said[one.source_index]
    ]
    total = len(statements)
    if total < settings.number("fewest_statements") or len(prepared) == total or reading.is_brief(settings):
        return
    if len(prepared) / total > settings.number("largest_share"):
        yield reading.found(prepared, share=len(prepared) / total)


def is_poll(one: Attribution, settings: Settings) -> bool:
    """Whether a poll says it, or another count of people: there is nobody to ask in its place."""
    return one.speaker is not None and settings.pattern("polls").search(one.speaker.speaker) is not None


def is_prepared(reading: Reading, one: Attribution, settings: Settings) -> bool:
    """Whether a statement comes from a document, from writing, or from a prepared statement."""
    written = one.act == "writing" or (one.speaker is not None and one.speaker.kind == "document")
    return written or _is_released(reading, one, settings)


def _is_released(reading: Reading, one: Attribution, settings: Settings) -> bool:
    """Whether the sentence of a statement says that it was prepared: "in a press release"."""
    around = reading.sentence(statement_span(one)).of(reading.text)
    return settings.pattern("prepared").search(around) is not None
