"""An article in, the unnamed sources about which an editor should ask out."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from quotes.lexicon.cues import load_cues
from quotes.lexicon.lists import LISTS
from quotes.messages import single_spaced
from quotes.model import Attribution, Source, Span
from quotes.table.rows import word_count
from reports.checks.question_words import Listed
from reports.checks.reading import Found, Reading, Settings, either, statement_span
from reports.checks.retold import (
    is_passed_on,
    is_told_in_the_story,
    is_told_to_another_medium,
    speaks_to_another_medium,
    speaks_with_a_medium,
)

INTRODUCING = LISTS.grammar.indefinite_article | LISTS.grammar.one_of_several | LISTS.grammar.numbers
"""Words that introduce somebody of whom the article has not told; a headline leaves them out."""
BELONGING = LISTS.grammar.possessive | LISTS.grammar.not_third_person
KNOWN_BY_OTHERS = re.compile(
    rf"(?:{either(BELONGING | LISTS.grammar.definite_article)})\s|.*[’']s?(?:\s|$)", re.IGNORECASE
)
"""What a source is called that the article has spoken of before, or that is told by somebody it belongs to."""
SEVERAL_KNOWN = BELONGING | LISTS.grammar.several_known | LISTS.grammar.plural
FULL_NAME = r"[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+"
PERSON = re.compile(rf"{FULL_NAME}(?=$|,| (?:{either(LISTS.grammar.telling)})\b)")
NAMED_AT_END = re.compile(rf"[A-Z][\w’'-]+ (?:(?:[A-Z]\.|{either(LISTS.names.particles)}) )*[A-Z][\w’'-]+$")
BARE_NAME = re.compile(FULL_NAME)
PERSON_BEHIND = re.compile(rf" {FULL_NAME}")
SUCH_AS = re.compile(rf",? (?:{either(LISTS.grammar.examples)}) ")
NUMBER = rf"(?:\d+|{either(LISTS.grammar.numbers)})"
LEAD, BEHIND = 3, 1
"""Paragraphs in which a story begins, headline and standfirst among them; in how many behind others a name may come."""


def anonymous_without_reason(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Unnamed persons speak, and no paragraph on them, or on others called so, says why they are not named.

    Those in one of the check's roles are not meant: whom a reporter meets in the street is no informant. Nor are those
    of whom a comment tells.
    """
    if reading.is_comment(settings):
        return
    asked: list[tuple[int, Attribution]] = []
    for source in reading.speakers:
        own = reading.analysis.sources[source]
        bystander = settings.roles(())
        by_source = reading.by(source)
        statements = [
            (number, one) for number, one in by_source if _is_certain(one) and reading.role(one) not in bystander
        ]
        if any(_is_of_others(one, reading, settings) for _, one in by_source):
            continue
        if (
            statements
            and _is_anonymous(own, reading.text, settings)
            and not _is_told(own, statements, reading, settings)
        ):
            places = [*own.mentions, *(statement_span(one) for _, one in statements)]
            noun = _noun(own.speaker, settings)
            about = (
                paragraph.of(reading.text)
                for paragraph in reading.paragraphs
                if any(map(paragraph.overlaps, places)) or noun.search(paragraph.of(reading.text))
            )
            if not any(map(settings.pattern("reasons").search, about)):
                asked.append((source, statements[0][1]))
    if asked:
        shown = tuple(_introduced(reading, source) or statement_span(first) for source, first in asked)
        numbers = tuple(number for source, _ in asked for number, _ in reading.by(source))
        yield Found(shown, numbers, {"speaker": Listed(tuple(_called(reading, source) for source, _ in asked))})


def _is_certain(one: Attribution) -> bool:
    """Whether something is said, and not believed, asked or perhaps said."""
    return one.act == "speech" and not one.modality and one.cue_lemma not in load_cues().questions


def _is_of_others(one: Attribution, reading: Reading, settings: Settings) -> bool:
    """Whether somebody else heard a statement, and they alone could name its source."""
    return (
        is_passed_on(one, reading, settings.pattern("passing_on"))
        or is_told_to_another_medium(one, reading)
        or speaks_to_another_medium(one, reading, settings.pattern("speaking_to"))
        or speaks_with_a_medium(one, reading)
        or is_told_in_the_story(one, reading)
    )


def _is_claim(one: Attribution, reading: Reading, settings: Settings) -> bool:
    """Whether what is said is a sentence, and not a thing: "their assessments"."""
    return sum(word_count(span.of(reading.text)) for span in one.content) >= settings.number("fewest_words")


