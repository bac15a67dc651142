"""A mention in, the entity that it stands for out: one module a way of being meant."""
