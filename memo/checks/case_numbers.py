"""A case number in the prose that is one slip of the hand from the paper's own.

A digit is another, is missing or is one too many, or two have changed about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say
from memo.source.nodes import Mapping, Scalar


def _find(paper: Paper) -> Iterator[Finding]:
    for own in _own_numbers(paper):
        pattern = re.compile(rf"(?<![\w-]){_form(own)}(?!\w)")
        for wording, match in paper.matches(pattern):
            if _is_slip(match[0], own):
                yield Finding(
                    wording.span(*match.span()),
                    say(
                        '"{number}" is almost the number of this paper\'s own case, {own}',
                        number=match[0],
                        own=own,
                    ),
                    say("compare the two digit by digit"),
                )


def _own_numbers(paper: Paper) -> list[str]:
    """The case number of the document, as its schema knows it by the format."""
    entries = paper.source.root.entries if isinstance(paper.source.root, Mapping) else {}
    names = [name for name, field in paper.root.properties.items() if field.format == "sagsnr"]
    nodes = [entries.get(name) for name in names]
    return [
        node.value
        for node in nodes
        if isinstance(node, Scalar) and re.search("[0-9]{4}", node.value)
    ]


def _form(own: str) -> str:
    """What has digits where the number has some, one more or fewer, and the same signs between."""

    def digits(match: re.Match[str]) -> str:
        return f"[0-9]{{{max(1, len(match[0]) - 1)},{len(match[0]) + 1}}}"

    return re.sub("[0-9]+", digits, re.escape(own))


def _is_slip(number: str, own: str) -> bool:
    short, long = sorted((number, own), key=len)
    if len(short) < len(long):
        return any(short == long[:place] + long[place + 1 :] for place in range(len(long)))
    other = [place for place, (a, b) in enumerate(zip(number, own, strict=True)) if a != b]
    if len(other) == 2 and other[1] == other[0] + 1:
        first, second = other
        return number[first] == own[second] and number[second] == own[first]
    return len(other) == 1


CHECK = Check("naesten-sagsnr", Severity.WARNING, _find)
