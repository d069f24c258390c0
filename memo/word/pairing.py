"""Faults of tags that show in the text of the paragraphs, before Jinja reads them.

Found here, they have a place: Jinja notices a tag that is never closed only where the part ends.
"""

from __future__ import annotations

import re

from memo.problems import say
from memo.word.checked_part import CheckedPart

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%(?:(?:tr|tc|p|r)\s)?\s*(\w*)")

TEXT_TAG = re.compile(r"\{\{(?!(?:tr|tc|p|r)\s)")
"""Matches a tag that prints a text in its own look; runs and paragraphs bring their own."""

CURLY = re.compile("[“”‘’]")
"""The quotation marks that docxtpl reads as straight ones."""

TYPE_STRAIGHT = say(
    "type straight ones: where Word makes a mark curly as you type it, press Ctrl+Z at once"
)

_STRAIGHT_TEXT = re.compile(r'"[^"]*"' + "|'[^']*'")
_OTHER_MARKS = re.compile("[„‚‟‛»«›‹]")
# To docxtpl these signs mean that neighbouring paragraphs become one.
_MERGING = re.compile(r"^\{[{%][-+]|[-+][}%]\}$")

_STATEMENTS = ("for", "endfor", "if", "elif", "else", "endif")


def check_paragraphs(part: CheckedPart) -> None:
    """Nothing; reports the faults of each paragraph, and loops and conditions that do not pair."""
    open_tags: list[tuple[str, int]] = []
    for line, tagged in enumerate(part.paragraphs, 1):
        _check_brackets(part, line, tagged.text)
        for tag in TAG.findall(tagged.text):
            _check_quotation_marks(part, line, tag)
            if _MERGING.search(tag):
                part.refuse(line)
            elif match := _STATEMENT.match(tag):
                _check_statement(part, line, match[1], open_tags)
    for name, line in open_tags:
        _report_unpaired(part, line, name, f"end{name}")


def _check_brackets(part: CheckedPart, line: int, text: str) -> None:
    if re.search(r"\{\{|\{%|\{#|\}\}|%\}", TAG.sub("", text)):
        part.error(
            "skabelon-maerke",
            line,
            say("a tag is opened and not closed in the same paragraph, or closed and not opened"),
            say("write the tag again in one go, with plain quotation marks"),
        )


def _check_quotation_marks(part: CheckedPart, line: int, tag: str) -> None:
    """Nothing; reports those that no program reads as such; inside a text they are printed."""
    straight = _STRAIGHT_TEXT.sub("", CURLY.sub('"', tag))
    if not tag.startswith("{#") and _OTHER_MARKS.search(straight):
        part.error(
            "skabelon-anfoerselstegn",
            line,
            say("a tag holds quotation marks that are not straight"),
            TYPE_STRAIGHT,
        )


def _check_statement(
    part: CheckedPart, line: int, name: str, open_tags: list[tuple[str, int]]
) -> None:
    if name not in _STATEMENTS:
        part.refuse(line)
    elif name in ("elif", "else"):
        if not open_tags or open_tags[-1][0] != "if":
            _report_unpaired(part, line, name, "if")
    elif name in ("for", "if"):
        open_tags.append((name, line))
    elif name.startswith("end"):
        wanted = name.removeprefix("end")
        if open_tags and open_tags[-1][0] == wanted:
            open_tags.pop()
        else:
            _report_unpaired(part, line, name, wanted)


def _report_unpaired(part: CheckedPart, line: int, name: str, missing: str) -> None:
    part.error(
        "skabelon-maerke",
        line,
        say('the tag "{name}" has no "{missing}" that belongs to it', name=name, missing=missing),
        say("add it, or take this one away"),
    )
