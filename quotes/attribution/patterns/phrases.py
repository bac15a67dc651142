"""A reporting noun or preposition in, candidates out: “her claim that”, “according to police”."""

from collections.abc import Iterator, Sequence

from quotes.attribution import clauses
from quotes.attribution import content_frames as frames
from quotes.attribution.candidates import Candidate, build, of_quotations
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement
from quotes.attribution.cue import Cue
from quotes.attribution.spans import cue_spans, source_span
from quotes.document import Sentence, Word
from quotes.lexicon.cues import is_verbal, lemma
from quotes.lexicon.lists import LISTS


def nominal_cue(cue: Cue) -> Iterator[Candidate]:
    """ "her claim that …", "a statement from the mayor", "calls for …"."""
    if cue.entry is not None:
        for complement in _noun_complements(cue.sentence, cue.word):
            yield from build(cue, complement, _owner(cue.sentence, cue.word), [cue.word])


def _owner(sentence: Sentence, noun: Word) -> Subject | None:
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None:
        return Subject(possessor, SourcePath.POSSESSIVE)
    for origin in sentence.children(noun, "nmod"):
        if clauses.case_of(sentence, origin) in LISTS.grammar.origin:
            return Subject(origin, SourcePath.ORIGIN)
    return None


def _noun_complements(sentence: Sentence, noun: Word) -> Iterator[Complement]:
    for clause in sentence.children(noun, "acl", "ccomp"):
        if clause.start > noun.start and clause.relation != "acl:relcl":
            yield Complement(frames.CLAUSE, sentence.subtree(clause), clause)
    for about in sentence.children(noun, "nmod"):
        case = sentence.child(about, "case")
        if about.start > noun.start and case is not None and case.text.lower() in LISTS.grammar.about:
            joined = [case] if case.index == noun.index + 1 else []
            yield Complement(frames.PREPOSITION, sentence.subtree(about, without=[case]), about, joined)


def according_to(cue: Cue) -> Iterator[Candidate]:
    """ "according to police", "per the report", "in the words of one parent": the source hangs on a preposition."""
    sentence = cue.sentence
    for phrase in cue.context.lexicon.prepositions:
        if cue.word.text.lower() != phrase[0]:
            continue
        words = sentence.words[cue.word.index : cue.word.index + len(phrase)]
        if tuple(w.text.lower() for w in words) != phrase or _counts(cue, words):
            continue
        source = _governed(sentence, words)
        host = _host(sentence, source, words) if source is not None else None
        if source is not None and host is not None:
            content = sentence.subtree(host, without=[_branch_below(sentence, host, source)])
            said_by = Subject(source, SourcePath.ORIGIN)
            yield from build(cue, Complement(frames.HOST, content, host), said_by, words)
            before = [w for w in sentence.words if w.index < cue.word.index]
            if len(before) > len([w for w in content if w.index < cue.word.index]):
                yield from build(cue, Complement(frames.ALL_BEFORE, before, host), said_by, words)


def in_ones_words(cue: Cue) -> Iterator[Candidate]:
    """ "In Bell's words, the road was closed", "to borrow Bell's phrase, “a maze”": the source owns the words."""
    sentence, noun = cue.sentence, cue.word
    owner, case = _owner_of_words(sentence, noun), _leading_in(sentence, noun)
    if lemma(noun) not in LISTS.documents.spoken or owner is None or case is None:
        return
    source = Subject(owner, SourcePath.POSSESSIVE)
    quoted = next(iter(cue.context.quotes_behind(noun.end)), None)
    if quoted is not None:
        inside = sentence.between(quoted.span.start, quoted.span.end)
        said_by = source_span(sentence, owner, barred=[case, noun, *inside])
        if not cue.context.text[max(noun.end, said_by.end) : quoted.span.start].strip(" ,:"):
            yield of_quotations(cue, cue_spans(sentence, [case, noun]), source, said_by, [quoted])
            return
    phrase = case if is_verbal(case) else noun
    host = next((w for w in sentence.ancestors(phrase) if clauses.is_clause(sentence, w) or w.head < 0), None)
    if host is not None and owner.relation == "nmod:poss":
        content = sentence.subtree(host, without=[_branch_below(sentence, host, phrase)])
        yield from build(cue, Complement(frames.HOST, content, host), source, [case, noun])


def _owner_of_words(sentence: Sentence, noun: Word) -> Word | None:
    """Whose words they are: of "chairman Ann Bell's phrase" the one with the 's, of "the words of one" that one."""
    owners = sentence.children(noun, "nmod:poss")
    behind = [w for w in sentence.children(noun, "nmod") if clauses.case_of(sentence, w) in LISTS.grammar.spoken_of]
    return next((w for w in owners if sentence.child(w, "case") is not None), next(iter([*owners, *behind]), None))


def _leading_in(sentence: Sentence, noun: Word) -> Word | None:
    """The "in" of "in Bell's words", or the "borrow" of "to borrow Bell's phrase"."""
    case, above = sentence.child(noun, "case"), sentence.head(noun)
    if case is not None and case.text.lower() in LISTS.grammar.spoken_in:
        return case
    borrowed = above is not None and lemma(above) in LISTS.grammar.borrowing and sentence.child(above, "mark")
    return above if borrowed else None


def _counts(cue: Cue, phrase: Sequence[Word]) -> bool:
    """Whether "per" measures instead of crediting: "five per cent"."""
    behind = cue.sentence.words[phrase[-1].index + 1 : phrase[-1].index + 2]
    return any(lemma(w) in cue.context.lexicon.measures for w in behind)


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
