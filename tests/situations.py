"""The examples of `docs/problemer.md`, acted out: what a person wrote, saved or ran.

An example is one block of the page or more. What a block is stands in its info string:

- `yaml`: fields of a memo; each stands in the place of the field of that name in `MEMO`, and
  `tekst:` is the text of its section. With `hel` it is the whole document.
- `yaml skema`: properties in the schema of the memo.
- `word`: paragraphs in the place of the title in `templates/notat.docx`, with `sidefod` in that of
  all that its footers hold. Lines between | and | are
  rows of a table, what stands in `THINGS` is put in as Word has it, and a line as
  "Typografien Citat er slettet." or "Mærket {{ titel }} er slettet." takes that out of the template.
- `mappe`: files, one on a line. Each of the three folders that it names holds only those. After
  the name may stand a size, or -> and what the file is a link to; `\\xa0` is the sign of that code.
- `bat`: what is run.
- any other word: the text of a file, which is named by `fil=`. `kodning=` tells how it is saved, and
  `linjer=cr` that its lines end as on old Macs.

Paths begin at the folder that holds `content/`, and the document is `notat.yaml` in the folder `CASE`.
At the top of `content/` lie pictures and the like that an example may name, see `Stage`.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath, PureWindowsPath

import yaml
from click.testing import CliRunner

from memo.cli.commands import command_line
from memo.messages import Messages
from memo.problems import Report
from memo.project import Project
from memo.word.package import read_parts, write_parts
from memo.word.xml import DECLARATION, parse, serialize, w
from tests.conftest import ROOT
from tests.pictures import claiming, jpeg, png, turned
from tests.word.altered import alter, cell, paragraph

CASE = "content/2016-0419401"

MEMO = {
    "skabelon": "notat",
    "sagsnr": "2016-0419401",
    "dokumentnr": "2016-0419401-1",
    "dato": "21-12-2016",
    "til": "[Økonomiudvalget]",
    "titel": "Orientering om budgettet",
    "sagsbehandler": "Anne Jensen",
    "afsender": "slk",
    "afsnit": "[{overskrift: Baggrund, tekst: Budgettet er vedtaget.}]",
}

_SOURCES = ["--content", "content", "--templates", "templates"]
FOLDERS = {
    "build": [*_SOURCES, "-o", "output"],
    "check": _SOURCES,
    "new": _SOURCES,
    "review": [*_SOURCES, "-o", "output"],
    "template": ["--templates", "templates"],
}
"""What a command is told of the folders where an example runs it."""

_TITLE = '<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t xml:space="preserve">{{ titel }}</w:t></w:r></w:p>'

THINGS = {
    "sporet indsættelse": '<w:ins w:id="90" w:author="A"><w:r><w:t>{0}</w:t></w:r></w:ins>',
    "kommentar": '<w:r><w:commentReference w:id="0"/></w:r>',
    "billede": '<w:r><w:drawing><wp:inline><wp:docPr id="70" name="x"/></wp:inline></w:drawing></w:r>',
    "alternativ tekst": '<w:r><w:drawing><wp:inline><wp:docPr id="70" name="x" descr="{0}"/></wp:inline></w:drawing></w:r>',
    "fed": "<w:r><w:rPr><w:b/></w:rPr><w:t>{0}</w:t></w:r>",
    "på engelsk": '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>{0}</w:t></w:r>',
    "felt": '<w:fldSimple w:instr="{0}"/>',
    "sideskift": '<w:r><w:br w:type="page"/></w:r>',
    "tekstboks": '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
}
"""What a template may hold beside text, written as [name] or [name: text]."""

_THING = re.compile(rf"\[({'|'.join(THINGS)})(?:: (.*?))?\]")


@dataclass(frozen=True)
class Block:
    """A block of the page: the words of its info string, and its text."""

    info: tuple[str, ...]
    text: str

    @property
    def kind(self) -> str:
        return self.info[0]

    def named(self, name: str) -> str:
        """What stands after name= in the info string, else ""."""
        return next((w.removeprefix(f"{name}=") for w in self.info if w.startswith(f"{name}=")), "")


Found = set[tuple[str, str]]
"""Severities and codes of problems."""


class Stage:
    """A folder with content, templates and output, in which examples are acted out.

    Where an example changes no more than its own case, many share one stage.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        content = root / "content"
        shutil.copytree(ROOT / "templates", root / "templates")
        content.mkdir()
        shutil.copy(ROOT / "content" / "afsendere.yaml", content)
        pictures = {
            "kort.png": png(),
            "facade.jpg": jpeg(),
            "facade-fra-telefon.jpg": turned(jpeg()),
            "luftfoto.png": claiming(png(), 40_000, 40_000),
        }
        for name, data in pictures.items():
            (content / name).write_bytes(data)
        (content / "kort.pdf").write_bytes(b"%PDF")
        (content / "udgifter.csv").write_text("Område;2017\nTingbjerg;75,0\nI alt;75,0\n", "utf-8")
        self.project = Project(content, root / "templates", root / "output")

    def problems(self, blocks: list[Block], case: str = CASE) -> Found:
        """The problems of an example, for which its case lies in the folder `case`."""
        self._write(f"{case}/notat.yaml", document("").encode())
        for block in sorted(blocks, key=lambda block: block.kind != "mappe"):
            self._set(block, case)
        commands = [block.text.split() for block in blocks if block.kind == "bat"]
        if commands:
            return set().union(*(self._run(words) for words in commands))
        report = Report()
        documents = self.project.documents([self.root / case], report)
        for path in documents:
            report.include(self.project.draft(path, warnings=True).report)
            report.include(self.project.build(path).report)
        report.include(self.project.register_problems())
        return {(str(problem.severity), problem.code) for problem in report.problems()}

    def _set(self, block: Block, case: str) -> None:
        text, template = block.text, self.root / "templates" / "notat.docx"
        if block.kind == "mappe":
            self._lay_out(text.splitlines())
        elif "sidefod" in block.info:
            _set_footers(template, text.splitlines())
        elif block.kind == "word":
            _alter_template(template, text.splitlines())
        elif "skema" in block.info:
            file = template.with_name("notat.schema.yaml")
            schema = yaml.safe_load(file.read_text("utf-8"))
            schema["properties"] |= yaml.safe_load(text)
            file.write_text(yaml.safe_dump(schema, allow_unicode=True), "utf-8")
        elif block.kind != "bat":
            file = block.named("fil").replace(CASE, case) or f"{case}/notat.yaml"
            whole = text if block.named("fil") or "hel" in block.info else document(text)
            if block.named("linjer") == "cr":
                whole = whole.replace("\n", "\r")
            self._write(file, whole.encode(block.named("kodning") or "utf-8"))

    def _write(self, name: str, data: bytes) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def _lay_out(self, lines: list[str]) -> None:
        for folder in {PurePosixPath(line.split()[0]).parts[0] for line in lines}:
            shutil.rmtree(self.root / folder, ignore_errors=True)
        for line in lines:
            match = re.fullmatch(r"(.+?)(?: -> (.+)| {2,}([0-9]+) (MB|byte))?", line)
            assert match
            name, target, size, unit = match.groups()
            name = re.sub(r"\\x([0-9a-f]{2})", lambda code: chr(int(code[1], 16)), name)
            data = document("").encode() if name.startswith("content/") else b""
            if name.startswith(("templates/", "content/afsendere")):
                data = (ROOT / name).read_bytes()
            if size:
                data = (data + b"\n" * int(size) * 1_000_000) if unit == "MB" else bytes(int(size))
            self._write(name, data)
            if target:
                file = self.root / name
                self._write((PurePosixPath(name).parent / target).as_posix(), data)
                file.unlink()
                file.symlink_to(target)

    def _run(self, words: list[str]) -> Found:
        """The problems that a command prints."""
        arguments = [PureWindowsPath(word).as_posix() for word in words[2:]]
        assert words[1] == "build.py"
        arguments += FOLDERS.get(arguments[0], [])
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(command_line(Messages("en")), arguments)
        found = re.findall(r": (error|warning): .*\[([a-z0-9-]+)\]$", done.output, re.MULTILINE)
        assert found or done.exit_code == 0, done.output
        return set(found)


