"""A candidate in, named features out: what the deciding model looks at.

Every feature has a short readable name, so that its weight can be read as a reason. Most are there (1) or not;
those of the encoder's tagger say how far it agrees with a span, from -2 to 3.
"""

import bisect
import functools
import math
from collections.abc import Callable, Mapping, Sequence

from quotes.attribution import clauses
from quotes.attribution.candidates import Candidate
from quotes.attribution.cue import SentenceContext
from quotes.attribution.tagger.probabilities import REFUSED, SURE, Opinion, Part, TagProbabilities
from quotes.document import Word
from quotes.lexicon.cues import is_verbal, lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Span, hull

Named = Mapping[str, float]
OfPart = Callable[[Part, tuple[Span, ...], tuple[Span, ...]], Named]
"""The tagger's view of the spans of a part beside a cue; kept, since many candidates share a source or a cue."""
LENGTHS = (1, 2, 4, 8, 15, 30)
NO_SOURCE = "encoder: no source"
_NAMED: Mapping[Part, tuple[str, ...]] = {
    part: (
        f"encoder: words are {part}",
        f"encoder: every word is {part}",
        f"encoder: {part} begins here",
        f"encoder: {part} ends here",
        f"encoder: {part} no earlier",
        f"encoder: {part} exactly",
    )
    for part in ("source", "cue", "content")
}
"""What the numbers of an ``Opinion`` are called, in their order."""
AHEAD = 60
"""Characters in which the word at a place is looked for; longer words are no words."""


def features(context: SentenceContext, competing: Sequence[Candidate]) -> list[dict[str, float]]:
    """For each of the candidates of one cue the features that hold for it, by name."""
    shared = _head_features(context, competing[0].head)
    of_part = functools.cache(functools.partial(_part_features, context.probabilities))
    return [_features(context, candidate, of_part) | shared for candidate in competing]


def _head_features(context: SentenceContext, head: Word) -> dict[str, float]:
    """What holds of the cue word, whatever its reading."""
    sentence = context.sentence
    marks = {w.text.lower() for w in sentence.children(head, "mark")}
    found = [
        f"negated={context.lexicon.negated(sentence, head)}",
        f"modal={context.lexicon.modal(sentence, head) or 'none'}",
        f"to-infinitive={not marks.isdisjoint(LISTS.grammar.infinitive_mark)}",
    ]
    above = sentence.head(head)
    if above is not None:
        over = context.entry(above)
        found.append(f"above={over.act if over else above.upos} relation={head.base_relation}")
    return dict.fromkeys(found, 1.0)


def _features(context: SentenceContext, candidate: Candidate, of_part: OfPart) -> dict[str, float]:
    cue = lemma(candidate.head)
    entry = context.entry(candidate.head)
    act = entry.act if entry else "none"
    frame = f"{candidate.construction.name}/{candidate.frame.name}"
    found = [
        f"cue={cue}",
        f"cue={cue} frame={frame}",
        f"act={act} frame={frame}",
        f"frame={frame} path={candidate.path}",
        f"act={act} path={candidate.path}",
        f"tag={candidate.head.xpos} frame={candidate.frame.name}",
        f"quoted={candidate.quoted} frame={frame}",
    ]
    found += _cue_features(context, candidate)
    found += _source_features(context, candidate, act)
    found += _content_features(context, candidate, frame)
    without_source = context.probabilities.without_source
    return {**dict.fromkeys(found, 1.0), **_tagger_features(of_part, without_source, candidate)}


def _tagger_features(of_part: OfPart, without_source: float, candidate: Candidate) -> dict[str, float]:
    """How far the sequence tagger agrees with each part, and with where it begins and ends.

    ``of_part`` tells it of one part, ``without_source`` that the sentence names no source.
    """
    source = (candidate.source,) if candidate.source else ()
    told = {
        **of_part("source", source, candidate.cue),
        **of_part("cue", candidate.cue, candidate.cue),
        **of_part("content", candidate.content, candidate.cue),
    }
    if candidate.source is None:
        told |= _in_steps({NO_SOURCE: without_source})
    return {**told, **_weighed_together(told)}


