"""An analysis in, lists, dicts and plain values out, fit for JSON; and back."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from quotes.model import Analysis, Article, Span

if TYPE_CHECKING:
    from cattrs import Converter


def as_data(analysis: Analysis) -> dict[str, Any]:
    """The attributions, sources and layout of an analysis as lists, dicts and plain values; a span is [start, end]."""
    data = _converter().unstructure(analysis)
    return {name: part for name, part in data.items() if name != "article"}


def article_as_data(article: Article, without: Collection[str] = ()) -> list[Any]:
    """What an article is, but for the fields ``without``, fit for JSON: the same for all that are equal."""
    names = [field.name for field in fields(article) if field.name not in {"metadata", *without}]
    return [*(getattr(article, name) for name in names), sorted(article.metadata.items())]


def as_analysis(data: Mapping[str, Any], article: Article) -> Analysis:
    """What ``as_data`` was given; raises LookupError, TypeError or ValueError for other data."""
    from cattrs.errors import CattrsError

    try:
        return _converter().structure({**data, "article": article}, Analysis)
    except CattrsError as error:
        raise ValueError(f"not an analysis: {error}") from error


@functools.cache
def _converter() -> Converter:
    # A tenth of a second, which only who stores or resumes a job should wait.
    from cattrs import Converter, override
    from cattrs.gen import make_dict_unstructure_fn

    def compared(kind: Any) -> Any:
        """What is not compared follows from the rest: an analysis sets it anew."""
        left_out: dict[str, Any] = {field.name: override(omit=True) for field in fields(kind) if not field.compare}
        return make_dict_unstructure_fn(kind, converter, **left_out)

    converter = Converter(unstruct_collection_overrides={tuple: list}, detailed_validation=False)
    converter.register_unstructure_hook_factory(is_dataclass, compared)
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_unstructure_hook(Article, lambda article: article)
    converter.register_structure_hook(Span, lambda pair, _: Span(*pair))
    converter.register_structure_hook(Article, lambda article, _: article)
    return converter
