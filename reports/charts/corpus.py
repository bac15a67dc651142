"""The measures of a corpus in, all charts and tables of its page out, by the sections in which they stand."""

from collections.abc import Mapping
from typing import Any

from reports.charts.colours import RoleStyle
from reports.charts.shares import division_pictures, first_voice, place_table, role_pictures
from reports.charts.spread import lorenz_picture, tenths_picture, timeline_picture
from reports.charts.summary import summary_picture
from reports.charts.treatment import kind_table, treatment_pictures
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.treatment import TONE_WARNING


def corpus_pictures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> dict[str, Any]:
    """What the template of the corpus page shows, for a corpus with statements."""
    places = [first_voice(measures, styles, language), tenths_picture(measures, styles, language)]
    spread = [
        summary_picture(measures, language),
        lorenz_picture(measures, language),
        *division_pictures(measures, language),
        timeline_picture(measures, styles, language),
    ]
    return {
        "role_pictures": role_pictures(measures, styles, language),
        "place_pictures": [shown for shown in places if shown],
        "place_table": place_table(measures, styles, language),
        "spread_pictures": [shown for shown in spread if shown],
        "treatment_pictures": list(treatment_pictures(measures, styles, language)),
        "kind_table": kind_table(measures, styles, language),
        "tone_warning": language.pgettext("measure", TONE_WARNING),
    }
