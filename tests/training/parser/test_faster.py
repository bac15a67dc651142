"""The faster sums of ``training.parser.faster`` against PyTorch's and Stanza's own: same results, same gradients."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from forked import Forked
from hypothesis import given
from hypothesis import strategies as st
from small_treebank import SENTENCES, conllu
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from training.app import run
from training.parser import faster

lengths = st.lists(st.integers(1, 9), min_size=1, max_size=6).map(lambda found: sorted(found, reverse=True))


@given(lengths)
def test_words_are_packed_and_unpacked_as_by_pytorch(counts: list[int]) -> None:
    batch = torch.randn(len(counts), counts[0] + 2, 3, requires_grad=True)
    ours, theirs = faster.packed(batch, counts, batch_first=True), pack_padded_sequence(batch, counts, batch_first=True)
    assert torch.equal(ours.data, theirs.data)
    assert torch.equal(ours.batch_sizes, theirs.batch_sizes)
    (gradient,) = torch.autograd.grad(ours.data.square().sum(), batch)
    assert torch.allclose(gradient, torch.autograd.grad(theirs.data.square().sum(), batch)[0])
    words, found = faster.unpacked(ours, batch_first=True)
    same_words, same_lengths = pad_packed_sequence(theirs, batch_first=True)
    assert torch.equal(words, same_words)
    assert found.tolist() == same_lengths.tolist() == counts


def test_a_bilinear_layer_scores_as_pytorchs() -> None:
    layer = torch.nn.Bilinear(4, 5, 6)
    left, right = torch.randn(3, 8, 4), torch.randn(3, 8, 5)
    ours = faster.bilinear(layer, left, right)
    theirs = torch.nn.functional.bilinear(left, right, layer.weight, layer.bias)
    assert torch.allclose(ours, theirs, atol=1e-5)
    for ours_of, theirs_of in zip(
        torch.autograd.grad(ours.square().sum(), list(layer.parameters())),
        torch.autograd.grad(theirs.square().sum(), list(layer.parameters())),
        strict=True,
    ):
        assert torch.allclose(ours_of, theirs_of, atol=1e-4)


def test_the_relations_of_the_right_heads_score_as_among_all_pairs() -> None:
    from stanza.models.common.biaffine import PairwiseBilinear

    scorer = PairwiseBilinear(4, 5, 7)
    torch.nn.init.normal_(scorer.weight)
    torch.nn.init.normal_(scorer.bias)
    words, others = torch.randn(2, 6, 4), torch.randn(2, 6, 5)
    heads = torch.randint(0, 6, (2, 6))
    chosen = others.gather(1, heads.unsqueeze(2).expand(-1, -1, 5))
    ours = faster.relations(scorer, words, chosen)
    pick = heads.view(2, 6, 1, 1).expand(-1, -1, 1, 7)
    assert ours.shape == (2, 6, 6, 7)
    assert torch.allclose(ours.gather(2, pick), scorer(words, others).gather(2, pick), atol=1e-5)


TRIAL = """
import json, sys, torch
from training.parser import faster
if sys.argv[1] == "faster":
    faster.install()
from stanza.models import parser
from stanza.models.depparse import trainer
losses = []
update = trainer.Trainer.update
def noted(self, *batch, **options):
    loss = update(self, *batch, **options)
    losses.append(loss[0] if isinstance(loss, tuple) else loss)
    return loss
trainer.Trainer.update = noted
parser.main(sys.argv[2:])
print(json.dumps(losses))
"""


def test_the_parser_learns_the_same(tmp_path: Path) -> None:
    """Four training steps of Stanza's parser without dropout: the losses are Stanza's."""
    few_trees = tmp_path / "few.conllu"
    few_trees.write_text(conllu(SENTENCES, repeat=4), encoding="utf-8")
    arguments = ["--train_file", few_trees, "--eval_file", few_trees, "--lang", "en", "--shorthand", "en_news"]
    arguments += ["--save_dir", tmp_path, "--save_name", "x.pt", "--cpu", "--no_pretrain", "--no_checkpoint"]
    arguments += ["--max_steps", 4, "--eval_interval", 100, "--dropout", 0, "--word_dropout", 0, "--optim", "adam"]
    arguments += ["--lr", 0.01, "--hidden_dim", 8, "--num_layers", 1, "--no_char", "--deep_biaff_hidden_dim", 8]
    losses = {}
    for kind in ("theirs", "faster"):
        command = [sys.executable, "-c", TRIAL, kind, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        losses[kind] = json.loads(done.stdout.splitlines()[-1])
    assert len(losses["faster"]) == 4
    assert losses["faster"] == pytest.approx(losses["theirs"], rel=1e-3)
    assert losses["faster"][-1] < losses["faster"][0]


def test_the_learning_rate_rises_and_falls_and_goes_on_after_a_checkpoint() -> None:
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.Adam([weight], lr=1.0)
    hook = faster.decay(200)
    rates = []
    try:
        for step in range(220):
            if step == 120:
                kept = optimizer.state_dict()
                optimizer = torch.optim.Adam([weight], lr=1.0)
                optimizer.load_state_dict(kept)
            weight.grad = torch.ones(1)
            optimizer.step()
            rates.append(optimizer.param_groups[0]["lr"])
    finally:
        hook.remove()
    assert rates[0] == pytest.approx(1 / faster.WARM_UP)
    assert rates[99] == pytest.approx(0.5)
    assert rates[149] == pytest.approx(0.25)
    assert rates[-1] == pytest.approx(faster.LOWEST)
    assert max(rates) == max(rates[:60])


def test_a_trainer_begins_as_the_model_it_is_given(tmp_path: Path) -> None:
    """A tagger and a parser that learn nothing more are the given ones, though the words at hand are others."""
    few, other = tmp_path / "few.conllu", tmp_path / "other.conllu"
    few.write_text(conllu(SENTENCES, repeat=8), encoding="utf-8")
    other.write_text(conllu([SENTENCES[2], SENTENCES[0]], repeat=12), encoding="utf-8")
    small = {
        "tagger": ["--hidden_dim", 8, "--char_hidden_dim", 8, "--deep_biaff_hidden_dim", 8, "--fix_eval_interval"],
        "parser": ["--hidden_dim", 8, "--no_char", "--deep_biaff_hidden_dim", 8],
    }
    for kind, sizes in small.items():
        shared = ["--eval_file", few, "--lang", "en", "--shorthand", "en_news", "--save_dir", tmp_path, "--cpu"]
        shared += ["--no_pretrain", "--optim", "adam", "--no_second_optim", "--eval_interval", 1, *sizes]
        module = f"stanza.models.{kind}"
        first = [module, "--train_file", few, "--save_name", f"{kind}.pt", "--max_steps", 2, "--lr", 0.01, *shared]
        again = ["--start", tmp_path / f"{kind}.pt", module, "--train_file", other, "--save_name", f"{kind}2.pt"]
        again += ["--max_steps", 1, "--lr", 0, "--weight_decay" if kind == "parser" else "--seed", 0, *shared]
        for arguments in (first, again):
            trainer = Forked(run, ["parser", "faster", *map(str, arguments)])
            assert trainer.wait(300) == 0, trainer.communicate()
        given, made = (torch.load(tmp_path / f"{kind}{n}.pt", weights_only=True) for n in ("", "2"))
        assert made["vocab"] == given["vocab"]
        assert all(torch.equal(weight, made["model"][name]) for name, weight in given["model"].items())
