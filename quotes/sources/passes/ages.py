"""A description and somebody spoken of in, whether the age that the description tells is or may be theirs out."""

from quotes.document import Document
from quotes.lexicon.lists import LISTS
from quotes.sources.ages import age_of_noun, numbers_in
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention


def age_agreement(mention: Mention, entity: Entity, document: Document) -> str:
    """Whether "the 34-year-old" has the age that is told of somebody: "none" for a description without an age."""
    age = age_of_noun(mention.words)
    if age is None:
        return "none"
    told = {number for span in entity.descriptions for number in numbers_in(span.of(document.text))[:1]}
    told |= _called(entity)
    return "untold" if not told else "same" if age in told else "another"


def may_be_of_age(mention: Mention, entity: Entity, document: Document) -> bool:
    """Whether "the boy" or "the old man" may mean somebody: for one named in full, something must tell such an age.

    "The 34-year-old" is nobody whom the article has called "the 61-year-old".
    """
    age, told = age_of_noun(mention.words), _called(entity)
    if age is not None and told:
        return age in told
    named = entity.name is not None and bool(entity.name.given)
    words = _words(mention)
    times = [one for one in LISTS.people.times_of_life.values() if not words.isdisjoint(one.words)]
    if not (named and times) or age is not None:
        return True
    years = {number for span in entity.descriptions for number in numbers_in(span.of(document.text))}
    if years:
        return all(any(one.youngest <= year <= one.oldest for year in years) for one in times)
    return all(not one.told or not entity.nouns.isdisjoint(one.told | one.words) for one in times)


def _called(entity: Entity) -> set[int]:
    """The ages by which the article has called somebody: "the 34-year-old"."""
    return {age for m in entity.mentions if m.type == "noun" and (age := age_of_noun(m.words)) is not None}


def _words(mention: Mention) -> set[str]:
    """The noun, and what stands before it where it tells no more than "man" or "woman"."""
    head = mention.head.text.lower()
    before = mention.words[1:-1] if head in LISTS.people.man_or_woman else ()
    return {head, *(word.text.lower() for word in before)}