def _part_features(
    probabilities: TagProbabilities, part: Part, spans: tuple[Span, ...], cue: tuple[Span, ...]
) -> Named:
    """How far the tagger agrees with the spans of one part, and that they belong to the cue; each also in steps."""
    told: dict[str, float | None] = {}
    opinions = [opinion for span in spans if (opinion := probabilities.opinion(part, span)) is not None]
    if opinions:
        opinion = opinions[0] if len(opinions) == 1 else _mean(opinions)
        told.update(zip(_NAMED[part], opinion, strict=True))
    ties = [tie for span in spans if part != "cue" and (tie := probabilities.tie(span, cue)) is not None]
    if ties:
        told[f"encoder: {part} of this cue"] = sum(ties) / len(ties)
    return _in_steps({name: value for name, value in told.items() if value is not None})


def _in_steps(named: Named) -> dict[str, float]:
    """The tagger's opinions, and once more in steps.

    A linear model can then count the step from doubt to refusal for more than that from sure to surer.
    """
    return {**named, **{f"{name}, {_percent(value, 2)}": 1.0 for name, value in named.items()}}


def _weighed_together(named: Named) -> dict[str, float]:
    """The tagger's opinions of the parts with one another, and the least of them."""
    missing = {"source": named.get(NO_SOURCE, REFUSED), "cue": REFUSED, "content": REFUSED}
    source, cue, content = (named.get(names[0], missing[part]) for part, names in _NAMED.items())
    exact = [named.get(names[-1], missing[part]) for part, names in _NAMED.items()]
    begins, ends = (named.get(name, REFUSED) for name in _NAMED["content"][2:4])
    s, c, t = (_percent(value) for value in (source, cue, content))
    steps = (
        f"encoder: source {s}, cue {c}",
        f"encoder: cue {c}, content {t}",
        f"encoder: source {s}, cue {c}, content {t}",
        f"encoder: content begins here, {_percent(begins)}, and ends here, {_percent(ends)}",
        "encoder: source {}, cue {} and content {} exactly".format(*map(_percent, exact)),
    )
    least = {
        "encoder: all parts exactly": sum(exact),
        "encoder: each part exactly": min(exact),
        "encoder: each part": min(source, cue, content),
        "encoder: both ends of content": min(begins, ends),
    }
    return {**dict.fromkeys(steps, 1.0), **least}


def _percent(opinion: float, parts: int = 1) -> str:
    """The chance from which an opinion is as high, the opinion cut to whole numbers, or to halves."""
    return _rounded(math.floor(opinion * parts) / parts)


@functools.cache
def _rounded(opinion: float) -> str:
    return f"{math.exp(opinion - SURE):.0%}"


def _mean(opinions: Sequence[Opinion]) -> Opinion:
    """The opinions of several spans of one part as one."""
    before = [o.not_before for o in opinions if o.not_before is not None]
    return Opinion(
        mean=sum(o.mean for o in opinions) / len(opinions),
        weakest=sum(o.weakest for o in opinions) / len(opinions),
        begins=sum(o.begins for o in opinions) / len(opinions),
        ends=sum(o.ends for o in opinions) / len(opinions),
        not_before=sum(before) / len(before) if before else None,
        exact=sum(o.exact for o in opinions) / len(opinions),
    )


def _cue_features(context: SentenceContext, candidate: Candidate) -> list[str]:
    sentence, head = context.sentence, candidate.head
    entry = context.entry(head)
    start = candidate.cue[0].start
    found = [
        f"cue relation={head.relation} frame={candidate.frame.name}",
        f"cue words={min(4, sum(len(s.of(context.text).split()) for s in candidate.cue))} tag={head.xpos}",
    ]
    if any(q.inner.contains(Span(start, start)) for q in context.quotes_in(candidate.cue[:1])):
        found.append("cue inside quotation")
        found.append(f"cue inside quotation frame={candidate.frame.name}")
    if candidate.content_head is not None and candidate.frame.is_clause:
        for beside in sentence.children(candidate.content_head, "conj"):
            other = context.entry(beside)
            own = "own" if sentence.children(beside, "nsubj") else "no"
            found.append(f"coordinated={other.act if other else 'none'} {own} subject frame={candidate.frame.name}")
    for word, other in context.cues_in(hull(candidate.content)) if candidate.content else ():
        if word.index == head.index:
            continue
        if not any(s.start <= word.start and word.end <= s.end for s in candidate.content):
            continue
        if word.index > head.index and clauses.is_set_off_participle(sentence, word):
            found.append(f"holds participle={other.act} frame={candidate.frame.name}")
        if other.is_said and sentence.child(word, "nsubj") is not None:
            found.append(f"holds cue of {other.act} act={entry.act if entry else 'none'} frame={candidate.frame.name}")
    if sentence.children(head, "obj") and candidate.frame.is_clause:
        found.append("clause beside object")
    return found


