"""A paragraph's Markdown as characters, each with what was typed for it and the signs round it."""

from __future__ import annotations

from string import punctuation
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct

from memo.blocks import Position, Run
from memo.flat import THING, Thing
from memo.markdown.grammar import inline_tokens

_POSITIONS: dict[str, Position] = {"sup": "superscript", "sub": "subscript"}


class Unsayable(Exception):
    """Markdown cannot say it, or what is said cannot be told apart well enough to be rewritten."""


class Look(NamedTuple):
    """How a character looks: the fields of a run, but for its text."""

    bold: bool = False
    italic: bool = False
    position: str = ""
    language: str = ""
    link: str = ""

    @classmethod
    def of(cls, run: Run) -> Look:
        """The look of a run."""
        return cls(run.bold, run.italic, run.position, run.language, run.link)


class Mark(Struct, frozen=True, eq=False):
    """Signs round some characters, which give them a look.

    `kind` is a field of `Look`, or "reference". `open` and `close` are None where they are still to
    be chosen. What stands in < > is an address as a whole: `whole`.
    """

    kind: str
    value: str | bool
    open: str | None = None
    close: str | None = None
    whole: str = ""


class Char(Struct):
    """A character or thing, and what is typed for it: None where that is still to be chosen.

    `marks` are round it, the outermost first. A line break that is typed has the `indent` of the
    next line. `name` is the label of a footnote, or what a reference refers to.
    """

    text: str
    look: Look
    typed: str | None = None
    marks: tuple[Mark, ...] = ()
    thing: Thing = ""
    name: str = ""
    indent: str | None = None

    @property
    def shown(self) -> tuple[str, Look, str, str]:
        """What a reader sees of it. A footnote's mark has no look of its own."""
        return self.text, self.look, self.thing, self.name


def characters(content: str) -> list[Char]:
    """The characters of a paragraph.

    Raises `Unsayable` where there is in it what prose cannot have.
    """
    reading = _Reading(content)
    for token in inline_tokens(content):
        reading.read(token)
    return reading.chars


class _Reading:
    def __init__(self, content: str) -> None:
        self.chars: list[Char] = []
        self._content = content
        self._at = 0
        self._marks: list[Mark] = []

    def read(self, token: Token) -> None:
        """Nothing; adds what the token shows."""
        end = token.meta.get("end", self._at)
        if token.type == "text":
            self._text(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            typed = self._content[self._at : end]
            shown = " " if token.type == "softbreak" else "\n"
            self._add(shown, typed[: typed.rindex("\n") + 1] if "\n" in typed else typed)
            self._at = end
        elif token.type == "footnote_ref":
            label = token.meta["label"]
            marks = tuple(self._marks)
            self.chars.append(Char(THING, Look(), f"[^{label}]", marks, "footnote", label))
            self._at = end
        elif token.nesting > 0:
            self._marks.append(self._mark(token))
            self._at = end
        elif token.nesting < 0:
            self._close(token, end)
        else:
            raise Unsayable(token.type)

    def _text(self, text: str) -> None:
        for char in text:
            while not self._is_escape(char) and not self._content.startswith(char, self._at):
                self._at += 1  # a sign that belongs to a mark
                if self._at >= len(self._content):
                    raise Unsayable(text)
            typed = f"\\{char}" if self._is_escape(char) else char
            self._add(" " if char == "\n" else char, typed)
            self._at += len(typed)

    def _is_escape(self, char: str) -> bool:
        if not self._content.startswith(f"\\{char}", self._at):
            return False
        if char == " ":
            return any(mark.kind == "position" for mark in self._marks)
        return char in punctuation and not any(mark.whole for mark in self._marks)

    def _add(self, char: str, typed: str) -> None:
        self.chars.append(Char(char, self._look(), typed, tuple(self._marks)))

    def _look(self) -> Look:
        """The look of all marks; of two of a kind the inner."""
        fields = {mark.kind: mark.value for mark in self._marks if mark.kind != "reference"}
        return Look()._replace(**fields)  # type: ignore[arg-type]

    def _mark(self, token: Token) -> Mark:
        sign = token.markup
        if token.tag in ("strong", "em"):
            return Mark("bold" if token.tag == "strong" else "italic", True, sign, sign)
        if token.tag in _POSITIONS:
            return Mark("position", _POSITIONS[token.tag], sign, sign)
        if token.type == "phrase_open":
            language = token.meta["language"]
            return Mark("language", language, "[", f"]{{sprog={language}}}")
        return self._link(token)

    def _link(self, token: Token) -> Mark:
        """The mark of a link or reference, whose end is still to be read."""
        if token.type != "link_open" or "title" in token.attrs:
            raise Unsayable(token.type)
        address = str(token.attrs.get("href", ""))
        if token.markup == "autolink":
            start = token.meta["position"]
            whole = self._content[start + 1 : self._content.index(">", start)]
            return Mark("link", address, "<", ">", whole)
        if address.startswith("#"):
            return Mark("reference", unquote(address[1:]), "[")
        return Mark("link", address, "[")

    def _close(self, token: Token, end: int) -> None:
        mark = self._marks.pop()
        # Of two signs, the token is the inner.
        end += token.tag == "strong"
        if mark.close is None:
            start = self._content.index("](", self._at)
            self._replace(mark, Mark(mark.kind, mark.value, "[", self._content[start:end]))
        self._at = end
        if mark.kind == "reference":
            if self.chars:
                self._add("\u00a0", "")
            name = str(mark.value)
            self.chars.append(Char(THING, self._look(), "", tuple(self._marks), "reference", name))

    def _replace(self, old: Mark, new: Mark) -> None:
        for char in reversed(self.chars):
            if old not in char.marks:
                break
            char.marks = tuple(new if mark is old else mark for mark in char.marks)
