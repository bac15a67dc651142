"""Trees stay trees when names are read anew."""

import pytest
from speaking import parsed

from quotes.parse.parser import Parser


@pytest.mark.parametrize(
    "text",
    [
        "Yusuf Said, a baker, said the roof had leaked for years.",
        "Ada May, a clerk, may leave.",
        "Rose Long, 34, longed for rain.",
    ],
)
def test_every_word_hangs_on_a_root(parser: Parser, text: str) -> None:
    for sentence in parsed(parser, text).sentences:
        for word in sentence.words:
            line = [word]
            while line[-1].head >= 0 and len(line) <= len(sentence.words):
                line.append(sentence.words[line[-1].head])
            assert line[-1].head < 0, (word.text, [w.text for w in line])
