"""Quizzes for learning platforms are read by programs that are not ours, and say what the key says."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from made_class import made_lesson
from pygiftparser import parser

from quotes.lesson.gift import gift
from quotes.lesson.lesson import Lesson
from quotes.lesson.qti import write_qti
from quotes.lesson.quiz import QuizQuestion, quiz

NAMES = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
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


def test_nothing_is_a_right_answer_too(tmp_path: Path) -> None:
    questions = [
        QuizQuestion("number", "n", "p", "How many?", number=0),
        QuizQuestion("number", "n", "p", "%?", number=2, tolerance=3),
    ]
    write_qti(tmp_path / "quiz.zip", "quiz", questions)
    with zipfile.ZipFile(tmp_path / "quiz.zip") as package:
        (name,) = (name for name in package.namelist() if name.count("text2qti_assessment") == 2)
        items = etree.fromstring(package.read(name)).findall(".//q:item", NAMES)
    right = [[equal.text for equal in item.findall(".//q:varequal", NAMES)] for item in items]
    assert right == [["0"], ["0", "1", "2", "3", "4", "5"]]


def test_canvas_format_has_the_right_answers(lesson: Lesson, tmp_path: Path) -> None:
    several = [replace(one, text=f"{one.text} {time}") for time in range(6) for one in quiz(lesson)]
    questions = [*several, QuizQuestion("choice", ODD, ODD, ODD, (ODD, "other"))]
    assert len(questions) > 100
    write_qti(tmp_path / "quiz.zip", ODD, questions)
    with zipfile.ZipFile(tmp_path / "quiz.zip") as package:
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        files = [file.get("href") for file in manifest.iter("{*}file")]
        assert set(files) <= set(package.namelist())
        (name,) = (name for name in files if name.endswith(".xml") and "meta" not in name)
        items = etree.fromstring(package.read(name)).findall(".//q:item", NAMES)
    assert len(items) == len(questions)
    for one, item in zip(questions, items, strict=True):
        text = "".join(etree.HTML(item.findtext(".//q:presentation/q:material/q:mattext", "", NAMES)).itertext())
        assert " ".join(text.split()) == f"{one.passage} {one.text}"
        if one.kind == "choice":
            labels = {
                label.get("ident"): " ".join(
                    "".join(etree.HTML(label.findtext(".//q:mattext", "", NAMES)).itertext()).split()
                )
                for label in item.findall(".//q:response_label", NAMES)
            }
            right = [labels[equal.text] for equal in item.findall(".//q:varequal", NAMES)]
            assert right == [one.choices[0]] and sorted(labels.values()) == sorted(one.choices)
