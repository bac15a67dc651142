"""The table of rules that decide a role, and a rule as it was used, with the word it names, as people read it.

What people read is put together here at the end; nothing takes it apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What a role is concluded from."""

    # The words of a description.
    CODEBOOK_WORD = "codebook word"
    SOURCE_TYPE = "type of source"
    WORD_FOR_PERSON = "word for a person"
    BODY = "body"
    DOCUMENT = "document"
    SPEAKS_FOR_BODY = "speaks for a body"
    SPEAKS_FOR_PERSON = "speaks for a person"
    SPEAKS_FOR = "speaks for"
    WITH_BODY = "with a body"
    WORKS_FOR = "works for"
    HEADS_BODY = "heads a body"
    OF_NO_BODY = "of no named body"
    VICE_PRESIDENT = "vice president of a trade"
    FORMER_OFFICE = "former office"
    FORMERLY = "formerly"
    LAWYER = "lawyer of a client"
    LAWYER_OF_NOBODY = "lawyer of no named client"
    CAUSE = "name of a cause"
    UNION_LOCAL = "union local"
    PARTY_AND_STATE = "party and state"
    LEGISLATOR = "party in a legislature"
    NAME_OF_PARTY = "name of a party"
    NO_POST = "somebody without a post"
    NOBODY = "nobody in particular"
    # What somebody did or underwent.
    WHAT_HAPPENED = "what happened"
    DAILY_LIFE = "daily life"
    READ = "what is read"
    IN_CAPACITY = "in this capacity"
    # The setting.
    PLACE = "a place for its government"
    STANDING = "standing of the name"
    COMPANY = "words in the company of the name"
    FIELD = "known to readers of the field"
    FULL_NAME = "full name of the body"
    NAME_ALONE = "a proper name alone"
    SPOKEN_OF = "one of those spoken of"
    SPEAKS_FOR_THE_BODY = "speaks for the body"
    SPEAKS_FOR_SPOKEN_OF = "speaks for the body spoken of"
    SPEAKS_FOR_UNKNOWN = "speaks for a body of unknown kind"
    SPEAKS_IN_ELECTION = "speaks for somebody in an election"
    SPORT_OR_ART = "post in sport or art"
    ASKS = "asks the questions"
    AGE_OR_HOME = "age or home"
    FIRST_PERSON = "speaks in the first person"
    # The model alone.
    DESCRIPTION = "words of a description"
    MENTION = "words for the source"
    CONTEXT = "the sentences around"
    UNTOLD = "nothing in the article tells"


WORDINGS = {
    RuleKind.OF_NO_BODY: "{word} of no named body",
    RuleKind.SPOKEN_OF: "one of the {word} spoken of",
    RuleKind.NAME_OF_PARTY: "{word} party",
    RuleKind.FORMER_OFFICE: "former office ({over})",
    RuleKind.FORMERLY: "formerly ({over})",
}
"""How people read those rules that are not told by their kind, with the word it names behind a colon."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was used: the ``word`` it names, if any, and the rule of what is now ``over``."""

    kind: RuleKind
    word: str = ""
    over: Rule | None = None

    def __str__(self) -> str:
        if self.kind in WORDINGS:
            return WORDINGS[self.kind].format(word=self.word, over=self.over)
        return f"{self.kind}: {self.word}" if self.word else self.kind.value
