"""Parts of a document that must fit one page each, as a slide: which do not, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from itertools import groupby
from operator import itemgetter
from textwrap import shorten

from msgspec import Struct

from memo.cache import Cache
from memo.checks import SWITCHABLE
from memo.checks.switches import Switches
from memo.content import is_content
from memo.fields import Field
from memo.office import OfficeFault, find_office
from memo.problems import Report, Span, say
from memo.source.nodes import Scalar, Source
from memo.source.scalars import offsets
from memo.word.addresses import Anchor, read_anchors
from memo.word.layout import AT_ONCE, Piece, lay_out
from memo.word.package import read_parts

_TITLE_WIDTH = 50
_FIRST_WORDS = 5

# Between two words that are printed, so many others may stand in Markdown.
_NEAR = 30

_WORD = re.compile(r"[^\W_]+")  # an underscore may be a sign of Markdown


class _Document(Struct, frozen=True):
    """A document that has been written; `path` is its place below the content folder."""

    path: str
    source: Source
    root: Field
    data: bytes


class Pages:
    """The documents of a run that hold parts which must fit one page."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._program = find_office()
        self._waiting: list[_Document] = []
        self._report = Report()

    @property
    def can_be_measured(self) -> bool:
        """Whether there is a LibreOffice to tell what fits."""
        return self._program is not None

    def add(self, path: str, source: Source, root: Field, data: bytes) -> None:
        """Nothing; takes in a document, of which its schema, `root`, binds something to a page.

        `path` is its place below the content folder, `data` the Word file.
        """
        self._waiting.append(_Document(path, source, root, data))
        if len(self._waiting) == AT_ONCE:
            self._measure()

    def problems(self) -> Report:
        """What does not fit its page; nothing where LibreOffice is not installed."""
        self._measure()
        return self._report

    def _measure(self) -> None:
        documents, self._waiting = self._waiting, []
        if self._program is None or not documents:
            return
        try:
            layouts = lay_out(self._program, [each.data for each in documents], self._cache)
        except OfficeFault as fault:
            self._report.warning(
                "ikke-maalt",
                Span(self._program.as_posix()),
                say("LibreOffice could not tell what fits its page: {reason}", reason=fault.reason),
                say("see for yourself in Word; the documents are built as they should be"),
            )
            self._program = None  # as it went once it will go again
            return
        for document, pieces in zip(documents, layouts, strict=True):
            if pieces:
                own = Report()
                _Check(document, own).check(pieces)
                switches = Switches(document.source, SWITCHABLE, Report())
                self._report.include(switches.left(own))


class _Check:
    """Reports the parts of one document that run over their page."""

    def __init__(self, document: _Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.anchors: MappingOf[str, Anchor] = read_anchors(read_parts(document.data))

    def check(self, pieces: list[Piece]) -> None:
        """Nothing; `pieces` is the document as it is laid out."""
        # Together are those that follow each other: a title may also stand in a list of contents.
        for part, group in groupby(self._bound(pieces), key=itemgetter(0)):
            own = [piece for _, piece in group]
            if any(piece.page > own[0].page for piece in own):
                self._report(part, own)

    def _bound(self, pieces: list[Piece]) -> Iterator[tuple[tuple[str, ...], Piece]]:
        """The pieces of what must fit one page, each with the steps to it."""
        part: tuple[str, ...] = ()
        for piece in pieces:
            address = self.anchors[piece.anchor].address
            if address.file == self.document.path:
                part = self._part(address.steps)
            elif is_content(address.file):
                continue  # an entry of a register; the cells of a CSV file belong to what is above
            if part:
                yield part, piece

    def _part(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """The first of the steps, to the group that must fit one page; () where none does."""
        fields = ((end, self.document.root.at(steps[:end])) for end in range(1, len(steps)))
        return next((steps[:end] for end, field in fields if field and field.one_page), ())

    def _report(self, part: tuple[str, ...], own: list[Piece]) -> None:
        over = [piece for piece in own if piece.page > own[0].page]
        message = say(
            '{name} "{title}" takes {pages} pages, and must fit one',
            name=_name(part),
            title=shorten(self.anchors[own[0].anchor].printed, _TITLE_WIDTH, placeholder=" ..."),
            pages=max(piece.page for piece in own) - own[0].page + 1,
        )
        if text := next((piece for piece in over if piece.words), None):
            message = say(
                '{fault}: {count} words come after the first page, from "{words}"',
                fault=message,
                count=sum(piece.words for piece in over),
                words=" ".join(self._words(own, text)[1][:_FIRST_WORDS]),
            )
        self.report.warning(
            "fylder-for-meget",
            self._span(own, over[0]),
            message,
            say(
                "shorten it or divide it in two; LibreOffice has measured it, and Word may break "
                "the page a line earlier or later"
            ),
        )

    def _words(self, own: list[Piece], first: Piece) -> tuple[list[str], list[str]]:
        """The words of a paragraph that stand before its piece on a later page, and from it on."""
        words = self.anchors[first.anchor].printed.split()
        begun = sum(p.words for p in own if p.anchor == first.anchor and p.page < first.page)
        return words[:begun], words[begun:]

    def _span(self, own: list[Piece], first: Piece) -> Span:
        """The place of the first word of a piece, or of the value where the word is not found."""
        names = list(dict.fromkeys(piece.anchor for piece in own))
        until = [self.anchors[name] for name in names[: names.index(first.anchor) + 1]]
        here = [anchor for anchor in until if anchor.address.file == self.document.path][-1]
        source = self.document.source
        node = source.at(here.address.steps)
        assert node is not None
        if here is until[-1] and isinstance(node, Scalar):
            before, after = self._words(own, first)
            same = [other.printed for other in until[:-1] if other.address == here.address]
            place = _place(node.value, " ".join([*same, *before]), " ".join(after))
            if place is not None:
                return source.span(offsets(source.text, node)[place])
        return source.node_span(node)


def _name(part: tuple[str, ...]) -> str:
    """What the author knows the part by: its number in its list, else its key."""
    return f"{part[-2]} {int(part[-1]) + 1}" if part[-1].isdigit() else part[-1]


def _place(text: str, before: str, after: str) -> int | None:
    """Where in a value's text the words `after` begin, with `before` printed above them.

    The text holds most words that are printed, in their order, with Markdown's signs, numbers and
    addresses between them. None where the words are not found.
    """
    words, begun = _WORD.findall(f"{before} {after}"), len(_WORD.findall(before))
    written = list(_WORD.finditer(text))
    at = 0
    for number, word in enumerate(words):
        near = range(at, min(at + _NEAR, len(written)))
        found = next((place for place in near if written[place][0] == word), None)
        if found is not None and number >= begun:
            return written[found].start()
        at = at if found is None else found + 1
    return None
