"""Codings of several people in, how far they agree and where they do not out."""
