"""What people annotated in, the bundled models and how good they are out: ``python -m training --help``."""
