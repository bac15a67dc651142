"""A sentence in, what the sequence tagger thinks of each word and proposes out."""
