"""Each construction finds its own example: proposed with the right parts, and accepted as an attribution."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.attribution.candidates import Candidate
from quotes.attribution.constructions import CONSTRUCTIONS, Construction, candidates
from quotes.attribution.sentence_contexts import sentence_contexts
from quotes.attribution.tagger.head import load_tagger
from quotes.lexicon.cues import load_cues
from quotes.model import Attribution


def parts(text: str, found: Candidate | Attribution) -> tuple[str | None, str, tuple[str, ...]]:
    source = found.source.of(text) if found.source else None
    return source, " ".join(s.of(text) for s in found.cue), tuple(s.of(text) for s in found.content)


def proposed(trees: Trees, text: str) -> list[Candidate]:
    contexts = sentence_contexts(parsed(trees, text), load_cues(), load_tagger())
    return [c for context in contexts for c in candidates(context)]


@pytest.mark.parametrize("entry", CONSTRUCTIONS, ids=lambda entry: f"{entry.name}: {entry.example.sentence}")
def test_a_construction_proposes_its_example(trees: Trees, entry: Construction) -> None:
    example = entry.example
    found = [c for c in proposed(trees, example.sentence) if c.construction == entry]
    assert (example.source, example.cue, example.content) in [parts(example.sentence, c) for c in found]


@pytest.mark.parametrize("entry", CONSTRUCTIONS, ids=lambda entry: f"{entry.name}: {entry.example.sentence}")
def test_an_example_is_accepted_as_an_attribution(trees: Trees, entry: Construction) -> None:
    example = entry.example
    found = [parts(example.sentence, a) for a in attribute(parsed(trees, example.sentence))]
    assert (example.source, example.cue, example.content) in found


MORE = [
    ("“We lost the barn,” said Orla Finch, who farms nearby.", "Orla Finch, who farms nearby", "said",
     ("“We lost the barn,”",)),
    ("“We lost the barn,” Finch told reporters. “The house is safe.”", "Finch", "told",
     ("“We lost the barn,”", "“The house is safe.”")),
    ("Finch said: “We lost the barn.”", "Finch", "said:", ("“We lost the barn.”",)),
    ("Finch asked whether the road would open.", "Finch", "asked", ("whether the road would open",)),
    ("Finch told reporters that deputies had spoken to the driver.", "Finch", "told",
     ("that deputies had spoken to the driver",)),
    ("According to the sheriff, the road was closed.", "the sheriff", "According to", ("the road was closed",)),
    ("The sheriff ordered drivers to turn back.", "The sheriff", "ordered", ("drivers to turn back",)),
    ("The driver was quoted as saying that the brakes had failed.", "The driver", "was quoted as saying",
     ("that the brakes had failed",)),
    ("Finch wrote in a letter that the barn was lost.", "Finch", "wrote", ("that the barn was lost",)),
    ("The road is closed, police said.", "police", "said", ("The road is closed",)),
    ("But the road is open, police said.", "police", "said", ("the road is open",)),
    ("The lieutenant denied that officers had been slow and said records would show it.", "The lieutenant", "said",
     ("records would show it",)),
    ("The man fled on Sunday, per the sheriff.", "the sheriff", "per", ("The man fled on Sunday",)),
    ("In the words of one parent, it was a mess.", "one parent", "In the words of", ("it was a mess",)),
    ("The auditor said “serious gaps” in the city's books had cost it a million.", "The auditor", "said",
     ("“serious gaps” in the city's books had cost it a million",)),
    ("“The levee will hold,” Sheriff Orla Finch (R) said in a statement, adding that crews would stay.",
     "Sheriff Orla Finch (R)", "adding", ("that crews would stay",)),
    ("The dam seems to be safe.", None, "seems", ("The dam", "to be safe")),
    ("The plan was dismissed as a stunt by farmers.", "farmers", "was dismissed", ("The plan", "as a stunt")),
    ("He was described by neighbors of the family as quiet.", "neighbors of the family", "was described",
     ("He", "as quiet")),
    ("The driver was accused by the mayor of Dunmore of lying.", "the mayor of Dunmore", "was accused",
     ("The driver", "of lying")),
    ("The plan was criticised by a spokesman for the union.", "a spokesman for the union", "was criticised",
     ("The plan",)),
    ("The scheme was branded a waste of money by opposition councillors.", "opposition councillors", "was branded",
     ("The scheme", "a waste of money")),
    ("The bridge was described by the mayor on Monday as “a death trap”.", "the mayor", "was described",
     ("The bridge", "as “a death trap”")),
    ("The state will close three hospitals by May, Gov. Ellen Park announced Thursday.", "Gov. Ellen Park",
     "announced", ("The state will close three hospitals by May",)),
    ("The song was described as a tribute to a novel by Austen.", None, "was described",
     ("The song", "as a tribute to a novel by Austen")),
    ("Drivers were told that the road was closed.", None, "were told", ("that the road was closed",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), MORE, ids=[m[0] for m in MORE])
def test_statements_of_everyday_news_are_found(
    trees: Trees, text: str, source: str | None, cue: str, content: tuple[str, ...]
) -> None:
    assert (source, cue, content) in [parts(text, a) for a in attribute(parsed(trees, text))]


@pytest.mark.parametrize("entry", CONSTRUCTIONS, ids=lambda entry: f"{entry.name}: {entry.example.sentence}")
def test_spans_of_candidates_lie_in_the_text_and_apart(trees: Trees, entry: Construction) -> None:
    text = entry.example.sentence
    candidates = proposed(trees, text)
    assert candidates
    for candidate in candidates:
        spans = [*candidate.content, *candidate.cue]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert not any(c.overlaps(q) for c in candidate.content for q in candidate.cue)
        if candidate.source is not None:
            assert not any(candidate.source.overlaps(c) for c in candidate.cue)
            assert candidate.source.trimmed(text) == candidate.source
