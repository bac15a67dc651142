"""How often the rules of the roles are right: counted over labelled sources."""

import tomllib
from pathlib import Path

from training.roles.confidence import Decision, as_toml, matrix, read_labels, shares

from quotes.model import Role
from quotes.roles.rules import RuleKind


def decided(right: str, name: str, kind: RuleKind, margin: float) -> Decision:
    return Decision(right, Role(name, None, kind, 0.5, "", margin, kind))


def test_a_rule_of_few_decisions_is_drawn_to_the_share_of_all() -> None:
    many = [decided("official", "official", RuleKind.WORD_FOR_PERSON, 0.5)] * 96
    few = [decided("witness", "official", RuleKind.AGE_OR_HOME, 0.5)] * 4
    overall, tables = shares(many + few)
    assert overall == 0.96
    assert 0.98 < tables["clear"]["word for a person"][0] <= 1
    assert 0.4 < tables["clear"]["age or home"][0] < 0.6


def test_close_decisions_are_counted_apart_and_the_file_reads_back() -> None:
    some = [decided("expert", "expert", RuleKind.BODY, 0.3), decided("expert", "business", RuleKind.BODY, 0.01)]
    overall, tables = shares(some)
    table = tomllib.loads(as_toml(overall, tables, "two source mentions"))
    assert table["overall"] == 0.5
    assert table["clear"]["body"] > table["close"]["body"]


def test_the_matrix_has_the_right_role_in_rows() -> None:
    lines = list(matrix([decided("expert", "business", RuleKind.BODY, 0.5)]))
    heads = [cell.strip() for cell in lines[0].split("|")]
    row = next(line for line in lines if line.startswith("| expert "))
    assert row.split("|")[heads.index("business")].strip() == "1"


def test_labels_of_other_articles_are_read(tmp_path: Path) -> None:
    (tmp_path / "road.txt").write_text("Dana Bell said so.", encoding="utf-8")
    labels = tmp_path / "roles.tsv"
    labels.write_text(
        'doc\tstart\tend\tsource\trole\tnamed\tkind\tspeaker\nroad\t0\t9\t"Bell\tofficial\tyes\tperson\tBell\n',
        encoding="utf-8",
    )
    read = read_labels(labels, tmp_path)
    assert [(span.of(read[0].article.text), role) for span, role in read[0].roles] == [("Dana Bell", "official")]
