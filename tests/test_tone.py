"""TextBlob's tone of what is said, and of nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from report_samples import road

from quotes.tone import tone, with_tone


def test_good_and_bad_words_pull_polarity_apart() -> None:
    assert tone("A wonderful, excellent plan.").polarity > 0.5
    assert tone("A terrible, disgusting plan.").polarity < -0.5
    assert tone("The meeting is on Tuesday.").polarity == 0
    assert tone("I think it is a lovely idea.").subjectivity > tone("The road is 2 km long.").subjectivity


def test_text_without_words_has_no_tone() -> None:
    for text in ("", " \n", "\x00\ud800 …", "=1+1"):
        assert (tone(text).polarity, tone(text).subjectivity) == (0, 0)


def test_each_statement_gets_the_tone_of_its_content_and_silence_none() -> None:
    analysis = road()
    found = with_tone(analysis.article, analysis.attributions)
    for before, after in zip(analysis.attributions, found, strict=True):
        words = " ".join(span.of(analysis.article.text) for span in before.content)
        assert after.tone == (tone(words) if words else None)
        assert after.content == before.content
    assert [attribution.kind for attribution in found if attribution.tone is None] == ["no-comment"]


def test_no_corpus_of_nltk_is_needed(tmp_path: Path) -> None:
    code = "from quotes.tone import tone; print(tone('A terrible plan.').polarity)"
    environment = os.environ | {"NLTK_DATA": str(tmp_path), "HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert float(run.stdout) == -1
