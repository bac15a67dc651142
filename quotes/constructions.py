"""A sentence's tree in, candidate attributions out: the table of constructions.

Each construction is one entry of ``CONSTRUCTIONS``: a name, where it looks, an example sentence that is
also its test, and a short function over one possible cue. To add one is to add one entry.
Constructions propose freely; ``attribute`` decides which candidates stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotes import clauses
from quotes.candidates import Candidate, Complement, Cue, Scene, build
from quotes.clauses import Path, Subject
from quotes.cues import is_verbal, lemma
from quotes.marks import Quoted, is_statement_like
from quotes.model import Span, hull
from quotes.spans import DASHES, content_spans, cue_spans, source_span
from quotes.tree import Sentence, Word, span_of

Where = Literal["verb", "noun", "preposition", "mark"]

HANGING = ("parataxis", "ccomp", "advcl", "conj", "appos")
"""Relations by which a cue clause may hang on what it reports."""
ABOUT = ("of", "about", "on", "for", "to", "against")
"""Prepositions that join a reporting noun and its content."""
CLAUSES = (
    "clause",
    "clause alone",
    "clause before",
    "clause beside",
    "clause to participle",
    "clause to the end",
)
FAR = 80
"""Characters between a cue and a quotation after it beyond which they do not belong together."""
OPENING = frozenset("“\"'‘")
"""Marks with which a line of a quoted transcript may begin."""
FAINT = 0.01
"""The tagger's chance for a cue below which a word that is in no lexicon is not looked at."""
SHORT = 12
"""Words before a colon or twenty behind a dash that can still be a name with its description."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the attribution that its construction must find in it; ``source`` is ``None`` for nobody."""

    sentence: str
    source: str | None
    cue: str
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Construction:
    """A named pattern: the kind of word it looks at, its example, and the function that proposes candidates."""

    name: str
    where: Where
    example: Example
    propose: Callable[[Cue], Iterator[Candidate]]


def said_that(cue: Cue) -> Iterator[Candidate]:
    if not cue.addressees:
        yield from _framed(cue, "said-that clause", CLAUSES)


def told_addressee(cue: Cue) -> Iterator[Candidate]:
    if cue.addressees:
        yield from _framed(cue, "told addressee", (*CLAUSES, "infinitive"))


def _framed(cue: Cue, name: str, frames: tuple[str, ...], stretches: bool = False) -> Iterator[Candidate]:
    """Complements of the given frames, with ``stretches`` also those, of a verb with a subject of its own."""
    if cue.own_subject is not None:
        for complement in cue.complements:
            if complement.frame in frames or (stretches and complement.frame.startswith("stretch")):
                yield from build(cue, name, complement, cue.own_subject)


def trailing_cue(cue: Cue) -> Iterator[Candidate]:
    """The cue clause stands inside or behind what is reported and hangs on it."""
    sentence, verb = cue.sentence, cue.word
    host = sentence.head(verb)
    if host is None or verb.base_relation not in HANGING or cue.own_subject is None or sentence.children(verb, "ccomp"):
        return
    as_clause = clauses.has_clause_mark(sentence, verb, "as")
    if as_clause or verb.base_relation != "advcl":
        words = sentence.subtree(host, without=[verb])
        name = "as-clause" if as_clause else "said-that clause"
        yield from build(cue, name, Complement("host clause", words, host), cue.own_subject)


def set_off_cue(cue: Cue) -> Iterator[Candidate]:
    """The cue clause is set off by commas at the end or in the middle: all around it is content, whatever the parse."""
    sentence, source = cue.sentence, cue.own_subject
    if source is None or cue.entry is None:
        return
    clause = hull([cue.source_span(source), *cue_spans(sentence, cue.group)])
    before = [w for w in sentence.words if w.end <= clause.start]
    after = [w for w in sentence.words if w.start >= clause.end]
    if not before or before[-1].upos != "PUNCT" or not any(clauses.is_clause(sentence, w) for w in [*before, *after]):
        return
    if any(clauses.is_clause(sentence, w) for w in before):
        yield from build(cue, "said-that clause", Complement("all before", before, None), source)
    if len(after) > 1 and after[0].text == ",":
        yield from build(cue, "said-that clause", Complement("all around", [*before, *after], None), source)


