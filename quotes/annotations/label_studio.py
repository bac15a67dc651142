"""An export of Label Studio in (JSON), a coding of each of its annotators out; and back, with settings of a project.

Regions are ``Content``, ``Cue`` and ``Source``; relations tie cue and source, and further pieces of a content, to the
first piece of the content, which has role, kind, speaker and whether that is named beside it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, get_args

from quotes.annotations.coding import PARTS, Coding, Texts, in_order, labels_of, marked_at, reading_from
from quotes.errors import ReadError
from quotes.model import Kind
from quotes.review.corrections import Quoted, Reading

SETTINGS = """<View>
  <Labels name="part" toName="text"><Label value="Content"/><Label value="Cue"/><Label value="Source"/></Labels>
  <Relations><Relation value="of"/></Relations>
  <Text name="text" value="$text" granularity="word"/>
  <Choices name="role" toName="text" perRegion="true" whenTagName="part" whenLabelValue="Content">{roles}</Choices>
  <Choices name="kind" toName="text" perRegion="true" whenTagName="part" whenLabelValue="Content">{kinds}</Choices>
  <Choices name="named" toName="text" perRegion="true" whenTagName="part" whenLabelValue="Content">{named}</Choices>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="part" whenLabelValue="Content"/>
</View>
"""
CONFIG = "label-studio.xml"


def read(path: Path, tasks: Sequence[Any]) -> list[Coding]:
    """One coding an annotator; raises ReadError where ``tasks`` are not as Label Studio exports them."""
    statements: dict[str, dict[str, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[str, str] = {}
    for number, task in enumerate(tasks, start=1):
        try:
            text = task["data"]["text"]
            article = str(task["data"].get("article") or task.get("id") or number)
            texts[article] = text
            for annotation in task.get("annotations") or ():
                if not annotation.get("was_cancelled"):
                    statements[_who(annotation)][article] += _readings(annotation["result"], text)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ReadError(f"{path}, task {number}: {error}; export the project as JSON, not JSON-MIN") from error
    return [
        Coding(who, {article: in_order(marked) for article, marked in theirs.items()}, texts=texts)
        for who, theirs in statements.items()
    ]


def _who(annotation: Mapping[str, Any]) -> str:
    who = annotation.get("completed_by")
    return str(who.get("email") or who.get("id")) if isinstance(who, dict) else str(who)


def _readings(result: Sequence[Mapping[str, Any]], text: str) -> Iterator[Reading]:
    regions: dict[str, tuple[str, Quoted]] = {}
    told: dict[str, dict[str, str]] = defaultdict(dict)
    tied: dict[str, str] = {}
    for one in result:
        value = one.get("value", {})
        if one["type"] == "relation":
            tied[one["from_id"]] = one["to_id"]
        elif one["type"] == "labels":
            place = marked_at(text, int(value["start"]), int(value["end"]), value.get("text"))
            regions[one["id"]] = value["labels"][0], place
        else:
            told[one["id"]][one["from_name"]] = (value.get("choices") or value.get("text") or [""])[0]
    for name in regions:
        if name not in tied:
            parts: dict[str, list[Quoted]] = defaultdict(list)
            for other in (name, *(other for other, to in tied.items() if to == name)):
                parts[regions[other][0].lower()].append(regions[other][1])
            yield reading_from(parts, told[name], text)


def write(path: Path, codings: Sequence[Coding], texts: Texts) -> None:
    """A file to import into a project, and beside it the settings that the project needs; raises OSError."""
    articles = dict.fromkeys(article for coding in codings for article in coding.statements)
    tasks = [
        {
            "data": {"article": article, "text": texts[article]},
            "annotations": [
                {"completed_by": {"email": coding.coder}, "result": list(_result(coding.statements[article]))}
                for coding in codings
                if article in coding.statements
            ],
        }
        for article in articles
    ]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    every = (one for coding in codings for marked in coding.statements.values() for one in marked)
    roles = _choices(sorted({one.role for one in every if one.role}))
    settings = SETTINGS.format(roles=roles, kinds=_choices(get_args(Kind)), named=_choices(("yes", "no")))
    path.with_name(CONFIG).write_text(settings, encoding="utf-8")


def _choices(values: Sequence[str]) -> str:
    return "".join(f'<Choice value="{escape(value)}"/>' for value in values)


def _result(marked: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(marked):
        first = f"s{number}-{next(part for part in PARTS if getattr(one, part))}0"
        for part in PARTS:
            for piece, place in enumerate(getattr(one, part)):
                own = f"s{number}-{part}{piece}"
                value = {"start": place.start, "end": place.end, "text": place.words, "labels": [part.title()]}
                yield {"id": own, "from_name": "part", "to_name": "text", "type": "labels", "value": value}
                if own != first:
                    yield {"type": "relation", "from_id": own, "to_id": first, "direction": "right", "labels": ["of"]}
        for name, told in labels_of(one).items():
            kind, key = ("textarea", "text") if name == "speaker" else ("choices", "choices")
            yield {"id": first, "from_name": name, "to_name": "text", "type": kind, "value": {key: [told]}}
