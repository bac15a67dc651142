"""``quotes`` or ``python -m quotes`` typed in, the command line run out: the signals are set first.

Nothing but the standard library is imported before the signals are set: loading the rest takes seconds, and whoever
ends the program in them should get one line and the status of an interrupt, as at any other time.
"""

from __future__ import annotations

import gc
import signal
import sys

INTERRUPTED = 130
COLLECT_AFTER = 20_000
"""New objects after which Python looks for circles of dead ones: with its own 700, a fifth of the time goes there."""


def main() -> None:
    """Run the command line; a request to end (a shutdown, a batch system, a closed terminal) is treated as Ctrl-C."""
    try:
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup keeps what it set
                signal.signal(number, signal.default_int_handler)
        gc.set_threshold(COLLECT_AFTER)
        from quotes.cli.app import main as command_line

        command_line()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # else Python looks through all that was loaded three times more before it ends


if __name__ == "__main__":
    main()
