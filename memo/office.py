"""LibreOffice: where it is, and what it makes of files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memo.problems import Message, reason, say

if TYPE_CHECKING:
    from subprocess import Popen

# A start takes a second or two, and each file well below one.
SECONDS = 60
_PER_DOCUMENT = 1

_ON_WINDOWS = os.name == "nt"
_IN_PROGRAM_FILES = "LibreOffice/program/soffice.com"
_ON_MACOS = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


class OfficeFault(Exception):
    """LibreOffice that does not do what it is asked; `reason` is for the user."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


def find_office() -> Path | None:
    """The program, or None where it is not installed."""
    from shutil import which  # takes long to load, and few kinds of papers are measured

    for name in ("soffice", "libreoffice"):
        if found := which(name):
            return Path(found).absolute()
    folders = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)")]
    places = [Path(folder) / _IN_PROGRAM_FILES for folder in folders if folder]
    return next((place for place in [*places, _ON_MACOS] if place.is_file()), None)


def converted(
    program: Path, format: str, documents: Sequence[bytes], endings: tuple[str, str]
) -> list[bytes]:
    """The documents as LibreOffice saves them in that format, all in one call.

    `endings` are those of the files before and after. It works on copies in a temporary folder,
    with a new profile there: an office that is open, and another build, have profiles of their
    own. Raises OfficeFault.
    """
    import tempfile  # what has been laid out before needs no program

    before, after = endings
    try:
        # On Windows a virus scanner may still hold a file of it.
        with tempfile.TemporaryDirectory(prefix="memo-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            names = [f"{number}{before}" for number in range(len(documents))]
            for file, document in zip(names, documents, strict=True):
                (folder / file).write_bytes(document)
            profile = (folder / "profile").as_uri()
            command = [str(program), f"-env:UserInstallation={profile}", "--headless"]
            # Windows limits the length of a command, so the names are those in the folder.
            _run(
                [*command, "--convert-to", format, *names],
                folder,
                SECONDS + _PER_DOCUMENT * len(names),
            )
            saved = [(folder / file).with_suffix(after) for file in names]
            if not all(file.is_file() for file in saved):
                raise OfficeFault(say("it could not open or save the document"))
            return [file.read_bytes() for file in saved]
    except OSError as error:
        raise OfficeFault(reason(error)) from error


def _run(command: list[str], folder: Path, seconds: int) -> None:
    import subprocess

    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it starts programs of its own, which are to end with it
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired as late:
        fault = say("it was not done within {seconds} seconds", seconds=seconds)
        raise OfficeFault(fault) from late
    finally:
        _end_with_its_children(process)
    if code != 0:
        raise OfficeFault(say("it ended with the code {code}", code=code))


def _end_with_its_children(process: Popen[bytes]) -> None:
    if _ON_WINDOWS:
        import subprocess

        if process.poll() is None:
            kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(kill, capture_output=True, check=False)
    else:
        import signal

        # The group bears the number of its first process. When all have ended there is none.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
