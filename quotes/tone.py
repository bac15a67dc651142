"""Words in, tone out: TextBlob's polarity and subjectivity of what a source says.

TextBlob's default analyser is the lexicon of the Pattern library (De Smedt & Daelemans 2012,
"Pattern for Python", JMLR 13); it comes with TextBlob itself and needs no corpus of NLTK's.
"""

from collections.abc import Iterable
from dataclasses import replace

from quotes.model import Article, Attribution, Tone


def tone(text: str) -> Tone:
    """Polarity (-1 to 1) and subjectivity (0 to 1) of ``text``; 0 and 0 where no word of the lexicon occurs."""
    # TextBlob brings NLTK, which takes seconds to import: who never asks for tone should not wait for it.
    from textblob import TextBlob

    sentiment = TextBlob(text).sentiment
    return Tone(float(sentiment.polarity), float(sentiment.subjectivity))


def with_tone(article: Article, attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, each with the tone of its content; one without content keeps ``None``."""
    return tuple(
        replace(attribution, tone=tone(words)) if (words := _content(article, attribution)) else attribution
        for attribution in attributions
    )


def _content(article: Article, attribution: Attribution) -> str:
    return " ".join(span.of(article.text) for span in attribution.content).strip()
