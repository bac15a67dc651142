"""Work for ``quotes.workers`` that needs no model, and meets what ends a process."""

import os
import pickle
import signal
from collections.abc import Sequence
from pathlib import Path

from quotes.messages import Skipped
from quotes.model import Analysis, Article, Layout
from quotes.workers import CarriedParses, Result


def plain(articles: Sequence[Article], settings: bytes, carried: CarriedParses | None) -> Result:
    """An empty analysis an article; "bad" ones are skipped, "fatal" and, at first, "once" ones end the process."""
    folder = pickle.loads(settings)[-1]["folder"]
    for article in articles:
        noted = Path(folder) / article.id
        with noted.open("a", encoding="utf-8") as file:
            file.write("tried\n")
        first = noted.read_text(encoding="utf-8").count("tried") == 1
        if "fatal" in article.text or ("once" in article.text and first):
            os.kill(os.getpid(), signal.SIGKILL)
    good = [
        (place, Analysis(article, (), (), Layout((), ())))
        for place, article in enumerate(articles)
        if "bad" not in article.text
    ]
    return good, [Skipped(article.id, "bad") for article in articles if "bad" in article.text], {}
