"""What a person writes who builds papers with docxtpl: also a script of its own.

`python with_docxtpl.py WORK.json` builds each of the papers in that list of
`{"template": ..., "values": ..., "output": ...}`.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment


def _environment() -> Environment:
    """The filters that the templates name; the values are finished texts before they get here."""
    environment = Environment()  # what docxtpl makes where it is given none
    environment.filters["og"] = " og ".join
    environment.filters["dato"] = lambda text, _form: text
    return environment


ENVIRONMENT = _environment()


def merged(template: Path, values: dict[str, Any]) -> bytes:
    """The Word file, made as docxtpl's documentation says: open, render, save."""
    document = DocxTemplate(str(template))
    document.render(values, ENVIRONMENT)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def main() -> None:
    """Nothing; builds the papers in the file that the command line names."""
    for work in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        Path(work["output"]).write_bytes(merged(Path(work["template"]), work["values"]))


if __name__ == "__main__":
    main()
