"""What makes Word call a file unreadable, and what Word alone shows otherwise than it was meant.

The first are ids that are there twice and references to nothing, the second bold that two styles
ask for and what stands in the head of a table, which Word repeats on each page.

A reader of its own: it takes nothing from `memo`, so that it fails where the files are wrong.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests.finding import WP, W

# Of the styles of a table, a paragraph and a run, two that ask for one of these cancel each other
# (ECMA-376, 17.7.3).
_TOGGLES = ("b", "i", "caps", "smallCaps", "strike", "vanish")

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

Roots = dict[str, ElementTree.Element]


def faults(docx: Path) -> list[str]:
    """What is wrong with the file, in a few words each."""
    with zipfile.ZipFile(docx) as archive:
        names = archive.namelist()
        roots = {
            name: ElementTree.fromstring(archive.read(name))
            for name in names
            # What a program keeps for itself in a data store is no part of the document.
            if name.endswith((".xml", ".rels")) and not name.startswith("customXml/item")
        }
    found = [f"{name} twice" for name, times in Counter(names).items() if times > 1]
    found += [fault for name, root in roots.items() for fault in _twice(name, root)]
    found += [fault for name in roots for fault in _dangling(name, roots, set(names))]
    found += _untyped(roots["[Content_Types].xml"], names)
    found += _references(roots)
    styles = {
        style.get(f"{W}styleId", ""): style for style in roots["word/styles.xml"].iter(f"{W}style")
    }
    for name, root in roots.items():
        for table in root.iter(f"{W}tbl"):
            found += [f"{name}: {fault}" for fault in (*_heads(table), *_toggles(table, styles))]
    return found


def _twice(name: str, root: ElementTree.Element) -> Iterator[str]:
    marked = (
        (f"{W}bookmarkStart", f"{W}id"),
        (f"{W}bookmarkStart", f"{W}name"),
        (f"{W}bookmarkEnd", f"{W}id"),
        (f"{WP}docPr", "id"),
        (f"{W}footnote", f"{W}id"),
        (f"{W}footnoteReference", f"{W}id"),
        (f"{W}num", f"{W}numId"),
        (f"{W}abstractNum", f"{W}abstractNumId"),
        (f"{W}style", f"{W}styleId"),
    )
    for tag, attribute in marked:
        values = Counter(element.get(attribute) for element in root.iter(tag))
        for value, times in values.items():
            if times > 1 or value is None:
                yield f"{name}: {tag} {attribute} {value} {times} times"


def _dangling(name: str, roots: Roots, names: set[str]) -> Iterator[str]:
    """The relationships of a part: those it uses are there, and lead to parts that are there."""
    folder, _, base = name.rpartition("/")
    rels = roots.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    there = {} if rels is None else {rel.get("Id"): rel for rel in rels}
    if rels is not None and len(there) != len(rels):
        yield f"{name}: two relationships have one id"
    used = {
        value
        for element in roots[name].iter()
        for key, value in element.attrib.items()
        if key.startswith(R)
    }
    for id in used - there.keys():
        yield f"{name}: no relationship {id}"
    for rel in there.values():
        target = posixpath.normpath(posixpath.join("/", folder, rel.get("Target", ""))).lstrip("/")
        if rel.get("TargetMode") != "External" and target not in names:
            yield f"{name}: no part {target}"


def _untyped(types: ElementTree.Element, names: list[str]) -> Iterator[str]:
    endings = {(e.get("Extension") or "").lower() for e in types.iter(f"{_TYPES}Default")}
    overridden = [e.get("PartName") or "" for e in types.iter(f"{_TYPES}Override")]
    if len(set(overridden)) != len(overridden):
        yield "a part has two content types"
    for name in overridden:
        if name.removeprefix("/") not in names:
            yield f"a content type of no part: {name}"
    for name in names:
        if f"/{name}" not in overridden and name.rpartition(".")[2].lower() not in endings:
            yield f"{name} has no content type"


def _references(roots: Roots) -> Iterator[str]:
    """What the parts call by an id or a name is there."""
    notes = _values(roots.get("word/footnotes.xml"), "footnote", "id")
    nums = _values(roots.get("word/numbering.xml"), "num", "numId") | {"0"}
    styles = _values(roots["word/styles.xml"], "style", "styleId")
    for name, root in roots.items():
        bookmarks = _values(root, "bookmarkStart", "name")
        for id in _values(root, "footnoteReference", "id") - notes:
            yield f"{name}: no footnote {id}"
        for id in _values(root, "numId", "val") - nums:
            yield f"{name}: no list {id}"
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for id in _values(root, tag, "val") - styles:
                yield f"{name}: no style {id}"
        if _values(root, "bookmarkStart", "id") != _values(root, "bookmarkEnd", "id"):
            yield f"{name}: a bookmark has no end"
        for code in root.iter(f"{W}instrText"):
            kind, target, *_ = [*(code.text or "").split(), "", ""]
            if kind == "REF" and name == "word/document.xml" and target not in bookmarks:
                yield f"{name}: a reference to no bookmark: {target}"


def _values(root: ElementTree.Element | None, tag: str, attribute: str) -> set[str]:
    found = [] if root is None else root.iter(f"{W}{tag}")
    return {element.get(f"{W}{attribute}", "") for element in found}


def _heads(table: ElementTree.Element) -> Iterator[str]:
    """What must not be in a head, which is repeated."""
    from_head: set[int] = set()
    for row in table.findall(f"{W}tr"):
        is_head = row.find(f"{W}trPr/{W}tblHeader") is not None
        if is_head and row.find(f".//{W}pageBreakBefore") is not None:
            yield "a new page in a head"
        column = 0
        for cell in row.findall(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            if goes_on and column in from_head and not is_head:
                yield "a cell that reaches out of a head"
            if not goes_on or not is_head:
                from_head.discard(column)
            if is_head and merge is not None:
                from_head.add(column)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += 1 if span is None else int(span.get(f"{W}val", "1"))


def _toggles(table: ElementTree.Element, styles: Roots) -> Iterator[str]:
    """The runs of the table that two of their styles ask the same of."""
    of_table = _asked(table.find(f"{W}tblPr/{W}tblStyle"), styles)
    for paragraph in table.iter(f"{W}p"):
        of_paragraph = _asked(paragraph.find(f"{W}pPr/{W}pStyle"), styles)
        for run in paragraph.iter(f"{W}r"):
            asked = Counter(of_table)
            asked.update(of_paragraph)
            asked.update(_asked(run.find(f"{W}rPr/{W}rStyle"), styles))
            text = "".join(run.itertext())
            own = {toggle for toggle in _TOGGLES if run.find(f"{W}rPr/{W}{toggle}") is not None}
            for toggle, times in asked.items():
                if times > 1 and toggle not in own and text:
                    yield f"{toggle} twice at {text!r}"


def _asked(named: ElementTree.Element | None, styles: Roots) -> set[str]:
    """The toggles that the style is on for, those of the styles it is based on among them."""
    style = None if named is None else styles.get(named.get(f"{W}val", ""))
    if style is None:
        return set()
    found = _asked(style.find(f"{W}basedOn"), styles)
    for toggle in _TOGGLES:
        for element in style.iter(f"{W}{toggle}"):
            is_off = element.get(f"{W}val", "1") in ("0", "false", "off")
            found = found - {toggle} if is_off else found | {toggle}
    return found
