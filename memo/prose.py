"""A prose as the author wrote it: one text, or texts, tables and figures one after another."""

from __future__ import annotations

import re

from memo.blocks import Block, Caption, CaptionKind, Figure, Prose
from memo.confidential import is_yes
from memo.context import Context
from memo.fields import Field
from memo.pictures import MAX_BYTES, MAX_PIXELS, NoPicture, Picture, PictureTooLarge, read_picture
from memo.problems import say
from memo.source.nodes import Mapping, Node, Scalar, Sequence
from memo.tables import compose_table

_KINDS: tuple[CaptionKind, ...] = ("tabel", "figur")


def compose_prose(node: Scalar | Sequence, pointer: str, field: Field, context: Context) -> Prose:
    """The prose that the author wrote as one text, or as a list of parts."""
    parts = [(node, pointer)] if isinstance(node, Scalar) else _numbered(node, pointer)
    part = field.items or field
    blocks = [_part(one, place, part, context) for one, place in parts]
    return Prose(tuple(block for block in blocks if block), context.source.node_span(node))


def _numbered(sequence: Sequence, pointer: str) -> list[tuple[Node, str]]:
    return [(item, f"{pointer}/{number}") for number, item in enumerate(sequence.items)]


def _part(node: Node, pointer: str, field: Field, context: Context) -> Block | None:
    """One part; None for what the validator has reported."""
    if isinstance(node, Scalar):
        _warn_of_melted_paragraphs(node, context)
        return None if context.is_blank(node) else context.passage(node, pointer)
    if not isinstance(node, Mapping):
        return None
    for kind in _KINDS:
        mapping = node.entries.get(kind)
        if isinstance(mapping, Mapping) and context.leaves_out(mapping):
            return _stand_in(kind, mapping, field, context)
        if isinstance(mapping, Mapping) and kind == "tabel":
            caption = _caption(kind, mapping, f"{pointer}/tabel", context)
            return compose_table(mapping, f"{pointer}/tabel", caption, context)
        if isinstance(mapping, Mapping):
            return _figure(mapping, f"{pointer}/figur", context)
    return None


def _stand_in(kind: CaptionKind, mapping: Mapping, field: Field, context: Context) -> Block | None:
    """What stands in the place of a table or figure that is left out; it keeps its number."""
    name = mapping.entries.get("navn")
    if "titel" in mapping.entries:
        context.captions.leave_out(kind, name.value if isinstance(name, Scalar) else "")
    stand_in = context.stand_in(field.properties[kind])
    return _part(stand_in.node, "", field, context.of(stand_in)) if stand_in else None


def _caption(kind: CaptionKind, mapping: Mapping, pointer: str, context: Context) -> Caption | None:
    title, unit = mapping.entries.get("titel"), mapping.entries.get("enhed")
    name = mapping.entries.get("navn")
    if not isinstance(title, Scalar):
        return None
    called = name.value if isinstance(name, Scalar) else ""
    span = context.source.node_span(name if name is not None else title)
    return Caption(
        kind,
        context.captions.add(kind, called, span, context.report),
        context.line(title, f"{pointer}/titel"),
        context.line(unit, f"{pointer}/enhed") if isinstance(unit, Scalar) else None,
    )


def _figure(mapping: Mapping, pointer: str, context: Context) -> Figure | None:
    caption = _caption("figur", mapping, pointer, context)
    file, description = mapping.entries.get("fil"), mapping.entries.get("alt")
    if (description is None) != is_yes(mapping.entries.get("pynt")):
        context.report.error(
            "billede-uden-tekst",
            context.source.node_span(mapping),
            say("a picture must have either an alternative text or the mark of mere decoration"),
            say("write alt: and what it shows, or pynt: ja where it says nothing"),
        )
    text = None
    if isinstance(description, Scalar) and not context.is_blank(description):
        text = context.text(description, f"{pointer}/alt")
    picture = _picture(file, context) if isinstance(file, Scalar) else None
    if picture is None or not isinstance(file, Scalar):
        return None
    return Figure(picture, context.address(file, f"{pointer}/fil"), text, caption)


def _picture(file: Scalar, context: Context) -> Picture | None:
    """The picture in the file that the scalar names, None with a problem."""
    path = context.named_file(file)
    data = context.data(path, MAX_BYTES) if path else None
    if data is None:
        return None
    try:
        picture = read_picture(data)
    except NoPicture:
        context.report.error(
            "ikke-et-billede",
            context.source.node_span(file),
            say("the file is no picture that can be read"),
            say("save the picture as PNG or JPEG"),
        )
        return None
    except PictureTooLarge:
        context.report.error(
            "billede-for-stort",
            context.source.node_span(file),
            say(
                "the picture has more than {most} million pixels",
                most=MAX_PIXELS // 1_000_000,
            ),
            say("make it smaller in a program for pictures; for a page, 10 million are enough"),
        )
        return None
    if picture.is_turned:
        context.report.warning(
            "billede-drejet",
            context.source.node_span(file),
            say("the camera has noted that this picture is to be turned, and Word may not do it"),
            say("open it in a program for pictures, turn it round once and save it"),
        )
    return picture


def _warn_of_melted_paragraphs(scalar: Scalar, context: Context) -> None:
    """Nothing; only below | does YAML keep the empty lines that separate paragraphs."""
    raw = context.source.raw(scalar)
    if scalar.style != "|" and re.search(r"\S[ \t]*\r?\n[ \t]*\r?\n", raw):
        context.report.warning(
            "afsnit-smelter-sammen",
            context.source.node_span(scalar),
            say("the paragraphs of this text run together, for it does not stand below |"),
            say("write | after the colon, and begin the text on the next line, indented"),
        )
