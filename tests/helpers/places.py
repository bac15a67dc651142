"""Where the project's own files lie, and how its command is run, for tests that need them."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
DOCS = ROOT / "docs"
QUOTES = (sys.executable, "-m", "quotes")
