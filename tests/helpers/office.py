"""Word files in, the PDF out that LibreOffice makes of each: a program that is not ours opens what we wrote."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
PATIENCE = 120
"""Seconds for a few files, on a busy machine."""


def printed(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The PDF of each of ``paths``, in ``folder``; without LibreOffice the test is skipped, or fails if it must run."""
    if OFFICE is None:
        reason = "no LibreOffice on this machine; on Debian and Ubuntu: apt-get install libreoffice-writer-nogui"
        if os.environ.get("OFFICE_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    # A profile of its own: a LibreOffice that somebody has open would take the files over.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    written = [folder / f"{path.stem}.pdf" for path in paths]
    assert [path.name for path in written if not path.is_file()] == [], done.stderr or done.stdout
    return written
