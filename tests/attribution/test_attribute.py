"""What only the whole article can tell: kinds, runs of quotations, who is not quoted, who did not answer."""

from cProfile import Profile
from pstats import Stats

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import as_attribution, attribute
from quotes.attribution.candidates import Candidate
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.clauses import SourcePath
from quotes.attribution.constructions import SEQUENCE_TAGGER
from quotes.attribution.content_frames import CLAUSE
from quotes.attribution.selection import WeighedCandidate
from quotes.lexicon.cues import load_cues
from quotes.model import Article, Attribution, Span
from quotes.parse.parser import Parser


def attributions(trees: Trees | Parser, text: str) -> list[Attribution]:
    return list(attribute(parsed(trees, text)))


def contents(text: str, found: Attribution) -> tuple[str, ...]:
    return tuple(s.of(text) for s in found.content)


def only(trees: Trees, text: str) -> Attribution:
    found = attributions(trees, text)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The bridge is gone,” Mayor Lena Holt said.", "direct"),
        ("Mayor Lena Holt said the bridge was gone.", "indirect"),
        ("Mayor Lena Holt said the bridge was “gone for good.”", "mixed"),
        ("Mayor Lena Holt declined to comment.", "no-comment"),
    ],
)
def test_kind_goes_by_the_quotation_marks(trees: Trees, text: str, kind: str) -> None:
    assert only(trees, text).kind == kind


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("According to Mayor Lena Holt, the bridge was gone.", "according to"),
        ("“Get off the bridge,” Mayor Lena Holt shouted.", "shout"),
        ("Mayor Lena Holt agreed that the bridge was gone.", "agree"),
    ],
)
def test_a_cue_is_listed_by_a_word_that_a_dictionary_has(trees: Trees, text: str, lemma: str) -> None:
    assert only(trees, text).cue_lemma == lemma


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Lena Holt declined to offer a figure of her own.",
        "Mayor Lena Holt refused to confirm the number.",
        "Mayor Lena Holt would not give a reason.",
        "Mayor Lena Holt gave no details of the plan.",
    ],
)
def test_an_answer_refused_is_no_statement(trees: Trees, text: str) -> None:
    assert only(trees, text).kind == "no-comment"


def test_a_quotation_over_paragraphs_is_one_attribution(trees: Trees) -> None:
    text = "“The bridge is gone,” Holt said. “We will build another.\n\n“It will take two years.”"
    found = only(trees, text)
    assert contents(text, found) == ("“The bridge is gone,”", "“We will build another.", "“It will take two years.”")


def test_a_quotation_whose_cue_comes_in_its_last_paragraph_is_one_attribution(trees: Trees) -> None:
    text = "Holt spoke for an hour.\n\n“We have lost the bridge.\n\n“We will build another,” Holt said."
    assert contents(text, attributions(trees, text)[-1]) == ("“We have lost the bridge.", "“We will build another,”")


def test_a_quotation_without_cue_goes_on_with_the_speaker_in_front(trees: Trees) -> None:
    text = "“The bridge is gone,” Holt said.\n\n“It was the only road into town, and it was ours.”"
    first, second = attributions(trees, text)
    assert second.construction == "continued quotation"
    assert second.source == first.source
    assert contents(text, second) == ("“It was the only road into town, and it was ours.”",)
    assert second.confidence < first.confidence


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “bridge to nowhere” was closed on Monday.",
        "Robert “Red” Tanner crossed the bridge on Monday.",
        "The band played “Over the River” at the reopening.",
        "The bridge is 12' 6\" wide and 80 feet long.",
        "The road was closed on Monday.",
    ],
)
def test_what_nobody_says_is_no_attribution(trees: Trees, text: str) -> None:
    assert attributions(trees, text) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The company did not respond to a request for comment.", "The company"),
        ("Holt could not be reached on Sunday.", "Holt"),
        ("A spokesman for the company would not say when the plant will close.", "A spokesman for the company"),
        ("The union made no comment.", "The union"),
        ("Ferris did not return phone calls seeking comment.", "Ferris"),
        ("Bell was not available for comment.", "Bell"),
        ("Ferris was unavailable for comment on Monday.", "Ferris"),
        ("The council has been approached for comment.", "The council"),
        ("The choir did not respond to two requests for comment.", "The choir"),
        ("The company, which could not be reached, owns both mills.", "which"),
    ],
)
def test_who_was_asked_and_did_not_answer_is_recorded(trees: Trees, text: str, asked: str) -> None:
    found = only(trees, text)
    assert found.kind == "no-comment"
    assert found.source is not None
    assert found.source.of(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "The hall, which cannot be reached by bus, reopened on Monday.",
        "A deal could not be reached on Monday.",
        "Firefighters could not reach the top floor.",
        "The patient did not respond to treatment.",
        "The brakes did not respond.",
    ],
)
def test_what_is_not_reached_or_does_not_react_was_not_asked(trees: Trees, text: str) -> None:
    assert "no-comment" not in [a.kind for a in attributions(trees, text)]


