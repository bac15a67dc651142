"""An article's identifier or a source in, the place of its page within the report folder out."""

import hashlib
import re
import unicodedata
from urllib.parse import urlencode

INDEX = "index.html"
COMPARISON = "comparison.html"
STATEMENTS = "statements.html"
SUMMARY = "summary.html"
ARTICLES = "articles"
SOURCES = "sources"
ARTICLE_LIST = f"{ARTICLES}/{INDEX}"
"""The list of all articles, or its first page: no article's own page is called so."""

LONGEST_SLUG = 60
PLAIN_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIGEST_ENDING = re.compile(r"(?:^|-)[0-9a-f]{10}$")
PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
RESERVED = frozenset(["index", "con", "prn", "aux", "nul", *PORTS])
"""Our own page of the corpus, and what Windows keeps for devices, with any ending."""


def page_name(article_id: str) -> str:
    """A file name that is different for different identifiers, on any file system.

    Short, of lower-case letters, digits and hyphens, never a name that Windows reserves nor ``index.html``.
    A digest is added where the identifier is not such a name itself, or looks as if it ended in a digest.
    """
    plain = PLAIN_NAME.fullmatch(article_id) and len(article_id) <= LONGEST_SLUG and article_id not in RESERVED
    if plain and not DIGEST_ENDING.search(article_id):
        return f"{article_id}.html"
    ascii_id = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_id)[:LONGEST_SLUG].strip("-") or "article"
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{digest}.html"


def chart_path(name: str, ending: str) -> str:
    """The path of a chart as a file: ``svg``, ``png``, or its figures as ``csv``."""
    return f"charts/{name}.{ending}"


def article_path(article_id: str) -> str:
    """Where an article's page lies, from the report folder."""
    return f"{ARTICLES}/{page_name(article_id)}"


def list_path(number: int) -> str:
    """Where a page of the list of all articles lies, from 1; none of an article is called so, for the underscore."""
    return ARTICLE_LIST if number == 1 else f"{ARTICLES}/index_{number}.html"


def statements_path(number: int = 1) -> str:
    """Where a page of the list of all statements lies, from 1."""
    return STATEMENTS if number == 1 else f"statements_{number}.html"


def statements_link(**filters: str) -> str:
    """A link to the statements of some kind: ``filters`` are those of the page, such as ``role="official"``.

    No figure counts the answers that were not given, so no list to which it leads has them, unless it is of these.
    """
    return f"{STATEMENTS}#{urlencode({**filters, 'kind': filters.get('kind', 'said')})}"


def sources_link(role: str) -> str:
    """A link to the list of the sources that make most of their statements in ``role``."""
    return statements_link(mainly=role, list="sources")


def source_path(key: str) -> str:
    """Where the page of a source that several articles quote lies, from the report folder; ``key`` tells it apart."""
    return f"{SOURCES}/{page_name(key)}"
