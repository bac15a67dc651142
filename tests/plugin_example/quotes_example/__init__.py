"""One of each thing that a plugin can add: reader, construction, role rule, codebook, export, check."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pandas as pd

from quotes.attribution.candidates import Candidate, build
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement
from quotes.attribution.constructions import Example
from quotes.attribution.content_frames import CLAUSE
from quotes.attribution.cue import Cue
from quotes.attribution.plugin_constructions import PluginConstruction
from quotes.document import Document
from quotes.errors import ReadError
from quotes.export.files import Files
from quotes.export.plugin_exports import ExportExample, PluginExport
from quotes.export.schema import Table
from quotes.model import Article, Source
from quotes.plugins import hookimpl
from quotes.read.plugin_readers import PluginReader, ReaderExample
from quotes.roles.plugin_codebooks import PluginCodebook, RoleExample
from quotes.roles.plugin_rules import PluginRoleRule, Told
from quotes.table.rows import word_count
from reports.checks.plugin_checks import CheckExample, PluginCheck
from reports.checks.reading import Found, Reading, Rule, Settings


# A reader: the bytes of a file in, its articles out.
def read_email(data: bytes) -> Iterator[Article]:
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain",))
    if body is None:
        raise ReadError("this e-mail has no plain text; save its text as .txt")
    yield Article("", body.get_content(), title=message["Subject"] or "", author=message["From"] or "")


@hookimpl
def add_readers() -> list[PluginReader]:
    letter = b"From: press@town.example\nSubject: Bridge\nContent-Type: text/plain\n\nThe bridge is open.\n"
    return [PluginReader(".letter", read_email, ReaderExample(letter, ("The bridge is open.\n",)))]


# A construction: a possible cue in, candidates out.
def by_reckoning(cue: Cue) -> Iterator[Candidate]:
    by, owner = cue.sentence.child(cue.word, "case"), cue.sentence.child(cue.word, "nmod:poss")
    clause = cue.sentence.head(cue.word)
    if cue.word.lemma == "reckoning" and by and by.text.lower() == "by" and owner and clause:
        content = Complement(CLAUSE, cue.sentence.subtree(clause, without=[cue.word]), clause)
        yield from build(cue, content, Subject(owner, SourcePath.POSSESSIVE), [by, cue.word])


@hookimpl
def add_constructions() -> list[PluginConstruction]:
    sentence = "By the sheriff's reckoning, the bridge cost a million dollars."
    example = Example(sentence, "the sheriff's", "By reckoning", ("the bridge cost a million dollars",))
    return [PluginConstruction("by reckoning", "noun", example, by_reckoning, right=0.8)]


# A role rule: a source in, the roles that its words tell out.
def weather_watcher(source: Source, document: Document) -> Iterator[Told]:
    for span in (*source.descriptions, *source.mentions):
        if "storm spotter" in span.of(document.text).lower():
            yield Told("expert", span)


@hookimpl
def add_role_rules() -> list[PluginRoleRule]:
    example = RoleExample("Storm spotter Ann Bell said the creek was rising.", "Ann Bell", "expert")
    return [PluginRoleRule("weather watcher", weather_watcher, right=0.9, example=example)]


# A codebook: a TOML file that lies in the package.
@hookimpl
def add_codebooks() -> list[PluginCodebook]:
    example = RoleExample("“It floods,” said Ann Bell, an allotment holder.", "Ann Bell", "resident")
    return [PluginCodebook("town-hall", Path(__file__).with_name("town-hall.toml"), example)]


# An export: frames of one table after the other in, a file out.
class Voices(Files):
    """``voices.md``: a list of the sources and their roles."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.path = folder / "voices.md"
        self.path.write_text("", encoding="utf-8")

    def _begin(self, table: Table) -> Path:
        self.table = table.name
        return self.path

    def add(self, frame: pd.DataFrame) -> None:
        if self.table == "sources":
            with self.path.open("a", encoding="utf-8") as file:
                file.writelines(f"- {row.speaker} ({row.role})\n" for row in frame.itertuples())

    def close(self) -> None:
        pass


@hookimpl
def add_exports() -> list[PluginExport]:
    rows = [{"article": "bridge", "source_id": 1, "speaker": "Ann Bell", "role": "expert"}]
    return [PluginExport("voices", Voices, ExportExample("sources", rows, "voices.md", "- Ann Bell (expert)\n"))]


# A check: an article's analysis in, what to ask about out.
def at_length(reading: Reading, settings: Settings) -> Iterator[Found]:
    for number, said in reading.statements:
        if sum(word_count(span.of(reading.text)) for span in said.content) > settings.number("most_words"):
            yield Found(said.content, (number,), {"speaker": reading.speaker(said.source_index, said, capital=True)})


@hookimpl
def add_checks() -> list[PluginCheck]:
    words = "“We painted the bridge, mended the rail, swept the deck, and then the rain came and it all began again,”"
    return [
        PluginCheck(
            name="at-length",
            title="At length",
            question="%(speaker)s speaks at length here. Could another voice have some of this room?",
            reason="Long quotations give one source the floor.",
            rule=Rule(at_length, ("speaker",)),
            settings={"most_words": 18},
            example=CheckExample(
                f"{words} said Ann Bell.",
                "Ann Bell speaks at length here. Could another voice have some of this room?",
            ),
        )
    ]