def quotation_with_cue(cue: Cue) -> Iterator[Candidate]:
    """Quotations before, after and around a cue, whatever the parse makes of them."""
    source = _subject_after(cue) or cue.subject
    between = _between_quotation_and_cue(cue) if source is None else []
    if between:
        source, said_by = Subject(_topmost_noun(cue.sentence, between), "own"), span_of(between)
    elif source is not None:
        said_by = cue.source_span(source)
    else:
        return
    marked = cue_spans(cue.sentence, cue.group)
    near = quotations_of_cue(cue.scene, hull([said_by, *marked]))
    # With a verb that the lexicon does not know, words in marks are as likely a title ("played “Over the River”").
    if near and (cue.entry is not None or any(is_statement_like(cue.scene.text, q) for q in near)):
        yield Candidate(
            construction="quotation with cue",
            frame="quotation",
            path=source.path,
            sentence=cue.sentence,
            head=cue.word,
            cue=marked,
            source=said_by,
            source_head=source.word,
            content=tuple(q.span for q in near),
            content_head=None,
            quoted=True,
        )


def _subject_after(cue: Cue) -> Subject | None:
    """“…,” said Bell: the noun behind the cue is its subject, even where the parse takes it for an object."""
    if cue.subject is not None:
        return None
    end = len(cue.scene.text[: cue.word.start].rstrip())
    if not any(q.span.end == end for q in cue.scene.quotes):
        return None
    behind = next((w for w in cue.sentence.children(cue.word, "obj") if w.index > cue.word.index), None)
    return Subject(behind, "own") if behind is not None else _noun_behind(cue)


def _between_quotation_and_cue(cue: Cue) -> list[Word]:
    """“…,” Rep. Ann Bell (D-Ohio) said: the words between mark and cue, where the parse hangs them on the quotation."""
    before = [q for q in cue.scene.quotes if q.span.end <= cue.word.start]
    if cue.entry is None or not cue.entry.is_said or not before:
        return []
    words = cue.sentence.between(before[-1].span.end, min(w.start for w in cue.group))
    nouns = [w for w in words if w.upos in ("NOUN", "PROPN", "PRON")]
    if not nouns or len(words) > SHORT or words[0].upos == "PUNCT" or any(w.upos in ("VERB", "SCONJ") for w in words):
        return []
    return words


def _topmost_noun(sentence: Sentence, words: Sequence[Word]) -> Word:
    """The first noun of ``words`` that no other of them governs."""
    nouns = [w for w in words if w.upos in ("NOUN", "PROPN", "PRON")]
    return next((w for w in sentence.tops(words) if w in nouns), nouns[0])


def _noun_behind(cue: Cue) -> Subject | None:
    """The noun phrase right behind the cue, whatever it hangs on."""
    near = cue.sentence.words[cue.word.index + 1 : cue.word.index + 6]
    noun = next((w for w in near if w.upos in ("NOUN", "PROPN", "PRON")), None)
    if noun is not None and lemma(noun) in cue.scene.lexicon.times:
        return None
    while noun is not None:
        above = cue.sentence.head(noun)
        if above is None or above.index <= cue.word.index or above.upos not in ("NOUN", "PROPN"):
            return Subject(noun, "own")
        noun = above
    return None


def quotations_of_cue(scene: Scene, clause: Span) -> list[Quoted]:
    """The quotations that touch the cue clause: right before, right after, and going on in the next sentence."""
    before = [q for q in scene.quotes if q.span.end <= clause.start]
    after = [q for q in scene.quotes if q.span.start >= clause.end]
    found = before[-1:] if before and _only_joins(scene.text[before[-1].span.end : clause.start]) else []
    if after:
        start, end = after[0].span.start, scene.sentence.end
        same_sentence = start <= end and start - clause.end < FAR and not _has_verb(scene, clause.end, start)
        led_in = scene.text[end - 1] == ":" and end - clause.end < FAR and not _has_verb(scene, clause.end, end)
        goes_on = start > end and (bool(found) or led_in) and not scene.text[end:start].strip()
        if same_sentence or goes_on:
            found.append(after[0])
    return found