def _source_features(context: SentenceContext, candidate: Candidate, act: str) -> list[str]:
    word = candidate.source_head
    if word is None or candidate.source is None:
        return ["source=none", f"source=none act={act}"]
    kind = _kind(word)
    words = len(candidate.source.of(context.text).split())
    gap = _distance(candidate.source, hull(candidate.cue))
    found = [
        f"source={kind}",
        f"source={kind} act={act}",
        f"source words={_bucket(words)}",
        f"source distance={_bucket(gap // 6)} path={candidate.path}",
        f"source after cue={candidate.source.start > candidate.cue[0].start} frame={candidate.frame.name}",
    ]
    if word.upos in ("NOUN", "PRON"):
        found.append(f"source word={lemma(word)}")
    if word.relation == "nsubj" and word.head >= 0:
        found.append(f"subject of={'cue' if word.head == candidate.head.index else 'other'}")
    return found


def _kind(word: Word) -> str:
    if word.entity:
        return word.entity
    if word.upos == "PRON":
        return "pronoun " + word.text.lower()
    number = "s" if word.is_plural_noun else ""
    return word.upos + number


def _content_features(context: SentenceContext, candidate: Candidate, frame: str) -> list[str]:
    if not candidate.content:
        return ["content=none"]
    text, content = context.text, hull(candidate.content)
    first = next(iter(text[content.start : content.start + AHEAD].split(None, 1)), "").lower().strip("“”\"'‘’")
    words = sum(len(s.of(text).split()) for s in candidate.content)
    behind = text[content.end : content.end + 3].strip()[:1] or "end"
    before = text[max(0, content.start - 2) : content.start].strip()[-1:] or "space"
    gap = _distance(content, hull(candidate.cue))
    found = [
        f"content words={_bucket(words)} frame={candidate.frame.name}",
        f"content pieces={min(3, len(candidate.content))} frame={candidate.frame.name}",
        f"content then={behind if not behind.isalnum() else 'word'} frame={candidate.frame.name}",
        f"content after={before if not before.isalnum() else 'word'} frame={candidate.frame.name}",
        f"content from cue={_bucket(gap // 4)} frame={candidate.frame.name}",
        f"statement in marks={_marked(context, candidate)} frame={frame}",
        f"content to sentence end={content.end >= context.sentence.end - 2} frame={frame}",
    ]
    if first in LISTS.grammar.statement_openers:
        found.append(f"content begins={first} frame={candidate.frame.name}")
        found.append(f"content begins={first} cue={lemma(candidate.head)}")
    if candidate.content_head is not None:
        found.append(f"content head={candidate.content_head.upos}/{candidate.content_head.base_relation}")
        found.append(f"content tag={candidate.content_head.xpos} frame={candidate.frame.name}")
    found += _mark_features(context, candidate, content)
    found += _edge_features(context, candidate, content)
    following = next(iter(text[content.end : content.end + AHEAD].split(None, 1)), "").strip(".,")
    if behind.isalnum() and following.islower():  # names would only be learned by heart
        found.append(f"content then={following[:12]}")
    words_of_sentence = context.sentence.words
    at = bisect.bisect_right(words_of_sentence, content.end, key=lambda w: w.end)
    if 0 < at < len(words_of_sentence) - 1 and words_of_sentence[at - 1].end == content.end:
        comma, following_word = words_of_sentence[at : at + 2]
        if comma.text == ",":
            found.append(f"content then comma {following_word.xpos} frame={candidate.frame.name}")
    return found


