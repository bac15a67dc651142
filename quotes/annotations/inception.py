"""A folder of UIMA CAS files of INCEpTION in (XMI with its type system), the coding in it out; and back.

One layer ``quotes.Part`` of spans: ``part`` is content, cue or source, ``statement`` the number that ties the parts of
one statement; a content has also ``role``, ``speaker``, ``named`` and ``kind``. Needs the extra ``inception``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.annotations.coding import (
    PARTS,
    TOLD,
    Coding,
    Texts,
    article_named,
    in_order,
    labels_of,
    marked_at,
    reading_from,
)
from quotes.errors import ReadError, UsageError
from quotes.review.corrections import Quoted, Reading
from quotes.review.gold import file_name

if TYPE_CHECKING:
    from cassis import TypeSystem

LAYER, TYPES = "quotes.Part", "TypeSystem.xml"
FEATURES = ("part", "statement", *TOLD)


def _cassis() -> Any:
    try:
        import cassis
    except ImportError as error:
        raise UsageError("INCEpTION files need one package more: pip install 'quotes-toolkit[inception]'") from error
    return cassis


def read(folder: Path, known: Texts) -> list[Coding]:
    """One coding, by the name of the folder; raises ReadError with the file."""
    cassis = _cassis()
    statements: dict[str, tuple[Reading, ...]] = {}
    texts: dict[str, str] = {}
    path = folder / TYPES
    try:
        with path.open("rb") as file:
            types = cassis.load_typesystem(file)
        for path in sorted(folder.glob("*.xmi")):
            with path.open("rb") as file:
                cas = cassis.load_cas_from_xmi(file, typesystem=types, lenient=True)
            article = article_named(path.stem, known)
            texts[article] = cas.sofa_string
            statements[article] = in_order(_readings(cas.select(LAYER), cas.sofa_string))
    except Exception as error:  # cassis raises what its parts raise
        raise ReadError(f"{path}: {error}; export as UIMA CAS XMI (XML 1.0), with the layer {LAYER}") from error
    return [Coding(folder.resolve().name, statements, texts=texts)]


def _readings(spans: Sequence[Any], text: str) -> Iterator[Reading]:
    together: dict[str, list[Any]] = defaultdict(list)
    for span in spans:
        together[span.statement or f"at {span.begin}"].append(span)
    for own in together.values():
        parts: dict[str, list[Quoted]] = defaultdict(list)
        for span in sorted(own, key=lambda span: int(span.begin)):
            parts[span.part or "content"].append(marked_at(text, span.begin, span.end))
        told = {name: next((value for span in own if (value := getattr(span, name))), "") for name in TOLD}
        yield reading_from(parts, told, text)


def write(folder: Path, codings: Sequence[Coding], texts: Texts) -> None:
    """A folder a coder: a CAS an article, and the type system; raises OSError where that cannot be done."""
    cassis = _cassis()
    types = _types(cassis)
    for coding in codings:
        own = folder / file_name(coding.coder) if len(codings) > 1 else folder
        own.mkdir(parents=True, exist_ok=True)
        types.to_xml(own / TYPES)
        for article, marked in coding.statements.items():
            cas = cassis.Cas(typesystem=types, sofa_string=texts[article], sofa_mime="text/plain")
            layer = types.get_type(LAYER)
            cas.add_all([layer(**span) for number, one in enumerate(marked, 1) for span in _spans(number, one)])
            cas.to_xmi(own / f"{file_name(article)}.xmi", pretty_print=True)


def _types(cassis: Any) -> TypeSystem:
    types = cassis.TypeSystem()
    layer = types.create_type(LAYER, supertypeName="uima.tcas.Annotation")
    for name in FEATURES:
        types.create_feature(domainType=layer, name=name, rangeType="uima.cas.String")
    return types


def _spans(number: int, one: Reading) -> Iterator[dict[str, object]]:
    for part in PARTS:
        for piece, place in enumerate(getattr(one, part)):
            span: dict[str, object] = {"begin": place.start, "end": place.end, "part": part, "statement": str(number)}
            yield span | (labels_of(one) if piece == 0 and (part == "content" or not one.content) else {})
