"""What is kept of the measurements in, the text of ``docs/accuracy.md`` out; ``accuracy.md.j2`` has the prose.

A figure that other models gave than the present ones is marked; what is not measured is left out.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quotes.models import FOLDER
from training.measure.accuracy import scores
from training.measure.accuracy.kept import Kept
from training.measure.accuracy.measurements import MEASUREMENTS

TEMPLATE = "accuracy.md.j2"
PAGE = "accuracy.md"
SYSTEMS = {
    "Rule": "rules",
    "BiLSTM-L2 Cofe": "CofeNet with a BiLSTM, the best without a transformer",
    "BERT Cofe": "CofeNet with BERT, the best",
}
"""What the page calls the systems of the scorer, where the name alone does not tell."""


def page(kept: Mapping[str, Kept], models: Path = FOLDER) -> str:
    """The whole page in Markdown, with ``models`` as the present ones; raises MeasurementError for odd output."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown
    )
    of_table = {one.name: kept[one.name] for one in MEASUREMENTS if one.name in kept}
    stale = {one.name for one in MEASUREMENTS if one.name in kept and not kept[one.name].has_models_of(one, models)}
    return environment.get_template(TEMPLATE).render(
        kept=of_table,
        have=lambda *names: all(name in of_table for name in names),
        stale=lambda name: name in stale,
        outdated=bool(stale),
        scores=scores,
        per_hundred=scores.per_hundred,
        systems=SYSTEMS,
    )