def _only_joins(gap: str) -> bool:
    """Whether nothing but white space and a comma or dash stands in ``gap``."""
    return not gap.strip(" \u00a0\t\r\n,—–-")


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    return any(w.upos in ("VERB", "AUX") for w in scene.sentence.between(start, end))


def infinitive(cue: Cue) -> Iterator[Candidate]:
    yield from _framed(cue, "cue and infinitive", ("infinitive", "object and infinitive"))


def cue_and_object(cue: Cue) -> Iterator[Candidate]:
    if cue.entry is not None and not _is_free_relative(cue):
        frames = ("object", "object and rest", "preposition", "adverbial")
        yield from _framed(cue, "cue and object", frames, stretches=True)


def shared_subject(cue: Cue) -> Iterator[Candidate]:
    outer = _subject_of_outer_cue(cue)
    if outer is not None and cue.reports_clause:
        for complement in cue.complements:
            yield from build(cue, "shared subject", complement, outer)
        return
    yield from _reached_by(cue, "shared subject", "shared")
    if outer is not None:
        for complement in cue.complements:
            yield from build(cue, "shared subject", replace(complement, frame=f"{complement.frame}, outer"), outer)


def _subject_of_outer_cue(cue: Cue) -> Subject | None:
    """In "Bell said it was late and denied …" the parse may coordinate "denied" with what Bell said."""
    above = cue.sentence.head(cue.word)
    while above is not None and above.base_relation == "conj":
        above = cue.sentence.head(above)
    if cue.word.base_relation != "conj" or above is None or above.base_relation != "ccomp" or cue.entry is None:
        return None
    outer = cue.sentence.head(above)
    found = clauses.subject(cue.sentence, outer) if outer is not None and outer.start < above.start else None
    return Subject(found.word, "shared") if found is not None else None


def relative_clause(cue: Cue) -> Iterator[Candidate]:
    yield from _reached_by(cue, "relative clause", "relative")


def participle(cue: Cue) -> Iterator[Candidate]:
    if clauses.has_clause_mark(cue.sentence, cue.word, "as"):
        return
    yield from _reached_by(cue, "participle", "participle")
    if cue.entry is None or not clauses.is_set_off_participle(cue.sentence, cue.word):
        return
    outer = clauses.main_subject(cue.sentence, cue.word, outermost=True)
    if outer is None or cue.is_quoted_apart(outer.word):
        return
    if cue.subject is None or outer.word.index != cue.subject.word.index:
        for complement in cue.complements:
            yield from build(cue, "participle", replace(complement, frame=f"{complement.frame}, outer"), outer)


def _reached_by(cue: Cue, name: str, path: Path) -> Iterator[Candidate]:
    """Every complement of a verb whose source is reached by ``path``."""
    if cue.subject is not None and cue.subject.path == path:
        governors = {w.index for w in cue.sentence.ancestors(cue.word) if w.index > cue.word.index}
        for complement in cue.complements:
            # The clause around a relative clause goes on behind it and is nobody's content.
            if path != "relative" or governors.isdisjoint(w.index for w in complement.words):
                yield from build(cue, name, complement, cue.subject)


def what_they_called(cue: Cue) -> Iterator[Candidate]:
    """A free relative: the content is what the cue names ("what she called a mistake", "the reason he gave")."""
    sentence, verb = cue.sentence, cue.word
    host = sentence.head(verb)
    if cue.own_subject is None or not (verb.relation.startswith("acl") or _is_free_relative(cue)):
        return
    rest = [w for d in sentence.children(verb) if d.start > verb.end for w in sentence.subtree(d)]
    yield from build(cue, "what-clause", Complement("rest", rest, host), cue.own_subject)
    if host is not None and verb.relation.startswith("acl"):
        named = sentence.subtree(host, without=[verb])
        yield from build(cue, "what-clause", Complement("antecedent", named, host), cue.own_subject)


