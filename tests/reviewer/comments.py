"""What a reviewer says beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tests.reviewer.file import RELATIONSHIPS, File, Text
from tests.reviewer.xml import MARKUP, OFFICE, Element, W, element, new_run

_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class Comments(File):
    """Comments, replies, and threads that are resolved."""

    def comment(
        self, on: Text, text: str, *, replies: Sequence[str] = (), resolved: bool = False
    ) -> None:
        """Nothing; as comments.docx, and the thread as [MS-DOCX] 2.5.3 says."""
        runs = self.select(on)
        parent = ""
        for each in (text, *replies):
            paragraph = self._say(each, parent, resolved=resolved)
            parent = parent or paragraph
            runs[0].addprevious(element(f'<w:commentRangeStart w:id="{self._id}"/>'))
            runs[-1].addnext(element(f'<w:r><w:commentReference w:id="{self._id}"/></w:r>'))
            runs[-1].addnext(element(f'<w:commentRangeEnd w:id="{self._id}"/>'))

    def _say(self, text: str, parent: str, *, resolved: bool) -> str:
        """The id of the comment's paragraph."""
        attributes = self._attributes()
        paragraph = f"{self._id:08X}"
        comment = element(
            f'<w:comment {attributes} w:initials="KL"><w:p w14:paraId="{paragraph}">'
            "<w:r><w:annotationRef/></w:r></w:p></w:comment>"
        )
        comment[0].append(new_run(text))
        self._part("comments", f"{OFFICE}/comments").append(comment)
        entry = etree.SubElement(self._extended(), f"{_W15}commentEx")
        entry.set(f"{_W15}paraId", paragraph)
        entry.set(f"{_W15}done", "1" if resolved else "0")
        if parent:
            entry.set(f"{_W15}paraIdParent", parent)
        return paragraph

    def _extended(self) -> Element:
        return self._part(
            "commentsExtended",
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        )

    def _part(self, name: str, type: str) -> Element:
        """The root of that part, made if the file has none."""
        part = f"word/{name}.xml"
        if part not in self.roots:
            root = f"{W}comments" if name == "comments" else f"{_W15}commentsEx"
            self.roots[part] = etree.Element(root, nsmap={"w": W[1:-1], "w15": _W15[1:-1]})
            relation = etree.SubElement(
                self.roots["word/_rels/document.xml.rels"], f"{RELATIONSHIPS}Relationship"
            )
            relation.attrib.update({"Id": f"rId{name}", "Type": type, "Target": f"{name}.xml"})
            types = self.roots["[Content_Types].xml"]
            override = etree.SubElement(types, str(types.tag).replace("Types", "Override"))
            override.attrib.update({"PartName": f"/{part}", "ContentType": f"{MARKUP}.{name}+xml"})
        return self.roots[part]
