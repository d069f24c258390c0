"""What is wrong after a turn of the circle. It takes nothing from `memo`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import yaml

from tests.laws.circle import DOCUMENT, Circle
from tests.laws.script import Script
from tests.truth import Seen, comments, edges, seen


def fault(circle: Circle, script: Script, rebuilt: bytes) -> str | None:
    """What a developer needs to know of what is wrong with the rebuilt paper or the YAML, if it is."""
    reviewed = circle.file.read_bytes()
    wrong = _differences(
        *([*_formless(seen(data), script.forms), *comments(data)] for data in (reviewed, rebuilt))
    )
    wrong += _margins(script, edges(circle.built), edges(rebuilt))
    wrong += _respelled(circle.before[DOCUMENT].decode(), circle.files()[DOCUMENT].decode())
    return told(circle, script) + "\n".join(wrong) if wrong else None


def told(circle: Circle, script: Script) -> str:
    """The script, and what has become of the YAML."""
    texts = (
        data.decode("utf-8").splitlines()
        for data in (circle.before[DOCUMENT], circle.files()[DOCUMENT])
    )
    lines = difflib.unified_diff(*texts, n=0, lineterm="")
    return "\n".join([f"script {script.name}:", *script.told, *lines, ""])


def _differences(before: Iterable[object], after: Iterable[object]) -> list[str]:
    lines = ([repr(each) for each in some] for some in (before, after))
    return list(difflib.unified_diff(*lines, "reviewed", "rebuilt", n=0, lineterm=""))


def _formless(seen: Sequence[Seen], words: set[str]) -> list[Seen]:
    """The paragraphs, those with one of the words without style and level."""
    return [each.formless if any(word in each.text for word in words) else each for each in seen]


def _margins(script: Script, built: list[Seen], rebuilt: list[Seen]) -> list[str]:
    """What has changed in headers and footers, but for fields that were changed where they stand first."""
    fields = {word for each in script.paper.paragraphs for word in each.words if each.section < 0}
    pairs = [
        pair
        for pair in zip(built, rebuilt, strict=True)
        if fields.isdisjoint(re.findall(r"\w+", pair[0].text))
    ]
    return _differences([old for old, _ in pairs], [new for _, new in pairs])


def _respelled(before: str, after: str) -> list[str]:
    """What says what it said and is written otherwise, and the remarks between values that are lost."""
    (old, remarks), (new, left) = (_parts(source) for source in (before, after))
    wrong = [f"{each!r} is lost" for each in sorted(remarks - left)]
    for value in sorted(old.keys() & new.keys()):
        if old[value] != new[value]:
            wrong.append(f"{old[value]!r} is now written {new[value]!r}")
    return wrong


def _parts(source: str) -> tuple[dict[str, str], set[str]]:
    """How each value is written, and the remarks between them."""
    values, between, at = {}, "", 0
    for event in yaml.parse(source, yaml.SafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark.index, event.end_mark.index
            values[event.value] = source[start:end].rstrip()
            between += source[at:start]
            at = end
    return values, set(re.findall(r"#.*", between + source[at:]))
