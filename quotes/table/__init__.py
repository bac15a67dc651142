"""Analyses in, tables out: rows, their columns, and the CSV files that hold them."""
