"""A lemmatizer that knows words by heart gives the same base forms and spells fewer."""

import shutil
from pathlib import Path

from quotes.parse.stanza_models import BUNDLED_FOLDER
from training.parser.lemmas import remember, tagged_words
from training.parser.resources import model_file, open_pipeline

TEXT = "Zorblatts grimbled. The snarfing flugelhorner out-grimbled nine Zorblatts near Quonkville's quarks."


def test_words_by_heart_keep_their_base_forms(tmp_path: Path) -> None:
    from stanza.models.lemma.trainer import Trainer

    models = shutil.copytree(BUNDLED_FOLDER, tmp_path / "models")
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    words = tagged_words(models, [article])
    assert {word for word, _ in words} >= {"Zorblatts", "grimbled", "The", "nine"}
    before = lemmas(models)
    spelt = remember(models, words)
    assert 3 <= spelt < len(words)
    assert all(Trainer(model_file=str(model_file(models, "lemma")), device="cpu").skip_seq2seq(sorted(words)))
    assert lemmas(models) == before
    assert remember(models, words) == 0


def lemmas(models: Path) -> list[str]:
    document = open_pipeline(models, ("tokenize", "pos", "lemma"))(TEXT)
    return [word.lemma for sentence in document.sentences for word in sentence.words]
