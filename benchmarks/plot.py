"""The growth as a picture, on axes of powers of ten: what is in proportion has a slope of 1."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from benchmarks.growth import Growth
from benchmarks.measuring import MILLI

_WIDTH, _HEIGHT = 560, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 88, 30, 24, 56
_DOT = 4
_BELOW = 3

# Colours that stand out from white as from black.
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #767676 }
line { stroke: #888; stroke-opacity: .35 }
line.slope { stroke-opacity: 1; stroke-dasharray: 6 5 }
polyline { stroke-width: 2 }
.rows { fill: #3b82c4 }
.paragraphs { fill: #d2691e }
polyline.rows { stroke: #3b82c4; fill: none }
polyline.paragraphs { stroke: #d2691e; fill: none }
"""

_Point = tuple[float, float]


def draw(growth: Growth, file: Path) -> None:
    """Nothing; writes the picture as SVG."""
    lines = {
        kind: [(float(each.size), each.times.median * MILLI) for each in sizes]
        for kind, sizes in growth.items()
    }
    svg = _Picture(lines).svg()
    file.write_text(svg, encoding="utf-8", newline="\n")


class _Picture:
    """Lines of points (size, milliseconds), by their names."""

    def __init__(self, lines: dict[str, list[_Point]]) -> None:
        self.lines = lines
        points = [point for line in lines.values() for point in line]
        self._x = _decades(x for x, _ in points)
        self._y = _decades(y for _, y in points)

    def svg(self) -> str:
        """The picture."""
        size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        about = "Milliseconds a document by the number of rows, and of paragraphs"
        drawn = [*self._grid(), self._slope(), *self._lines()]
        inside = "\n".join(drawn)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{about}">\n'
            f"<style>{_STYLE}</style>\n{inside}\n</svg>\n"
        )

    def _place(self, point: _Point) -> _Point:
        """Where on the picture the point is."""
        (left, right), (low, high) = self._x, self._y
        x = (math.log10(point[0]) - left) / (right - left)
        y = (math.log10(point[1]) - low) / (high - low)
        width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return round(_LEFT + x * width, 1), round(_TOP + (1 - y) * height, 1)

    def _grid(self) -> Iterator[str]:
        """The lines and numbers of both axes, and what they count."""
        (left, right), (low, high) = self._x, self._y
        for power in range(left, right + 1):
            begin, end = (10**power, 10**low), (10**power, 10**high)
            x, y = self._place(begin)
            yield self._line(begin, end)
            yield f'<text x="{x}" y="{y + 20}" text-anchor="middle">{10**power:,}</text>'
        for power in range(low, high + 1):
            begin, end = (10**left, 10**power), (10**right, 10**power)
            x, y = self._place(begin)
            yield self._line(begin, end)
            yield f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{10**power:,} ms</text>'
        middle = (_LEFT + _WIDTH - _RIGHT) / 2
        counted = "rows or paragraphs in one memo"
        yield f'<text x="{middle}" y="{_HEIGHT - 10}" text-anchor="middle">{counted}</text>'

    def _slope(self) -> str:
        """A line of slope 1 below the others, where it can be seen."""
        x = 10 ** self._x[1]
        y = min(line[-1][1] for line in self.lines.values()) / _BELOW
        down = min(self._x[1] - self._x[0], math.log10(y) - self._y[0])
        return self._line((x / 10**down, y / 10**down), (x, y), "slope")

    def _lines(self) -> Iterator[str]:
        """Each line with its dots, and its name at the top."""
        for number, (name, line) in enumerate(self.lines.items()):
            places = [self._place(point) for point in line]
            shown = " ".join(f"{x},{y}" for x, y in places)
            yield f'<polyline class="{name}" points="{shown}"/>'
            yield from (f'<circle class="{name}" cx="{x}" cy="{y}" r="{_DOT}"/>' for x, y in places)
            y = _TOP + 20 + 20 * number
            yield f'<text class="{name}" x="{_LEFT + 12}" y="{y}">{name}</text>'
        y = _TOP + 20 + 20 * len(self.lines)
        yield f'<text x="{_LEFT + 12}" y="{y}">dashed: in proportion</text>'

    def _line(self, begin: _Point, end: _Point, name: str = "grid") -> str:
        (x1, y1), (x2, y2) = self._place(begin), self._place(end)
        return f'<line class="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _decades(numbers: Iterator[float]) -> tuple[int, int]:
    """The powers of ten between which all of the numbers lie."""
    powers = [math.log10(number) for number in numbers]
    return math.floor(min(powers)), math.ceil(max(powers))
