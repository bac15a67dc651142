"""Dialogues with dashes for marks, and what else begins with a dash. All sentences are invented."""

import pytest

from quotes.text.layout import layout_of


def spoken(*lines: str) -> list[str]:
    """What is quoted in an article of these paragraphs, without its marks."""
    text = "\n\n".join(lines)
    return [q.inner.of(text) for q in layout_of(text).quotations]


@pytest.mark.parametrize("dash", "–—―-")
def test_a_dialogue_is_read_turn_by_turn(dash: str) -> None:
    assert spoken(
        "Goran Matic was waiting at the pier.",
        f"{dash} They took the nets, he said. {dash} All of them.",
        f"{dash} And who will pay? asked his son Luka.",
        f"{dash} You will, said Matic.",
    ) == ["They took the nets,", "All of them.", "And who will pay?", "You will,"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Three things to know:", "– Two people died, police said.", "– The road is shut, the mayor said."),
        ("On sale:", "— Boots", "— Who cares? A book about nurses."),
        ("– Anna Bell", "– Ivo Stell"),
    ],
)
def test_a_list_is_no_dialogue(lines: tuple[str, ...]) -> None:
    assert spoken(*lines) == []


def test_in_a_paragraph_with_marks_the_marks_tell() -> None:
    assert spoken("– “Who will pay?” asked his son.") == ["Who will pay?"]
