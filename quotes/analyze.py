"""Articles in, analyses out: the whole way from text to attributions with speaker, role and tone."""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.attribution.attribute import attribute
from quotes.document import Document
from quotes.errors import AnalysisError
from quotes.messages import OnSkip, Skipped, log_skipped, reason_of
from quotes.model import ACTS, STATEMENTS, Act, Analysis, Article
from quotes.parse.from_stanza import document_from_stanza
from quotes.parse.kept import Parses
from quotes.parse.parser import Parser
from quotes.parse.stanza_models import BUNDLED
from quotes.read import Columns, read_articles
from quotes.read.columns import GUESSED
from quotes.read.frame import read_frame
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import Codebook, load_codebook
from quotes.sources.resolve import resolve
from quotes.table.rows import attributions_table, rows_of
from quotes.time_limit import TooSlow, time_limit
from quotes.tone import with_tone
from quotes.uncollected import uncollected

logger = logging.getLogger("quotes.analyze")

NOTEBOOK = ["speaker", "role", "kind", "content_text", "cue_text"]
"""The columns that a notebook shows of an analysis."""


class AnalyzedArticle(Analysis):
    """An analysis that a person goes on with: it gives its attributions as a data frame or as plain values."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """The attributions, one a row, with the columns of ``Analyzer.table``."""
        return attributions_table([self])

    def to_dict(self) -> dict[str, Any]:
        """The analysis as plain values, ready for JSON: ``article``, ``attributions``, ``sources`` and ``mentions``.

        ``article`` is a dictionary, the others are lists of them; their keys are the columns of the tables of the same
        name (``quotes.table.columns`` has their meanings). A span is ``[start, end]``, what is missing ``None``.
        """
        rows = rows_of(self)
        return {"article": rows["articles"][0]} | {name: rows[name] for name in ("attributions", "sources", "mentions")}

    def _repr_html_(self) -> str:
        return self.to_frame()[NOTEBOOK].to_html()


class Analyzer:
    """Finds who says what in articles, and in what role: ``Analyzer()(text)`` is the analysis of one text.

    ``model`` is a Stanza package (the bundled ``news`` by default), ``model_dir`` a Stanza resource
    folder, ``codebook`` a TOML file of roles, or one that was read. Of what is found, ``acts`` and ``min_confidence``
    (0 to 1) choose what is kept: by default statements, which are the acts speech, writing and belief; ``acts=ACTS``
    (``quotes.model``) keeps attitudes ("wants", "supports") too. ``with_nested`` adds what stands inside the content
    of another. ``with_tone=False`` leaves out the tone, for which a library loads that takes most of a second.
    ``article_timeout`` is how many seconds an article may take, 0 for as many as it needs: one that takes
    more is left out. Raises ModelError or CodebookError where one of these cannot be used, and ValueError for an
    unknown act or a confidence that is none.
    """

    def __init__(
        self,
        model: str = BUNDLED,
        model_dir: str | Path | None = None,
        codebook: str | Path | Codebook | None = None,
        acts: Collection[Act] | Act = STATEMENTS,
        min_confidence: float = 0.0,
        with_nested: bool = False,
        article_timeout: float = 0.0,
        with_tone: bool = True,
    ) -> None:
        acts = {acts} if isinstance(acts, str) else set(acts)
        unknown = sorted(acts - set(ACTS))
        if unknown:
            raise ValueError(f"no such act: {', '.join(unknown)}; there are {', '.join(ACTS)}")
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence is {min_confidence}; give a number from 0 to 1")
        self.codebook = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
        self.acts = frozenset(acts)
        self.min_confidence = min_confidence
        self.with_nested = with_nested
        self.with_tone = with_tone
        self._parser = Parser(model, model_dir, article_timeout)
        self._article_timeout = article_timeout

    def load(self) -> None:
        """Load the model now, and not with the first article; raises ModelError where it does not load."""
        self._parser.load()

    def __call__(self, text: str | Article) -> AnalyzedArticle:
        """The analysis of one text or article; raises AnalysisError where it cannot be analysed."""
        if not isinstance(text, str | Article):
            raise TypeError(f"a text or an article is expected, not {type(text).__name__}; pipe takes several")
        return next(self.pipe([text]))

    def pipe(
        self, texts: Iterable[str | Article], on_skip: OnSkip | None = None, parses: Parses | None = None
    ) -> Iterator[AnalyzedArticle]:
        """One analysis for each of ``texts``, in order; they are taken only as far as the next batch needs.

        A text becomes an article whose ``id`` is its place: ``text-1``, ``text-2``, … An article that cannot be
        analysed is left out, and ``on_skip`` hears of it; without ``on_skip`` it raises AnalysisError.
        What ``parses`` has is not parsed once more.
        """
        return (analysis for _, analysis in self.pairs(texts, on_skip, parses))

    def pairs(
        self, texts: Iterable[str | Article], on_skip: OnSkip | None = None, parses: Parses | None = None
    ) -> Iterator[tuple[Document, AnalyzedArticle]]:
        """Like ``pipe``, each analysis with the parse that it was made of."""
        for article, document in self._parser.pairs(_articles(texts), on_skip, parses):
            try:
                with uncollected(), time_limit(self._article_timeout):
                    analysis = self._analysis(article, document)
            # Text is endlessly odd: one article that trips a rule must not end a job of thousands.
            except Exception as error:
                logger.debug("cannot analyse %s", article.id, exc_info=True)
                skipped = Skipped(article.path or article.id, _reason(error))
                if on_skip is None:
                    raise AnalysisError(str(skipped)) from error
                on_skip(skipped)
            else:
                yield document, analysis

    def table(
        self,
        articles: pd.DataFrame | Iterable[str | Path] | str | Path,
        text_column: str | None = None,
        columns: Columns = GUESSED,
    ) -> pd.DataFrame:
        """The attributions of articles, one a row; ``quotes.table.columns`` documents the columns.

        ``articles`` are files, folders and globs, or a data frame with an article a row. Which column of a table or
        data frame holds what is guessed from the usual names; ``text_column`` names that of the text, ``columns`` any.
        A row of a data frame without a column of identifiers is known by its index. What cannot be read or analysed is
        left out, with a warning through ``logging``. Raises ReadError for a data frame that lacks a column.
        """
        chosen = columns if text_column is None else replace(columns, text=text_column)
        if isinstance(articles, pd.Series):
            raise TypeError("a column is no data frame: give the frame, with text_column=…, or its texts to pipe")
        if isinstance(articles, pd.DataFrame):
            read = read_frame(articles, chosen, log_skipped)
        else:
            read = read_articles([articles] if isinstance(articles, str | Path) else articles, chosen)
        return attributions_table(self.pipe(read, log_skipped))

    def from_stanza(self, document: Any, article_id: str = "text-1") -> AnalyzedArticle:
        """The analysis of a ``stanza.Document`` that is parsed already; offsets are those of its text.

        It needs tokenize, pos, lemma, depparse and ner, of any English models; the models of this analyzer are not
        loaded. Raises TypeError for what is no such document, AnalysisError where it lacks one of them, or its text.
        """
        if not hasattr(document, "sentences"):
            raise TypeError(
                f"a stanza.Document is expected, not {type(document).__name__}; a text is analysed by calling"
            )
        return self._analysis(Article(article_id, document.text), document_from_stanza(document))

    def _analysis(self, article: Article, document: Document) -> AnalyzedArticle:
        every = attribute(document, with_nested=self.with_nested)
        found = [a for a in every if a.act in self.acts and a.confidence >= self.min_confidence]
        attributions, sources = resolve(article, document, found)
        sources, attributions = assign_roles(document, attributions, sources, self.codebook)
        told = with_tone(article, attributions) if self.with_tone else attributions
        starts = tuple(sentence.start for sentence in document.sentences)
        return AnalyzedArticle(article, tuple(told), sources, document.layout, starts)


def _reason(error: Exception) -> str:
    if isinstance(error, TooSlow):
        return f"{error}; split it, or give it more time with --article-timeout"
    return f"cannot be analysed ({reason_of(error)}); please report it, with the text"


def _articles(texts: Iterable[str | Article]) -> Iterator[Article]:
    """``texts`` as articles; raises TypeError for what is neither, and for one text alone."""
    if isinstance(texts, str | Article):
        raise TypeError("one text where several are expected: analyzer(text) gives its analysis")
    for number, text in enumerate(texts, start=1):
        if not isinstance(text, str | Article):
            raise TypeError(f"number {number} is no text but {type(text).__name__}; give strings or articles")
        yield text if isinstance(text, Article) else Article(f"text-{number}", text)
