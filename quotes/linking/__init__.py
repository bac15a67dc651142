"""The sources of all articles in, the sources of the corpus out: who is one person or body, and who might be."""
