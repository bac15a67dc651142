"""The options of a training run in, trained models in a Stanza resource folder out: one function a step."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from training.parser import data, stamps, styles, vectors
from training.parser.lemmas import remember, tagged_words
from training.parser.published import join_vectors
from training.parser.recipe import STEPS, TrainingError
from training.parser.resources import PACKAGE, halve, model_file, open_pipeline, write_resources
from training.parser.run import Training, record, run_program, say
from training.parser.silver import with_copies, write_silver

FIRST = "first"
"""Name of the tagger's model after its first stage."""


def run_steps(training: Training, chosen: Sequence[str]) -> list[str]:
    """Run the chosen steps that are not done yet; returns the names of those left out for want of data."""
    data.treebank(training.treebanks)
    for step in ("pos", "depparse"):
        styles.check_styles(training.recipe.table[step]["styles"])
    left_out: list[str] = []
    for step in (step for step in STEPS if step in chosen):
        if step == "ner" and training.entities is None and training.news is None:
            say("ner: left out, it needs words with entity tags (--entities DIR) or news to mark names in (--news DIR)")
            left_out.append(step)
            continue
        work = training.work(step)
        inputs = stamps.inputs_of(training, step)
        if stamps.is_done(work, inputs):
            say(f"{step}: done before, and nothing that it depends on has changed")
            continue
        stamps.begin(work, inputs)
        RUNNERS[step](training)
        stamps.end(work)
    return left_out


def train_tokenizer(training: Training) -> None:
    """Train on the treebank; where there is news in sentences, train once more on both.

    News brings its sentence ends only: the first tokenizer cuts it into words.
    """
    work = training.work("tokenize")
    train = data.tokenizer_files(training.part("train"), work)
    dev = data.tokenizer_files(training.part("dev"), work)
    files: dict[str, object] = {
        "txt_file": train.text,
        "label_file": train.labels,
        "mwt_json_file": train.multiword,
        "dev_txt_file": dev.text,
        "dev_label_file": dev.labels,
        "lang": "en",
        **_model(training, work / f"{PACKAGE}.pt"),
    }
    run_program(training, "tokenize", "treebank", training.recipe.command("tokenize", files))
    keep(training, "tokenize", work / f"{PACKAGE}.pt")
    paragraphs = list(data.news_sentences(training.news)) if training.news else []
    if paragraphs:
        tokenizer = open_pipeline(training.models, ("tokenize",), training.device, tokenize_no_ssplit=True)
        data.add_news(train, [data.labelled_paragraph(sentences, tokenizer) for sentences in paragraphs])
        run_program(training, "tokenize", "treebank-and-news", training.recipe.command("tokenize", files))
        keep(training, "tokenize", work / f"{PACKAGE}.pt")
    else:
        say("tokenize: no news in sentences (--news DIR with sentences/*.txt), so it learnt from the treebank alone")


def train_words(training: Training) -> None:
    """Train word vectors on whatever corpora are at hand, or take ready ones."""
    if training.ready_vectors is not None:
        keep_vectors(training, training.ready_vectors)
        say(f"words: taken from {training.ready_vectors}")
        return
    tokenizer = open_pipeline(training.models, ("tokenize",), training.device)

    def cut(text: str) -> list[list[str]]:
        return [[word.text for word in sentence.words] for sentence in tokenizer(text).sentences]

    def news() -> Iterator[list[str]]:
        for path in training.articles:
            yield from cut(path.read_text(encoding="utf-8"))

    if training.news is None:
        say("words: no news given (--news DIR with text/*.txt)")
    table = training.recipe.table["words"]
    started = time.perf_counter()
    sentences = chain(
        data.sentence_words(training.part("train")),
        vectors.tagged_corpora(table["tagged_corpora"], say),
        vectors.plain_corpora(table["plain_corpora"], cut, say),
        news(),
    )
    trained = training.work("words") / f"{PACKAGE}.pt"
    count = vectors.train_vectors(
        sentences, trained, training.recipe.arguments("words"), int(training.recipe.table["seed"])
    )
    record(training, "words", f"{count:,} word vectors", time.perf_counter() - started)
    keep_vectors(training, trained)


