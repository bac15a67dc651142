"""Checks ask where they should, on articles that went the real way, and stay silent where an answer is there."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from report_samples import at, short

from quotes.analyze import Analyzer
from quotes.model import Analysis, Article
from quotes.roles.codebook import Codebook, load_codebook
from quotes.table.rows import frame_of
from quotes.text.layout import layout_of
from reports.checks.checks import Checks, ChecksError, Finding, all_words, findings_rows, load_checks
from reports.checks.hedges import hedge_rows
from reports.checks.reading import Settings

FILLER = (
    "The valley has two roads and one of them runs along the river. It was built in 1931 and mended in 1987. "
    "Snow closes it on most winters. The other one is longer and has eleven bends. Buses take both in turn, and in "
    "summer there is a third line that stops at the lake. The timetable hangs at the town hall."
)

SINGLE = f"""The lower road will stay shut until April, Mayor Ruth Adeyemi said on Monday.

“We found rust in every beam,” Adeyemi said. “Nobody will drive over it before it is mended.”

{FILLER}

Adeyemi said the work would cost two million dollars. {FILLER}

{FILLER}

{FILLER}

{FILLER}
"""
BRIEF = "The lower road will stay shut until April, Mayor Ruth Adeyemi said on Monday.\n"
OFFICIALS = f"""The lower road will stay shut until April, Mayor Ruth Adeyemi said on Monday.

“We found rust in every beam,” said Police Chief Warren Dill. Residents take the bus. \
Few residents own a car. Many residents walk.

Gov. Tom Vrba said the state would pay for the work. {FILLER}

{FILLER}

{FILLER}

{FILLER}
"""
FEW_WORDS = OFFICIALS.replace(FILLER, "")
TOLD_ONCE = OFFICIALS.replace(" Few residents own a car. Many residents walk.", "")
ACCUSED = """Driver Ann Moss accused the Kestrel Bus Company of hiding an inspection report on its brakes.

“They knew about it in March,” Moss said at a rally on Monday.

The report was written last year, according to a copy of it.
"""
DENIED = ACCUSED + "\nThe Kestrel Bus Company denied that it had hidden anything.\n"
ASKED = ACCUSED + "\nKestrel did not return three calls.\n"
ANSWERED = ACCUSED + "\n“Every bus is safe,” said Lena Holt, a spokeswoman for Kestrel.\n"
LIED = """The council met on Monday in the old town hall.

“Walter Brandt lied to every one of us about the money,” said Joan Pike, who lives by the water.

The council will meet again in June, Pike said.
"""
ANONYMOUS = """A person familiar with the talks said on Tuesday that the bridge will be sold.

“The price is agreed,” the person said.

Mayor Ruth Adeyemi said the council would vote in May.
"""
APPOSITION = """“She yelled. It is basketball,” said senior guard Kiara Trask. “She drove my mom to every game.”

Mayor Ruth Adeyemi said the council would vote in May.
"""
WITH_REASON = ANONYMOUS.replace("will be sold.", "will be sold. The person spoke on condition of anonymity.")
SPOKESMAN = """The bridge will be sold, a spokesman for the ministry said on Tuesday.

Mayor Ruth Adeyemi said the council would vote in May.
"""
AFFECTED = f"""Tenants of the tower must leave by June, Mayor Ruth Adeyemi said.

The tenants have lived there for ten years. Few tenants own a car, and the tenants pay no rent.

Families with children get help, said Warren Dill, the police chief.

Gov. Tom Vrba said the families would be moved to the lake. {FILLER}

{FILLER}
"""
HEARD = AFFECTED + "\n“I have nowhere to go,” said Joan Pike, a tenant on the third floor who lost her home.\n"
MOSTLY = """The harbour will close in May, officials said on Monday.

