"""Blocks as WordprocessingML, in the template's own styles."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from memo.blocks import (
    Block,
    Caption,
    Cell,
    Figure,
    Footnote,
    Line,
    List,
    PageBreak,
    Paragraph,
    Passage,
    Prose,
    Quote,
    RowRole,
    Table,
)
from memo.labels import Label
from memo.problems import Message, Span, say
from memo.word import names
from memo.word.columns import columns
from memo.word.numbering import Indent
from memo.word.paragraphs import TINY, Look
from memo.word.places import Place
from memo.word.runs import caption_bookmark, field_run, text_run
from memo.word.sections import TURNED_ENDS, UPRIGHT_ENDS
from memo.word.styles import Style, StyleName
from memo.word.tables import table_xml, warn_of_narrow_columns
from memo.word.writers import Surroundings, Writers


class Flow(Struct):
    """Blocks in their order, as they are written one after another."""

    writers: Writers
    place: Place
    _out: list[str] = field(default_factory=list)
    _own: Passage | None = None
    _block: int = 0
    _lists: dict[tuple[str, object], tuple[str, int, Indent]] = field(default_factory=dict)
    _page_break: bool = False
    _stands_off: bool = False

    def prose(self, prose: Prose) -> str:
        """The prose as paragraphs and tables, in the place of the template's paragraph."""
        self.blocks(
            prose.blocks, Surroundings(self.place.style, self.place.width, self.place.style.left)
        )
        if self._page_break:  # the new page begins with what follows in the template
            self._page_break = self._stands_off = False
            self._add(TINY, '<w:r><w:br w:type="page"/></w:r>')
        return "".join(self._out)

    def blocks(self, blocks: tuple[Block, ...], around: Surroundings) -> None:
        """Nothing; writes the blocks."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph_or_heading(block, around)
            elif isinstance(block, List):
                self._list(block, around)
            elif isinstance(block, Quote):
                self._quote(block, around)
            elif isinstance(block, Passage):
                self._passage(block, around)
            elif isinstance(block, Table):
                self._table(block, around)
            elif isinstance(block, Figure):
                self._figure(block, around)
            else:
                self._break_page(block)

    def _quote(self, block: Quote, around: Surroundings) -> None:
        """Nothing; writes the quotation, and its lists, in from what is round it."""
        style = self._style(names.QUOTE)
        edge = around.edge + style.left if around.depth else style.left
        inner = replace(
            around,
            style=style,
            edge=edge,
            left=edge if around.depth else None,
            shift=around.shift + style.left,
        )
        self.blocks(block.blocks, inner)

    def _passage(self, passage: Passage, around: Surroundings) -> None:
        """Nothing; writes blocks that have an address of their own."""
        outer = self._own, self._block, self._lists
        self._own, self._block, self._lists = passage, 0, {}
        self.blocks(passage.blocks, around)
        self._own, self._block, self._lists = outer

    def _paragraph(self, paragraph: Paragraph, look: Look) -> None:
        """Nothing; writes one paragraph with its bookmark."""
        bookmark = self._bookmark(paragraph)
        style = self.writers.styles.by_id(look.style)
        self._add(look, bookmark + self.writers.runs.runs(paragraph.inlines, self._note, style))

    def _add(self, look: Look, content: str) -> None:
        """Nothing; writes one paragraph of that content."""
        if self._page_break:
            look = replace(look, page_break=True)
        elif self._stands_off:  # a table has no space below it of its own, and a caption little
            look = replace(look, before=self.place.style.font.size * 10)
        self._page_break = self._stands_off = False
        self._out.append(f"<w:p>{look.xml()}{content}</w:p>")

    def _bookmark(self, paragraph: Paragraph) -> str:
        assert self._own is not None, "every text stands in a passage"
        anchors = self.writers.anchors
        own = self._own
        anchor = anchors.add(own.address, paragraph.text, block=self._block, form=own.form)
        self._block += 1
        return anchors.bookmark(anchor)

    def _paragraph_or_heading(self, paragraph: Paragraph, around: Surroundings) -> None:
        look = around.look()
        if paragraph.heading:
            look = Look(self._style(names.heading(self.place.heading + paragraph.heading)).id)
        self._paragraph(paragraph, look)

    def _note(self, note: Footnote) -> str:
        """The reference mark of a footnote, which is written into its own part."""
        writers = self.writers
        if not self.place.in_body:
            self._refuse(note.span, say("a footnote cannot stand here on the page"))
            return ""
        mark = f'<w:rPr><w:rStyle w:val="{self._style(names.FOOTNOTE_MARK).id}"/></w:rPr>'
        properties = Look(self._style(names.FOOTNOTE_TEXT).id).xml()
        paragraphs = ""
        with writers.runs.relations.within(writers.notes.template.part):
            for number, paragraph in enumerate(note.paragraphs):
                begin = "" if number else f"<w:r>{mark}<w:footnoteRef/></w:r>{text_run(' ')}"
                runs = writers.runs.runs(paragraph.inlines, self._note)
                # Before the mark, LibreOffice would move the bookmark into the note above.
                paragraphs += f"<w:p>{properties}{begin}{self._bookmark(paragraph)}{runs}</w:p>"
        id = writers.notes.add(paragraphs)
        return f'<w:r>{mark}<w:footnoteReference w:id="{id}"/></w:r>'

    def _list(self, block: List, around: Surroundings) -> None:
        depth = around.depth + 1
        labels = [item.label for item in block.items]
        style = self._style(names.points(depth, is_numbered=labels[0] is not None))
        usual = self.writers.lists.indent(style)
        indent = self._indent(labels, style, usual, around)
        inner = self._inside(indent, usual, depth, around)
        for item in block.items:
            look = Look(style.id)
            if around.in_cell:
                look = Look(around.style.id, keep_next=around.extra.keep_next)
            num_id, own = self._num(style, item.label, indent, item is block.items[0])
            look = replace(look, num=(style.level, num_id))
            if indent != own:
                look = replace(look, left=indent.left, hanging=indent.hanging)
            self._paragraph(item.paragraph, look)
            self.blocks(item.blocks, inner)

    def _indent(
        self, labels: list[Label | None], style: Style, own: Indent, around: Surroundings
    ) -> Indent:
        """The indent of a list: that of its style, or more where its labels need it."""
        font = around.style.font if around.in_cell else style.font
        needed = max(font.width(f"{label.text} ") if label else 0 for label in labels)
        if around.in_cell:
            hanging = max(needed, font.size * 7)
            return Indent((around.left or 0) + hanging, hanging)
        extra = max(0, needed - own.hanging)
        return Indent(own.left + around.shift + extra, own.hanging + extra)

    def _inside(
        self, indent: Indent, own: Indent, depth: int, around: Surroundings
    ) -> Surroundings:
        """What stands under a point of a list."""
        if around.in_cell:
            return replace(around, left=indent.left, depth=depth)
        shift = indent.left - own.left
        return Surroundings(
            self._style(names.under_points(depth)),
            self.place.width + self.place.style.left - indent.left,
            indent.left,
            indent.left if shift else None,
            shift,
            depth,
        )

    def _num(
        self, style: Style, label: Label | None, indent: Indent, is_first: bool
    ) -> tuple[str, Indent]:
        """The list that a point belongs to, and its indent: the one above, if the point is next.

        Also where it is indented otherwise: what a reviewer puts in above moves its number on.
        """
        key = (style.id, label.form if label else None)
        number = label.number if label else 0
        num_id, expected, own = self._lists.get(key, ("", -1, indent))
        goes_on = number == expected if label else not is_first
        if not goes_on:
            num_id, own = self.writers.lists.begin(style, label, indent), indent
        self._lists[key] = (num_id, number + 1, own)
        return num_id, own

    def _break_page(self, block: PageBreak) -> None:
        if not self.place.in_body:
            self._refuse(block.span, say("a page cannot end here"))
        self._page_break = True

    def _table(self, table: Table, around: Surroundings) -> None:
        turns = table.landscape and self.place.turned_width > 0
        if table.landscape and not self.place.in_body:
            self._refuse(table.span, say("a page cannot be laid on its side here"))
        if turns:
            self._out.append(UPRIGHT_ENDS)
            self._stands_off = False
            around = Surroundings(around.style, self.place.turned_width)
        if table.caption:
            self._caption(table.caption, keep_next=True)
        elif self._stands_off or self._page_break:
            self._add(TINY, "")  # else Word joins two tables
        font = self._style(names.CELLS["body"]).font
        style = self._style(names.TABLE)
        found = columns(table, font, self.writers.language, style.cell_margins, around.width)
        warn_of_narrow_columns(table, found, self.writers.report)
        self._out.append(table_xml(table, found, style.id, around.edge, self._cell))
        if table.notes:
            self._passage(table.notes, Surroundings(self._style(names.TABLE_NOTE), around.width))
        self._stands_off = not turns
        if turns:
            self._out.append(TURNED_ENDS)

    def _cell(self, cell: Cell, role: RowRole, extra: Look) -> str:
        """What stands in a cell: one paragraph at least, or Word cannot open the file."""
        outer, self._out = self._out, []
        around = Surroundings(self._style(names.CELLS[role]), 0, in_cell=True, extra=extra)
        self.blocks(cell.blocks, around)
        if not self._out:
            self._add(around.look(), "")
        inner, self._out = "".join(self._out), outer
        return inner

    def _figure(self, figure: Figure, around: Surroundings) -> None:
        anchors, text = self.writers.anchors, figure.description
        if text and text.address:
            anchor = anchors.add(text.address, text.text, role="alt")
        else:
            anchor = anchors.add(figure.address, "", role="picture")
        run = self.writers.pictures.run(
            figure.picture, text.text if text else None, around.width, self.place.height
        )
        style = self._style(names.FIGURE)
        look = Look(style.id, keep_next=figure.caption is not None, left=around.edge or None)
        self._add(look, anchors.bookmark(anchor) + run)
        if figure.caption:
            self._caption(figure.caption, keep_next=False)
        self._stands_off = True

    def _caption(self, caption: Caption, *, keep_next: bool) -> None:
        """Nothing; writes "Tabel 1. Titel (enhed)" with a number that Word counts on."""
        word = self.writers.language.word(caption.kind)
        target = f"{caption.kind}{caption.number}"
        number = field_run(f"SEQ {word} \\* ARABIC", caption.number)
        if target not in self.writers.captions:
            self.writers.captions.add(target)
            number = self.writers.anchors.bookmarked(caption_bookmark(target), number)
        unit = caption.unit
        mark, title = self._line(caption.title, f"{word} {caption.number}. ", " (" if unit else "")
        content = text_run(f"{word} ") + number + text_run(". ") + title
        if unit:
            unit_mark, text = self._line(unit, " (", ")")
            mark, content = mark + unit_mark, content + text_run(" (") + text + text_run(")")
        self._add(Look(self._style(names.CAPTION).id, keep_next=keep_next), mark + content)

    def _line(self, line: Line, before: str, after: str) -> tuple[str, str]:
        """The bookmark of a line inside a paragraph, and its runs."""
        anchors = self.writers.anchors
        anchor = anchors.add(line.address, line.paragraph.text, form="line")
        anchor.before, anchor.after = before, after
        return anchors.bookmark(anchor), self.writers.runs.line(line, self._style(names.CAPTION))

    def _style(self, wanted: StyleName) -> Style:
        return self.writers.styles.find(wanted)

    def _refuse(self, span: Span, message: Message) -> None:
        help = say("move it into the text of the document, outside tables, headers and footers")
        self.writers.report.error("ikke-her", span, message, help)
