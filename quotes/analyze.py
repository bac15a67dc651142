"""Articles in, analyses out: the whole way from text to attributions with speaker, role and tone."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import get_args

import pandas as pd

from quotes.attribution.attribute import attribute
from quotes.document import Document
from quotes.errors import AnalysisError
from quotes.model import Act, Analysis, Article, Attribution
from quotes.parse.parser import Parser, reason_of
from quotes.parse.stanza_models import BUNDLED
from quotes.read import Columns, Skipped, read_articles
from quotes.read.articles import log_skipped
from quotes.read.files import OnSkip
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import Codebook, load_codebook
from quotes.sources.resolve import resolve
from quotes.table.rows import attributions_table
from quotes.tone import with_tone

logger = logging.getLogger("quotes.analyze")

STATEMENTS: tuple[Act, ...] = ("speech", "writing", "belief")
"""The acts that count as statements; an attitude ("wants", "supports") does not."""
ACTS: tuple[Act, ...] = get_args(Act)


class Analyzer:
    """Finds who says what in articles, and in what role.

    ``model`` is a Stanza package (the bundled ``news`` by default), ``model_dir`` a Stanza resource
    folder, ``codebook`` a TOML file of roles. Of what is found, ``acts`` and ``min_confidence`` (0 to 1)
    choose what is kept; ``with_nested`` adds what stands inside the content of another. Raises ModelError or
    CodebookError where one of these cannot be used, and ValueError for an unknown act or a confidence that is none.
    """

    def __init__(
        self,
        model: str = BUNDLED,
        model_dir: str | Path | None = None,
        codebook: str | Path | None = None,
        acts: Collection[Act] = ACTS,
        min_confidence: float = 0.0,
        with_nested: bool = False,
    ) -> None:
        unknown = sorted(set(acts) - set(ACTS))
        if unknown:
            raise ValueError(f"no such act: {', '.join(unknown)}; there are {', '.join(ACTS)}")
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence is {min_confidence}; give a number from 0 to 1")
        self.codebook: Codebook = load_codebook(Path(codebook) if codebook is not None else None)
        self.acts = frozenset(acts)
        self.min_confidence = min_confidence
        self.with_nested = with_nested
        self._parser = Parser(model, model_dir)

    def analyses(self, articles: Iterable[Article], on_skip: OnSkip | None = None) -> Iterator[Analysis]:
        """One analysis an article, in order; articles are read only as far as the next batch needs.

        An article that cannot be analysed is left out, and ``on_skip`` hears of it; without ``on_skip``
        it raises AnalysisError.
        """
        return (analysis for _, analysis in self.pairs(articles, on_skip))

    def pairs(self, articles: Iterable[Article], on_skip: OnSkip | None = None) -> Iterator[tuple[Document, Analysis]]:
        """Like ``analyses``, each with the parse that it was made of."""
        for article, document in self._parser.pairs(articles, on_skip):
            try:
                analysis = self._analysis(article, document)
            # Text is endlessly odd: one article that trips a rule must not end a job of thousands.
            except Exception as error:
                logger.debug("cannot analyse %s", article.id, exc_info=True)
                skipped = Skipped(
                    article.path or article.id,
                    f"cannot be analysed ({reason_of(error)}); please report it, with the text",
                )
                if on_skip is None:
                    raise AnalysisError(str(skipped)) from error
                on_skip(skipped)
            else:
                yield document, analysis

    def analysis(self, text: str) -> Analysis:
        """The analysis of one text: its attributions and their sources."""
        return next(self.analyses([Article("text", text)]))

    def attributions(self, text: str) -> tuple[Attribution, ...]:
        """The attributions of one text, in text order; ``analysis`` gives their sources too."""
        return self.analysis(text).attributions

    def table(self, paths: Iterable[str | Path] | str | Path, columns: Columns | None = None) -> pd.DataFrame:
        """The attributions of files, folders and globs, one a row; ``quotes.table.columns`` documents the columns.

        What cannot be read or analysed is left out, with a warning through ``logging``.
        """
        several = [paths] if isinstance(paths, str | Path) else paths
        articles = read_articles(several, columns or Columns())
        return attributions_table(self.analyses(articles, log_skipped))

    def _analysis(self, article: Article, document: Document) -> Analysis:
        every = attribute(document, with_nested=self.with_nested)
        found = [a for a in every if a.act in self.acts and a.confidence >= self.min_confidence]
        attributions, sources = resolve(article, document, found)
        sources, attributions = assign_roles(document, attributions, sources, self.codebook)
        return Analysis(article, with_tone(article, attributions), sources, document.layout)
