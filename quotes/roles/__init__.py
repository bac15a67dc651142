"""Sources in, roles out: what an article says of a source, judged by a codebook."""
