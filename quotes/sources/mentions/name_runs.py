"""A sentence in, its runs of proper names out: where a name starts, what may stand inside it, where it ends.

Capitals and tags decide, helped by what the rest of the article shows of a name (``NameTypes``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from quotes.document import Document, Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word, pronoun_gender
from quotes.sources.mentions.mention import is_plural
from quotes.sources.mentions.names import is_given, is_honorific, is_no_name, is_numeral, is_particle, is_suffix
from quotes.text.dashes import HYPHENS

JOINING = HYPHENS | {".", "/", "&"}
"""What joins two words of a name, in most cases without a space."""
NICKNAME_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "``": "''", "(": ")"}
"""Each mark before a nickname with the one behind it."""
LONGEST_NAME = 12
"""Words of the longest name."""


class NameTypes:
    """What an article's entities say of each name: the type most given to its last word, weighed with full names."""

    def __init__(self, document: Document) -> None:
        self._votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._followed_by_he: Counter[str] = Counter()
        self._followed_by_its: Counter[str] = Counter()
        self._begin_bodies: set[str] = set()
        self.joined: set[tuple[str, str]] = set()
        """First and last words of bodies with "and" between them: "Water and Bread"."""
        for sentence in document.sentences:
            for span, label in sentence.entities:
                words = sentence.between(span.start, span.end) if len(sentence.words) < 200 else []
                if words:
                    self._votes[words[-1].text.lower()][label] += 2 if len(words) > 1 else 1
                if len(words) > 1 and label == "ORG":
                    self._begin_bodies.add(words[0].text)
        self.last_names = frozenset(
            words[-1].text
            for sentence in document.sentences
            for span, label in sentence.entities
            if label == "PER" and len(words := sentence.between(span.start, span.end)) > 1
        ) | {
            word.text
            for sentence in document.sentences
            for word in (*_introduced(sentence.words), *filter(_is_month_borne, sentence.words))
        }
        for first, second in pairwise([*document.sentences, None]):
            if first is not None:
                self._hear_pronouns(first, second)
                self._hear_its(first)
                self._hear_joined(first)

    def _hear_pronouns(self, sentence: Sentence, following: Sentence | None) -> None:
        """Note subjects after which "he" or "she" comes: what a tagger takes for a company may be a person."""
        after = False
        starts = following is not None and bool(pronoun_gender(following.words[0].text))
        for word in reversed(sentence.words):
            if pronoun_gender(word.text):
                after = True
            elif word.is_singular_name and word.base_relation == "nsubj" and (after or starts):
                self._followed_by_he[word.text.lower()] += 1

    def _hear_its(self, sentence: Sentence) -> None:
        """Note names that only verbs part from "its": "Hadley Stove will close its plant" is no person."""
        subject = ""
        for word in sentence.words:
            if word.is_singular_name:
                subject = word.text.lower()
            elif word.text.lower() in LISTS.grammar.possessive & LISTS.grammar.neuter and subject:
                self._followed_by_its[subject] += 1
            elif not word.xpos.startswith(("VB", "MD", "RB", "TO")):
                subject = ""

    def _hear_joined(self, sentence: Sentence) -> None:
        """Note two words joined by "and" that are told to be one body: "Water and Bread, the aid group, …"."""
        for first, joint, last, mark in zip(
            sentence.words, sentence.words[1:], sentence.words[2:], sentence.words[3:], strict=False
        ):
            capitals = first.text[:1].isupper() and last.text[:1].isupper() and last.xpos.startswith("NN")
            if joint.text not in LISTS.grammar.joining or not capitals or mark.text != ",":
                continue
            noun = sentence.child(first, "appos")
            if noun is not None and noun.xpos == "NN" and body_word(sentence.words, noun.index) is not None:
                self.joined.add((first.text, last.text))
                self._votes[last.text.lower()]["ORG"] += 9

    def takes_its(self, words: Sequence[Word]) -> bool:
        """Whether the article says "its" of a name, and "he" or "she" less often."""
        key = words[-1].text.lower()
        return self._followed_by_its[key] > self._followed_by_he[key]

    def of(self, words: Sequence[Word]) -> str:
        """``PER``, ``ORG`` or ``LOC``; empty where the article's entities do not tell."""
        key = words[-1].text.lower()
        votes = self._votes.get(key)
        if not votes:
            return ""
        persons = votes["PER"] + self._followed_by_he[key]
        if len(words) == 1 and words[0].text in self._begin_bodies - self.last_names and not self._followed_by_he[key]:
            return "ORG"
        if (len(words) == 1 and votes["PER"] and persons * 3 >= votes.total()) or persons - votes["PER"] > 1:
            return "PER"
        return votes.most_common(1)[0][0]


