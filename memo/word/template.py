"""A template made ready: all that depends on the Word file, whatever is merged into it.

It is mere data, so that it can be kept on disk.
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from memo.fields import Printed
from memo.word.notes import NotesTemplate
from memo.word.numbering import NumberingTemplate
from memo.word.packing import Packed
from memo.word.places import Place
from memo.word.styles import Styles
from memo.word.tag_tree import Node


class TaggedPart(Struct, frozen=True):
    """A part that holds tags. `root` is its root element's start tag, with all its namespaces.

    `places` are those where prose is printed, by the number of the paragraph. `has_tables` where it
    has any before the content brings its own.
    """

    name: str
    body: tuple[Node, ...]
    root: str
    places: dict[int, Place]
    has_tables: bool = False


class Template(Struct, frozen=True, dict=True):
    """A template ready for merging.

    `hash` is over the parts of the Word file. `names` are the fields of the schema's root. `parts`
    are all parts as they go into a document where nothing changes them, and `packed` the same as
    they lie in its file; `tagged` are those with tags, in the order of reading, the body first.
    `first_id` is a `w:id` above those of all bookmarks, and `first_drawing_id` above those of all
    drawings; `relation_prefix` begins no name of a relationship. `printed` is what the template
    prints, in the order of reading. `personal` are the document properties that a final version
    leaves out.
    """

    file: str
    hash: str
    names: tuple[str, ...]
    parts: dict[str, bytes]
    packed: dict[str, Packed]
    main: str
    tagged: tuple[TaggedPart, ...]
    properties: tuple[TaggedPart, ...]
    styles: Styles
    numbering_part: str
    settings_part: str
    notes: NotesTemplate
    first_id: int
    first_drawing_id: int
    relation_prefix: str
    printed: tuple[Printed, ...]
    personal: tuple[str, ...] = ()

    @cached_property
    def known(self) -> dict[str, tuple[bytes, Packed]]:
        """The parts, each with how it lies in a file."""
        return {name: (data, self.packed[name]) for name, data in self.parts.items()}

    @cached_property
    def numbering(self) -> NumberingTemplate:
        """The lists of the template."""
        return NumberingTemplate(self.parts.get(self.numbering_part))