“We have looked at every way to keep it open, we have counted the ships, the cranes, the men and the money, and there \
is none,” said Mayor Otto Lind. “It has been a good harbour for four hundred years, and I am sorry that I am the one \
who has to shut the gate and hand in the keys to the ministry, which will sell the land. My father worked here, \
and his father, and all of us thought that there would be a crane at the end of the street for as long as there was \
a street. That is over, and nobody in the ministry has told us what is to come in its place.”

“I will miss it,” said Joan Pike, who sells fish there.
"""
ROBBED = """The council met on Monday in the old town hall.

“Somebody lied about Kestrel Books and stole from Kestrel Books,” said Joan Pike, who lives by the water.

A driver had been accused of hiding the money, the police said.
"""
UNNAMED = """The mayor is reportedly ill. Work at the town hall goes on.

“He is an incompetent liar,” said a person familiar with the talks.

Critics said the plan was too dear.
"""
REPORTED = f"""{UNNAMED}
The bridge is reportedly sold. Work at the river goes on.

The buyer comes from Tarn, the Ellmoor Courier said.
"""
LATE = """The old road along the river, which was built in 1931, mended in 1987, closed twice for snow in the last \
winter and once more for the great flood that took the lower bridge, the mill, the two barns behind it and the whole \
of the new bus station with it in March, will stay shut, Mayor Ruth Adeyemi said.
"""
ANNOUNCED = LATE.replace("Adeyemi said", "Adeyemi announced")
IN_BRACKETS = LATE.replace("it in March,", "it in March (and the mill,").replace("Adeyemi said.", "Adeyemi said).")
GOING_ON = f"""“Not this year,” said Mayor Ruth Adeyemi.

{LATE.replace("Mayor Ruth Adeyemi", "she")}"""
POSTED = f"""The harbour will close in May, the company said in a statement on Monday.

The cranes will be sold, it said in a statement. The ships go to Tarn, it said in a statement.

The land goes to the ministry, the company said in a press release.

“We will build a mill,” the ministry said in a press release. “It will stand there in June.”

“I will miss it,” said Joan Pike, who sells fish there. {FILLER}

{FILLER}
"""
NAMED_NEXT = """The bridge will be sold in May, officials said on Monday.

“The price is agreed,” said Mayor Ruth Adeyemi.

The lower road will stay shut. A driver may say it is too late for that. “He’s lying to you, it’s fraud,” said Joan \
Pike, who lives by the water.

The harbour will close too, an official said.

Police Chief Warren Dill said the police would keep the street open.

“We are stronger together,” a Kestrel representative said.
"""
IN_HEADLINE = f"Lind closes the harbour\n\n{MOSTLY}"
INTERVIEWED = f"{SINGLE}\nThe interview was broadcast on Sunday.\n"
COMMENT = f"""{OFFICIALS}

It is our road, and I will miss it.
"""
BODIES = f"""The lower road will stay shut until April, the Transport Ministry said on Monday.

The ministry said that every beam had rust.

The police department said it would watch the road. Residents take the bus. {FILLER}

{FILLER}
"""
LABELLED = """The lower road will stay shut, the Transport Ministry said on Monday. Officials said every beam had rust.

Traders and analysts said the price of steel would rise. Critics like Joan Pike and Otto Lind said it would fall.
"""
TOLD_BEHIND = """The mayor is reportedly ill. Police Chief Warren Dill said that he had a fever.

A Courier journalist said the lights in the town hall were on.
"""
DESCRIBED = """The bridge will be sold, two sources familiar with the talks said on Tuesday.

The council meets in May. The town hall is closed until then. Buses take the other road.

The lake belongs to the mill. It has a shore of sand.

The price is agreed, sources said.
"""
STATEMENT = f"""The merger will take place in May, the company said in a statement on Monday.

“We are stronger together,” Lena Holt, the chief executive, said in a news release.

The report said that no job would be lost. {FILLER}

{FILLER}

{FILLER}

{FILLER}
"""
RETOLD = """The bridge will be sold, a person familiar with the talks told the newspaper.

