"""A source span in, the mention that names the source out: the name in a long phrase, what "who" refers to, a pair.

"Trump campaign spokesman Lee Dunn, who …" names Lee Dunn; "one of the officers" an officer; "Dunn and Lee" two.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from quotes.document import Document, Sentence, Word
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.lexicon.trie import joined
from quotes.model import Span
from quotes.sources.mentions.mention import Mention, MentionType, is_plural
from quotes.sources.mentions.names import is_no_name, is_post_nominal
from quotes.sources.mentions.noun_phrases import Phrase, leading_phrase
from quotes.text.dashes import DASHES

BEFORE_RELATIVE = DASHES | {",", "”", '"'}
"""Marks between a noun and the relative clause that tells of it."""


class SourceMentions:
    """Finds the mention for source spans; ``by_word`` has the article's mentions by offset of their words."""

    def __init__(self, document: Document, by_word: Mapping[int, Mention]) -> None:
        self._document = document
        self._by_word = by_word

    def words(self, span: Span) -> tuple[int, tuple[Word, ...]]:
        """The sentence of a span's first word and the span's words in that sentence."""
        number = self._document.sentence_at(span.start)
        while number < len(self._document.sentences) and self._document.sentences[number].start < span.end:
            found = self._document.sentences[number].touched(span)
            if found:
                return number, found
            number += 1
        return min(number, len(self._document.sentences) - 1), ()

    def mention(self, span: Span) -> Mention | None:
        """The mention that names the source; ``None`` for a span without words."""
        number, words = self.words(span)
        if not words:
            return None
        sentence = self._document.sentences[number]
        after = self._document.after_dateline(sentence)
        words = tuple(w for w in words if w.start >= after) or words
        cut = self._behind_cut(number, words, span)
        if cut is not None:
            return cut
        phrase = leading_phrase(self._without_honours(words))
        if phrase is None:
            return self._made(number, words, words[-1])
        head = phrase.head
        if len(phrase.words) == 1 and head.text.lower() in LISTS.grammar.relative and head.xpos.startswith("W"):
            return self._antecedent(sentence, number, head)
        name = self._two_posts(phrase) or self._name_after(phrase) or self._name_beside(sentence, phrase)
        if name is not None:
            return name
        found = self._by_word.get(head.start)
        if found is not None and found.name_words and found.name_words[-1].start > head.start:
            phrase = phrase.followed_by(tuple(w for w in words if w.start > found.name_words[-1].start))
        owned = self._post_of(found, words)
        if owned is not None:
            return owned
        titled = self._titled_across(found, words)
        if titled is not None:
            return titled
        noun = self._noun_behind(found, words)
        if noun is not None:
            return self._made(number, tuple(w for w in words if w.start <= noun.start), noun)
        if found is not None and found.words[0].start >= words[0].start - 40:
            return self._with_second(number, found, phrase)
        return self._made(number, phrase.words, head)

    def _without_honours(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words without what stands behind a name and is none of it: "Ned Hall MP", "Senator Hall Tuesday"."""
        first = next((i for i, w in enumerate(words) if self._is_name(w)), len(words))
        end = next((i for i in range(first, len(words)) if not self._is_name(words[i])), len(words))
        behind = end
        while behind < len(words) and (is_post_nominal(words[behind].text) or is_no_name(words[behind].text)):
            behind += 1
        return (*words[:end], *words[behind:]) if first < end < behind else words

    def _behind_cut(self, number: int, words: Sequence[Word], span: Span) -> Mention | None:
        """The name behind a title that a false sentence end cuts off: "Deputy Dist. Atty. | Joan Hall"."""
        following = self._document.sentences[number + 1 : number + 2]
        if not following or following[0].start >= span.end or any(w.text[:1].islower() for w in words):
            return None
        mention = self._by_word.get(following[0].words[0].start)
        title = [w for w in words if w.text != "."]
        is_title = bool(title) and person_word(title, len(title) - 1) is not None
        return mention if mention is not None and mention.type == "person" and is_title else None

    def _post_of(self, found: Mention | None, words: Sequence[Word]) -> Mention | None:
        """Who holds a post in a body with a long name: "The Museum of Scotland's curator of coins, Dana Hall"."""
        if found is None or found.type != "body":
            return None
        behind = tuple(w for w in words if w.start > found.name_words[-1].start)
        post = leading_phrase(behind[1:]) if behind and behind[0].xpos == "POS" else None
        return self._name_after(post) if post is not None else None

    def _two_posts(self, phrase: Phrase) -> Mention | None:
        """Who holds two posts told without an article: "Founder and chief engineer Dana Hall"."""
        rest = phrase.rest
        if (
            len(rest) < 3
            or rest[0].text.lower() not in LISTS.grammar.joining
            or phrase.words[0].is_plural_noun
            or phrase.words[0].xpos in ("DT", "PRP$")
        ):
            return None
        if not (phrase.head.is_singular_noun or phrase.head.xpos == "JJ") or self._is_name(phrase.head):
            return None
        for word in rest[1:7]:
            mention = self._by_word.get(word.start)
            if mention is not None and mention.type == "person" and mention.name_words[0].start == word.start:
                return mention if mention.before and mention.words[0].start == rest[1].start else None
        return None

    def _name_beside(self, sentence: Sentence, phrase: Phrase) -> Mention | None:
        """The name in commas right behind a span that ends before it: "according to the coach, Ali Mehran, …"."""
        head = phrase.head
        if phrase.rest or head.xpos != "NN" or person_word(phrase.words, len(phrase.words) - 1) is None:
            return None
        behind = next((w for w in sentence.children(head, "appos") if w.index == head.index + 2), None)
        found = self._by_word.get(behind.start) if behind is not None else None
        return found if found is not None and found.type == "person" else None

    def _titled_across(self, found: Mention | None, words: Sequence[Word]) -> Mention | None:
        """The name behind a title that starts in a body's name: "Parks and Wildlife Service controller Dana Hall"."""
        if found is None or found.type not in ("body", "place"):
            return None
        end = found.name_words[-1]
        for word in words:
            mention = self._by_word.get(word.start) if word.start > end.start else None
            if mention is not None and mention.type == "person":
                between = [w for w in words if end.start < w.start < mention.words[0].start]
                goes_on = bool(mention.before) and all(w.text in LISTS.grammar.joining for w in between)
                return mention if goes_on else None
        return None

    def _noun_behind(self, found: Mention | None, words: Sequence[Word]) -> Word | None:
        """The noun for a person right behind a body's name with "of" in it: "a Department of Health spokeswoman"."""
        if (
            found is None
            or found.type != "body"
            or not any(w.text.lower() in LISTS.grammar.genitive for w in found.name_words)
        ):
            return None
        behind = [w for w in words if w.start > found.name_words[-1].start][:2]
        if not behind or behind[0].xpos not in ("NN", "NNS") or person_word(behind, 0) is None:
            return None
        return None if len(behind) > 1 and behind[1].xpos.startswith(("NN", "HYPH")) else behind[0]

    def _made(self, number: int, words: Sequence[Word], head: Word) -> Mention:
        kind: MentionType = "pronoun" if head.xpos in ("PRP", "PRP$") else "noun"
        return Mention(number, head, tuple(words), kind, plural=is_plural(head), subject=head.base_relation == "nsubj")

    def _name_after(self, phrase: Phrase) -> Mention | None:
        """The name that a description leads up to: "the union's president, Dana Hall", "a nurse named Hall"."""
        if self._is_name(phrase.head):
            return None
        if len(phrase.rest) > 1 and self._is_name(phrase.rest[1]):
            occupation = person_word((*phrase.words, phrase.rest[0]), len(phrase.words))
            if occupation is not None and " " in occupation.phrase:  # "shop steward", with a false tag
                return self._by_word[phrase.rest[1].start]
        if phrase.head.is_plural_noun or phrase.head.xpos == "PRP":
            return None
        person = person_word(phrase.words, len(phrase.words) - 1)
        body = self._body_after(phrase)
        if body is not None:
            return body
        if person is None and phrase.head.text.lower() not in LISTS.grammar.one_of_several:
            return self._apposed(phrase) or self._after_stray_word(phrase)
        rest = phrase.rest
        name = self._behind_portfolio(phrase)
        if name is not None:
            return name
        for position, word in enumerate(rest):
            verb = word.xpos.startswith(("W", "VBD", "VBZ")) and word.text.lower() not in LISTS.grammar.former
            verb = verb or (word.xpos == "VBG" and position > 0 and rest[position - 1].text == ",")  # ", comprising …"
            if verb and not _tells_name().search(joined(rest)):
                return self._at_end(phrase)
            if self._is_name(word) and (position == 0 or rest[position - 1].text.lower() in LISTS.grammar.before_name):
                return self._by_word[word.start]
            titled = (
                position > 1 and rest[position - 2].text == "," and person_word((rest[position - 1],), 0) is not None
            )
            if self._is_name(word) and titled:  # "its counsel, advocate Dana Hall", whatever the tagger makes of it
                return self._by_word[word.start]
            if (
                self._is_name(word)
                and rest[position - 1].text not in (",",)
                and position
                and self._titled(rest, position)
            ):
                return self._by_word[word.start]
        return None

    def _at_end(self, phrase: Phrase) -> Mention | None:
        """The full name in commas that a clause leads up to: "A nurse who had treated her, Dana Hall"."""
        rest = phrase.rest[:-1] if phrase.rest[-1].text == "," else phrase.rest
        comma = max((i for i, w in enumerate(rest) if w.text == ","), default=0)
        found = self._by_word.get(rest[comma + 1].start) if 0 < comma < len(rest) - 1 else None
        if found is None or found.type != "person" or found.name is None or not found.name.given:
            return None
        fills_it = found.words[0].start == rest[comma + 1].start and found.name_words[-1].start == rest[-1].start
        other = rest[comma - 1].xpos.startswith("NN") and person_word(rest[:comma], comma - 1) is not None
        return None if other or not fills_it or phrase.rest[0].text == "," else found

    def _after_stray_word(self, phrase: Phrase) -> Mention | None:
        """The titled name right after a comma, where the word before it tells of nobody: "law, Sheriff Hall"."""
        rest = phrase.rest
        if len(rest) < 3 or rest[0].text != ",":
            return None
        found = next((m for w in rest[1:6] if (m := self._by_word.get(w.start)) is not None), None)
        starts = found is not None and found.type == "person" and found.words[0].start == rest[1].start
        return found if starts and found is not None and found.before else None

    def _behind_portfolio(self, phrase: Phrase) -> Mention | None:
        """The full name behind what somebody is in charge of, or sent to: "Minister for Higher Education Dana Hall"."""
        rest = phrase.rest
        if not rest or rest[0].text.lower() not in LISTS.grammar.of_post or not phrase.head.text[:1].isupper():
            return None
        for position, word in enumerate(rest[1:], 1):
            mention = self._by_word.get(word.start)
            if position > 1 and mention is not None and mention.type == "person" and mention.name is not None:
                starts = mention.name_words[0].start == word.start and rest[position - 1].text[:1].isupper()
                return mention if starts and mention.name.given and not self._is_titled(rest[1:position]) else None
            listed = word.text == "," and rest[position - 1].text[:1].isupper()
            if not (word.text[:1].isupper() or listed or word.text.lower() in LISTS.grammar.inside_body_names):
                return None
        return None

    def _is_titled(self, before: Sequence[Word]) -> bool:
        """Whether a title ends right before a name: "President" in "adviser to President Hall"."""
        return before[-1].is_singular_name and person_word(before, len(before) - 1) is not None

    def _apposed(self, phrase: Phrase) -> Mention | None:
        """The full name in commas behind a noun in no list: "the hut's keeper, Dana Hall,"."""
        rest = phrase.rest
        found = self._by_word.get(rest[1].start) if len(rest) > 1 and rest[0].text == "," else None
        if found is None or found.type != "person" or found.words[0].start != rest[1].start or found.plural:
            return None
        if phrase.head.xpos != "NN" or found.name is None or not found.name.given:
            return None
        after = next((w for w in rest if w.start > found.name_words[-1].start), None)
        return found if after is None or after.text == "," else None

    def _body_after(self, phrase: Phrase) -> Mention | None:
        """The body that a description leads up to: "their union, the Federation of Clerks"."""
        rest = phrase.rest
        end = len(phrase.words) - 1
        body = body_word(phrase.words, end)
        if body is None and person_word(phrase.words, end) is None:
            return None
        if len(rest) < 2 or rest[0].text != ",":
            return None
        at = next((i for i, w in enumerate(rest[1:4], 1) if w.start in self._by_word), 0)
        found = self._by_word[rest[at].start] if at else None
        noun = body is not None and phrase.head.xpos == "NN"
        known = ("body", "place") if noun else ("body",)  # "the hotel, the Grand Palm"
        if found is None or found.type not in known or found.words[0].start != rest[1].start:
            return None
        # "The Portuguese lawmaker" is no body.
        return None if any(w.xpos in ("NN", "NNS") for w in rest[at + 1 : at + 2]) else found

    def _titled(self, rest: Sequence[Word], position: int) -> bool:
        """Whether a name's own title starts right after a comma: "the chief, Sgt. Dana Hall"."""
        mention = self._by_word[rest[position].start]
        first = mention.words[0].start
        return any(rest[i].text == "," and rest[i + 1].start == first for i in range(position))

    def _is_name(self, word: Word) -> bool:
        mention = self._by_word.get(word.start)
        return mention is not None and mention.type == "person"

    def _antecedent(self, sentence: Sentence, number: int, relative: Word) -> Mention | None:
        """What a relative pronoun stands for: the noun that its clause hangs on, else the nearest noun before it."""
        near = relative.index - 1
        while near > 0 and sentence.words[near].text in BEFORE_RELATIVE:
            near -= 1
        close = self._by_word.get(sentence.words[near].start)
        if close is not None and close.type == "person":
            return close
        some = sentence.words[near]
        if some.text.lower() in LISTS.grammar.quantifiers and some.upos in ("DET", "PRON", "ADJ"):
            return self._made(number, (some,), some)  # "criticism from some who saw it"
        noun: Word | None = None
        for governor in (relative, *sentence.ancestors(relative)):
            if governor.relation == "acl:relcl":
                noun = sentence.head(governor)
                break
        if noun is None or noun.start > relative.start or not noun.xpos.startswith(("NN", "PRP", "DT", "CD", "JJ")):
            nouns = [w for w in sentence.words[: relative.index] if w.xpos.startswith(("NN", "PRP", "DT"))]
            if not nouns:
                return self._made(number, (relative,), relative)
            noun = nouns[-1]
        if relative.text.lower() in LISTS.grammar.personal_relative:
            noun = self._nearest_person(sentence, noun, relative) or noun
        name = self._by_word.get(sentence.words[noun.head].start) if noun.base_relation == "appos" else None
        if name is not None and name.type in ("person", "body") and name.head.start < noun.start:
            return name  # "Fairlight, a committee that …"
        found = self._by_word.get(noun.start)
        things = relative.text.lower() in LISTS.grammar.relative_of_things
        if (
            close is not None
            and close.type in ("body", "place")
            and things
            and self._is_person(sentence.words, noun.index)
        ):
            return close  # "the detention of 15 sailors by Arland, which …"
        if close is not None and close.type == "body" and not can_speak(sentence, noun):
            return close  # "a tax bill by the Revenue Board, which …"
        if found is not None:
            return found
        start = noun.index
        while start > 0 and sentence.words[start - 1].xpos.startswith(("DT", "JJ", "NN", "CD", "PRP$")):
            start -= 1
        return self._made(number, sentence.words[start : noun.index + 1], noun)

    def _nearest_person(self, sentence: Sentence, noun: Word, relative: Word) -> Word | None:
        """The last noun for a person before "who" where the parse takes a thing for it: "a row with Hall, who"."""
        words = sentence.words
        if body_word(words, noun.index) is not None or self._is_person(words, noun.index):
            return None
        return next((w for w in reversed(words[: relative.index]) if self._is_person(words, w.index)), None)

    def _is_person(self, words: Sequence[Word], position: int) -> bool:
        """Whether a word names a person or is a noun or pronoun for one."""
        mention = self._by_word.get(words[position].start)
        listed = words[position].xpos.startswith("NN") and person_word(words, position) is not None
        return listed or (mention is not None and mention.type in ("person", "pronoun"))

    def _with_second(self, number: int, first: Mention, phrase: Phrase) -> Mention:
        """All of them where more names follow a name: "Hall and Lee", "Hall (D-Ohio), Dunn and Lee"; else the first."""
        if first.type not in ("person", "body", "place"):
            return first
        members, words, rest = [first], list(phrase.words), phrase.rest
        joint: Word | None = None
        while rest:
            position = _after_brackets(rest)
            link = position
            while link < len(rest) and rest[link].text.lower() in LISTS.grammar.joining | {","}:
                link += 1
            following = leading_phrase(rest[link:]) if position < link < len(rest) else None
            other = self._by_word.get(following.head.start) if following is not None else None
            if following is None or other is None or other in members or other.type != first.type:
                break
            if other.words[0].start > rest[link].start:
                break
            joint = rest[link - 1]
            words.extend((*rest[:link], *following.words))
            members.append(other)
            rest = tuple(
                w for w in rest[link:] if w.start > following.head.start and w.start > other.name_words[-1].start
            )
        if joint is None or not any(w.text.lower() in LISTS.grammar.joining for w in words):
            return first
        head = Word(joint.index, "and", "and", "CCONJ", "CC", joint.relation, joint.head, joint.start, joint.end)
        return Mention(number, head, tuple(words), "noun", plural=True, subject=first.subject, members=tuple(members))


@functools.cache
def _tells_name() -> re.Pattern[str]:
    """Words that tell how somebody is called."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, LISTS.grammar.tells_name))})\b")


def _after_brackets(words: Sequence[Word]) -> int:
    """The position after a party mark in brackets, 0 where none stands first."""
    if not words or words[0].text != "(":
        return 0
    return next((i + 1 for i, w in enumerate(words[:10]) if w.text == ")"), 0)
