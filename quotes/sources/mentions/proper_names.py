"""Runs of proper names in, mentions out: who is a person with a title, what a body, what a place.

Titles and given names decide before the entity tagger does, and the whole article before one sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.document import Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import Match, body_word, family_tie, person_word
from quotes.sources.mentions.mention import Mention, MentionType, phrase_before
from quotes.sources.mentions.name_runs import NameTypes, name_runs, nickname_end, nickname_words
from quotes.sources.mentions.names import is_given, is_honorific, is_particle, is_post_nominal, is_suffix, parse_name
from quotes.text.dashes import HYPHENS

JOINING = HYPHENS | {"/", "&", ","}
"""What between two words of a name makes the first no title of the second."""
LONGEST_PORTFOLIO = 8
"""Words of the longest field of a post: "for Children, Young People and Families"."""
FULL_NAME = (2, 3)
"""Words of a person's name in full."""
LONGEST_LETTERS = 5
"""Letters of a title that is nothing but letters."""
UNTITLED = ("political", "witness")
"""Roles whose words are no titles before a name: "ally"."""
APART = frozenset({",", "“", "”", '"', "‘", "’", "'", "``", "''", "(", ")"})
"""Marks that are no part of a name."""


def named_mentions(sentence: Sentence, number: int, types: NameTypes) -> Iterator[Mention]:
    """The proper names of a sentence, each with what stands before it."""
    for start, end in name_runs(sentence, types):
        yield from _names_in(sentence, number, start, end, types)


def _names_in(sentence: Sentence, number: int, start: int, end: int, types: NameTypes) -> Iterator[Mention]:
    """The mention that a run of proper names makes: a person with title, a body, a place; none for a bare title."""
    run = _without_honours(sentence.words[start:end])
    nickname = next(((i, e) for i in range(1, len(run)) if (e := nickname_end(run, i))), None)
    if nickname is not None:
        split = _title_end((*run[: nickname[0]], *run[nickname[1] :]), types)
        yield _person(sentence, number, start + split, run[split:], types)
        return
    pieces = _pieces(run, types) or _introduced_of(sentence, start, run)
    for first, last in pieces:
        yield from _names_in(sentence, number, start + first, start + last, types)
    if not pieces:
        found = _body(sentence, number, run, "body") if _is_body(run) else _called(sentence, number, start, run, types)
        if found is not None:
            yield found


def _called(sentence: Sentence, number: int, start: int, run: Sequence[Word], types: NameTypes) -> Mention | None:
    """The mention of a run that is one name, with or without a title; ``None`` for a title alone."""
    told = _follows_person_noun(sentence, start, run) or _follows_brackets(sentence, start)
    split = 0 if told and _is_given_though_word(run) else _title_end(run, types) or _long_title_end(sentence, run)
    split = split or _title_in_capitals(run)
    if split == len(run):
        return None
    kind = "person" if split or told else _type_of_run(sentence, run, types)
    if kind != "person":
        return _body(sentence, number, run, kind)
    if not split:
        split = 1 if len(run) > 2 and _portfolio_before(sentence, run[1].index) else _person_start(run)
    return _person(sentence, number, start + split, run[split:], types)


def _pieces(run: Sequence[Word], types: NameTypes) -> list[tuple[int, int]]:
    """Where the names in a run begin and end that is more than one name, or goes on behind one; else nothing."""
    cut = _body_end(run, types)
    if cut:
        return [(0, cut), (cut, len(run))]
    cut = _person_end(run, types)
    if cut < len(run):
        return [(0, cut)]
    of = _genitive(run)
    if of > 2 and not _is_of_members(run) and any(_is_title(run, p) for p in range(of - 2)):
        return [(0, of), (of + 1, len(run))]
    return []


def _introduced_of(sentence: Sentence, start: int, run: Sequence[Word]) -> list[tuple[int, int]]:
    """The person and the body of "glaciologist Signe Dahl of the University of Oslo", whatever the whole is tagged."""
    of = _genitive(run)
    person = of in FULL_NAME and body_word(run, of - 1) is None and _follows_person_noun(sentence, start, run[:of])
    return [(0, of), (of + 1, len(run))] if person else []


def _body_end(run: Sequence[Word], types: NameTypes) -> int:
    """Where a body or place ends and a person's name begins, the last such place; 0 where there is none."""
    for cut in range(len(run) - 1, 0, -1):
        body = body_word(run, cut - 1)
        is_body = body is not None and body.known and body.first == 0 and types.of(run[cut:]) == "PER"
        if is_body or _changes_to_person(run, cut):
            return cut
    return 0


