"""What is wrong with a text that is no YAML: the usual causes, and the place of each.

libyaml says what it stumbled over, which often is not where the mistake was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from memo.problems import Message, say
from memo.source.nodes import Source
from memo.source.slips import slips


class Stumble(Struct, frozen=True):
    """What the parser says: the words and offsets of its problem, and of what it was doing."""

    problem: str
    offset: int
    context: str
    context_offset: int


class Diagnosis(Struct, frozen=True):
    """The offset of the likely mistake, and the words for it."""

    offset: int
    message: Message
    help: Message


# A field or an item whose text begins with a sign that means something in YAML.
_SIGN_FIRST = re.compile(r"\s*(?:- +)*(?:[^\s:#]+: +)?(?P<sign>[\"'\[\]{},*&>|!%@`]|\?(?= ))")
# The beginning of a line up to the colon, where it is no more than a field's name.
_NAME_ONLY = re.compile(r"\s*(?:- +)*[^\s:]+\Z")
# A field, and one whose text has begun on its own line; a line below which a text begins.
_FIELD = re.compile(r"\s*(?:- +)*[^\s:]+:(?:\s|\Z)")
_BEGUN = re.compile(r"(?P<indent> *(?:- +)*)[^\s:]+: +[^\s#|>]")
_HEADER = re.compile(r".*[|>][-+]?(?: +#.*)?\Z")
_WRITTEN = re.compile(r"^(?! *(?:#.*)?$)", re.MULTILINE)
_ESCAPED_END = re.compile(r".*(?P<at>\\)\"[ \t]*$", re.MULTILINE)

_COLON_WORDS = "mapping values are not allowed"
_KEY_WORDS = "could not find expected ':'"


def diagnose(source: Source, stumble: Stumble) -> Diagnosis:
    """The likely mistake behind what the parser says."""
    view = _View(source.text, stumble)
    for holds, (message, help), place in view.candidates():
        if holds:
            return Diagnosis(place, message, help)
    return Diagnosis(
        stumble.offset,
        say("the file is not written as YAML: {reason}", reason=stumble.problem),
        say("compare the line with the same place in a document that works"),
    )


class _View:
    """The lines round the place where the parser stumbled.

    A candidate is whether it holds, the message and help, and the offset of the mistake; of those
    that hold, the first is the likely one.
    """

    def __init__(self, text: str, stumble: Stumble) -> None:
        self.text, self.problem, self.offset = text, stumble.problem, stumble.offset
        self.context, self.context_offset = stumble.context, stumble.context_offset
        self.start, self.line = self._line_at(self.offset)
        self.before = self.line[: self.offset - self.start]
        sign = _SIGN_FIRST.match(self.line)
        self.sign = sign["sign"] if sign else ""
        self.sign_at = self.start + (sign.start("sign") if sign else len(self.line))

    def candidates(self) -> Iterator[_Candidate]:
        """All candidates, the likely ones first."""
        yield from self._unclosed()
        yield from self._slips()
        yield from self._lines_above()
        yield from self._words()

    def _unclosed(self) -> Iterator[_Candidate]:
        """What is opened and not closed: the parser stumbles far below it."""
        in_brackets = self.context.startswith("while parsing a flow")
        cut_short = "unexpected end of stream" in self.problem
        escaped = _ESCAPED_END.match(self.text, self.context_offset)
        yield cut_short and escaped is not None, _ESCAPE, escaped.start("at") if escaped else 0
        yield in_brackets and "expected node content" in self.problem, _GAP, self.offset
        yield cut_short or in_brackets, _UNCLOSED, self.context_offset
        quote = self.before.rstrip()[-1:]
        if quote and quote in "'\"" and self.before.count(quote) % 2:
            opening = self._opening(quote)
            yield opening is not None, _UNCLOSED, opening or 0

    def _slips(self) -> Iterator[_Candidate]:
        """What only looks like YAML, on the lines that the parser may mean."""
        places = [self.context_offset] if _KEY_WORDS in self.problem else []
        places += [self.offset]
        start, line = self._above()
        # "-titel: En" is a field, and what is indented below it the parser cannot place.
        leads_on = "did not find expected" in self.problem and _indent(line) < _indent(self.line)
        places += [start] if _COLON_WORDS in self.problem or leads_on else []
        for start, line in map(self._line_at, places):
            for column, message, help in slips(line):
                yield True, (message, help), start + column

    def _lines_above(self) -> Iterator[_Candidate]:
        """What the lines above have said of those below."""
        no_more = "did not find expected <document start>" in self.problem
        ended = self.text.rfind("\n...", 0, self.offset) + 1
        written = _WRITTEN.search(self.text)
        top = written.start() if written else 0
        first = self._first_of_text()
        begun = _BEGUN.match(self._above()[1])
        deeper = begun is not None and _indent(self.line) > len(begun["indent"])
        yield first is not None, _FIRST_DEEPER, first or 0
        yield no_more and ended > 0, _ENDED, ended
        yield no_more and self.text[top : top + 1] == " ", _TOP_INDENTED, top
        in_name = _COLON_WORDS in self.problem and bool(_NAME_ONLY.match(self.before))
        yield in_name and deeper, _DEEPER, self.start
        yield in_name, _LINE_ABOVE, self.start

    def _words(self) -> Iterator[_Candidate]:
        """What the parser's own words tell."""
        problem, offset, sign_at = self.problem, self.offset, self.sign_at
        no_token, tab = "cannot start any token", self.text[offset : offset + 1] == "\t"
        goes_on, after_sign = "did not find expected" in problem, offset > sign_at
        paired = self.sign != "" and self.sign in "\"'[{"
        yield "unknown escape" in problem, _ESCAPE, offset
        yield "tab character" in problem or (no_token in problem and tab), _TAB, offset
        yield _KEY_WORDS in problem, _NO_COLON, self.context_offset
        yield _COLON_WORDS in problem, _COLON, offset
        yield "block sequence entries are not allowed" in problem, _DASH, offset
        yield "expected comment or line break" in problem, _BLOCK, offset
        # In a row of cells it is the cell that needs the marks; a title with [ needs them round it.
        in_row, alias = self.line.lstrip().startswith("- ["), self.context.endswith("an alias")
        yield in_row and alias, _GAP, self.context_offset
        yield bool(in_row and no_token), _GAP, offset
        yield goes_on and paired and after_sign, _AFTER, sign_at
        yield self.sign != "" and offset >= sign_at, _SIGN, sign_at
        begins = goes_on and not self.before.strip() and bool(_FIELD.match(self.line))
        yield begins and _indent(self._above()[1]) != _indent(self.line), _UNEVEN, offset
        yield goes_on, _NEIGHBOURS, offset

    def _line_at(self, offset: int) -> tuple[int, str]:
        """The line that holds the offset, without its end, and where it begins."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", start)
        return start, self.text[start : end if end >= 0 else None].rstrip("\r")

    def _lines_up(self) -> Iterator[tuple[int, str]]:
        """The lines above, from the nearest; neither empty ones nor comments."""
        start = self.start
        while start > 0:
            start, line = self._line_at(start - 1)
            if _WRITTEN.match(line):
                yield start, line

    def _above(self) -> tuple[int, str]:
        return next(self._lines_up(), (self.start, ""))

    def _first_of_text(self) -> int | None:
        """The first line of a text below | or >, where this line is indented, but less."""
        first = None
        for start, line in self._lines_up():
            if _indent(line) <= _indent(self.line):
                is_text = _HEADER.match(line) and _indent(line) < _indent(self.line)
                return first if is_text and not _FIELD.match(self.line) else None
            first = start
        return None

    def _opening(self, quote: str) -> int | None:
        """The quotation mark, on a line above, that is closed only here."""
        for start, line in self._lines_up():
            match = _SIGN_FIRST.match(line)
            if match and match["sign"] == quote and line.count(quote) % 2:
                return start + match.start("sign")
        return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_Words = tuple[Message, Message]
_Candidate = tuple[bool, _Words, int]

_UNCLOSED = (
    say("a quotation mark or a bracket is opened and not closed"),
    say("put the closing mark where the text ends"),
)
_FIRST_DEEPER = (
    say("the first line below | or > is indented further than the lines that follow it"),
    say("begin all lines of a text at the same place"),
)
_ENDED = (
    say("a line with ... ends what is written as YAML, and more follows"),
    say("remove the line; one file holds one document"),
)
_TOP_INDENTED = (
    say("the first field is indented, and those below it are not"),
    say("begin the line without spaces"),
)
_AFTER = (
    say("more stands on the line after the closing quotation mark or bracket"),
    say(
        "put the whole text in quotation marks: '...', or \"...\" where it holds '; nothing may "
        "follow the last one"
    ),
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
    say("begin the text on the next line, indented; put text with the sign in quotation marks"),
)
_ESCAPE = (
    say("between double quotation marks, \\ is a sign of YAML"),
    say("put the text in single quotation marks, or write \\\\ where you mean \\"),
)
_TAB = (
    say("a tab stands where YAML wants spaces"),
    say("write spaces instead of the tab"),
)
_NO_COLON = (
    say("this is neither a field with its colon nor, by its indentation, text of the line above"),
    say("write the name, a colon and a space; indent text that belongs to the line above"),
)
_LINE_ABOVE = (
    say("a field begins here, but the line above is not finished"),
    say("after a field's name come a colon and a space; check the indentation of both lines"),
)
_DEEPER = (
    say("the line is indented further than the field above, so it goes on with that field's text"),
    say("indent the fields of a group alike; put text that holds a colon in quotation marks"),
)
_COLON = (
    say("a colon stands where YAML does not expect one"),
    say(
        "put text that holds a colon and a space in quotation marks, or write it below |; each "
        "field has its own line"
    ),
)
_DASH = (
    say("a text that begins with a hyphen and a space is read as an item of a list"),
    say("put the text in quotation marks, or begin the list on the next line"),
)
_UNEVEN = (
    say("the field does not begin where the fields that it belongs to begin"),
    say(
        "begin all fields of a group at the same place; where you have deleted a #, delete the "
        "space after it too"
    ),
)
_NEIGHBOURS = (
    say("this line does not continue what stands above it"),
    say("indent it as its neighbours, and check quotation marks and brackets in the line above"),
)
