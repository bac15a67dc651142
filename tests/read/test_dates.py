"""A day is read in every form in which exports, feeds and papers give it; two possible days are left as they are."""

import pytest

from quotes.read.dates import iso_date

FORMS = (
    "2024-05-02",
    "2024-05-02T10:15:00Z",
    "2024-05-02T23:30:00+02:00",
    "2024-05-02 10:15:00",
    "2024/05/02",
    "20240502",
    "20240502101500",
    "20240502T101500Z",
    "2 May 2024",
    "2nd May, 2024",
    "May 2, 2024",
    "May 2nd 2024",
    "Thursday, May 2, 2024",
    "Thursday 2 May 2024",
    "Thu, 02 May 2024 10:15:00 GMT",
    "May 2, 2024 Thursday, Late Edition - Final",
    "02-May-24",
    "2-May-2024",
    "2.5.2024",
    "2. Mai 2024",
    "2 mai 2024",
    "1714644000",
    "1714644000000",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_day_is_read_in_every_usual_form(form: str) -> None:
    assert iso_date(form) == "2024-05-02"


@pytest.mark.parametrize(("form", "day"), [("5/13/2024", "2024-05-13"), ("13/05/2024", "2024-05-13")])
def test_a_number_above_twelve_tells_the_day_from_the_month(form: str, day: str) -> None:
    assert iso_date(form) == day


@pytest.mark.parametrize("form", ["03/04/2024", "yesterday", "May 2024", "2024-13-45", "31 June 2024", ""])
def test_what_tells_no_one_day_stays_as_it_is(form: str) -> None:
    assert iso_date(form) == form
