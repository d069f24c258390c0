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
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = lambda name, _: self._open.append(name)
        self._parser.EndElementHandler = lambda _: self._open.pop()

    def feed(self, xml: str) -> None:
        """Nothing; goes on through the part. Raises BrokenStructure."""
        try:
            self._parser.Parse(xml, False)
        except expat.ExpatError as error:
            raise BrokenStructure(str(error)) from error

    def open(self) -> tuple[str, ...]:
        """The names of the open elements, the outermost first."""
        return tuple(self._open)