def _is_free_relative(cue: Cue) -> bool:
    """Whether "what" stands in front of the subject, also where the parse takes it for its determiner."""
    if cue.own_subject is None:
        return False
    phrase = cue.sentence.subtree(cue.own_subject.word)
    before = cue.sentence.words[max(0, phrase[0].index - 1) : cue.own_subject.word.index]
    return any(w.text.lower() == "what" for w in before)


def passive_report(cue: Cue) -> Iterator[Candidate]:
    """ "was quoted as saying", "it was alleged by": the source is an agent, or the subject of the passive."""
    sentence, verb = cue.sentence, cue.word
    if not clauses.is_passive(sentence, verb):
        return
    patient = sentence.child(verb, "nsubj:pass")
    if patient is not None and patient.text.lower() in clauses.EXPLETIVES:
        patient = None
    clausal = [c for c in cue.complements if c.frame in (*CLAUSES, "infinitive")]
    if cue.subject is not None and cue.subject.path == "agent":
        for complement in (*clausal, *_around_agent(cue, cue.subject.word, patient)):
            yield from build(cue, "passive report", complement, cue.subject)
    elif sentence.child(verb, "nsubj:pass") is not None:
        source = None if patient is None else Subject(patient, "own")
        for complement in clausal:
            yield from build(cue, "passive report", complement, source)
        yield from _quoted_as_saying(cue, source)


def _around_agent(cue: Cue, agent: Word, patient: Word | None) -> Iterator[Complement]:
    """Of "the man was described by police as a drifter" the subject, what stands behind the agent, and both."""
    sentence, verb = cue.sentence, cue.word
    apart = ("punct", "parataxis", "conj", "cc")
    behind = [d for d in sentence.children(verb) if d.start > agent.start and d.base_relation not in apart]
    rest = [w for d in behind for w in sentence.subtree(d)]
    before = [] if patient is None else sentence.subtree(patient)
    if before:
        yield Complement("patient", before, patient)
    if rest:
        yield Complement("rest", rest, behind[0])
    if before and rest:
        yield Complement("patient and rest", [*before, *rest], patient)


def _quoted_as_saying(cue: Cue, source: Subject | None) -> Iterator[Candidate]:
    for inner in cue.sentence.children(cue.word, "advcl", "xcomp"):
        if inner.start > cue.word.start and inner.xpos == "VBG" and cue.scene.lexicon.entry(inner):
            group = [w for w in cue.sentence.words if cue.group[0].index <= w.index <= inner.index]
            for complement in Cue(cue.scene, inner).complements:
                yield from build(cue, "passive report", complement, source, group)


def nominal_cue(cue: Cue) -> Iterator[Candidate]:
    """ "her claim that …", "a statement from the mayor", "calls for …"."""
    if cue.entry is not None:
        for complement in _noun_complements(cue.sentence, cue.word):
            yield from build(cue, "nominal cue", complement, _owner(cue.sentence, cue.word), [cue.word])


def _owner(sentence: Sentence, noun: Word) -> Subject | None:
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None:
        return Subject(possessor, "possessive")
    for origin in sentence.children(noun, "nmod"):
        if clauses.case_of(sentence, origin) in ("from", "by"):
            return Subject(origin, "origin")
    return None


def _noun_complements(sentence: Sentence, noun: Word) -> Iterator[Complement]:
    for clause in sentence.children(noun, "acl", "ccomp"):
        if clause.start > noun.start and clause.relation != "acl:relcl":
            yield Complement("clause", sentence.subtree(clause), clause)
    for about in sentence.children(noun, "nmod"):
        case = sentence.child(about, "case")
        if about.start > noun.start and case is not None and case.text.lower() in ABOUT:
            joined = [case] if case.index == noun.index + 1 else []
            yield Complement("preposition", sentence.subtree(about, without=[case]), about, joined)