def name_runs(sentence: Sentence, types: NameTypes) -> Iterator[tuple[int, int]]:
    """The runs of proper names of a sentence: the positions of their first word and after their last."""
    words = sentence.words
    position = 0
    while position < len(words):
        if (
            tuple(w.text for w in words[position : position + 3 : 2]) in types.joined
            and words[position + 1].text in LISTS.grammar.joining
        ):
            yield position, position + 3
            position += 3
            continue
        borne = words[position].text in types.last_names and not _is_date(words, position)
        starts = _starts_name(words, position) or borne
        if not starts or _is_common_at_start(sentence, position, types.last_names):
            position += 1
            continue
        end = _end_of_run(sentence, position)
        yield position, end
        position = end


def is_proper(word: Word) -> bool:
    """Whether a word may be part of a proper name."""
    if not word.text[:1].isalpha() or word.text[:1].islower():
        return False
    if is_no_name(word.text):
        return _is_month_borne(word) or (word.entity == "PER" and word.text.lower() in LISTS.names.surnames)
    if word.upos == "NUM" or (word.text.lower() in LISTS.grammar.numbers and not word.is_proper_noun):
        return False
    return word.is_proper_noun or (bool(word.entity) and word.xpos not in ("PRP", "DT", "IN", "CC", "PRP$", "CD", "WP"))


def _is_month_borne(word: Word) -> bool:
    """Whether a month is a last name here, since a given name and no number stands beside it: "Robert May"."""
    if word.text.lower() not in LISTS.names.surnames or word.sentence is None or not word.index:
        return False
    before, behind = word.sentence.words[word.index - 1], word.sentence.words[word.index + 1 : word.index + 2]
    given = is_given(before.text) and before.text[:1].isupper() and not is_no_name(before.text)
    return given and word.text[1:].islower() and not any(w.xpos == "CD" for w in behind)


def _is_date(words: Sequence[Word], position: int) -> bool:
    """Whether a month that somebody of the article has as a last name is a month here: "in May", "May 4"."""
    if words[position].text.lower() not in LISTS.names.surnames or words[position].entity == "PER":
        return False
    before, behind = words[position - 1] if position else None, words[position + 1 : position + 2]
    dated = before is not None and (before.xpos == "IN" or before.text.lower() in LISTS.grammar.before_date)
    return dated or any(w.xpos == "CD" for w in behind)


def _starts_name(words: Sequence[Word], position: int) -> bool:
    """Whether a name may start here; a month does where a name and no number follows: "June Lund"."""
    if is_proper(words[position]):
        return True
    follows = position + 1 < len(words) and is_proper(words[position + 1])
    if follows and _is_given_at_start(words, position):
        return True
    return (
        follows
        and is_no_name(words[position].text)
        and (is_given(words[position].text) or _is_called_after_a_day(words, position))
        and words[position].is_singular_name
    )


def _is_given_at_start(words: Sequence[Word], position: int) -> bool:
    """Whether a capital at the start of a sentence is a given name's, though it is a word too: "Joy Hope"."""
    first = words[position]
    starts = position == 0 or not words[position - 1].text[0].isalnum()
    taken_for_will = first.xpos == "MD" and words[first.head].xpos in ("VBD", "VBZ")
    common = first.xpos.startswith(("NN", "JJ", "VB")) or taken_for_will
    return starts and first.text[:1].isupper() and is_given(first.text) and common


