"""A trained lemmatizer and tagged words in, the same lemmatizer with their base forms by heart out.

Stanza's lemmatizer looks a word up and spells the base form of one that it does not find letter by letter, which takes
most of its time. What it would spell for the words of the news is worked out once and kept, so that nothing changes but
the time.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from training.parser.resources import model_file, open_pipeline, write_resources

ARTICLES_AT_ONCE = 24

Tagged = tuple[str, str]
"""A word and its universal tag."""


def tagged_words(models: Path, articles: Sequence[Path], device: str = "cpu") -> set[Tagged]:
    """The words of articles with the tags that the tagger of a resource folder gives them."""
    tagger = open_pipeline(models, ("tokenize", "pos"), device)
    found: set[Tagged] = set()
    for start in range(0, len(articles), ARTICLES_AT_ONCE):
        texts = [path.read_text(encoding="utf-8") for path in articles[start : start + ARTICLES_AT_ONCE]]
        for document in tagger.bulk_process(texts):
            found.update((word.text, word.upos) for sentence in document.sentences for word in sentence.words)
    return found


def remember(models: Path, words: Collection[Tagged]) -> int:
    """Let the lemmatizer of a resource folder know the base forms of ``words`` by heart; returns how many it spelt."""
    from stanza.models.common.doc import Document
    from stanza.models.lemma.trainer import Trainer

    lemmatizer = Trainer(model_file=str(model_file(models, "lemma")), device="cpu")
    pairs = sorted(words)
    spelt = [pair for pair, known in zip(pairs, lemmatizer.skip_seq2seq(pairs), strict=True) if not known]
    if spelt:
        document = Document([[{"id": 1, "text": word, "upos": tag}] for word, tag in spelt])
        done = open_pipeline(models, ("lemma",), lemma_pretagged=True)(document)
        lemmas = (sentence.words[0].lemma for sentence in done.sentences)
        triples = [(word, tag, lemma) for (word, tag), lemma in zip(spelt, lemmas, strict=True)]
        lemmatizer.train_dict(triples, update_word_dict=False)
        lemmatizer.save(str(model_file(models, "lemma")))
        write_resources(models)
    return len(spelt)
