"""Signs that mean something to Markdown, here or elsewhere, and are printed as they stand."""

from __future__ import annotations

import re

# What begins a link, a phrase in another language, a footnote or bold text; not "12**". And what
# other programs read as code, marked text, a task, an address, a note or a heading.
_SIGNS = re.compile(
    r"(?<!\\)(?:"
    r"(?:\](?:\(| ?\{ ?sprog)|\[\^|(?<!\S)\*\*(?=\S)).."
    r"|`[^`\n]+`|==\w[^=\n]*==|\^\[|\]\{[.#])"
    r"|^(?:\[[ xX]\] |\[[^\]\n]+\]: \S|:::|={3,}$)",
    re.MULTILINE,
)


def unread_signs(content: str, printed: str) -> list[int]:
    """The positions of signs in a paragraph's content that mean something, and are printed."""
    return [match.start() for match in _SIGNS.finditer(content) if match[0] in printed]