def _introduced(words: Sequence[Word]) -> Iterator[Word]:
    """Last names that news introduces: a given name, a capital, then an age or "a …": "Joy Hope, a florist"."""
    for first, last, mark, after in zip(words, words[1:], words[2:], words[3:], strict=False):
        told = mark.text == "," and (after.xpos == "CD" or after.text.lower() in LISTS.grammar.indefinite_article)
        if not told or not is_given(first.text) or not (first.text[:1].isupper() and last.text[:1].isupper()):
            continue
        if last.text[1:].islower() and not is_no_name(last.text) and body_word((last,), 0) is None:
            yield last


def _is_called_after_a_day(words: Sequence[Word], position: int) -> bool:
    """Whether a day's name is a given name, as the tagger has it, or the parser where a sentence starts with it.

    No "on" stands before; both words are a person's, or the second is and they are tied: "Sunday Okoro left".
    """
    before = words[position - 1].text.lower() if position else ""
    day, name = words[position : position + 2]
    tied = not position and name.entity == "PER" and {day.index, name.index} & {day.head, name.head}
    return before not in LISTS.grammar.before_date and (day.entity == name.entity == "PER" or bool(tied))


def _is_common_at_start(sentence: Sentence, position: int, last_names: Collection[str]) -> bool:
    """Whether a sentence starts with a plural that has its capital from there alone: "Police said".

    Not where somebody bears that name: "Mike Banks left. Banks said".
    """
    word = sentence.words[position]
    if word.text in last_names and word.text.lower() not in LISTS.people.plural:
        return False
    follows = position + 1 < len(sentence.words) and is_proper(sentence.words[position + 1])
    starts = position == 0 or not sentence.words[position - 1].text[0].isalnum()
    if starts and _is_post_of(sentence.words, position):
        return True
    return (
        starts
        and not (follows or _goes_on_for(sentence.words, position))
        and is_plural(word)
        and not word.text.isupper()
        and _is_body_noun(sentence.words, position)
    )


def _is_post_of(words: Sequence[Word], position: int) -> bool:
    """Whether a noun for a person in the singular goes on with what the post is of: "Counsel to the inquiry"."""
    behind = words[position + 1 : position + 3]
    of = len(behind) > 1 and behind[0].text.lower() in LISTS.grammar.of_post | LISTS.grammar.genitive
    definite = of and behind[1].text.lower() in LISTS.grammar.definite_article
    return definite and not is_given(words[position].text) and person_word(words[: position + 1], position) is not None


def _goes_on_for(words: Sequence[Word], position: int) -> bool:
    """Whether "for" or "against" and a capital follow: "Citizens for Tax Justice"."""
    joint, after = words[position + 1 : position + 2], words[position + 2 : position + 3]
    return bool(after) and joint[0].text.lower() in LISTS.grammar.for_a_cause and is_proper(after[0])


def _end_of_run(sentence: Sentence, start: int) -> int:
    """The position after the last word of the name that starts at ``start``."""
    words, last = sentence.words, start
    position = start + 1
    while position < len(words) and position - start < 2 * LONGEST_NAME:
        word = words[position]
        nickname = nickname_end(words, position)
        if nickname:
            position = last = nickname
        elif is_proper(word) or _belongs_to_name(words, position) or _ends_hyphened(words, position):
            last = position
        elif position == start + 1 and word.text.lower() in LISTS.grammar.for_a_cause and words[start].is_plural_noun:
            last = position + 1
        elif position == start + 2 and last == position:
            pass
        elif not _may_go_on(words, last, position):
            break
        position += 1
    return last + 1


