"""Plugins as a user meets them: one of each thing at work, those that fail named in one line while the job goes on."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from places import DOCS, ROOT

EXAMPLE = ROOT / "tests" / "plugin_example"
STORY = "By the sheriff's reckoning, the bridge cost a million dollars.\n\n“It floods,” said storm spotter Ann Bell.\n"
LETTER = f"From: press@town.example\nSubject: Bridge\nContent-Type: text/plain; charset=utf-8\n\n{STORY}"
LONG = "“We painted the bridge, mended the rail, swept the deck, and then the rain came and it all began again,”"
BROKEN = {
    "absent": "import nothing_of_this_name",
    "misspelt": """
from quotes.plugins import hookimpl

@hookimpl
def add_reader(): return []
""",
    "unable": """
from quotes.plugins import hookimpl

@hookimpl
def add_readers(): return ["a reader"]

@hookimpl
def add_codebooks(): raise ValueError("no codebooks today")
""",
    "faulty": """
from quotes.attribution.constructions import Example
from quotes.attribution.plugin_constructions import PluginConstruction
from quotes.export.plugin_exports import ExportExample, PluginExport
from quotes.plugins import hookimpl
from quotes.read.plugin_readers import PluginReader, ReaderExample
from quotes.roles.plugin_codebooks import RoleExample
from quotes.roles.plugin_rules import PluginRoleRule
from reports.checks.plugin_checks import CheckExample, PluginCheck
from reports.checks.reading import Rule

def fail(*given): return 1 / 0

@hookimpl
def add_readers(): return [PluginReader(".letter", fail, ReaderExample(b"x", ()))]

@hookimpl
def add_constructions(): return [PluginConstruction("broken words", "anywhere", Example("x", None, "x", ()), fail, 0.9)]

@hookimpl
def add_role_rules(): return [PluginRoleRule("broken rule", fail, 1.0, RoleExample("x", "x", "x"))]

@hookimpl
def add_exports(): return [PluginExport("broken format", fail, ExportExample("sources", [], "x", "x"))]

@hookimpl
def add_checks(): return [PluginCheck("broken check", "x", "x", "x", Rule(fail), CheckExample("x", "x"))]
""",
}
DRIVER = """
import json, sys
from quotes.cli.app import run
for arguments in json.loads(sys.argv[1]):
    print("exit status", run(arguments), "loaded" if sys.argv[2] in sys.modules else "not loaded", flush=True)
"""


class Session:
    """Commands run one after the other in one process that sees the plugins in ``site``: what each printed."""

    def __init__(self, site: Path, module: str, *commands: list[str]) -> None:
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, json.dumps(commands), module],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])},
        )
        self.errors = done.stderr.splitlines()
        *told, _ = re.split(r"exit status (\d+) (.*)\n", done.stdout)
        self.printed = told[::3]
        self.ends = list(zip(told[1::3], told[2::3], strict=True))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plugin as installing it lays it out."""
    folder = tmp_path_factory.mktemp("site")
    source = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("source") / "plugin")
    build = f"from setuptools.build_meta import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    with ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plugins that fail, each in its way."""
    folder = tmp_path_factory.mktemp("broken")
    for name, code in BROKEN.items():
        (folder / f"quotes_{name}.py").write_text(code, encoding="utf-8")
        about = folder / f"quotes_{name}-2.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: quotes-{name}\nVersion: 2.0\n")
        (about / "entry_points.txt").write_text(f"[quotes.plugins]\n{name} = quotes_{name}\n")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article that the example reads, and one that anybody does."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "bridge.letter").write_text(LETTER, encoding="utf-8")
    (folder / "rain.txt").write_text(f"{LONG} said Ann Bell.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report") / "out"


@pytest.fixture(scope="module")
def session(site: Path, folder: Path, report: Path) -> Session:
    return Session(
        site,
        "quotes_example",
        ["--help"],
        ["plugins"],
        ["attribute", str(folder / "bridge.letter"), "--format", "jsonl"],
        ["attribute", str(folder / "bridge.letter"), "--format", "jsonl", "--codebook", "town-hall"],
        ["codebook", "list"],
        ["audit", str(folder), "--out", str(report)],
        ["audit", str(folder), "--out", str(report)],
        ["export", str(report), "--out", str(report.parent / "exported"), "--format", "voices,csv"],
        ["export", str(report), "--out", str(report.parent / "again"), "--format", "voices"],
        ["export", str(report), "--out", str(report.parent / "again"), "--format", "csv"],
    )


def test_no_plugin_is_loaded_for_help_and_all_commands_succeed(session: Session) -> None:
    assert session.ends == [("0", "not loaded"), *[("0", "loaded")] * 9]


def test_plugins_are_listed_and_each_example_passes(session: Session) -> None:
    first, *things = session.printed[1].splitlines()
    assert first == "example 1.0: quotes_example, of quotes-example"
    assert [thing.strip().removesuffix(": passes") for thing in things] == [
        "reader .letter",
        "construction by reckoning",
        "role rule weather watcher",
        "codebook town-hall",
        "export voices",
        "check at-length",
    ]


