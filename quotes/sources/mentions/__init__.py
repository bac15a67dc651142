"""A document in, the words that stand for somebody out: names, pronouns, noun phrases."""
