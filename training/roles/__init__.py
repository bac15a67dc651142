"""Labelled sources in, what the roles are decided with out."""
