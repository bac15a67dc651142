"""A rule as it was used in, the sentence that tells people of it out: the table of the rules that decide a role.

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
    WITH_BODY = "with a body"
    OF_NO_BODY = "of no named body"
    FORMER_OFFICE = "former office"
    LAWYER = "lawyer of a client"
    LAWYER_OF_NOBODY = "lawyer of no named client"
    CAUSE = "name of a cause"
    PARTY_AND_STATE = "party and state"
    LEGISLATOR = "party in a legislature"
    NO_POST = "somebody without a post"
    NOBODY = "nobody in particular"
    # What somebody did or underwent.
    WHAT_HAPPENED = "what happened"
    DAILY_LIFE = "daily life"
    WHOSE = "whose it is"
    OUTSIDE = "no part of the study"
    IN_CAPACITY = "in this capacity"
    # The setting.
    PLACE = "a place for its government"
    STANDING = "standing of the name"
    FULL_NAME = "full name of the body"
    SPEAKS_FOR_THE_BODY = "speaks for the body"
    SPEAKS_FOR_SPOKEN_OF = "speaks for the body spoken of"
    SPEAKS_FOR_UNKNOWN = "speaks for a body of unknown kind"
    FIRST_PERSON = "speaks in the first person"
    # The model alone.
    DESCRIPTION = "words of a description"
    MENTION = "words for the source"
    UNTOLD = "nothing in the article tells"


EXAMPLES = {
    RuleKind.WORD_FOR_PERSON: ("[[Ann Moss, a glaciologist,]] said the ice was thin.", "expert"),
    RuleKind.BODY: ("[[The school board]] said it would vote.", "official"),
    RuleKind.DOCUMENT: ("[[An email from the clerk]] said the vote was void.", "document"),
    RuleKind.SPEAKS_FOR_BODY: ("[[A spokesman for the hardware chain]] said so.", "business"),
    RuleKind.SPEAKS_FOR_PERSON: ("President Bell left. [[A spokesman for Bell]] said so.", "official"),
    RuleKind.WITH_BODY: ("[[Ann Moss, with the Red Cross,]] said so.", "activist"),
    RuleKind.OF_NO_BODY: ("[[Lee Dunn, the general manager,]] said so.", "business"),
    RuleKind.FORMER_OFFICE: ("[[Former Mayor Rita Vale]] said the budget never worked.", "expert"),
    RuleKind.LAWYER: ("[[Lawyers for Bell]] said the charges would be dropped.", "legal-party"),
    RuleKind.LAWYER_OF_NOBODY: ("[[Ann Moss, a lawyer,]] said so.", "expert"),
    RuleKind.CAUSE: ("[[Parents for Safe Streets]] said cars were too fast.", "activist"),
    RuleKind.PARTY_AND_STATE: ("[[Ann Moss (R-Ga.)]] said so.", "official"),
    RuleKind.LEGISLATOR: ("[[House Democrats]] said they would vote no.", "official"),
    RuleKind.NO_POST: ("[[A woman]] said so.", "witness"),
    RuleKind.NOBODY: ("[[A source]] said a deal was near.", "unknown"),
    RuleKind.WHAT_HAPPENED: ("[[Ann Moss, who was shot in the arm,]] said she hid.", "witness"),
    RuleKind.DAILY_LIFE: ("[[Ann Moss, who lives nearby,]] said she heard it.", "witness"),
    RuleKind.WHOSE: ("[[Ann Moss, whose son was on the bus,]] said so.", "witness"),
    RuleKind.OUTSIDE: ("[[Ann Moss, who was not involved in the study,]] said so.", "expert"),
    RuleKind.PLACE: ("[[France]] said it would sign.", "official"),
    RuleKind.STANDING: ("The Bell campaign began. [[Dana Bell]] said so.", "political"),
    RuleKind.FULL_NAME: ("The Hartwell Paper Company closed. [[Hartwell]] said so.", "business"),
    RuleKind.SPEAKS_FOR_THE_BODY: ("The Allied Metalworkers met. [[Its president, Ann Moss,]] said so.", "activist"),
    RuleKind.SPEAKS_FOR_SPOKEN_OF: ("The company closed the mill. [[A spokesman]] said so.", "business"),
    RuleKind.SPEAKS_FOR_UNKNOWN: ("[[Lee Dunn, a spokesman for Harrow Vale,]] said so.", "business"),
    RuleKind.FIRST_PERSON: ("“I saw the roof go down and ran for the door,” [[Ann Moss]] said.", "witness"),
}
"""For each rule that reads an article a text with a source and the role that the rule tells of it."""

WORDINGS = {
    RuleKind.OF_NO_BODY: "{word} of no named body",
    RuleKind.FORMER_OFFICE: "former office ({over})",
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
