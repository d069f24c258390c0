"""Two wordings of a text in one line: what stayed, and word by word what became of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from memo.messages import Paint, visible

# So many signs of a text are shown, and so many words round what has changed in it.
_MOST = 160
_ROUND = 5

# Comparing takes as long as the product of the two; nobody reads more than this word by word.
_MOST_WORDS = 600

# What cannot be seen is shown as Word shows it where ¶ is pressed.
_AS_IN_WORD = str.maketrans({"\n": "¶", "\xa0": "°", "\xad": "¬"})

_CUT = " ... "

# Nobody reads on through more changes than these in one text.
_MOST_PIECES = 20


def shown_text(text: str, most: int = _MOST) -> str:
    """The text as it can be shown in a line of a terminal, a long one cut in the middle."""
    if len(text) > most:
        head = most * 2 // 3
        text = text[:head].rstrip() + _CUT + text[head - most :].lstrip()
    return visible(text.translate(_AS_IN_WORD))


def compared(before: str, after: str, paint: Paint) -> str:
    """The text with `[old -> new]` where it has changed, `[- old]` and `[+ new]`."""
    if before == after:
        return shown_text(before)
    steps = list(_steps(before.translate(_AS_IN_WORD), after.translate(_AS_IN_WORD)))
    last = len(steps) - 1
    pieces = [
        _changed(old, new, paint)
        if old != new
        else _context(old, is_first=number == 0, is_last=number == last)
        for number, (old, new) in enumerate(steps)
    ]
    if len(pieces) > _MOST_PIECES:
        half = _MOST_PIECES // 2
        pieces = [*pieces[:half], _CUT.strip(), *pieces[-half:]]
    return " ".join(filter(None, pieces))


def unchanged(before: str, after: str) -> str:
    """The words of the text that have changed, as they were, with those round them."""
    old, new = (text.translate(_AS_IN_WORD).split() for text in (before, after))
    start = _same(old, new)
    end = len(old) - _same(old[start:][::-1], new[start:][::-1])
    first, last = max(0, start - _ROUND), min(len(old), end + _ROUND)
    cut = _CUT.strip()
    kept = [*[cut] * (first > 0), *old[first:last], *[cut] * (last < len(old))]
    return shown_text(" ".join(kept))


def _same(old: list[str], new: list[str]) -> int:
    """How many words the two have in common at their beginning."""
    return next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )


def _steps(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The texts piece by piece, as they were and as they are; pieces that are the same too."""
    old, new = _words(before), _words(after)
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    first, last = "".join(old[:start]), "".join(old[len(old) - end :])
    if first:
        yield first, first
    yield from _between(old[start : len(old) - end], new[start : len(new) - end])
    if last:
        yield last, last


def _between(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    if len(old) + len(new) > _MOST_WORDS:
        yield "".join(old), "".join(new)
        return
    changed = ("", "")
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        # A space between two words that have changed is no word that stayed.
        if tag != "equal" or (was.isspace() and any(changed)):
            changed = changed[0] + was, changed[1] + now
            continue
        if any(changed):
            yield changed
        changed = ("", "")
        yield was, now
    if any(changed):
        yield changed


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|¶|[^\s¶]+", text)


def _changed(old: str, new: str, paint: Paint) -> str:
    only_spaces = old.strip() == new.strip()
    was, now = (_side(text, is_exact=only_spaces) for text in (old, new))
    if not now:
        return f"[{paint('removed', f'- {was}')}]"
    if not was:
        return f"[{paint('added', f'+ {now}')}]"
    return f"[{paint('removed', was)} -> {paint('added', now)}]"


def _side(text: str, *, is_exact: bool) -> str:
    """The text, in quotation marks where it is the spaces that matter."""
    if not text:
        return ""
    return f'"{shown_text(text)}"' if is_exact or text.isspace() else shown_text(text.strip())


def _context(text: str, *, is_first: bool, is_last: bool) -> str:
    """What stayed: the words next to what has changed."""
    words = text.split()
    before, after = (0 if is_first else _ROUND), (0 if is_last else _ROUND)
    if len(words) <= before + after:
        return shown_text(" ".join(words))
    kept = [*words[:before], _CUT.strip(), *words[len(words) - after :]]
    return shown_text(" ".join(kept))
