"""The training script: data as Stanza's trainers want it, their command lines, and a real run of a few steps."""

import importlib
import json
from collections.abc import Mapping
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_treebank import SENTENCES, conllu

from quotes.parse.stanza_models import BUNDLED_FOLDER
from training.app import run
from training.parser import card, data, evaluate, resources, stamps
from training.parser.recipe import STEPS, Recipe, TrainingError, read_recipe, steps_named
from training.parser.run import Training, best_score
from training.parser.steps import run_steps, trainer_files


@pytest.fixture(scope="module")
def treebanks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("treebanks")
    (folder / "train.conllu").write_text(conllu(SENTENCES, repeat=10), encoding="utf-8")
    (folder / "dev.conllu").write_text(conllu(SENTENCES), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def word_vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ready word vectors of four dimensions, as Stanza stores them."""
    from stanza.models.common.pretrain import Pretrain

    folder = tmp_path_factory.mktemp("vectors")
    words = sorted({word.split("/")[0].lower() for sentence in SENTENCES for word in sentence.split()})
    rows = [f"{word} {index / 10} 0.1 0.2 -0.3" for index, word in enumerate(words)]
    (folder / "vectors.txt").write_text(f"{len(words)} 4\n" + "\n".join(rows) + "\n", encoding="utf-8")
    Pretrain(str(folder / "vectors.pt"), str(folder / "vectors.txt")).load()
    return folder / "vectors.pt"


def training_in(
    folder: Path, treebanks: Path, vectors: Path | None = None, **smaller: Mapping[str, object]
) -> Training:
    """A trial run with the recipe's own network sizes, except where ``smaller`` says otherwise."""
    table = dict(read_recipe().table)
    table["smoke"] = {
        **table["smoke"],
        **{step: {**table["smoke"][step], **values} for step, values in smaller.items()},
    }
    return Training(Recipe(table, smoke=True), treebanks, folder, ready_vectors=vectors)


def pipeline_of_words(training: Training, *processors: str) -> Any:
    """A pipeline with the trained models that is given sentences cut into words."""
    import stanza

    return stanza.Pipeline(
        "en",
        dir=str(training.models),
        package=None,
        processors=dict.fromkeys(("tokenize", *processors), "news"),
        tokenize_pretokenized=True,
        download_method=None,
        logging_level="ERROR",
        use_gpu=False,
    )


def test_tokenizer_gets_running_text_with_a_label_for_each_letter(treebanks: Path, tmp_path: Path) -> None:
    files = data.tokenizer_files(treebanks / "dev.conllu", tmp_path)
    text = files.text.read_text(encoding="utf-8")
    labels = files.labels.read_text(encoding="utf-8")
    assert [line.strip() for line in text.split("\n\n")] == [
        "The mayor spoke. She didn't say.",
        "Officer Bell declined.",
    ]
    first = labels.split("\n\n")[0].replace("\n", "")
    ends = [index for index, label in enumerate(first) if label == "2"]
    assert [text[: end + 1] for end in ends] == ["The mayor spoke.", "The mayor spoke. She didn't say."]
    cuts = [index + 1 for index, label in enumerate(first) if label != "0"]
    words = [text[start:end].strip() for start, end in zip([0, *cuts], cuts, strict=False)]
    assert words == ["The", "mayor", "spoke", ".", "She", "did", "n't", "say", "."]


def test_news_keeps_its_own_sentence_ends() -> None:
    tokenizer = resources.open_pipeline(BUNDLED_FOLDER, ("tokenize",), tokenize_no_ssplit=True)
    sentences = ["The council met with Sgt. Bell on Monday. It ran late", "He left."]
    text, labels = data.labelled_paragraph(sentences, tokenizer)
    assert text == " ".join(sentences)
    assert len(labels) == len(text)
    assert [text[: index + 1] for index, label in enumerate(labels) if label == "2"] == [sentences[0], text]
    assert labels[text.index(" Bell")] == "0"
    assert labels[text.index(" Bell") + len("Bell")] == "1"


def test_cutting_a_treebank_keeps_whole_sentences(treebanks: Path, tmp_path: Path) -> None:
    few = data.cut(treebanks / "train.conllu", tmp_path / "few.conllu", 4)
    assert list(data.sentence_words(few)) == list(data.sentence_words(treebanks / "train.conllu"))[:4]


def test_multiword_tokens_and_empty_nodes_are_not_words(tmp_path: Path) -> None:
    path = tmp_path / "mwt.conllu"
    rows = ["1-2\tdon't", "1\tdo", "2\tn't", "2.1\tgo", "3\tgo"]
    path.write_text("\n".join(row + "\t_" * 8 for row in rows) + "\n\n", encoding="utf-8")
    assert list(data.sentence_words(path)) == [["do", "n't", "go"]]


TAGGED = [[("Ann", "B-PER"), ("Lee", "I-PER"), ("left", "O")], [("Oslo", "B-LOC")]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("train.bio", "Ann B-PER\nLee I-PER\nleft O\n\nOslo B-LOC\n"),
        (
            "train.iob2",
            "# sent_id = 1\n1\tAnn\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n3\tleft\tO\t-\t-\n\n1\tOslo\tB-LOC\t-\t-\n",
        ),
    ],
)
def test_entity_files_of_both_column_formats_become_the_same_json(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    read = data.read_entities(data.entity_file(tmp_path, "train"))
    assert read == TAGGED
    assert data.read_entities(data.write_entities(read, tmp_path / "stanza.json")) == TAGGED


def test_an_untagged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "train.bio"
    path.write_text("Ann B-PER\nLee\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"train\.bio, line 2"):
        data.read_entities(path)


plain_words = st.text(st.characters(categories=["L", "P", "S"]), min_size=1, max_size=8)
tagged_sentences = st.lists(
    st.lists(st.tuples(plain_words, st.sampled_from(["O", "B-PER", "I-PER", "B-ORG"])), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
)


@given(tagged_sentences)
def test_tagged_words_survive_columns_and_json(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[data.SentenceTags]
) -> None:
    folder = tmp_path_factory.mktemp("entities")
    columns = "\n\n".join("\n".join(f"{word}\t{tag}" for word, tag in sentence) for sentence in sentences)
    (folder / "train.bio").write_text(columns + "\n", encoding="utf-8")
    assert data.read_entities(folder / "train.bio") == sentences
    assert data.read_entities(data.write_entities(sentences, folder / "train.json")) == sentences


@pytest.mark.parametrize("smoke", [False, True])
@pytest.mark.parametrize("step", ["tokenize", "pos", "lemma", "depparse", "ner"])
def test_the_installed_trainers_know_every_argument(step: str, smoke: bool) -> None:
    recipe = read_recipe(smoke=smoke)
    module = importlib.import_module(recipe.table[step]["module"])
    for stage in recipe.stages(step):
        command = recipe.command(step, {"shorthand": "en_news", "device": "cpu"}, stage)
        given = command[command.index(recipe.table[step]["module"]) + 1 :]
        parsed = vars(module.build_argparse().parse_args(given))
        assert parsed["seed"] == 1234
        wanted = recipe.arguments(step, stage)
        assert {name: parsed[name] for name in wanted if name in parsed and wanted[name] is not True} == {
            name: value for name, value in wanted.items() if name in parsed and value is not True
        }


def test_the_recipe_makes_networks_of_the_size_of_the_bundled_ones() -> None:
    import torch

    recipe = read_recipe()
    for step in ("pos", "lemma", "depparse", "ner"):
        kept = torch.load(BUNDLED_FOLDER / "en" / step / "news.pt", map_location="cpu", weights_only=True)["config"]
        sizes = {name: value for name, value in recipe.arguments(step).items() if name.endswith(("_dim", "_layers"))}
        assert sizes
        assert {name: kept[name] for name in sizes} == sizes


TINY: Mapping[str, object] = {"hidden_dim": 8, "deep_biaff_hidden_dim": 8, "max_steps": 2, "eval_interval": 1}
SMALLER: Mapping[str, Mapping[str, object]] = {
    "pos": {**TINY, "char_hidden_dim": 8},
    "lemma": {"hidden_dim": 8},
    "depparse": {**TINY, "checkpoint_interval": 1},
}
TRAINED = ["words", "pos", "lemma", "depparse"]


@pytest.fixture(scope="module")
def trained(treebanks: Path, word_vectors: Path, tmp_path_factory: pytest.TempPathFactory) -> Training:
    """A run through all stages from words to trees, with networks of a few cells."""
    training = training_in(tmp_path_factory.mktemp("trained"), treebanks, word_vectors, **SMALLER)
    assert run_steps(training, TRAINED) == []
    return training


def test_what_is_trained_is_listed_and_logged(trained: Training) -> None:
    listed = json.loads((trained.models / "resources.json").read_text(encoding="utf-8"))["en"]
    for processor in ("pretrain", "pos", "lemma", "depparse"):
        content = (trained.models / "en" / processor / "news.pt").read_bytes()
        assert listed[processor]["news"]["md5"] == md5(content).hexdigest()
    assert listed["pos"]["news"]["dependencies"] == [{"model": "pretrain", "package": "news"}]
    assert listed["packages"]["news"] == {"pos": "news", "lemma": "news", "depparse": "news"}
    log = [json.loads(line) for line in (trained.out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(line["smoke"] for line in log)
    scored = [(line["step"], line["stage"]) for line in log if line["dev_score"] is not None]
    assert [stage for step, stage in scored if step == "pos"] == ["treebank", "newspaper-styles"]
    stages = [stage for step, stage in scored if step == "depparse"]
    assert stages == ["gold-tags", "predicted-tags", "predicted-tags-and-lemmas"]
    assert all(0 <= line["dev_score"] <= 100 for line in log if line["dev_score"] is not None)


def test_what_is_trained_learnt_from_all_words_and_reads(trained: Training, treebanks: Path) -> None:
    learnt = trained.work("depparse") / "train.final.lemmas.conllu"
    words = list(data.sentence_words(learnt))
    assert words == list(data.sentence_words(treebanks / "train.conllu"))
    tree = pipeline_of_words(trained, "pos", "lemma", "depparse")([words[0]]).sentences[0]
    assert sum(word.head == 0 for word in tree.words) == 1
    tags = {part for sentence in SENTENCES for part in (word.split("/")[1] for word in sentence.split())}
    assert {word.upos for word in tree.words} <= tags


def test_what_is_trained_is_not_trained_twice(
    trained: Training, treebanks: Path, word_vectors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = sorted(trained.models.rglob("news.pt"))
    before = [model.stat().st_mtime_ns for model in models]
    capsys.readouterr()
    run_steps(trained, TRAINED)
    assert [model.stat().st_mtime_ns for model in models] == before
    assert capsys.readouterr().out.count("done before") == len(TRAINED)
    longer = SMALLER | {"pos": {**SMALLER["pos"], "max_steps": 3}}
    other = training_in(trained.out, treebanks, word_vectors, **longer)
    assert not stamps.is_done(other.work("pos"), stamps.inputs_of(other, "pos"))


def test_a_step_without_its_input_says_what_to_run(treebanks: Path, tmp_path: Path) -> None:
    training = training_in(tmp_path, treebanks)
    with pytest.raises(TrainingError, match="pos needs words"):
        trainer_files(training, "pos", Path("train"), Path("dev"), "news")
    with pytest.raises(TrainingError, match=r"models/en/lemma/news\.pt is missing"):
        resources.open_pipeline(training.models, ("lemma",))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "train.conllu is missing"),
        (["--only", "tagger"], "the steps are tokenize"),
        (["--recipe", "nowhere.toml"], "nowhere.toml cannot be read"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parser", "make", "--treebanks", str(tmp_path / "none"), "--out", str(tmp_path / "out"), *options]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_scoring_without_a_test_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parser", "evaluate", "--treebanks", str(tmp_path), "--models", str(BUNDLED_FOLDER)]) == 2
    assert "no *test*.conllu" in capsys.readouterr().err


def test_without_entity_data_the_entity_step_is_left_out(
    treebanks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parser", "make", "--treebanks", str(treebanks), "--out", str(tmp_path), "--only", "ner"]) == 3
    assert "--entities DIR" in capsys.readouterr().out


def test_steps_are_chosen_by_name() -> None:
    assert steps_named(None) == list(STEPS)
    assert steps_named("pos, lemma") == ["pos", "lemma"]


def test_scores_are_read_from_the_trainers_output() -> None:
    assert best_score("INFO: Best dev F1 = 93.61, at iteration = 1200") == 93.61
    assert best_score("INFO: Best dev score=0.95 at step 3000") == 95.0
    assert best_score("Dev set never evaluated.") is None


def test_bundled_models_do_well_on_simple_sentences(treebanks: Path) -> None:
    raw, gold_words = evaluate.score_treebank(BUNDLED_FOLDER, treebanks / "dev.conllu")
    assert raw.values["tokens"] == raw.values["sentences"] == raw.values[evaluate.SENTENCE_ENDS] == 100
    assert gold_words.values["UPOS"] > 85
    assert gold_words.values[evaluate.WITH_SUBTYPES] <= gold_words.values["LAS"] <= gold_words.values["UAS"]
    assert raw.words == 13
    assert "| dev | raw text | ours | 100.0 |" in card.trees({"ours": [raw.line(), gold_words.line()]})
