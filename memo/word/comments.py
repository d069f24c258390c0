"""The comments of a document, with their replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memo.word.package import main_part, related_parts
from memo.word.tracking import ACCEPTED, resolve
from memo.word.xml import Element, parse, text_of, value_of, w

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment. `date` is as the file has it, "" where it has none; paragraphs end in "\\n"."""

    author: str
    date: str
    text: str
    is_resolved: bool = False
    replies: tuple[Comment, ...] = ()


def read_comments(parts: Mapping[str, bytes]) -> tuple[Comment, ...]:
    """The comments in the order of the words that they are on; then those whose words are gone.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    elements: dict[str, Element] = {}
    for name in related_parts(parts, main, "comments"):
        root = parse(parts[name])
        resolve(root, ACCEPTED)
        elements |= {value_of(comment, "id"): comment for comment in root.iterfind(w("comment"))}
    threads = _Threads(elements)
    for name in related_parts(parts, main, "commentsExtended"):
        threads.read(parse(parts[name]))
    referred = parse(parts[main]).iter(w("commentRangeStart"), w("commentReference"))
    order = dict.fromkeys(value_of(reference, "id") for reference in referred)
    ids = [id for id in order if id in elements] + [id for id in elements if id not in order]
    return tuple(threads.comment(id) for id in ids if id not in threads.parents)


class _Threads:
    """Which comments are replies to which; without commentsExtended.xml each stands alone."""

    def __init__(self, elements: Mapping[str, Element]) -> None:
        self._elements = elements
        self.parents: dict[str, str] = {}
        self._resolved: set[str] = set()
        self._replies: dict[str, list[str]] = {}

    def read(self, root: Element) -> None:
        """Nothing; reads commentsExtended.xml, which knows a comment by one of its paragraphs."""
        comments = {
            paragraph.get(f"{_W14}paraId", ""): id
            for id, comment in self._elements.items()
            for paragraph in comment.iter(w("p"))
        }
        for extended in root.iterfind(f"{_W15}commentEx"):
            id = comments.get(extended.get(f"{_W15}paraId", ""))
            parent = comments.get(extended.get(f"{_W15}paraIdParent", ""))
            if id is None:
                continue
            if extended.get(f"{_W15}done") in ("1", "true"):
                self._resolved.add(id)
            # Word has replies to comments only: a reply to a reply, as in a ring, stands alone.
            if parent in (None, id) or id in self._replies or parent in self.parents:
                continue
            self.parents[id] = parent
            self._replies.setdefault(parent, []).append(id)

    def comment(self, id: str) -> Comment:
        """The comment with its replies."""
        element = self._elements[id]
        return Comment(
            value_of(element, "author"),
            value_of(element, "date"),
            "\n".join(map(text_of, element.iterfind(w("p")))),
            id in self._resolved,
            tuple(self.comment(reply) for reply in self._replies.get(id, ())),
        )
