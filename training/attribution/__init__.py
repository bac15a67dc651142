"""PolNeAR's training part in, the tagger and the deciding model out."""
