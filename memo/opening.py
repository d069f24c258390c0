"""Which kind of paper a content file is."""

from __future__ import annotations

from memo.content import KIND_KEY, Content, kind_of
from memo.kinds import Kind, Kinds
from memo.problems import Report, say
from memo.source.nodes import Mapping as YamlMapping
from memo.source.nodes import Scalar, Source


def opened(
    path: str, content: Content, kinds: Kinds, report: Report
) -> tuple[Source | None, Kind | None]:
    """The content file at that path and its kind, None with problems."""
    source = content.source(path, report)
    return source, _kind(source, kinds, report) if source else None


def _kind(source: Source, kinds: Kinds, report: Report) -> Kind | None:
    node = kind_of(source)
    if isinstance(node, Scalar) and node.value:
        return kinds.kind(node.value, source.node_span(node), report)
    help = say("write the name of one kind: {names}", names=", ".join(kinds.names()))
    if isinstance(node, Scalar) and isinstance(source.root, YamlMapping):
        span = source.node_span(source.root.keys[KIND_KEY])
        report.error("tomt-felt", span, say('"{name}" is empty', name=KIND_KEY), help)
    elif node is not None:
        message = say('"{name}" must be {expected}', name=KIND_KEY, expected=say("a text"))
        report.error("forkert-type", source.node_span(node), message, help)
    elif source.root is None:
        help = say("write a paper in it, or put _ before its name")
        report.error("tom-fil", source.span(0), say("the file is empty"), help)
    return None
