"""What is marked `fortroligt: ja` in the data of a paper, and other words in its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from memo.confidential import CONFIDENTIAL_KEY, TEXT_KEY
from memo.fields import Field

Path = tuple[str | int, ...]

WORD = "hemmelig"
"""Stands in all that takes the place of something confidential, and nowhere else."""

PROSE = f"""Zenia Qvist er **{WORD}**, jf. 010203-1234, og skylder 7.654.321 kr.[^{WORD}]

# En {WORD} overskrift

4. et {WORD} punkt
    - under det
9. et til

| {WORD} | b |
|---|--:|
| 1 | 2 |

> [{WORD}](https://{WORD}.example)

[^{WORD}]: En {WORD} note."""
_TEXTS = {"prose": PROSE, "line": f"Et *{WORD}* ord 77", "text": f"{WORD} & <Zenia Qvist> 7654321"}
_FORMATS = {
    "dato": "03-04-2018",
    "telefon": "9988 7766",
    "sagsnr": "2011-7654321",
    "dokumentnr": "2011-7654321-7",
}
# They say how many cells there are, not what is in them.
_SIZES = ("kolonner", "rækker")


def places(value: Any, field: Field, path: Path = ()) -> Iterator[Path]:
    """Where in the data of a paper something may be marked, the paper itself aside."""
    if path and field.may_be_marked:
        yield path
    for step, inner, sub in _below(value, field):
        yield from places(inner, sub, (*path, step))


def marked(data: Any, at: list[Path]) -> Any:
    """The data with marks at those places; of two that stand in each other the outer one."""
    found = copy.deepcopy(data)
    for path in at:
        if not any(path[: len(other)] == other for other in at if other != path):
            _mark(found, path)
    return found


def _mark(data: Any, path: Path) -> None:
    *above, last = path
    for step in above:
        data = data[step]
    if not isinstance(data[last], dict):
        data[last] = {TEXT_KEY: data[last]}
    data[last][CONFIDENTIAL_KEY] = "ja"


def other(data: Any, field: Field) -> Any:
    """The data with other words in all that is marked, and more of them."""
    names = set(_names(data, inside=False))
    found = _other(data, field, inside=False)
    return _renamed(found, names)


def _other(value: Any, field: Field, *, inside: bool, key: str | int = "") -> Any:
    if isinstance(value, str):
        return _text(value, field, key) if inside else value
    inside = inside or (isinstance(value, dict) and value.get(CONFIDENTIAL_KEY) == "ja")
    found = copy.deepcopy(value)
    for step, inner, sub in _below(value, field):
        if step != CONFIDENTIAL_KEY:
            found[step] = _other(inner, _inner(sub, field, step), inside=inside, key=step)
    if inside and key in ("rækker", "adresse", "udtalelser") and not _has_spans(found):
        found.append(copy.deepcopy(found[-1]))
    return found


def _has_spans(rows: list[Any]) -> bool:
    """Whether cells reach over several rows, so that there may not be any number of them."""
    return any(isinstance(cell, dict) for row in rows if isinstance(row, list) for cell in row)


def _inner(sub: Field, field: Field, step: str | int) -> Field:
    """The field of a text that is written as a group, to be marked or to span cells."""
    if step == TEXT_KEY and field.kind == "cell":
        return Field("line")
    if step == TEXT_KEY and field.kind in ("text", "prose"):
        return Field(field.kind, items=field.items)
    return sub


def _text(value: str, field: Field, key: str | int) -> str:
    is_name_of_row = field.example == "I alt"
    if field.options or field.numbered or key in _SIZES or is_name_of_row:
        return value
    if field.format == "fil" or (key == "navn" and field.example == "udgifter"):
        return f"{WORD}-{value}"
    if value.startswith("|"):
        head, *_, last = value.rstrip().splitlines()
        return f"{value.rstrip()}\n{last}\n" + re.sub(r"\w+", WORD, head)
    if key == "noter":
        return f"* {WORD} note\n** en til"
    return _FORMATS.get(field.format) or _TEXTS.get(field.kind) or f"{WORD} celle"


def _names(value: Any, *, inside: bool) -> Iterator[str]:
    """The names of the tables and figures in what is marked."""
    if isinstance(value, dict):
        inside = inside or value.get(CONFIDENTIAL_KEY) == "ja"
        if inside and "titel" in value and isinstance(value.get("navn"), str):
            yield value["navn"]
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _names(inner, inside=inside)


def _renamed(value: Any, names: set[str]) -> Any:
    """The value with references to the new names."""
    if isinstance(value, dict):
        return {key: _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    for name in names:
        value = value.replace(f"(#{name})", f"(#{WORD}-{name})")
    return value


def _below(value: Any, field: Field) -> Iterator[tuple[Any, Any, Field]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if sub := field.properties.get(key, field.items):
                yield key, inner, sub
    elif isinstance(value, list) and field.items:
        for number, inner in enumerate(value):
            yield number, inner, field.items
