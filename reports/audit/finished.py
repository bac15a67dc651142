"""The folder of a finished audit in, its articles and analyses out again, and its report written anew.

No model is needed and no file of the articles: what was found lies in the folder. So a person's corrections come into a
report in seconds, and on another machine too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from quotes.errors import QuotesError, ReadError
from quotes.messages import OnSkip, Skipped
from quotes.model import Analysis, Article
from quotes.roles.codebook import Codebook, CodebookRole
from quotes.version import versions
from reports.audit.audit import Audit, run_audit
from reports.audit.folder import RUN, STORE
from reports.audit.own_files import report_name
from reports.audit.store import Store
from reports.audit.wanted import Wanted, path_of, wanted_of
from reports.checks.checks import Checks, load_checks
from reports.pages.render import Pages

OLD = "was made by another version; run the same `quotes audit` again, which takes what it can from there"


@dataclass(frozen=True)
class Finished:
    """An audit that lies in ``folder``; ``run`` is what its run.json says."""

    folder: Path
    run: Mapping[str, Any]

    @cached_property
    def codebook(self) -> Codebook:
        """The roles that it was made with, as they were then."""
        kept = self.run["settings"]["codebook"]
        roles = tuple(
            CodebookRole(**role | {name: tuple(role[name]) for name in ("capacities", "words")})
            for role in kept["roles"]
        )
        lists = {name: tuple(kept[name]) for name in ("official", "citizens")}
        return Codebook(kept["name"], roles, kept["unknown"], **lists)

    @cached_property
    def checks(self) -> Checks:
        """The questions to the editor that it was made with."""
        return load_checks(path_of(self._options, "checks"))

    @property
    def wanted(self) -> Wanted:
        """What the report is made of; raises ReadError where a file that it was made with is gone."""
        return wanted_of(self._options)

    def pages(self) -> Pages:
        """The pages of the report, in its language and dress."""
        options = self._options
        return Pages(self.codebook, versions(), options["language"], path_of(options, "template_dir"), self.checks)

    def articles(self) -> Iterator[Article]:
        """The articles in the order of the audit; raises ReadError where they cannot be read."""
        with self._store() as store:
            yield from store.articles()

    def found(self, article: Article) -> Analysis:
        """What the tool found in one of these articles; raises ReadError where that is gone."""
        with self._store() as store:
            return self._found(article, store)

    def analyses(self) -> Iterator[Analysis]:
        """What the tool found in each article, in the order of the audit; raises ReadError where that is gone."""
        with self._store() as store:
            for article in store.articles():
                yield self._found(article, store)

    def _found(self, article: Article, store: Store) -> Analysis:
        analysis = store.get(article)
        if analysis is None:
            raise ReadError(f"{self._place} lacks what was found in {article.id}; run the same `quotes audit` again")
        return analysis

    @contextmanager
    def _store(self) -> Iterator[Store]:
        """What the tool found in each article, without any correction; open for as long as it is needed."""
        try:
            with closing(Store(self._place, self.run["settings"], True, report_name(self.folder))) as store:
                yield store
        except (OSError, ValueError, TypeError) as error:
            raise ReadError(f"{self._place} cannot be read ({error}); run the same `quotes audit` again") from error

    @property
    def store_address(self) -> str:
        """Of the database on a server that has what was found, without its password; empty where a file has it."""
        return str(self._options.get("store", ""))

    @property
    def _place(self) -> Path | str:
        return self.store_address or self.folder / STORE

    @property
    def _options(self) -> Mapping[str, Any]:
        return cast(Mapping[str, Any], self.run["options"])


def open_finished(folder: Path) -> Finished:
    """The audit in ``folder``; raises ReadError where there is none, or one of a version that kept no texts."""
    try:
        run = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(f"{folder}: no report of `quotes audit` lies there; name the --out folder of one") from error
    if isinstance(run, dict) and run.get("settings"):
        finished = Finished(folder, run)
        if finished.store_address or (folder / STORE).is_file():
            return finished
    raise ReadError(f"{folder} {OLD}")


def write_again(finished: Finished, on_skip: OnSkip, on_remark: Callable[[str], None]) -> Path:
    """Write tables and pages anew, with the corrections that lie beside them; returns the report's first file.

    Raises WriteError and ReadError, and what an audit with the same options raises.
    """
    run = finished.run
    audit = Audit(
        finished.folder,
        finished.codebook,
        options=run["options"],
        model=run["model"],
        settings=run["settings"],
        store_address=finished.store_address,
        skipped=_left_out(run, "skipped"),
        passed=_left_out(run, "passed_over"),
        doubles=_left_out(run, "not_counted"),
        kinds={path: one["kind"] for path, one in run["read"].items()} if isinstance(run["read"], dict) else {},
        on_skip=on_skip,
        on_remark=on_remark,
        wanted=finished.wanted,
        checks=finished.checks,
    )
    if run["complete"]:
        path = run_audit(finished.analyses(), audit)
    else:
        for analysis in finished.analyses():
            audit.add(analysis)
        path = audit.finish(stopped=run["stopped"])
    if path is None:
        raise QuotesError(f"{finished.folder} holds no article")
    return path


def _left_out(run: Mapping[str, Any], name: str) -> list[Skipped]:
    """What an audit left out, with the reasons; a version before this one noted paths alone, or nothing."""
    return [Skipped(**one) for one in run.get(name, []) if isinstance(one, dict)]
