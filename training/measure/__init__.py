"""Gold annotation in, how good, how fast and how large out."""
