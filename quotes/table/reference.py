"""The heads of a file of shares in, its columns out: the tables of a corpus' shares, and of a reference's."""

from collections.abc import Mapping, Sequence

from quotes.table.columns import Column

SHARES_FILE, FILE = "shares.csv", "reference.csv"
NEEDED = ("division", "label", "share")
"""The columns that a file of reference shares must have."""
NAMES: Mapping[str, str] = {"by": "division", "of": "counted", "group": "compared", "other": "compared_with"}
"""What measures call the columns, and what the files do: their names are no words of SQL."""
USUAL_OF: Mapping[str, str] = dict.fromkeys(
    ("gender", "gender_told", "age_told", "place_told", "affiliation_told"), "persons"
)
"""What a reference's shares are of where it does not say; those of other divisions are of statements."""

KEYS = (
    Column(
        "division",
        "text",
        "What the shares divide: role, naming, kind, source_kind, gender, or whether age_told, gender_told …",
    ),
    Column("label", "text", "The category whose share it is."),
    Column(
        "counted",
        "text",
        "What is shared: statements, words, quoted_words, sources, persons, or a place of the article.",
    ),
)
SHARES: tuple[Column, ...] = (
    *KEYS,
    Column("count", "integer", "How many there are of the category."),
    Column("share", "number", "Their share of all.", "0 to 1"),
    Column("low", "number", "Where its 95 % interval begins; missing for too few articles.", "0 to 1"),
    Column("high", "number", "Where it ends.", "0 to 1"),
    Column(
        "band_low", "number", "Where the band of the tool's error begins, or the corrected share's interval.", "0 to 1"
    ),
    Column("band_high", "number", "Where it ends.", "0 to 1"),
    Column("corrected", "number", "The share as a sample that people checked corrects it.", "0 to 1"),
)
REFERENCE: tuple[Column, ...] = (
    *KEYS,
    Column("share", "number", "The share here; corrected where people checked a sample.", "0 to 1"),
    Column("low", "number", "Where its 95 % interval begins.", "0 to 1"),
    Column("high", "number", "Where it ends.", "0 to 1"),
    Column("reference", "number", "The reference's share.", "0 to 1"),
    Column(
        "reference_low", "number", "Where the reference's own interval begins; missing where it has none.", "0 to 1"
    ),
    Column("reference_high", "number", "Where it ends.", "0 to 1"),
    Column("difference", "number", "The share here less the reference's.", "-1 to 1"),
    Column("difference_low", "number", "Where the 95 % interval of the difference begins.", "-1 to 1"),
    Column("difference_high", "number", "Where it ends.", "-1 to 1"),
    Column("clear", "yes/no", "Whether that interval leaves out 0."),
)


def among(columns: Sequence[Column], names: Sequence[str]) -> tuple[Column, ...]:
    """Those of ``columns`` that a file with these heads has, in its order; none where it lacks what tells its rows."""
    known = {column.name: column for column in columns}
    return tuple(known[name] for name in names if name in known) if {*NEEDED, "counted"} <= {*names} else ()
