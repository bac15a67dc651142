"""docs/accuracy.md is what the kept measurements say, and says which of them are of earlier models."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from places import DOCS

from training.measure.accuracy.kept import Kept, MeasurementError, models_digest, read_kept
from training.measure.accuracy.measurements import MEASUREMENTS
from training.measure.accuracy.page import page

MARK = "easured with earlier models"
FILES = ("en/pos/news.pt", "encoder.onnx", "pieces.json", "tagger.safetensors", "weights.json", "roles.safetensors")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of files in the place of the bundled models."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


@pytest.fixture
def kept(models: Path) -> dict[str, Kept]:
    """What is kept in docs/measured, as if those models had given it."""
    found = read_kept(DOCS)
    return {
        one.name: replace(found[one.name], models=models_digest(one.models, models))
        for one in MEASUREMENTS
        if one.name in found
    }


def lines_with(text: str, *words: str) -> list[str]:
    return [line for line in text.splitlines() if all(word in line for word in words)]


def test_the_page_in_the_docs_is_made_of_what_is_kept_there() -> None:
    """After new models or measurements ``python -m training measure accuracy --page-only`` writes it anew."""
    assert (DOCS / "accuracy.md").read_bytes() == page(read_kept(DOCS)).encode()


def test_figures_of_earlier_models_are_marked_and_no_others(kept: Mapping[str, Kept], models: Path) -> None:
    assert MARK not in page(kept, models)
    (models / "weights.json").write_text("other weights", encoding="utf-8")
    text = page(kept, models)
    (ours,) = lines_with(text, "this toolkit**")
    assert f"({'m' + MARK}, {kept['spans'].date})" in ours
    (versions,) = lines_with(text, "| spans |")
    assert versions.endswith("\\* |")
    assert not lines_with(text, "| acts |", "\\*") and not lines_with(text, "| agreement |", "\\*")


def test_roles_alone_are_marked_where_only_their_rules_have_changed(kept: Mapping[str, Kept], models: Path) -> None:
    (models / "roles.safetensors").write_text("other shares", encoding="utf-8")
    text = page(kept, models)
    assert lines_with(text, "| roles |", "\\*") and not lines_with(text, "| spans |", "\\*")
    assert MARK not in lines_with(text, "this toolkit**")[0]


def test_what_others_reached_says_on_which_part(kept: Mapping[str, Kept], models: Path) -> None:
    rows = lines_with(page(kept, models), "| BERT-CRF |") + lines_with(page(kept, models), "| **this toolkit**")
    assert [row.split("|")[-2].strip() for row in rows] == ["test", "dev"]


def test_what_is_not_measured_is_left_out(kept: Mapping[str, Kept], models: Path) -> None:
    nothing = page({}, models)
    assert "## Training again" in nothing and "In short" not in nothing
    for name, one in kept.items():
        assert f"`{one.commands[-1]}`" in page({name: one}, models)


def test_output_without_the_figure_is_no_empty_place(kept: Mapping[str, Kept], models: Path) -> None:
    odd = replace(kept["spans"], output=("tokens aligned: 0 of 0",))
    with pytest.raises(MeasurementError, match=r"published.*in the output that begins `tokens aligned: 0 of 0`"):
        page({"spans": odd}, models)


def test_a_kept_file_that_is_none_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "measured").mkdir()
    (tmp_path / "measured" / "spans.json").write_text(json.dumps({"name": "spans"}), encoding="utf-8")
    with pytest.raises(MeasurementError, match=r"spans\.json: not a kept measurement .* delete it"):
        read_kept(tmp_path)
