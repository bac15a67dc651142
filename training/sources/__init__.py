"""Labelled speakers in, the weights of the ranker that chooses among those whom a mention may mean out."""
