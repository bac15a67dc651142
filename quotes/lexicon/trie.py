"""Lists of phrases and a sentence's words in, every phrase of every list among the words out, found in one pass."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.document import Word


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of a phrase; an abbreviation has the entry of what it stands for.

    ``value`` is a role, or for persons ``body`` and ``client``; ``default`` the role where no body is named;
    ``known`` whether it is a name that any reader knows.
    """

    phrase: str
    value: str
    default: str = ""
    known: bool = False


Found = Mapping[tuple[str, int], Sequence[tuple[int, Entry]]]
"""By list and position of the last word: the positions of the first words and the entries, the longest first."""


class Lexicon:
    """Several lists of phrases as one trie, which is kept as its nodes: each phrase, and each beginning of one."""

    def __init__(self, lists: Mapping[str, Mapping[str, Entry]]) -> None:
        self._entries: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
        self._beginnings: set[str] = set()
        for name, table in lists.items():
            for phrase, entry in table.items():
                self._entries[phrase].append((name, entry))
                self._beginnings.update(phrase[:end] for end in range(1, len(phrase)))

    def entries(self) -> Iterator[Entry]:
        """What the lists say, of each phrase of each list."""
        return (entry for entries in self._entries.values() for _, entry in entries)

    def find(self, words: Sequence[Word]) -> Found:
        """All phrases among ``words``; of the forms of a last word the first that a list has.

        Words are joined as they stand in the text, so that "co-op" is found however it was cut into words.
        """
        found: defaultdict[tuple[str, int], list[tuple[int, Entry]]] = defaultdict(list)
        texts, last_forms = [plain(word) for word in words], [tuple(forms(word)) for word in words]
        apart = [False, *(after.start > before.end for before, after in pairwise(words))]
        for first in range(len(words)):
            before = ""
            for end in range(first, len(words)):
                if before:
                    before += " " if apart[end] else ""
                seen = set()
                for form in last_forms[end]:
                    for name, entry in self._entries.get(before + form, ()):
                        if name not in seen:
                            seen.add(name)
                            found[name, end].append((first, entry))
                before += texts[end]
                if before not in self._beginnings or before[0] in "-'":  # what is glued on begins no phrase
                    break
        return found


def plain(word: Word) -> str:
    """The word in lower case, apostrophes made straight."""
    return word.text.lower().replace("’", "'")


def joined(words: Sequence[Word]) -> str:
    """The words in lower case, apostrophes made straight, with a space where the text has one."""
    pieces: list[str] = []
    for position, word in enumerate(words):
        if position and word.start > words[position - 1].end:
            pieces.append(" ")
        pieces.append(plain(word))
    return "".join(pieces)


def forms(word: Word) -> Iterator[str]:
    """The forms under which a word may stand in a list: as written, its lemma, its singular."""
    text = plain(word)
    yield text
    if word.xpos.startswith(("NN", "JJ")):
        yield word.lemma.lower()
    if text.endswith("men"):
        yield text[:-3] + "man"
    if text.endswith("ies"):
        yield text[:-3] + "y"
    if text.endswith("s") and not text.endswith("ss"):
        yield text[:-1]
        if text.endswith("es"):
            yield text[:-2]
