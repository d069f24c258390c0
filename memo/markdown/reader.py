"""Markdown text as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markdown_it.token import Token

from memo.blocks import Block, Footnote, Item, List, PageBreak, Paragraph, Quote, Run
from memo.captions import Captions
from memo.labels import Label
from memo.markdown.grammar import block_tokens
from memo.markdown.inlines import Inlines
from memo.markdown.notes import Notes
from memo.markdown.places import Places
from memo.markdown.signs import unread_signs
from memo.markdown.tables import is_failed_table, read_table
from memo.markdown.words import is_ordinary, words_of
from memo.problems import Message, Report, Span, say
from memo.source.nodes import Scalar, Source
from memo.source.scalars import offsets
from memo.wrapping import chance_list, swallowed_points

_AS_TEXT = say("write it as ordinary paragraphs and lists")
_UNSUPPORTED: dict[str, tuple[Message, Message]] = {
    "fence": (say("a block of code cannot stand inside prose"), _AS_TEXT),
    "html_block": (
        say("HTML cannot stand inside prose"),
        say("write **bold** and *italics* so, and \\< where you mean the sign <"),
    ),
    "too_deep": (say("this stands inside too many lists and quotations"), _AS_TEXT),
}
# Word has styles for so many levels.
_DEEPEST = 5


def read_prose(
    source: Source, scalar: Scalar, captions: Captions, report: Report, *, in_cell: bool = False
) -> tuple[Block, ...]:
    """The blocks of a value that holds prose; what is not supported is reported at its place.

    A cell holds paragraphs and lists only; what is one line is no list there: "-" or "1. kvartal".
    """
    if in_cell and "\n" not in scalar.value.strip(" \t\n"):
        return (read_line(source, scalar, captions, report),)
    reader = _Reader(source, scalar, captions, report)
    return reader.whole(block_tokens(scalar.value), in_cell)


def read_line(source: Source, scalar: Scalar, captions: Captions, report: Report) -> Paragraph:
    """The one paragraph of a value that holds a line: "1. " at its start is text like any other."""
    content = scalar.value.rstrip("\n")
    if text := words_of(content):
        return Paragraph((Run(text, offsets=partial(_first_offsets, source, scalar, len(text))),))
    reader = _Reader(source, scalar, captions, report, in_line=True)
    return Paragraph(reader.inlines.read(_line(content, 0)))


def _first_offsets(source: Source, scalar: Scalar, count: int) -> list[int]:
    return offsets(source.text, scalar)[: count + 1]


def read_lines(
    source: Source, scalar: Scalar, captions: Captions, report: Report
) -> tuple[Paragraph, ...]:
    """The lines of a value as paragraphs: "* " at the start of one is text like any other."""
    reader = _Reader(source, scalar, captions, report, in_line=True)
    paragraphs = []
    for number, line in enumerate(scalar.value.split("\n")):
        if line.strip():
            paragraphs.append(Paragraph(reader.inlines.read(_line(line.strip(), number))))
    return tuple(paragraphs)


def _line(content: str, number: int) -> Token:
    return Token("inline", "", 0, map=[number, number + 1], content=content)


class _Reader:
    """Turns tokens into blocks; each method takes from the iterator up to its own closing token."""

    def __init__(
        self,
        source: Source,
        scalar: Scalar,
        captions: Captions,
        report: Report,
        *,
        in_line: bool = False,
    ) -> None:
        self.report = report
        self._in_line = in_line
        self.places = Places(source, scalar)
        self.inlines = Inlines(self.places, captions, self._footnote, report)
        self._notes = Notes(self.places, report)
        self._in_note = False
        self._depth = 0

    def whole(self, tokens: list[Token], in_cell: bool) -> tuple[Block, ...]:
        """All blocks of the value."""
        text = self._notes.taken_from(tokens)
        blocks = self.blocks(iter(text), in_cell=in_cell, top=True)
        self._notes.check()
        return blocks

    def _footnote(self, label: str, span: Span) -> Footnote | None:
        if self._in_line:
            self._refuse(
                span,
                say("a footnote cannot stand here, for its text has no place"),
                say("put it in a text below |; for a table, write * here and a line at noter:"),
            )
            return None
        tokens = self._notes.refer(label, span)
        if tokens is None:
            return None
        if self._in_note:
            self._refuse(
                span,
                say("a footnote cannot stand inside a footnote"),
                say("write its text here, or put its number into the text above"),
            )
            return None
        self._in_note = True
        blocks = self.blocks(iter(tokens[1:]), in_cell=True)
        self._in_note = False
        paragraphs = tuple(block for block in blocks if isinstance(block, Paragraph))
        if not paragraphs or len(paragraphs) < len(blocks):
            self._refuse(
                self.places.block(tokens[0]),
                say("a footnote holds paragraphs, and nothing else"),
                say("write it as ordinary paragraphs; where one begins with a number, write 3\\."),
            )
        return Footnote(paragraphs, span)

    def blocks(
        self,
        tokens: Iterator[Token],
        closing: str = "",
        *,
        in_cell: bool = False,
        top: bool = False,
    ) -> tuple[Block, ...]:
        """The blocks up to a closing token; `top` where they stand in nothing else."""
        result: list[Block] = []
        before: Token | None = None
        for token in tokens:
            if token.type == closing:
                break
            if token.type == "inline":
                before = token
                result.append(self._paragraph(token))
            elif token.type == "list_open":
                found = self._list(token, tokens, in_cell)
                if top:
                    self._warn_of_chance_list(token, found, before, result)
                result.append(found)
            elif token.type == "blockquote_open" and not in_cell:
                result.append(Quote(self.blocks(tokens, "blockquote_close")))
            elif token.type == "table_open" and not in_cell:
                result.append(read_table(token, tokens, self.inlines, self.places, self.report))
            elif token.type in ("heading_open", "hr") and top and not in_cell:
                result += self._heading_or_break(token, tokens)
            else:
                self._refuse_block(token, tokens)
        return tuple(result)

    def _paragraph(self, inline: Token) -> Paragraph:
        if is_ordinary(inline.content):
            return Paragraph(self.inlines.read(inline))
        lines = inline.content.split("\n")
        first = inline.map[0] if inline.map else 0
        for place in swallowed_points(lines):
            self.report.warning(
                "nummer-i-afsnit",
                self.places.line(first + place),
                say("this line is printed as part of the paragraph above, not as a point"),
                say("put an empty line above it if it is a point, else join the lines"),
            )
        if is_failed_table(lines):
            self._refuse(
                self.places.line(first),
                say("this looks like a table, and cannot be read as one"),
                say("give the head, the line of --- below it and each row the same number of |"),
            )
        paragraph = Paragraph(self.inlines.read(inline))
        for position, help in unread_signs(inline.content, paragraph.text):
            span = self.places.inline(inline, position)
            message = say("these signs are printed as they stand")
            self.report.warning("tegn-som-tekst", span, message, help)
        return paragraph

    def _heading_or_break(self, token: Token, tokens: Iterator[Token]) -> list[Block]:
        span = self.places.block(token)
        if token.type == "hr":
            line = self.places.text(token.map[0] if token.map else 0)
            if not set(line.strip()) <= {"-"}:
                self._refuse(
                    span,
                    say("a line across the page cannot stand inside prose"),
                    say("write --- for a new page"),
                )
            return [PageBreak(span)]
        inlines = self.inlines.read(next(tokens))
        next(tokens)
        level = len(token.markup)
        if level > 3 or not inlines:
            self._refuse(
                span,
                say("a heading here has one to three #, and a text"),
                say("take some away, or begin the line with \\# if it is no heading"),
            )
        return [Paragraph(inlines, level)]

    def _list(self, opening: Token, tokens: Iterator[Token], in_cell: bool) -> List:
        items = []
        self._depth += 1
        if self._depth == _DEEPEST + 1:
            self._refuse(
                self.places.block(opening),
                say("lists go {levels} levels deep, and this is one more", levels=_DEEPEST),
                say("write this point one level further out"),
            )
        for token in tokens:
            if token.type != "list_item_open":
                break
            blocks = self.blocks(tokens, "list_item_close", in_cell=in_cell)
            label = token.meta["label"]
            if blocks and isinstance(blocks[0], Paragraph):
                items.append(Item(blocks[0], blocks[1:], label))
            else:
                # Word puts a point's number or bullet on a paragraph, so there must be one.
                items.append(Item(Paragraph(()), blocks, label))
        self._depth -= 1
        first = items[0].label
        if first and len(items) > 1 and all(item.label == first for item in items):
            self._warn_of_equal_numbers(opening, first)
        return List(tuple(items))

    def _warn_of_equal_numbers(self, opening: Token, label: Label) -> None:
        self.report.warning(
            "ens-numre",
            self.places.block(opening),
            say(
                "every point of this list has the number {number}, and is printed so",
                number=label.text,
            ),
            say("write the numbers that the points are to have"),
        )

    def _warn_of_chance_list(
        self, opening: Token, found: List, before: Token | None, blocks: list[Block]
    ) -> None:
        joined = before and before.map and opening.map and before.map[1] == opening.map[0]
        text = before.content if before and joined else None
        above = next((block for block in reversed(blocks) if isinstance(block, List)), None)
        if message := chance_list(found, text, above):
            self.report.warning(
                "liste-ved-et-tilfaelde",
                self.places.block(opening),
                message,
                say(
                    "put an empty line above a list; indent what belongs to a point as far as its "
                    "text; in the midst of a text, write 4\\. or \\-"
                ),
            )

    def _refuse_block(self, token: Token, tokens: Iterator[Token]) -> None:
        where = (say("this cannot stand inside a list, a table or a quotation"), _AS_TEXT)
        self._refuse(self.places.block(token), *_UNSUPPORTED.get(token.type, where))
        depth: int = token.nesting
        while depth > 0:
            depth += next(tokens).nesting

    def _refuse(self, span: Span, message: Message, help: Message) -> None:
        self.report.error("ikke-i-prosa", span, message, help)