@pytest.mark.parametrize(
    "text",
    [
        "A woman, who did not give her name, said the road was closed.",
        "A worker, who would not identify himself, said the pay was late.",
        "A councillor who declined to be identified said the vote was close.",
        "A clerk who would not be named said the boiler failed.",
        "One resident refused to give her name but said the smell was bad.",
        "“It was dark,” said a driver who declined to be quoted by name.",
    ],
)
def test_who_keeps_back_only_the_own_name_gave_an_answer(trees: Trees, text: str) -> None:
    (found,) = attributions(trees, text)
    assert found.kind != "no-comment"


@pytest.mark.parametrize(
    "text",
    ["Officials declined to identify the victim.", "The mayor would not give the name of the firm."],
)
def test_who_keeps_back_the_name_of_another_gave_none(trees: Trees, text: str) -> None:
    assert only(trees, text).kind == "no-comment"


@pytest.mark.parametrize("text", ["“Never,” Bell replied.", "“Not that I am aware of,” Mr. Bell replied."])
def test_a_no_in_quotation_marks_is_an_answer(trees: Trees, text: str) -> None:
    found = only(trees, text)
    assert found.kind == "direct" and found.source is not None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ruiz said the landlord never responded to her complaints.", "the landlord never responded to her complaints"),
        ("“We will not comment on the case,” Ruiz said.", "“We will not comment on the case,”"),
    ],
)
def test_a_silence_that_somebody_tells_of_is_part_of_the_statement(trees: Trees, text: str, content: str) -> None:
    found = only(trees, text)
    assert found.kind != "no-comment"
    assert contents(text, found) == (content,)


def test_a_statement_that_mentions_an_answer_not_given_is_kept_beside_it(trees: Trees) -> None:
    text = "The firm, which declined to comment, is closing two plants, union leaders said."
    said, silent = sorted(attributions(trees, text), key=lambda a: a.kind)
    assert contents(text, said) == ("The firm, which declined to comment, is closing two plants",)
    assert silent.kind == "no-comment"


@pytest.mark.parametrize(
    ("source", "shown"), [("Many Harlan", "Many Harlan towns"), ("Many Harlan towns", "Many Harlan towns")]
)
def test_a_source_ends_with_its_noun(trees: Trees, source: str, shown: str) -> None:
    text = "Many Harlan towns felt that they were alone."
    document = parsed(trees, text)
    sentence = document.sentences[0]
    felt, alone = text.index("felt"), text.index("that")
    candidate = Candidate(
        frame=CLAUSE, path=SourcePath.OWN, sentence=sentence, head=sentence.words[3],
        cue=(Span(felt, felt + 4),), source=Span(0, len(source)), source_head=None,
        content=(Span(alone, len(text) - 1),), content_head=None, construction=SEQUENCE_TAGGER,
    )  # fmt: skip
    found = as_attribution(document, WeighedCandidate(candidate, 0.9, 0.9, {}), load_cues(), load_choice_model())
    assert found.source is not None
    assert found.source.of(text) == shown


def test_a_silence_about_the_future_is_one(trees: Trees) -> None:
    text = "The firm said it declined to say whether it will reopen the mill."
    assert only(trees, text).kind == "no-comment"


def test_what_somebody_means_to_refuse_is_no_silence_yet(trees: Trees) -> None:
    found = only(trees, "The mine's lawyer said he will refuse to answer any questions from the panel.")
    assert (found.kind, found.construction) == ("indirect", "said-that clause")


@pytest.mark.parametrize(
    "text", ["The dam was unsafe, as reported by the Harlan Courier.", "As stated in Moss's letter, the dam was unsafe"]
)
def test_as_reported_by_is_according_to(trees: Trees, text: str) -> None:
    found = only(trees, text)
    assert found.construction == "according to"
    assert [span.of(text).lower() for span in found.content] == ["the dam was unsafe"]
    assert found.source is not None
    assert found.source.of(text) in ("the Harlan Courier", "Moss's letter")


def test_a_statement_that_is_nothing_but_a_silence_counts_once(trees: Trees) -> None:
    assert only(trees, "A spokesman for the school said it would not comment on the case.").kind == "no-comment"


def test_an_attitude_is_kept_apart_from_what_is_said(trees: Trees) -> None:
    text = "Holt wants to build a new bridge. Holt said the bridge was gone."
    acts = {a.cue_lemma: a.act for a in attributions(trees, text)}
    assert acts == {"say": "speech", "want": "attitude"}


def test_denial_modality_and_stance_of_the_cue(trees: Trees) -> None:
    denied = only(trees, "Holt denied that the bridge was unsafe.")
    assert denied.negated
    assert denied.stance == "distancing"
    weak = only(trees, "Holt reportedly said the bridge was unsafe.")
    assert weak.modality == "reportedly"
    assert only(trees, "Holt pointed out that the bridge was unsafe.").stance == "endorsing"


def test_whom_a_source_quotes_is_part_of_what_it_says(trees: Trees) -> None:
    text = "“The chief told us the bridge was gone,” said Ana Ruiz, who lives nearby."
    found = only(trees, text)
    assert found.source is not None
    assert found.source.of(text).startswith("Ana Ruiz")


