"""What a user types in, a command run out: one module a command."""
