"""The plainest sentences of the trade, from the text to who says what in what role, with the bundled models."""

import pytest
from speaking import closest, has_words, speaker_of

from quotes.analyze import Analyzer

CONSTRUCTIONS = [
    ("“We lost the barn,” said Orla Finch, who farms nearby.", "direct", "“We lost the barn,”", "Orla Finch"),
    ("Finch said: “We lost the barn.”", "direct", "“We lost the barn.”", "Finch"),
    ("Mayor Lena Holt said the bridge was gone.", "indirect", "the bridge was gone", "Mayor Lena Holt"),
    ("Mayor Lena Holt said the bridge was “gone for good.”", "mixed", "the bridge was “gone for good.”", "Lena Holt"),
    ("The road is closed, police said.", "indirect", "The road is closed", "police"),
    ("According to the sheriff, the road was closed.", "indirect", "the road was closed", "the sheriff"),
    ("Finch asked whether the road would open.", "indirect", "whether the road would open", "Finch"),
    ("Finch wrote in a letter that the barn was lost.", "indirect", "that the barn was lost", "Finch"),
    ("The driver was quoted as saying that the brakes had failed.", "indirect", "that the brakes had failed", "driver"),
    ("The man fled on Sunday, per the sheriff.", "indirect", "The man fled on Sunday", "the sheriff"),
    ("HOLT: Is it safe?\n\nSGT. BELL: It held.\n\nHOLT: Thank you.", "indirect", "It held.", "Bell"),
]
SPEAKERS = [
    (
        "Mayor Dana Bell spoke on Monday. “It was never closed for long,” she said.",
        {"never closed": "Dana Bell"},
    ),
    (
        "Ann and Joe Lund lost their barn. “We built it ourselves,” Ann Lund said. “It took us two summers,” her "
        "husband said.",
        {"built it": "Ann Lund", "two summers": "Joe Lund"},
    ),
    (
        "“The bridge is gone,” Ana Ruiz said.\n\n“It was the only road into town, and it was ours.”",
        {"is gone": "Ana Ruiz", "only road": "Ana Ruiz"},
    ),
    (
        "Mr. Quill met Ms. Tarn at the gate. She said the gate was locked. He said it was open.",
        {"was locked": "Tarn", "was open": "Quill"},
    ),
    (
        "Mayor Dana Hall and Councilman Peter Hall met in Millrace. Dana Hall said the bridge would open in June. "
        "Peter Hall said it would not.",
        {"open in June": "Dana Hall", "would not": "Peter Hall"},
    ),
]
ROLES = [
    ("Mayor Rita Vale said the budget had never worked.", "official"),
    ("“It took an hour,” said Tom Okafor, a neighbor.", "witness"),
    ("Tim Hall, 44, an economist, said rates would rise.", "expert"),
    ("A spokesman for the hardware chain said the shop was closing.", "business"),
    ("Shop steward Ray Coyle said all of them had backed it.", "activist"),
    ("Lawyers for Bell said the charges would be dropped.", "legal-party"),
    ("An email from the clerk said the vote was void.", "document"),
]


@pytest.mark.parametrize(("text", "kind", "content", "speaker"), CONSTRUCTIONS)
def test_a_statement_is_found(analyzer: Analyzer, text: str, kind: str, content: str, speaker: str) -> None:
    analysis = analyzer(text)
    found = closest(analysis, content)
    assert (found.content_text, found.kind) == (content, kind)
    assert has_words(speaker_of(analysis, content), speaker)


@pytest.mark.parametrize(("text", "speakers"), SPEAKERS)
def test_it_is_credited_to_who_said_it(analyzer: Analyzer, text: str, speakers: dict[str, str]) -> None:
    analysis = analyzer(text)
    found = {words: speaker_of(analysis, words) for words in speakers}
    assert not [words for words, name in speakers.items() if not has_words(found[words], name)], found


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_role_is_told(analyzer: Analyzer, text: str, role: str) -> None:
    analysis = analyzer(text)
    roles = [a.role.name for a in analysis.attributions if a.role is not None]
    assert roles == [role]
