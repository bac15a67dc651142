"""What a user can put right in, the exception for it out: each message names the file or option and the remedy."""


class QuotesError(Exception):
    """Anything that a user can put right; the command line prints it as one line."""


class UsageError(QuotesError):
    """An option that has a value that it cannot have, or names a file with which something is wrong."""


class ReadError(QuotesError):
    """A file that cannot be read as an article: the message says which and what to do."""


class DownloadError(QuotesError):
    """A model could not be fetched: the network or the disk is at fault, not the request."""


class ModelError(UsageError):
    """A Stanza model that is not there or does not load."""


class CodebookError(UsageError):
    """A codebook or lexicon file that is not well formed: the message gives line and reason."""


class AnalysisError(QuotesError):
    """An article that was read but cannot be analysed: the message says which and what to do."""


class WriteError(QuotesError):
    """A file or folder that cannot be written: the message says which and what to do."""


class AliasError(UsageError):
    """A file of aliases that is not well formed: the message gives file, line, reason and remedy."""
