"""Attributions in, sources out: mentions of people, bodies and documents become one source each."""
