"""What is wrong with a text that is no YAML: the usual causes, and the place of each.

libyaml says what it stumbled over, which often is not where the mistake was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memo.nodes import Source
from memo.problems import Message, say


@dataclass(frozen=True)
class Stumble:
    """What the parser says: the words and offsets of its problem, and of what it was doing."""

    problem: str
    offset: int
    context: str
    context_offset: int


@dataclass(frozen=True)
class Diagnosis:
    """The offset of the likely mistake, and the words for it."""

    offset: int
    message: Message
    help: Message


# A field or an item whose text begins with a sign that means something in YAML.
_SIGN_FIRST = re.compile(r"\s*(?:- +)*(?:[^\s:#]+: +)?(?P<sign>[\"'\[{*&>|!%@`])")
# The beginning of a line up to the colon, where it is no more than a field's name.
_NAME_ONLY = re.compile(r"\s*(?:- +)*[^\s:]+\Z")


def diagnose(source: Source, stumble: Stumble) -> Diagnosis:
    """The likely mistake behind what the parser says."""
    problem, offset = stumble.problem, stumble.offset
    start = source.text.rfind("\n", 0, offset) + 1
    line = source.text[start:].partition("\n")[0]
    char, before = source.text[offset : offset + 1], line[: offset - start]
    sign = _SIGN_FIRST.match(line)
    sign_at = start + sign.start("sign") if sign else None
    cut_short = "unexpected end of stream" in problem
    no_token, in_brackets = "cannot start any token", "while parsing a flow"
    in_line = bool(before.strip())
    candidates = (
        ("expected node content" in problem and in_line, _GAP, offset),
        (cut_short or stumble.context.startswith(in_brackets), _UNCLOSED, stumble.context_offset),
        ("unknown escape" in problem, _ESCAPE, offset),
        ("tab character" in problem or (no_token in problem and char == "\t"), _TAB, offset),
        ("could not find expected ':'" in problem, _NO_COLON, stumble.context_offset),
        (_COLON_WORDS in problem and bool(_NAME_ONLY.match(before)), _LINE_ABOVE, start),
        (_COLON_WORDS in problem, _COLON, offset),
        ("block sequence entries are not allowed" in problem, _DASH, offset),
        ("expected comment or line break" in problem, _BLOCK, offset),
        (sign_at is not None and offset > sign_at, _SIGN, sign_at or 0),
        ("did not find expected" in problem, _NEIGHBOURS, offset),
    )
    for holds, (message, help), place in candidates:
        if holds:
            return Diagnosis(place, message, help)
    return Diagnosis(
        offset,
        say("the file is not written as YAML: {reason}", reason=problem),
        say("compare the line with the same place in a document that works"),
    )


_COLON_WORDS = "mapping values are not allowed"

_UNCLOSED = (
    say("a quotation mark or a bracket is opened and not closed"),
    say("put the closing mark where the text ends"),
)
_GAP = (
    say("between the commas, a text is missing or begins with a sign that YAML reads as its own"),
    say('put the text in quotation marks, and write an empty one as ""'),
)
_SIGN = (
    say("the text begins with a sign that YAML reads as its own"),
    say("put the whole text in quotation marks: '...', or \"...\" where it holds '"),
)
_BLOCK = (
    say("after the sign | or > the line must end"),
    say("begin the text on the next line, indented"),
)
_ESCAPE = (
    say("between double quotation marks, \\ is a sign of YAML"),
    say("put the text in single quotation marks, or write \\\\ where you mean \\"),
)
_TAB = (
    say("a tab stands where the line is indented"),
    say("indent with spaces"),
)
_NO_COLON = (
    say("after a field's name, a colon and a space are missing"),
    say("write the name, a colon and a space; indent text that belongs to the line above"),
)
_LINE_ABOVE = (
    say("a field begins here, but the line above is not finished"),
    say("after a field's name come a colon and a space; check the indentation of both lines"),
)
_COLON = (
    say("a colon stands where YAML does not expect one"),
    say("put text that holds a colon and a space in quotation marks, or write it below |"),
)
_DASH = (
    say("a text that begins with a hyphen and a space is read as an item of a list"),
    say("put the text in quotation marks, or begin the list on the next line"),
)
_NEIGHBOURS = (
    say("this line does not continue what stands above it"),
    say("indent it as its neighbours, and check quotation marks and brackets in the line above"),
)
