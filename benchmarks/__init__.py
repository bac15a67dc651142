"""Articles in, how fast the toolkit reads them beside plain Stanza out: ``python -m benchmarks --help``."""
