"""Analyses in, tables out: one row an attribution, a source, a mention or an article, as JSON rows or data frames.

Names mean the same in both: ``content``, ``cue`` and ``source`` are places in the text, ``content_text``,
``cue_text`` and ``source_text`` the words there. A data frame holds a place as JSON text.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

import pandas as pd

from quotes.model import BETWEEN, Analysis, Article, Attribution, Check, Elements, Role, Source, Span
from quotes.table.columns import TABLES, Column, TableName
from quotes.table.csv_files import LONGEST_CELL
from quotes.table.told import age_of, place_of

Row = dict[str, Any]

DECIMALS = 4
"""Decimals of a number in a table: more than the figures bear, and few enough to read back exactly."""

WORD = re.compile(r"\w+(?:(?:\.-|[-'’.,])\w+)*")
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no UTF-8 file can hold, what steers a terminal, and what makes a text read in another order than it stands."""
PICTURES = {code: chr(0x2400 + code) for code in range(1, 0x20)} | {0x7F: "\u2421"}
"""The pictures that Unicode has of control characters: ␛ for an escape."""
UNKNOWN = "unknown"


def word_count(text: str) -> int:
    """Number of words in ``text``: "1,200", "U.S" and "hasn't" are one each."""
    return sum(1 for _ in WORD.finditer(text))


def writable(text: str) -> str:
    """``text`` of the same length with ``UNWRITABLE`` characters shown: as their pictures, else as U+FFFD."""
    return UNWRITABLE.sub(lambda found: PICTURES.get(ord(found[0]), "\ufffd"), text)


def records(analysis: Analysis) -> Iterator[Row]:
    """One row an attribution, ready for JSON: spans as [start, end], missing values as ``None``."""
    text = analysis.article.text
    mixed = any(attribution.kind == "mixed" for attribution in analysis.attributions)
    quoted = [quotation.inner for quotation in analysis.layout.outermost] if mixed else []
    sentences = analysis.sentences
    words = [match.start() for match in WORD.finditer(text)] if analysis.attributions else []
    for number, attribution in enumerate(analysis.attributions, start=1):
        begin = min((span.start for span in attribution.content or attribution.cue), default=None)
        place: Row = {
            "position": None if begin is None else _number(begin / max(1, len(text))),
            "paragraph": None if begin is None else analysis.layout.paragraph_at(begin) + 1,
            "sentence": None if begin is None or not sentences else max(1, bisect_right(sentences, begin)),
            "words_before": None if begin is None else bisect_left(words, begin),
            "inside": _number_of_outer(analysis.attributions, attribution) if attribution.nested else None,
        }
        yield _attribution_row(analysis, number, attribution, quoted) | place


def _number_of_outer(attributions: Sequence[Attribution], nested: Attribution) -> int | None:
    """The number of the attribution whose content holds ``nested``; none where that one was left out."""
    for number, outer in enumerate(attributions, start=1):
        if not outer.nested and any(span.contains(nested.content[0]) for span in outer.content):
            return number
    return None


def rows_of(analysis: Analysis) -> dict[TableName, list[Row]]:
    """The rows of one article in each of the tables that analyses fill."""
    attributions = list(records(analysis))
    return {
        "attributions": attributions,
        "sources": list(_source_rows(analysis, attributions)),
        "mentions": list(_mention_rows(analysis)),
        "articles": [_article_row(analysis)],
    }


