"""An entity with its mentions in, the source as it is shown out: speaker, named, kind, descriptions.

The speaker is the fullest name, with the title in front of it ("Sgt. Andy Bell"), else the fullest description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import (
    Match,
    body_word,
    document_word,
    gender_of_noun,
    longest,
    person_word,
    pronoun_gender,
)
from quotes.lexicon.trie import joined
from quotes.model import Gender, GenderFrom, Source, SourceKind, Span
from quotes.sources.ages import age_of_noun
from quotes.sources.entities import Entity, body_key, label_of
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import gender_of, is_no_name
from quotes.sources.mentions.noun_phrases import examples_in
from quotes.text.paragraphs import as_read

UNKNOWN = "unknown"
"""The speaker where the article tells nothing: "you", "one"."""
LONGEST_LABEL = 14
"""Words of the longest description that is shown as a speaker."""


def entity_of_noun(mention: Mention, document: Document) -> Entity:
    """A new entity for a noun phrase that takes up none before it."""
    sentence = document.sentences[mention.sentence]
    after = sentence.words[mention.head.index + 1 : mention.head.index + 3]
    kind = source_kind(mention, any(w.text.lower() in LISTS.grammar.personal_relative for w in after))
    label = label_of(_labelled(sentence, mention), document.text)
    named = _names_itself(sentence, mention, kind)
    body = body_word(mention.words, len(mention.words) - 1)
    return Entity(kind, named=named, plural=mention.plural, label=label, capacity=body.value if body else "")


def source_kind(mention: Mention, followed_by_who: bool = False) -> SourceKind:
    """Person, group or document, by the longest entry that the phrase's head has in the lexicons."""
    end = len(mention.words) - 1
    is_demonym = not mention.plural and joined(mention.words[1:]) in LISTS.people.demonym
    if is_demonym or age_of_noun(mention.words) is not None:
        return "person"
    person, document, body = (look_up(mention.words, end) for look_up in (person_word, document_word, body_word))
    noun = longest(person, document, body)
    if noun is None and followed_by_who:
        return "person"
    if noun is None and mention.head.lemma.lower() in LISTS.bodies.role_untold | LISTS.bodies.body_or_thing:
        return "group"
    if noun is None:
        several = mention.plural or mention.head.text.lower() in LISTS.grammar.quantifiers
        return "document" if mention.head.xpos == "NN" and not several else "group"
    if noun is document:
        return "document"
    collective = mention.plural or mention.head.lemma.lower() in LISTS.people.collective
    return "person" if noun is person and not collective else "group"


def portrait(entity: Entity, spans: Sequence[Span], document: Document) -> Source:
    """The source that an entity is: its mentions are all of the article, its speaker the fullest of them."""
    mentions = sorted({*spans, *(m.span for m in entity.mentions)})
    gender, gender_from = _gender(entity)
    return Source(
        speaker=speaker(entity, document),
        mentions=tuple(mentions),
        named=entity.named,
        kind=entity.kind,
        descriptions=tuple(sorted({*entity.descriptions, *_of_members(entity)})),
        gender=gender,
        gender_from=gender_from,
        backing=tuple(sorted({span for body in entity.backing[:3] for span in _presented(body)})),
        signs=entity.signs,
        name=_own_name(entity, document),
    )


def _gender(entity: Entity) -> tuple[Gender, GenderFrom]:
    """A person's gender, by the article's own words where one of them tells, else by the first name."""
    told: list[Gender] = [gender for gender in map(_gender_told, entity.mentions) if gender]
    if told and entity.kind == "person":
        return told[0], "words"
    if not entity.gender:
        return "", ""
    by_name = entity.name is not None and gender_of(replace(entity.name, honorific="")) == entity.gender
    return entity.gender, "first name" if by_name else "words"


def _gender_told(mention: Mention) -> Gender:
    """The gender that the words of a mention tell, the first name aside: "she", "Mrs.", "the waitress"."""
    if mention.type == "pronoun":
        return pronoun_gender(mention.head.text)
    if mention.name is not None:
        title = gender_of(replace(mention.name, given="")) if mention.name.honorific else ""
        return title or (gender_of_noun(mention.before[-1]) if mention.before else "")
    return gender_of_noun(mention.head)


def _own_name(entity: Entity, document: Document) -> str:
    """The fullest proper name without titles; empty for pairs, and where the article gives none."""
    named = [m for m in entity.mentions if m.name_words]
    if entity.members or not (named and entity.named):
        return ""
    if entity.cut_name is not None:
        return as_read(document.text, entity.cut_name)
    fullest = max(named, key=_fullness)
    if entity.family:
        return _with_family(entity, fullest, document)
    return _cased(fullest, as_read(document.text, span_of(fullest.name_words)))


