"""Characters in, paragraphs, quotations and datelines out: what a text shows before anybody parses it."""
