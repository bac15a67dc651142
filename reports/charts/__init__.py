"""Measures in, accessible pictures with the tables behind them out."""
