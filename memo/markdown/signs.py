"""Signs that mean something to Markdown, here or elsewhere, and are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.problems import Message, say

# What begins a link, a phrase in another language, a footnote or bold text; not "12**". And what
# other programs read as code, marked text, a task, an address, a note or a heading.
_SIGNS = re.compile(
    r"(?=[][*`=^:])(?:"  # few signs begin any of them
    r"(?<!\\)(?:"
    r"(?:\](?:\(| ?\{ ?sprog)|\[\^|(?<!\S)\*\*(?=\S)).."
    r"|`[^`\n]+`|==\w[^=\n]*==|\^\[|\]\{[.#])"
    r"|^(?:\[[ xX]\] |\[[^\]\n]+\]: \S|:::|={3,}$))",
    re.MULTILINE,
)
# A heading or a point that lacks its space; "-5 pct.", "1.maj" and "2.sal" do not.
_NO_SPACE = re.compile(r"[#-](?<![^\n].)(?:(?<=-)|(?<=#)#{0,5})[^\W\d_](?=\w)")
_NO_SPACE_IN_FIRST = re.compile(r"\A[1-9][0-9]?[.)][A-ZÆØÅ](?=\w)")
# The YAML of a table or a figure, which somebody has put below the | of a text.
_PART = re.compile(r"\A(?:tabel|figur):(?=\n *\w+:(?:\s|\Z))")

_SPACE_HELP = say(
    "write a space after the sign of a heading or a point, or \\ before it if it is text"
)
_HELPS = (
    (
        _SIGNS,
        say("for a link, a note or bold text, write no spaces beside the signs or in them"),
    ),
    (_NO_SPACE, _SPACE_HELP),
    (_NO_SPACE_IN_FIRST, _SPACE_HELP),
    (
        _PART,
        say("write tekst: as a list: - | with the text below it, then - tabel: or - figur:"),
    ),
)


def unread_signs(content: str, printed: str) -> Iterator[tuple[int, Message]]:
    """The position of each sign in a paragraph that means something and is printed, and the help.

    `content` is what is typed, `printed` what is printed of it.
    """
    for signs, help in _HELPS:
        found = list(signs.finditer(content))
        shown = {text for text in {match[0] for match in found} if text in printed}
        yield from ((match.start(), help) for match in found if match[0] in shown)