def test_every_attribution_says_why(trees: Trees) -> None:
    found = only(trees, "Holt said that the bridge was gone.")
    assert found.construction == "said-that clause"
    assert found.reasons
    assert 0 < found.confidence <= 1


def test_an_unclosed_quotation_does_not_swallow_the_article(trees: Trees) -> None:
    text = "“The bridge is gone, Holt said.\n\nThe road was closed on Monday.\n\nPolice said nobody was hurt."
    last = attributions(trees, text)[-1]
    assert contents(text, last) == ("nobody was hurt",)


def test_many_statements_in_one_paragraph_are_all_found(parser: Parser) -> None:
    text = "“So it goes,” he said. " * 300
    found = attributions(parser, text)
    assert len(found) == 300


def test_a_question_of_the_reporter_is_no_statement(trees: Trees) -> None:
    found = attributions(trees, "Asked about the bridge, Mayor Lena Holt said that it was unsafe.")
    assert [a.cue_lemma for a in found if a.act != "attitude"] == ["say"]


def test_a_paragraph_behind_a_colon_is_what_was_said_though_its_marks_are_lost(trees: Trees) -> None:
    said = "It is typical of him. He knows nothing, and he said so himself. The mouth never stops."
    text = f"The governor spoke on Monday.\n\nThe governor added:\n\n{said}\n\nThe bridge is closed."
    found = attributions(trees, text)
    assert [contents(text, a) for a in found] == [(said,)]
    assert found[0].source is not None and found[0].source.of(text) == "The governor"


@pytest.mark.parametrize("lead", ["In a statement, the governor said:", "The governor wrote on Facebook:"])
def test_an_unmarked_statement_goes_on_as_long_as_it_speaks_of_itself(trees: Trees, lead: str) -> None:
    said = ("The dam was safe when it was built.", "We will pay for the repairs.")
    text = f"The governor spoke on Monday.\n\n{lead}\n\n{said[0]}\n\n{said[1]}\n\nThe mayor said “we did not know.”"
    assert [contents(text, a) for a in attributions(trees, text)] == [said, ("“we did not know.”",)]


def test_what_reporters_tell_behind_a_statement_does_not_go_on_with_it(trees: Trees) -> None:
    said = "The school is safe, and it stays open."
    text = f"The governor wrote in a letter:\n\n{said}\n\nUS troops are stationed nearby."
    assert [contents(text, a) for a in attributions(trees, text)] == [(said,)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Lena Holt was blunt. “No.”", "Mayor Lena Holt"),
        ("Goalkeeper Sam Pike agreed. “No excuses. We lost.”", "Goalkeeper Sam Pike"),
        ("Pike agreed.\n\n“They were better on the day.”", "Pike"),
    ],
)
def test_a_quotation_belongs_to_whom_the_sentence_in_front_is_about(trees: Trees, text: str, speaker: str) -> None:
    found = only(trees, text)
    assert found.source is not None
    assert found.source.of(text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The verdict was clear. “Guilty of nothing but love for the game.”",
        "It took firefighters an hour to reach the pair. “The longest hour of my life.”",
    ],
)
def test_a_thing_does_not_speak(trees: Trees, text: str) -> None:
    assert attributions(trees, text) == []


def test_no_content_is_given_to_two_cues(trees: Trees) -> None:
    text = "He was quoted by the Gazette as saying that the bridge was gone. A report filed Friday alleges theft."
    found = attributions(trees, text)
    assert len({a.content for a in found}) == len(found)


def test_a_list_behind_a_colon_is_nobody_s_statement(trees: Trees) -> None:
    text = "Officials named the towns that were hit:\n\nBasin, Corwin and Holt lost power on Monday."
    assert not [a for a in attributions(trees, text) if "Basin" in " ".join(contents(text, a))]


@pytest.mark.parametrize(
    "text",
    [
        "“Was it loud?” asked Ray. “Yes,” answered Jo Park.",
        "“What did he do?” asked Ray Cole. “Run!” screamed Jo Park.",
    ],
)
def test_question_and_answer_are_two_statements_and_no_word_counts_twice(trees: Trees, text: str) -> None:
    first, second = attributions(trees, text)
    assert contents(text, first) == (text[: text.index("”") + 1],)
    assert contents(text, second) == (text[text.rindex("“") : text.rindex("”") + 1],)


@pytest.mark.models
@pytest.mark.slow
def test_four_times_the_statements_take_four_times_the_steps(parser: Parser) -> None:
    def steps(statements: int) -> int:
        """Functions called; unlike seconds, they are the same on every machine."""
        text = "\n\n".join(f"“We go on,” said Ann Bell. “It is time {number}.”" for number in range(statements))
        (document,) = (document for _, document in parser.pairs([Article("long", text)]))
        profile = Profile()
        found = profile.runcall(attribute, document)
        assert len(found) >= statements
        return int(Stats(profile).total_calls)  # type: ignore[attr-defined]

    steps(10)  # loads the models
    assert steps(800) < 4.5 * steps(200)