def according_to(cue: Cue) -> Iterator[Candidate]:
    """ "according to police", "per the report", "in the words of one parent": the source hangs on a preposition."""
    sentence = cue.sentence
    for phrase in cue.scene.lexicon.prepositions:
        if cue.word.text.lower() != phrase[0]:
            continue
        words = sentence.words[cue.word.index : cue.word.index + len(phrase)]
        if tuple(w.text.lower() for w in words) != phrase or _counts(cue, words):
            continue
        source = _governed(sentence, words)
        host = _host(sentence, source, words) if source is not None else None
        if source is not None and host is not None:
            content = sentence.subtree(host, without=[_branch_below(sentence, host, source)])
            said_by = Subject(source, "origin")
            yield from build(cue, "according to", Complement("host clause", content, host), said_by, words)
            before = [w for w in sentence.words if w.index < cue.word.index]
            if len(before) > len([w for w in content if w.index < cue.word.index]):
                yield from build(cue, "according to", Complement("all before", before, host), said_by, words)


def _counts(cue: Cue, phrase: Sequence[Word]) -> bool:
    """Whether "per" measures instead of crediting: "five per cent"."""
    behind = cue.sentence.words[phrase[-1].index + 1 : phrase[-1].index + 2]
    return any(lemma(w) in cue.scene.lexicon.measures for w in behind)


def _governed(sentence: Sentence, phrase: Sequence[Word]) -> Word | None:
    """The noun that a prepositional phrase introduces: the nearest governor of its last word that stands after it."""
    last = phrase[-1]
    for candidate in sentence.ancestors(last):
        if candidate.index > last.index:
            return candidate
    return next((w for w in sentence.children(last) if w.index > last.index), None)


def _host(sentence: Sentence, source: Word, phrase: Sequence[Word]) -> Word | None:
    """The clause that an "according to" phrase hangs on."""
    inside = {w.index for w in phrase}
    for above in sentence.ancestors(source):
        if above.index not in inside and (clauses.is_clause(sentence, above) or above.head < 0):
            return above
    return None


def _branch_below(sentence: Sentence, host: Word, below: Word) -> Word:
    branch = below
    for above in sentence.ancestors(below):
        if above.index == host.index:
            return branch
        branch = above
    return branch


def colon(cue: Cue) -> Iterator[Candidate]:
    """ "Bell: “…”": a name, a colon, and what it says."""
    sentence, at = cue.sentence, cue.word.index
    before, after = sentence.words[:at], sentence.words[at + 1 :]
    if before and before[0].text in OPENING:
        before = before[1:]
    if cue.word.text != ":" or not 0 < len(before) <= SHORT:
        return
    if not after:
        yield from _led_in(cue, before)
        return
    if before[0].upos in ("PUNCT", "NUM") or any(is_verbal(w) for w in before):
        return
    head = next((w for w in before if w.head < 0 or w.head >= at), before[-1])
    yield from build(cue, "colon", Complement("colon", after, None), Subject(head, "own"), [cue.word])


def _led_in(cue: Cue, before: Sequence[Word]) -> Iterator[Candidate]:
    """ "The Courier reports:" before a quotation of its own paragraph, though the tagger takes the verb for a noun."""
    sentence = cue.sentence
    quoted = next((q for q in cue.scene.quotes if q.span.start > sentence.end), None)
    verb = cue.scene.lexicon.verbs.get(lemma(before[-1]))
    if quoted is None or any(is_verbal(w) or w.upos == "PUNCT" for w in before):
        return
    is_verb = verb is not None and verb.is_said and len(before) > 1
    named = before[:-1] if is_verb else before
    yield Candidate(
        construction="colon",
        frame="quotation",
        path="own",
        sentence=sentence,
        head=cue.word,
        cue=cue_spans(sentence, [before[-1] if is_verb else cue.word]),
        source=span_of(named),
        source_head=named[-1],
        content=(quoted.span,),
        content_head=None,
        quoted=True,
    )


