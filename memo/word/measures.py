"""Measures as Word files have them, whatever stands in the file."""

from __future__ import annotations

_MOST = 2**31


def measure(text: str | None, per_point: int = 20) -> int:
    """The measure in the unit of which a point has so many, 0 where the text is none.

    Word also writes points with the unit ("1.5pt"). A number that no program of today can hold is
    no measure: a few signs can say one ("1e308") that is none any more when it is reckoned with.
    """
    if text is None or len(text) > 12:
        return 0
    factor = per_point if text.endswith("pt") else 1
    try:
        found = float(text.removesuffix("pt")) * factor
    except ValueError:
        return 0
    return round(found) if abs(found) < _MOST else 0


def half_millimetres(twips: int) -> int:
    """The measure that a reader can see: LibreOffice rounds measures to hundredths of it."""
    return round(twips * 25.4 * 2 / 1440)
