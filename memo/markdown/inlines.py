"""The inline tokens of a paragraph as runs, footnotes and references."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Footnote, Inline, Position, Reference, Run
from memo.captions import Captions
from memo.language import tag
from memo.markdown.grammar import inline_tokens
from memo.markdown.places import Piece, Places
from memo.markdown.words import words_of
from memo.problems import Message, Report, Span, say

_UNSUPPORTED: dict[str, tuple[Message, Message]] = {
    "html_inline": (
        say("HTML cannot stand inside prose"),
        say("write **bold** and *italics* so, and \\< where you mean the sign <"),
    ),
    "image": (
        say("a picture cannot stand inside a line of text"),
        say("write it as a part of its own: figur: with fil: and alt:, or \\! for the sign !"),
    ),
    "spaced_footnote": (
        say("the name of a footnote is one word"),
        say("write it without spaces, as in [^1], or \\[ where you mean the sign ["),
    ),
    "failed_link": (
        say("no link can stand round a footnote, another link or words in another language"),
        say("let the link end before it"),
    ),
    "s_open": (
        say("text cannot be struck through here"),
        say("take ~~ away, or write \\~\\~ where you mean the signs"),
    ),
}
_NO_WORDS = (
    say("there are no words here that lead to the address"),
    say("write them between the brackets: [text](https://...)"),
)
_TITLE = (
    say("what stands in quotation marks after an address is not printed"),
    say("take it away, or write it in the text"),
)
_POSITIONS: dict[str, Position] = {"sup": "superscript", "sub": "subscript"}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_SCHEME = re.compile("(?:https?|mailto):", re.IGNORECASE)


class _Look(Struct, frozen=True):
    """How text looks inside a link or the like; `refers_to` names a table or figure, or is ""."""

    run: Run
    refers_to: str = ""


class Inlines:
    """Reads the paragraphs of one value. `footnote` gives the note of a label."""

    def __init__(
        self,
        places: Places,
        captions: Captions,
        footnote: Callable[[str, Span], Footnote | None],
        report: Report,
    ) -> None:
        self._places = places
        self._captions = captions
        self._footnote = footnote
        self._report = report

    def read(self, inline: Token) -> tuple[Inline, ...]:
        """What stands in a paragraph."""
        if text := words_of(inline.content):
            return (Run(text, offsets=partial(self._places.content, inline)),)
        found = _Found(inline, self._places)
        looks = [_Look(Run(""))]
        bold = italic = 0
        for before, token in pairwise([inline, *inline_tokens(inline.content)]):
            if token.type == "text" or token.type in _BREAKS:
                look = replace(looks[-1].run, bold=bold > 0, italic=italic > 0)
                found.add(look, _piece(before, token), _printed(token))
            elif token.tag == "strong":
                bold += token.nesting
            elif token.tag == "em":
                italic += token.nesting
            elif token.nesting > 0:
                looks.append(self._look(token, looks[-1], inline))
            elif token.nesting < 0:
                if before.nesting > 0 and token.type == "link_close" and looks[-1].run.link:
                    self._refuse(inline, token, *_NO_WORDS)
                name = looks.pop().refers_to
                look = replace(looks[-1].run, bold=bold > 0, italic=italic > 0)
                if name:
                    self._refer(name, look, token, found)
            elif token.type == "footnote_ref":
                note = self._footnote(token.meta["label"], self._span(inline, token))
                if note:
                    found.inlines.append(note)
            else:
                message, help = _UNSUPPORTED[token.type]
                self._refuse(inline, token, message, help)
        return tuple(found.inlines)

    def _look(self, token: Token, outer: _Look, inline: Token) -> _Look:
        """The appearance of what stands inside an opening token."""
        if token.tag in _POSITIONS:
            return _Look(replace(outer.run, position=_POSITIONS[token.tag]))
        if token.type in _UNSUPPORTED:
            self._refuse(inline, token, *_UNSUPPORTED[token.type])
            return outer
        if token.type == "phrase_open":
            if not tag(token.meta["language"]):
                self._refuse(
                    inline,
                    token,
                    say('"{code}" is no language', code=token.meta["language"]),
                    say("write its code of two letters: en, de, fr, sv, ..."),
                )
            return _Look(replace(outer.run, language=token.meta["language"]))
        address = str(token.attrs.get("href", ""))
        if address.startswith("#") and len(address) > 1:
            name = unquote(address[1:])
            self._captions.refer(name, partial(self._span, inline, token))
            return _Look(outer.run, name)
        if "title" in token.attrs:
            self._refuse(inline, token, *_TITLE)
        if _SCHEME.match(address):
            return _Look(replace(outer.run, link=address))
        self._refuse(
            inline,
            token,
            say("a link must lead to an address on the web"),
            say("begin it with https:// or mailto:, or write the text without [ ]( ) around it"),
        )
        return outer

    def _refer(self, name: str, look: Run, token: Token, found: _Found) -> None:
        """Nothing; adds the number behind the words of a reference: "tabel" becomes "tabel 2"."""
        words = found.last_text
        if words[-1:].isdigit():
            self._report_number(self._span(found.inline, token))
        if words:
            found.add(look, Piece(token.meta["position"], "\u00a0", is_typed=False), "\u00a0")
        found.inlines.append(Reference(name, self._captions, look))

    def _report_number(self, span: Span) -> None:
        self._report.error(
            "henvisning-med-nummer",
            span,
            say("the number of a table or figure comes by itself"),
            say("write the word without the number, as in [tabel](#navn)"),
        )

    def _refuse(self, inline: Token, token: Token, message: Message, help: Message) -> None:
        self._report.error("ikke-i-prosa", self._span(inline, token), message, help)

    def _span(self, inline: Token, token: Token) -> Span:
        return self._places.inline(inline, token.meta["position"])


def _piece(before: Token, token: Token) -> Piece:
    """Where the text of a token stands."""
    if token.type == "text":
        return Piece(before.meta.get("end", 0), token.content)
    return Piece(token.meta["position"], _BREAKS[token.type])


def _printed(token: Token) -> str:
    """The text that is printed for a token: a line break that is typed is a space."""
    return token.content.replace("\n", " ") if token.type == "text" else _BREAKS[token.type]


class _Found:
    """The inlines of a paragraph, and the pieces that each run is made of."""

    def __init__(self, inline: Token, places: Places) -> None:
        self.inline = inline
        self.inlines: list[Inline] = []
        self._places = places
        self._pieces: list[Piece] = []
        self._look = Run("")

    @property
    def last_text(self) -> str:
        """The text of the last inline, "" where there is none."""
        return self.inlines[-1].text if self.inlines else ""

    def add(self, look: Run, piece: Piece, text: str) -> None:
        """Nothing; adds the text of a piece, to the run before it where that has the same look.

        A look is a run without text.
        """
        last = self.inlines[-1] if self.inlines else None
        if isinstance(last, Run) and look == self._look:
            self._pieces.append(piece)
            self.inlines[-1] = replace(last, text=last.text + text)
        elif text:
            self._look = look
            self._pieces = [piece]
            offsets = partial(self._places.offsets, self.inline, self._pieces)
            self.inlines.append(replace(look, text=text, offsets=offsets))
