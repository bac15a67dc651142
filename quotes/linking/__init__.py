"""Who is the same person or body in all articles of a corpus, and who might be."""
