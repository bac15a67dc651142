"""A lesson in, what a class works with out: sheets, keys, the form for answers, pages with marks."""
