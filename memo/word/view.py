"""A Word file as text, a line for each paragraph: what git shows of a change, and tests compare."""

from __future__ import annotations

from collections.abc import Mapping

from memo.word.package import main_part, related_parts
from memo.word.styles import Styles, read_styles
from memo.word.xml import Element, number, parse, text_of, value_of, w

_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"


def view(parts: Mapping[str, bytes]) -> str:
    """The paragraphs of body, notes, headers and footers, as `[style] text`, names as in Word.

    In a table `+` begins a row and `|` a further cell, once for each column that it covers; `^`
    belongs to the cell above. A picture in a line is `![alternative text]`.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    styles_part = next(iter(related_parts(parts, main, "styles")), "")
    styles = read_styles(parse(parts[styles_part]) if styles_part else None)
    stories = [("body", main)]
    for kind in ("footnotes", "header", "footer"):
        stories += [(kind, name) for name in related_parts(parts, main, kind)]
    lines: list[str] = []
    for kind, name in stories:
        lines += [f"== {kind}", *_paragraphs(parse(parts[name]), styles)]
    return "\n".join(lines) + "\n"


def _paragraphs(root: Element, styles: Styles) -> list[str]:
    lines = []
    for paragraph in root.iter(w("p")):
        if _is_line_above_notes(paragraph):
            continue
        id = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        text = f"[{styles.name_of(id)}] {_pictures(paragraph)}{text_of(paragraph)}"
        lines.append(_cell_sign(paragraph) + text.rstrip())
    return lines


def _pictures(paragraph: Element) -> str:
    properties = [inline.find("{*}docPr") for inline in paragraph.iter(_INLINE)]
    return "".join(f"![{each.get('descr', '')}]" for each in properties if each is not None)


def _is_line_above_notes(paragraph: Element) -> bool:
    note = paragraph.getparent()
    return note is not None and note.tag == w("footnote") and note.get(w("type")) is not None


def _cell_sign(paragraph: Element) -> str:
    """What shows where in a table the paragraph stands; "" where it is in none."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != w("tc"):
        return ""
    if paragraph is not cell.find(w("p")):
        return "  "
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    row = cell.getparent()
    sign = "+" if row is None or cell is row.find(w("tc")) else "|"
    goes_on = "^" if merge is not None and merge.get(w("val")) != "restart" else ""
    return sign * (1 if span is None else number(span, "val")) + goes_on + " "