def attributions_table(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """One row an attribution; columns and dtypes are those of ``columns.ATTRIBUTIONS``, also without rows."""
    return frame_of((row for analysis in analyses for row in records(analysis)), "attributions")


def sources_table(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """One row a source of an article; columns and dtypes are those of ``columns.SOURCES``, also without rows."""
    return frame_of((row for analysis in analyses for row in rows_of(analysis)["sources"]), "sources")


def mentions_table(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """One row a mention of a source; columns and dtypes are those of ``columns.MENTIONS``, also without rows."""
    return frame_of((row for analysis in analyses for row in _mention_rows(analysis)), "mentions")


def articles_table(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """One row an article; columns and dtypes are those of ``columns.ARTICLES``, also without rows."""
    return frame_of(map(_article_row, analyses), "articles")


def frame_of(rows: Iterable[Row], table: TableName) -> pd.DataFrame:
    """``rows``, each with a value for every column of ``table``, as its data frame; spans may be lists."""
    kept = list(rows)
    return pd.DataFrame(
        {
            column.name: pd.Series([_cell(row[column.name], column) for row in kept], dtype=column.dtype)
            for column in TABLES[table]
        }
    )


def plain_rows(frame: pd.DataFrame, columns: Iterable[Column]) -> Iterator[Row]:
    """The rows of a data frame with these columns, as ``frame_of`` takes them: spans as lists, ``None`` if missing."""
    spans = [column.name for column in columns if column.type in ("span", "spans")]
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        places = {name: json.loads(row[name]) for name in spans if row[name]}
        yield {str(name): value for name, value in row.items()} | places


def _cell(value: Any, column: Column) -> Any:
    if value is None or value == "":
        return None
    return json.dumps(value) if column.type in ("span", "spans") else value


def _attribution_row(analysis: Analysis, number: int, attribution: Attribution, quoted: Sequence[Span]) -> Row:
    article = analysis.article
    source, tone = attribution.speaker, attribution.tone
    return {
        "article": writable(article.id),
        "attribution": number,
        "kind": attribution.kind,
        "content": _places(attribution.content),
        "cue": _places(attribution.cue),
        "source": _place(attribution.source),
        "speaker": _text(source.speaker if source else attribution.source_text),
        "source_id": None if attribution.source_index is None else attribution.source_index + 1,
        "corpus_source": None,
        "page": None,
        "named": bool(source and source.named),
        "source_kind": source.kind if source else None,
        **_elements(article, source),
        **_role(article, attribution.role),
        "construction": attribution.construction,
        "confidence": _number(attribution.confidence),
        "speaker_confidence": None
        if attribution.speaker_confidence is None
        else _number(attribution.speaker_confidence),
        "reasons": _text(BETWEEN.join(attribution.reasons)),
        **_check(attribution.check),
        "content_text": _text(attribution.content_text),
        "cue_text": _text(attribution.cue_text),
        "cue_lemma": _text(attribution.cue_lemma),
        "source_text": _text(attribution.source_text),
        "act": attribution.act,
        "stance": attribution.stance,
        "negated": attribution.negated,
        "modality": _text(attribution.modality),
        "words": _count_words(article, attribution.content),
        "quoted_words": _count_words(article, _quoted_content(attribution, quoted)),
        "polarity": _number(tone.polarity) if tone else None,
        "subjectivity": _number(tone.subjectivity) if tone else None,
        **publication(article),
    }


def _source_rows(analysis: Analysis, rows: Sequence[Row]) -> Iterator[Row]:
    article = analysis.article
    of_source: dict[int, list[Row]] = {}
    for row in rows:
        of_source.setdefault(row["source_id"], []).append(row)
    for source_id, source in enumerate(analysis.sources, start=1):
        own = of_source.get(source_id, [])
        statements = [row for row in own if row["kind"] != "no-comment"]
        yield {
            "article": writable(article.id),
            "source_id": source_id,
            "corpus_source": None,
            "speaker": _text(source.speaker),
            "named": source.named,
            "source_kind": source.kind,
            **_elements(article, source),
            **_element_places(source.elements),
            "age": age_of(source),
            "place": _text(place_of(source) or ""),
            "gender": _text(source.gender),
            "gender_from": _text(source.gender_from),
            "descriptions": _text(BETWEEN.join(source.description_texts)),
            "member_of": " ".join(str(position + 1) for position in source.member_of) or None,
            **_role(article, source.role),
            "mentions": len(source.mentions),
            "first_mention": _place(min(source.mentions, default=None)),
            "statements": len(statements),
            "words": sum(row["words"] for row in statements),
            "quoted_words": sum(row["quoted_words"] for row in statements),
            "no_comments": len(own) - len(statements),
            **publication(article),
        }


def _mention_rows(analysis: Analysis) -> Iterator[Row]:
    article = analysis.article
    named = Counter((a.source_index, a.source) for a in analysis.attributions if a.source is not None)
    places = {(span, index) for index, source in enumerate(analysis.sources) for span in source.mentions}
    # The words of an attribution that stand for a source are a mention too, whatever list they came from.
    places |= {(span, index) for index, span in named if index is not None}
    for number, (span, index) in enumerate(sorted(places), start=1):
        yield {
            "article": writable(article.id),
            "mention": number,
            "source_id": index + 1,
            "speaker": _text(analysis.sources[index].speaker),
            "mention_text": _words(article, span),
            "mention_start": span.start,
            "mention_end": span.end,
            "attributions": named[index, span],
        }


def _article_row(analysis: Analysis) -> Row:
    article = analysis.article
    statements = [attribution for attribution in analysis.attributions if attribution.kind != "no-comment"]
    heard = {one.source_index for one in statements if one.source_index is not None}
    metadata = {writable(key): writable(value) for key, value in article.metadata.items()}
    return {
        "article": writable(article.id),
        **publication(article),
        "url": _text(article.url),
        "page": None,
        "path": _text(article.path),
        "characters": len(article.text),
        "words": word_count(article.text),
        "statements": len(statements),
        **{kind: sum(a.kind == kind for a in statements) for kind in ("direct", "indirect", "mixed")},
        "no_comments": len(analysis.attributions) - len(statements),
        "sources": len(heard),
        "named_sources": sum(analysis.sources[index].named for index in heard),
        "metadata": _fitting(metadata) if metadata else None,
        "duplicate_of": _text(article.duplicate_of),
    }


def _fitting(metadata: dict[str, str]) -> str:
    """``metadata`` as JSON that fits into a cell: values are shortened, not the JSON, which must still be read."""
    longest = LONGEST_CELL
    while True:
        shortened = {
            name: value if len(value) <= longest else f"{value[:longest]}…" for name, value in metadata.items()
        }
        text = json.dumps(shortened, ensure_ascii=False)
        if len(text.encode("utf-16-le")) <= 2 * LONGEST_CELL:
            return text
        if longest:
            longest //= 2
        else:  # the names alone are too many
            metadata = dict(list(metadata.items())[: len(metadata) // 2])


def publication(article: Article) -> Row:
    """What is known of an article's publication, as every table has it."""
    return {name: _text(getattr(article, name)) for name in ("title", "date", "outlet", "author", "section")}


def _role(article: Article, role: Role | None) -> Row:
    return {
        "role": role.name if role else UNKNOWN,
        "role_evidence": _words(article, role.evidence) if role else None,
        "role_evidence_span": _place(role.evidence) if role else None,
        "role_rule": _text(role.rule) if role else None,
        "role_confidence": _number(role.confidence) if role else None,
        "role_runner_up": _text(role.runner_up) if role else None,
        "role_margin": _number(role.margin) if role else None,
    }


def _elements(article: Article, source: Source | None) -> Row:
    found = source.elements if source else Elements()
    words = {name: _words(article, span) for name, span in _named_elements(found)}
    return words | {
        "name": _text(source.name) if source else None,
        "source_type": source.source_type if source else None,
    }


def _element_places(elements: Elements) -> Row:
    return {f"{name}_span": _place(span) for name, span in _named_elements(elements)}


def _named_elements(elements: Elements) -> Iterator[tuple[str, Span | None]]:
    """The elements by the names of their columns: the column ``title`` is the article's headline."""
    for one in fields(elements):
        yield ("source_title" if one.name == "title" else one.name), getattr(elements, one.name)


def _check(check: Check | None) -> Row:
    return {
        "checked": check.action if check else None,
        "checked_fields": _text(" ".join(check.fields)) if check else None,
        "checked_by": _text(check.who) if check else None,
    }


def _count_words(article: Article, spans: Iterable[Span]) -> int:
    return sum(word_count(span.of(article.text)) for span in spans)


def _quoted_content(attribution: Attribution, quoted: Sequence[Span]) -> Sequence[Span]:
    """The parts of the content inside quotation marks; what stands in those is ``quoted``, in text order."""
    if attribution.kind != "mixed":
        return attribution.content if attribution.kind == "direct" else ()
    parts: list[Span] = []
    for span in attribution.content:
        first = bisect_right(quoted, span.start, key=lambda quotation: quotation.end)
        behind = bisect_left(quoted, span.end, key=lambda quotation: quotation.start)
        parts += [Span(max(one.start, span.start), min(one.end, span.end)) for one in quoted[first:behind]]
    return parts


def _number(value: float) -> float:
    return round(float(value), DECIMALS)


def _text(value: str) -> str | None:
    return writable(value) or None


def _words(article: Article, span: Span | None) -> str | None:
    return None if span is None else _text(span.of(article.text))


def _place(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _places(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
