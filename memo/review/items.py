"""What goes from a list of the YAML, or from its group of fields, when its print is gone."""

from __future__ import annotations

from collections.abc import Iterable

from memo.blocks import steps_of


def removals(gone: Iterable[str], printed: Iterable[str]) -> dict[str, list[str]]:
    """What is to be removed of one file: pointers, each with the gone values that go with it.

    An item of a list goes where all that was printed of it is gone: a section, a slide, a row. The
    largest such item counts. A value that is in none goes alone.
    """
    gone = list(dict.fromkeys(gone))
    printed = list(printed)
    found: dict[str, list[str]] = {}
    for pointer in gone:
        place = next((item for item in _items(pointer) if _is_gone(item, gone, printed)), pointer)
        found.setdefault(place, []).append(pointer)
    return found


def _items(pointer: str) -> list[str]:
    """The items of lists that the value stands in, or is, the outermost first."""
    pieces = pointer.split("/")
    steps = steps_of(pointer)
    return ["/".join(pieces[: number + 2]) for number, step in enumerate(steps) if step.isdecimal()]


def _is_gone(item: str, gone: list[str], printed: list[str]) -> bool:
    return all(
        pointer in gone for pointer in printed if pointer == item or pointer.startswith(f"{item}/")
    )