def keep_vectors(training: Training, own: Path) -> None:
    """Put our own vectors into the resource folder; with published ones, both as one table."""
    if training.published is None:
        say("words: no published vectors (--published FILE), so that words not in our corpora are unknown")
        keep(training, "pretrain", own)
        return
    started = time.perf_counter()
    joined = training.work("words") / "joined.pt"
    count = join_vectors(own, training.published, joined, int(training.recipe.table["words"]["joined_words"]))
    keep(training, "pretrain", joined)
    record(training, "words", f"{count:,} word vectors with the published ones", time.perf_counter() - started)


def train_tagger(training: Training) -> None:
    """Train the tagger, then go on with copies of sentences as newspapers print them; keep its early checkpoints."""
    work = training.work("pos")
    train, dev = training.part("train"), training.part("dev")
    _train(training, "pos", train, dev, name=FIRST, stage_name="treebank")
    copies = styles.write_copies(train, work / "copies.conllu", *_styles(training, "pos"))
    files = trainer_files(training, "pos", train, dev, PACKAGE) | {"train_file": f"{train};{copies}"}
    command = training.recipe.command("pos", files, "second_stage", start=work / f"{FIRST}.pt")
    run_program(training, "pos", "newspaper-styles", command)
    keep(training, "pos", work / f"{PACKAGE}.pt")


def train_lemmatizer(training: Training) -> None:
    """Train the lemmatizer; where there is news, let it know the words of that by heart."""
    _train(training, "lemma", training.part("train"), training.part("dev"))
    if training.articles:
        started = time.perf_counter()
        count = remember(training.models, tagged_words(training.models, training.articles, training.device))
        record(training, "lemma", f"{count:,} words by heart", time.perf_counter() - started)


def train_parser(training: Training) -> None:
    """Train on the treebank's own tags, then go on with tags as a tagger gives them to text that it has not seen.

    The final tagger knows the training text too well for that: its first checkpoint, with more mistakes, stands for
    it there. The last stage has both taggers' tags, and lemmas as the lemmatizer gives them. The development file gets
    the final tagger's tags.
    """
    work = training.work("depparse")
    train, dev = training.part("train"), training.part("dev")
    _train(training, "depparse", train, dev, name="gold", stage_name="gold-tags")
    tagger, early = training.trained("pos", "depparse"), early_tagger(training)
    early_train = _tag(training, early, train, "early")
    final_dev = _tag(training, tagger, dev, "final")
    files = trainer_files(training, "depparse", early_train, final_dev, "predicted")
    command = training.recipe.command("depparse", files, "second_stage", start=work / "gold.pt")
    run_program(training, "depparse", "predicted-tags", command)

    final_train, final_dev, early_train = (
        _lemmatize(training, tagged) for tagged in (_tag(training, tagger, train, "final"), final_dev, early_train)
    )
    copies = styles.write_copies(early_train, work / "copies.conllu", *_styles(training, "depparse"))
    both = data.joined([early_train, copies], work / "early.conllu")
    files = trainer_files(training, "depparse", final_train, final_dev, PACKAGE) | {"silver_file": both}
    command = training.recipe.command("depparse", files, "third_stage", start=work / "predicted.pt")
    run_program(training, "depparse", "predicted-tags-and-lemmas", command)
    keep(training, "depparse", work / f"{PACKAGE}.pt")


def _styles(training: Training, step: str) -> tuple[dict[str, float], int]:
    """The share of copies of each style that a step learns from, and the seed."""
    table = training.recipe.table
    return table[step]["styles"], int(table["seed"])


