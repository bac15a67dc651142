"""A parser that fails on a word, for tests of what one failing article costs the others."""

from quotes.parse.parser import Parser


class Fragile(Parser):
    """Stands for Stanza failing on a text, which no text that we know brings about."""

    def _annotate(self, texts: list[str]):
        if any("unparsable" in text for text in texts):
            raise RuntimeError("out of\nmemory")
        return super()._annotate(texts)
