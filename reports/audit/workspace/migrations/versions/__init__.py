"""The changes, one a module, each naming the one before it."""
