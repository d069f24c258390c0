"""What programs do to a file when they save it, and when they take changes or undo them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.reviewer.file import BODY, File, Where
from tests.reviewer.xml import SPACE, Element, W, element, new_run, remove, unwrap, wrap

_IN, _OUT = ("ins", "moveTo"), ("del", "moveFrom")
_RANGES = [f"{W}move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")]


class Programs(File):
    """Saves without an edit, and Accept All and Reject All."""

    def save_as_word_does(self) -> None:
        """Nothing; what RP0*.docx show of a save without a change, and what the standard allows.

        Split runs, rsids, proofErr, lastRenderedPageBreak, _GoBack, controls and tags round runs,
        other ids of styles and relationships, other names and another order of parts.
        """
        for name, root in self.roots.items():
            if name.startswith("word/") and name.endswith(".xml"):
                for paragraph in list(root.iter(f"{W}p")):
                    _rewrite(paragraph)
        self._rename_styles()
        self._rename_parts()

    def _rename_styles(self) -> None:
        for root in self.roots.values():
            for node in root.iter():
                if node.tag == f"{W}style":
                    node.set(f"{W}styleId", f"X{node.get(f'{W}styleId')}")
                elif node.tag in {
                    f"{W}{n}" for n in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
                }:
                    node.set(f"{W}val", f"X{node.get(f'{W}val')}")

    def _rename_parts(self) -> None:
        """Nothing; the relationships of the body get other ids, headers and footers other names."""
        relations = self.roots["word/_rels/document.xml.rels"]
        body = etree.tostring(self.roots[BODY]).decode()
        for number, relation in enumerate(list(relations)):
            old, target = relation.get("Id", ""), relation.get("Target", "")
            relation.set("Id", f"rIdNew{number}")
            body = body.replace(f'"{old}"', f'"rIdNew{number}"')
            if re.fullmatch(r"(header|footer)\d\.xml", target):
                relation.set("Target", f"new{target}")
                for before, after in ((f"word/{target}", f"word/new{target}"), (f"word/_rels/{target}.rels", f"word/_rels/new{target}.rels")):  # fmt: skip
                    if before in self.roots:
                        self.roots[after] = self.roots.pop(before)
                for each in self.roots["[Content_Types].xml"]:
                    if each.get("PartName") == f"/word/{target}":
                        each.set("PartName", f"/word/new{target}")
        self.roots[BODY] = etree.fromstring(body)
        self.roots = dict(reversed(self.roots.items()))

    def drop_anchors(self, where: Where) -> None:
        """Nothing; the paragraph's bookmarks are gone, as where its text was cut and pasted back."""
        for mark in list(
            self.paragraph(where).iterchildren(f"{W}bookmarkStart", f"{W}bookmarkEnd")
        ):
            remove(mark)

    def double_anchors(self, where: Where, other: Where) -> None:
        """Nothing; the other paragraph has the bookmarks too, as a copied one in LibreOffice."""
        target = self.paragraph(other)
        place = 1 if target.find(f"{W}pPr") is not None else 0
        for mark in reversed(self.paragraph(where).findall(f"{W}bookmarkStart")):
            id = int(mark.get(f"{W}id", "0")) + 30000
            name = f"{mark.get(f'{W}name')}_Copy_1"
            target.insert(place, element(f'<w:bookmarkEnd w:id="{id}"/>'))
            target.insert(place, element(f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'))

    def rename_anchors(self, where: Where) -> None:
        """Nothing; the paragraph's bookmarks as LibreOffice saves those of a frame."""
        for mark in self.paragraph(where).findall(f"{W}bookmarkStart"):
            mark.set(f"{W}name", f"{mark.get(f'{W}name')}_Copy_1")

    def number_anchors(self) -> None:
        """Nothing; the ids of bookmarks begin anew, as both programs write them at every save."""
        root = self.roots[BODY]
        ids: dict[str | None, str] = {}
        for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            mark.set(f"{W}id", ids.setdefault(mark.get(f"{W}id"), str(20000 + len(ids))))

    # Accept All and Reject All, as the twins of RP002 to RP042 show them.

    def accept_all(self) -> None:
        """Nothing; all tracked changes are taken."""
        self._settle(_IN, _OUT, restores=False)

    def reject_all(self) -> None:
        """Nothing; all tracked changes are undone."""
        self._settle(_OUT, _IN, restores=True)

    def _settle(self, kept: tuple[str, ...], lost: tuple[str, ...], *, restores: bool) -> None:
        for root in self.roots.values():
            _settle_rows(root, lost)
            for paragraph in list(root.iter(f"{W}p")):
                marks = (paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") for name in lost)
                if any(mark is not None for mark in marks):
                    _lose_mark(paragraph, lost)
            for node in list(root.iter(*_RANGES, *(f"{W}{name}" for name in lost))):
                remove(node)
            for node in list(root.iter(*(f"{W}{name}" for name in kept))):
                unwrap(node)
            for node in root.iter(f"{W}delText"):
                node.tag = f"{W}t"
            _settle_looks(root, restores=restores)


def _settle_rows(root: Element, lost: tuple[str, ...]) -> None:
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in lost):
            remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            remove(table)


def _lose_mark(paragraph: Element, lost: tuple[str, ...]) -> None:
    """Nothing; what is left of the paragraph belongs to the next, as RP007's twins show."""
    for node in list(paragraph.iter(*(f"{W}{name}" for name in lost))):
        if node.getparent().tag != f"{W}rPr":
            remove(node)
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        place = 1 if following.find(f"{W}pPr") is not None else 0
        for child in reversed([each for each in paragraph if each.tag != f"{W}pPr"]):
            following.insert(place, child)
        remove(paragraph)
    elif next(paragraph.iter(f"{W}r"), None) is None:
        remove(paragraph)


def _settle_looks(root: Element, *, restores: bool) -> None:
    for name in ("rPr", "pPr"):
        for change in list(root.iter(f"{W}{name}Change")):
            own = change.getparent()
            remove(change)
            if restores:
                mark = own.find(f"{W}rPr") if name == "pPr" else None
                own[:] = [*change[0], *([] if mark is None else [mark])]


def _rewrite(paragraph: Element) -> None:
    """Nothing; writes the paragraph as Word may, with the same to be read in it."""
    paragraph.set(f"{W}rsidR", "00AB12CD")
    for number, run in enumerate(list(_runs(paragraph))):
        run.set(f"{W}rsidRPr", "00AB12CE")
        node = run.find(f"{W}t")
        text = "" if node is None else str(node.text or "")
        if node is None or len(run.findall("*")) > 2 or len(text) < 4:
            continue
        half = len(text) // 2
        run.addprevious(new_run(text[:half], run))
        run.addprevious(element('<w:proofErr w:type="spellStart"/>'))
        run.addprevious(element(f'<w:bookmarkStart w:id="{7000 + number}" w:name="_GoBack"/>'))
        run.addprevious(element(f'<w:bookmarkEnd w:id="{7000 + number}"/>'))
        run.addprevious(element('<w:r><w:rPr><w:lang w:val="da-DK"/></w:rPr></w:r>'))
        node.text = text[half:]
        node.set(SPACE, "preserve")
        node.addprevious(element("<w:lastRenderedPageBreak/>"))
        wrap([run], element('<w:smartTag w:uri="urn:x" w:element="y"/>'))
    first = next(paragraph.iterchildren(f"{W}r"), None)
    if first is not None and not any(each.tag == f"{W}fldChar" for each in first):
        control = element('<w:sdt><w:sdtPr><w:tag w:val="z"/></w:sdtPr><w:sdtContent/></w:sdt>')
        first.addprevious(control)
        control[1].append(first)


def _runs(paragraph: Element) -> Iterator[Element]:
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif child.tag == f"{W}hyperlink":
            yield from child.iterchildren(f"{W}r")
