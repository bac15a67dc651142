"""A table's name in, its columns out, declared once: their names, types, units and meanings.

``table`` fills them, ``csv_files`` writes and reads them, and ``codebook.csv`` is this declaration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

ColumnType = Literal["text", "integer", "number", "date", "yes/no", "span", "spans"]
TableName = Literal[
    "articles", "sources", "attributions", "mentions", "findings", "hedges", "corpus_sources", "doubtful", "corrections"
]

DTYPES: dict[ColumnType, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    # As YYYY-MM-DD; an export makes a date of it where its format has one.
    "date": "string",
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
    Column(
        "role_confidence",
        "number",
        "The role's probability, as measured in docs/roles.md.",
        "0 to 1",
    ),
    Column("role_runner_up", "text", "The role that came second."),
    Column("role_margin", "number", "How far the runner-up stayed behind: the smaller, the more in doubt.", "0 to 1"),
)
NAME = Column("name", "text", "The source's proper name without titles; missing where the article gives none.")
SOURCE_TYPE = Column(
    "source_type",
    "text",
    "What the source is for an auditor: named person, named organisation, document, unnamed person or unnamed group.",
)
OTHER_ELEMENTS = (
    Column("source_title", "text", "The post or profession that the article gives the source."),
    Column("affiliation", "text", "The body it belongs to or speaks for, by its fullest name in the article."),
    Column("justification", "text", "Why the source can know: the article's words on what it saw, did or is."),
    Column("issuer", "text", "Of a document: who issued it."),
)
ELEMENTS = (NAME, *OTHER_ELEMENTS)
ELEMENT_SPANS = tuple(
    Column(f"{column.name}_span", "span", f"Where the words of {column.name} stand first.", "characters")
    for column in ELEMENTS
)
DESCRIPTIONS = Column("descriptions", "text", "What the article says of who the source is; pieces are joined by ' … '.")
CORPUS_SOURCE = Column(
    "corpus_source",
    "text",
    "The same for the same person or body in all articles read together; missing until they are, and without a source.",
)
TITLE = Column("title", "text", "The article's headline.")
DATE = Column("date", "text", "The article's date, as its file gives it.")
OUTLET = Column("outlet", "text", "The newspaper, station or site that published the article.")
AUTHOR = Column("author", "text", "The article's author or authors.")
SECTION = Column("section", "text", "The section of the outlet in which the article stood.")
DATES = frozenset({"date", "first_date", "last_date"})
"""Columns of the days of articles: text, since a file may say "spring 2024"; an export has dates where all are days."""
PUBLICATION = (OUTLET, DATE, AUTHOR, SECTION, TITLE)
STATEMENTS = Column("statements", "integer", "Attributions other than kind no-comment.", "statements")
NO_COMMENTS = Column("no_comments", "integer", "Attributions of kind no-comment: asked, but no answer.", "attributions")
SAID = (
    STATEMENTS,
    Column("words", "integer", "Words of content in those statements.", "words"),
    Column("quoted_words", "integer", "Those of them inside quotation marks.", "words"),
    NO_COMMENTS,
)

ATTRIBUTIONS: tuple[Column, ...] = (
    ARTICLE,
    Column("attribution", "integer", "Number of the attribution within the article, from 1, in text order."),
    Column("kind", "text", "direct, indirect, mixed, or no-comment (asked, but did not answer: not a statement)."),
    SPEAKER,
    ROLES[0],
    NAMED,
    SOURCE_KIND,
    SOURCE_ID,
    CORPUS_SOURCE,
    SOURCE_TYPE,
    *ELEMENTS,
    Column("content_text", "text", "The words credited to the source; separate pieces are joined by ' … '."),
    Column("source_text", "text", "The words that name the source in this attribution."),
    Column("cue_text", "text", "The words that tie source and content together; pieces are joined by ' … '."),
    Column("cue_lemma", "text", "The dictionary form of the cue's main word."),
    Column("act", "text", "What the cue reports: speech, writing, belief, or an attitude, which is no statement."),
    Column("stance", "text", "The cue's stance to the content: neutral, endorsing or distancing."),
    Column("negated", "yes/no", "Whether the cue is negated."),
    Column("modality", "text", "The word that makes the cue less than a fact ('may' in 'may have said')."),
    Column("construction", "text", "The grammatical pattern that ties source, cue and content together."),
    Column("inside", "integer", "Number of the attribution within whose content this one stands; missing for most."),
    Column("confidence", "number", "How sure it is that this is an attribution with these parts.", "0 to 1"),
    Column(
        "speaker_confidence",
        "number",
        "How often a speaker found in this way was right on labelled articles; missing without a source.",
        "0 to 1",
    ),
    Column("reasons", "text", "What spoke most for the attribution, strongest first, joined by ' … '."),
    Column("checked", "text", "What a person said of it: confirm, change, add, cannot-tell; missing: nobody looked."),
    Column("checked_fields", "text", "What of it the person changed, with blanks between."),
    Column("checked_by", "text", "Who looked, as they call themselves."),
    *ROLES[1:],
    Column("words", "integer", "Length of the content.", "words"),
    Column("quoted_words", "integer", "Words of the content that stand inside quotation marks.", "words"),
    Column(
        "position", "number", "Where the content (or else the cue) begins, from the text's start to its end.", "0 to 1"
    ),
    Column("paragraph", "integer", "Number of the paragraph in which the content (or else the cue) begins, from 1."),
    Column("sentence", "integer", "Number of the sentence in which it begins, from 1, as the parser divides the text."),
    Column("words_before", "integer", "Words of the text before the content (or else the cue).", "words"),
    Column("polarity", "number", "Tone of the content from negative to positive (TextBlob).", "-1 to 1"),
    Column("subjectivity", "number", "Tone of the content from factual to personal (TextBlob).", "0 to 1"),
    Column("content", "spans", "Where the content stands: [[start, end], …].", "characters"),
    Column("cue", "spans", "Where the cue stands: [[start, end], …].", "characters"),
    Column("source", "span", "Where the words that name the source stand: [start, end].", "characters"),
    Column("page", "text", "Where a report shows it, from the report's folder; missing where no pages were written."),
    *PUBLICATION,
)

SOURCES: tuple[Column, ...] = (
    ARTICLE,
    SOURCE_ID,
    CORPUS_SOURCE,
    SPEAKER,
    NAME,
    *ROLES[:1],
    NAMED,
    SOURCE_KIND,
    SOURCE_TYPE,
    *OTHER_ELEMENTS,
    Column("age", "integer", "The age of a person, where the article tells one.", "years"),
    Column("place", "text", "Where a person is from or lives, in the article's words; missing where it does not tell."),
    Column("gender", "text", "female or male; missing where nothing tells, and for groups and documents."),
    Column(
        "gender_from",
        "text",
        "What gender rests on: words (a pronoun, title or noun that the article uses for the person) or first name "
        "(a list of names, which may be wrong of this one).",
    ),
    DESCRIPTIONS,
    Column("member_of", "text", "Numbers of the article's sources of which this one is part or for which it speaks."),
    *ROLES[1:],
    *ELEMENT_SPANS,
    Column("mentions", "integer", "How often the article names the source.", "mentions"),
    Column("first_mention", "span", "Where it does so first: [start, end].", "characters"),
    *SAID,
    *PUBLICATION,
)

MENTIONS: tuple[Column, ...] = (
    ARTICLE,
    Column("mention", "integer", "Number of the mention within the article, from 1, in text order."),
    Column("source_id", "integer", "Number of the source within the article that the words name."),
    SPEAKER,
    Column("mention_text", "text", "The words that name the source here: a name, a pronoun, a description."),
    Column("mention_start", "integer", "Where they begin in the article's text.", "characters"),
    Column("mention_end", "integer", "Where they end: the first character that is none of them.", "characters"),
    Column("attributions", "integer", "Attributions whose source these very words name.", "attributions"),
)

FINDINGS: tuple[Column, ...] = (
    ARTICLE,
    Column("finding", "integer", "Number of the finding within the article, from 1."),
    Column("check_name", "text", "The check that asks, by its name in the file of checks."),
    Column("question", "text", "What to ask about the article; a question to an editor, no verdict."),
    Column("finding_text", "text", "The words that the question is about; separate pieces are joined by ' … '."),
    Column("spans", "spans", "Where they stand: [[start, end], …].", "characters"),
    Column("about", "text", "The numbers of the attributions that it is about, as a JSON list."),
    *PUBLICATION,
)

HEDGES: tuple[Column, ...] = (
    ARTICLE,
    Column("hedge", "integer", "Number of the hedge within the article, from 1, in text order."),
    Column("speaker", "text", "Who says it: always nobody, or it would stand among the attributions."),
    Column("hedge_text", "text", "The word that stands for a source: reportedly, allegedly, it is understood …"),
    Column("claim_text", "text", "The sentence in which it stands, which credits nobody with anything."),
    Column("hedge_span", "span", "Where the hedge stands: [start, end].", "characters"),
    Column("claim_span", "span", "Where the sentence stands.", "characters"),
    Column("paragraph", "integer", "Number of the paragraph in which the hedge stands, from 1."),
    *PUBLICATION,
)

ARTICLES: tuple[Column, ...] = (
    ARTICLE,
    *(TITLE, DATE, OUTLET, AUTHOR, SECTION),
    Column("url", "text", "The article's address on the web."),
    Column("path", "text", "The file from which the article was read."),
    Column("page", "text", "The article's page in a report, from its folder; missing where no pages were written."),
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
    Column(
        "duplicate_of", "text", "The earlier article that tells the same story in nearly the same words; or missing."
    ),
)

CORPUS_SOURCES: tuple[Column, ...] = (
    Column("corpus_source", "text", "The key of the source: its name, with an article where several bear it."),
    Column("speaker", "text", "The fullest name or description that any article gives the source."),
    NAMED,
    SOURCE_KIND,
    Column("gender", "text", "female or male, as its sources table says of most articles; else missing."),
    Column("role", "text", "The role in which the source speaks most."),
    Column("roles", "text", "All its roles with their statements, joined by ' … '."),
    Column("articles", "integer", "Articles in which the source stands.", "articles"),
    *SAID,
    Column("descriptions", "text", "What articles say most of who the source is; joined by ' … '."),
    Column("other_names", "text", "What else articles call it; joined by ' … '."),
    Column("first_date", "text", "The earliest date of an article with it, as its file gives it."),
    Column("last_date", "text", "The latest date."),
    Column("example", "text", "The article in which it says most."),
    Column(
        "chosen",
        "text",
        "For you to fill: no, where the newsroom could not choose the source; give the file back with --not-chosen.",
    ),
)

DOUBTFUL: tuple[Column, ...] = (
    Column("decision", "text", "For you to fill: join or split; then give the file back with --aliases."),
    Column("first", "text", "The name of one of two sources that may be the same."),
    Column("first_article", "text", "An article with it."),
    Column("second", "text", "The name of the other."),
    Column("second_article", "text", "An article with that one."),
    Column("why", "text", "What makes them alike, and what their descriptions have in common."),
    Column("likeness", "number", "How alike the two names are spelt (RapidFuzz).", "0 to 100"),
    *(
        column
        for part in ("first", "second")
        for column in (
            Column(f"{part}_role", "text", f"The role of the {part}."),
            Column(f"{part}_descriptions", "text", f"What articles say of the {part}; joined by ' … '."),
            Column(f"{part}_articles", "integer", f"Articles in which the {part} stands.", "articles"),
            Column(f"{part}_statements", "integer", f"Statements of the {part}.", "statements"),
        )
    ),
)

CORRECTIONS: tuple[Column, ...] = (
    Column("decision", "text", "The decision's own name; leave it, so that the row is known when it comes back."),
    Column("subject", "text", "What it is about: the same for all decisions on one statement."),
    ARTICLE,
    Column("action", "text", "confirm, change, delete, add, cannot-tell, looked-through, answer or withdraw."),
    Column("why", "text", "The person's note."),
    Column("content_text", "text", "The words credited to the source, as the tool had it; pieces joined by ' … '."),
    Column("cue_text", "text", "The words that tie source and content together, as the tool had it."),
    Column("source_text", "text", "The words that name the source, as the tool had it."),
    Column("speaker", "text", "The speaker, as the tool had it."),
    Column("role", "text", "The role, as the tool had it."),
    Column("named", "yes/no", "Whether the article names the speaker, as the tool had it."),
    Column("kind", "text", "The kind of statement, as the tool had it."),
    Column("new_content_text", "text", "The words credited to the source, as the person has it; missing: the same."),
    Column("new_cue_text", "text", "The words that tie the two together, as the person has it; missing: the same."),
    Column("new_source_text", "text", "The words that name the source, as the person has it; missing: the same."),
    Column("new_speaker", "text", "The speaker, as the person has it; `nobody`: no source is named; missing: same."),
    Column("new_role", "text", "The role, as the person has it; missing: the same."),
    Column("new_named", "yes/no", "Whether the article names the speaker, as the person has it; missing: the same."),
    Column("new_kind", "text", "The kind of statement, as the person has it; missing: the same."),
    Column("reach", "text", "statement, or speaker: for all statements of the speaker in the article."),
    Column("who", "text", "Who decided, as they call themselves."),
    Column("decided_at", "text", "When, in UTC."),
    Column("task", "text", "The sample or lesson in which it was decided; missing for plain corrections."),
    Column("problem", "text", "Why the correction could not be carried out; missing where it was."),
)

TABLES: dict[TableName, tuple[Column, ...]] = {
    "attributions": ATTRIBUTIONS,
    "sources": SOURCES,
    "mentions": MENTIONS,
    "articles": ARTICLES,
    "findings": FINDINGS,
    "hedges": HEDGES,
    "corpus_sources": CORPUS_SOURCES,
    "doubtful": DOUBTFUL,
    "corrections": CORRECTIONS,
}


def codebook(more: Mapping[str, Sequence[Column]] | None = None) -> pd.DataFrame:
    """Every column of every table, and of ``more``: ``table``, ``name``, ``type``, ``unit``, ``meaning``."""
    tables = [*TABLES.items(), *(more or {}).items()]
    rows = [
        (table, column.name, column.type, column.unit or None, column.meaning)
        for table, columns in tables
        for column in columns
    ]
    return pd.DataFrame(rows, columns=["table", "name", "type", "unit", "meaning"], dtype="string")
