"""The files that Word and LibreOffice lay beside a document that is open, made by hand."""

from __future__ import annotations

from pathlib import Path


def by_word(file: Path, name: str) -> Path:
    """The file, as Word makes it: the name in the code page, and again in UTF-16."""
    narrow, wide = name.encode("cp1252", "replace"), name.encode("utf-16-le")
    data = bytes([len(narrow)]) + narrow.ljust(53, b"\0")
    data += len(name).to_bytes(2, "little") + wide.ljust(106, b"\0")
    assert len(data) == 162
    file.write_bytes(data)
    return file


def by_office(file: Path, name: str, account: str = "konto") -> Path:
    """The file, as LibreOffice makes it."""
    fields = [name, account, "pc-1", "21.12.2016 10:00", "file:///home/konto/profil"]
    escaped = (field.replace(",", "\\,").replace(";", "\\;") for field in fields)
    file.write_text(",".join(escaped) + ";", encoding="utf-8")
    return file
