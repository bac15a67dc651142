"""A result in (an audit's folder, or what ``quotes attribute`` printed), files for analysis programs out."""