def test_what_a_plugin_finds_has_the_confidence_that_it_states(session: Session) -> None:
    reckoned, said = map(json.loads, session.printed[2].splitlines())
    assert (reckoned["construction"], reckoned["confidence"]) == ("by reckoning", 0.8)
    assert (reckoned["speaker"], reckoned["content_text"]) == ("the sheriff", "the bridge cost a million dollars")
    assert "plugin example" in reckoned["reasons"] and reckoned["title"] == "Bridge"
    assert said["construction"] != "by reckoning" and said["confidence"] > 0.8


def test_a_codebook_of_a_plugin_is_known_by_its_name(session: Session) -> None:
    reckoned, _ = map(json.loads, session.printed[3].splitlines())
    assert reckoned["role"] == "town-hall"
    assert "town-hall: town-hall, resident, other (of the plugin example)" in session.printed[4].splitlines()


def test_a_report_asks_what_a_check_of_a_plugin_asks(session: Session, report: Path) -> None:
    findings = pd.read_csv(report / "findings.csv", encoding="utf-8-sig")
    asked = findings[findings["check_name"] == "at-length"]
    assert list(asked["article"]) == ["rain"]
    assert "Ann Bell speaks at length here." in (report / "articles" / "rain.html").read_text(encoding="utf-8")
    assert json.loads((report / "run.json").read_text(encoding="utf-8"))["versions"]["plugin example"] == "1.0"


def test_a_format_of_a_plugin_is_exported_and_gone_with_the_next_export(session: Session, report: Path) -> None:
    exported, again = report.parent / "exported", report.parent / "again"
    assert (exported / "voices.md").read_text(encoding="utf-8").startswith("- the sheriff (official)\n")
    listed = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {"voices.md", "sources.csv"} <= {one["path"] for one in listed}
    assert (again / "sources.csv").is_file() and not (again / "voices.md").exists()


@pytest.fixture(scope="module")
def failing(session: Session, broken: Path, folder: Path, report: Path) -> Session:
    """After ``session``, with other plugins and into the same report."""
    return Session(
        broken,
        "quotes_faulty",
        ["attribute", str(folder / "rain.txt"), "--format", "jsonl"],
        ["audit", str(folder), "--out", str(report)],
        ["export", str(report), "--out", str(report.parent / "others"), "--format", "csv,broken format"],
        ["plugins"],
    )


def test_the_job_goes_on_without_what_fails(failing: Session, report: Path) -> None:
    attributed, audited, exported, listed = failing.ends
    assert (attributed[0], audited[0], exported[0], listed[0]) == ("0", "3", "1", "1")
    assert json.loads(failing.printed[0])["speaker"] == "Ann Bell"
    assert (report / "index.html").is_file() and (report.parent / "others" / "datapackage.json").is_file()


@pytest.mark.parametrize(
    ("plugin", "what"),
    [
        ("absent", "the plugin does not load (ModuleNotFoundError"),
        ("misspelt", "the plugin does not load (PluginValidationError"),
        ("unable", "add_readers() gives a str, which is no PluginReader"),
        ("unable", "add_codebooks() raises ValueError: no codebooks today"),
        ("faulty", "“broken words” raises ZeroDivisionError"),
        ("faulty", "“broken rule” raises ZeroDivisionError"),
        ("faulty", "“broken check” raises ZeroDivisionError"),
        ("faulty", "cannot read this .letter (ZeroDivisionError"),
        ("faulty", "cannot write broken format (ZeroDivisionError"),
    ],
)
def test_one_line_names_a_plugin_that_fails_and_the_remedy(failing: Session, plugin: str, what: str) -> None:
    (line,) = [line for line in failing.errors if what in line]
    assert f"plugin {plugin} 2.0: " in line and f"pip uninstall quotes-{plugin}" in line


def test_nothing_that_fails_is_told_as_a_traceback(failing: Session) -> None:
    assert not any("Traceback" in line for line in failing.errors)


def test_articles_are_done_anew_when_other_plugins_are_installed(session: Session, failing: Session) -> None:
    assert any("2 articles (2 of them done before)" in line for line in session.errors)
    assert not any("done before" in line for line in failing.errors)


def code_in(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def test_the_page_shows_the_code_of_the_example() -> None:
    page = (DOCS / "plugins.md").read_text(encoding="utf-8")
    module = (EXAMPLE / "quotes_example" / "__init__.py").read_text(encoding="utf-8")
    shown = [line for block in code_in(page, "python") for line in block.splitlines() if line]
    assert shown == [line for line in module.splitlines() if line]
    files = (EXAMPLE / "pyproject.toml", EXAMPLE / "quotes_example" / "town-hall.toml")
    assert code_in(page, "toml") == [path.read_text(encoding="utf-8") for path in files]
