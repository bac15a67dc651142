"""An analysis and a person's decisions in, the analysis as the person has it out, with what no longer fits.

A decision holds for the statement whose words it names, whatever model finds it and wherever the text has moved. What
a person confirmed, changed or added is there even where the tool no longer finds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quotes.model import Analysis, Attribution, Check, Role, Source, Span, hull, shared
from quotes.review.corrections import Decision, Quoted, Reading, main_places
from quotes.review.places import moved, moved_stretch
from quotes.tone import with_tone

SAME = 0.5
"""Least overlap (intersection over union, in characters) for a statement to be the one that was decided on."""
BY_PERSON = "person"
"""The construction of a statement that a person added, and the kind of rule of a role that a person set."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision that cannot be carried out any more, and why, in words."""

    decision: Decision
    reason: str


@dataclass(frozen=True)
class CorrectedAnalysis:
    """An analysis as people have it; ``decided`` maps its attributions, by position, to the decision on each.

    ``removed`` are the decisions by which statements are gone, with the attribution that each took away; ``unfit`` are
    those that could not be carried out.
    """

    analysis: Analysis
    decided: Mapping[int, Decision] = field(default_factory=dict)
    removed: Sequence[tuple[Decision, Attribution]] = ()
    unfit: Sequence[Unfit] = ()


@dataclass(frozen=True)
class Checked:
    """How many statements people confirmed, changed, added, took out and could not tell, and what no longer fits."""

    confirm: int = 0
    change: int = 0
    add: int = 0
    delete: int = 0
    cannot_tell: int = 0
    unfit: tuple[Unfit, ...] = ()

    @property
    def looked_at(self) -> int:
        """Statements that the report has and that a person looked at."""
        return self.confirm + self.change + self.add