def _person_end(run: Sequence[Word], types: NameTypes) -> int:
    """Where a person's name ends and what is none begins: the length of the run where it goes to its end."""
    labels = [w.entity == "PER" for w in run]
    if labels[:2] != [True, True] or all(labels):
        return len(run)
    cut = labels.index(False)
    before, behind = run[cut - 1].text, run[cut].text
    if person_word(run, cut - 2) is not None and (before not in types.last_names or is_given(before)):
        return len(run)
    last = cut == len(run) - 1 and run[cut].relation == "flat" and not run[cut].entity  # "Bruno Sá"
    goes_on = is_particle(behind) or is_suffix(behind) or before in HYPHENS or last
    return cut if behind[:1].isupper() and not goes_on else len(run)


def _genitive(run: Sequence[Word]) -> int:
    """The place of "of" in a run; 0 where there is none."""
    return next((i for i, w in enumerate(run) if w.text.lower() in LISTS.grammar.genitive), 0)


def _is_of_members(run: Sequence[Word]) -> bool:
    """Whether a run names a body by whom or what it is of: "Association of Serbian Judges"."""
    of = _genitive(run)
    return of > 0 and body_word(run, of - 1) is not None


def _is_body(run: Sequence[Word]) -> bool:
    """Whether a run is the name of a body from its first word to its last."""
    last = body_word(run, len(run) - 1)
    people = all(w.entity == "PER" for w in run[-2:])  # "Cyril Banks" is no bank
    is_union = len(run) > 1 and run[-1].is_plural_name and last is not None and not people
    is_for_a_cause = len(run) > 2 and run[1].text.lower() in LISTS.grammar.for_a_cause
    is_known = last is not None and last.known and last.first == 0
    return _is_of_members(run) or is_union or is_for_a_cause or is_known


def _changes_to_person(run: Sequence[Word], cut: int) -> bool:
    """Whether a body or place ends and a person's full name begins: "Bar Association of Serbia" and "Dana Hall"."""
    elsewhere = all(w.entity in ("ORG", "LOC") for w in run[:cut]) and not is_given(run[0].text)
    return elsewhere and len(run) - cut > 1 and all(w.entity == "PER" for w in run[cut:])


def _without_honours(run: Sequence[Word]) -> Sequence[Word]:
    """A run without the letters behind a person's name: "Ned Hall MP"."""
    end = len(run)
    while end > 2 and is_post_nominal(run[end - 1].text):
        end -= 1
    return run[:end] if any(is_given(w.text) or w.entity == "PER" for w in run[:end]) else run


def _is_title(run: Sequence[Word], position: int) -> bool:
    """Whether a title or occupation ends at a word of a run: "Analyst Priya Nair of Colton Securities"."""
    found = person_word(run, position)
    return found is not None and found.first == 0 and found.value != "unknown"


def _title_end(run: Sequence[Word], types: NameTypes) -> int:
    """How many words of a run are titles before the name; all of them where it is a title alone."""
    last, body = person_word(run, len(run) - 1), body_word(run, len(run) - 1)
    is_suffixed = len(run) > 2 and is_suffix(run[-1].text)  # "Sr." is short for a sister, too
    if (
        last is not None
        and not is_suffixed
        and (body is None or body.first >= last.first)
        and not _is_person_name(run, types)
    ):
        # "Sea Shepherd" is a body, whatever its last word tells.
        return 0 if last.first and last.value == "witness" and all(w.entity == "ORG" for w in run) else len(run)
    for position in range(len(run) - 2, -1, -1):
        rest = run[position + 1 :]
        titled = person_word(run, position)
        if titled is None or titled.value == "unknown" or rest[0].text in JOINING:
            continue
        if titled.phrase in LISTS.people.collective:
            continue
        if position == 0 and len(run) == 2 and is_given(run[0].text):
            continue
        if _is_given_behind_title(run, position, titled):
            continue
        if rest[0].text.lower() in LISTS.grammar.inside_body_names or (
            body_word(rest, len(rest) - 1) is not None and types.of(rest) != "PER"
        ):
            continue
        if body_word(run, len(run) - 1) is not None and types.of(rest) == "ORG":
            continue
        return position + 1
    return 0


def _is_given_behind_title(run: Sequence[Word], position: int, titled: Match) -> bool:
    """Whether a title is a given name here, since another title stands before it: "Deacon Earl Moss"."""
    if titled.first != position or not position or not is_given(run[position].text):
        return False
    other = person_word(run, position - 1)
    return other is not None and other.value != "unknown"