def stands_alone(blocks: list[Block]) -> bool:
    """Whether an example changes more than its own case, and needs a stage of its own."""
    files = [block.named("fil") for block in blocks if block.named("fil")]
    return not all(file.startswith(f"{CASE}/") for file in files) or any(
        block.kind in ("mappe", "word", "bat") or "skema" in block.info for block in blocks
    )


def document(fields: str) -> str:
    """The whole memo, with those fields in the places of its own."""
    chunks = re.split(r"(?m)^(?=[^\s#:\-][^:\n]*:)", fields)
    given = {chunk.partition(":")[0] for chunk in chunks}
    section = [chunk for chunk in chunks if chunk.startswith("tekst:")]
    own = {
        name: text
        for name, text in MEMO.items()
        if name not in given and not (name == "afsnit" and section)
    }
    lines = [f"{name}: {text}\n" for name, text in own.items()]
    others = [chunk for chunk in chunks if chunk not in section]
    prose = ["afsnit:\n  - overskrift: Baggrund\n", *(textwrap.indent(s, "    ") for s in section)]
    return "".join([*lines, *others, *(prose if section else [])])


def _alter_template(template: Path, lines: list[str]) -> None:
    """Nothing; puts the paragraphs and tables into the template."""
    xml: list[str] = []
    for line in lines:
        if match := re.fullmatch(r"Typografien (.+) er slettet\.", line):
            _delete_style(template, match[1])
        elif match := re.fullmatch(r"Mærket (.+) er slettet\.", line):
            alter(template, match[1], "")
        elif match := re.fullmatch(r"\| *(.*?) *\|", line):
            row = "".join(cell(_paragraph(text)) for text in re.split(r" *\| *", match[1]))
            xml.append(f"<w:tr>{row}</w:tr>")
        else:
            xml.append(_paragraph(line))
    body = re.sub(
        r"(?:<w:tr>.*?</w:tr>)+",
        lambda rows: f"<w:tbl><w:tblPr/><w:tblGrid/>{rows[0]}</w:tbl>{_paragraph('')}",
        "".join(xml),
    )
    if xml:
        alter(template, _TITLE, body)


