"""A Stanza pipeline in, the same trees, tags and names in a fraction of the time out."""
