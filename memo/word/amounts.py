"""Numbers in the cells of a table, as the document's language writes them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from memo.language import Language

_DASHES = ("", "-", "\u2013", "\u2014", "\u2212", ".", "..", "...")
_UNIT = r"(?:%|pct\.|per cent|kr\.|DKK|t\.kr\.|mio\.|mia\.|m|bn)"


def is_dash(text: str) -> bool:
    """Whether the text stands where there is no number to write."""
    return text in _DASHES


# Of a table each is asked for again and again, by its column and by its cell.
@lru_cache(maxsize=4096)
def behind(text: str, language: Language) -> str | None:
    """What stands in the number of a cell behind its whole part: decimals, unit, marks of notes.

    Nothing stands in the dash in the place of one. None where the cell holds no number.
    """
    if is_dash(text):
        return ""
    match = _pattern(language).fullmatch(text)
    return match["rest"] if match else None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    group, decimal = re.escape(language.group), re.escape(language.decimal)
    sign = "[-+\u2212\u2013]?[ \u00a0]?"
    whole = rf"(?:[0-9]{{1,3}}(?:(?:{group}|[ \u00a0])[0-9]{{3}})+|[0-9]+)"
    return re.compile(
        rf"(?P<whole>{sign}{whole})(?P<rest>(?:{decimal}[0-9]+)?(?:[ \u00a0]?{_UNIT})*\**)"
    )
