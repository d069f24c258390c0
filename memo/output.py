"""Writing a document: all of it or nothing, and never over work that is not ours."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from memo.files import write_new, write_whole
from memo.problems import Report, Span, reason, say
from memo.word.built import read_built
from memo.word.package import PackageFault, read_parts
from memo.word.xml import XmlFault

ON_WINDOWS = os.name == "nt"


class Outcome(StrEnum):
    """What became of a document."""

    WRITTEN = "written"
    FAILED = "failed"
    LEFT = "left"


def write_document(path: Path, name: str, data: bytes, report: Report) -> Outcome:
    """What became of the file; `name` is what the user sees it called.

    A file that somebody has saved since it was built, or that never was ours, is left as it is.
    """
    try:
        if path.exists() and not (path.is_file() and is_untouched(path.read_bytes())):
            report.error(
                "andres-arbejde",
                Span(name),
                say("the file has been saved in Word since it was built, or was made elsewhere"),
                say("move or rename it, then build again; it was left as it is"),
            )
            return Outcome.LEFT
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except PermissionError as error:
        return _refused(path, name, error, report)
    except OSError as error:
        _report_unwritable(name, error, report)
        return Outcome.FAILED
    return Outcome.WRITTEN


def write_new_file(path: Path, name: str, data: bytes, report: Report) -> Outcome:
    """What became of a file that is to be new; one that is there is left as it is."""
    if is_taken(path, name, report):
        return Outcome.LEFT
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, data)
    except OSError as error:
        # Somebody may have made it since it was looked for.
        if is_taken(path, name, report):
            return Outcome.LEFT
        _report_unwritable(name, error, report)
        return Outcome.FAILED
    return Outcome.WRITTEN


def is_taken(path: Path, name: str, report: Report) -> bool:
    """Whether there is something at the path already; reports it."""
    taken = os.path.lexists(path)
    if taken:
        report.error(
            "findes-allerede",
            Span(name),
            say("the file is there already, so it was left as it is"),
            say("choose another name, or work on in the file that is there"),
        )
    return taken


def _refused(path: Path, name: str, error: PermissionError, report: Report) -> Outcome:
    # Windows refuses to replace a file that a program holds open; elsewhere the folder is at fault.
    if ON_WINDOWS and path.exists():
        report.error(
            "fil-aaben",
            Span(name),
            say("the file is open in another program, so it was left as it is"),
            say("close {file} in Word and build again", file=path.name),
        )
        return Outcome.LEFT
    _report_unwritable(name, error, report)
    return Outcome.FAILED


def _report_unwritable(name: str, error: OSError, report: Report) -> None:
    report.error(
        "kan-ikke-skrives",
        Span(name),
        say("the file cannot be written: {reason}", reason=reason(error)),
        say(
            "check that the folder exists, that you may write in it, and that the disk is not full"
        ),
    )


def is_untouched(data: bytes) -> bool:
    """tmp"""
    try:
        built = read_built(read_parts(data))
    except (PackageFault, XmlFault):
        return False
    return built is not None and built.is_untouched
