"""Measures and analyses in, HTML pages out; every template escapes what it is given."""
