"""The folders of cases that anyone can add to without Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"

# Above the faulty line: `# fejl: kode 13` (the column). In prose a comment would be text, so there
# the line is named too, anywhere in the file: `# fejl: kode 14:13`.
_EXPECTED = re.compile(r"#\s*(fejl|advarsel): ([a-z0-9-]+) (?:([0-9]+):)?([0-9]+)\s*$")


@dataclass(frozen=True)
class Expected:
    """A problem that a case announces."""

    severity: str
    code: str
    line: int
    column: int


def expected_problems(text: str) -> list[Expected]:
    """The problems that the comments in a case announce, in the order of their places."""
    found = []
    lines = re.split(r"\r\n|\n|\r", text)
    for number, line in enumerate(lines, 1):
        if match := _EXPECTED.search(line):
            kind, code, named, column = match.groups()
            following = number + 1
            while following <= len(lines) and _EXPECTED.search(lines[following - 1]):
                following += 1
            severity = {"fejl": "error", "advarsel": "warning"}[kind]
            found.append(Expected(severity, code, int(named or following), int(column)))
    return sorted(found, key=lambda e: (e.line, e.column, e.code))


def files_of(case: Path) -> list[Path]:
    """The pictures and spreadsheets of a case: they have its name too, and another ending."""
    files = case.parent.glob(f"{case.stem}.*")
    return sorted(file for file in files if file.suffix not in (".yaml", ".txt"))
