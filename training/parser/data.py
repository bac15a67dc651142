"""Treebanks, news and entity files in, the files that Stanza's trainers read out."""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import accumulate, groupby, islice
from pathlib import Path
from typing import Any

from training.parser.recipe import TrainingError


@dataclass(frozen=True, slots=True)
class TokenizerFiles:
    """The three files that Stanza's tokenizer trains on: running text, its labels, its multi-word tokens."""

    text: Path
    labels: Path
    multiword: Path


SentenceTags = list[tuple[str, str]]
"""The words of a sentence, each with its entity tag (``O``, ``B-PER``, …)."""

ENTITY_ENDINGS = (".json", ".bio", ".iob2", ".txt")


def require(path: Path, remedy: str = "") -> Path:
    """``path``, if it is a file; raises TrainingError, with the remedy, otherwise."""
    if not path.is_file():
        raise TrainingError(f"{path} is missing{remedy}")
    return path


def treebank(folder: Path) -> tuple[Path, Path]:
    """The training and development files of a treebank folder; raises TrainingError if one is missing."""
    remedy = ": --treebanks wants a folder with train.conllu and dev.conllu"
    return require(folder / "train.conllu", remedy), require(folder / "dev.conllu", remedy)


def sentence_blocks(path: Path) -> Iterator[str]:
    """The sentences of a CoNLL-U file, each with its comments and line ends."""
    with path.open(encoding="utf-8") as file:
        for is_sentence, lines in groupby(file, key=lambda line: bool(line.strip())):
            if is_sentence:
                yield "".join(line.rstrip("\n") + "\n" for line in lines)


def sentence_words(path: Path) -> Iterator[list[str]]:
    """The words of each sentence of a CoNLL-U file (the parts of multi-word tokens, no empty nodes)."""
    for block in sentence_blocks(path):
        rows = (line.split("\t") for line in block.splitlines() if not line.startswith("#"))
        yield [row[1] for row in rows if row[0].isdigit()]


def cut(source: Path, target: Path, sentences: int) -> Path:
    """Write the first ``sentences`` of a CoNLL-U file to ``target``; returns ``target``."""
    return write_blocks(islice(sentence_blocks(source), sentences), target)


def joined(sources: Iterable[Path], target: Path) -> Path:
    """Write the sentences of some CoNLL-U files to one; returns ``target``."""
    return write_blocks((block for source in sources for block in sentence_blocks(source)), target)


def write_blocks(blocks: Iterable[str], target: Path) -> Path:
    """Write sentences as a CoNLL-U file; returns ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(f"{block}\n" for block in blocks), encoding="utf-8")
    return target


def tokenizer_files(source: Path, folder: Path) -> TokenizerFiles:
    """Running text, labels and multi-word tokens of a CoNLL-U file, written into ``folder``.

    The labels have one digit for each character of the text: 0 inside a word or between words, 1 at the end of a
    word, 2 at the end of a sentence. Both by Stanza's own converters.
    """
    from stanza.utils.datasets import prepare_tokenizer_data
    from stanza.utils.datasets.conllu_to_text import convert_text

    folder.mkdir(parents=True, exist_ok=True)
    files = TokenizerFiles(*(folder / f"{source.stem}.{ending}" for ending in ("txt", "labels", "mwt.json")))
    convert_text(str(source), str(files.text))
    with redirect_stdout(io.StringIO()):  # the converter counts aloud
        prepare_tokenizer_data.main([str(files.text), str(source), "-o", str(files.labels), "-m", str(files.multiword)])
    return files


def labelled_paragraph(sentences: list[str], tokenizer: Any) -> tuple[str, str]:
    """A paragraph of news and its labels: sentences end where they are split already, words where ``tokenizer`` cuts.

    ``tokenizer`` is a Stanza pipeline that does not split sentences.
    """
    joined = "\n\n".join(sentences)
    labels = ["0"] * len(joined)
    for sentence in tokenizer(joined).sentences:
        for token in sentence.tokens:
            labels[token.end_char - 1] = "1"
        labels[sentence.tokens[-1].end_char - 1] = "2"
    starts = accumulate((len(text) + len("\n\n") for text in sentences), initial=0)
    pieces = ("".join(labels[start : start + len(text)]) for start, text in zip(starts, sentences, strict=False))
    return " ".join(sentences), "0".join(pieces)


def add_news(files: TokenizerFiles, paragraphs: Iterable[tuple[str, str]]) -> None:
    """Append paragraphs of news, each with its labels, to the tokenizer's text and labels."""
    with files.text.open("a", encoding="utf-8") as text, files.labels.open("a", encoding="utf-8") as labels:
        for paragraph, label in paragraphs:
            text.write(f"\n\n{paragraph}")
            labels.write(f"\n\n{label}")


def news_articles(folder: Path) -> list[Path]:
    """The articles under ``folder``: plain UTF-8 text files in folders named ``text``."""
    return sorted(folder.rglob("text/*.txt"))


def news_sentence_files(folder: Path) -> list[Path]:
    """The articles under ``folder`` that are split into sentences: UTF-8 text in folders named ``sentences``."""
    return sorted(folder.rglob("sentences/*.txt"))


def news_sentences(folder: Path) -> Iterator[list[str]]:
    """The paragraphs of ``news_sentence_files``, each as the list of its sentences.

    In the files a sentence is a line, and a blank line stands between paragraphs.
    """
    for path in news_sentence_files(folder):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if sentences := [line.strip() for line in block.splitlines() if line.strip()]:
                yield sentences


def entity_file(folder: Path, part: str) -> Path:
    """The file of tagged words ``part`` (``train``, ``dev``) in ``folder``, whatever its ending."""
    for ending in ENTITY_ENDINGS:
        if (folder / f"{part}{ending}").is_file():
            return folder / f"{part}{ending}"
    raise TrainingError(
        f"{folder} has no {part}{'|'.join(ENTITY_ENDINGS)}: words with entity tags, in BIO columns or JSON"
    )


def read_entities(path: Path) -> list[SentenceTags]:
    """Sentences of words with entity tags.

    Reads Stanza's JSON (a list of sentences of ``{"text": …, "ner": …}``) or columns with a blank line between
    sentences: word first and tag last, or, as Universal NER has it, number, word and tag. Lines that begin with
    ``#`` and have no columns are comments. Raises TrainingError, naming the line, where a line has no tag.
    """
    if require(path).suffix == ".json":
        document = json.loads(path.read_text(encoding="utf-8"))
        return [[(word["text"], word["ner"]) for word in sentence] for sentence in document]
    sentences: list[SentenceTags] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t") if "\t" in line else line.split()
        if not columns:
            sentences.append([])
        elif line.startswith("#") and "\t" not in line:
            continue
        elif len(columns) < 2:
            raise TrainingError(f"{path}, line {number}: {line!r} has no entity tag")
        else:
            numbered = len(columns) > 2 and columns[0].isdigit()
            sentences[-1].append((columns[1], columns[2]) if numbered else (columns[0], columns[-1]))
    return [sentence for sentence in sentences if sentence]


def write_entities(sentences: list[SentenceTags], path: Path) -> Path:
    """Write tagged sentences as the JSON that Stanza's entity trainer reads; returns ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in sentences]
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path
