"""The code of a language in, the words and numbers of a report in that language out."""