def _noun(speaker: str, settings: Settings) -> re.Pattern[str]:
    """A pattern that finds the noun of an unnamed source, of one or several: "source" for "a source close to her"."""
    behind = re.search(rf",|(?<=\w)\s(?:{either(settings.words('behind_noun'))})\b", speaker, re.IGNORECASE)
    noun = speaker[: behind.start() if behind else None].split()[-1].removesuffix("s")
    return re.compile(rf"\b{re.escape(noun)}s?\b", re.IGNORECASE)


def _introduced(reading: Reading, source: int) -> Span | None:
    """The longest words that name a source."""
    return max(reading.analysis.sources[source].mentions, key=len, default=None)


def _called(reading: Reading, source: int) -> str:
    """An unnamed source as a question names it: "a person familiar with the talks", and not "a person" alone."""
    speaker, span = reading.analysis.sources[source].speaker, _introduced(reading, source)
    words = single_spaced(span.of(reading.text)) if span else ""
    return speaker + words[len(speaker) :].partition(",")[0] if words.lower().startswith(speaker.lower()) else speaker


def _named_beside(source: Source, text: str) -> bool:
    """Whether a name stands beside the words for a person: "senior guard Kiara Trask", "a scholar, Ruth Adeyemi"."""
    return any(PERSON.match(span.of(text)) for span in source.descriptions) or any(
        PERSON_BEHIND.match(text, span.end) or _is_apposition(span, text) for span in source.mentions
    )


def _is_apposition(span: Span, text: str) -> bool:
    """Whether words stand behind a name, between commas: "Ana Sousa, one of the oldest drivers, said"."""
    before = text[: span.start].rstrip()
    if not before.endswith(",") or not NAMED_AT_END.search(before, 0, len(before) - 1):
        return False
    return span.of(text).endswith(",") or text.startswith(",", span.end)  # "In New York, a source said" has one comma


def _is_anonymous(source: Source, text: str, settings: Settings) -> bool:
    if source.named or source.kind == "document" or _named_beside(source, text):
        return False
    words = {span.of(text).lower() for span in source.mentions} | {source.speaker.lower()}
    if words <= settings.words("nobody") or source.speaker.lower() in settings.words("nobody"):
        return False
    told = " ".join((source.speaker, *(span.of(text) for span in (*source.mentions, *source.descriptions))))
    called = (source.speaker, *(span.of(text) for span in sorted(source.mentions)[:1]))
    fullest = max((source.speaker, *(span.of(text) for span in source.mentions)), key=len)
    if any(map(KNOWN_BY_OTHERS.match, called)) or settings.pattern("known").search(told):
        return False
    if _are_together(fullest, settings) or any(_is_share(one, settings) for one in words):
        return False
    if _is_name(source, text) or source.speaker.istitle():
        return False
    if not fullest.split()[1:]:  # "man" alone, "surveyor": a word that the program cut; "sources": a bare label
        return False
    if source.kind == "person":
        return fullest.lower().split()[0] in INTRODUCING
    if not _uncounted(fullest, settings).split()[1:]:  # "several sources": a bare label
        return False
    return settings.pattern("groups").search(fullest) is not None


def _uncounted(words: str, settings: Settings) -> str:
    """The words for somebody without those that count them: "sources" of "several sources"."""
    counted = settings.pattern("counted").match(words)
    return words[counted.end() if counted else 0 :].strip()


def _are_together(words: str, settings: Settings) -> bool:
    """Whether something is said of people together ("all drivers"), or of some of others ("two of the drivers")."""
    together = rf"(?:{either(settings.words('together'))})\s"
    part = rf"(?:{either(settings.words('part'))})\s(?:{either(SEVERAL_KNOWN)})\s"
    return re.match(f"{together}|{part}", words, re.IGNORECASE) is not None


def _is_share(words: str, settings: Settings) -> bool:
    """Whether somebody has counted people, and no speaker: "a third of the drivers", "nine in ten"."""
    shares = either(settings.words("shares")).replace(r"\#", NUMBER).replace(r"\ ", "[ -]")
    return re.match(rf"(?:{shares})(?!\w)", words, re.IGNORECASE) is not None


def _is_name(source: Source, text: str) -> bool:
    """Whether the words for a source end in a full name: "former governor Ana Sousa", which the program cut."""
    called = (source.speaker, *(single_spaced(span.of(text)) for span in source.mentions))
    return any(map(NAMED_AT_END.search, called))


