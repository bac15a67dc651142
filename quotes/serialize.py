"""An analysis in, lists, dicts and plain values out, fit for JSON; and back."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quotes.model import Analysis, Article, Span

if TYPE_CHECKING:
    from cattrs import Converter


def as_data(analysis: Analysis) -> dict[str, Any]:
    """The attributions, sources and layout of an analysis as lists, dicts and plain values; a span is [start, end]."""
    data = _converter().unstructure(analysis)
    return {name: part for name, part in data.items() if name != "article"}


def as_analysis(data: Mapping[str, Any], article: Article) -> Analysis:
    """What ``as_data`` was given; raises KeyError, TypeError or ValueError for other data."""
    from cattrs.errors import CattrsError

    try:
        return _converter().structure({**data, "article": article}, Analysis)
    except CattrsError as error:
        raise ValueError(f"not an analysis: {error}") from error


@functools.cache
def _converter() -> Converter:
    from cattrs import Converter  # a tenth of a second, which only who stores or resumes a job should wait

    converter = Converter(unstruct_collection_overrides={tuple: list}, detailed_validation=False)
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_structure_hook(Span, lambda pair, _: Span(*pair))
    converter.register_unstructure_hook(Article, lambda article: article)
    converter.register_structure_hook(Article, lambda article, _: article)
    return converter
