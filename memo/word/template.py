"""A template made ready: all that depends on the Word file, whatever is merged into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType

from docxtpl import DocxTemplate

from memo.fields import Field
from memo.problems import Message, Report, Severity, Span, say
from memo.word import tags
from memo.word.checked_part import CheckedPart, TaggedParagraph
from memo.word.numbering import NumberingTemplate
from memo.word.package import PackageFault, main_part, read_parts, related_parts
from memo.word.pairing import check_paragraphs
from memo.word.settings import track_changes
from memo.word.styles import Styles
from memo.word.xml import Element, XmlFault, local_name, number, parse, serialize, text_of, w

_PART_NAMES = {
    "header": say("header"),
    "footer": say("footer"),
    "body": say("body"),
    "properties": say("document properties"),
}

# A tag that prints, with its form. What stands in a comment does not count.
_PRINTING_TAG = re.compile(r"\{#.*?#\}|\{\{(?:(tr|tc|p|r)(?=\s))?")

# What a reviewer's acts leave in a file (ECMA-376, 17.13). Merged into papers it would leak.
TRACES = (
    *("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"),
    *("cellIns", "cellDel", "cellMerge", "numberingChange", "rPrChange", "pPrChange"),
    *("sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    *("commentRangeStart", "commentReference"),
)


@dataclass(frozen=True)
class CompiledPart:
    """A part that holds tags. `root` is its root element's start tag, with all its namespaces."""

    name: str
    code: CodeType
    root: str
    has_tables: bool


@dataclass(frozen=True)
class Template:
    """A template ready for merging.

    `names` are the fields of the schema's root. `parts` are all parts as they go into a document
    where nothing changes them; `tagged` are those with tags, in the order of reading, the body
    first. `first_id` is a `w:id` above those of all bookmarks.
    """

    file: str
    names: tuple[str, ...]
    parts: dict[str, bytes]
    main: str
    tagged: tuple[CompiledPart, ...]
    properties: tuple[CompiledPart, ...]
    styles: Styles
    numbering: NumberingTemplate
    numbering_part: str
    first_id: int


def read_template(
    data: bytes,
    file: str,
    contract: Field,
    registers: Callable[[str], Field | None],
    report: Report,
) -> Template | None:
    """The template in the bytes of a Word file, or None with problems.

    `file` is what the user sees the file called; `contract` and `registers` are as in `tags`.
    """
    own = Report()
    template = None
    try:
        template = _Reader(read_parts(data), file, contract, registers, own).template()
    except (PackageFault, XmlFault) as fault:
        own.error(
            "skabelon-beskadiget",
            Span(file),
            say("the template cannot be read as a Word file: {reason}", reason=fault),
            say("open it in Word and save it again as .docx, or fetch an earlier version"),
        )
    report.include(own)
    return None if own.has_errors else template


