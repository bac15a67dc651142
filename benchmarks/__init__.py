"""How fast the toolkit is beside plain Stanza: `python -m benchmarks --help`."""
