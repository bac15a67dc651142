"""The attributions table in, measures of source balance out: one idea a module, each explained in docs/measures.md."""
