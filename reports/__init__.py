"""Analyses in, reports out: measures of source balance, their charts, questions to the editor, pages."""
