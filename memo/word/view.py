"""A Word file as text, a line for each paragraph: what git shows of a change, and tests compare."""

from __future__ import annotations

from collections.abc import Mapping

from memo.word.package import main_part, related_parts
from memo.word.styles import Styles
from memo.word.xml import Element, parse, text_of, w


def view(parts: Mapping[str, bytes]) -> str:
    """The paragraphs of body, headers and footers, as `[style] text`, style names as in Word.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    styles_part = next(iter(related_parts(parts, main, "styles")), "")
    styles = Styles(parse(parts[styles_part]) if styles_part else None)
    stories = [("body", main)]
    for kind in ("header", "footer"):
        stories += [(kind, name) for name in related_parts(parts, main, kind)]
    lines: list[str] = []
    for kind, name in stories:
        lines += [f"== {kind}", *_paragraphs(parse(parts[name]), styles)]
    return "\n".join(lines) + "\n"


def _paragraphs(root: Element, styles: Styles) -> list[str]:
    lines = []
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        id = "" if style is None else style.get(w("val"), "")
        lines.append(f"[{styles.name_of(id)}] {text_of(paragraph)}".rstrip())
    return lines
