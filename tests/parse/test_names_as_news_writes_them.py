"""Names that a tagger and a parser take for other words are read as news introduces them."""

from dataclasses import replace

import pytest
from speaking import analysed, parsed, speaker_of

from quotes.document import Sentence
from quotes.parse.parser import Parser


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Keeper Bruno Sá tore a muscle. Sá said it was late.", "it was late", "Bruno Sá"),
        ("Cho Eun-bi, 28, a barista, left. Cho said it was late.", "it was late", "Cho Eun-bi"),
        ("Elder Mzee Kombo points at the bank. “It was late.” He laughs.", "It was late", "Mzee Kombo"),
        ("Campaign group Keep Our Ferry said the pier was lost.", "the pier was lost", "Keep Our Ferry"),
        ("Cat rescue charity Nine Paws said it had no room.", "it had no room", "Nine Paws"),
        ("According to the coach, Omar Bell, the pitch was wet.", "the pitch was wet", "Omar Bell"),
        ("Intervening, the MP Jo Fell asked when the money would come.", "when the money would come", "MP Jo Fell"),
        ("“Read them again!” snapped Commissioner Della Prue.", "Read them again", "Commissioner Della Prue"),
        ("Rovers coach Neil Braddock said it was late.", "it was late", "Neil Braddock"),
        ("The line was cut, said Tarn Rail spokesman Innocent Gara.", "The line was cut", "Innocent Gara"),
        ("Ivo Marsh sold the mill. Ivo said the wheel turned.", "the wheel turned", "Ivo Marsh"),
        ("Yusuf Said, a baker, said the roof had leaked for years.", "the roof had leaked", "Yusuf Said"),
        ("Sunday Okoro, a tailor, left. Okoro said it was late.", "it was late", "Sunday Okoro"),
        ("Ada Ng’ang’a sells books. Ng’ang’a said it was late.", "it was late", "Ada Ng’ang’a"),
        ("Hugh Little MSP left the hall. Little said it was late.", "it was late", "Hugh Little"),
        ("The hotel, the Grand Palm, said it was full.", "it was full", "Grand Palm"),
        ("Save Our Pier said it was late.", "it was late", "Save Our Pier"),
        ("The firm Tall Oaks hired Ada Bell, who said it was late.", "it was late", "Ada Bell"),
    ],
)
def test_names_are_read_as_news_introduces_them(parser: Parser, text: str, words: str, speaker: str) -> None:
    assert speaker_of(analysed(parser, text), words) == speaker


def test_heads_that_would_lead_in_a_circle_are_left_as_they_were(parser: Parser) -> None:
    document = parsed(parser, "The mill was sold. It rained.")

    def circle(sentence: Sentence) -> Sentence:
        first, second, *others = sentence.words
        return replace(sentence, words=(replace(first, head=1), replace(second, head=0), *others))

    assert document.with_each(circle) is document
