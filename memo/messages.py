"""What the user reads: messages in the user's language, and how a problem is laid out.

The English sentence is the message's id, so English needs no catalogue. Words printed in a
document are not here but in `memo.language`.
"""

from __future__ import annotations

import gettext
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from memo.problems import Message, Problem, Severity, Span, say

LANGUAGES = ("da", "en")
DOMAIN = "memo"
LOCALE_FOLDER = Path(__file__).parent / "locale"

# Prose often stands as one long line; so many characters of it are shown, so many before the place.
_EXCERPT = 90
_BEFORE = 40

# Emoji are put together of several characters.
_JOINER, _AS_EMOJI, _SOFT_HYPHEN = "\u200d", "\ufe0f", "\xad"
_SKIN_TONES = tuple(map(chr, range(0x1F3FB, 0x1F400)))

# What would move the cursor of a terminal is shown by its picture: U+2400 for U+0000, and so on.
_PICTURES = {n: 0x2400 + n for n in range(0x20) if n != 0x09} | {
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000)), 0xFFFD),
    # So is what would show the line in another order than it stands.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}

_HELP = say("help")
_SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}


Role = Literal["place", "error", "warning", "mark", "help", "removed", "added"]
Paint = Callable[[Role, str], str]
"""Gives a piece of what is shown its colour."""


def unpainted(_: str, text: str) -> str:
    """The text as it is."""
    return text


class Messages:
    """Messages in one language.

    `language` is one of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(
            DOMAIN, LOCALE_FOLDER, [language], fallback=language == "en"
        )

    def install(self) -> None:
        """Nothing; the command line library speaks this language too, from our catalogue."""
        os.environ["LANGUAGE"] = self.language
        gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
        gettext.textdomain(DOMAIN)

    def text(self, message: Message) -> str:
        """The message in this language, its values filled in."""
        values = {
            name: self.text(value) if isinstance(value, Message) else visible(str(value))
            for name, value in message.values
        }
        return self._catalogue.gettext(message.msgid).format(**values)

    def count(self, singular: str, plural: str, number: int) -> str:
        """One of the two forms for that number, with `{number}` filled in."""
        return self._catalogue.ngettext(singular, plural, number).format(number=number)

    def problem(self, problem: Problem, paint: Paint = unpainted) -> str:
        """The problem as lines: place and message, the line with the place marked, the help."""
        place = paint("place", self.place(problem.span))
        severity = paint(problem.severity.value, self.text(_SEVERITIES[problem.severity]))
        lines = [f"{place}: {severity}: {self.text(problem.message)} [{problem.code}]"]
        lines += marked_excerpt(problem.span, paint)
        if problem.help:
            lines.append(f"  {paint('help', self.text(_HELP))}: {self.text(problem.help)}")
        return "\n".join(lines)

    def part(self, span: Span) -> str:
        """The part of a template and its paragraph; "" where the place is in none."""
        if span.part is None:
            return ""
        if not span.line:
            return self.text(span.part)
        return self.text(say("{part}, paragraph {number}", part=span.part, number=span.line))

    def place(self, span: Span) -> str:
        """The file, with line and column or the part of a template."""
        part = self.part(span)
        file = visible(span.file)
        return f"{file}: {part}" if part else f"{file}:{span.line}:{span.column}"


def visible(text: str) -> str:
    """The text as it can be shown on a terminal: no sign in it does anything."""
    return text if text.isprintable() else text.translate(_PICTURES)


def marked_excerpt(span: Span, paint: Paint) -> list[str]:
    """The line of a place with the place marked, as two lines; none where it is not known."""
    if not span.excerpt:
        return []
    if span.part is not None:
        return [f"  | {visible(span.excerpt)}"]
    number = str(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(span.excerpt)
    line, start, end = _window(span.excerpt, span.column - 1, end)
    line = visible(line)
    mark = paint("mark", "^" * max(1, _width(line[:end]) - _width(line[:start])))
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {_blank(line[:start])}{mark}"]


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line round a place, and where the place is in that part."""
    first = max(0, min(start - _BEFORE, len(line) - _EXCERPT)) if len(line) > _EXCERPT else 0
    part = line[first : first + _EXCERPT]
    cut = "... " if first else ""
    rest = " ..." if first + _EXCERPT < len(line) else ""
    shift = len(cut) - first
    return cut + part + rest, start + shift, min(end, first + _EXCERPT) + shift


def _blank(text: str) -> str:
    """White space as wide as the text in a terminal: tabs stay tabs."""
    return "\t".join(" " * _width(part) for part in text.split("\t"))


def _width(text: str) -> int:
    """The number of terminal cells: an emoji takes two, a combining accent none.

    What is joined to the sign before it takes no room of its own: accents, skin tones, and what
    follows a joiner. The variation selector of emoji makes a narrow sign as wide as one.
    """
    width, last, before = 0, 0, ""
    for char in text:
        if before == _JOINER or (char in _SKIN_TONES and last == 2):
            own = 0
        elif char == _AS_EMOJI:
            own, last = 2 - last if last else 0, 2
        elif unicodedata.category(char) in ("Mn", "Me", "Cf") and char != _SOFT_HYPHEN:
            own = 0
        else:
            own = last = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        width, before = width + own, char
    return width


def system_language() -> str:
    """The system's display language where it is one of `LANGUAGES`, else Danish."""
    tag = _windows_language() if sys.platform == "win32" else _posix_language()
    code = tag.partition("_")[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


def _posix_language() -> str:
    # The order in which POSIX gives one variable precedence over another for messages.
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            # GNU's list of preferences comes first, but not where no language is set at all.
            chosen = os.environ.get("LANGUAGE", "") if not value.startswith(("C", "POSIX")) else ""
            return chosen.partition(":")[0] or value
    return ""


def _windows_language() -> str:
    # Windows sets no LANG; the display language is asked of Windows itself.
    import ctypes
    import locale

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it exists on Windows only
    return locale.windows_locale.get(kernel.GetUserDefaultUILanguage(), "")
