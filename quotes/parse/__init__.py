"""Articles in, documents out: the Stanza pipeline and its models."""