def _belongs_to_name(words: Sequence[Word], position: int) -> bool:
    """Whether a word is of a name where it stands: "III" behind one, "An" in "Mr. An", "June" in "Ann June Lund"."""
    word, before = words[position], words[position - 1]
    if is_numeral(word.text):
        return before.entity == "PER" or (position > 1 and person_word(words, position - 2) is not None)
    if is_honorific(before.text) and word.text[:1].isupper():
        return True
    follows = position + 1 < len(words) and is_proper(words[position + 1])
    return follows and word.text[:1].isupper() and is_no_name(word.text) and is_given(word.text)


def _ends_hyphened(words: Sequence[Word], position: int) -> bool:
    """Whether a small letter behind a hyphen goes on with a given name: "Choi Dong-wook", whatever the cut is."""
    before, word = words[position - 1], words[position]
    if before.end != word.start or not word.is_proper_noun:
        return False
    ending = word.text[0] in HYPHENS and word.text[1:].isalpha()  # "-wook" is one word
    return ending or (before.text[-1] in HYPHENS and word.text.isalpha())


def _may_go_on(words: Sequence[Word], last: int, position: int) -> bool:
    """Whether a word that is no proper name may stand inside one: hyphens, "of", particles, a nickname, ", Jr."."""
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    if following is None:
        return False
    close = word.start == words[position - 1].end
    if word.text in JOINING and (close or word.text == "&"):
        return is_proper(following) or (word.text in HYPHENS and following.is_proper_noun)
    text = word.text.lower()
    if is_suffix(text):
        return False
    if word.xpos == "POS" and close and words[position - 1].is_plural_noun:  # "Poor Workers’ Campaign"
        body = following.entity == "ORG" or body_word((following,), 0) is not None
        return words[position - 1].entity == "ORG" and body and is_proper(following)
    after = words[position + 2] if position + 2 < len(words) else None
    if is_particle(text) and is_particle(following.text) and after is not None and is_proper(after):
        return True
    if is_particle(text) and following.text in HYPHENS and after is not None and is_proper(after):  # "al-Zubaidi"
        return True
    if is_particle(text) and is_proper(following):
        return True
    if (
        (text in LISTS.grammar.inside_body_names or word.upos == "NUM")
        and not (text in LISTS.grammar.definite_article and is_proper(words[position - 1]))
        and word.entity == "ORG"
        and following.entity == "ORG"
    ):
        return True
    if text in LISTS.grammar.goes_on_in_name and words[last].text != "," and _is_body_noun(words, last):
        beyond = words[position + 2] if position + 2 < len(words) else None
        return is_proper(following) or (
            following.text.lower() in LISTS.grammar.definite_article and beyond is not None and is_proper(beyond)
        )
    if (text in LISTS.grammar.definite_article or text == "&") and words[
        position - 1
    ].text.lower() in LISTS.grammar.goes_on_in_name:
        return is_proper(following)
    return word.text == "," and is_suffix(following.text) and following.text[:1].isupper()


def _is_body_noun(words: Sequence[Word], position: int) -> bool:
    return body_word(words[max(0, position - 3) : position + 1], min(3, position)) is not None


def nickname_end(words: Sequence[Word], position: int) -> int:
    """The position behind a nickname that opens in marks or brackets inside a name: William “Shorty” Ames; 0 for none.

    It may have an article: Jackie “the Jet” Owens.

    A capital of the name stands before it and behind.
    """
    closing = NICKNAME_MARKS.get(words[position].text, "")
    end = next((i for i in range(position + 2, min(len(words), position + 5)) if words[i].text in closing), 0)
    if not closing or not end or not position or end + 1 >= len(words):
        return 0
    capitals = all(w.text[:1].isupper() for w in nickname_words(words, position, end))
    return end + 1 if capitals and is_proper(words[position - 1]) and is_proper(words[end + 1]) else 0


def nickname_words(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words between two marks without an article in front."""
    inside = words[start + 1 : end]
    return inside[1:] if len(inside) > 1 and inside[0].text.lower() in LISTS.grammar.definite_article else inside
