"""What a capital letter is in a regular expression: that of any language in Latin script, "É" as "E"."""

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
"""What stands between the brackets of a set of letters."""
CAPITAL = f"[{CAPITALS}]"