def _set_footers(template: Path, lines: list[str]) -> None:
    """Nothing; puts the paragraphs into the footers, in the place of what is there."""
    parts = read_parts(template.read_bytes())
    for name in [name for name in parts if name.startswith("word/footer")]:
        before, _, rest = parts[name].decode().partition("<w:p>")
        end = rest.rpartition("</w:p>")[2]
        parts[name] = f"{before}{''.join(map(_paragraph, lines))}{end}".encode()
    template.write_bytes(write_parts(parts))


def _paragraph(line: str) -> str:
    """A line as a paragraph, with the things in it."""
    text = paragraph("\0", "Titel")
    start, end = text.split("\0")
    pieces, place = [], 0
    for thing in _THING.finditer(line):
        made = THINGS[thing[1]].format(escape(thing[2] or ""))
        pieces += [escape(line[place : thing.start()]), f"</w:t></w:r>{made}<w:r><w:t>"]
        place = thing.end()
    return f"{start}{''.join(pieces)}{escape(line[place:], quote=False)}{end}"


def _delete_style(template: Path, name: str) -> None:
    """Nothing; takes a style out. Its id is its Danish name without spaces, as Word makes it."""
    parts = read_parts(template.read_bytes())
    styles = parse(parts["word/styles.xml"])
    (style,) = (one for one in styles if one.get(w("styleId")) == name.replace(" ", ""))
    styles.remove(style)
    parts["word/styles.xml"] = (DECLARATION + serialize(styles)).encode()
    template.write_bytes(write_parts(parts))
