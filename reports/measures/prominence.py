"""A counted corpus in, who stands where out: first and last word, headline, lead, first third, and how long officials
speak alone.

Who is heard first frames the story (Hall et al. 1978, "Policing the Crisis": primary definers).
"""

import functools
import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd

from quotes.lexicon.lists import LISTS
from quotes.roles.codebook import Codebook
from quotes.table.rows import UNKNOWN
from reports.measures.counting import Block, Counted

PLACES = ("first", "last", "headline", "lead", "first_third")


def place_blocks(counted: Counted, roles: Sequence[str]) -> Iterator[Block]:
    """The counts by role of each of ``PLACES``.

    ``first`` and ``last`` count articles, by the role of their first and last statement; ``headline`` sources that the
    headline names; ``lead`` and ``first_third`` statements that begin in the first paragraph or third of the text.
    """
    statements = counted.statements
    placed = statements["position"].notna()
    frames = {
        "first": statements[placed].drop_duplicates("article"),
        "last": statements[placed].drop_duplicates("article", keep="last"),
        "headline": counted.sources[in_headline(counted.sources)],
        "lead": statements[(statements["paragraph"] == 1).fillna(False).astype(bool)],
        "first_third": statements[(statements["position"] < 1 / 3).fillna(False).astype(bool)],
    }
    for of in PLACES:
        yield counted.block(frames[of], "role", of, roles)


def in_headline(sources: pd.DataFrame) -> np.ndarray:
    """Whether the headline of its article names each source: a person by the last name, all others in full."""
    people = (sources["source_kind"] == "person") & sources["named"].fillna(False)
    cells = zip(_texts(sources["title"]), _texts(sources["speaker"]), people, strict=True)
    return np.array([_is_named(title, speaker, bool(person)) for title, speaker, person in cells], dtype=bool)


def _texts(column: pd.Series) -> Iterator[str]:
    """The cells of a column of texts, a missing one as empty text; equal ones are one in memory."""
    found = pd.Categorical(column)
    texts = [*map(str, found.categories), ""]
    return (texts[code] for code in found.codes)


def _is_named(title: str, speaker: str, is_person: bool) -> bool:
    words = speaker.split()
    name = " ".join(words[1:] if len(words) > 1 and words[0].lower() in _openers() else words)
    if is_person:
        name = re.sub(r",? (?:Jr|Sr|I{2,3}|IV)\.?$", "", name).rpartition(" ")[2]
    if len(name) < 2:
        return False
    # A name is written with a capital: the mayor called Brown is not in "Lawns turn brown".
    flags = 0 if is_person and name[:1].isupper() and not title.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, flags) is not None


@functools.cache
def _openers() -> frozenset[str]:
    """Words before what somebody is called that no headline needs to have."""
    grammar = LISTS.grammar
    return grammar.definite_article | grammar.indefinite_article | grammar.possessive | grammar.one_of_many


def voiceless_roles(codebook: Codebook) -> frozenset[str]:
    """The roles that are nobody's voice: who is unknown, and documents."""
    nobody = {role.name for role in codebook.roles if role.capacities and set(role.capacities) <= {UNKNOWN, "document"}}
    return frozenset(nobody | {UNKNOWN})


def other_roles(codebook: Codebook, roles: Collection[str]) -> frozenset[str]:
    """The roles that are voices other than official ones; who is unknown, or a document, is neither."""
    return frozenset(roles) - frozenset(codebook.official) - voiceless_roles(codebook)


def first_other(counted: Counted, others: Collection[str]) -> pd.DataFrame:
    """Who speaks first in each article, and where the first voice other than an official one is heard.

    ``first_speaker`` (of the first statement), ``other_role, other_speaker, words_before_other``: the words of text
    before that voice; missing where there is none. Indexed by ``row``.
    """
    statements = counted.statements
    first = statements.drop_duplicates("row").set_index("row")
    heard = statements["role"].isin(list(others)) & (statements["source_kind"] != "document")
    other = statements[heard].drop_duplicates("row").set_index("row").reindex(first.index)
    return pd.DataFrame(
        {
            "first_speaker": first["speaker"],
            "other_role": other["role"],
            "other_speaker": other["speaker"],
            "words_before_other": other["words_before"].astype("Int64"),
        }
    )
