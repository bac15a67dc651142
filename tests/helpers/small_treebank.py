"""A treebank of three sentences, for trials of the training."""

SENTENCES = [
    "The/DET/DT/2/det mayor/NOUN/NN/3/nsubj spoke/VERB/VBD/0/root ./PUNCT/./3/punct",
    "She/PRON/PRP/4/nsubj did/AUX/VBD/4/aux n't/PART/RB/4/advmod say/VERB/VB/0/root ./PUNCT/./4/punct",
    "Officer/PROPN/NNP/3/nsubj Bell/PROPN/NNP/1/flat declined/VERB/VBD/0/root ./PUNCT/./3/punct",
]
"""Word, tags, head and relation; the first two sentences are one paragraph."""


def conllu(sentences: list[str], repeat: int = 1) -> str:
    """CoNLL-U of sentences in the notation of ``SENTENCES``; the second stands in the paragraph of the first."""
    lines: list[str] = []
    for number, sentence in enumerate(sentences * repeat):
        if number % len(sentences) != 1:
            lines.append("# newpar")
        words = [word.rsplit("/", 4) for word in sentence.split()]
        for index, (form, upos, xpos, head, relation) in enumerate(words):
            glued = index + 1 < len(words) and words[index + 1][0] in (".", "n't")
            columns = [str(index + 1), form, form.lower(), upos, xpos, "_", head, relation, "_"]
            lines.append("\t".join([*columns, "SpaceAfter=No" if glued else "_"]))
        lines.append("")
    return "\n".join(lines) + "\n"
