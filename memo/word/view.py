"""A Word file as text, a line for each paragraph: what git shows of a change, and tests compare."""

from __future__ import annotations

from collections.abc import Mapping

from memo.word.package import PackageFault, relationships
from memo.word.xml import Element, parse, text_of, w

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def view(parts: Mapping[str, bytes]) -> str:
    """The paragraphs of body, headers and footers, as `[style] text`, style names as in Word.

    Raises PackageFault and XmlFault.
    """
    main = next(
        (r.target for r in relationships(parts, "") if r.type == f"{_TYPE}officeDocument"), ""
    )
    if main not in parts:
        raise PackageFault("its main part is missing")
    related = relationships(parts, main)
    styles = next((r.target for r in related if r.type == f"{_TYPE}styles"), "")
    names = _style_names(parse(parts[styles])) if styles in parts else {}
    stories = [("body", main)] + [
        (kind, r.target)
        for kind in ("header", "footer")
        for r in related
        if r.type == _TYPE + kind and r.target in parts
    ]
    lines: list[str] = []
    for kind, name in stories:
        lines += [f"== {kind}", *_paragraphs(parse(parts[name]), names)]
    return "\n".join(lines) + "\n"


def _paragraphs(root: Element, names: dict[str, str]) -> list[str]:
    lines = []
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        id = "" if style is None else style.get(w("val"), "")
        lines.append(f"[{names.get(id, id)}] {text_of(paragraph)}".rstrip())
    return lines


def _style_names(root: Element) -> dict[str, str]:
    names = {"": ""}
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        id = style.get(w("styleId"), "")
        names[id] = id if name is None else name.get(w("val"), id)
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            names[""] = names[id]
    return names
