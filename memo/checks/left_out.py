"""What the public version of a paper leaves out: groups of it, and annexes or groups of those."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from memo.checks.paper import Paper, read_texts
from memo.confidential import is_marked, is_marked_at
from memo.content import is_yaml
from memo.fields import Field
from memo.problems import Report
from memo.schema.walking import below
from memo.source.nodes import Mapping, Node, Scalar, plain

Part = tuple[Node, Field]


class LeftOut(Struct, frozen=True):
    """The parts of a paper that are left out, none inside another, in their order.

    `annexes` hold the texts that are left out of each, by the names that the paper gives the files.
    """

    parts: list[Part]
    annexes: dict[str, Paper]


def left_out(paper: Paper) -> LeftOut:
    """What the public version of the paper leaves out."""
    found = _Finder(paper)
    if paper.source.root is not None:
        found.look((paper.source.root, paper.root), is_inside=False)
    annexes = {name: found.annex(name, whole) for name, whole in found.files.items()}
    return LeftOut(found.parts, {name: annex for name, annex in annexes.items() if annex})


def texts(part: Part) -> Iterator[Scalar]:
    """What is written in the part, but for the names of files and what is chosen from a list."""
    node, field = part
    is_code = field.format == "fil" or field.options or field.register
    if isinstance(node, Scalar) and not is_code:
        yield node
    for inner in below(node, field):
        yield from texts(inner)


def _marked(part: Part) -> Iterator[Part]:
    """The outermost groups that are marked."""
    if is_marked(part[0]):
        yield part
        return
    for inner in below(*part):
        yield from _marked(inner)


class _Finder:
    """Goes through a paper; `files` tells of each that it names whether all of it is left out."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.parts: list[Part] = []
        self.files: dict[str, bool] = {}

    def look(self, part: Part, *, is_inside: bool) -> None:
        """Nothing; takes in what is left out there, which may be inside of what is marked."""
        node, field = part
        is_inside = is_inside or is_marked(node)
        is_outermost = not self.parts or node.start >= self.parts[-1][0].end
        if is_outermost and (is_inside or self._names_marked(node, field)):
            self.parts.append(part)
        if isinstance(node, Scalar) and field.format == "fil":
            self.files[node.value] = is_inside or self.files.get(node.value, False)
        for inner in below(node, field):
            self.look(inner, is_inside=is_inside)

    def _names_marked(self, node: Node, field: Field) -> bool:
        """Whether the group is left out for the file that it names, as `compose` does."""
        if not isinstance(node, Mapping):
            return False
        for name, sub in field.properties.items():
            file = node.entries.get(sub.fetched_from)
            path = self._path(file.value) if isinstance(file, Scalar) else None
            source = self._paper.content.source(path, Report()) if path else None
            if source and is_marked_at(source.root, name):
                return True
        return False

    def annex(self, name: str, is_whole: bool) -> Paper | None:
        """What is left out of the file, all or what is marked; None where it is no paper."""
        content = self._paper.content
        path = self._path(name)
        source = content.source(path, Report()) if path else None
        schema = content.schema_of(source, Report()) if source else None
        if not path or not source or not schema or not isinstance(source.root, Mapping):
            return None
        if is_whole or is_marked(source.root):
            parts = self._others(source.root, schema.root)
        else:
            parts = list(_marked((source.root, schema.root)))
        found = [text for part in parts for text in texts(part)]
        return read_texts(path, source, schema, content, found) if found else None

    def _others(self, root: Mapping, field: Field) -> list[Part]:
        """What stands in that file, less what the paper says alike of itself: its case officer."""
        own = self._paper.source.root
        said = own.entries if isinstance(own, Mapping) else {}
        return [
            (node, field.properties[name])
            for name, node in root.entries.items()
            if name in field.properties and not (name in said and plain(node) == plain(said[name]))
        ]

    def _path(self, name: str) -> str | None:
        """The YAML file that the paper calls so, if it is there."""
        path = self._paper.content.named_file(self._paper.path, name)
        return path if path and is_yaml(path) else None
