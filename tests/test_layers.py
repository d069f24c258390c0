"""The layers: imports only go down, and each library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

# From the bottom up. A module may import those before it in this list.
LAYERS = [
    "memo.compared",
    "memo.recent",
    "memo.problems",
    "memo.messages",
    "memo.temporaries",
    "memo.files",
    "memo.owners",
    "memo.admission",
    "memo.cache",
    "memo.office",
    "memo.provenance",
    "memo.rising",
    "memo.rewording",
    "memo.source",
    "memo.formats",
    "memo.language",
    "memo.confidential",
    "memo.fields",
    "memo.schema",
    "memo.contract",
    "memo.cells",
    "memo.captions",
    "memo.labels",
    "memo.pictures",
    "memo.blocks",
    "memo.flat",
    "memo.filters",
    "memo.wrapping",
    "memo.merging",
    "memo.likeness",
    "memo.aligning",
    "memo.markdown",
    "memo.kinds",
    "memo.edition",
    "memo.content",
    "memo.skeleton",
    "memo.context",
    "memo.grid",
    "memo.spreadsheet",
    "memo.tables",
    "memo.prose",
    "memo.compose",
    "memo.checks",
    "memo.word",
    "memo.gennemgang",
    "memo.templates",
    "memo.freshness",
    "memo.standing",
    "memo.output",
    "memo.untouched",
    "memo.outputs",
    "memo.pages",
    "memo.discovery",
    "memo.opening",
    "memo.drafting",
    "memo.papers",
    "memo.mending",
    "memo.project",
    "memo.finals",
    "memo.tasks",
    "memo.processes",
    "memo.batch",
    "memo.review",
    "memo.cli",
]

# The same inside `memo/word`.
WORD_LAYERS = [
    "xml",
    "packing",
    "package",
    "parts_to_read",
    "files",
    "hazards",
    "settings",
    "language",
    "tag_tree",
    "properties",
    "fonts",
    "styles",
    "names",
    "numbering",
    "measures",
    "custom_xml",
    "addresses",
    "appearance",
    "table_styles",
    "points",
    "lines",
    "spans",
    "keys",
    "inline",
    "tracking",
    "frames",
    "story",
    "stories",
    "property_changes",
    "acts",
    "commented",
    "comments",
    "differences",
    "units",
    "union",
    "noted",
    "wording",
    "tree",
    "landmarks",
    "alignment",
    "weaving",
    "stretches",
    "fragments",
    "assembly",
    "revised",
    "reviewed",
    "view",
    "base",
    "built",
    "comment_ranges",
    "comment_places",
    "comment_parts",
    "layout",
    "relations",
    "pictures",
    "notes",
    "paragraphs",
    "repair",
    "runs",
    "places",
    "amounts",
    "columns",
    "tables",
    "sections",
    "writers",
    "prose",
    "template",
    "filling",
    "printer",
    "whole",
    "render",
    "finishing",
    "checked_part",
    "marking",
    "checks",
    "pairing",
    "spoken",
    "advice",
    "footers",
    "structure",
    "expressions",
    "tags",
    "template_reader",
]

PACKAGES = {
    "memo.source": [
        "nodes",
        "encodings",
        "slips",
        "syntax",
        "comments",
        "surprises",
        "reading",
        "scalars",
        "writing",
        "edits",
        "saving",
        "mending",
        "places",
        "sheets",
        "acts",
        "respelling",
        "texts",
        "items",
        "rows",
        "brackets",
        "rewriting",
    ],
    "memo.schema": [
        "files",
        "keywords",
        "vocabulary",
        "walking",
        "numbered",
        "failures",
        "validation",
        "reader",
        "loading",
    ],
    "memo.markdown": [
        "labels",
        "words",
        "lines",
        "lists",
        "grammar",
        "places",
        "inlines",
        "tables",
        "notes",
        "signs",
        "reader",
        "flat",
        "recognising",
        "sayable",
        "characters",
        "composing",
        "splicing",
        "escaping",
        "layout",
        "paragraphs",
        "units",
        "rows",
        "frames",
        "separating",
        "writing",
        "rewriting",
    ],
    "memo.checks": [
        "wordings",
        "paper",
        "left_out",
        "check",
        "case_numbers",
        "confidential",
        "cpr_numbers",
        "dashes",
        "double_spaces",
        "full_slides",
        "hard_spaces",
        "headings",
        "help_text",
        "link_texts",
        "marks",
        "quotation_marks",
        "references",
        "table_heads",
        "weekdays",
        "switches",
        "registry",
    ],
    "memo.review": [
        "looks",
        "printed",
        "base_values",
        "placing",
        "ordering",
        "reading",
        "touching",
        "listed",
        "assigned",
        "slots",
        "returned",
        "opening",
        "items",
        "found",
        "results",
        "sheets",
        "plans",
        "sheet_planning",
        "planning",
        "shifting",
        "checking",
        "solving",
        "locating",
        "wish",
        "reviewing",
        "applying",
    ],
    "memo.cli": [
        "options",
        "report",
        "text",
        "template",
        "build",
        "check",
        "status",
        "wordings",
        "findings",
        "choosing",
        "review",
        "apply",
        "asking",
        "new",
        "commands",
    ],
    "memo.language": ["facts"],
    "memo.gennemgang": ["record", "digests", "reading", "kept", "writing", "merging"],
    "memo.word": WORD_LAYERS,
}

DOORS = {
    "yaml": {"memo.source"},
    "jsonschema_rs": {"memo.schema"},
    "markdown_it": {"memo.markdown"},
    "imagesize": {"memo.pictures"},
    "mdit_py_plugins": {"memo.markdown"},
    "docxtpl": {"memo.word"},
    "docx": {"memo.word"},
    "lxml": {"memo.word"},
    "jinja2": {"memo.word"},
    "babel": {"memo.language"},
    "click": {"memo.cli"},
}

MODULES = sorted((ROOT / "memo").rglob("*.py"))
BENCHMARKS = sorted((ROOT / "benchmarks").rglob("*.py"))


def layer(module: str) -> str:
    """The entry of LAYERS that a module belongs to."""
    parts = module.split(".")
    return ".".join(parts[:2])


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_go_down(path: Path) -> None:
    own = layer(name_of(path))
    if own == "memo":
        assert not any(name.startswith("memo") for name in imports(path))
        return
    for name in imports(path):
        if name.startswith("memo."):
            assert LAYERS.index(layer(name)) <= LAYERS.index(own), f"{own} imports {name}"
            if own not in PACKAGES:
                assert layer(name) != own


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_only_go_down_inside_a_package_too(package: str) -> None:
    order = PACKAGES[package]
    modules = [path for path in MODULES if layer(name_of(path)) == package]
    assert {path.stem for path in modules} == {*order, "__init__"}
    for path in modules:
        for name in imports(path) if path.stem != "__init__" else ():
            if name.startswith(f"{package}."):
                other = name.removeprefix(f"{package}.")
                assert order.index(other) < order.index(path.stem), f"{path.stem}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_has_one_door(path: Path) -> None:
    for name in imports(path):
        library = name.partition(".")[0]
        if library in DOORS:
            assert layer(name_of(path)) in DOORS[library], f"{name_of(path)} imports {name}"


def test_word_never_sees_yaml_and_content_never_sees_word() -> None:
    below = LAYERS[: LAYERS.index("memo.word")]
    for path in MODULES:
        own = layer(name_of(path))
        if own == "memo.word":
            for name in imports(path):
                assert layer(name) not in ("memo.source", "memo.content", "memo.compose")
        elif own in below:
            assert not any(name.startswith("memo.word") for name in imports(path))


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        if layer(name_of(path)) == "memo.cli":
            continue
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "print" not in {node.func.id for node in calls if isinstance(node.func, ast.Name)}


@pytest.mark.parametrize("path", [*MODULES, *BENCHMARKS], ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno
            assert length <= 40, f"{node.name} has {length} lines"
