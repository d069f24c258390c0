"""What a line of a text begins, at first sight: most begin a paragraph or a point."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from memo.markdown.labels import WORD

# No rule of a table stands below the line, which would make it the head of one.
_NO_HEAD = r"[^\n]*+(?!\n[> \t]*(?:[|:]|-(?![ \t])))"
_WORDS = re.compile(rf"{WORD}{_NO_HEAD}")
_PLAIN = re.compile(rf"(?:[-+*][ \t]+|[*_]+)?[^\s#>`~<\[*_+-]{_NO_HEAD}")


def is_words(state: StateBlock, line: int) -> bool:
    """Whether the line surely begins no block but a paragraph: with a word."""
    return _WORDS.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def is_plain(state: StateBlock, line: int) -> bool:
    """Whether the line surely begins no block but a paragraph or a list."""
    return _PLAIN.match(state.src, state.bMarks[line] + state.tShift[line]) is not None