def _is_told(
    source: Source, statements: Sequence[tuple[int, Attribution]], reading: Reading, settings: Settings
) -> bool:
    """Whether the article tells later who the unnamed source is."""
    return (
        _named_elsewhere(source, reading, settings)
        or _named_next(statements, reading)
        or _leads_to_a_bare_name(statements, reading)
    )


def _leads_to_a_bare_name(statements: Sequence[tuple[int, Attribution]], reading: Reading) -> bool:
    """Whether somebody new with a name and nothing more speaks right behind: "an aide said", then "Ana Sousa said".

    Whom an article has not told of before it introduces, and here the unnamed source is how it does.
    """
    end = max(statement_span(one).end for _, one in statements)
    following = _first_behind(end, reading)
    speaker = following.speaker if following else None
    if following is None or speaker is None or speaker.descriptions or not BARE_NAME.fullmatch(speaker.speaker):
        return False
    new = all(span.start > end for span in speaker.mentions)
    return new and reading.paragraph(statement_span(following)) <= reading.paragraph(Span(end - 1, end)) + BEHIND


def _first_behind(end: int, reading: Reading) -> Attribution | None:
    """The first statement that begins behind a place."""
    behind = (one for _, one in reading.statements if statement_span(one).start >= end)
    return min(behind, key=statement_span, default=None)


def _named_next(statements: Sequence[tuple[int, Attribution]], reading: Reading) -> bool:
    """Whether a label ("officials said", "a lawmaker said") stands for somebody of the same role who is named next.

    It is how news is told: first what is said, who says so by name in the paragraphs behind, or for what only headline
    and lead say, anywhere behind. Whom the article has named before is somebody else.
    """
    places = [reading.paragraph(statement_span(one)) for _, one in statements]
    last = max(places)
    if last < LEAD:
        behind = len(reading.paragraphs)
    elif len(places) == 1:
        behind = BEHIND
    else:
        return False
    end = max(statement_span(one).end for _, one in statements)
    roles = {reading.role(one) for _, one in statements}
    return any(
        one.speaker is not None
        and one.speaker.named
        and reading.role(one) in roles
        and all(span.start > end for span in one.speaker.mentions)
        and reading.paragraph(statement_span(one)) <= last + behind
        for _, one in reading.statements
    )


def _named_elsewhere(source: Source, reading: Reading, settings: Settings) -> bool:
    """Whether a named source is told to be what the unnamed one is: "a zoologist" before "the zoologist Ana Sousa"."""
    noun = _noun(source.speaker, settings)
    others = (one for one in reading.analysis.sources if one.named and one is not source)
    return any(noun.search(span.of(reading.text)) for one in others for span in one.descriptions)


