"""The dashes and hyphens of written English, as a tokenizer makes words of them."""

LONG_DASHES = frozenset(("‒", "–", "—", "―", "--"))
"""What parts a sentence."""
HYPHENS = frozenset(("-", "‐", "‑", "–"))
"""What joins two words; the en dash does both."""
DASHES = LONG_DASHES | HYPHENS
"""What may part a sentence where space stands around it, as a typewriter's hyphen may."""
DASH_CHARACTERS = "".join(sorted(dash for dash in DASHES if len(dash) == 1))
"""Those that are one character, for what reads text before it is parsed."""
