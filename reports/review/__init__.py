"""A finished report in, a page on this machine on which people put it right out; or the same page as one file."""