def _is_given_though_word(run: Sequence[Word]) -> bool:
    """Whether the first of two words, a word for a person that is no title, is a given name: "manager Ally Baird"."""
    first = person_word(run, 0) if len(run) == FULL_NAME[0] else None
    return first is not None and first.value in UNTITLED and {w.entity for w in run} == {"PER"}


def _is_person_name(run: Sequence[Word], types: NameTypes) -> bool:
    """Whether a run that ends in a word for a person is a name all the same: "Stephen King", "Judge"."""
    entities = {w.entity for w in run[-2:]}
    if len(run) > 1:
        return "PER" in entities and (is_given(run[-2].text) or is_honorific(run[-2].text) or entities <= {"PER"})
    title = person_word(run, 0)
    titled = title is not None and title.value == "official" and not is_given(run[0].text)
    return types.of(run) == "PER" and not (titled and run[0].text not in types.last_names)


def _follows_person_noun(sentence: Sentence, start: int, run: Sequence[Word]) -> bool:
    """Whether a noun for one person stands right before the name: "journalist Dana Hall"."""
    if not start or len(run) > 4 or body_word(run, len(run) - 1) is not None:
        return False
    if start > 1 and sentence.words[start - 1].text == "," and family_tie(sentence.words[start - 2]):
        return is_given(run[0].text)  # "her mother, Ana,"
    if sentence.words[start - 1].xpos != "NN":
        return False
    found = person_word(sentence.words[max(0, start - 4) : start], min(4, start) - 1)
    return found is not None and found.value != "unknown"


def _long_title_end(sentence: Sentence, run: Sequence[Word]) -> int:
    """1 where the first word of a run ends a title that starts before it: "Leader of the Opposition Dana Hall"."""
    end = run[0].index
    title = person_word(sentence.words[: end + 1], end) if len(run) > 2 else None
    return int(title is not None and title.value == "official" and title.first < end - 1)


def _title_in_capitals(run: Sequence[Word]) -> int:
    """1 where letters stand before a name in full: "PCSO Jade Mills"."""
    first = run[0].text
    letters = len(run) > FULL_NAME[0] and first.isupper() and first.isalpha() and 1 < len(first) <= LONGEST_LETTERS
    full = letters and (is_given(run[1].text) or all(w.entity == "PER" for w in run)) and not is_honorific(first)
    return int(full and run[1].text[1:].islower())


def _follows_brackets(sentence: Sentence, start: int) -> bool:
    """Whether a title with brackets stands right before: "Superintendent of Police (Rural) Dana Hall"."""
    if start < 4 or sentence.words[start - 1].text != ")":
        return False
    before = phrase_before(sentence, start)
    return bool(before) and person_word(before, len(before) - 1) is not None


def _type_of_run(sentence: Sentence, run: Sequence[Word], types: NameTypes) -> MentionType:
    first = run[0]
    if is_honorific(first.text) or (len(run) > 2 and is_suffix(run[-1].text)):
        return "person"
    if len(run) > 1 and run[-1].text.lower() in LISTS.bodies.legal_forms:
        return "body"
    voted = types.of(run)
    if (len(run) == 1 and is_given(first.text) and voted in ("", "PER")) or (len(run) == 2 and is_particle(first.text)):
        return "person"
    entities = Counter(w.entity for w in run if w.entity)
    own = entities.most_common(1)[0][0] if entities else ""
    if own != "LOC" and types.takes_its(run):
        return "body"
    article = sentence.words[first.index - 1].text.lower() in LISTS.grammar.definite_article if first.index else False
    if len(run) > 1 and is_given(first.text) and not article and (own == "PER" or body_word(run, len(run) - 1) is None):
        return "person"
    if len(run) > 1 and any(w.text.islower() and is_particle(w.text) for w in run[1:-1]) and own != "LOC":
        return "person"
    if body_word(run, len(run) - 1) is not None and own != "PER":
        return "body"
    if voted == "PER" and not article:
        return "person"
    if len(run) > 1 and not article and all(w.entity == "PER" for w in run):
        return "person"
    if (own == "LOC" or voted == "LOC") and not (len(run) > 1 and _is_introduced(sentence, run[-1].index)):
        return "place"
    if own == "ORG" or voted == "ORG" or article:
        return "body"
    told = own == "PER" or (len(run) > 1 and (own == "LOC" or not (own or voted)))
    return "person" if told else "body"