The Ellmoor Courier reported, quoting two officials close to the council, that the lower road will stay shut.

The price is agreed, a source at the mill told the BBC.
"""
SUMMED_UP = f"""“The steel is bad,” said Ruth Adeyemi, an economist at the Tarn Institute.

“The price will fall,” said Otto Lind, an economist at the Ellmoor Bank. {FILLER}

{FILLER}

The mill will be sold, analysts said. {FILLER}

{FILLER}
"""
LEADING = f"""The mill will be sold in May. {FILLER}

{FILLER}

{FILLER}

But critics said the plan was too dear for the town.

“It is our money,” said Joan Pike, who lives by the water.

Critics said that nobody in the valley would buy it. {FILLER}
"""
CONCERNS = f"""The mill will be sold in May. {FILLER}

{FILLER}

Critics voiced their concerns. Opponents of the mill said that nobody would buy it. Some opponents said they would sue.
"""
TWICE = f"""The mill will be sold in May. {FILLER}

The price is agreed, sources said. The buyer comes from Tarn, a source said.
"""
FAMILIAR = f"""Mayor Ruth Adeyemi opened the mill on Monday.

{FILLER}

{FILLER}

The mill will be sold in May, according to a city official. {FILLER}

“It is a good mill,” said Adeyemi.

People close to the council said the price was agreed. The people said the buyer came from Tarn.
"""
PERSONAL = f"""I went to the mill in May, and I took my boat. {FILLER}

{FILLER}

{FILLER}

Critics said that nobody in the valley would buy the mill. It is reportedly two hundred years old.
"""
IN_STORY = f"""Ann Moss closed the mill in May, after a neighbor told Moss that the beams were bad. {FILLER}

{FILLER}

A guard had told her that the gate was open, Moss said.
"""
AFTER_ANOTHER = f"“Not this year,” said Gov. Tom Vrba.\n\n{LATE}"
TOLD_US = SINGLE.replace("Adeyemi said.", "Adeyemi told the BBC.").replace(
    "Adeyemi said the", "Adeyemi told the BBC the"
)
OWN_VOICE = f"{SINGLE}\nI drove over it once. It was my first car, and I was nine.\n"
SEVERAL = f"""The mill will be sold in May. {FILLER}

The price is agreed, several sources said.
"""
SPEECH = f"{SINGLE}\nThe speech was her first in office.\n"
IN_VAIN = f"{SINGLE}\nThe bus company did not respond to three calls.\n"
RETIRED = f"""The captain will leave the team in May.

“It is time for me to go,” Otto Lind said in a statement. “I have played here for nine years.”

“I will miss the lake,” he said in the statement. “I will come back for the regatta.”

“We wish him well,” said Lena Holt, who sells tickets at the lake. {FILLER}

{FILLER}
"""
JUDGED = f"""The mill will be sold in May. {FILLER}

{FILLER}

Experts said the price of steel would fall by half.

“It has been too high for years,” said Otto Lind, who runs the Ellmoor foundry. {FILLER}
"""
JUDGED_LATER = f"""The mill will be sold in May. {FILLER}

{FILLER}

Experts said the price of steel would fall by half. {FILLER}

{FILLER}

{FILLER}

“It has been too high for years,” said Otto Lind, who runs the Ellmoor foundry.

“We buy in autumn,” said Joan Pike, chief executive of Pike Boats. {FILLER}
"""
JUDGED_BY_NOBODY = f"""The mill will be sold in May. {FILLER}

{FILLER}

Experts said the price of steel would fall by half.

“We will keep the road open,” said Mayor Ruth Adeyemi. {FILLER}
"""
TO_MEDIA = f"""The mill will be sold in May, according to two sources close to the council and local media.

{FILLER}

{FILLER}

The plan has split the council, with sources close to the mayor telling news agencies that she was against it. {FILLER}

