"""The sources of each article in, the people quoted out: women and men, and whom the newsroom could choose.

Whoever is quoted counts once an article, however much they say. A gender is that which the article's own words show;
by a first name alone it counts only where somebody asks for it.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from reports.measures.counting import UNKNOWN, Block
from reports.measures.intervals import Resamples
from reports.measures.shares import COLUMNS, resampled, share_table

SOURCE_COLUMNS = (
    "article",
    "corpus_source",
    "speaker",
    "source_kind",
    "role",
    "gender",
    "gender_from",
    "age",
    "place",
    "affiliation",
    "statements",
)
"""The columns of the sources table that are needed."""
GENDERS: Mapping[str, str] = {"women": "female", "men": "male"}
TOLD, UNTOLD = "told", "not told"
ALSO_TOLD = ("age", "place", "affiliation")
"""What else the articles may tell of a person."""
BY_NAME = "first name"


def heard_once(sources: pd.DataFrame, first_names: bool = False) -> pd.DataFrame:
    """The sources that say anything, a row each an article; ``gender`` is missing where only a first name tells it."""
    heard = sources[sources["statements"] > 0]
    by_name = (heard["gender_from"] == BY_NAME).fillna(False)
    told = heard["gender"] if first_names else heard["gender"].mask(by_name)
    return heard.assign(role=heard["role"].fillna(UNKNOWN), gender=told.where(heard["source_kind"] == "person"))


def people_shares(heard: pd.DataFrame, roles: Sequence[str], not_chosen: Collection[str] = ()) -> pd.DataFrame:
    """Rows of ``Balance.shares`` about people, from what ``heard_once`` gives.

    ``by`` gender: the women and men among those whose gender is told, ``of`` persons. ``by`` gender_told: of how many
    it is; ``by`` age_told, place_told and affiliation_told likewise. With ``not_chosen``, whom the newsroom could not
    choose (keys or names), also ``of`` chosen: by role the sources and by gender the persons without those.
    """
    names = {_key(name) for name in not_chosen}
    chosen = heard[~(heard["corpus_source"].map(_key).isin(names) | heard["speaker"].map(_key).isin(names))]
    articles = pd.Index(heard["article"].unique())
    persons = heard[heard["source_kind"] == "person"]
    blocks = _gender_blocks(heard, articles, "persons")
    blocks += [_told_block(persons, articles, f"{name}_told", "persons", persons[name]) for name in ALSO_TOLD]
    if names:
        blocks.append(_block(chosen, articles, "role", "chosen", tuple(roles), chosen["role"]))
        blocks += _gender_blocks(chosen, articles, "chosen")[:1]
    if heard.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    return share_table(blocks, resampled(blocks, Resamples(len(articles))), {})


def missing_names(heard: pd.DataFrame, not_chosen: Collection[str]) -> list[str]:
    """Those of the names of whom nobody in the articles is called so, for a remark."""
    known = {*heard["corpus_source"].map(_key), *heard["speaker"].map(_key)}
    return [name for name in not_chosen if _key(name) not in known]


def _gender_blocks(heard: pd.DataFrame, articles: pd.Index, of: str) -> list[Block]:
    people = heard[heard["source_kind"] == "person"]
    gender = people["gender"].map({word: label for label, word in GENDERS.items()})
    return [
        _block(heard, articles, "gender", of, tuple(GENDERS), gender),
        _told_block(heard, articles, "gender_told", of, gender),
    ]


def _told_block(heard: pd.DataFrame, articles: pd.Index, by: str, of: str, cells: pd.Series) -> Block:
    """Of how many an article tells something, and of how many it does not."""
    return _block(heard, articles, by, of, (TOLD, UNTOLD), cells.notna().map({True: TOLD, False: UNTOLD}))


def _block(heard: pd.DataFrame, articles: pd.Index, by: str, of: str, labels: Sequence[str], label: pd.Series) -> Block:
    """How often each label comes in each of ``articles``."""
    own = label.dropna()
    row = articles.get_indexer(pd.Index(heard.loc[own.index, "article"]))
    column = pd.Index(list(labels)).get_indexer(pd.Index(own))
    counts = np.zeros((len(articles), len(labels)), dtype="int64")
    np.add.at(counts, (row, column), 1)
    return Block(by, of, tuple(labels), counts)


def _key(name: object) -> str:
    return " ".join(name.split()).casefold() if isinstance(name, str) else ""
