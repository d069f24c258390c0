"""Documents opened and saved by LibreOffice, and programs that stand in for it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

fakes_office = pytest.mark.skipif(os.name != "posix", reason="a script is no program on Windows")

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
    )
)  # fmt: skip


def fake_office(folder: Path, python: str) -> Path:
    """A program called soffice in the folder, which runs that Python."""
    folder.mkdir(exist_ok=True)
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport sys\n{python}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def office_that_lays_out(folder: Path, body: str, *, deflated: bool = False) -> Path:
    """A soffice that finds this OpenDocument text in every file, and adds a line to `calls`."""
    program = fake_office(
        folder,
        "from pathlib import Path\n"
        f"data = Path({str(folder / 'laid-out')!r}).read_bytes()\n"
        f"with open({str(folder / 'calls')!r}, 'a') as calls: print('called', file=calls)\n"
        "for file in sys.argv:\n"
        "    if file.endswith('.docx'): Path(file).with_suffix('.pdf').write_bytes(data)",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        root = f"office:document-content {_NAMESPACES}"
        content = f"<{root}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        archive.writestr("content.xml", content)
    stream = zlib.compress(buffer.getvalue()) if deflated else buffer.getvalue()
    picture = zlib.compress(b"0 0 m")
    (folder / "laid-out").write_bytes(
        b"%PDF-1.6\n1 0 obj\nstream\n" + picture + b"\nendstream\nendobj\n"
        b"2 0 obj\n<</Length 3 0 R>>\nstream\n" + stream + b"\nendstream\nendobj\n%%EOF\n"
    )
    return program


def convert(soffice: str, format: str, files: Sequence[Path], output: Path) -> list[Path]:
    """The files as LibreOffice saves them in that format, in the output folder.

    It gets a profile of its own: a second LibreOffice on the same profile would do nothing.
    """
    profile = (output / "profile").absolute().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", format]
    subprocess.run(
        [*command, "--outdir", str(output), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    ending = format.partition(":")[0]
    saved = [output / f"{file.stem}.{ending}" for file in files]
    assert all(file.is_file() for file in saved)
    return saved
