"""What a person says of statements in, records that last out; and what they change in an analysis."""
