"""The inlines of a paragraph as runs, links and fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Footnote, Inline, Line, Reference, Run
from memo.language import tag
from memo.word import names
from memo.word.relations import Relations
from memo.word.styles import Style, Styles
from memo.word.xml import R, escape, escape_in_run

_PLAIN = Style("", "")


class RunWriter(Struct):
    """Writes the runs of one document."""

    styles: Styles
    relations: Relations

    def runs(
        self, inlines: Sequence[Inline], note: Callable[[Footnote], str], around: Style = _PLAIN
    ) -> str:
        """The inlines as runs, those of a link inside it; `note` gives the mark of a footnote.

        `around` is the style of the paragraph.
        """
        if len(inlines) == 1 and isinstance(only := inlines[0], Run) and only.is_plain:
            return text_run(only.text)  # as in most paragraphs and cells
        parts, last = [], ""
        for inline in inlines:
            link = inline.link if isinstance(inline, Run) else ""
            if link != last:
                parts.append(self._between(last, link))
                last = link
            parts.append(self._inline(inline, note, around))
        return "".join((*parts, self._between(last, "")))

    def _between(self, last: str, next: str) -> str:
        """What stands between runs of those links, of which one may be none: ""."""
        end = "</w:hyperlink>" if last else ""
        if not next:
            return end
        id = self.relations.link(next)
        return f'{end}<w:hyperlink xmlns:r="{R}" r:id="{id}" w:history="1">'

    def line(self, line: Line, around: Style = _PLAIN) -> str:
        """The runs of a line, which has no footnotes; `around` is the style of the paragraph."""
        return self.runs(line.paragraph.inlines, lambda note: "", around)

    def _inline(self, inline: Inline, note: Callable[[Footnote], str], around: Style) -> str:
        if isinstance(inline, Footnote):
            return note(inline)
        if isinstance(inline, Reference) and not inline.captions.is_shown(inline.name):
            inline = replace(inline.look, text=inline.text)
        if isinstance(inline, Reference):
            target = caption_bookmark(inline.captions.target(inline.name))
            return field_run(
                f"REF {target} \\h", inline.text, self._properties(inline.look, around)
            )
        return (
            f"<w:r>{self._properties(inline, around)}"
            f'<w:t xml:space="preserve">{escape_in_run(inline.text)}</w:t></w:r>'
        )

    def _properties(self, run: Run, around: Style) -> str:
        if run.is_plain:
            return ""
        style = None
        if run.link:
            style = self.styles.find(names.LINK)
        elif run.bold:
            style = self.styles.find(names.STRONG)
        elif run.italic:
            style = self.styles.find(names.EMPHASIS)
        both = style.toggles & around.toggles if style else frozenset()
        direct = []
        if run.bold and (run.link or "b" in both):
            direct.append("<w:b/><w:bCs/>")
        if run.italic and (run.link or run.bold or "i" in both):
            direct.append("<w:i/><w:iCs/>")
        if run.position:
            direct.append(f'<w:vertAlign w:val="{run.position}"/>')
        if run.language:
            direct.append(f'<w:lang w:val="{escape(tag(run.language))}"/>')
        named = f'<w:rStyle w:val="{style.id}"/>' if style else ""
        inner = named + "".join(direct)
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def field_run(code: str, result: str, properties: str = "") -> str:
    """A field with its result, so that nothing asks to be updated when the file is opened."""
    pieces = [
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{escape(result)}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:r>{properties}{piece}</w:r>" for piece in pieces)


def text_run(text: str) -> str:
    """A run of that text in the look of its paragraph."""
    return f'<w:r><w:t xml:space="preserve">{escape_in_run(text)}</w:t></w:r>'


def caption_bookmark(target: str) -> str:
    """The name of the bookmark round the number of a caption; Word hides those that begin so."""
    return f"_Ref_{target}"
