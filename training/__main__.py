"""``python -m training``: arguments in, models, their scores and other measures out."""

import sys

from training.app import run

sys.exit(run(sys.argv[1:]))
