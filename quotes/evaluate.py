"""Gold standards in, scores out: how far attributions agree with those that a human annotator marked.

Two gold formats: the corpus of this project (JSON, see ``corpus/README.md``) and brat standoff as
PolNeAR ships it (Newell, Margolin and Ruths 2018). What is scored are the toolkit's own analyses, or
anybody's attributions as JSON Lines (``read_predictions``).
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import ReadError
from quotes.lexicon.lists import LISTS
from quotes.model import Analysis, Span, hull, shared

MOST_CONFUSED = 10
LARGEST_OFFSET = 10**9
SAME = 0.5
"""Least overlap of content (intersection over union, in characters) for two attributions to count as the same."""


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One attribution as somebody marked it; ``speaker``, ``role`` and ``act`` are empty where nobody told them."""

    kind: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: Span | None
    speaker: str = ""
    role: str = ""
    named: bool | None = None
    act: str = ""


@dataclass(frozen=True, slots=True)
class KindCounts:
    """Counts over the gold attributions of one kind."""

    gold: int = 0
    found: int = 0
    source: int = 0
    speaker: int = 0
    role: int = 0
    named: int = 0


@dataclass(frozen=True)
class Scores:
    """What :func:`evaluate` counts.

    ``tallies`` has a :class:`KindCounts` for each kind of the gold standard and for ``all``; ``predicted`` is how
    many attributions were found, ``confusion`` how often which role was taken for which, ``articles`` how
    many articles the gold standard has, ``silent`` those of them for which nothing was found.
    """

    tallies: Mapping[str, KindCounts]
    predicted: int
    confusion: Mapping[tuple[str, str], int]
    articles: int = 0
    silent: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of predicted attributions that the gold standard has."""
        return self.tallies["all"].found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold attributions that were predicted."""
        return self.tallies["all"].found / self.tallies["all"].gold if self.tallies["all"].gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_corpus_gold(folder: Path) -> dict[str, tuple[GoldAttribution, ...]]:
    """Gold of every ``*.json`` in ``folder``, by article; raises ReadError for a file that is no gold annotation."""
    gold: dict[str, tuple[GoldAttribution, ...]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8-sig"))
            gold[data["doc"]] = tuple(_corpus_row(row) for row in data["attributions"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ReadError(f"{path}: not a gold annotation ({_in_words(error)}); see corpus/README.md") from error
    if not gold:
        raise ReadError(f"{folder}: no gold annotation (*.json) here; name the folder that holds articles/ and gold/")
    return gold


def read_predictions(path: Path) -> dict[str, tuple[GoldAttribution, ...]]:
    """Attributions by article from JSON Lines as ``quotes attribute --format jsonl`` prints them.

    ``article``, ``kind`` and ``content`` must be there (for ``no-comment`` also ``cue``). Raises ReadError, naming
    the line, for what is no attribution.
    """
    found: dict[str, list[GoldAttribution]] = defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ReadError(
            f"{path}: cannot be read ({error.strerror or error}); name a file of attributions as JSON Lines"
        ) from error
    except ValueError as error:
        raise ReadError(f"{path}: not UTF-8; save it as UTF-8, with attributions as JSON Lines") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                found[str(row["article"])].append(_corpus_row(row))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise ReadError(
                    f"{path}, line {number}: not an attribution ({_in_words(error)}); "
                    "`quotes attribute --format jsonl` shows how one is written"
                ) from error
    if not found:
        raise ReadError(f"{path}: no attribution in it; `quotes attribute --format jsonl` shows how one is written")
    return {article: tuple(attributions) for article, attributions in found.items()}


def _in_words(error: Exception) -> str:
    match error:
        case KeyError():
            return f"it has no “{error.args[0]}”"
        case json.JSONDecodeError():
            return f"no JSON: {error}"
        case TypeError() if "expected" not in str(error):
            return "it is no object with names and values"
        case _:
            return str(error) or type(error).__name__


def _corpus_row(row: Mapping[str, object]) -> GoldAttribution:
    return GoldAttribution(
        kind=str(row["kind"]),
        content=_spans(row["content"]),
        cue=_spans(row.get("cue") or []),
        source=_spans([row["source"]])[0] if row.get("source") else None,
        speaker=str(row.get("speaker") or ""),
        role=str(row.get("role") or ""),
        named=bool(row["named"]) if row.get("named") is not None else None,
        act=str(row.get("act") or ""),
    )


def _spans(pairs: object) -> tuple[Span, ...]:
    if not isinstance(pairs, list):
        raise TypeError(f"expected a list of [start, end], found {pairs!r}")
    if not all(isinstance(place, int) and 0 <= place < LARGEST_OFFSET for pair in pairs for place in pair):
        raise TypeError(f"expected offsets, found {pairs!s:.80}")
    return tuple(Span(start, end) for start, end in pairs)


def read_brat_gold(folder: Path) -> dict[str, tuple[GoldAttribution, ...]]:
    """PolNeAR's ``*.ann`` files by article, the first annotator of each; relations as one attribution each."""
    return {article: annotators[0] for article, annotators in read_brat_annotators(folder).items()}


def read_brat_annotators(folder: Path) -> dict[str, list[tuple[GoldAttribution, ...]]]:
    """What each annotator marked, by article, from PolNeAR's ``*.ann`` files; raises ReadError without any."""
    gold: dict[str, list[tuple[GoldAttribution, ...]]] = {}
    for path in sorted(folder.glob("*.ann")):
        article = path.stem.rpartition("_")[0]
        gold.setdefault(article, []).append(tuple(_brat_attributions(path.read_text(encoding="utf-8"))))
    if not gold:
        raise ReadError(f"{folder}: no brat annotation (*.ann) here; name the folder of the .ann files")
    return gold


def _brat_attributions(annotation: str) -> Iterable[GoldAttribution]:
    spans: dict[str, tuple[tuple[Span, ...], str]] = {}
    events: list[list[str]] = []
    for line in annotation.split("\n"):
        fields = line.split("\t")
        if len(fields) >= 3 and fields[0].startswith("T"):
            where = fields[1].split(" ", 1)[1]
            pairs = (tuple(map(int, part.split())) for part in where.split(";"))
            spans[fields[0]] = (tuple(Span(start, end) for start, end in pairs), fields[2])
        elif len(fields) == 2 and fields[0].startswith("E"):
            events.append(fields[1].split())
    for arguments in events:
        parts: dict[str, list[Span]] = defaultdict(list)
        said: list[str] = []
        for argument in arguments:
            name, _, reference = argument.partition(":")
            part = re.sub(r"\d+$", "", name).lower()
            if reference in spans:
                parts[part].extend(spans[reference][0])
                said.extend([spans[reference][1]] if part == "content" else [])
        if parts["content"]:
            source = hull(parts["source"]) if parts["source"] else None
            kind = _kind(" ".join(said).strip())
            yield GoldAttribution(kind, tuple(sorted(parts["content"])), tuple(sorted(parts["cue"])), source)


def _kind(said: str) -> str:
    if re.match(r"^[“\"].*[”\"]\W*$", said, re.S) and said.count("“") <= 1:
        return "direct"
    return "mixed" if re.search('[“”"]', said) else "indirect"


def overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Characters that two sets of spans share, over the characters that they cover together; from 0 to 1."""
    common = shared(first, second)
    together = sum(map(len, first)) + sum(map(len, second)) - common
    return common / together if together else 0.0


def matched(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]], least: float = SAME) -> dict[int, int]:
    """One-to-one pairs of gold and predicted spans, greedily by overlap, from ``least`` up."""
    pairs = ((overlap(a, b), g, p) for g, a in enumerate(gold) for p, b in enumerate(predicted))
    chosen: dict[int, int] = {}
    for _, g, p in sorted((pair for pair in pairs if pair[0] >= least), reverse=True):
        if g not in chosen and p not in chosen.values():
            chosen[g] = p
    return chosen


def same_speaker(first: str, second: str) -> bool:
    """Whether two names are likely one source: one's words among the other's, or half of all words shared."""
    a, b = _name_words(first), _name_words(second)
    if not a or not b:
        return a == b
    return a <= b or b <= a or len(a & b) / len(a | b) >= 0.5


def _name_words(name: str) -> set[str]:
    return {w for w in re.findall(r"[a-z0-9]+", name.lower().replace("’", "'")) if w not in LISTS.names.not_compared}


def evaluate(gold: Mapping[str, Sequence[GoldAttribution]], analyses: Iterable[Analysis]) -> Scores:
    """Scores of ``analyses`` against ``gold``, as :func:`score` gives them."""
    return score(gold, {analysis.article.id: marked(analysis) for analysis in analyses})


def marked(analysis: Analysis) -> tuple[GoldAttribution, ...]:
    """The attributions of an analysis in the form of a gold standard."""
    return tuple(
        GoldAttribution(
            *(one.kind, one.content, one.cue, one.source),
            speaker=one.speaker.speaker if one.speaker else "",
            role=one.role.name if one.role else "unknown",
            named=bool(one.speaker and one.speaker.named),
            act=one.act,
        )
        for one in analysis.attributions
    )


def of_acts(
    marked: Mapping[str, Sequence[GoldAttribution]], acts: Collection[str]
) -> dict[str, tuple[GoldAttribution, ...]]:
    """What is to be scored of attributions by article: those of ``acts``, and those whose act nobody told."""
    return {
        article: tuple(one for one in attributions if not one.act or one.act in acts)
        for article, attributions in marked.items()
    }


def score(gold: Mapping[str, Sequence[GoldAttribution]], predicted: Mapping[str, Sequence[GoldAttribution]]) -> Scores:
    """How far ``predicted`` agrees with ``gold``, both by article.

    Statements pair by content (``SAME``), what was asked and not answered (``no-comment``) by any word of
    its cue. Articles that only the gold standard has count as missed; those that it has not are left out.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    confusion: Counter[tuple[str, str]] = Counter()
    for article, golden in gold.items():
        theirs = predicted.get(article, ())
        pairs = paired(golden, theirs)
        for number, one in enumerate(golden):
            found = theirs[pairs[number]] if number in pairs else None
            agreed = agreeing_parts(one, found)
            for key in ("all", one.kind):
                counts[key]["gold"] += 1
                counts[key].update(name for name, holds in agreed.items() if holds)
            if found and one.role and one.role != found.role:
                confusion[one.role, found.role] += 1
    return Scores(
        {"all": KindCounts()} | {key: KindCounts(**count) for key, count in counts.items()},
        sum(len(predicted.get(article, ())) for article in gold),
        confusion,
        len(gold),
        tuple(article for article in gold if not predicted.get(article)),
    )


def paired(gold: Sequence[GoldAttribution], predicted: Sequence[GoldAttribution]) -> dict[int, int]:
    """The positions of gold attributions, each with that of the predicted one that is the same."""
    chosen: dict[int, int] = {}
    for unanswered, least in ((False, SAME), (True, sys.float_info.min)):
        ours, theirs = (
            [number for number, one in enumerate(several) if (one.kind == "no-comment") is unanswered]
            for several in (gold, predicted)
        )
        spans = (
            [gold[number].cue if unanswered else gold[number].content for number in ours],
            [predicted[number].cue if unanswered else predicted[number].content for number in theirs],
        )
        chosen |= {ours[g]: theirs[p] for g, p in matched(*spans, least=least).items()}
    return chosen


def agreeing_parts(one: GoldAttribution, found: GoldAttribution | None) -> Mapping[str, bool]:
    """In what a gold attribution and the one found for it agree."""
    if found is None:
        return {}
    both = one.source is not None and found.source is not None and one.source.overlaps(found.source)
    return {
        "found": True,
        "source": both or one.source is found.source is None,
        "speaker": same_speaker(one.speaker, found.speaker),
        "role": one.role == found.role,
        "named": one.named is found.named,
    }


def report(scores: Scores) -> Iterator[str]:
    """The lines of a text that shows ``scores`` to a reader."""
    every = scores.tallies["all"]
    yield f"{scores.articles} articles, {every.gold} attributions in the gold standard, {scores.predicted} found"
    yield f"precision {scores.precision:.3f}   recall {scores.recall:.3f}   F1 {scores.f1:.3f}"
    if scores.silent:
        yield f"nothing found in {len(scores.silent)} articles, which count as missed: {', '.join(scores.silent)}"
    yield ""
    parts = ("source", "speaker", "role", "named")
    yield f"{'':12}{'gold':>6}{'found':>7}{'recall':>8}" + "".join(f"{part:>9}" for part in parts)
    for kind, tally in scores.tallies.items():
        recall = tally.found / tally.gold if tally.gold else 0.0
        shares = [getattr(tally, part) / tally.found if tally.found else 0.0 for part in parts]
        cells = "".join(f"{share:9.3f}" for share in shares)
        yield f"{kind:12}{tally.gold:6d}{tally.found:7d}{recall:8.3f}{cells}"
    yield ""
    yield (
        f"Found means that the contents share at least {SAME:.0%} of their characters (for no-comment: that the cues "
        "overlap)."
    )
    yield "Source, speaker, role and named are the shares of those found in which that is right too."
    worst = sorted(scores.confusion.items(), key=lambda item: (-item[1], item[0]))[:MOST_CONFUSED]
    if worst:
        yield "Roles confused most (gold > found): " + ", ".join(f"{g} > {f or 'none'} {n}" for (g, f), n in worst)
