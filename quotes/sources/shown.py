"""A mention in, the nouns that its verb shows to fit it out: "teacher" for who teaches, "mother" for who has a son."""

from collections.abc import Iterator

from quotes.document import Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import family_inverse, family_tie
from quotes.model import Gender
from quotes.sources.mentions.mention import Mention


def nouns_shown(sentence: Sentence, mention: Mention, gender: Gender) -> set[str]:
    """The nouns by which somebody may be taken up whom the article tells to teach, farm or have a daughter."""
    return {noun for verb in _verbs(sentence, mention) for noun in (*_by_deed(verb), *_parent(sentence, verb, gender))}


def _verbs(sentence: Sentence, mention: Mention) -> Iterator[Word]:
    """The verbs of which a mention is the subject, and those of "who" behind it."""
    names = {w.index: w for w in (mention.head, *mention.name_words[:1])}.values()
    for word in names:
        verb = sentence.head(word) if word.base_relation == "nsubj" else None
        if verb is not None:
            yield verb
            yield from sentence.children(verb, "conj")
        yield from (w for w in sentence.children(word, "acl:relcl") if _tells_who(sentence, w))


def _tells_who(sentence: Sentence, verb: Word) -> bool:
    """Whether "who" is the subject of a clause: not "whom he taught", "whose son he taught"."""
    subjects = sentence.children(verb, "nsubj")
    return any(w.text.lower() in LISTS.grammar.personal_relative for w in subjects)


def _by_deed(verb: Word) -> frozenset[str]:
    return LISTS.people.by_deed.get(verb.lemma.lower(), frozenset()) if verb.xpos.startswith("VB") else frozenset()


def _parent(sentence: Sentence, verb: Word, gender: Gender) -> Iterator[str]:
    """What a parent is called, for who has a son or a daughter."""
    if verb.lemma.lower() not in LISTS.people.having:
        return
    ties = {family_inverse(tie) for child in sentence.children(verb, "obj") if (tie := family_tie(child))}
    for tie in ties & {"parent"}:
        for noun in LISTS.people.family[tie].words:
            told = next((g for g, words in LISTS.people.gender.items() if noun in words), "")
            if not gender or told in ("", gender):
                yield noun
