"""Which elements of a part are open between two tags of its template."""

from __future__ import annotations

from xml.parsers import expat


class BrokenStructure(Exception):
    """The XML between the tags does not fit together."""


class Structure:
    """Follows the XML of a part piece by piece, as the tags cut it up.

    A loop or condition may leave out or repeat its body, whatever the content, only if the same
    elements are open where it begins and where it ends.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda _: self._open.pop()

    def feed(self, xml: str) -> None:
        """Nothing; goes on through the part. Raises BrokenStructure."""
        try:
            self._parser.Parse(xml, False)
        except expat.ExpatError as error:
            raise BrokenStructure(str(error)) from error

    def open(self) -> tuple[str, ...]:
        """The open elements, the outermost first.

        A run is as good as another, and so is a text; of all others each is one of its own.
        """
        return tuple(self._open)

    def _start(self, name: str, _: object) -> None:
        self._count += 1
        self._open.append(name if name in ("w:r", "w:t") else f"{name} {self._count}")
