"""One possible cue in, candidate attributions out: the functions behind the table of constructions."""
