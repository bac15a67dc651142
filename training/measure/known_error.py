"""Gold annotation in, what the toolkit gets wrong on it out: ``known_error.toml`` of ``reports.measures``.

PolNeAR's ``dev/text`` is analysed and compared with ``attributions/*.ann`` and, for role and naming, with the source
mentions that ``roles.tsv`` labels (tab-separated: doc, start, end, source, role, named, kind, speaker); so are the
articles of ``corpus/``. To be done again whenever attributions, sources or roles are found differently.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from quotes.analyze import Analyzer
from quotes.document import Document
from quotes.errors import ReadError
from quotes.evaluate import GoldAttribution, marked, matched, read_brat_gold, read_corpus_gold
from quotes.lexicon.cues import CueLexicon, load_cues
from quotes.model import ACTS, Analysis, Article, Span
from quotes.read import read_articles
from quotes.roles.codebook import load_codebook
from quotes.table.rows import word_count
from quotes.text.layout import layout_of
from quotes.text.statements import statement_kind
from reports.measures.counting import KINDS, NAMINGS
from training.attribution.polnear import read_labels, read_text, words_of

UNITS = ("statements", "words", "sources")
LABELLED = ("role", "naming")
"""What ``roles.tsv`` tells of some articles; the kinds of statements are known of all."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold standard: ``articles`` with their attributions; of ``labelled`` ones the sources' roles are known."""

    title: str
    short: str
    articles: tuple[Article, ...]
    attributions: Mapping[str, Sequence[GoldAttribution]]
    labelled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A statement or source: what gold and toolkit call it by each division (``None``: not theirs); its words."""

    article: str
    gold: Mapping[str, str] | None
    found: Mapping[str, str] | None
    words: int = 1


def read_corpus(corpus: Path) -> Gold:
    """The articles and the gold annotation of ``corpus``."""
    articles = tuple(read_articles([corpus / "articles"]))
    gold = read_corpus_gold(corpus / "gold")
    return Gold("the articles of corpus/", "corpus/", articles, gold, frozenset(gold))


def read_polnear(folder: Path) -> Gold:
    """The articles and attributions of a part of PolNeAR, with the roles of ``roles.tsv``; raises ReadError."""
    attributions = read_brat_gold(folder / "attributions")
    try:
        labels = read_labels(folder / "roles.tsv")
    except (OSError, KeyError, ValueError) as error:
        raise ReadError(f"{folder / 'roles.tsv'}: not a table of labelled source mentions ({error!r})") from error
    articles = tuple(Article(name, read_text(folder / "text" / f"{name}.txt")) for name in attributions)
    told = {
        article.id: [
            replace(_labelled(one, labels.get(article.id, ())), kind=_kind(one, article))
            for one in attributions[article.id]
        ]
        for article in articles
    }
    return Gold("PolNeAR, dev part", "PolNeAR", articles, told, frozenset(labels))


def _labelled(one: GoldAttribution, labels: Sequence[tuple[Span, Mapping[str, str]]]) -> GoldAttribution:
    """The attribution with role, naming and speaker of the labelled mention that its source overlaps."""
    for span, row in labels:
        if one.source is not None and span.overlaps(one.source):
            return replace(one, role=row["role"], named=row["named"] == "yes", speaker=row["speaker"])
    return one


def _kind(one: GoldAttribution, article: Article) -> str:
    """The kind of a statement by the marks in the text, as the toolkit has it; PolNeAR tells none."""
    return statement_kind(article.text, one.content, layout_of(article.text).outermost)


def reads_as_statement(one: GoldAttribution, document: Document, lexicon: CueLexicon) -> bool:
    """Whether an attribution is more than an attitude, by its marks and by the words of its cue in the lexicon."""
    cue = words_of(document.sentences, one.cue)
    acts = {entry.act for word in cue if (entry := lexicon.entry(word)) is not None}
    prepositions = [word for word in cue if any(word.text.lower() == phrase[0] for phrase in lexicon.prepositions)]
    return one.kind != "indirect" or not cue or bool(acts - {"attitude"}) or (bool(prepositions) and not acts)


def statements(
    gold: Sequence[GoldAttribution], analysis: Analysis, stated: Callable[[GoldAttribution], bool] = lambda one: True
) -> Iterator[tuple[Item, str, str]]:
    """Each statement of an article as an item, with its speaker in the gold standard and the toolkit's own.

    What the toolkit takes for an attitude ("wants") is no statement and left out, with the gold attribution it is; so
    is what it misses and is not ``stated``.
    """
    theirs = [one for one in gold if one.kind != "no-comment"]
    both = zip(analysis.attributions, marked(analysis), strict=True)
    ours = [(raw, one) for raw, one in both if one.kind != "no-comment"]
    pairs = matched([one.content for one in theirs], [one.content for _, one in ours])
    name = analysis.article.id
    for number, one in enumerate(theirs):
        raw, found = ours[pairs[number]] if number in pairs else (None, None)
        if stated(one) if raw is None else raw.act != "attitude":
            item = Item(name, _names(one), _names(found) if found else None, _words(analysis.article, one))
            yield item, one.speaker, str(raw.source_index) if raw else ""
    for number, (raw, one) in enumerate(ours):
        if number not in pairs.values() and raw.act != "attitude":
            yield Item(name, None, _names(one), _words(analysis.article, one)), "", str(raw.source_index)


def _names(one: GoldAttribution) -> dict[str, str]:
    naming = "" if one.named is None else NAMINGS[0] if one.named else NAMINGS[1]
    return {"role": one.role, "naming": naming, "kind": one.kind}


def _words(article: Article, one: GoldAttribution) -> int:
    return sum(word_count(span.of(article.text)) for span in one.content)


def sources(found: Iterable[tuple[Item, str, str]]) -> Iterator[Item]:
    """The sources of one article's statements as items: what most of its statements are is what a source is."""
    by_gold: defaultdict[str, list[tuple[Item, str]]] = defaultdict(list)
    by_ours: defaultdict[str, list[Item]] = defaultdict(list)
    genuine = set()
    for item, theirs, ours in found:
        if item.gold is not None and theirs:
            by_gold[theirs].append((item, ours))
        if item.found is not None:
            by_ours[ours].append(item)
        if item.gold is not None:
            genuine.add(ours)
    for of_one in by_gold.values():
        taken = [item.found for item, _ in of_one if item.found is not None]
        gold = [item.gold for item, _ in of_one if item.gold is not None]
        yield Item(of_one[0][0].article, _most(gold), _most(taken) if taken else None)
    for ours, items in by_ours.items():
        if ours not in genuine:
            yield Item(items[0].article, None, _most([item.found for item in items if item.found is not None]))


