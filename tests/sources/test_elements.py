"""What an auditor lists of a source: name, title, affiliation, justification, issuer, each as the article has it."""

import pytest
from speaking import resolved, without_marks
from trees import Trees

from quotes.model import Source


def elements_of(trees: Trees, marked: str) -> tuple[dict[str, str], Source]:
    """The elements of the source of the last mention in ``[[ ]]``, each in its words, without the missing ones."""
    text, said = without_marks(marked)
    found, sources = resolved(trees, text, said)
    source = sources[found[-1].source_index or 0]
    names = ("name", "title", "affiliation", "justification", "issuer")
    spans = {name: getattr(source.elements, name) for name in names}
    return {name: span.of(text) for name, span in spans.items() if span is not None}, source


@pytest.mark.parametrize(
    ("marked", "name", "title", "affiliation", "justification"),
    [
        (
            "[[Assistant Police Chief Andy Bell]] said so.",
            "Andy Bell",
            "Assistant Police Chief",
            None,
            "Assistant Police Chief",
        ),
        (
            "[[Bo Dahl, deputy director of the Harlow Water Board,]] said it was dry.",
            "Bo Dahl",
            "deputy director",
            "Harlow Water Board",
            "deputy director of the Harlow Water Board",
        ),
        (
            "[[Jill Karaka, a professor of economics at Waimea University,]] said so.",
            "Jill Karaka",
            "professor of economics",
            "Waimea University",
            "a professor of economics at Waimea University",
        ),
        (
            "The Harlow Port Authority lost money. [[Its managing director, Ann Moss,]] said so.",
            "Ann Moss",
            "managing director",
            "Harlow Port Authority",
            "Its managing director",
        ),
        (
            "[[Ruth Abbott, 52, who lives next door,]] heard it and said so.",
            "Ruth Abbott",
            None,
            None,
            "who lives next door",
        ),
        (
            "The Harlow Water Board met. [[A spokesman for the board]] said it was dry.",
            None,
            "spokesman",
            "Harlow Water Board",
            "A spokesman for the board",
        ),
        ("[[A source close to the talks]] said it was over.", None, None, None, "A source close to the talks"),
        ("[[Some]] said it was over.", None, None, None, None),
        ("[[New York Mayor Ann Pell]] said so.", "Ann Pell", "Mayor", "New York", "New York Mayor"),
        (
            "[[Award-winning journalist Maria Holm]] said so.",
            "Maria Holm",
            "journalist",
            None,
            "Award-winning journalist",
        ),
        (
            "The court-appointed [[lawyer Dana Pell]] said so.",
            "Dana Pell",
            "lawyer",
            None,
            "The court-appointed lawyer",
        ),
        ("[[Robert “Bobby” Hale]] said so.", "Robert “Bobby” Hale", None, None, None),
    ],
)
def test_elements_of_a_person(
    trees: Trees, marked: str, name: str | None, title: str | None, affiliation: str | None, justification: str | None
) -> None:
    wanted = {"name": name, "title": title, "affiliation": affiliation, "justification": justification}
    assert elements_of(trees, marked)[0] == {key: words for key, words in wanted.items() if words is not None}


@pytest.mark.parametrize(
    ("marked", "issuer"),
    [
        ("[[A report by the Harlow Water Board]] said it was dry.", "Harlow Water Board"),
        ("The Harlow Water Board met. [[The board's annual report]] said it was dry.", "Harlow Water Board"),
        ("[[A Forest Service report]] said it was dry.", "Forest Service"),
        ("[[The letter from Mayor Ann Moss]] said it was dry.", "Mayor Ann Moss"),
        ("[[The report]] said it was dry.", None),
    ],
)
def test_who_issued_a_document(trees: Trees, marked: str, issuer: str | None) -> None:
    found, source = elements_of(trees, marked)
    assert source.source_type == "document"
    assert found.get("issuer") == issuer


@pytest.mark.parametrize(
    ("marked", "source_type"),
    [
        ("[[Ann Moss]] said so.", "named person"),
        ("[[A nurse]] said so.", "unnamed person"),
        ("[[The Harlow Water Board]] said so.", "named organisation"),
        ("[[Neighbours]] said so.", "unnamed group"),
    ],
)
def test_types_of_sources(trees: Trees, marked: str, source_type: str) -> None:
    assert elements_of(trees, marked)[1].source_type == source_type


@pytest.mark.parametrize(
    ("marked", "affiliation"),
    [
        ("[[Cody Lampert, 33, of Port Lemoyne,]] said it was loud.", None),
        ("[[Ann Moss, of Manchester,]] said it was loud.", None),
        ("[[Ann Moss, 33, of Deutsche Bank,]] said it was loud.", "Deutsche Bank"),
        ("[[Ann Moss, of Amnesty International,]] said it was loud.", "Amnesty International"),
        ("[[Senator Ann Moss of Ohio]] said it was loud.", "Ohio"),
    ],
)
def test_where_a_person_is_from_is_no_body_that_they_belong_to(
    trees: Trees, marked: str, affiliation: str | None
) -> None:
    found, _ = elements_of(trees, marked)
    assert found.get("affiliation") == affiliation
