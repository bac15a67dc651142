"""The measures of a corpus in, the charts and tables behind its first figures out."""

from collections.abc import Iterator, Mapping
from typing import Any

from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture
from reports.charts.shares import division_table, place_table, role_figures
from reports.charts.spread import lorenz_picture, tenths_picture, timeline_picture
from reports.charts.summary import summary_picture
from reports.charts.treatment import kind_table, tone_pictures
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.treatment import TONE_WARNING


def corpus_pictures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> dict[str, Any]:
    """What the templates of the corpus show as further measures, for a corpus with statements."""
    return {
        "more_pictures": list(_more_pictures(measures, styles, language)),
        "role_figures": role_figures(measures, styles, language),
        "place_table": place_table(measures, styles, language),
        "division_table": division_table(measures, language),
        "kind_table": kind_table(measures, styles, language),
        "tone_pictures": list(tone_pictures(measures, styles, language)),
        "tone_warning": language.pgettext("measure", TONE_WARNING),
    }


def charts(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[Picture]:
    """All charts among those measures."""
    yield from _more_pictures(measures, styles, language)
    yield from tone_pictures(measures, styles, language)


def _more_pictures(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[Picture]:
    more = (
        summary_picture(measures, styles, language),
        tenths_picture(measures, styles, language),
        lorenz_picture(measures, language),
        timeline_picture(measures, styles, language),
    )
    return (shown for shown in more if shown)
