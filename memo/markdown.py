"""Prose: Markdown as blocks.

CommonMark, less what would change or swallow what the author typed: character references,
link reference definitions, code by indentation and by backticks are ordinary text here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block, paragraph
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

from memo.blocks import Block, Item, List, Paragraph, Run
from memo.nodes import Scalar, Source
from memo.problems import Message, Report, say
from memo.scalars import offsets
from memo.wrapping import NO_LIST_NUMBER, chance_list, swallowed_points

_AS_TEXT = say("write it as ordinary paragraphs and lists")
_UNSUPPORTED: dict[str, tuple[Message, Message]] = {
    "heading_open": (
        say("a heading cannot stand inside prose"),
        say("give the text a section of its own, or begin the line with \\# if it is no heading"),
    ),
    "hr": (say("a line across the page cannot stand inside prose"), _AS_TEXT),
    "blockquote_open": (say("a quotation block cannot stand inside prose"), _AS_TEXT),
    "fence": (say("a block of code cannot stand inside prose"), _AS_TEXT),
    "table_open": (say("a table cannot stand inside prose"), _AS_TEXT),
    "html_block": (
        say("HTML cannot stand inside prose"),
        say("write \\< where you mean the sign <"),
    ),
    "html_inline": (
        say("HTML cannot stand inside prose"),
        say("write \\< where you mean the sign <"),
    ),
    "link_open": (
        say("a link cannot stand inside prose"),
        say("write the address itself, without < > or [ ]( ) around it"),
    ),
    "image": (
        say("a picture cannot stand inside prose"),
        say("write \\! where you mean the sign !"),
    ),
}


def read_prose(source: Source, scalar: Scalar, report: Report) -> tuple[Block, ...]:
    """The blocks of a value that holds prose; what is not supported is reported at its place."""
    tokens = _MARKDOWN.parse(scalar.value)
    return _Reader(source, scalar, report).blocks(iter(tokens))


def read_line(source: Source, scalar: Scalar, report: Report) -> Paragraph:
    """The one paragraph of a value that holds a line: "1. " at its start is text like any other."""
    inline = _MARKDOWN.parseInline(scalar.value.rstrip("\n"))[0]
    return Paragraph(_Reader(source, scalar, report).runs(inline))


class _Reader:
    """Turns tokens into blocks; each method takes from the iterator up to its own closing token."""

    def __init__(self, source: Source, scalar: Scalar, report: Report) -> None:
        self.source = source
        self.scalar = scalar
        self.report = report

    def blocks(self, tokens: Iterator[Token], closing: str = "") -> tuple[Block, ...]:
        result: list[Block] = []
        before: Token | None = None
        for token in tokens:
            if token.type == closing:
                break
            if token.type == "paragraph_open":
                inline = next(tokens)
                self._warn_of_swallowed_points(inline)
                result.append(Paragraph(self.runs(inline)))
                before = inline
                next(tokens)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found = self._list(token, tokens)
                if not closing:
                    self._warn_of_chance_list(token, found, before)
                result.append(found)
            else:
                self._refuse(token.type, self._line_offset(token))
                _skip(token, tokens)
        return tuple(result)

    def _list(self, opening: Token, tokens: Iterator[Token]) -> List:
        ordered = opening.type == "ordered_list_open"
        items = []
        for token in tokens:
            if token.type != "list_item_open":
                break
            blocks = self.blocks(tokens, "list_item_close")
            number = int(token.info) if ordered else None
            if blocks and isinstance(blocks[0], Paragraph):
                items.append(Item(blocks[0], blocks[1:], number))
            else:
                # Word puts a point's number or bullet on a paragraph, so there must be one.
                items.append(Item(Paragraph(()), blocks, number))
        if len(items) > 1 and all(item.number == items[0].number for item in items) and ordered:
            self._warn_of_equal_numbers(opening, items[0].number)
        return List(tuple(items), opening.markup if ordered else "")

    def _warn_of_equal_numbers(self, opening: Token, number: int | None) -> None:
        self.report.warning(
            "ens-numre",
            self.source.span(self._line_offset(opening)),
            say(
                "every point of this list has the number {number}, and is printed so", number=number
            ),
            say("write the numbers that the points are to have"),
        )

    def _warn_of_swallowed_points(self, inline: Token) -> None:
        first = inline.map[0] if inline.map else 0
        for place in swallowed_points(inline.content.split("\n")):
            line = first + place
            self.report.warning(
                "nummer-i-afsnit",
                self.source.span(self._file_offset(line, self._indent(line))),
                say("this line is printed as part of the paragraph above, not as a point"),
                say("put an empty line above it if it is a point, else join the lines"),
            )

    def _warn_of_chance_list(self, opening: Token, found: List, before: Token | None) -> None:
        joined = before and before.map and opening.map and before.map[1] == opening.map[0]
        if message := chance_list(found, before.content if before and joined else None):
            self.report.warning(
                "liste-ved-et-tilfaelde",
                self.source.span(self._line_offset(opening)),
                message,
                say("put an empty line above a list; in the midst of a text, write 4\\. or \\-"),
            )

    def runs(self, inline: Token) -> tuple[Run, ...]:
        runs: list[Run] = []
        bold = italic = 0
        for token in inline.children or []:
            if token.type in ("text", "softbreak", "hardbreak"):
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
                _append(runs, Run(text, bold > 0, italic > 0))
            elif token.tag == "strong":
                bold += token.nesting
            elif token.tag == "em":
                italic += token.nesting
            elif token.nesting >= 0:
                self._refuse(token.type, self._inline_offset(inline, token.meta["position"]))
        return tuple(runs)

    def _refuse(self, token_type: str, offset: int) -> None:
        message, help = _UNSUPPORTED[token_type]
        self.report.error("ikke-i-prosa", self.source.span(offset), message, help)

    def _line_offset(self, token: Token) -> int:
        """The offset in the file of the first character of a block."""
        line = token.map[0] if token.map else 0
        return self._file_offset(line, self._indent(line))

    def _indent(self, line: int) -> int:
        return len(self._lines[line]) - len(self._lines[line].lstrip(" \t"))

    def _inline_offset(self, inline: Token, position: int) -> int:
        """The offset in the file of a position in a paragraph's content."""
        before = inline.content[:position]
        number = before.count("\n")
        line = (inline.map[0] if inline.map else 0) + number
        content = inline.content.split("\n")[number]
        # Of a tab before the line, the library has made spaces; they are not in the source.
        text = content.lstrip(" ")
        column = len(before) - (before.rfind("\n") + 1) - (len(content) - len(text))
        return self._file_offset(line, self._lines[line].rfind(text) + max(0, column))

    def _file_offset(self, line: int, column: int) -> int:
        return self._offsets[self._line_starts[line] + column]

    @cached_property
    def _lines(self) -> list[str]:
        return self.scalar.value.split("\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._lines)]

    @cached_property
    def _offsets(self) -> list[int]:
        return offsets(self.source.text, self.scalar)


def _append(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last and (last.bold, last.italic) == (run.bold, run.italic):
        runs[-1] = Run(last.text + run.text, run.bold, run.italic)
    elif run.text:
        runs.append(run)


def _skip(opening: Token, tokens: Iterator[Token]) -> None:
    depth: int = opening.nesting
    while depth > 0:
        depth += next(tokens).nesting


def _end_list(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """A rule that ends a list before a line such as "21. december 2016"; it makes no block."""
    return silent and _is_no_number(state, line)


def _list_of_numbers(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """The library's rule for lists, but not for a date such as "21. december", nor for "01."."""
    return not _is_no_number(state, line) and list_block(state, line, end_line, silent)


def _is_no_number(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return NO_LIST_NUMBER.match(state.src, start) is not None


def _paragraph(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """The library's rule for paragraphs, but with the hard spaces at their edges.

    The library strips every Unicode space there; CommonMark means spaces and tabs only.
    """
    found = paragraph(state, line, end_line, silent)
    lines = state.getLines(line, state.line, state.blkIndent, False)
    state.tokens[-2].content = lines.strip(" \t\n")
    return found


def _with_position(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """The inline rule, with the position of what it found in the meta of its tokens."""

    def located(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        for token in state.tokens[count:]:
            token.meta.setdefault("position", start)
        return found

    return located


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.disable(["code", "reference", "entity", "backticks"])
    markdown.block.ruler.at(
        "list", _list_of_numbers, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.block.ruler.before("list", "end_list", _end_list, {"alt": ["list"]})
    markdown.block.ruler.at("paragraph", _paragraph)
    rules = {"link": link, "image": image, "autolink": autolink, "html_inline": html_inline}
    for name, rule in rules.items():
        markdown.inline.ruler.at(name, _with_position(rule))
    return markdown


_MARKDOWN = _markdown()
