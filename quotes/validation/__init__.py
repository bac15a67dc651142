"""A report in, a random sample of it for people to check, and what that proves of the whole, out."""
