"""Treebanks in, the bundled Stanza models out: the recipe of ``quotes/models`` as a script, and its scores."""
