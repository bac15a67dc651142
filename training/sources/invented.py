"""Templates in, short invented articles with their labelled speaker out: ``invented.toml``, filled at random."""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.model import Article, Attribution, Span
from quotes.parse.parser import Parser
from training.sources.fit import Labelled

TEMPLATES = Path(__file__).with_name("invented.toml")
SEED = 1234
SOURCE = re.compile(r"\[\[(.*?)\]\]")


def invented() -> Iterator[tuple[Article, Span, str, str]]:
    """Each article with its labelled source, the speaker of it and the kind of that."""
    data = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    chance = random.Random(SEED)
    for number, template in enumerate(data["articles"]):
        for time in range(template.get("times", data["times"])):
            filled = {name: chance.choice(words) for name, words in data["lists"].items()}
            filled["same"] = filled["title"].lower()
            filled["third"] = chance.choice([p for p in data["lists"]["post"] if p != filled["post"]])
            filled["other_man"] = chance.choice([m for m in data["lists"]["man"] if m != filled["man"]])
            marked = template["text"].format(**filled)
            found = SOURCE.search(marked)
            if found is None:
                raise ValueError(f"{TEMPLATES}: no [[source]] in “{template['text']}”")
            span = Span(found.start(), found.start() + len(found[1]))
            article = Article(f"invented-{number}-{time}", SOURCE.sub(r"\1", marked) + "\n")
            yield article, span, template["speaker"].format(**filled), template["kind"]


def labelled(parser: Parser) -> Iterator[Labelled]:
    """The invented articles parsed, each with its attributions; the labelled source stands as one whatever is found."""
    rows = list(invented())
    for (article, span, speaker, kind), document in zip(rows, parser.parse([row[0] for row in rows]), strict=True):
        found = [a for a in attribute(document) if a.source is None or not a.source.overlaps(span)]
        given = next((a for a in attribute(document) if a.source is not None and a.source.overlaps(span)), None)
        content = given.content if given is not None else ()
        said = Attribution("indirect", content, (), span, "labelled", 1.0)
        yield Labelled(article, document, (*found, said), ((span, speaker, kind),))
