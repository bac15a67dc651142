"""The sources of each article in, the people quoted out: women and men, and whom the newsroom could choose.

Whoever is quoted counts once an article, however much they say. A gender is that which the article's own words show;
by a first name alone it counts only where somebody asks for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from quotes.messages import folded
from quotes.table.rows import UNKNOWN
from reports.measures.counting import Block
from reports.measures.intervals import Resamples
from reports.measures.shares import COLUMNS, resampled, share_table

SOURCE_COLUMNS = (
    "article", "corpus_source", "speaker", "source_kind", "role", "gender", "gender_from", "age", "place",
    "affiliation", "statements",
)  # fmt: skip
"""The columns of the sources table that are needed."""
GENDERS: Mapping[str, str] = {"women": "female", "men": "male"}
TOLD, UNTOLD = "told", "not told"
ALSO_TOLD = ("age", "place", "affiliation")
"""What else the articles may tell of a person."""
BY_NAME = "first name"
TRIED = 27
"""Persons of a test in whom words and first name both told a gender, and agreed in all (docs/measures.md)."""


@dataclass(frozen=True)
class Heard:
    """Who says anything in a corpus; ``rows`` has a row for each source of an article, of a few bytes.

    ``article, role, person, gender``, whether the article tells each of ``ALSO_TOLD``, and ``chosen``: whether it is
    none of ``not_chosen``. ``gender`` is missing of what is no ``person``, and where only a first name tells it, unless
    that was asked for. ``nowhere`` are those of ``not_chosen`` after whom nobody in the articles is called.
    """

    rows: pd.DataFrame
    not_chosen: Collection[str] = ()
    nowhere: Sequence[str] = ()


def heard_once(pieces: Iterable[pd.DataFrame], first_names: bool = False, not_chosen: Collection[str] = ()) -> Heard:
    """Those of the sources who say anything; ``pieces`` are parts of a sources table, which need ``SOURCE_COLUMNS``.

    ``first_names`` lets a first name alone tell a gender, ``not_chosen`` are names or keys of sources.
    """
    names = {_key(name) for name in not_chosen}
    met: set[str] = set()
    found = []
    for piece in pieces:
        heard = piece[piece["statements"] > 0]
        listed = pd.Series(False, index=heard.index)
        for column in ("corpus_source", "speaker") if names else ():
            keys = heard[column].map(_key)
            met.update(names.intersection(keys))
            listed |= keys.isin(names)
        found.append(_told(heard, first_names).assign(chosen=~listed))
    nowhere = [name for name in not_chosen if _key(name) not in met]
    return Heard(pd.concat(found, ignore_index=True), not_chosen, nowhere)


def _told(heard: pd.DataFrame, first_names: bool) -> pd.DataFrame:
    """What is told of the sources that say anything: ``Heard.rows`` without ``chosen``."""
    person = heard["source_kind"] == "person"
    by_words = pd.Series(True, index=heard.index) if first_names else heard["gender_from"] != BY_NAME
    gender = heard["gender"].where(person & by_words.fillna(True))
    told = {
        "article": heard["article"],
        "role": heard["role"].fillna(UNKNOWN),
        "person": person.fillna(False).astype(bool),
        "gender": pd.Categorical(gender, list(GENDERS.values())),
    }
    return pd.DataFrame(told | {name: heard[name].notna() for name in ALSO_TOLD})


def people_shares(heard: Heard, roles: Sequence[str]) -> pd.DataFrame:
    """Rows of ``Balance.shares`` about people.

    ``by`` gender: the women and men among those whose gender is told, ``of`` persons. ``by`` gender_told: of how many
    it is; ``by`` age_told, place_told and affiliation_told likewise. Where there are some whom the newsroom could not
    choose, also ``of`` chosen: by role the sources and by gender the persons without those.
    """
    rows = heard.rows
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    articles = pd.Index(rows["article"].unique())
    persons = rows[rows["person"]]
    blocks = _gender_blocks(persons, articles, "persons")
    blocks += [_told_block(persons, articles, f"{name}_told", "persons", persons[name]) for name in ALSO_TOLD]
    if heard.not_chosen:
        chosen = rows[rows["chosen"]]
        blocks.append(_block(chosen, articles, "role", "chosen", tuple(roles), chosen["role"]))
        blocks += _gender_blocks(chosen[chosen["person"]], articles, "chosen")[:1]
    return share_table(blocks, resampled(blocks, Resamples(len(articles))), {})


def _gender_blocks(persons: pd.DataFrame, articles: pd.Index, of: str) -> list[Block]:
    gender = persons["gender"].map({word: label for label, word in GENDERS.items()})
    return [
        _block(persons, articles, "gender", of, tuple(GENDERS), gender),
        _told_block(persons, articles, "gender_told", of, gender.notna()),
    ]


def _told_block(heard: pd.DataFrame, articles: pd.Index, by: str, of: str, told: pd.Series) -> Block:
    """Of how many an article tells something, and of how many it does not."""
    return _block(heard, articles, by, of, (TOLD, UNTOLD), told.map({True: TOLD, False: UNTOLD}))


def _block(heard: pd.DataFrame, articles: pd.Index, by: str, of: str, labels: Sequence[str], label: pd.Series) -> Block:
    """How often each label comes in each of ``articles``."""
    own = label.dropna()
    row = articles.get_indexer(pd.Index(heard.loc[own.index, "article"]))
    column = pd.Index(list(labels)).get_indexer(pd.Index(own))
    counts = np.zeros((len(articles), len(labels)), dtype="int64")
    np.add.at(counts, (row, column), 1)
    return Block(by, of, tuple(labels), counts)


def _key(name: object) -> str:
    return folded(name) if isinstance(name, str) else ""
