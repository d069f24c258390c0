"""How wide a text is, near enough to set the columns of a table and the indents of a list.

Word and LibreOffice lay the text out themselves; only its width in proportion matters here. The
widths are those that the fonts' makers publish, in thousandths of the type size.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

_SIGNS = " 0123456789.,-()/%abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"


# Of a sign that is not in the table.
_OTHER = 556


class _Widths(dict[str, int]):
    def __missing__(self, sign: str) -> int:
        return _OTHER


def _widths(signs: str) -> _Widths:
    return _Widths(zip(_SIGNS, map(int, signs.split()), strict=True))


_TIMES = _widths(
    "250 500 500 500 500 500 500 500 500 500 500 250 250 333 333 333 278 833 "
    "444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 "
    "500 500 444 667 500 444 "
    "722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 889 722 722"
)
_ARIAL = _widths(
    "278 556 556 556 556 556 556 556 556 556 556 278 278 333 333 333 278 889 "
    "556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 "
    "500 500 500 889 611 556 "
    "667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 1000 778 667"
)
_FONTS = {"times new roman": _TIMES, "liberation serif": _TIMES}


class Font(Struct, frozen=True):
    """A font of a style; `size` is in half points, as Word counts."""

    name: str
    size: int

    def width(self, text: str) -> int:
        """The width of the text in twentieths of a point. Of an unknown font, that in Arial."""
        return _width(self, text)


# A table asks for the same words and decimals in each of its rows, and for each cell twice.
@lru_cache(maxsize=4096)
def _width(font: Font, text: str) -> int:
    widths = _FONTS.get(font.name.lower(), _ARIAL)
    thousandths = sum(map(widths.__getitem__, text))
    return round(thousandths * font.size * 10 / 1000)
