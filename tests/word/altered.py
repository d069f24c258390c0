"""Templates altered for a test, as a template keeper might have left them."""

from __future__ import annotations

from pathlib import Path

from memo.word.package import read_parts, write_parts

BODY = "word/document.xml"


def alter(template: Path, before: str, after: str, part: str = BODY) -> None:
    """Nothing; replaces text in one part of the template, which must be there, once."""
    parts = read_parts(template.read_bytes())
    text = parts[part].decode()
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {part}"
    parts[part] = text.replace(before, after).encode()
    template.write_bytes(write_parts(parts))


def cell(content: str) -> str:
    """A cell of a table of the template."""
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def paragraph(text: str, style: str = "Brdtekst") -> str:
    """A paragraph of the template."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )
