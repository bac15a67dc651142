"""``python -m quotes`` in, the command line out."""

from quotes.cli.app import main

if __name__ == "__main__":
    main()
