"""What a built file says of itself: what it was built from, and whether anybody saved it since.

It stands in the custom XML part of the addresses: a `built` element before the values, and at the
root a digest of all other parts.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from memo.provenance import Drawn, Provenance
from memo.word import base
from memo.word.addresses import NAMESPACE, Anchors
from memo.word.custom_xml import add_custom_xml, find_custom_xml, remove_custom_xml
from memo.word.package import digest, related_parts, remove_part
from memo.word.properties import remove_counts
from memo.word.xml import DECLARATION, Element, escape

# Kinds of parts.
_OF_REVIEWERS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")

_ITEM_ID = "{6B4F2A0E-5D0C-4E0B-9A53-0C7B1B0A3D11}"


class Traces(Struct, frozen=True):
    """What a file says of itself. `is_untouched` where nobody has saved it since it was built."""

    provenance: Provenance
    is_untouched: bool


def add_traces(
    parts: dict[str, bytes], main: str, anchors: Anchors, provenance: Provenance
) -> None:
    """Nothing; adds what a built file says of itself: its addresses and its provenance.

    It must hold all its other parts already.
    """
    item = add_custom_xml(parts, main, NAMESPACE, _ITEM_ID)
    parts[item] = (
        f'{DECLARATION}<addresses xmlns="{NAMESPACE}" digest="{digest(parts)}">'
        f"{_provenance_xml(provenance)}{anchors.xml()}</addresses>"
    ).encode()


def remove_traces(parts: dict[str, bytes], main: str) -> None:
    """Nothing; takes out what a template brings along of the papers that it was made from.

    That it was once a built file; comments that lost their words, which Word shows nowhere; whom
    Word remembers as having commented or changed anything, ever; and what its pages were.
    """
    remove_counts(parts)
    for namespace in (NAMESPACE, base.NAMESPACE):
        remove_custom_xml(parts, main, namespace)
    for referrer, kinds in ((main, _OF_REVIEWERS), ("", ("thumbnail",))):
        for kind in kinds:
            for part in related_parts(parts, referrer, kind):
                remove_part(parts, part, referrer)


def read_traces(parts: Mapping[str, bytes]) -> Traces | None:
    """What the file says of itself; None where it is not ours, or no longer says it."""
    for name, root in find_custom_xml(parts, NAMESPACE).items():
        rest = {other: data for other, data in parts.items() if other != name}
        for element in root.iter(f"{{{NAMESPACE}}}built"):
            return Traces(_provenance(element), root.get("digest") == digest(rest))
    return None


def _provenance_xml(provenance: Provenance) -> str:
    drawn = "".join(map(_drawn_xml, provenance.drawn))
    schemas = "".join(
        f'<schema name="{escape(name)}" sha256="{hash}"/>'
        for name, hash in provenance.schemas.items()
    )
    return (
        f'<built document="{escape(provenance.document)}" content="{provenance.content}" '
        f'kind="{escape(provenance.kind)}" template="{provenance.template}" '
        f'tool="{provenance.tool}">{schemas}{drawn}</built>'
    )


def _drawn_xml(drawn: Drawn) -> str:
    pointer = f' path="{escape(drawn.pointer)}"' if drawn.pointer else ""
    is_there = "" if drawn.is_there else ' there="no"'
    hash = "" if drawn.hash is None else f' sha256="{drawn.hash}"'
    return f'<drawn file="{escape(drawn.file)}"{pointer}{is_there}{hash}/>'


def _provenance(element: Element) -> Provenance:
    schemas = element.findall(f"{{{NAMESPACE}}}schema")
    return Provenance(
        element.get("document", ""),
        tuple(_drawn(each) for each in element.findall(f"{{{NAMESPACE}}}drawn")),
        element.get("kind", ""),
        element.get("template", ""),
        {schema.get("name", ""): schema.get("sha256", "") for schema in schemas},
        element.get("tool", ""),
    )


def _drawn(element: Element) -> Drawn:
    return Drawn(
        element.get("file", ""),
        element.get("there", "") != "no",
        element.get("path", ""),
        element.get("sha256"),
    )
