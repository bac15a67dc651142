"""Where all trained weights lie; ``MODEL_CARD.md`` beside this file says what they are and how they were made."""

from pathlib import Path

FOLDER = Path(__file__).parent