def _marked(context: SentenceContext, candidate: Candidate) -> str:
    """Whether a quotation in the content reads as a statement, or only a word or a title stands in marks."""
    within = context.quotes_in(candidate.content)
    if not within:
        return "none"
    return "yes" if any(context.document.is_statement_like(q) for q in within) else "no"


def _mark_features(context: SentenceContext, candidate: Candidate, content: Span) -> list[str]:
    """Where a content begins or ends with a quotation: a phrase that goes on beyond the marks is cut in two."""
    text, frame, found = context.text, candidate.frame.name, []
    for quoted in context.quotes_in([content]):
        if quoted.span.end == content.end:
            closes = "phrase" if text[quoted.inner.end - 1 : quoted.inner.end].isalnum() else "sentence"
            behind = text[content.end : content.end + 2].strip()[:1]
            then = "word" if behind.isalnum() else behind
            found.append(f"marks close={closes} then={then} frame={frame}")
        if quoted.span.start == content.start and quoted.span.end < content.end:
            following = context.sentence.between(quoted.span.end, content.end)
            found.append(f"begins in marks, then={following[0].xpos if following else 'none'} frame={frame}")
            cue = next((w for w in following[1:3] if context.entry(w) and is_verbal(w)), None)
            if cue is not None:
                found.append(f"holds verb behind marks={following[0].xpos} frame={frame}")
    return found


def _edge_features(context: SentenceContext, candidate: Candidate, content: Span) -> list[str]:
    """What hangs on what where the content begins and ends: whether a phrase is cut, and which one is taken in."""
    words = context.sentence.words
    inside = context.sentence.places(content.start, content.end)
    if not inside or content.end > context.sentence.end:
        return []
    frame = candidate.frame.name
    last = words[inside[-1]]
    found = _start_features(context, candidate, inside)
    found.append(f"ends in={last.xpos} frame={frame}")
    taken = _branch(context, last, inside[0], inside[-1], candidate.head.index)
    found.append(f"ends with={taken.relation} on {_where(taken.head, inside, candidate)} frame={frame}")
    behind = next((w for w in words[inside[-1] + 1 :] if w.upos != "PUNCT"), None)
    if behind is not None and behind.index != candidate.head.index:
        left = _branch(context, behind, behind.index, len(words) - 1, candidate.head.index)
        where = _where(left.head, inside, candidate)
        found.append(f"leaves out={left.relation} on {where} frame={frame}")
        found.append(f"leaves out={left.relation} on {where} tag={behind.xpos}")
    return found


def _start_features(context: SentenceContext, candidate: Candidate, inside: range) -> list[str]:
    """What stands right before the content, and whether the tree ties it to the content."""
    if inside[0] == 0:
        return [f"starts the sentence frame={candidate.frame.name}"]
    before = context.sentence.words[inside[0] - 1]
    place = Span(before.start, before.end)
    if any(c.contains(place) for c in candidate.cue):
        return [f"starts behind=cue frame={candidate.frame.name}"]
    if candidate.source is not None and candidate.source.contains(place):
        return [f"starts behind=source frame={candidate.frame.name}"]
    return [
        f"starts behind={before.xpos} frame={candidate.frame.name}",
        f"starts behind={before.relation} on {_where(before.head, inside, candidate)} tag={before.xpos}",
    ]


def _branch(context: SentenceContext, word: Word, first: int, last: int, cue: int) -> Word:
    """The topmost word above ``word`` that lies in words ``first`` to ``last`` and does not govern the cue."""
    while first <= word.head <= last and word.head != cue:
        word = context.sentence.words[word.head]
    return word


def _where(head: int, inside: range, candidate: Candidate) -> str:
    if head == candidate.head.index:
        return "cue"
    return "content" if inside[0] <= head <= inside[-1] else "other"


def _bucket(number: int) -> int:
    return bisect.bisect_left(LENGTHS, number)


def _distance(first: Span, second: Span) -> int:
    """Characters between two spans, 0 where they touch or overlap."""
    return max(0, second.start - first.end, first.start - second.end)
