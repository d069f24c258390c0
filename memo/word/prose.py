"""Blocks as WordprocessingML, in the template's own styles."""

from __future__ import annotations

from dataclasses import dataclass, field

from memo.blocks import Block, List, Paragraph, Prose, Run
from memo.word.addresses import Anchors
from memo.word.numbering import Lists
from memo.word.styles import Styles
from memo.word.xml import escape_in_run


@dataclass
class ProseWriter:
    """Writes the prose of one document."""

    styles: Styles
    lists: Lists
    anchors: Anchors

    def paragraphs(self, prose: Prose, body_style: str) -> str:
        """The prose as paragraphs; `body_style` is the id of the style of those outside lists."""
        flow = _Flow(self, prose)
        flow.blocks(prose.blocks, f'<w:pStyle w:val="{body_style}"/>' if body_style else "", 0)
        return "".join(flow.out)

    def runs(self, paragraph: Paragraph) -> str:
        """The paragraph's runs."""
        return "".join(self._run(run) for run in paragraph.runs)

    def _run(self, run: Run) -> str:
        properties = ""
        if run.bold:
            italic = "<w:i/><w:iCs/>" if run.italic else ""
            properties = f'<w:rStyle w:val="{self.styles.character("Strong").id}"/>{italic}'
        elif run.italic:
            properties = f'<w:rStyle w:val="{self.styles.character("Emphasis").id}"/>'
        return (
            f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}"
            f'<w:t xml:space="preserve">{escape_in_run(run.text)}</w:t></w:r>'
        )


@dataclass
class _Flow:
    """The paragraphs of one prose, in order, each with its block number."""

    writer: ProseWriter
    prose: Prose
    out: list[str] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...], properties: str, depth: int) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, properties)
            else:
                self._list(block, depth + 1)

    def _paragraph(self, paragraph: Paragraph, properties: str) -> None:
        anchors = self.writer.anchors
        anchor = anchors.add(self.prose.address, paragraph.text, block=len(self.out))
        self.out.append(
            f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}"
            f"{anchors.bookmark(anchor)}{self.writer.runs(paragraph)}</w:p>"
        )

    def _list(self, block: List, depth: int) -> None:
        # Word's built-in names: List Bullet, List Bullet 2, ... and List Continue for what stands
        # under a point without a number of its own.
        suffix = f" {depth}" if depth > 1 else ""
        styles = self.writer.styles
        style = styles.paragraph(f"{'List Number' if block.delimiter else 'List Bullet'}{suffix}")
        label = f"%1{block.delimiter}" if block.delimiter else ""
        num_id, expected = "", None
        for item in block.items:
            if not num_id or item.number != expected:
                # A jump in the author's numbers is a new w:num that starts there.
                num_id = self.writer.lists.begin(style, label, item.number or 0)
            expected = None if item.number is None else item.number + 1
            self._paragraph(
                item.paragraph,
                f'<w:pStyle w:val="{style.id}"/><w:numPr><w:ilvl w:val="{style.level}"/>'
                f'<w:numId w:val="{num_id}"/></w:numPr>',
            )
            if item.blocks:
                continued = styles.paragraph(f"List Continue{suffix}")
                self.blocks(item.blocks, f'<w:pStyle w:val="{continued.id}"/>', depth)
