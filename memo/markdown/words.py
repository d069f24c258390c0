"""Mere words, in which Markdown finds nothing to read: so is most of what is written."""

from __future__ import annotations

import re

from memo.markdown.labels import WORD

# What begins anything but words: bold, a link, a line break that \ makes.
_SIGN = re.compile(r"[\\*_\[<^~]")
# Lines that each begin with a word, and no sign of Markdown or of programs like it.
_LINE = rf"{WORD}[^][*`=^|\n]*+"
_ORDINARY = re.compile(rf"(?!(?:tabel|figur):){_LINE}(?:\n{_LINE})*+")


def words_of(content: str) -> str | None:
    """What is printed of the content of a paragraph that is mere words; None where it may not be.

    It has as many characters as the content.
    """
    if _SIGN.search(content) or " \n" in content or "\n " in content or "\n\t" in content:
        return None
    return content.replace("\n", " ")


def is_ordinary(content: str) -> bool:
    """Whether nothing in the paragraph, by its beginning or its signs, looks as something else."""
    return _ORDINARY.fullmatch(content) is not None