def _of_members(entity: Entity) -> list[Span]:
    """The descriptions of the first of several whom the article describes: several take the role of the first named."""
    return next((member.descriptions for member in entity.members if member.descriptions), [])


def _presented(body: Entity) -> list[Span]:
    """Where a body is named and described: what tells in whose name its president speaks."""
    by_name = [m.span for m in body.mentions if m.name_words]  # "the trust" tells less than its name
    named = by_name or [m.span for m in body.mentions if m.type != "pronoun"]
    return [*body.descriptions[:4], *named[:4]]


def speaker(entity: Entity, document: Document) -> str:
    """The fullest name, else the fullest description."""
    if entity.members:
        return " and ".join(speaker(m, document) for m in entity.members)
    named = [m for m in entity.mentions if m.name_words]
    if entity.cut_name is not None:
        return as_read(document.text, entity.cut_name)
    if named:
        return _with_family(entity, _without_legal_form(max(named, key=_fullness), named), document)
    if entity.possessor is not None and entity.possessor is not entity and entity.possessor.named:
        owner = entity.possessor
        name = speaker(owner, document) if owner.name is None else owner.name.last.title()
        named = [m for m in owner.mentions if m.name_words]
        name = _last_name(named[-1], document) if named and owner.name is not None else name
        return f"{name}’s {entity.label.partition(' ')[2]}"
    return entity.label or UNKNOWN


def _without_legal_form(fullest: Mention, named: Sequence[Mention]) -> Mention:
    """The mention that adds no "Inc." where the article has one: readers know a company by its shorter name."""
    words = fullest.name_words
    if fullest.type != "body" or words[-1].text.lower() not in LISTS.bodies.legal_forms:
        return fullest
    shorter = (m for m in named if body_key(m.name_words) == body_key(words[:-1]))
    return next(shorter, fullest)


def _with_family(entity: Entity, mention: Mention, document: Document) -> str:
    """The fullest name with a last name that is a relative's too: "Jack Hall" of "Jack and Louise Hall"."""
    own = mention.name
    if not entity.family or own is None or own.given or entity.name is None:
        return _name_of(mention, document)
    given = next((m for m in entity.mentions if m.name is not None and m.name.last == entity.name.given), None)
    return f"{_name_of(given, document)} {entity.family}" if given is not None else _name_of(mention, document)


def _last_name(mention: Mention, document: Document) -> str:
    """The last name as the article writes it, particles included."""
    count = mention.name.last.count(" ") + 1 if mention.name is not None else 1
    words = [w for w in mention.name_words if w.text[0].isalpha()][-count:]
    return document.text[words[0].start : words[-1].end] if words else ""


def _fullness(mention: Mention) -> tuple[int, bool, int]:
    size = mention.name.size if mention.name is not None else len(mention.name_words)
    return size, bool(_title(mention)), -mention.head.start


def _title(mention: Mention) -> tuple[Word, ...]:
    """The title before a name: capitalised words that the lexicon knows, "Sgt.", "District Attorney"."""
    if not mention.before or mention.before[-1].is_plural_noun:  # "Senators Ann Moss and Bo Lund"
        return ()
    match = person_word(mention.before, len(mention.before) - 1)
    if match is None or (match.value != "official" and not mention.before[-1].text.endswith(".")):
        return ()
    words = mention.before[match.first :]
    return words if words and all(w.text[0].isupper() or not w.text[0].isalpha() for w in words) else ()


def _name_of(mention: Mention, document: Document) -> str:
    words = (*_title(mention), *mention.name_words)
    if (
        mention.name is None
        and mention.words[0].text[:1].isupper()
        and mention.words[0].text.lower() in LISTS.grammar.definite_article
    ):
        words = (mention.words[0], *words)
    text = as_read(document.text, span_of(words))
    return _cased(mention, text)


def _cased(mention: Mention, name: str) -> str:
    """A person's name that a headline or transcript has in capitals, as names are written."""
    return name.title() if name.isupper() and mention.name is not None and len(name) > 3 else name


