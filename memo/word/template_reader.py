"""Reading a template: what is wrong with it, or all that is ready for merging."""

from __future__ import annotations

import re
from collections.abc import Callable

from memo.fields import DRAFT_KEY, Field, Printed
from memo.problems import Message, Report, Span, say
from memo.word import tags
from memo.word.advice import Advice
from memo.word.built import remove_traces
from memo.word.checked_part import CheckedPart
from memo.word.checks import check_clean, check_text_boxes, check_vanishing
from memo.word.files import report_too_large
from memo.word.footers import advise_on_drafts
from memo.word.hazards import check_hazards
from memo.word.marking import blank_faulty, remove_bookmarks, separate_paragraphs, tagged
from memo.word.notes import notes_template
from memo.word.numbering import Lists, NumberingTemplate
from memo.word.package import (
    CONTENT_TYPES_PART,
    PackageFault,
    PackageTooLarge,
    digest,
    main_part,
    read_parts,
    related_parts,
)
from memo.word.packing import packed
from memo.word.pairing import check_paragraphs
from memo.word.places import places
from memo.word.spoken import Spoken
from memo.word.styles import Styles, read_styles
from memo.word.template import TaggedPart, Template
from memo.word.xml import DECLARATION, Element, XmlFault, number, parse, serialize, w

_PART_NAMES = {
    "header": say("header"),
    "footer": say("footer"),
    "body": say("body"),
    "properties": say("document properties"),
    "styles": say("styles"),
}

_EMPTY_RUN = '<w:r><w:t xml:space="preserve"></w:t></w:r>'

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

_STORIES = (w("document"), w("hdr"), w("ftr"))

# A .dotx or .docm says something else, and Word refuses it under the name of a .docx.
_MAIN_TYPE = b"wordprocessingml.document.main+xml"


