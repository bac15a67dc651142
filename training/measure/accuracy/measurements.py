"""Nothing in, the table of all that ``docs/accuracy.md`` tells out: each measurement with its data and its command.

Commands are written as a reader would type them in the project's folder. ``POLNEAR``, ``ROLES``, ``WORK`` and
``score.py`` stand for what the options of ``python -m training measure accuracy`` name; the files in ``MADE`` are
made first.
"""

from dataclasses import dataclass

TREES = ("en/**/*.pt",)
ATTRIBUTIONS = (*TREES, "encoder.onnx", "pieces.json", "tagger.safetensors", "weights.json")
EVERYTHING = ("**/*",)
"""Which files of ``quotes/models`` an output depends on, as patterns."""

EVERY_ACT = "--acts speech,writing,belief,attitude --format jsonl"
MADE = {
    "dev.jsonl": f"quotes attribute POLNEAR/dev/text {EVERY_ACT} > dev.jsonl",
    "roles.jsonl": f"quotes attribute ROLES/dev/text {EVERY_ACT} > roles.jsonl",
    "unseen.jsonl": "python -m training attribution unseen --polnear POLNEAR --work WORK --gold WORK/unseen"
    " > unseen.jsonl",
}
"""Files that several measurements read, and the command that makes each."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What is measured: on which ``data``, by which ``command``, with which files of ``quotes/models``."""

    name: str
    data: str
    command: str
    models: tuple[str, ...]

    @property
    def makes(self) -> tuple[str, ...]:
        """The files of ``MADE`` that the command reads."""
        return tuple(file for file in MADE if file in self.command.split())

    @property
    def commands(self) -> tuple[str, ...]:
        """All commands, in the order in which they run."""
        return (*(MADE[file] for file in self.makes), self.command)


DEV = "PolNeAR dev, 84 articles"
UNSEEN = "PolNeAR dev, 84 articles, each read by models that have not seen its paper (encoders of three epochs)"
CORPUS = "corpus/, 24 articles of this project"

MEASUREMENTS = (
    Measurement(
        "spans",
        DEV,
        "python score.py spans dev.jsonl --gold POLNEAR/dev/sentences.jsonl --texts POLNEAR/dev/text",
        ATTRIBUTIONS,
    ),
    Measurement("attributions", DEV, "python score.py brat dev.jsonl --gold POLNEAR/dev/attributions", ATTRIBUTIONS),
    Measurement(
        "unseen-spans",
        UNSEEN,
        "python score.py spans unseen.jsonl --gold WORK/unseen/sentences.jsonl --texts POLNEAR/dev/text",
        ATTRIBUTIONS,
    ),
    Measurement("unseen", UNSEEN, "python score.py brat unseen.jsonl --gold WORK/unseen/attributions", ATTRIBUTIONS),
    Measurement("corpus", CORPUS, "quotes evaluate corpus", EVERYTHING),
    Measurement("corpus-attitudes", CORPUS, "quotes evaluate corpus --acts speech,writing,belief,attitude", EVERYTHING),
    Measurement(
        "confidence",
        "PolNeAR train, articles that neither the encoder nor the weights had seen",
        "python -m training measure confidence",
        ("weights.json",),
    ),
    Measurement(
        "curve",
        DEV,
        "python -m training measure curve dev.jsonl --gold POLNEAR/dev/attributions",
        ATTRIBUTIONS,
    ),
    Measurement(
        "roles",
        "PolNeAR dev, 28 articles whose roles one coder labelled",
        "python score.py roles dev.jsonl --gold POLNEAR/dev/roles.tsv",
        EVERYTHING,
    ),
    Measurement(
        "roles-beats",
        "140 articles of 15 beats, which choose between designs",
        "python score.py roles roles.jsonl --gold ROLES/dev/roles.tsv",
        EVERYTHING,
    ),
    Measurement(
        "agreement",
        "PolNeAR, the articles that several annotators read",
        "python -m training measure agreement --polnear POLNEAR",
        (),
    ),
    Measurement(
        "acts", "PolNeAR train, 840 articles", "python -m training measure acts --polnear POLNEAR --work WORK", TREES
    ),
    Measurement(
        "errors",
        DEV,
        "python -m training measure errors --polnear POLNEAR --work WORK --articles 84",
        ATTRIBUTIONS,
    ),
    Measurement("typical", CORPUS, "python -m training measure typical", EVERYTHING),
)
