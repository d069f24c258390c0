"""Word files on the disk: templates, outputs, and what else somebody gives the name of one."""

from __future__ import annotations

from pathlib import Path

from memo.admission import is_admitted
from memo.files import read_bytes
from memo.problems import Report, Span, say
from memo.word.package import MAX_BYTES

_HELP = say("make its pictures smaller in Word, or fetch an earlier version of the file")


def read_file(path: Path, name: str, report: Report) -> bytes | None:
    """The bytes of a file of a size that a Word file has, or None with a problem.

    `name` is what the user sees it called.
    """
    if not is_admitted(path, name, MAX_BYTES, _HELP, report):
        return None
    return read_bytes(path, name, report)


def report_unreadable(name: str, report: Report) -> None:
    """Nothing; tells of a PackageFault or XmlFault. `name` is what the user sees it called."""
    report.error(
        "ikke-en-word-fil",
        Span(name),
        say("the file cannot be read as a Word file"),
        say("check that it is a .docx, and that Word can open it"),
    )


def report_too_large(name: str, report: Report) -> None:
    """Nothing; tells of a PackageTooLarge. `name` is what the user sees the file called."""
    message = say("the file unpacks to far more than a Word file does")
    report.error("fil-for-stor", Span(name), message, _HELP)


def report_too_full(name: str, report: Report) -> None:
    """Nothing; tells of a PackageTooFull. `name` is what the user sees the file called."""
    report.error(
        "fil-for-stor",
        Span(name),
        say("the file holds more changes or comments than people make"),
        say("accept or reject some of them in Word, or ask who sent it for another file"),
    )
