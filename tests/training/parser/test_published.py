"""Published word vectors beside our own, and models in half precision."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from quotes.parse.stanza_models import BUNDLED_FOLDER
from training.parser.published import SPREAD, join_vectors, read_published
from training.parser.recipe import TrainingError
from training.parser.resources import halve, model_file, open_pipeline, write_resources
from training.parser.vectors import store_vectors

PUBLISHED = {"the": [1.0, 0.0], "mayor": [0.0, 1.0], "harbor": [0.5, 0.5], "zebra": [-1.0, 0.3], '"': [0.1, 0.2]}


def glove(folder: Path) -> Path:
    path = folder / "vectors.txt"
    rows = (f"{word} {' '.join(map(str, row))}" for word, row in PUBLISHED.items())
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def wink(folder: Path) -> Path:
    path = folder / "vectors.json"
    rows = {word: [*row, 1.0, rank] for rank, (word, row) in enumerate(PUBLISHED.items())}
    backwards = dict(reversed(rows.items()))
    stored = {"l2NormIndex": 2, "wordIndex": 3, "dimensions": 2, "words": list(PUBLISHED), "vectors": backwards}
    path.write_text(json.dumps(stored), encoding="utf-8")
    return path


@pytest.mark.parametrize("write", [wink, glove])
def test_both_formats_say_the_same(write: Callable[[Path], Path], tmp_path: Path) -> None:
    words, vectors = read_published(write(tmp_path))
    assert words == list(PUBLISHED)
    assert np.allclose(vectors, list(PUBLISHED.values()))


@pytest.mark.parametrize("name", ["vectors.json", "vectors.txt"])
@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", "no json"])
def test_a_file_that_is_none_is_refused(content: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingError, match=rf"{name} cannot be read as word vectors"):
        read_published(path)


def test_our_own_words_come_first_and_move_into_the_published_space(tmp_path: Path) -> None:
    from stanza.models.common.pretrain import Pretrain

    # Ours are the published ones turned by a quarter, and "n't", which is not among them.
    own = {"n't": [0.0, 1.0], "mayor": [1.0, 0.0], "the": [0.0, -1.0], "zebra": [0.3, 1.0]}
    store_vectors(list(own), np.array(list(own.values())), tmp_path / "own.pt")
    count = join_vectors(tmp_path / "own.pt", wink(tmp_path), tmp_path / "joined.pt", size=5)
    joined = Pretrain(str(tmp_path / "joined.pt"))
    assert count == 5
    assert list(joined.vocab)[4:] == [*own, "harbor"]
    rows = joined.emb.numpy()[4:]
    assert rows.std() == pytest.approx(SPREAD, rel=1e-3)
    scale = rows[1][1]
    assert rows[4] == pytest.approx([0.5 * scale, 0.5 * scale], abs=1e-4)
    # What ours calls (0, 1) the published table would call (-1, 0): the map finds the direction.
    assert rows[0][0] < -0.2 * scale
    assert joined.emb[joined.vocab["unheard-of"]].abs().sum() > 0


def test_a_model_in_half_precision_is_half_as_large_and_cuts_alike(tmp_path: Path) -> None:
    whole, half = (model_file(folder, "tokenize") for folder in (BUNDLED_FOLDER, tmp_path))
    half.parent.mkdir(parents=True)
    halve(whole, half)
    write_resources(tmp_path)
    assert half.stat().st_size < 0.6 * whole.stat().st_size
    text = "The mayor of St. Harlow declined to say on Friday, Oct. 3, why. “It isn't mine to tell,” Gov. Bell said."
    cut = [
        [[word.text for word in sentence.words] for sentence in tokenizer(text).sentences]
        for tokenizer in (open_pipeline(folder, ("tokenize",)) for folder in (tmp_path, BUNDLED_FOLDER))
    ]
    assert cut[0] == cut[1]
