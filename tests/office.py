"""Documents opened and saved by LibreOffice."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def convert(soffice: str, format: str, files: Sequence[Path], output: Path) -> list[Path]:
    """The files as LibreOffice saves them in that format, in the output folder.

    It gets a profile of its own: a second LibreOffice on the same profile would do nothing.
    """
    profile = (output / "profile").absolute().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", format]
    subprocess.run(
        [*command, "--outdir", str(output), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    ending = format.partition(":")[0]
    saved = [output / f"{file.stem}.{ending}" for file in files]
    assert all(file.is_file() for file in saved)
    return saved
