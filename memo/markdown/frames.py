"""How far in each line stands: the quotations and points that are open while text is written."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from memo.flat import Flat
from memo.markdown.characters import Unsayable
from memo.markdown.layout import Place


class Frame(Struct, frozen=True):
    """A quotation or point. `before` stands before its sign, `inside` before what it holds.

    `least` is how many columns what it holds must be set in. `place` is that of a point.
    """

    kind: str
    before: str
    inside: str
    least: int
    sign: str = ""
    place: Place | None = None


class Frames:
    """What is open, from the outermost."""

    def __init__(self, insides: dict[Place, str]) -> None:
        self._open: list[Frame] = []
        self._insides = insides

    @property
    def quote(self) -> str:
        """What an empty line inside the innermost quotation begins with, "" outside."""
        quotes = [frame for frame in self._open if frame.kind == "q"]
        return quotes[-1].inside.rstrip() if quotes else ""

    def before(self, flat: Flat, place: Place | None) -> tuple[str, str]:
        """What stands before the paragraph, or before its sign; and the sign of its neighbours.

        Closes what ends there. Raises `Unsayable` where a point has none to stand under.
        """
        points = flat.level - (flat.kind == "point") if flat.kind != "heading" else 0
        cut = self._cut(points, flat.quotes, place)
        sibling = self._open[cut] if cut < len(self._open) else None
        del self._open[cut:]
        kinds = "".join(frame.kind for frame in self._open)
        if kinds.count("p") < points:
            raise Unsayable("a point under none")
        for _ in range(flat.quotes - kinds.count("q")):
            inside = (self._open[-1].inside if self._open else "") + "> "
            self._open.append(Frame("q", inside[:-2], inside, len(inside)))
            sibling = None
        if sibling and (sibling.kind != "p" or flat.kind != "point"):
            sibling = None
        outer = self._open[-1] if self._open else None
        sign = sibling.sign if sibling else ""
        if place and self._fits(place):
            if outer and outer.kind == "q":
                self._open[-1] = replace(outer, inside=place.before)
            return place.before, sign
        return sibling.before if sibling else outer.inside if outer else "", sign

    def enter(self, before: str, sign: str, gap: str, place: Place | None) -> None:
        """Nothing; opens a point."""
        is_bullet = sign in ("-", "*", "+")
        least = len(before) + min(len(sign) + min(len(gap) or 1, 4), 9 if is_bullet else 3)
        inside = before + " " * min(len(sign) + max(len(gap), 1), 4 if not is_bullet else 9)
        if place and place.before == before and place in self._insides:
            own = self._insides[place]
            if least <= len(own):
                inside = own
        self._open.append(Frame("p", before, inside, least, sign, place))

    def inside(self) -> str:
        """What stands before what the innermost holds."""
        return self._open[-1].inside if self._open else ""

    def _cut(self, points: int, quotes: int, place: Place | None) -> int:
        """How many stay open."""
        kinds = "".join(frame.kind for frame in self._open)
        around = place.around if place else ""
        if (around.count("p"), around.count("q")) == (points, quotes) and kinds.startswith(around):
            return len(around)
        best = 0
        for end in range(len(kinds) + 1):
            if kinds[:end].count("p") <= points and kinds[:end].count("q") <= quotes:
                best = end
        return best

    def _fits(self, place: Place) -> bool:
        """Whether a paragraph may stand as far in as it did: what it stands in is as it was."""
        if "".join(frame.kind for frame in self._open) != place.around:
            return False
        point = next((frame for frame in reversed(self._open) if frame.kind == "p"), None)
        if point is None or place.under is None:
            return point is None
        if point.place is not place.under or point.before != place.under.before:
            return False
        return point.sign == place.under.sign or point.least <= len(place.before)