def unnamed_attack(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Somebody without a name attacks somebody, or gives an opinion of them, and not only information."""
    asked = []
    for number, one in reading.statements:
        source = one.speaker
        if source is None or one.modality or not _is_anonymous(source, reading.text, settings):
            continue
        if _named_elsewhere(source, reading, settings):
            continue
        if any(settings.pattern("attacks").search(span.of(reading.text)) for span in one.content):
            asked.append((number, one))
    if asked:
        speakers = dict.fromkeys(_called(reading, one.source_index) for _, one in asked if one.source_index is not None)
        yield reading.found(asked, speaker=Listed(tuple(speakers)))


def bare_label(reading: Reading, settings: Settings) -> Iterator[Found]:
    """Something said is credited to a word such as "sources" or "critics" and nothing more, in all of the article.

    Not where one of those called so is named behind, or the article tells who they are; nor in a comment, which says so
    itself.
    """
    if reading.is_comment(settings):
        return
    by_noun: dict[str, list[tuple[int, Attribution]]] = {}
    for speaker in reading.speakers:
        source = reading.analysis.sources[speaker]
        statements = [
            (number, one)
            for number, one in reading.by(speaker)
            if _is_certain(one) and _is_claim(one, reading, settings) and not _is_of_others(one, reading, settings)
        ]
        if statements and _is_bare(source, reading, settings):
            by_noun.setdefault(source.speaker.lower().split()[-1], []).extend(statements)
    bare = {
        noun: own
        for noun, own in by_noun.items()
        if not _is_one_of_them_asked_about(noun, reading)
        and not any(_is_label_told(one, reading, settings) for one in own)
    }
    if bare:
        asked = sorted((one for own in bare.values() for one in own), key=itemgetter(0))
        yield reading.found(asked, speaker=Listed(tuple(bare)))


def _is_bare(source: Source, reading: Reading, settings: Settings) -> bool:
    """Whether a source is only ever called by a label alone, and not by "traders and analysts", "critics like …"."""
    if source.named or source.descriptions or source.member_of:
        return False
    text = reading.text
    words = {span.of(text).lower() for span in source.mentions} - LISTS.grammar.plural | {source.speaker.lower()}
    joined = re.compile(rf"\w (?:{either(settings.words('joining'))})\s$")
    told = any(joined.search(text, 0, span.start) or SUCH_AS.match(text, span.end) for span in source.mentions)
    return all(_is_label(one, settings) for one in words) and not told


def _is_label(words: str, settings: Settings) -> bool:
    """Whether these words are a label alone: "critics", "some critics"."""
    return _uncounted(words, settings) in settings.words("labels")


def _is_one_of_them_asked_about(noun: str, reading: Reading) -> bool:
    """Whether one person called so speaks, too ("a source", "another source"): the question is then of that one."""
    one_of_them = re.compile(rf"\w+\s+{re.escape(noun.removesuffix('s'))}\b", re.IGNORECASE)
    return any(one_of_them.match(reading.analysis.sources[speaker].speaker) for speaker in reading.speakers)


def _is_label_told(statement: tuple[int, Attribution], reading: Reading, settings: Settings) -> bool:
    """Whether the article tells whom the label of a statement stands for."""
    _, one = statement
    if one.speaker is None:
        return False
    return (
        _named_next([statement], reading)
        or (reading.role(one) == reading.codebook.unknown and _leads_to_a_name(one, reading))
        or _is_described(one.speaker, reading, settings)
        or _are_named(one.speaker, reading, settings)
        or (
            _uncounted(one.speaker.speaker.lower(), settings) in settings.words("judging")
            and _are_behind(one, reading, settings)
        )
        or _of_the_one_before(one, reading, settings)
    )


def _leads_to_a_name(statement: Attribution, reading: Reading) -> bool:
    """Whether the statement behind, in the same paragraph or the next, is by somebody with a name."""
    own = statement_span(statement)
    first = _first_behind(own.end + 1, reading)
    if first is None or first.speaker is None or not first.speaker.named:
        return False
    return reading.paragraph(statement_span(first)) <= reading.paragraph(own) + BEHIND


def _of_the_one_before(statement: Attribution, reading: Reading, settings: Settings) -> bool:
    """Whether a body, or somebody with a name, of the same role has just spoken: "police", then "officials"."""
    start = statement_span(statement).start
    before = [one for _, one in reading.statements if statement_span(one).start < start]
    speaker = before[-1].speaker if before else None
    if speaker is None or not (speaker.named if speaker.kind == "person" else speaker.kind == "group"):
        return False
    if _is_label(speaker.speaker.lower(), settings):
        return False
    close = reading.paragraph(statement_span(before[-1])) + BEHIND >= reading.paragraph(statement_span(statement))
    return close and reading.role(before[-1]) == reading.role(statement)


def _is_described(source: Source, reading: Reading, settings: Settings) -> bool:
    """Whether the article tells elsewhere who is so called: "sources familiar with the effort", "medical analysts"."""
    noun = _noun(source.speaker, settings)
    others = (span.of(reading.text) for one in reading.analysis.sources if one is not source for span in one.mentions)
    return any(noun.search(words) and not _is_label(words.lower(), settings) for words in others)


def _are_named(source: Source, reading: Reading, settings: Settings) -> bool:
    """Whether several with names speak in the same role: then the label sums them up."""
    roles = {reading.role(one) for _, one in reading.statements if one.speaker is source} - {reading.codebook.unknown}
    named = {
        one.source_index
        for _, one in reading.statements
        if one.speaker is not None and one.speaker.named and reading.role(one) in roles
    }
    return len(named) >= settings.number("most_named")


def _are_behind(statement: Attribution, reading: Reading, settings: Settings) -> bool:
    """Whether named persons who are no politicians speak behind: one right behind, or as many as a label sums up."""
    own = statement_span(statement)
    behind = [
        one
        for _, one in reading.statements
        if statement_span(one).start > own.end
        and one.speaker is not None
        and one.speaker.named
        and one.speaker.kind == "person"
        and reading.role(one) not in settings.words("not_judging")
    ]
    close = any(reading.paragraph(statement_span(one)) <= reading.paragraph(own) + BEHIND for one in behind)
    return close or len({one.source_index for one in behind}) >= settings.number("most_named")