class _Reader:
    """Reads one template; raises PackageFault and XmlFault for a damaged one."""

    def __init__(
        self,
        parts: dict[str, bytes],
        file: str,
        contract: Field,
        registers: Callable[[str], Field | None],
        report: Report,
    ) -> None:
        self.parts = parts
        self.file = file
        self.contract = contract
        self.registers = registers
        self.report = report
        self.main = main_part(parts)
        self.first_id = 1

    def template(self) -> Template:
        styles_part, numbering_part = self._related("styles"), self._related("numbering")
        styles = Styles(parse(self.parts[styles_part]) if styles_part else None)
        if settings := self._related("settings"):
            self.parts[settings] = track_changes(self.parts[settings])
        stories = [(self.main, _PART_NAMES["body"])]
        for kind in ("header", "footer"):
            names = related_parts(self.parts, self.main, kind)
            stories += [(name, _PART_NAMES[kind]) for name in names]
        tagged = [self._story(name, label, styles) for name, label in stories]
        self._check_other_parts({name for name, _ in stories})
        properties = [
            self._properties(name)
            for kind in ("core-properties", "custom-properties")
            for name in related_parts(self.parts, "", kind)
        ]
        return Template(
            self.file,
            tuple(self.contract.properties),
            self.parts,
            self.main,
            tuple(part for part in tagged if part),
            tuple(part for part in properties if part),
            styles,
            NumberingTemplate(self.parts.get(numbering_part)),
            numbering_part,
            self.first_id,
        )

    def _related(self, kind: str) -> str:
        """The name of the body's only part of that kind, or ""."""
        return next(iter(related_parts(self.parts, self.main, kind)), "")

    def _story(self, name: str, label: Message, styles: Styles) -> CompiledPart | None:
        root = parse(self.parts[name])
        paragraphs = [_tagged(paragraph, styles) for paragraph in root.iter(w("p"))]
        part = CheckedPart(self.file, label, paragraphs, self.report)
        errors = self.report.count(Severity.ERROR)
        self._check_clean(root, part)
        self._check_text_boxes(root, part)
        check_paragraphs(part)
        if self.report.count(Severity.ERROR) > errors:
            return None
        _separate_paragraphs(root)
        for bookmark in root.iter(w("bookmarkStart")):
            self.first_id = max(self.first_id, number(bookmark, "id") + 1)
        source = DocxTemplate(None).patch_xml(serialize(root))
        code = tags.compile_tags(source, part, self.contract, self.registers)
        start = source[: source.index(">") + 1].replace("\n", "")
        has_tables = root.find(f".//{w('tbl')}") is not None
        return CompiledPart(name, code, start, has_tables) if code else None

    def _properties(self, name: str) -> CompiledPart | None:
        part = CheckedPart(self.file, _PART_NAMES["properties"], [], self.report)
        source = serialize(parse(self.parts[name]))
        code = tags.compile_tags(source, part, self.contract, self.registers)
        return CompiledPart(name, code, "", False) if code else None

    def _check_clean(self, root: Element, part: CheckedPart) -> None:
        lines = {paragraph: line for line, paragraph in enumerate(root.iter(w("p")), 1)}
        for element in root.iter(*(w(name) for name in TRACES)):
            above = [place for place in (element, *element.iterancestors()) if place in lines]
            row = next(element.iterancestors(w("tr"), w("tbl")), root)
            paragraph = above[0] if above else next(row.iter(w("p")), None)
            part.error(
                "skabelon-sporede-aendringer",
                lines[paragraph] if paragraph is not None else 1,
                say("the template holds a tracked change or a comment"),
                say("accept or reject all changes in Word, delete all comments, and save"),
            )

    def _check_text_boxes(self, root: Element, part: CheckedPart) -> None:
        for line, paragraph in enumerate(root.iter(w("p")), 1):
            boxes = list(paragraph.iter(w("txbxContent")))
            in_box = next(paragraph.iterancestors(w("txbxContent")), None) is not None
            tagged = "{{" in text_of(paragraph) or "{%" in text_of(paragraph)
            if tagged and (boxes or in_box):
                part.error(
                    "skabelon-tekstboks",
                    line,
                    say("a tag stands in a text box, or in a paragraph that a text box hangs on"),
                    say("use a frame instead: screen readers and reviewers miss text boxes"),
                )

    def _check_other_parts(self, checked: set[str]) -> None:
        """Nothing; reports tags in parts where nothing is merged, such as footnotes."""
        for name, data in self.parts.items():
            if name in checked or not name.endswith(".xml") or not name.startswith("word/"):
                continue
            if b"{{" in data or b"{%" in data:
                self.report.error(
                    "skabelon-forkert-sted",
                    Span(self.file),
                    say("a tag stands in {part}, where nothing is filled in", part=name),
                    say("move it into the text, the header or the footer"),
                )


def _tagged(paragraph: Element, styles: Styles) -> TaggedParagraph:
    text = text_of(paragraph)
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    forms = tuple(
        match[1] or "" for match in _PRINTING_TAG.finditer(text) if not match[0].startswith("{#")
    )
    id = styles.default_paragraph if style is None else style.get(w("val"), "")
    return TaggedParagraph(text, id, forms)


def _separate_paragraphs(root: Element) -> None:
    """Puts each paragraph on a line of its own, and the mark for its bookmarks into it.

    With no other line breaks in the part, the line that Jinja gives for a tag tells the paragraph.
    """
    for element in root.iter():
        keeps_space = element.tag in (w("t"), w("instrText"))
        element.text = _one_line(element.text, keeps_space)
        element.tail = _one_line(element.tail, False)
    for count, paragraph in enumerate(root.iter(w("p"))):
        if count:
            _break_line_before(_outermost_tagged(paragraph))
        forms = _tagged(paragraph, Styles(None)).forms
        if forms and "p" not in forms:
            properties = paragraph.find(w("pPr"))
            if properties is None:
                paragraph.text = tags.MARK_TAG
            else:
                properties.tail = tags.MARK_TAG


def _one_line(text: str | None, keeps_space: bool) -> str | None:
    if text is None or not (keeps_space or text.strip()):
        return None  # what a program put between elements to make the XML easy to read
    return text.replace("\n", " ").replace("\r", " ")


def _outermost_tagged(paragraph: Element) -> Element:
    """The row or cell that a `tr` or `tc` tag in it makes vanish, with all in it; else itself."""
    found = paragraph
    for ancestor in paragraph.iterancestors(w("tr"), w("tc")):
        name = local_name(ancestor)
        if re.search(rf"\{{[{{%]{name}\s", text_of(ancestor)):
            found = ancestor
    return found


def _break_line_before(element: Element) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + "\n"
    elif parent is not None:
        parent.text = (parent.text or "") + "\n"
