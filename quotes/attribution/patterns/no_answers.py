"""A cue in, a candidate for an answer not given out: “declined to comment”, “did not return calls”."""

from collections.abc import Iterator, Sequence

from quotes.attribution import clauses
from quotes.attribution.candidates import Candidate
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.content_frames import UNANSWERED
from quotes.attribution.cue import Cue
from quotes.attribution.patterns.set_phrases import silences_in
from quotes.attribution.spans import content_spans
from quotes.document import Word, span_of
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.cues import lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Span


def no_comment(cue: Cue) -> Iterator[Candidate]:
    """ "declined to comment", "did not return calls": asked, but no answer. Never in quotation marks: that is one."""
    sentence, verb = cue.sentence, cue.word
    needed = _no_comment_words(cue)
    if needed is None or any(q.span.start < verb.start for q in cue.context.quotes_in([Span(verb.start, verb.end)])):
        return
    answers = [w for w in sentence.subtree(verb) if w.index > verb.index and lemma(w) in needed]
    # "did not return phone calls": the last of the nouns that stand side by side.
    ends = {w.index for w in answers}
    answer = next((w for w in answers if w.index + 1 not in ends), None)
    source = _silent_one(cue)
    if source is None or not _is_answer_to_request(cue) or cue.keeps_back_own_name:
        return
    if needed and answer is None and source.path != SourcePath.ORIGIN:
        return
    last = answer.index if answer is not None else cue.group[-1].index
    marked = span_of(w for w in sentence.words if cue.group[0].index <= w.index <= last)
    said_by = cue.source_span(source)
    matters = sentence.children(answer or verb, "obl", "obj", "ccomp", "advcl")
    words = [w for matter in matters for w in sentence.subtree(matter) if w.index > last]
    yield Candidate(
        frame=UNANSWERED,
        path=source.path,
        sentence=sentence,
        head=verb,
        cue=(marked,),
        source=said_by,
        source_head=source.word,
        content=content_spans(words, [said_by], cue.context.quotes),
        content_head=answer,
    )


def set_phrase(cue: Cue) -> Iterator[Candidate]:
    """ "Calls to Bell went unanswered": set words of news, looked for once in each sentence."""
    sentence = cue.sentence
    for who, around in silences_in(cue.context.text, sentence.span):
        asked = _behind_said(cue, sentence.between(who.start, who.end))
        told = [w for span in around for w in sentence.between(span.start, span.end)]
        nouns = [w for w in asked if w.upos in ("NOUN", "PROPN", "PRON")]
        clause = any(w.is_finite for w in asked)  # which is nobody who was asked
        if nouns and told and not clause and not cue.context.quotes_in([span_of(asked)]):
            yield Candidate(
                frame=UNANSWERED,
                path=SourcePath.ORIGIN,
                sentence=sentence,
                head=sentence.tops(told)[-1],
                cue=around,
                source=span_of(asked),
                source_head=sentence.tops(nouns)[0],
                content=(),
                content_head=None,
            )


def _behind_said(cue: Cue, words: Sequence[Word]) -> Sequence[Word]:
    """The words behind the last verb of saying: "it" of "the army said that it was unable to comment"."""
    entries = [(number, cue.context.lexicon.entry(w)) for number, w in enumerate(words) if w.is_finite]
    said = [number for number, entry in entries if entry is not None and entry.is_said]
    behind = words[said[-1] + 1 :] if said else words
    opened = bool(said and behind) and behind[0].text.lower() in LISTS.grammar.plain_opener
    return behind[1:] if opened else behind


def _no_comment_words(cue: Cue) -> tuple[str, ...] | None:
    """The lemmas of which one must follow for an answer not given; ``None`` where the verb is no such cue."""
    lexicon, verb = cue.context.lexicon, lemma(cue.word)
    if verb in lexicon.no_comment:
        return lexicon.no_comment[verb]
    for noun in cue.sentence.children(cue.word, "obj"):
        if _is_negated(cue, noun) and lemma(noun) in lexicon.no_comment_objects.get(verb, ()):
            return lexicon.no_comment_objects[verb]
    if _is_negated(cue, cue.word):
        if lexicon.modal(cue.sentence, cue.word) in lexicon.modality["of_refusal"]:
            return lexicon.no_comment_would_not.get(verb, lexicon.no_comment_negated.get(verb))
        return lexicon.no_comment_negated.get(verb)
    return None


def _is_negated(cue: Cue, word: Word) -> bool:
    """Whether a word is negated outside of quotation marks: “"Not that I know of," Bell replied” is an answer."""
    return any(not cue.is_quoted_apart(w) for w in cue.context.lexicon.negations(cue.sentence, word))


def _silent_one(cue: Cue) -> Subject | None:
    """Who was asked: the subject, of "could not be reached" the patient; nobody where that is a thing."""
    sentence, verb = cue.sentence, cue.word
    patient = sentence.child(verb, "nsubj:pass")
    if lemma(verb) in cue.context.lexicon.reached and patient is None:
        return None
    if patient is not None and lemma(patient) in cue.context.lexicon.no_comment_negated.get(lemma(verb), ()):
        called = (
            Subject(noun, SourcePath.ORIGIN)
            for noun in sentence.children(patient, "nmod")
            if clauses.case_of(sentence, noun) in LISTS.grammar.addressed
        )
        return next(called, None)
    source = Subject(patient, SourcePath.OWN) if patient is not None else cue.subject
    if source is None or source.word.text.lower() not in LISTS.grammar.relative or not verb.relation.startswith("acl"):
        return source if source is not None and _may_answer(cue, source.word) else None
    return Subject(source.word, SourcePath.RELATIVE) if _may_answer(cue, sentence.words[verb.head]) else None


def _may_answer(cue: Cue, word: Word) -> bool:
    """Whether a word may stand for somebody, "it" for a body named before; who declines or is called is somebody."""
    asked = lemma(cue.word) in cue.context.lexicon.no_comment or bool(_requests(cue))
    named = word.is_proper_noun or word.text.lower() in LISTS.grammar.taken_up_relative
    return asked or named or can_speak(cue.sentence, word)


def _is_answer_to_request(cue: Cue) -> bool:
    """Whether what is not responded to, if it is named, is a request: "did not respond to treatment" tells of none."""
    named = [w for w in cue.sentence.children(cue.word, "obl", "obj") if lemma(w) not in cue.context.lexicon.times]
    return lemma(cue.word) not in cue.context.lexicon.no_comment_to or not named or bool(_requests(cue))


def _requests(cue: Cue) -> list[Word]:
    """Questions and calls that the clause names as unanswered."""
    wanted = cue.context.lexicon.no_comment_to.get(lemma(cue.word), ())
    return [w for w in cue.sentence.children(cue.word, "obl", "obj") if lemma(w) in wanted]
