"""Who stands where: first and last word, headline, lead, first third, and how long officials speak alone."""

import pandas as pd
import pytest
from report_samples import at, corpus, road
from tables import attributions, counted

from quotes.roles.codebook import load_codebook
from quotes.table.rows import attributions_table, records
from reports.measures.balance import balance
from reports.measures.prominence import in_headline, other_roles, place_blocks

ROLES = tuple(role.name for role in load_codebook().roles)


def heard(table: pd.DataFrame, of: str) -> dict[str, int]:
    blocks = {block.of: block for block in place_blocks(counted(table), ROLES)}
    return {role: int(count) for role, count in zip(ROLES, blocks[of].total, strict=True) if count}


def test_places_are_told_in_paragraphs_and_words_of_the_text() -> None:
    rows = list(records(road()))
    assert [row["paragraph"] for row in rows] == [1, 2, 3, 4, 5, 5, 5]
    text = road().article.text
    # “Nobody …” stands behind the first paragraph; "did not return" has no content, so its cue counts.
    assert rows[1]["words_before"] == 16 == len(text[: text.index("“Nobody")].replace("“", "").split())
    assert rows[6]["words_before"] == len(text[: at(text, "did not return").start].split())
    assert rows[0]["words_before"] == 0


def test_first_is_the_first_in_the_text_whatever_the_rows_order() -> None:
    rows = attributions_table(corpus())
    for table in (rows, rows.iloc[::-1]):
        first = heard(table, "first")
        assert first["official"] == 4 and "unknown" not in first
        assert sum(first.values()) == sum(heard(table, "last").values()) == 9


def test_first_last_lead_and_first_third_by_hand() -> None:
    table = attributions({"a": ["official", "witness", "official", "expert"], "b": ["witness", "official"]})
    assert heard(table, "first") == {"official": 1, "witness": 1}
    assert heard(table, "last") == {"expert": 1, "official": 1}
    assert heard(table, "lead") == {"official": 1, "witness": 1}
    # Positions 0, ¼, ½, ¾ and 0, ½.
    assert heard(table, "first_third") == {"official": 1, "witness": 2}


@pytest.mark.parametrize(
    ("title", "speaker", "kind", "named", "expected"),
    [
        ("Adeyemi hits back", "Ruth Adeyemi", "person", True, True),
        ("ADEYEMI HITS BACK", "Ruth Adeyemi", "person", True, True),
        ("Lawns turn brown", "Ann Brown", "person", True, False),
        ("Adeyemis of Ellmoor", "Ruth Adeyemi", "person", True, False),
        ("King’s last speech", "Martin Luther King Jr.", "person", True, True),
        ("Police seek witness", "the police", "group", False, True),
        ("A neighbourly dispute", "a neighbour", "person", False, False),
        ("Ellmoor’s bridges stay shut", "the county of Ellmoor", "group", True, False),
        ("", "Ruth Adeyemi", "person", True, False),
        ("U.N. warns", "U.N.", "group", True, True),
    ],
)
def test_a_headline_names_a_person_by_the_last_name(
    title: str, speaker: str, kind: str, named: bool, expected: bool
) -> None:
    source = pd.DataFrame([{"title": title, "speaker": speaker, "source_kind": kind, "named": named}])
    assert in_headline(source).tolist() == [expected]


def test_headlines_count_sources_by_role() -> None:
    statements = ["official", {"role": "official", "speaker": "Bo Chief"}, "witness"]
    table = attributions({"a": statements}).assign(title="Witness contradicts Chief")
    # Ann Witness and Bo Chief; Ann Official is not in it.
    assert heard(table, "headline") == {"official": 1, "witness": 1}


def test_words_until_another_voice_than_an_official_one() -> None:
    table = attributions(
        {
            "a": ["official", "unknown", {"role": "expert", "source_kind": "document"}, "witness"],
            "b": ["witness", "official"],
            "c": ["official", "document"],
            "d": ["official", "unknown"],
        }
    )
    measures = balance(table)
    rows = measures.first_other.set_index("article")
    # Nobody knows whether the unknown is official, and a document is no voice: the witness, three quarters through.
    assert rows.loc["a", ["role", "other_role", "words_before"]].tolist() == ["official", "witness", 300]
    assert rows.loc["b", ["role", "other_role", "words_before"]].tolist() == ["witness", "witness", 0]
    assert pd.isna(rows.loc["c", "words_before"]) and pd.isna(rows.loc["c", "other_speaker"])
    assert measures.value("words_before_other").value == 150
    # "c" and "d": officials only, documents and sources of no known role aside, as the page says.
    assert measures.value("no_other_share").value == pytest.approx(1 / 2)


def test_which_roles_are_other_voices_follows_from_the_codebook() -> None:
    def others(name: str) -> frozenset[str]:
        codebook = load_codebook(name)
        return other_roles(codebook, [role.name for role in codebook.roles])

    assert others("three-way") == {"witness", "activist", "other"}
    assert others("elite-ordinary") == {"ordinary", "civil-society"}
    assert {"official", "document", "unknown"}.isdisjoint(others("newsroom"))
    assert {"political", "witness", "media"} <= others("newsroom")


def test_an_article_whose_places_are_not_known_is_nowhere_first() -> None:
    table = attributions({"a": ["official", "witness"]}).assign(position=pd.NA, paragraph=pd.NA)
    table = table.astype({"position": "Float64", "paragraph": "Int64"})
    assert heard(table, "first") == heard(table, "lead") == heard(table, "first_third") == {}
    assert len(counted(table).statements) == 2
