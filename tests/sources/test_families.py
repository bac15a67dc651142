"""Two people of one surname, couples, elders and twins: who is meant."""

import pytest
from speaking import misheard, speakers
from trees import Trees


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "Ruth Beck and her brother Sam Beck ran the mill. [[Ruth Beck]] said it would close. [[She]] said "
            "there was no "
            "money. [[Her brother]] said he would look for a buyer.",
            ["Ruth Beck", "Ruth Beck", "Sam Beck"],
            id="brother and sister",
        ),
        pytest.param(
            "John Marsh Sr., 71, and his son, John Marsh Jr., were in the boat. [[The elder Marsh]] said the fog came "
            "fast. [[The younger Marsh]] said he saw nothing.",
            ["John Marsh Sr", "John Marsh Jr"],
            id="the elder and the younger, by suffix",
        ),
        pytest.param(
            "Tom Doyle, 62, and his son Kevin Doyle, 30, own the pub. [[The elder]] said trade was bad. "
            "[[Kevin]] said he "
            "would not sell. [[His father]] shrugged and said it was his name above the door.",
            ["Tom Doyle", "Kevin Doyle", "Tom Doyle"],
            id="the elder by age, and a father told by his son",
        ),
        pytest.param(
            "Police charged Leon Hart, 30, with murder. [[His father, Victor Hart,]] said he could not believe it. "
            "[[The elder Hart]] said they watched a film.",
            ["Victor Hart", "Victor Hart"],
            id="the elder by kin",
        ),
        pytest.param(
            "Mr. Beck, 80, and Mrs. Beck, 78, were asleep. [[Mrs. Beck]] said she was out first. [[Her "
            "husband]] said that "
            "was true. [[The Becks]] said they would rebuild.",
            ["Mrs Beck", "Mr Beck", "Mr Beck and Mrs Beck"],
            id="Mr. and Mrs.",
        ),
        pytest.param(
            "Harold Beck and his wife, Irene Beck, lost the barn. [[Mr. Beck]] said it took an hour. [[Mrs. "
            "Beck]] said "
            "the cows were safe. [[Her husband]] said the hay was gone. [[The couple]] said they would move.",
            ["Harold Beck", "Irene Beck", "Harold Beck", "Harold Beck and Irene Beck"],
            id="husband and wife",
        ),
        pytest.param(
            "Sarah Voss, a teacher, and Daniel Voss, a plumber, live on Mill Lane. [[Ms. Voss]] said the lane floods. "
            "[[Mr. Voss]] said he had bought a pump. [[His wife]] said it was too small.",
            ["Sarah Voss", "Daniel Voss", "Sarah Voss"],
            id="two of one surname, and his wife",
        ),
        pytest.param(
            "Twins Maya and Nora Lind won the race. [[Maya]] said the water was cold. [[Nora Lind]] said she saw her "
            "sister at the last buoy. [[Her twin]] said it was close.",
            ["Maya Lind", "Nora Lind", "Maya Lind"],
            id="twins, the surname told once",
        ),
        pytest.param(
            "Sheriff Dan Cole and his brother, Fire Chief Bill Cole, disagree. [[Sheriff Cole]] said the levee "
            "was safe. "
            "[[Chief Cole]] said it was not. [[The sheriff]] said his brother worried too much.",
            ["Dan Cole", "Bill Cole", "Dan Cole"],
            id="two brothers in office",
        ),
        pytest.param(
            "Police questioned Mark Hale, 40, on Monday. His wife, Joan Hale, was at work. [[She]] said that he "
            "had been "
            "home. [[Hale]] said he knew nothing. [[Mrs. Hale]] said he was a good man.",
            ["Joan Hale", "Mark Hale", "Joan Hale"],
            id="the bare surname and a pronoun behind it",
        ),
        pytest.param(
            "Amelia Stone, 11, lost a shoe. [[Her father, Dr. Ben Stone, a physician,]] said he had counted heads. "
            "[[Dr. Stone]] said nobody was missing. [[Her mother, Ana,]] said so too.",
            ["Ben Stone", "Ben Stone", "Ana"],
            id="a father whose first name is a particle, and a mother without a surname",
        ),
        pytest.param(
            "Mrs. Tapley died in March. [[Mrs. Tapley’s son, Alan]], said so. “She fed half the town,” [[Mr. Tapley]] "
            "said.",
            ["Alan Tapley", "Alan Tapley"],
            id="a son told by his first name",
        ),
    ],
)
def test_relatives(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)


def test_a_wife_whom_the_article_does_not_tell_is_nobody_of_it(trees: Trees) -> None:
    found = speakers(trees, "Mark Hale met Mayor Ann Reid. Hale said nothing. [[His wife]] said he was tired.")
    assert found == ["Hale’s wife"]