def corrected(analysis: Analysis, decisions: Sequence[Decision]) -> CorrectedAnalysis:
    """``analysis`` with ``decisions`` carried out: the standing ones on its article, one a subject."""
    return _Correction(analysis).result(decisions) if decisions else CorrectedAnalysis(analysis)


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision on this article as its text and its statements are now.

    ``found`` and ``decided`` are the decision's readings at their places, ``position`` is that of the attribution which
    is meant, ``None`` where the tool does not find it.
    """

    decision: Decision
    found: Reading | None
    decided: Reading | None
    position: int | None = None

    @property
    def wanted(self) -> Reading | None:
        """The statement as the person leaves it."""
        return self.found if self.decision.action == "confirm" else self.decided


def placed(analysis: Analysis, decisions: Iterable[Decision]) -> tuple[list[Placed], list[Unfit]]:
    """Where decisions on an article stand in it now, in their order, and those that stand nowhere."""
    text = analysis.article.text
    fit: list[Placed] = []
    unfit = []
    for decision in decisions:
        found, decided = (None if one is None else moved(one, text) for one in (decision.found, decision.decided))
        lost_stretch = decision.stretch is not None and moved_stretch(decision.stretch, text) is None
        if (
            (found is None) != (decision.found is None)
            or (decided is None) != (decision.decided is None)
            or lost_stretch
        ):
            reason = "its words are not in the article any more, or not to be told from others there"
            unfit.append(Unfit(decision, reason))
        else:
            fit.append(Placed(decision, found, decided))
    return _matched(analysis, fit), unfit


def _matched(analysis: Analysis, fit: Sequence[Placed]) -> list[Placed]:
    """``fit`` with the positions of their statements: the likest pairs first, each statement once."""
    likeness = [
        (_likeness(one.found or one.decided, attribution), number, position)
        for number, one in enumerate(fit)
        for position, attribution in enumerate(analysis.attributions)
    ]
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for like, number, position in sorted(likeness, key=lambda item: -item[0]):
        if like >= SAME and number not in matches and position not in taken:
            matches[number] = position
            taken.add(position)
    return [replace(one, position=matches.get(number)) for number, one in enumerate(fit)]


class _Correction:
    """The statements and sources of one analysis while decisions are carried out on them."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._attributions: list[Attribution | None] = list(analysis.attributions)
        self._sources = list(analysis.sources)
        self._decisions: dict[int, Decision] = {}
        self._removed: list[tuple[Decision, Attribution]] = []
        self._unfit: Sequence[Unfit] = ()

    def result(self, decisions: Sequence[Decision]) -> CorrectedAnalysis:
        fit, self._unfit = placed(self._analysis, decisions)
        # A word on all statements of a speaker comes first, so that a word on one of them goes before it.
        for one in fit:
            if one.decision.reach == "speaker":
                self._set_speaker(one)
        for one in fit:
            self._carry_out(one)
        return self._finished()

    def _carry_out(self, one: Placed) -> None:
        decision, position = one.decision, one.position
        attribution = None if position is None else self._attributions[position]
        if decision.action == "delete":
            if position is not None and attribution is not None:
                self._removed.append((decision, attribution))
                self._attributions[position] = None
        elif decision.action == "cannot-tell":
            if position is not None and attribution is not None:
                self._keep(position, replace(attribution, check=_check(decision)), decision)
        elif one.wanted is not None:
            if position is None:
                self._attributions.append(None)
                position = len(self._attributions) - 1
            self._keep(position, self._overlaid(attribution, one.wanted, decision), decision)

    def _keep(self, position: int, attribution: Attribution, decision: Decision) -> None:
        self._attributions[position] = attribution
        self._decisions[position] = decision

    def _overlaid(self, attribution: Attribution | None, wanted: Reading, decision: Decision) -> Attribution:
        """The statement as the person has it; what they said nothing of stays as the tool found it."""
        content, cue, source = (_spans(places) for places in (wanted.content, wanted.cue, wanted.source))
        before = attribution or Attribution(wanted.kind, content, cue, None, BY_PERSON, 1.0, act="speech")
        index = self._source_index(before, wanted, decision)
        decided = replace(
            before,
            kind=wanted.kind,
            content=content,
            cue=cue,
            source=source[0] if source and not _says_nobody(wanted, decision) else None,
            cue_lemma=before.cue_lemma if cue == before.cue else "",
            source_index=index,
            own_role=self._own_role(before, index, wanted) if index is not None or "role" in decision.fields else None,
            check=_check(decision),
        )
        if content != before.content or attribution is None:
            (decided,) = with_tone(self._analysis.article, [replace(decided, tone=None)])
        return decided

    def _source_index(self, before: Attribution, wanted: Reading, decision: Decision) -> int | None:
        """The source that the person names, made where the article has none of that name; ``None`` for nobody."""
        if _says_nobody(wanted, decision) or not (wanted.speaker or wanted.source):
            return None
        index = before.source_index
        if index is None or not _is_called(self._sources[index], wanted.speaker):
            index = self._called(wanted.speaker)
        mentions = _spans(wanted.source)
        if index is None:
            earlier = self._sources[before.source_index] if before.source_index is not None else None
            # A text keeps its kind no longer where a person says who speaks; a group may be another group.
            kind = earlier.kind if earlier is not None and earlier.kind != "document" else "person"
            untouched = earlier.role if earlier is not None and "role" not in decision.fields else None
            name = wanted.speaker or wanted.source[0].words
            self._sources.append(Source(name, (), bool(wanted.named), kind, role=untouched or _role(wanted.role)))
            index = len(self._sources) - 1
        elif wanted.named is not None:
            self._sources[index] = replace(self._sources[index], named=wanted.named)
        if before.source_index is not None and before.source_index != index:
            self._take_mentions(before.source_index, mentions)
        source = self._sources[index]
        self._sources[index] = replace(source, mentions=tuple(sorted({*source.mentions, *mentions})))
        return index

    def _take_mentions(self, index: int, spans: Collection[Span]) -> None:
        """Words that stand for another stand no longer for this source; its last ones stay, since a source has some."""
        left = tuple(span for span in self._sources[index].mentions if span not in spans)
        if left:
            self._sources[index] = replace(self._sources[index], mentions=left)

    def _called(self, speaker: str) -> int | None:
        return next((i for i, source in enumerate(self._sources) if speaker and _is_called(source, speaker)), None)

    def _own_role(self, before: Attribution, index: int | None, wanted: Reading) -> Role | None:
        """The role that the statement has of its own; ``None`` where it is that of the source."""
        source_role = self._sources[index].role if index is not None else None
        if not wanted.role or (source_role is not None and source_role.name == wanted.role):
            return None
        if before.own_role is not None and before.own_role.name == wanted.role:
            return before.own_role
        return _role(wanted.role)

    def _set_speaker(self, one: Placed) -> None:
        """Carry out what holds for all statements of the speaker: who it is, in what role, whether named."""
        wanted, attribution = one.wanted, None if one.position is None else self._attributions[one.position]
        index = attribution.source_index if attribution is not None else None
        if wanted is None or index is None:
            return
        source = self._sources[index]
        if "speaker" in one.decision.fields and wanted.speaker and not _is_called(source, wanted.speaker):
            other = self._called(wanted.speaker)
            if other is None:
                source = replace(source, speaker=wanted.speaker)
            else:
                self._give_statements(index, other)
                index = other
                source = replace(
                    self._sources[other], mentions=tuple(sorted({*self._sources[other].mentions, *source.mentions}))
                )
        if "named" in one.decision.fields and wanted.named is not None:
            source = replace(source, named=wanted.named)
        if "role" in one.decision.fields and wanted.role:
            source = replace(source, role=_role(wanted.role))
            self._attributions = [
                replace(a, own_role=None) if a is not None and a.source_index == index else a
                for a in self._attributions
            ]
        self._sources[index] = source

    def _give_statements(self, index: int, other: int) -> None:
        self._attributions = [
            replace(a, source_index=other) if a is not None and a.source_index == index else a
            for a in self._attributions
        ]

    def _finished(self) -> CorrectedAnalysis:
        """Everything in text order, without the sources whose last statement went to another or was none."""
        heard = {a.source_index for a in self._attributions if a is not None}
        before = {a.source_index for a in self._analysis.attributions}
        kept = [i for i in range(len(self._sources)) if i in heard or i not in before]
        new = {old: position for position, old in enumerate(kept)}
        sources = tuple(
            replace(self._sources[i], member_of=tuple(new[m] for m in self._sources[i].member_of if m in new))
            for i in kept
        )
        order = sorted(
            (position for position, a in enumerate(self._attributions) if a is not None),
            key=lambda position: _begin(self._attributions[position]),
        )
        attributions: list[Attribution] = []
        decided = {}
        for position in order:
            attribution = self._attributions[position]
            if attribution is None:
                continue
            if position in self._decisions:
                decided[len(attributions)] = self._decisions[position]
            index = attribution.source_index
            attributions.append(replace(attribution, source_index=None if index is None else new[index]))
        analysis = replace(self._analysis, attributions=tuple(attributions), sources=sources)
        return CorrectedAnalysis(analysis, decided, self._removed, self._unfit)


