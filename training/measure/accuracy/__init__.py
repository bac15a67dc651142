"""Measurements in, ``docs/accuracy.md`` out: what is measured, the measuring, what is kept of it, the page."""
