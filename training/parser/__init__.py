"""Treebanks and news in, the bundled Stanza models out: the recipe of ``quotes/models``, and its scores."""