def read_template(
    data: bytes,
    file: str,
    contract: Field,
    registers: Callable[[str], Field | None],
    report: Report,
    *,
    languages: tuple[str, ...] = (),
) -> Template | None:
    """The template in the bytes of a Word file, or None with problems.

    `file` is what the user sees the file called; `contract` and `registers` are as in `tags`.
    Where `languages` names those that documents may be in, warnings say what else should be mended.
    """
    own = Report()
    template = None
    try:
        reader = _Reader(read_parts(data), file, contract, registers, own)
        template = reader.template(languages)
    except PackageTooLarge:
        report_too_large(file, own)
    except (PackageFault, XmlFault):
        own.error(
            "skabelon-beskadiget",
            Span(file),
            say("the template cannot be read as a Word file"),
            say("open it in Word and save it again as .docx, or fetch an earlier version"),
        )
    report.include(own)
    # Also where `registers` has reported an entry that is not known.
    return None if report.has_errors else template


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
        self.hash = digest(parts)
        self.parts = parts
        self.file = file
        self.contract = contract
        self.registers = registers
        self.report = report
        self.main = main_part(parts)
        if _MAIN_TYPE not in parts.get(CONTENT_TYPES_PART, b""):
            raise PackageFault("it is not a .docx")
        check_hazards(parts, file, report)
        if parse(parts[self.main]).tag != w("document"):
            raise PackageFault("it is a Strict Open XML document")
        remove_traces(parts, self.main)
        self.first_id = 1
        self.printed: list[Printed] = []
        self.marked: set[str] = set()
        self.advice: Advice | None = None

    def template(self, languages: tuple[str, ...]) -> Template:
        styles_part, numbering_part = self._related("styles"), self._related("numbering")
        styles = read_styles(parse(self.parts[styles_part]) if styles_part else None)
        numbering = NumberingTemplate(self.parts.get(numbering_part))
        numbering.check(styles)
        if languages:
            self.advice = Advice(Spoken(styles, languages), styles, Lists(numbering))
            self.advice.spoken.check_styles(self._without_paragraphs(_PART_NAMES["styles"]))
        settings = self._related("settings")
        stories = [(self.main, _PART_NAMES["body"]), *self._edges("header"), *self._edges("footer")]
        tagged = [self._story(name, label, styles) for name, label in stories]
        if self.advice and not self.report.has_errors:
            advise_on_drafts(self.parts, self.main, self.marked, self.file, self.report)
        self._prepare_notes()
        properties = [
            name
            for kind in ("core-properties", "custom-properties")
            for name in related_parts(self.parts, "", kind)
        ]
        self._check_other_parts({*properties, *(name for name, _ in stories)})
        filled = [self._properties(name) for name in properties]
        return Template(
            self.file,
            self.hash,
            tuple(self.contract.properties),
            self.parts,
            {name: packed(data) for name, data in self.parts.items()},
            self.main,
            tuple(part for part in tagged if part),
            tuple(part for part in filled if part),
            styles,
            numbering_part,
            settings,
            notes_template(self.parts, self.main),
            self.first_id,
            max(self._drawing_ids(), default=0) + 1,
            self._relation_prefix(),
            tuple(self.printed),
        )

    def _related(self, kind: str) -> str:
        """The name of the body's only part of that kind, or ""."""
        return next(iter(related_parts(self.parts, self.main, kind)), "")

    def _edges(self, kind: str) -> list[tuple[str, Message]]:
        """The headers or the footers, with what the user sees them called."""
        return [(n, _PART_NAMES[kind]) for n in related_parts(self.parts, self.main, kind)]

    def _drawing_ids(self) -> list[int]:
        """The ids of all drawings, whatever part they stand in."""
        return [
            int(element.get("id", "0"))
            for name, data in self.parts.items()
            if b"docPr" in data and name.endswith(".xml")
            for element in parse(data).iter(_DRAWING)
            if element.get("id", "").isdecimal()
        ]

    def _relation_prefix(self) -> str:
        """What begins the ids of our relationships, and none that a template brings along."""
        prefix = "memo"
        while any(f'"{prefix}'.encode() in data for data in self._relationship_parts()):
            prefix += "_"
        return prefix

    def _relationship_parts(self) -> list[bytes]:
        return [data for name, data in self.parts.items() if name.endswith(".rels")]

    def _story(self, name: str, label: Message, styles: Styles) -> TaggedPart | None:
        root = parse(self.parts[name])
        if root.tag not in _STORIES:
            raise PackageFault(f"{name} is no story of WordprocessingML")
        paragraphs = [tagged(paragraph) for paragraph in root.iter(w("p"))]
        part = CheckedPart(self.file, label, paragraphs, self.report, self.printed)
        found = places(root, styles)
        if self.advice:
            self.advice.part(root, part, found)
        check_clean(root, part)
        check_text_boxes(root, part)
        check_vanishing(root, part)
        check_paragraphs(part)
        if part.faulty and not blank_faulty(root, part):
            return None
        # First what is taken out: with an element goes the line break behind it.
        self._prepare_bookmarks(root)
        separate_paragraphs(root)
        source = _patched(serialize(root))
        before = len(self.printed)
        body = tags.read_tags(source, part, self.contract, self.registers)
        if DRAFT_KEY in {printed.path for printed in self.printed[before:]}:
            self.marked.add(name)
        start = source[: source.index(">") + 1].replace("\n", "")
        where = {n: found[n - 1] for n, p in enumerate(paragraphs, 1) if "p" in p.forms}
        has_tables = next(root.iter(w("tbl")), None) is not None
        return TaggedPart(name, body, start, where, has_tables) if body else None

    def _prepare_bookmarks(self, root: Element) -> None:
        """Nothing; takes out those that mean nothing here, and notes the ids of the others."""
        remove_bookmarks(root)
        for bookmark in root.iter(w("bookmarkStart")):
            self.first_id = max(self.first_id, number(bookmark, "id") + 1)

    def _prepare_notes(self) -> None:
        """Nothing; a template that was once a built document has bookmarks of ours in its notes."""
        for kind in ("footnotes", "endnotes"):
            for name in related_parts(self.parts, self.main, kind):
                root = parse(self.parts[name])
                self._prepare_bookmarks(root)
                self.parts[name] = (DECLARATION + serialize(root)).encode()

    def _properties(self, name: str) -> TaggedPart | None:
        part = self._without_paragraphs(_PART_NAMES["properties"])
        source = serialize(parse(self.parts[name]))
        body = tags.read_tags(source, part, self.contract, self.registers)
        return TaggedPart(name, body, "", {}) if body else None

    def _without_paragraphs(self, label: Message) -> CheckedPart:
        return CheckedPart(self.file, label, [], self.report, self.printed, is_story=False)

    def _check_other_parts(self, checked: set[str]) -> None:
        """Nothing; reports tags in parts where nothing is merged, such as footnotes."""
        for name, data in self.parts.items():
            if name in checked or name.startswith("customXml/"):
                continue
            if not name.endswith((".xml", ".rels")):
                continue
            if name.startswith("word/") and name.endswith("notes.xml"):
                label = say("{part}", part=name)
                part = CheckedPart(self.file, label, [], self.report, self.printed)
                check_clean(parse(data), part)
            if re.search(rb"(?i)\{[{%]|%7b(?:%7b|%25)", data):
                self.report.error(
                    "skabelon-forkert-sted",
                    Span(self.file),
                    say("a tag stands in {part}, where nothing is filled in", part=name),
                    say("move it into the text, the header or the footer"),
                )


def _patched(xml: str) -> str:
    """The part with its tags as Jinja reads them."""
    from docxtpl import DocxTemplate  # few runs read a template, and the library takes long

    # It leaves an empty run on both sides of each {{r }}.
    return str(DocxTemplate(None).patch_xml(xml)).replace(_EMPTY_RUN, "")
