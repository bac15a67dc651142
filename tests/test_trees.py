"""The stored trees: each sentence is a tree over words that stand in the text, whoever has corrected it."""

from pathlib import Path

import pytest
from trees import FOLDER, Trees, conllu, read_document, stored

from quotes.model import Article


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.conllu")), ids=lambda path: path.stem)
def test_every_sentence_is_a_tree_in_one_paragraph(path: Path) -> None:
    for text, block in stored(path).items():
        document = read_document(text, block)
        assert conllu(document) == block
        for sentence in document.sentences:
            assert [word.index for word in sentence.words] == list(range(len(sentence.words)))
            assert [word.relation for word in sentence.words if word.head < 0] == ["root"]
            assert len(sentence.subtree(sentence.root)) == len(sentence.words), sentence.span.of(text)
            assert document.paragraph_at(sentence.end - 1) == sentence.paragraph
        assert not document.sentences or document.sentences[-1].end == len(text.rstrip())


def test_no_text_is_stored_twice() -> None:
    several = [text for path in FOLDER.glob("*.conllu") for text in stored(path)]
    assert len(set(several)) == len(several)


def test_a_text_without_a_tree_says_how_to_add_it() -> None:
    with pytest.raises(LookupError, match=r"“Nobody parsed this\.”.*--record-trees.*tests/trees/new\.conllu"):
        next(Trees(FOLDER / "new.conllu").parse([Article("new", "Nobody parsed this.")]))


def test_a_word_that_is_not_in_the_text_is_told() -> None:
    with pytest.raises(ValueError, match="“bridges” does not stand next"):
        read_document("The bridge.", "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tbridges\tb\tNOUN\tNN\t_\t0\troot\t_\t_")
