"""Annotations of the Web in (W3C Web Annotation Data Model 2017, JSON-LD), codings out; and back.

A statement is an annotation whose targets are its parts: ``styleClass`` says which. Bodies tell its role (purpose
``classifying``), its speaker (``identifying``), and its kind and whether that is named (``tagging``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from quotes.annotations.coding import FALSE, PARTS, TRUE, Coding, Texts, in_order, labels_of, marked_at, reading_from
from quotes.errors import ReadError
from quotes.model import Kind
from quotes.review.corrections import Quoted, Reading

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and behind a part by which other programs find it again."""
PURPOSES = {"classifying": "role", "identifying": "speaker"}


def read(path: Path, annotations: Sequence[Any], texts: Texts) -> list[Coding]:
    """One coding a creator; raises ReadError where ``annotations`` are none of the model."""
    found: dict[str, dict[str, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(annotations, start=1):
        try:
            article, reading = _reading(one, texts)
            found[_who(one) or path.stem][article].append(reading)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ReadError(
                f"{path}, annotation {number}: {error!r}; give annotations as the W3C model has them"
            ) from error
    return [
        Coding(who, {article: in_order(marked) for article, marked in theirs.items()}, texts=texts)
        for who, theirs in found.items()
    ]


def _who(annotation: Mapping[str, Any]) -> str:
    return _called(annotation.get("creator", ""))


def _called(resource: Any) -> str:
    """The name of a person or source, which is an address or an object with one."""
    return str(resource.get("name") or resource.get("id", "")) if isinstance(resource, dict) else str(resource)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _reading(annotation: Mapping[str, Any], texts: Texts) -> tuple[str, Reading]:
    parts: dict[str, list[Quoted]] = defaultdict(list)
    targets = _listed(annotation["target"])
    article = _called(targets[0]["source"])
    for target in targets:
        place = _place(_listed(target["selector"]), texts.get(article))
        parts[target.get("styleClass") or "content"].append(place)
    told: dict[str, str] = {}
    for body in _listed(annotation.get("body")):
        tag = body["value"]
        name = "kind" if tag in get_args(Kind) else "named" if tag in TRUE | FALSE else ""
        if name := PURPOSES.get(body.get("purpose", ""), name):
            told[name] = tag
    return article, reading_from(parts, told, texts.get(article, ""))


def _place(selectors: Sequence[Mapping[str, Any]], text: str | None) -> Quoted:
    told = {selector["type"]: selector for selector in selectors}
    at, quote = told.get("TextPositionSelector", {}), told.get("TextQuoteSelector", {})
    start, end, words = at.get("start", 0), at.get("end", 0), quote.get("exact")
    if text is not None:
        return marked_at(text, start, end, words)
    if not at or words is None:
        raise ValueError("a part needs a TextPositionSelector and a TextQuoteSelector where --texts is not given")
    return Quoted(start, end, words)


def write(path: Path, codings: Sequence[Coding], texts: Texts) -> None:
    """One page of annotations; raises OSError where that cannot be done."""
    items = [
        _annotation(coding.coder, article, one, texts[article])
        for coding in codings
        for article, marked in coding.statements.items()
        for one in marked
    ]
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": items}
    path.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _annotation(coder: str, article: str, one: Reading, text: str) -> dict[str, Any]:
    told = labels_of(one)
    if "named" in told:
        told["named"] = "named" if one.named else "unnamed"
    purposes = {name: purpose for purpose, name in PURPOSES.items()}
    return {
        "type": "Annotation",
        "creator": {"type": "Person", "name": coder},
        "body": [
            {"type": "TextualBody", "purpose": purposes.get(name, "tagging"), "value": value}
            for name, value in told.items()
        ],
        "target": [_target(article, part, place, text) for part in PARTS for place in getattr(one, part)],
    }


def _target(article: str, part: str, place: Quoted, text: str) -> dict[str, Any]:
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    return {
        "type": "SpecificResource",
        "source": article,
        "styleClass": part,
        "selector": [
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            {"type": "TextQuoteSelector", "exact": place.words, "prefix": before, "suffix": after},
        ],
    }
