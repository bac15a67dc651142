"""The reports that nothing learns from: their gold is what it says, and has every role."""

import json
from pathlib import Path

from places import CORPUS

from quotes.evaluate import read_corpus_gold
from quotes.read import read_articles
from quotes.roles.codebook import CAPACITIES

UNSEEN = CORPUS / "unseen"


def test_every_span_of_the_unseen_reports_is_what_its_text_says() -> None:
    articles = {article.id: article.text for article in read_articles([UNSEEN / "articles"])}
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8"))["attributions"] for path in _gold()}
    assert sorted(gold) == sorted(articles)
    assert len(gold) == 16
    for slug, rows in gold.items():
        assert len(rows) >= 8
        for row in rows:
            assert articles[slug][slice(*row["source"])] == row["source_text"]
            assert [articles[slug][slice(*span)] for span in row["content"]] == row["content_text"]
            assert [articles[slug][slice(*span)] for span in row["cue"]] == row["cue_text"]


def test_the_unseen_reports_have_every_role() -> None:
    roles = {row.role for rows in read_corpus_gold(UNSEEN / "gold").values() for row in rows}
    assert roles == set(CAPACITIES)


def _gold() -> list[Path]:
    return sorted((UNSEEN / "gold").glob("*.json"))