def _is_introduced(sentence: Sentence, last: int) -> bool:
    """Whether an occupation in commas follows a name: "Park Ji-won, a baker,"."""
    behind = sentence.words[last + 1 : last + 8]
    if len(behind) < 3 or behind[0].text != "," or behind[1].text.lower() not in LISTS.grammar.introducing:
        return False
    end = next((i for i, w in enumerate(behind[2:], 2) if w.text in ",."), len(behind))
    return any(person_word(behind[:end], i) is not None for i in range(2, end))


def _person_start(run: Sequence[Word]) -> int:
    """Where in an untitled run the person begins: a place or body may stand before the name."""
    labels = [w.entity == "PER" for w in run]
    if is_honorific(run[0].text):
        return 0
    if any(labels) and is_particle(run[labels.index(True)].text):
        return 0
    named = labels.index(True) if any(labels) else 0
    hyphened = named and run[named - 1].text in HYPHENS
    if named and not hyphened and all(labels[named:]) and len(run) - named > 1 and (named > 1 or run[0].entity):
        return named
    return 0


def _person(sentence: Sentence, number: int, start: int, name_words: Sequence[Word], types: NameTypes) -> Mention:
    tokens, nickname = _tokens_of_name(name_words)
    before = phrase_before(sentence, start)
    while before and before[-1].text in '“”"‘’':
        before = before[:-1]
    if not before or person_word(before, len(before) - 1) is None:
        before = _portfolio_before(sentence, start)
    name = parse_name(tokens, nickname)
    # "The Halls" are several; "Reyes" after "Tom Reyes" is one, whatever the tagger takes it for.
    several = name_words[0].is_plural_name and name_words[0].text.endswith("s")
    plural = several and len(name_words) == 1 and not before and name_words[0].text not in types.last_names
    return Mention(
        number, name_words[0], (*before, *name_words), "person", name, tuple(name_words), before, plural=plural
    )  # fmt: skip


def _portfolio_before(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """A title with what it is in charge of, right before a name: "Minister for Higher Education"; else nothing."""
    words, position = sentence.words, start
    title = person_word(words[:start], start - 1) if start else None
    if title is not None and title.value == "official" and title.first < start - 2:
        return words[title.first : start]
    while position and start - position < LONGEST_PORTFOLIO:
        word = words[position - 1]
        if word.text.lower() in LISTS.grammar.of_post and position > 1 and position < start:
            title = person_word(words[: position - 1], position - 2) if words[position - 2].text[:1].isupper() else None
            return words[position - 2 : start] if title is not None and title.value == "official" else ()
        listed = word.text == "," and position > 1 and words[position - 2].text[:1].isupper()
        inside = word.text.lower() in LISTS.grammar.joining | LISTS.grammar.definite_article
        if not (word.text[:1].isupper() or listed or inside):
            return ()
        position -= 1
    return ()


def _tokens_of_name(words: Sequence[Word]) -> tuple[list[str], str]:
    """A name's words with hyphened parts joined, and the nickname that stands in marks between them."""
    tokens: list[str] = []
    nickname, position = "", 0
    while position < len(words):
        word = words[position]
        end = nickname_end(words, position)
        if end:
            nickname = nickname_words(words, position, end - 1)[0].text
            position = end
            continue
        glued = position and word.start == words[position - 1].end and words[position - 1].text not in APART
        if glued and tokens and word.text not in APART:
            tokens[-1] += word.text
        elif word.text not in APART:
            tokens.append(word.text)
        position += 1
    return tokens, nickname


def _body(sentence: Sentence, number: int, run: Sequence[Word], kind: MentionType) -> Mention:
    start = run[0].index
    told = phrase_before(sentence, start)
    if not told or told[-1].xpos != "NN" or (body_word(told, len(told) - 1) is None):
        told = ()
    before = (
        sentence.words[start - 1 : start]
        if start and sentence.words[start - 1].text.lower() in LISTS.grammar.definite_article
        else ()
    )
    plural = run[-1].is_plural_name and len(run) == 1 and not (told or _is_one(sentence, run[-1]))
    return Mention(number, run[-1], (*(told or before), *run), kind, None, tuple(run), told, plural=plural)


def _is_one(sentence: Sentence, name: Word) -> bool:
    """Whether the verb tells that a name in the plural is of one body: "Electrocomponents has cut costs"."""
    verb = sentence.head(name) if name.base_relation == "nsubj" else None
    return verb is not None and any(w.xpos == "VBZ" for w in (verb, *sentence.children(verb, "aux", "cop")))
