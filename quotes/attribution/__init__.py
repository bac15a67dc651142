"""A document in, its attributions out: constructions and a tagger propose, a choice model decides."""
