"""Words in, what they may mean out: cues, persons, bodies, documents; every list is a TOML file beside its reader."""
