"""Articles in, a folder of tables and report pages out, which can be read at any time and goes on where it stopped."""
