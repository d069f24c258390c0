"""Templates altered for a test, as a template keeper might have left them."""

from __future__ import annotations

import re
from pathlib import Path

from memo.problems import Problem
from memo.word.package import read_parts, write_parts
from memo.word.view import view
from tests.conftest import Paper

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


def small_kind(
    paper: Paper, properties: str, *texts: str, root: str = "", header: str = "", title: str = "x"
) -> None:
    """Nothing; adds the kind `prøve` with its schema's properties and its template's paragraphs.

    `root` are lines at the root of the schema; the rest of the template is that of the memo.
    """
    schema = f"{root}\ntype: object\nadditionalProperties: false\nproperties:\n"
    lines = ["skabelon: {type: string, enum: [prøve]}", *properties.splitlines()]
    file = paper.templates / "prøve.schema.yaml"
    file.write_text(schema + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    parts = read_parts((paper.templates / "notat.docx").read_bytes())
    body = parts[BODY].decode()
    opening = body[: body.index("<w:body>") + len("<w:body>")]
    section = body[body.rindex("<w:sectPr") :]
    parts[BODY] = f"{opening}{''.join(map(paragraph, texts))}{section}".encode()
    for name, data in parts.items():
        if name.startswith(("word/header", "word/footer")):
            text = data.decode()
            start = text[: text.index(">", text.index("<w:")) + 1]
            end = text[text.rindex("</") :]
            mark = "" if "header" in name else paragraph("{{ udkast }}", "Sidefod")
            parts[name] = f"{start}{paragraph(header)}{mark}{end}".encode()
        elif name.startswith("docProps/"):
            parts[name] = re.sub(r"\{\{.*?\}\}", title, data.decode()).encode()
    (paper.templates / "prøve.docx").write_bytes(write_parts(parts))


def printed(paper: Paper, content: str) -> list[str]:
    """The paragraphs of the body of a document of the kind `prøve`, which must build."""
    paper.write("sag/prøve.yaml", f"skabelon: prøve\n{content}")
    lines = view(paper.parts("sag/prøve.yaml")).split("== header")[0].splitlines()
    return [line.partition("] ")[2] for line in lines[1:]]


def problems(paper: Paper, content: str) -> list[Problem]:
    """The problems of building such a document."""
    paper.write("sag/prøve.yaml", f"skabelon: prøve\n{content}")
    return paper.problems("sag/prøve.yaml")
