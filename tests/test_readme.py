"""The README's commands are those that the gate runs, and the examples of the guides build."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import yaml
from markdown_it import MarkdownIt

from memo.word.package import read_parts, write_parts
from memo.word.view import view
from tests.conftest import ROOT, Paper
from tests.office import convert
from tests.test_cli import run
from tests.word.altered import alter

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(beginning: str) -> list[str]:
    return [line for line in README.splitlines() if line.startswith(beginning)]


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    build, tests = commands("python3 -m venv")
    assert build.endswith("build.py")
    assert tests in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_secretarys_guide_is_one_page(tool: Callable[[str], str], tmp_path: Path) -> None:
    guide = tmp_path / "vejledning.docx"
    source = str(ROOT / "docs" / "vejledning.md")
    subprocess.run([tool("pandoc"), source, "-o", str(guide)], check=True)
    parts = read_parts(guide.read_bytes())
    # A4 with the margins of the letterhead's body column, in its size of type.
    sect = b'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" w:right="1134" w:bottom="850" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    body = re.sub(
        rb"<w:sectPr.*?</w:sectPr>|<w:sectPr[^>]*/>", sect, parts["word/document.xml"], flags=re.S
    )
    styles = parts["word/styles.xml"].replace(b'w:sz w:val="24"', b'w:sz w:val="18"')
    guide.write_bytes(write_parts({**parts, "word/document.xml": body, "word/styles.xml": styles}))
    (pdf,) = convert(tool("soffice"), "pdf", [guide], tmp_path)
    done = subprocess.run([tool("pdfinfo"), str(pdf)], capture_output=True, text=True, check=True)
    assert re.search(r"Pages: +1\n", done.stdout)


def examples(page: str, info: str = "yaml", heading: str = "") -> list[str]:
    """The YAML, or what else, that a guide shows below a heading."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    tokens = MarkdownIt().parse(text[text.index(heading) :])
    return [token.content for token in tokens if token.type == "fence" and token.info == info]


def whole(example: str) -> str:
    """The example as a document: it is one, or some fields of one, or the text of one."""
    if re.search("^skabelon:", example, re.MULTILINE):
        return example
    if example.startswith("tekst:"):
        lines = "".join(f"    {line}" for line in example.splitlines(keepends=True))
        return f"skabelon: bilag\ntitel: Prøve\nafsnit:\n  - overskrift: Prøve\n{lines}"
    head = "sagsnr: 2016-0419401\ndato: 21-12-2016\nmodtager: {navn: A, adresse: [B]}\n"
    rest = "" if "afsnit:" in example else "afsnit: [{tekst: Prøve}]\n"
    signers = "underskrivere: [{navn: A}]\n"
    return f"skabelon: brev\n{head}titel: Prøve\nafsender: slk\n{rest}{signers}{example}"


@pytest.mark.parametrize("page", ["indhold.md", "vejledning.md"])
def test_every_example_of_the_guides_builds(page: str, paper: Paper) -> None:
    for name in ("kort.png", "streg.png"):
        (paper.content / "sag" / name).write_bytes((ROOT / "docs" / "slide.png").read_bytes())
    (paper.content / "sag" / "kort.pdf").write_bytes(b"%PDF")
    paper.write("sag/udgifter.csv", "Område;2017\nDrift;\nTingbjerg;75,0\nI alt;75,0\n")
    found = examples(page)
    assert found
    for example in found:
        paper.write("sag/prøve.yaml", whole(example))
        problems = [str(problem.message) for problem in paper.problems("sag/prøve.yaml")]
        assert problems == [], example


def add_new_kind(paper: Paper) -> str:
    """The content that the guide shows for the new kind, of which the two files are now there."""
    fields, content = examples("skabeloner.md", heading="\n## En ny slags papir")
    (texts,) = examples("skabeloner.md", "", "\n## En ny slags papir")
    new = paper.templates / "pressemeddelelse.docx"

    schema = yaml.safe_load((paper.templates / "bilag.schema.yaml").read_text(encoding="utf-8"))
    for name in ("bilagsnummer", "undertitel", "afsnit"):
        del schema["properties"][name]
    schema["properties"] |= {**yaml.safe_load(fields), "skabelon": {"enum": ["pressemeddelelse"]}}
    schema["required"] = ["skabelon", "titel", "dato", "tekst"]
    written = yaml.safe_dump(schema, allow_unicode=True)
    new.with_suffix(".schema.yaml").write_text(written, encoding="utf-8")

    template = docx.Document(str(paper.templates / "bilag.docx"))
    for paragraph in template.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    for text in texts.splitlines():
        template.add_paragraph(text, "Title" if text == "{{ titel }}" else "Body Text")
    template.core_properties.subject = "Pressemeddelelse"
    template.save(str(new))
    return content


def test_a_new_kind_is_made_as_the_guide_says(paper: Paper) -> None:
    paper.write("sag/pm.yaml", add_new_kind(paper))
    assert view(paper.parts("sag/pm.yaml")).splitlines()[:6] == [
        "== body",
        "[Body Text] Pressemeddelelse",
        "[Title] Nyt værested på Nørrebro",
        "[Body Text] 3. april 2017",
        "[Body Text] Kommunen åbner et værested for unge.",
        "[Body Text] Kontakt: Karen Lindtoft, telefon 3300 0020",
    ]


def test_the_keeper_of_templates_is_told_what_the_guide_shows(paper: Paper) -> None:
    checked, fields = examples("skabeloner.md", "", "\n## Når noget er galt")[:2]
    template = paper.templates / "notat.docx"
    alter(template, '{{ dato|dato("kort") }}', "{{ dato|dato(”kort”) }}")
    alter(template, "{{ titel }}</w:t>", "{{ titl }}</w:t>")
    folder = paper.templates.parent
    done = run("template", "check", "notat", "--templates", paper.templates, cwd=folder)
    assert done.stdout == checked
    done = run("template", "fields", "slides", COLUMNS="80")
    assert done.stdout.endswith(fields)


def test_the_windows_form_says_the_same() -> None:
    for unix, windows in zip(commands("python3 -m venv"), commands("py -m venv"), strict=True):
        same = unix.replace("python3 -m venv", "py -m venv")
        assert same.replace(".venv/bin/python", ".venv\\Scripts\\python") == windows


def test_every_file_that_the_documents_name_is_there() -> None:
    guides = [*sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "benchmarks").glob("*.md"))]
    for page in [ROOT / "README.md", *guides]:
        text = page.read_text(encoding="utf-8")
        prose = re.sub(r"(?ms)^```.*?^```$", "", text)
        for target in re.findall(r"\]\(([^)#:]+)\)", prose):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
        for name in re.findall(r"`((?:memo|benchmarks)/[\w/]+\.py)`", text):
            assert (ROOT / name).is_file(), f"{page.name}: {name}"
