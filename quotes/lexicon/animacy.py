"""A noun or pronoun of a sentence in, whether it stands for somebody who can speak out: a person, a group, a body."""

from quotes.document import Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, is_doer, person_word

NAMES = ("flat", "compound", "appos")
"""Relations by which the parts of a name hang together: in "Coach Ruiz" the tag may stand on either word."""


def can_speak(sentence: Sentence, word: Word) -> bool:
    """Whether a word stands for somebody by its pronoun, its name or the lexicons; things and places cannot speak."""
    if word.upos == "PRON":
        return word.text.lower() in LISTS.grammar.able_to_speak
    entities = {w.entity for w in (word, *sentence.children(word, *NAMES))}
    if entities & {"PER", "ORG"}:
        return True
    if "LOC" in entities:
        return False
    return word.is_proper_noun or _is_listed(sentence, word)


def _is_listed(sentence: Sentence, word: Word) -> bool:
    """Whether the lexicons know a noun for a person or body, or it is built like one ("projectionist")."""
    known = person_word(sentence.words, word.index) or body_word(sentence.words, word.index)
    return known is not None or is_doer(word)