def _says_nobody(wanted: Reading, decision: Decision) -> bool:
    """Whether the person says that nobody is credited: the words that the tool took for the source are none, then."""
    return decision.action == "change" and "speaker" in decision.fields and not wanted.speaker


def _likeness(reading: Reading | None, attribution: Attribution) -> float:
    """How far a reading and a statement are the same words: contents, or where one has none, all that it has."""
    if reading is None:
        return 0.0
    own, others = _spans(reading.content), attribution.content
    if not own or not others:
        own = _spans(main_places(reading))
        others = (*attribution.content, *attribution.cue)
        if bool(reading.content) != bool(attribution.content) or not own or not others:
            return 0.0
    common = shared(own, others)
    like = common / (sum(map(len, own)) + sum(map(len, others)) - common or 1)
    # Of two statements with the same content the one with the same cue is meant.
    return like + 0.01 * (_spans(reading.cue) == attribution.cue) if like else 0.0


def _spans(places: Iterable[Quoted]) -> tuple[Span, ...]:
    return tuple(place.span for place in places)


def _is_called(source: Source, speaker: str) -> bool:
    return speaker.casefold() in {name.casefold() for name in (source.speaker, source.name) if name}


def _role(name: str) -> Role | None:
    return Role(name, None, "a person’s word", 1.0, margin=1.0, rule_kind=BY_PERSON) if name else None


def _check(decision: Decision) -> Check:
    return Check(decision.action, decision.who, decision.when, decision.fields, decision.why)


def _begin(attribution: Attribution | None) -> int:
    spans = () if attribution is None else attribution.content or attribution.cue or (attribution.source,)
    return hull(span for span in spans if span is not None).start if spans else 0
