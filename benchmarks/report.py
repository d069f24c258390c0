"""What was found, as tables for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Target:
    """What was to be reached. `is_reached` is None where it cannot be told at this size."""

    what: str
    wanted: str
    found: str
    is_reached: bool | None

    @property
    def verdict(self) -> str:
        """Whether it was reached, in a word or two."""
        return {True: "reached", False: "NOT REACHED", None: "not told"}[self.is_reached]


@dataclass(frozen=True)
class Table:
    """Rows below a head; all but the first column are numbers. `about` says what they are."""

    about: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Result:
    """What one part found; `data` is what JSON gets of it."""

    title: str
    tables: Sequence[Table]
    targets: Sequence[Target] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


def at_most(what: str, limit: float, found: float, unit: str, *, told: bool = True) -> Target:
    """A target that is reached where no more is found than the limit."""
    is_reached = found <= limit if told else None
    return Target(what, f"at most {limit:g} {unit}", f"{found:.3g} {unit}", is_reached)


def markdown(heading: str, facts: Mapping[str, str], results: Sequence[Result]) -> str:
    """All that was found, for people: it reads as well in a terminal."""
    lines = [heading, "", *(f"- {name}: {fact}" for name, fact in facts.items()), ""]
    targets = [target for result in results for target in result.targets]
    if targets:
        rows = [(each.what, each.wanted, each.found, each.verdict) for each in targets]
        lines += ["## Targets", "", *_table(("", "wanted", "found", ""), rows), ""]
    for result in results:
        lines += [f"## {result.title}", ""]
        for table in result.tables:
            lines += [table.about, "", *_table(table.head, table.rows), ""]
    return "\n".join(lines)


def as_json(
    facts: Mapping[str, str], results: Mapping[str, Result]
) -> dict[str, Mapping[str, Any]]:
    """All that was found, for programs."""
    parts = {
        name: {
            "title": result.title,
            "targets": [
                {
                    "what": target.what,
                    "wanted": target.wanted,
                    "found": target.found,
                    "reached": target.is_reached,
                }
                for target in result.targets
            ],
            **result.data,
        }
        for name, result in results.items()
    }
    return {"run": facts, "parts": parts}


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table in Markdown, its columns below each other."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return [f"| {' | '.join(_padded(row, widths))} |" for row in (head, rule, *rows)]


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
