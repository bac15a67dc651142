"""Statements of some articles in, what is told of each article by itself out: a row each."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from quotes.roles.codebook import Codebook
from reports.measures.counting import Counted, most_often, with_texts
from reports.measures.prominence import first_other


def by_article(counted: Counted, codebook: Codebook, others: Collection[str]) -> pd.DataFrame:
    """A row an article, with the columns of ``Balance.by_article`` and ``first_other``, and its ``date``."""
    statements = counted.statements
    row = statements["row"].to_numpy()
    size = np.bincount(row, minlength=len(counted.articles))
    heard = statements.groupby(["row", "source_id"]).size()
    frame = pd.DataFrame({"article": counted.articles, "statements": size}).astype({"article": "string"})
    frame["sources"] = heard.groupby(level=0).size().reindex(frame.index, fill_value=0)
    frame["role"] = most_often(row, statements["role"])
    role = pd.Categorical(frame["role"], categories=statements["role"].cat.categories).codes
    most = np.bincount(row, statements["role"].cat.codes.to_numpy() == role[row], len(size))
    frame["role_share"] = most / size
    frame["effective_sources"] = _effective_within(heard).reindex(frame.index)
    frame["top_source_share"] = heard.groupby(level=0).max().reindex(frame.index) / size
    official, unnamed = statements["role"].isin(codebook.official), statements["naming"] == "unnamed"
    frame["official_share"] = np.bincount(row, official, len(size)) / size
    frame["unnamed_share"] = np.bincount(row, unnamed, len(size)) / size
    grouped = statements.groupby("row", sort=False)
    frame["first_role"], frame["last_role"] = grouped["role"].first(), grouped["role"].last()
    frame["date"] = statements.drop_duplicates("row").set_index("row")["date"]
    return with_texts(frame.join(first_other(counted, others)))


def _effective_within(counts: pd.Series) -> pd.Series:
    """The effective number (order 1) of the counts within each value of the first index level."""
    share = (counts / counts.groupby(level=0).transform("sum")).to_numpy(dtype=float)
    entropy = pd.Series(-share * np.log(share), index=counts.index).groupby(level=0).sum()
    return pd.Series(np.exp(entropy.to_numpy(dtype=float)), index=entropy.index)
