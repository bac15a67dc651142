"""The columns of the three tables, declared once: their names, types, units and meanings.

``table`` fills them, ``csv_files`` writes and reads them, and ``codebook.csv`` is this declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

ColumnType = Literal["text", "integer", "number", "yes/no", "span", "spans"]
TableName = Literal["attributions", "sources", "articles"]

DTYPES: dict[ColumnType, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "yes/no": "boolean",
    # In a data frame and in CSV a span is JSON, "[12, 40]": a spreadsheet would make a date of "3-5", a time of "3:5".
    "span": "string",
    "spans": "string",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type and unit, and what a cell of it means."""

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""

    @property
    def dtype(self) -> str:
        """The pandas dtype that holds the column; all of them know missing values."""
        return DTYPES[self.type]


ARTICLE = Column("article", "text", "The article: its file name without ending, or the row's identifier.")
SOURCE_ID = Column("source_id", "integer", "Number of the source within the article, from 1; missing if none is known.")
SPEAKER = Column("speaker", "text", "The fullest name or description that the article gives the source.")
NAMED = Column("named", "yes/no", "Whether the article names this very person, body or document anywhere.")
SOURCE_KIND = Column("source_kind", "text", "What the source is: person, group or document.")
ROLES = (
    Column("role", "text", "The role of the role codebook in which the source speaks."),
    Column("role_evidence", "text", "The words that decided the role; missing where nothing in the article tells."),
    Column("role_evidence_span", "span", "Where those words stand.", "characters"),
    Column("role_rule", "text", "The name of the rule that decided the role."),
    Column("role_confidence", "number", "How often such a decision was right on labelled articles.", "0 to 1"),
    Column("role_runner_up", "text", "The role that came second; missing where nothing spoke for another."),
    Column("role_margin", "number", "How far the runner-up stayed behind: the smaller, the more in doubt.", "0 to 1"),
)
TITLE = Column("title", "text", "The article's headline.")
DATE = Column("date", "text", "The article's date, as its file gives it.")
OUTLET = Column("outlet", "text", "The newspaper, station or site that published the article.")
AUTHOR = Column("author", "text", "The article's author or authors.")
SECTION = Column("section", "text", "The section of the outlet in which the article stood.")
STATEMENTS = Column("statements", "integer", "Attributions other than kind no-comment.", "statements")
NO_COMMENTS = Column("no_comments", "integer", "Attributions of kind no-comment: asked, but no answer.", "attributions")

ATTRIBUTIONS: tuple[Column, ...] = (
    ARTICLE,
    Column("attribution", "integer", "Number of the attribution within the article, from 1, in text order."),
    Column("kind", "text", "direct, indirect, mixed, or no-comment (asked, but did not answer: not a statement)."),
    SPEAKER,
    ROLES[0],
    NAMED,
    SOURCE_KIND,
    SOURCE_ID,
    Column("content_text", "text", "The words credited to the source; separate pieces are joined by ' … '."),
    Column("source_text", "text", "The words that name the source in this attribution."),
    Column("cue_text", "text", "The words that tie source and content together; pieces are joined by ' … '."),
    Column("cue_lemma", "text", "The dictionary form of the cue's main word."),
    Column("act", "text", "What the cue reports: speech, writing, belief, or an attitude, which is no statement."),
    Column("stance", "text", "The cue's stance to the content: neutral, endorsing or distancing."),
    Column("negated", "yes/no", "Whether the cue is negated."),
    Column("modality", "text", "The word that makes the cue less than a fact ('may' in 'may have said')."),
    Column("construction", "text", "The grammatical pattern that ties source, cue and content together."),
    Column("confidence", "number", "How sure it is that this is an attribution with these parts.", "0 to 1"),
    Column("reasons", "text", "What spoke most for the attribution, strongest first, joined by ' … '."),
    *ROLES[1:],
    Column("words", "integer", "Length of the content.", "words"),
    Column("quoted_words", "integer", "Words of the content that stand inside quotation marks.", "words"),
    Column(
        "position", "number", "Where the content (or else the cue) begins, from the text's start to its end.", "0 to 1"
    ),
    Column("polarity", "number", "Tone of the content from negative to positive (TextBlob).", "-1 to 1"),
    Column("subjectivity", "number", "Tone of the content from factual to personal (TextBlob).", "0 to 1"),
    Column("content", "spans", "Where the content stands: [[start, end], …].", "characters"),
    Column("cue", "spans", "Where the cue stands: [[start, end], …].", "characters"),
    Column("source", "span", "Where the words that name the source stand: [start, end].", "characters"),
    OUTLET,
    DATE,
    AUTHOR,
    SECTION,
    TITLE,
)

SOURCES: tuple[Column, ...] = (
    ARTICLE,
    SOURCE_ID,
    SPEAKER,
    *ROLES[:1],
    NAMED,
    SOURCE_KIND,
    Column("gender", "text", "female or male where the article's own words tell; else missing."),
    *ROLES[1:],
    Column("mentions", "integer", "How often the article names the source.", "mentions"),
    Column("first_mention", "span", "Where it does so first: [start, end].", "characters"),
    STATEMENTS,
    Column("words", "integer", "Words of content in those statements.", "words"),
    Column("quoted_words", "integer", "Those of them inside quotation marks.", "words"),
    NO_COMMENTS,
    OUTLET,
    DATE,
    AUTHOR,
    SECTION,
    TITLE,
)

ARTICLES: tuple[Column, ...] = (
    ARTICLE,
    TITLE,
    DATE,
    OUTLET,
    AUTHOR,
    SECTION,
    Column("url", "text", "The article's address on the web."),
    Column("path", "text", "The file from which the article was read."),
    Column("characters", "integer", "Length of the text.", "characters"),
    Column("words", "integer", "Length of the text.", "words"),
    STATEMENTS,
    Column("direct", "integer", "Statements of kind direct.", "statements"),
    Column("indirect", "integer", "Statements of kind indirect.", "statements"),
    Column("mixed", "integer", "Statements of kind mixed.", "statements"),
    NO_COMMENTS,
    Column("sources", "integer", "Sources that make at least one statement.", "sources"),
    Column("named_sources", "integer", "Those of them that the article names.", "sources"),
    Column("metadata", "text", "What else was known of the article, as a JSON object; mostly missing."),
)

TABLES: dict[TableName, tuple[Column, ...]] = {
    "attributions": ATTRIBUTIONS,
    "sources": SOURCES,
    "articles": ARTICLES,
}


def codebook() -> pd.DataFrame:
    """Every column of the three tables: ``table``, ``name``, ``type``, ``unit``, ``meaning``."""
    rows = [
        (table, column.name, column.type, column.unit or None, column.meaning)
        for table, columns in TABLES.items()
        for column in columns
    ]
    return pd.DataFrame(rows, columns=["table", "name", "type", "unit", "meaning"], dtype="string")