def _labelled(sentence: Sentence, mention: Mention) -> tuple[Word, ...]:
    """The words of a description with the phrases of prepositions behind it, up to a comma, clause or verb.

    A plural goes on with those whom the article names among it: "critics of the plan, like Senators Hall and Moss".
    """
    end = mention.head.index + 1
    words = sentence.words
    examples = examples_in(words[end:]) if mention.plural else ()
    named = [w for w in examples[:LONGEST_LABEL] if w.is_proper_noun]
    if named and (examples[0].is_proper_noun or examples[0].xpos == "DT"):
        last = examples[0].index
        while last < named[-1].index and not words[last + 1].xpos.startswith(("VB", "W", "MD")):
            last += 1
        while last > mention.head.index and not words[last].xpos.startswith("NN"):
            last -= 1
        return (*mention.words, *words[end : last + 1])
    while end < len(words) and end - mention.head.index < LONGEST_LABEL:
        word = words[end]
        if _joins_behind(words, word, mention.head) or _owned(words, word, mention.head):
            end += 1
            continue
        if word.xpos == "POS" or word.xpos.startswith(
            ("W", "V", "M", "PRP", "CC", ".", ",", ":", "-", "``", "''", "RB")
        ):
            break
        if end == mention.head.index + 1 and word.text.lower() not in LISTS.grammar.inside_description:
            break
        if word.xpos == "IN" and any(is_no_name(behind.text) for behind in words[end + 1 : end + 2]):
            break  # "a prosecutor on Monday"
        end += 1
    while end > mention.head.index + 1 and not words[end - 1].xpos.startswith(("NN", "CD")):
        end -= 1
    return (*mention.words, *words[mention.head.index + 1 : end])


def _owned(words: Sequence[Word], word: Word, head: Word) -> bool:
    """Whether a possessive behind a head leads up to a noun: "half of the city's drivers"."""
    following = words[word.index + 1 : word.index + 2]
    return word.xpos == "POS" and word.index > head.index + 2 and any(map(_is_nominal, following))


def _is_nominal(word: Word) -> bool:
    return word.xpos.startswith(("NN", "JJ", "CD"))


def _joins_behind(words: Sequence[Word], word: Word, head: Word) -> bool:
    """Whether a comma or "and" goes on with a list that starts behind the head: "the states of Ohio and Maine"."""
    joined = words[word.head] if word.xpos in ("CC", ",") else word
    return joined.index > word.index and joined.base_relation == "conj" and head.index < joined.head < word.index


def _names_itself(sentence: Sentence, mention: Mention, kind: SourceKind) -> bool:
    """Whether a noun phrase names its very body or text: "the Bell campaign"; not "Bell aides"."""
    end = len(mention.words) - 1
    proper = [w for w in mention.words if w.is_proper_noun]
    if kind == "document":
        if document_word(mention.words, end) is None:
            return False
        loud = [w for w in mention.words if len(w.text) > 2 and w.text.isupper() and w.entity != "LOC"]  # "an NBC poll"
        proper = loud + [w for w in _labelled(sentence, mention) if w.is_singular_name and w.entity != "LOC"]
        return any(w.index or w.entity for w in proper) or _definite(mention) or _has_issuer(sentence, mention)
    following = sentence.words[mention.head.index + 1 : mention.head.index + 6]
    cause = len(following) > 1 and following[0].text.lower() in LISTS.grammar.for_a_cause
    if cause and mention.head.text[:1].isupper() and following[1].text[:1].isupper():
        person = person_word(mention.words, end)
        return person is None or person.value == "witness"  # "Parents for Safe Streets"; not "Lawyers for Mayor Hall"
    examples = examples_in(sentence.words[mention.head.index + 1 :]) if mention.plural else ()
    if any(w.is_singular_name for w in examples[:4]):
        return True
    if (
        mention.plural
        and body_word(mention.words, end) is not None
        and following
        and following[0].text in LISTS.grammar.genitive
    ):
        return any(w.is_singular_name for w in following[:3])
    if kind == "person" or mention.plural:
        return False
    match: Match | None = body_word(mention.words, end)
    if match is not None and match.known:
        return True
    if match is None:
        return bool(proper) and mention.head.lemma.lower() in LISTS.bodies.role_untold
    told = (
        len(mention.words) > 2
        and mention.words[0].text.lower() in LISTS.grammar.definite_article
        and match.value == "official"
    )
    union = match.phrase in LISTS.bodies.unions and any(w.text[:1].isupper() and w.index for w in mention.words[1:-1])
    return bool(proper) or union or told or (mention.words[0].xpos == "PRP$" and match.value == "political")


def _has_issuer(sentence: Sentence, mention: Mention) -> bool:
    """Whether a document is told by whom it is: "a complaint filed in May by the Trade Commission"."""
    behind = sentence.words[mention.head.index + 1 : mention.head.index + 1 + LONGEST_LABEL]
    if not behind or behind[0].xpos != "VBN" or behind[0].lemma.lower() not in LISTS.documents.issued:
        return False
    end = next((i for i, w in enumerate(behind) if w.is_finite or w.xpos in (",", ":")), len(behind))
    by = next((i for i, w in enumerate(behind[:end]) if w.text.lower() in LISTS.grammar.agent), end)
    return any(w.is_singular_name for w in behind[by:end])


def _definite(mention: Mention) -> bool:
    """Whether a document is spoken of as known: its title or author has been told."""
    return mention.words[0].xpos == "PRP$" or mention.words[0].text.lower() in LISTS.grammar.pointing