A senior engineer, speaking to the Reuters news agency from the mill, said every beam had rust.
"""

ARTICLES = {
    name.lower(): text
    for name, text in {
        "SINGLE": SINGLE, "BRIEF": BRIEF, "OFFICIALS": OFFICIALS, "ACCUSED": ACCUSED, "DENIED": DENIED, "ASKED": ASKED,
        "ANSWERED": ANSWERED, "LIED": LIED, "ANONYMOUS": ANONYMOUS, "WITH_REASON": WITH_REASON, "SPOKESMAN": SPOKESMAN,
        "APPOSITION": APPOSITION,
        "AFFECTED": AFFECTED, "HEARD": HEARD, "MOSTLY": MOSTLY, "STATEMENT": STATEMENT,
        "NAMED_NEXT": NAMED_NEXT, "ROBBED": ROBBED, "UNNAMED": UNNAMED, "LATE": LATE, "GOING_ON": GOING_ON,
        "REPORTED": REPORTED, "POSTED": POSTED, "IN_HEADLINE": IN_HEADLINE, "INTERVIEWED": INTERVIEWED,
        "ANNOUNCED": ANNOUNCED, "IN_BRACKETS": IN_BRACKETS, "BODIES": BODIES, "COMMENT": COMMENT,
        "DESCRIBED": DESCRIBED, "FEW_WORDS": FEW_WORDS, "TOLD_ONCE": TOLD_ONCE,
        "LABELLED": LABELLED, "TOLD_BEHIND": TOLD_BEHIND, "RETOLD": RETOLD, "SUMMED_UP": SUMMED_UP,
        "LEADING": LEADING, "CONCERNS": CONCERNS, "TWICE": TWICE, "FAMILIAR": FAMILIAR, "IN_VAIN": IN_VAIN,
        "RETIRED": RETIRED, "SPEECH": SPEECH, "PERSONAL": PERSONAL, "IN_STORY": IN_STORY,
        "AFTER_ANOTHER": AFTER_ANOTHER, "TOLD_US": TOLD_US, "OWN_VOICE": OWN_VOICE, "SEVERAL": SEVERAL,
        "JUDGED": JUDGED, "JUDGED_LATER": JUDGED_LATER, "JUDGED_BY_NOBODY": JUDGED_BY_NOBODY, "TO_MEDIA": TO_MEDIA,
    }.items()
}  # fmt: skip


pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(None)


@pytest.fixture(scope="module")
def analyses(analyzer: Analyzer) -> dict[str, Analysis]:
    articles = [Article(name, text) for name, text in ARTICLES.items()]
    return {analysis.article.id: analysis for analysis in analyzer.pipe(articles)}


def wanted(checks: Checks) -> Checks:
    """All of them, as if somebody had switched on those that are off."""
    return Checks(tuple(replace(one, on=True) for one in checks.checks))


def asked(
    analysis: Analysis, codebook: Codebook, check: str, path: Path | None = None, checks: Checks | None = None
) -> list[Finding]:
    """What a check asks."""
    return [one for one in (checks or load_checks(path)).findings(analysis, codebook) if one.check == check]


@pytest.mark.parametrize(
    ("check", "article", "words"),
    [
        ("single-source", "single", "Ruth Adeyemi. Is there anybody else"),
        ("officials-only", "officials", "speaks as official. It also tells of residents: could"),
        ("accusation-without-reply", "accused", "an accusation against the Kestrel Bus Company, by Ann Moss"),
        ("accusation-without-reply", "lied", "an accusation against Walter Brandt, by Joan Pike"),
        ("anonymous-without-reason", "anonymous", "lets a person familiar with the talks speak"),
        ("affected-not-heard", "affected", "speaks of tenants and families"),
        ("one-source-over-half", "mostly", "Otto Lind has"),
        ("documents-only", "statement", "prepared statements"),
        ("unnamed-attack", "unnamed", "lets a person familiar with the talks attack"),
        ("bare-label", "unnamed", "“critics” and nothing more"),
        ("late-attribution", "late", "Mayor Ruth Adeyemi, comes only after"),
        ("prepared-statements", "posted", "83% of the statements"),
        ("anonymous-without-reason", "twice", "lets a source speak"),
        ("bare-label", "several", "“sources” and nothing more"),
        ("anonymous-without-reason", "familiar", "lets a city official and people close to the council speak"),
        ("bare-label", "judged_by_nobody", "“experts” and nothing more"),
    ],
)
def test_a_check_asks_and_shows_the_place(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str, words: str
) -> None:
    analysis = analyses[article]
    findings = asked(analysis, codebook, check, checks=wanted(load_checks()))
    assert len(findings) == 1
    (finding,) = findings
    assert words.lower() in finding.question.lower() and finding.question.endswith("?") and finding.article == article
    assert finding.spans and all(span.of(analysis.article.text).strip() for span in finding.spans)
    assert all(1 <= number <= len(analysis.attributions) for number in finding.attributions)
    if check != "affected-not-heard":
        about = [analysis.attributions[number - 1] for number in finding.attributions]
        assert about and any(
            span.overlaps(place)
            for one in about
            for span in finding.spans
            for place in (*one.content, *one.cue, *((one.source,) if one.source else ()))
        )


@pytest.mark.parametrize(
    ("check", "article"),
    [
        ("single-source", "brief"),
        ("single-source", "officials"),
        ("officials-only", "heard"),
        ("officials-only", "single"),
        ("accusation-without-reply", "denied"),
        ("accusation-without-reply", "asked"),
        ("accusation-without-reply", "answered"),
        ("accusation-without-reply", "single"),
        ("anonymous-without-reason", "with_reason"),
        ("anonymous-without-reason", "spokesman"),
        ("anonymous-without-reason", "apposition"),
        ("anonymous-without-reason", "mostly"),
        ("affected-not-heard", "heard"),
        ("affected-not-heard", "single"),
        ("one-source-over-half", "officials"),
        ("one-source-over-half", "single"),
        ("documents-only", "officials"),
        ("accusation-without-reply", "robbed"),
        ("accusation-without-reply", "named_next"),
        ("anonymous-without-reason", "named_next"),
        ("bare-label", "named_next"),
        ("unnamed-attack", "lied"),
        ("bare-label", "anonymous"),
        ("hedge-without-source", "single"),
        ("late-attribution", "single"),
        ("late-attribution", "going_on"),
        ("late-attribution", "announced"),
        ("late-attribution", "in_brackets"),
        ("prepared-statements", "officials"),
        ("single-source", "interviewed"),
        ("officials-only", "bodies"),
        ("officials-only", "comment"),
        ("one-source-over-half", "in_headline"),
        ("bare-label", "described"),
        ("bare-label", "labelled"),
        ("officials-only", "few_words"),
        ("officials-only", "told_once"),
        ("hedge-without-source", "told_behind"),
        ("anonymous-without-reason", "told_behind"),
        ("bare-label", "summed_up"),
        ("bare-label", "leading"),
        ("bare-label", "concerns"),
        ("bare-label", "twice"),
        ("bare-label", "personal"),
        ("hedge-without-source", "personal"),
        ("anonymous-without-reason", "in_story"),
        ("late-attribution", "after_another"),
        ("single-source", "in_vain"),
        ("single-source", "speech"),
        ("single-source", "told_us"),
        ("single-source", "own_voice"),
        ("anonymous-without-reason", "several"),
        ("bare-label", "judged"),
        ("bare-label", "judged_later"),
        ("anonymous-without-reason", "to_media"),
        ("prepared-statements", "retired"),
    ],
)
def test_a_check_is_silent_where_an_answer_is_there(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str
) -> None:
    assert asked(analyses[article], codebook, check, checks=wanted(load_checks())) == []


def test_the_question_names_the_words_of_the_anonymous_source(
    analyses: dict[str, Analysis], codebook: Codebook
) -> None:
    (finding,) = asked(analyses["anonymous"], codebook, "anonymous-without-reason")
    assert "A person familiar with the talks" in [span.of(ANONYMOUS) for span in finding.spans]


def test_only_a_medium_can_name_the_source_that_told_it_something(
    analyses: dict[str, Analysis], codebook: Codebook
) -> None:
    analysis = analyses["retold"]
    for outlet, speakers in (("", ["a source"]), ("BBC News", ["a source"]), ("Ellmoor Courier", [])):
        own = replace(analysis, article=replace(analysis.article, outlet=outlet))
        found = asked(own, codebook, "anonymous-without-reason")
        assert [finding.values["speaker"].words[0][:8] for finding in found] == speakers


def test_a_hedge_is_asked_about_where_nobody_is_credited(analyses: dict[str, Analysis], codebook: Codebook) -> None:
    (finding,) = asked(analyses["unnamed"], codebook, "hedge-without-source")
    assert finding.question.startswith("The article hedges with “reportedly” and names nobody.")
    assert [span.of(UNNAMED) for span in finding.spans] == ["reportedly"] and finding.attributions == ()


def test_a_hedge_right_before_a_report_is_not_asked_about(analyses: dict[str, Analysis], codebook: Codebook) -> None:
    (finding,) = asked(analyses["reported"], codebook, "hedge-without-source")
    assert [span.start for span in finding.spans] == [UNNAMED.index("reportedly")]


def test_what_would_cry_wolf_is_off_until_somebody_wants_it(
    analyses: dict[str, Analysis], codebook: Codebook, tmp_path: Path
) -> None:
    path = tmp_path / "checks.toml"
    path.write_text("[check.headline-without-source]\non = true\n", encoding="utf-8")
    assert not any(load_checks().by_name[name].on for name in ("affected-not-heard", "affiliation-not-told"))
    analysis = analyses["single"]
    claim = replace(analysis, article=replace(analysis.article, title="Lower road will stay shut until April"))
    said = replace(claim, article=replace(claim.article, title="Lower road will stay shut until April, mayor says"))
    assert asked(claim, codebook, "headline-without-source") == []
    assert len(asked(claim, codebook, "headline-without-source", path)) == 1
    assert asked(said, codebook, "headline-without-source", path) == []


def test_findings_as_a_table(analyses: dict[str, Analysis], codebook: Codebook) -> None:
    analysis = analyses["accused"]
    findings = wanted(load_checks()).findings(analysis, codebook)
    frame = frame_of(findings_rows(analysis, findings), "findings")
    assert frame["check_name"].tolist() == [finding.check for finding in findings]
    row = frame[frame["check_name"] == "accusation-without-reply"].iloc[0]
    words = [ACCUSED[start:end] for start, end in json.loads(row["spans"])]
    assert " … ".join(words) == row["finding_text"] and "accused" in row["finding_text"]
    assert [analysis.attributions[number - 1].cue_lemma for number in json.loads(row["about"])] == ["accuse"]


def test_a_file_of_ones_own_changes_thresholds_and_switches_off(
    analyses: dict[str, Analysis], codebook: Codebook, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[check.single-source]\non = false\n[check.one-source-over-half]\non = true\nlargest_share = 0.99\n"
        '[check.officials-only]\nroles = ["witness"]\n'
        '[check.anonymous-without-reason]\nquestion = "Who is %(speaker)s?"\n',
        encoding="utf-8",
    )
    assert asked(analyses["single"], codebook, "single-source", own) == []
    assert asked(analyses["mostly"], codebook, "one-source-over-half", own) == []
    assert asked(analyses["officials"], codebook, "officials-only", own) == []
    (finding,) = asked(analyses["anonymous"], codebook, "anonymous-without-reason", own)
    assert finding.question == "Who is a person familiar with the talks?"


def test_a_word_list_may_be_an_array_or_one_text(tmp_path: Path) -> None:
    asked_of = []
    for people in ('["Keepers", "beekeepers of the valley"]', '"keepers,\\nbeekeepers of the valley"'):
        own = tmp_path / "own.toml"
        own.write_text(f"[check.affected-not-heard]\npeople = {people}\n", encoding="utf-8")
        (check,) = (c for c in load_checks(own).checks if c.name == "affected-not-heard")
        asked_of.append(Settings(check.settings).words("people"))
    assert asked_of == [{"keepers", "beekeepers of the valley"}] * 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[check.one-source]\non = false\n", "no check “one-source”; there are single-source"),
        ("[check.single-source]\nfewest = 3\n", "no key “fewest”; there are"),
        ('[check.single-source]\nfewest_words = "many"\n', "fewest_words should be like 300"),
        ("[check.single-source]\non = 1\n", "on should be like False"),
        ("[check.affected-not-heard]\npeople = [1]\n", "people should be like"),
        ('[check.single-source]\nquestion = "Why %(who)s?"\n', "can hold speaker, not who"),
        ('[check.single-source]\nquestion = "100% of it?"\n', "percent sign"),
        ("on = false\n", "only tables"),
        ("[check.single-source\n", "not TOML"),
    ],
)
def test_a_malformed_file_is_one_line_that_names_it(tmp_path: Path, content: str, words: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ChecksError, match=re.escape(words)) as caught:
        load_checks(own)
    assert str(own) in str(caught.value) and "\n" not in str(caught.value)


def test_checks_are_questions_with_reason_and_code() -> None:
    checks = load_checks()
    for check in checks.checks:
        assert check.question.endswith("?") and check.reason.endswith(".") and check.codes
        assert all(clause.url.startswith("https://") for clause in check.codes)
    assert not re.search(r"\b(must not|violat|breach|wrongly|unethical|biased)", " ".join(all_words(checks)))


@pytest.mark.parametrize(
    ("before", "source", "asks"),
    [
        ("The mill is shut. Ana dos Campos", "a senior engineer,", 0),
        ("The mill is shut. In East Tarn", "a senior engineer", 1),
    ],
)
def test_words_beside_a_name_are_no_unnamed_source(codebook: Codebook, before: str, source: str, asks: int) -> None:
    analysis = short("s", source, "business", before, named=False)
    assert len(asked(analysis, codebook, "anonymous-without-reason")) == asks


def test_a_hedge_without_a_source_is_a_row_and_no_statement(codebook: Codebook) -> None:
    text = "The mill burned on Monday. It allegedly stood empty.\n\nReportedly, two men fled. “We ran,” said Ann Bell."
    analysis = replace(short("s", "Ann Bell", "expert", "We ran"), layout=layout_of(text))
    content, cue = (at(text, words) for words in ("“We ran,”", "said"))
    own = replace(analysis.attributions[0], content=(content,), cue=(cue,), source=at(text, "Ann Bell"))
    analysis = replace(analysis, article=replace(analysis.article, text=text), attributions=(own,))
    rows = frame_of(hedge_rows(analysis, load_checks(), codebook), "hedges")
    assert rows["hedge_text"].tolist() == ["allegedly", "Reportedly"] and set(rows["speaker"]) == {"nobody"}
    assert rows["claim_text"].tolist() == ["It allegedly stood empty.", "Reportedly, two men fled."]
    assert rows["paragraph"].tolist() == [1, 2]


def test_those_concerned_are_said_in_words_that_can_stand_alone() -> None:
    settings = Settings(load_checks().by_name["officials-only"].settings)
    told = settings.told(["people living", "Residents", "workers at", "their\nworkers"])
    assert told == ("people living there", "residents", "workers")