def dash(cue: Cue) -> Iterator[Candidate]:
    """ "“We are tired.” — Anna Bell, a nurse": the name behind a dash after a quotation."""
    sentence, mark = cue.sentence, cue.word
    behind = sentence.words[mark.index + 1 :]
    before = [q for q in cue.scene.quotes if q.span.end <= mark.start]
    if mark.text not in DASHES or not before or not 0 < len(behind) <= 2 * SHORT:
        return
    if cue.scene.text[before[-1].span.end : mark.start].strip() or behind[0].upos not in ("PROPN", "NOUN", "DET"):
        return
    if any(w.upos == "VERB" and w.head < 0 for w in behind):
        return
    head = next((w for w in behind if w.head < behind[0].index), behind[0])
    yield Candidate(
        construction="dash",
        frame="quotation",
        path="origin",
        sentence=sentence,
        head=mark,
        cue=(Span(mark.start, mark.end),),
        source=source_span(sentence, head, barred=[mark]),
        source_head=head,
        content=(before[-1].span,),
        content_head=None,
        quoted=True,
    )


def no_comment(cue: Cue) -> Iterator[Candidate]:
    """ "declined to comment", "did not return calls": asked, but no answer."""
    sentence, verb = cue.sentence, cue.word
    needed = _no_comment_words(cue)
    answers = [w for w in sentence.subtree(verb) if w.index > verb.index and lemma(w) in (needed or ())]
    # "did not return phone calls": the last of the nouns that stand side by side.
    ends = {w.index for w in answers}
    answer = next((w for w in answers if w.index + 1 not in ends), None)
    patient = sentence.child(verb, "nsubj:pass")
    source = cue.subject or (Subject(patient, "own") if patient else None)
    if needed is None or source is None or (needed and answer is None):
        return
    last = answer.index if answer is not None else cue.group[-1].index
    marked = span_of(w for w in sentence.words if cue.group[0].index <= w.index <= last)
    said_by = cue.source_span(source)
    matters = sentence.children(answer or verb, "obl", "obj", "ccomp", "advcl")
    words = [w for matter in matters for w in sentence.subtree(matter) if w.index > last]
    yield Candidate(
        construction="no comment",
        frame="no comment",
        path=source.path,
        sentence=sentence,
        head=verb,
        cue=(marked,),
        source=said_by,
        source_head=source.word,
        content=content_spans(sentence, words, [said_by], cue.scene.quotes),
        content_head=answer,
    )


def _no_comment_words(cue: Cue) -> tuple[str, ...] | None:
    """The lemmas of which one must follow for an answer not given; ``None`` where the verb is no such cue."""
    lexicon, verb = cue.scene.lexicon, lemma(cue.word)
    if verb in lexicon.no_comment:
        return lexicon.no_comment[verb]
    for noun in cue.sentence.children(cue.word, "obj"):
        if lexicon.negated(cue.sentence, noun) and lemma(noun) in lexicon.no_comment_objects.get(verb, ()):
            return lexicon.no_comment_objects[verb]
    if lexicon.negated(cue.sentence, cue.word):
        if lexicon.modal(cue.sentence, cue.word) in ("would", "will"):
            return lexicon.no_comment_would_not.get(verb, lexicon.no_comment_negated.get(verb))
        return lexicon.no_comment_negated.get(verb)
    return None


