"""Footnotes: a part of their own, which a template need not have."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from memo.word.package import add_content_type, add_relationship, related_parts
from memo.word.settings import with_separators
from memo.word.xml import DECLARATION, W, number, parse, serialize, w

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NEW_PART = "word/footnotes.xml"

# Word takes the line above the notes from two notes that nothing refers to.
_EMPTY = (
    f'<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" '
    'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


class NotesTemplate(Struct, frozen=True):
    """The footnotes of a template: the name of their part, and an id above those of all notes.

    `is_new` where the template has no such part.
    """

    part: str
    first_id: int
    is_new: bool


def notes_template(parts: Mapping[str, bytes], main: str) -> NotesTemplate:
    """The footnotes of the template in the parts. Raises XmlFault."""
    for name in related_parts(parts, main, "footnotes"):
        ids = [number(note, "id") for note in parse(parts[name]).iter(w("footnote"))]
        return NotesTemplate(name, max(ids, default=0) + 1, False)
    return NotesTemplate(_NEW_PART, 1, True)


class Notes(Struct):
    """The footnotes of one document, as it is printed."""

    template: NotesTemplate
    _notes: list[str] = field(default_factory=list)

    def add(self, paragraphs: str) -> int:
        """The id of a new footnote with the paragraphs."""
        id = self.template.first_id + len(self._notes)
        self._notes.append(f'<w:footnote w:id="{id}">{paragraphs}</w:footnote>')
        return id

    def add_to(self, parts: dict[str, bytes], main: str, settings: str) -> None:
        """Nothing; adds the notes to the document's parts, if there are any."""
        if not self._notes:
            return
        part = self.template.part
        if self.template.is_new:
            parts[part] = _EMPTY.encode()
            add_relationship(parts, main, _TYPE, f"/{part}")
            add_content_type(parts, part, _CONTENT_TYPE)
            if settings:
                parts[settings] = with_separators(parts[settings])
        root = parse(parts[part])
        root.extend(list(parse(f'<w:footnotes xmlns:w="{W}">{"".join(self._notes)}</w:footnotes>')))
        parts[part] = (DECLARATION + serialize(root)).encode()
