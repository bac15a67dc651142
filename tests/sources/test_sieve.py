"""Each pass of the sieve finds the speaker of its example, and the page on speakers has the same table."""

import pytest
from places import DOCS
from speaking import has_words, parsed, resolved, without_marks
from trees import Trees

from quotes.model import Article
from quotes.sources.ranking import Question, load_ranker
from quotes.sources.resolve import resolve
from quotes.sources.sieve import PASSES, Pass


class Noting:
    """The trained ranker, which keeps the passes that found the speakers."""

    def __init__(self) -> None:
        self.by: list[str] = []

    def decide(self, question: Question) -> tuple[int, float]:
        return load_ranker().decide(question)

    def confidence(self, found_by: str, chance: float) -> float:
        self.by.append(found_by)
        return load_ranker().confidence(found_by, chance)


@pytest.mark.parametrize("one", PASSES, ids=lambda one: one.name)
def test_a_pass_finds_the_speaker_of_its_example(trees: Trees, one: Pass) -> None:
    text, said = without_marks(one.example.text)
    noting = Noting()
    found, sources = resolve(Article("example", text), parsed(trees, text), said, noting)
    *_, index = (a.source_index for a in found)
    assert index is not None and has_words(sources[index].speaker, one.example.speaker)
    assert noting.by[-1] == one.name


def test_the_page_on_speakers_has_the_passes_in_their_order() -> None:
    page = (DOCS / "speakers.md").read_text(encoding="utf-8")
    rows = [
        f"| {one.name} | {one.example.text.replace('[[', '**').replace(']]', '**')} | {one.example.speaker} |"
        for one in PASSES
    ]
    assert "\n".join(rows) in page


def test_a_name_is_surer_than_a_pronoun_between_two(trees: Trees) -> None:
    text, said = without_marks("Ana Holm met Eva Lund. [[Lund]] left. Ana Holm sat by Eva Lund. [[She]] said so.")
    found, _ = resolved(trees, text, said)
    named, pronoun = (a.speaker_confidence for a in found)
    assert named is not None and pronoun is not None and 1 >= named > pronoun > 0