CONSTRUCTIONS: tuple[Construction, ...] = (
    Construction(
        "said-that clause", "verb",
        Example("Sheriff Bell said that the road was closed.", "Sheriff Bell", "said", ("that the road was closed",)),
        said_that,
    ),
    Construction(
        "told addressee", "verb",
        Example("Bell told reporters the road was closed.", "Bell", "told", ("the road was closed",)),
        told_addressee,
    ),
    Construction(
        "said-that clause", "verb",
        Example("The road was closed, Bell said.", "Bell", "said", ("The road was closed",)),
        trailing_cue,
    ),
    Construction(
        "as-clause", "verb",
        Example("As Bell pointed out, the road was closed.", "Bell", "pointed out", ("the road was closed",)),
        trailing_cue,
    ),
    Construction(
        "said-that clause", "verb",
        Example("The road, Bell said, was closed.", "Bell", "said", ("The road", "was closed")),
        set_off_cue,
    ),
    Construction(
        "quotation with cue", "verb",
        Example("“We closed the road,” Bell said, “and it stays closed.”", "Bell", "said",
                ("“We closed the road,”", "“and it stays closed.”")),
        quotation_with_cue,
    ),
    Construction(
        "cue and infinitive", "verb",
        Example("The mayor promised to repair the bridge.", "The mayor", "promised", ("to repair the bridge",)),
        infinitive,
    ),
    Construction(
        "cue and object", "verb",
        Example("Residents criticized the plan.", "Residents", "criticized", ("the plan",)),
        cue_and_object,
    ),
    Construction(
        "shared subject", "verb",
        Example("Bell denied the charge and said he would appeal.", "Bell", "said", ("he would appeal",)),
        shared_subject,
    ),
    Construction(
        "relative clause", "verb",
        Example("Deputies met Bell, who said the dog was his.", "who", "said", ("the dog was his",)),
        relative_clause,
    ),
    Construction(
        "participle", "verb",
        Example("Bell left the meeting, adding that he was tired.", "Bell", "adding", ("that he was tired",)),
        participle,
    ),
    Construction(
        "what-clause", "verb",
        Example("The road stayed closed after what police called a threat.", "police", "called", ("a threat",)),
        what_they_called,
    ),
    Construction(
        "passive report", "verb",
        Example("It has been claimed by prosecutors that the two men met in May.", "prosecutors", "has been claimed",
                ("that the two men met in May",)),
        passive_report,
    ),
    Construction(
        "nominal cue", "noun",
        Example("The deal rests on the mayor's promise to repair the bridge.", "the mayor's", "promise",
                ("to repair the bridge",)),
        nominal_cue,
    ),
    Construction(
        "according to", "preposition",
        Example("The road was closed, according to police.", "police", "according to", ("The road was closed",)),
        according_to,
    ),
    Construction(
        "colon", "mark",
        Example("Bell: “The road is closed.”", "Bell", ":", ("“The road is closed.”",)),
        colon,
    ),
    Construction(
        "dash", "mark",
        Example("“The road is closed.” — Anna Bell", "Anna Bell", "—", ("“The road is closed.”",)),
        dash,
    ),
    Construction(
        "no comment", "verb",
        Example("The company declined to comment.", "The company", "declined to comment", ()),
        no_comment,
    ),
)  # fmt: skip


DISTINCT = tuple({c.propose: c for c in CONSTRUCTIONS}.values())
"""The entries, each function once: two names may share one."""


def candidates(scene: Scene) -> Iterator[Candidate]:
    """All candidates of a sentence, from every construction at every word that it looks at."""
    firsts = {phrase[0] for phrase in scene.lexicon.prepositions}
    for word in scene.sentence.words:
        places = _places(word, firsts)
        if places and not _is_hopeless(scene, word, places):
            cue = Cue(scene, word)
            for construction in DISTINCT:
                if construction.where in places:
                    yield from construction.propose(cue)


def _is_hopeless(scene: Scene, word: Word, places: set[Where]) -> bool:
    """Whether neither the lexicon nor the tagger would ever take a verb or noun for a cue."""
    in_clause = places <= {"verb", "noun"} and scene.lexicon.entry(word) is None
    return in_clause and scene.view.inside["cue"][word.index] < FAINT


def _places(word: Word, prepositions: set[str]) -> set[Where]:
    places: set[Where] = set()
    if is_verbal(word):
        places.add("verb")
    elif word.upos == "NOUN":
        places.add("noun")
    if word.text.lower() in prepositions:
        places.add("preposition")
    if word.text == ":" or word.text in DASHES:
        places.add("mark")
    return places
