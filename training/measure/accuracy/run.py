"""The table of measurements in, ``docs/measured`` and ``docs/accuracy.md`` out: only what is not measured yet is."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from quotes.version import code_digest
from training.measure.accuracy.kept import DIGITS, Kept, MeasurementError, read_kept, write_kept
from training.measure.accuracy.measurements import MEASUREMENTS, Measurement
from training.measure.accuracy.measuring import Places, forget, measured
from training.measure.accuracy.page import PAGE, page


class LeftOut(MeasurementError):
    """Some measurements were not made; the page was written without them, or with what was kept."""


def measurements_named(only: Collection[str]) -> list[Measurement]:
    """The measurements named, by default all; raises MeasurementError for a name that is none."""
    names = [one.name for one in MEASUREMENTS]
    if unknown := [name for name in only if name not in names]:
        raise MeasurementError(f"--only {unknown[0]}: no such measurement; there are {', '.join(names)}")
    return [one for one in MEASUREMENTS if not only or one.name in only]


def is_done(measurement: Measurement, kept: Mapping[str, Kept]) -> bool:
    """Whether it is kept, by the same commands and of the present models."""
    found = kept.get(measurement.name)
    return found is not None and found.commands == measurement.commands and found.has_models_of(measurement)


def measure(wanted: Collection[Measurement], places: Places, docs: Path, again: bool) -> Iterator[str]:
    """Make the measurements ``wanted`` (``again``: those too that are kept) and write the page; what is done, as lines.

    Each is kept as soon as it is made. Raises LeftOut at the end where some were not.
    """
    kept = read_kept(docs)
    failed = 0
    if again:
        forget(wanted, places)
    for one in wanted:
        if not again and is_done(one, kept):
            yield f"{one.name}: as kept, {_how(kept[one.name])}"
            continue
        try:
            kept[one.name] = measured(one, places)
        except MeasurementError as error:
            failed += 1
            yield f"{one.name}: not measured; {error}"
        else:
            write_kept(docs, kept[one.name])
            yield f"{one.name}: measured"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / PAGE).write_text(page(kept), encoding="utf-8")
    yield f"wrote {docs / PAGE}"
    if failed:
        raise LeftOut(f"{failed} of {len(wanted)} not measured, see above; run it again with what they lack")


def _how(kept: Kept) -> str:
    """The date, and whether the code has changed since: models that are the same do not tell that."""
    other = "" if kept.code == code_digest()[:DIGITS] else "; the code is another since, --again measures it anew"
    return f"{kept.date}{other}"
