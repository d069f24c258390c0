"""A Word file as text, a line for each paragraph: what git shows of a change, and tests compare."""

from __future__ import annotations

from collections.abc import Mapping

from memo.word.package import main_part, related_parts
from memo.word.xml import Element, parse, text_of, w


def view(parts: Mapping[str, bytes]) -> str:
    """The paragraphs of body, headers and footers, as `[style] text`, style names as in Word.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    names: dict[str, str] = {}
    for styles in related_parts(parts, main, "styles"):
        names = _style_names(parse(parts[styles]))
    stories = [("body", main)]
    for kind in ("header", "footer"):
        stories += [(kind, name) for name in related_parts(parts, main, kind)]
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
