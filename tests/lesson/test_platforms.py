"""Quizzes for learning platforms are read by programs that are not ours, and say what the key says."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pyh5p
import pytest
from lxml import etree
from made_class import made_lesson
from pygiftparser import parser
from pyslet.qtiv1.common import MatText, VarEqual
from pyslet.qtiv1.item import Item, ResponseLabel
from pyslet.qtiv1.xml import QTIDocument
from pyslet.xml.structures import Element

from quotes.lesson.gift import gift
from quotes.lesson.h5p import write_h5p
from quotes.lesson.lesson import Lesson
from quotes.lesson.qti import write_qti
from quotes.lesson.quiz import QuizQuestion, quiz

ODD = "a {brace} = #5 ~ 50 % * _x_ [b](c) <i>&amp; $y$ \\ 1. : “q”"


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    return made_lesson(tmp_path, ("attribute", "role", "balance"), "marked")


def test_a_quiz_asks_what_a_platform_can_mark(lesson: Lesson) -> None:
    asked = {one.title: one for one in quiz(lesson)}
    assert asked["bridge 1 speaker"].choices == (
        "Ruth Holt",
        "A nurse who crosses it daily",
        "Tom Holt",
        "Varn Works",
    )
    assert asked["bridge 2 role"].choices[0] == "Witness or citizen"
    assert asked["bridge 2 role"].passage.startswith("A nurse who crosses it daily said")
    assert (asked["river official share"].number, asked["river official share"].tolerance) == (50, 3)
    assert asked["river in vain"].choices[0] == "nobody"
    assert asked["river would call"].kind == "essay"


def test_moodle_s_format_is_read_by_another_program(lesson: Lesson) -> None:
    odd = "50 % = half, “so” #1 ~ 2: she said"
    questions = [*quiz(lesson), QuizQuestion("choice", odd, odd, odd, (odd, "other"))]
    result = parser.parseFile(gift(questions).splitlines(keepends=True))
    assert len(result) == len(questions)
    for one, read in zip(questions, result, strict=True):
        assert read.valid
        answers = read.answers.answers if one.kind == "choice" else []
        # The program leaves the escapes of the format in what it has read.
        right = [re.sub(r"\\(.)", r"\1", answer.answer) for answer in answers if answer.fraction > 0]
        assert right == list(one.choices[:1])
        assert len(answers) == len(one.choices)


def test_h_5_p_s_exercise_is_read_and_validated_by_another_program(tmp_path: Path) -> None:
    lesson = made_lesson(tmp_path, ("find",))
    bridge = lesson.by_id["bridge"]
    starred = replace(bridge, article=replace(bridge.article, text=bridge.article.text.replace("a baker", "a ba*e<")))
    write_h5p(tmp_path / "bridge.h5p", starred)
    package = pyh5p.read_package(tmp_path / "bridge.h5p")
    package.require_valid(require_content=True, allow_content_only=True)
    assert package.metadata["mainLibrary"] == "H5P.MarkTheWords" and package.metadata["title"] == "bridge"
    assert package.content is not None
    text = "\n\n".join("".join(one.itertext()) for one in etree.HTML(package.content["textField"]).iter("p"))
    # As the exercise splits it: a word between asterisks is right, two asterisks are one.
    right = re.findall(r"(?<!\*)\*([^*\s]+)\*(?!\*)", text)
    assert right == ["said", "said", "said", "declined", "to", "comment"]
    assert re.sub(r"\*(\*?)", r"\1", text) == starred.article.text.strip()
    write_h5p(tmp_path / "again.h5p", starred)
    assert (tmp_path / "again.h5p").read_bytes() == (tmp_path / "bridge.h5p").read_bytes()


def opened(path: Path) -> list[Item]:
    """The questions of a package as pyslet's model of QTI 1.2.1 has them, found by the package's manifest."""
    with zipfile.ZipFile(path) as package:
        files = [file.get("href") for file in etree.fromstring(package.read("imsmanifest.xml")).iter("{*}file")]
        assert set(files) <= set(package.namelist())
        (name,) = (name for name in files if name.endswith(".xml") and "meta" not in name)
        document = QTIDocument()
        document.read(src=io.BytesIO(package.read(name)))
    (section,) = document.root.Assessment.SectionMixin
    return list(section.SectionItemMixin)


def words(element: Element) -> str:
    """What a student reads in a part of a question."""
    texts = (text.get_value() for text in element.find_children_depth_first(MatText))
    return " ".join(" ".join(etree.HTML(text).itertext() if text else "") for text in texts)


def right(item: Item) -> list[str]:
    """The responses that give full points."""
    conditions = item.ResProcessing[0].ConditionMixin
    full = [one for one in conditions if any(value.get_value() == "100" for value in one.SetVar)]
    return [equal.get_value() for one in full for equal in one.find_children_depth_first(VarEqual)]


def test_nothing_is_a_right_answer_too(tmp_path: Path) -> None:
    questions = [
        QuizQuestion("number", "n", "p", "How many?", number=0),
        QuizQuestion("number", "n", "p", "%?", number=2, tolerance=3),
    ]
    write_qti(tmp_path / "quiz.zip", "quiz", questions)
    assert [right(item) for item in opened(tmp_path / "quiz.zip")] == [["0"], ["0", "1", "2", "3", "4", "5"]]


def test_canvas_format_is_read_by_another_program_with_its_right_answers(
    lesson: Lesson, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    several = [replace(one, text=f"{one.text} {time}") for time in range(6) for one in quiz(lesson)]
    questions = [*several, QuizQuestion("choice", ODD, ODD, ODD, (ODD, "other"))]
    assert len(questions) > 100
    write_qti(tmp_path / "quiz.zip", ODD, questions)
    items = opened(tmp_path / "quiz.zip")
    assert caplog.messages == []  # where the program tells of what the standard does not have
    assert [item.title for item in items] == [one.title for one in questions]
    for one, item in zip(questions, items, strict=True):
        labels = {
            label.ident: " ".join(words(label).split())
            for label in item.Presentation.find_children_depth_first(ResponseLabel)
        }
        text = " ".join(words(item.Presentation).split())
        assert text.startswith(f"{one.passage} {one.text}")
        if one.kind == "choice":
            assert [labels[ident] for ident in right(item)] == [one.choices[0]]
            assert sorted(labels.values()) == sorted(one.choices)