def _most(several: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {by: Counter(one[by] for one in several).most_common(1)[0][0] for by in several[0]}


def counted(items: Sequence[Item], by: str, labels: Sequence[str], by_words: bool = False) -> list[str]:
    """The counts of one division as lines of TOML: a row a gold label, then what is spurious, and the design effect."""
    known = [item for item in items if all(one is None or one[by] in labels for one in (item.gold, item.found))]
    rows = {label: np.zeros(len(labels) + 1) for label in labels}
    spurious = np.zeros(len(labels))
    for item in known:
        weight = item.words if by_words else 1
        if item.gold is not None:
            rows[item.gold[by]][labels.index(item.found[by]) if item.found is not None else -1] += weight
        elif item.found is not None:
            spurious[labels.index(item.found[by])] += weight
    return [
        f"spurious = {_listed(spurious)}",
        f"design_effect = {design_effect([i for i in known if i.gold is not None], by, by_words):.2f}",
        *(f"gold.{label} = {_listed(row)}" for label, row in rows.items()),
    ]


def _listed(numbers: Iterable[float]) -> str:
    return f"[{', '.join(str(int(number)) for number in numbers)}]"


def design_effect(items: Sequence[Item], by: str, by_words: bool = False) -> float:
    """How much more the share found and right varies over articles than it would over as many independent items.

    The variance of a ratio over clusters, divided by the binomial one (Kish 1965); at least 1. For words it holds the
    mean length too, so that counts divided by it are worth independent statements.
    """
    if not items:
        return 1.0
    sums: defaultdict[str, np.ndarray] = defaultdict(lambda: np.zeros(2))
    for item in items:
        right = item.gold is not None and item.found is not None and item.gold[by] == item.found[by]
        weight = item.words if by_words else 1
        sums[item.article] += (weight * right, weight)
    right, size = np.array(list(sums.values())).T
    share, clusters = right.sum() / size.sum(), len(size)
    length = size.sum() / len(items)
    if clusters < 2 or not 0 < share < 1:
        return float(length)
    variance = clusters / (clusters - 1) * ((right - share * size) ** 2).sum() / size.sum() ** 2
    return float(length * max(1.0, variance * len(items) / (share * (1 - share))))


def as_toml(name: str, gold: Gold, items: Mapping[str, Sequence[Item]]) -> Iterator[str]:
    """The table of one gold standard, as lines."""
    own = {"role": tuple(role.name for role in load_codebook().roles), "naming": NAMINGS, "kind": KINDS}
    marked_by_hand = [item for item in items["statements"] if item.gold is not None]
    yield from (f"[{name}]", f'title = "{gold.title}"', f'short = "{gold.short}"', f"articles = {len(gold.articles)}")
    yield f"statements = {len(marked_by_hand)}"
    for by, labels in own.items():
        for of in UNITS:
            known = items["sources" if of == "sources" else "statements"]
            used = [item for item in known if by not in LABELLED or item.article in gold.labelled]
            yield from ("", f"[{name}.{by}.{of}]", *counted(used, by, labels, of == "words"))
    yield ""


HEAD = """\
# What the toolkit gets wrong on articles that people annotated. Made by
# `python -m training measure known-error`; do not change by hand. docs/measures.md says how a report makes bands of it.
#
#   [gold standard.division.unit]
#   gold.LABEL     of the gold items with this label, how many were taken for each label, in the order of the rows;
#                  last, how many were not found
#   spurious       how many were found as each label though nobody marked them
#   design_effect  how much more such counts vary than counts of independent statements or sources
"""


def write(polnear: Path, corpus: Path, file: Path) -> None:
    """Write ``file``."""
    standards = {"polnear": read_polnear(polnear), "corpus": read_corpus(corpus)}
    analyzer, lexicon = Analyzer(acts=ACTS), load_cues()
    lines = [HEAD]
    for name, gold in standards.items():
        items: dict[str, list[Item]] = {"statements": [], "sources": []}
        for document, analysis in analyzer.pairs(gold.articles):
            stated = partial(reads_as_statement, document=document, lexicon=lexicon)
            found = list(statements(gold.attributions[analysis.article.id], analysis, stated))
            items["statements"] += [item for item, _, _ in found]
            items["sources"] += sources(found)
        lines += as_toml(name, gold, items)
    file.write_text("\n".join(lines), encoding="utf-8")
