"""What the prose of a document refers to outside its parts: pictures, and addresses on the web."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from memo.pictures import Picture
from memo.word.package import add_default_type, add_relationships

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Relations:
    """The relationships that one document adds to its template's.

    `prefix` begins the names of those of ours, and no name of the template's.
    """

    def __init__(self, prefix: str) -> None:
        self.part = ""
        """The part that is being printed."""
        self._prefix = prefix
        self._found: dict[tuple[str, str, str], str] = {}
        self._pictures: dict[str, Picture] = {}

    def link(self, address: str) -> str:
        """The id of the relationship to an address on the web."""
        return self._id("hyperlink", address)

    def picture(self, picture: Picture) -> str:
        """The id of the relationship to a picture; the same picture is kept once."""
        digest = hashlib.sha256(picture.data).hexdigest()[:16]
        name = f"/word/media/{self._prefix}{digest}.{picture.ending}"
        self._pictures[name] = picture
        return self._id("image", name)

    @contextmanager
    def within(self, part: str) -> Iterator[None]:
        """A while in which another part is printed."""
        outer, self.part = self.part, part
        try:
            yield
        finally:
            self.part = outer

    def _id(self, kind: str, target: str) -> str:
        key = (self.part, kind, target)
        return self._found.setdefault(key, f"{self._prefix}{len(self._found) + 1}")

    def add_to(self, parts: dict[str, bytes]) -> None:
        """Nothing; adds the relationships and the pictures to the document's parts."""
        for part in dict.fromkeys(part for part, _, _ in self._found):
            own = [
                (id, f"{_TYPE}{kind}", target, kind == "hyperlink")
                for (of, kind, target), id in self._found.items()
                if of == part
            ]
            add_relationships(parts, part, own)
        for name, picture in self._pictures.items():
            parts[name.removeprefix("/")] = picture.data
            add_default_type(parts, picture.ending, picture.content_type)