def train_entities(training: Training) -> None:
    """Train the entity tagger on the files of tagged words, or else on news as the models at hand mark it.

    Copies of a share of the training sentences have names that nobody knows.
    """
    work = training.work("ner")
    if training.entities is not None:
        train, dev = (data.entity_file(training.entities, part) for part in ("train", "dev"))
    else:
        say(f"ner: no entity tags given (--entities DIR), so the names in the news are as {training.teacher} has them")
        tagger = open_pipeline(training.teacher, ("tokenize", "ner"), training.device)
        train, dev = write_silver(training.articles, tagger, work)
    copies = training.recipe.table["ner"]["copies"]
    sentences = with_copies(data.read_entities(train), **copies, seed=int(training.recipe.table["seed"]))
    train = data.write_entities(sentences, work / "train.json")
    _train(training, "ner", train, data.write_entities(data.read_entities(dev), work / "dev.json"))


def _train(
    training: Training, step: str, train: Path, dev: Path, name: str = PACKAGE, stage_name: str = "training"
) -> None:
    files = trainer_files(training, step, train, dev, name)
    run_program(training, step, stage_name, training.recipe.command(step, files))
    if name == PACKAGE:
        keep(training, step, training.work(step) / f"{PACKAGE}.pt")


def trainer_files(training: Training, step: str, train: Path, dev: Path, name: str) -> dict[str, object]:
    """The arguments that name files and the device, for the trainers that read CoNLL-U or JSON."""
    files: dict[str, object] = {
        "train_file": train,
        "eval_file": dev,
        **_model(training, training.work(step) / f"{name}.pt"),
    }
    if step in ("pos", "depparse"):
        files["lang"] = "en"
    if step in ("pos", "depparse", "ner"):
        files["wordvec_pretrain_file"] = training.trained("words", step)
    return files


def _model(training: Training, path: Path) -> dict[str, object]:
    """The arguments that name the model of a trainer, ``path``, and the device."""
    place = {"save_dir": path.parent, "save_name": path.name}
    return {"shorthand": f"en_{PACKAGE}", **place, "device": training.device}


def early_tagger(training: Training) -> Path:
    """The tagger's first checkpoint after training began; raises TrainingError if the tagger kept none."""
    checkpoints = sorted(training.work("pos").glob(f"{FIRST}_[0-9]*.pt"))
    trained = [path for path in checkpoints if int(path.stem.rpartition("_")[2]) > 0]
    if not trained:
        raise TrainingError("depparse needs the tagger's checkpoints (save_each in the recipe): run pos first")
    return trained[0]


def _tag(training: Training, tagger: Path, source: Path, kind: str) -> Path:
    """Write the treebank file with a tagger's tags instead of its own; heads and relations stay."""
    words = training.trained("words", "depparse")
    return _predict(training, "pos", tagger, source, kind, lang="en", wordvec_pretrain_file=words)


def _lemmatize(training: Training, source: Path) -> Path:
    """Write the tagged file with the lemmatizer's lemmas instead of its own."""
    return _predict(training, "lemma", training.trained("lemma", "depparse"), source, "lemmas")


def _predict(training: Training, step: str, model: Path, source: Path, kind: str, **options: object) -> Path:
    """Write a CoNLL-U file as a trained model of another step fills it in."""
    target = training.work("depparse") / f"{source.stem}.{kind}.conllu"
    options |= {"mode": "predict", "eval_file": source, "output_file": target, **_model(training, model)}
    command = [sys.executable, "-m", str(training.recipe.table[step]["module"])]
    command += [str(word) for name, value in options.items() for word in (f"--{name}", value)]
    run_program(training, "depparse", target.stem, command)
    return target


def keep(training: Training, processor: str, trained: Path) -> None:
    """Put a trained model (``pretrain``: word vectors) into the resource folder, and list it there."""
    target = model_file(training.models, processor)
    target.parent.mkdir(parents=True, exist_ok=True)
    if processor in training.recipe.table["half_precision"]:
        halve(trained, target)
    else:
        shutil.copyfile(trained, target)
    write_resources(training.models)


RUNNERS: dict[str, Callable[[Training], None]] = {
    "tokenize": train_tokenizer,
    "words": train_words,
    "pos": train_tagger,
    "lemma": train_lemmatizer,
    "depparse": train_parser,
    "ner": train_entities,
}
