"""What an author has marked `fortroligt: ja`, to be left out of the public version."""

from __future__ import annotations

from collections.abc import Iterator

from memo.source.nodes import Mapping, Node, Scalar, below

CONFIDENTIAL_KEY = "fortroligt"
"""The field of a group that marks it."""

TEXT_KEY = "tekst"
"""Where the text stands that is written as a group, so that it can be marked."""


def is_yes(node: Node | None) -> bool:
    """Whether the author wrote ja; what is left out means nej."""
    return isinstance(node, Scalar) and node.value == "ja"


def is_marked(node: Node | None) -> bool:
    """Whether the node is a group that is marked itself.

    So it is by all but a plain nej: a slip of the hand, as Ja, is an error and publishes nothing.
    """
    mark = node.entries.get(CONFIDENTIAL_KEY) if isinstance(node, Mapping) else None
    return mark is not None and not (isinstance(mark, Scalar) and mark.value == "nej")


def marked_in(node: Node) -> Iterator[Mapping]:
    """All groups in the node that are marked, those inside others too."""
    if isinstance(node, Mapping) and is_marked(node):
        yield node
    for inner in below(node):
        yield from marked_in(inner)


def is_marked_at(root: Node | None, name: str) -> bool:
    """Whether the field of that name, or all of the content file that has it, is marked."""
    return is_marked(root) or (isinstance(root, Mapping) and is_marked(root.entries.get(name)))


def text_of(node: Node | None) -> Node | None:
    """The node of a text, also where it is written as a group."""
    return node.entries.get(TEXT_KEY) if isinstance(node, Mapping) else node
